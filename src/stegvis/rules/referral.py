"""Referral and intake (anvisning och mottagning): who is in the target group, and who gets the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .people import age_on
from .words import N_, Labelled, Reason


class ReferralStatus(Labelled):
    """Where a referral stands."""

    RECEIVED = "received", N_("mottagen")
    ACCEPTED = "accepted", N_("antagen")
    RETURNED = "returned", N_("återsänd")


MOVES: dict[ReferralStatus, frozenset[ReferralStatus]] = {
    ReferralStatus.RECEIVED: frozenset({ReferralStatus.ACCEPTED, ReferralStatus.RETURNED}),
    ReferralStatus.ACCEPTED: frozenset(),
    ReferralStatus.RETURNED: frozenset(),
}


class ReferralSource(Labelled):
    """Who initiated the referral (Kolada U40806–10)."""

    SOCIAL_SERVICES = "social_services", N_("socialtjänsten")
    EMPLOYMENT_SERVICE = "employment_service", N_("Arbetsförmedlingen")
    SOCIAL_INSURANCE = "social_insurance", N_("Försäkringskassan")
    SELF = "self", N_("personen själv")
    OTHER = "other", N_("annan")


class ReturnReason(Labelled):
    """Why a referral is returned."""

    NOT_YET_READY = "not_yet_ready", N_("inte redo än")
    OUTSIDE_TARGET_GROUP = "outside_target_group", N_("utanför målgruppen")
    INFORMATION_MISSING = "information_missing", N_("uppgifter saknas")
    ALREADY_ENROLLED = "already_enrolled", N_("redan inskriven")
    WITHDRAWN = "withdrawn", N_("återtagen av den som anvisade")


TARGET_AGE_FROM = 16
TARGET_AGE_TO = 66
START_WITHIN_DAYS = 60
IS_COORDINATOR = N_("Koordinator för inskrivningen")
HAS_REFERRAL = N_("Tar hand om anvisningen")


@dataclass(frozen=True)
class Check:
    """One sentence of the target group check (målgruppsprövning); `holds` says whether it speaks for."""

    holds: bool
    sentence: Reason


def target_group_checks(
    *, born_on: date | None, received_on: date, receives_income_support: bool, source: ReferralSource
) -> list[Check]:
    """Everything that is checked, in sentences, whether it holds or not.

    Source: the municipality's own rule, income support first; working age by SoL 2025:400 ch. 12 and LAS [B].
    """
    return [
        _age_check(born_on, received_on),
        _support_check(receives_income_support=receives_income_support, source=source),
    ]


def _age_check(born_on: date | None, received_on: date) -> Check:
    if born_on is None:
        return Check(False, Reason("Födelsedatum saknas, så åldern går inte att pröva."))
    age = age_on(born_on, received_on)
    if TARGET_AGE_FROM <= age <= TARGET_AGE_TO:
        return Check(True, Reason("Personen är {age} år och hör till målgruppen, 16–66 år.", age=age))
    return Check(False, Reason("Personen är {age} år. Målgruppen är 16–66 år.", age=age))


def _support_check(*, receives_income_support: bool, source: ReferralSource) -> Check:
    if receives_income_support:
        return Check(True, Reason("Personen har försörjningsstöd."))
    if source is ReferralSource.SOCIAL_SERVICES:
        return Check(False, Reason("Personen har inte försörjningsstöd. Den som har det går före."))
    return Check(
        True, Reason("Personen har inte försörjningsstöd. När {source} anvisar behövs det inte.", source=source)
    )


def reasons_outside_target_group(
    *, born_on: date | None, received_on: date, receives_income_support: bool, source: ReferralSource
) -> list[Reason]:
    """What speaks against the target group. Intake may still accept, with a reason of its own."""
    checks = target_group_checks(
        born_on=born_on, received_on=received_on, receives_income_support=receives_income_support, source=source
    )
    return [check.sentence for check in checks if not check.holds]


def reasons_not_to_receive(
    *,
    has_waiting: bool,
    has_open_case: bool,
    received_on: date,
    today: date,
    from_paper: bool,
    referrer_name: str,
) -> list[Reason]:
    """A person waits once, is not already here, and somebody stands behind the referral."""
    reasons = []
    if has_waiting:
        reasons.append(Reason("Det finns redan en anvisning för personen som väntar på svar."))
    if has_open_case:
        reasons.append(Reason("Personen har redan en öppen inskrivning."))
    if received_on > today:
        reasons.append(Reason("Datumet har inte varit än.", at="received_on"))
    if from_paper and not referrer_name.strip():
        reasons.append(Reason("Skriv vem som anvisar.", at="referrer_name"))
    return reasons


def reasons_not_to_refer_again(*, is_here: bool) -> list[Reason]:
    """The same form sent twice registers nobody twice, also without an identity number."""
    if is_here:
        return [Reason("Du har redan anvisat någon med samma namn och födelsedatum. Den anvisningen väntar på svar.")]
    return []


def reasons_not_to_open_on(*, opened_on: date, received_on: date, today: date) -> list[Reason]:
    """A case opens after its referral, and soon."""
    if opened_on < received_on:
        return [Reason("Inskrivningen kan inte börja före anvisningen, {day}.", at="opened_on", day=received_on)]
    if opened_on > today + timedelta(days=START_WITHIN_DAYS):
        return [Reason("Välj en första dag inom {days} dagar.", at="opened_on", days=START_WITHIN_DAYS)]
    return []


def reasons_not_to_accept(
    *, status: ReferralStatus, has_open_case: bool, outside: list[Reason], accepted_anyway_because: str
) -> list[Reason]:
    """Every reason at once; someone outside the target group needs a written reason."""
    reasons = []
    if ReferralStatus.ACCEPTED not in MOVES[status]:
        reasons.append(Reason("Anvisningen är redan {status}.", status=status.label))
    if has_open_case:
        reasons.append(Reason("Personen har redan en öppen inskrivning."))
    if outside and not accepted_anyway_because.strip():
        reasons.append(Reason("Skriv varför personen antas ändå.", at="accepted_anyway_because"))
    return reasons


def reasons_not_to_return(*, status: ReferralStatus, comment: str) -> list[Reason]:
    """A returned referral always tells the referrer what to do next."""
    reasons = []
    if ReferralStatus.RETURNED not in MOVES[status]:
        reasons.append(Reason("Anvisningen är redan {status}.", status=status.label))
    if not comment.strip():
        reasons.append(Reason("Skriv vad som behövs, så att den som anvisade vet nästa steg.", at="return_comment"))
    return reasons


@dataclass(frozen=True)
class Load:
    """One coordinator's load today."""

    coordinator_id: int
    name: str
    open_cases: int
    ceiling: int

    @property
    def room(self) -> int:
        """How many more there is room for; less than zero when there are too many."""
        return self.ceiling - self.open_cases


def by_load(loads: Iterable[Load]) -> list[Load]:
    """Coordinators in the order they should be asked: most room left first, then fewest cases, then by name."""
    return sorted(loads, key=lambda load: (-load.room, load.open_cases, load.name))
