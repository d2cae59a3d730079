"""Referral and intake (anvisning och mottagning): who is in the target group, and who gets the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .people import age_on
from .words import Labelled, N_, Reason


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


def reasons_outside_target_group(
    *, born_on: date | None, received_on: date, receives_income_support: bool, source: ReferralSource
) -> list[Reason]:
    """What speaks against the target group. Intake may still accept, with a reason of its own.

    Source: the municipality's own rule, income support first; working age by SoL 2025:400 ch. 12 and LAS [B].
    """
    reasons = []
    if born_on is None:
        reasons.append(Reason("Födelsedatum saknas, så åldern går inte att pröva."))
    elif not TARGET_AGE_FROM <= age_on(born_on, received_on) <= TARGET_AGE_TO:
        reasons.append(Reason("Personen är {age} år. Målgruppen är 16–66 år.", age=age_on(born_on, received_on)))
    if not receives_income_support and source is ReferralSource.SOCIAL_SERVICES:
        reasons.append(Reason("Personen har inte försörjningsstöd. Den som har det går före."))
    return reasons


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


def by_load(loads: Iterable[Load]) -> list[Load]:
    """Coordinators in the order they should be asked: most room left first, then fewest cases, then by name."""
    return sorted(loads, key=lambda load: (load.open_cases - load.ceiling, load.open_cases, load.name))
