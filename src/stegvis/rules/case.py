"""Case (inskrivning): one enrolment of one person, from referral to exit."""

from __future__ import annotations

from datetime import date

from .words import N_, Labelled, Reason


class CaseStatus(Labelled):
    """A case is open until somebody closes it with an outcome."""

    OPEN = "open", N_("pågår")
    CLOSED = "closed", N_("avslutad")


MOVES: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.OPEN: frozenset({CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset(),
}


def reasons_not_to_write(*, status: CaseStatus) -> list[Reason]:
    """A closed case is read, not written."""
    if status is CaseStatus.CLOSED:
        return [Reason("Inskrivningen är avslutad och går bara att läsa.")]
    return []


def reasons_not_to_assign(
    *,
    status: CaseStatus,
    from_on: date,
    today: date,
    current_since: date | None,
    is_coordinator_here: bool,
    is_same_coordinator: bool,
    reason: str,
    last_ended_on: date | None = None,
) -> list[Reason]:
    """A change of coordinator costs progress (BIP), so it needs a reason; periods never overlap.

    Never ahead of its day: until then the one before has the case, and whoever has it is whoever has the latest period.
    """
    reasons = reasons_not_to_write(status=status)
    if not is_coordinator_here:
        reasons.append(Reason("Välj någon som är koordinator i enheten.", at="coordinator"))
    if is_same_coordinator:
        reasons.append(Reason("Personen har redan den koordinatorn.", at="coordinator"))
    if current_since is not None and not reason.strip():
        reasons.append(Reason("Skriv varför koordinatorn byts.", at="reason"))
    if current_since is not None and from_on > max(today, current_since):
        reasons.append(
            Reason(
                "Ett byte går inte att lägga in i förväg. Byt den dag det gäller, och ordna ersättare fram till dess.",
                at="from_on",
            )
        )
    elif current_since is not None and current_since <= today and from_on <= current_since:
        reasons.append(
            Reason(
                "Bytet måste ske efter {since}, då nuvarande koordinator tog över.", at="from_on", since=current_since
            )
        )
    if current_since is None and last_ended_on is not None and from_on <= last_ended_on:
        reasons.append(
            Reason(
                "Den förra koordinatorn var kvar till och med {day}. Välj en senare dag.",
                at="from_on",
                day=last_ended_on,
            )
        )
    return reasons
