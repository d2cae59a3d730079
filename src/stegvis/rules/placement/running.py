"""Running (pågående): the agreement of three, the first day, the last, and what is done meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..case import CaseStatus
from ..words import Reason
from .asking import too_long
from .states import MOVES, WAITING, PlacementStatus, chain_starts_on, last_allowed_day

MOST_TASKS = 2000


def reasons_not_to_sign(
    *, status: PlacementStatus, case_status: CaseStatus, signed_on: date, agreed_on: date | None, who: str, today: date
) -> list[Reason]:
    """Three sign when both have said yes; the day has been, and somebody signs for the host."""
    reasons = []
    if PlacementStatus.SIGNED not in MOVES[status]:
        reasons.append(
            Reason("Läget är ”{status}”, så överenskommelsen kan inte skrivas under nu.", status=status.label)
        )
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if signed_on > today:
        reasons.append(Reason("Välj i dag eller en dag som har varit.", at="signed_on"))
    elif agreed_on is not None and signed_on < agreed_on:
        reasons.append(Reason("Båda hade tackat ja först {day}. Välj det datumet eller ett senare.", at="signed_on",
                              day=agreed_on))  # fmt: skip
    if not who.strip():
        reasons.append(Reason("Skriv vem som skrev under för värden.", at="signed_for_host_by"))
    return reasons


def reasons_not_to_start(
    *,
    status: PlacementStatus,
    case_status: CaseStatus,
    seats_free: int,
    both_said_yes: bool,
    not_open: Iterable[Reason] = (),
    not_covered: Iterable[Reason] = (),
    not_supervised: Iterable[Reason] = (),
    not_shown: Iterable[Reason] = (),
) -> list[Reason]:
    """Every reason at once, in the words the coordinator reads; empty means go."""
    reasons = []
    if PlacementStatus.ACTIVE not in MOVES[status]:
        reasons.append(Reason("Läget är ”{status}”, så placeringen kan inte startas.", status=status.label))
    if not both_said_yes:
        reasons.append(Reason("Deltagaren och värden har inte båda tackat ja."))
    elif status is PlacementStatus.AGREED:
        reasons.append(Reason("Överenskommelsen är inte underskriven av alla tre."))
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if seats_free < 1:
        reasons.append(Reason("Arbetsplatsen är full."))
    return [*reasons, *not_open, *not_covered, *not_supervised, *not_shown]


REFUSED_BY_DATABASE = {
    "placement_within_agreement": Reason("Någon annan tog den sista platsen i avtalet nyss."),
    "placement_within_supervision": Reason("Någon annan tog handledarens sista utrymme nyss."),
    "placement_seat_taken_once": Reason("Någon annan tog platsen nyss."),
    "placement_seat_within_capacity": Reason("Arbetsplatsen är full."),
}
"""What the database holds, said in a sentence when somebody else was a moment before."""


def reasons_not_to_end(*, status: PlacementStatus, ended_on: date, starts_on: date, today: date) -> list[Reason]:
    """A placement that runs can end, on a day from its first day until today."""
    reasons = []
    if PlacementStatus.ENDED not in MOVES[status]:
        reasons.append(Reason("Läget är ”{status}”, så placeringen kan inte avslutas.", status=status.label))
    if ended_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="ended_on", day=starts_on))
    if ended_on > today:
        reasons.append(Reason("Sista dagen kan inte vara ett datum som inte har varit än.", at="ended_on"))
    return reasons


def reasons_not_to_change_tasks(*, status: PlacementStatus, tasks: str) -> list[Reason]:
    """Tasks are adapted until the placement is over."""
    reasons = []
    if status not in WAITING and status is not PlacementStatus.ACTIVE:
        reasons.append(Reason("Läget är ”{status}”, så uppgifterna kan inte ändras.", status=status.label))
    if len(tasks.strip()) > MOST_TASKS:
        reasons.append(Reason("Skriv högst {most} tecken.", at="tasks", most=MOST_TASKS))
    return reasons


def reasons_not_to_extend(
    *,
    status: PlacementStatus,
    case_status: CaseStatus,
    starts_on: date,
    ends_on: date,
    to: date,
    studies_follow: bool,
    earlier: Iterable[tuple[date, date]],
    place_closes_on: date | None,
    renewed_from: date | None,
    has_seat: bool,
    why: str,
    not_covered: Iterable[Reason] = (),
    not_supervised: Iterable[Reason] = (),
) -> list[Reason]:
    """What runs may go on longer, within the longest time over everything before at the same place."""
    reasons = []
    if status is not PlacementStatus.ACTIVE:
        reasons.append(Reason("Läget är ”{status}”, så placeringen kan inte förlängas.", status=status.label))
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    if renewed_from is not None:
        reasons.append(Reason("Placeringen är förnyad från {day}. Dra tillbaka förnyelsen först.", day=renewed_from))
    if to <= ends_on:
        reasons.append(Reason("Placeringen går redan till {day}. Välj en senare dag.", at="to", day=ends_on))
    first = chain_starts_on(starts_on=starts_on, earlier=earlier)
    if to > last_allowed_day(starts_on=first, studies_follow=studies_follow):
        reasons.append(_too_long_here(first, studies_follow, at="to"))
    if place_closes_on is not None and to > place_closes_on:
        reasons.append(Reason("Arbetsplatsen stänger {day}.", at="to", day=place_closes_on))
    if not has_seat:
        reasons.append(Reason("Platsen är lovad till någon annan eller finns inte hela tiden."))
    if not why.strip():
        reasons.append(Reason("Skriv varför placeringen förlängs.", at="reason"))
    return [*reasons, *not_covered, *not_supervised]


def _too_long_here(first: date, studies_follow: bool, *, at: str) -> Reason:
    last = last_allowed_day(starts_on=first, studies_follow=studies_follow)
    if studies_follow:
        return Reason("Tiden på arbetsplatsen blir för lång. Sista möjliga dag är {day}, också när studier följer.",
                      at=at, day=last)  # fmt: skip
    return Reason("Tiden på arbetsplatsen blir för lång. Sista möjliga dag är {day}, {later} om studier följer.", at=at,
                  day=last, later=last_allowed_day(starts_on=first, studies_follow=True))  # fmt: skip


def reasons_not_to_renew(
    *,
    status: PlacementStatus,
    case_status: CaseStatus,
    is_renewed: bool,
    earlier: Iterable[tuple[date, date]],
    last_day: date,
    starts_on: date,
    ends_on: date,
    hours_per_week: float,
    studies_follow: bool,
    has_waiting_at_place: bool,
    why: str,
    not_open: Iterable[Reason] = (),
) -> list[Reason]:
    """A new placement after one at the same place; `earlier` holds every placement before it there."""
    reasons = []
    if status not in (PlacementStatus.ACTIVE, PlacementStatus.ENDED):
        reasons.append(Reason("Läget är ”{status}”, så placeringen kan inte förnyas.", status=status.label))
    if is_renewed:
        reasons.append(Reason("Placeringen är redan förnyad."))
    if case_status is CaseStatus.CLOSED:
        reasons.append(Reason("Inskrivningen är avslutad."))
    reasons += not_open
    if starts_on <= last_day:
        reasons.append(Reason("Den förra går till {day}. Börja en senare dag.", at="starts_on", day=last_day))
    if ends_on <= starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    elif ends_on > last_allowed_day(starts_on=starts_on, studies_follow=studies_follow):
        reasons.append(too_long())
    else:
        first = chain_starts_on(starts_on=starts_on, earlier=earlier)
        if ends_on > last_allowed_day(starts_on=first, studies_follow=studies_follow):
            reasons.append(_too_long_here(first, studies_follow, at="ends_on"))
    if not 1 <= hours_per_week <= 40:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och 40.", at="hours_per_week"))
    if has_waiting_at_place:
        reasons.append(Reason("Det finns redan ett förslag på den här arbetsplatsen som väntar på svar."))
    if not why.strip():
        reasons.append(Reason("Skriv varför placeringen förnyas.", at="reason"))
    return reasons
