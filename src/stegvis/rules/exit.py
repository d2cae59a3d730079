"""Exit (avslut): the outcomes of the national statistics, and what confirms them."""

from __future__ import annotations

from datetime import date

from .case import MOVES, CaseStatus
from .words import N_, Labelled, Reason


class NationalOutcome(Labelled):
    """The five groups of the national statistics (Kolada U40406–U40418, counts U40450–54)."""

    WORK = "work", N_("arbete")
    STUDIES = "studies", N_("studier")
    OTHER_AUTHORITY = "other_authority", N_("annan myndighet")
    COMPLETED_COMMISSION = "completed_commission", N_("slutfört uppdrag")
    OTHER = "other", N_("annat")


class Outcome(Labelled):
    """What the person went to."""

    WORK_REGULAR = "work_regular", N_("arbete utan stöd")
    WORK_SUBSIDISED = "work_subsidised", N_("arbete med stöd hos en annan arbetsgivare")
    WORK_MUNICIPAL = "work_municipal", N_("kommunal arbetsmarknadsanställning")
    STUDIES = "studies", N_("studier som ger rätt till studiemedel")
    OTHER_STUDIES = "other_studies", N_("andra studier")
    OTHER_AUTHORITY = "other_authority", N_("överförd till annan myndighet")
    COMPLETED_COMMISSION = "completed_commission", N_("uppdraget slutfört och återrapporterat")
    DROPPED_OUT = "dropped_out", N_("avbröt")
    MOVED = "moved", N_("flyttade")
    DIED = "died", N_("avliden")

    @property
    def national(self) -> NationalOutcome:
        """The national group. A municipal labour-market job is not work (U40455)."""
        return NATIONAL.get(self, NationalOutcome.OTHER)


NATIONAL: dict[Outcome, NationalOutcome] = {
    Outcome.WORK_REGULAR: NationalOutcome.WORK,
    Outcome.WORK_SUBSIDISED: NationalOutcome.WORK,
    Outcome.STUDIES: NationalOutcome.STUDIES,
    Outcome.OTHER_AUTHORITY: NationalOutcome.OTHER_AUTHORITY,
    Outcome.COMPLETED_COMMISSION: NationalOutcome.COMPLETED_COMMISSION,
}
CONFIRM_AFTER_DAYS = 31
CASE_CLOSED = N_("Inskrivningen avslutades.")


def reasons_not_to_exit(
    *,
    status: CaseStatus,
    exited_on: date,
    opened_on: date,
    today: date,
    outcome: Outcome,
    lasts_a_month: bool | None,
    active_placements: int,
) -> list[Reason]:
    """A case closes once, with an outcome, after its placements."""
    reasons = []
    if CaseStatus.CLOSED not in MOVES[status]:
        reasons.append(Reason("Inskrivningen är redan avslutad."))
    if not opened_on <= exited_on <= today:
        reasons.append(Reason("Avslutsdagen ska ligga mellan {opened} och i dag.", at="exited_on", opened=opened_on))
    if outcome.national is NationalOutcome.WORK and lasts_a_month is None:
        reasons.append(Reason("Svara på om arbetet är tänkt att vara minst en månad.", at="lasts_a_month"))
    if active_placements:
        reasons.append(Reason("En placering pågår. Avsluta den först."))
    return reasons


def reasons_not_to_confirm(*, confirmed_on: date | None, exited_on: date, today: date) -> list[Reason]:
    """The outcome is confirmed once, a month after the exit."""
    reasons = []
    if confirmed_on is not None:
        reasons.append(Reason("Utfallet är redan bekräftat."))
    if (today - exited_on).days < CONFIRM_AFTER_DAYS:
        reasons.append(Reason("Utfallet kan bekräftas tidigast {days} dagar efter avslutet.", days=CONFIRM_AFTER_DAYS))
    return reasons
