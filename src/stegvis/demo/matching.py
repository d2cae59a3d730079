"""How people and places meet in the simulation (matchning): asked, asked, started, ended."""

from __future__ import annotations

from datetime import date

from ..rules.activity import ActivityKind
from ..rules.people import Role
from ..rules.place import PlacementForm
from ..rules.placement import EndReason, NotRealisedReason, last_allowed_day
from . import activity, agreement, placement, rows, texts
from .municipality import first
from .world import Life, Seats, Staff, World, working

ASKED_EACH_MEETING = 0.42
TRIES = 10
WAITING = {"participant_asked", "host_asked", "agreed"}
EARLY = (
    (EndReason.HEALTH, 30), (EndReason.PARTICIPANT, 22), (EndReason.HOST, 10), (EndReason.NEXT_PLACE, 22),
    (EndReason.WORK, 10), (EndReason.STUDIES, 6),
)  # fmt: skip


def consider(world: World, life: Life) -> None:
    """Who has no place, and none on the way, is sometimes asked about one."""
    chance = world.chance
    if any(row.status == "active" or row.status in WAITING for row in life.placements):
        return
    if chance.random() < ASKED_EACH_MEETING:
        ask(world, life)


def ask(world: World, life: Life) -> None:
    """Propose a place that suits; it starts in two to five weeks and lasts two to twelve months."""
    chance = world.chance
    starts = working(world.day + chance.randint(12, 34))
    starts_on = date.fromordinal(starts)
    seats = _find(world, life, starts)
    hours = min(activity.room(life, starts_on), chance.choice((12, 15, 20, 20, 20, 24, 30)))
    if seats is None or hours < 8:
        return
    studies_follow = chance.random() < 0.06
    ends_on = date.fromordinal(starts + chance.choice((60, 90, 120, 180, 180, 270, 364)))
    if studies_follow:
        ends_on = date.fromordinal(starts + 420)
    ends_on = min(ends_on, last_allowed_day(starts_on=starts_on, studies_follow=studies_follow))
    row = placement.propose(
        world,
        life,
        seats,
        form=PlacementForm(agreement.open_form(world, seats.row, chance.choice(seats.row.forms))),
        starts_on=starts_on,
        ends_on=ends_on,
        hours=hours,
        studies_follow=studies_follow,
        presentation=chance.choice(texts.PRESENTATIONS),
        chosen_because=chance.choice(texts.CHOSEN_BECAUSE),
    )
    world.soon(0, 8, participant_answers, life, life.case, row)


def _find(world: World, life: Life, day: int) -> Seats | None:
    """Of some places at the right level, with a seat: one in a wished field, else any."""
    case = life.case
    if case is None or not world.open_places[case.independence_level]:
        return None
    suitable = [
        seats
        for seats in world.chance.choices(world.open_places[case.independence_level], k=TRIES)
        if _suits(life, seats.row) and seats.free(day) is not None
    ]
    wished = [seats for seats in suitable if seats.row.field in life.wishes]
    return next(iter(wished or suitable), None)


def _suits(life: Life, place: rows.Place) -> bool:
    return (
        life.swedish >= place.lowest_swedish
        and (life.licence or not place.needs_driving_licence)
        and (life.can_lift or not place.needs_lifting)
        and (life.extract_on is not None or not place.extract_law)
    )


def participant_answers(world: World, life: Life, case: rows.Case, row: rows.Placement) -> None:
    if life.case is not case or row.status != "participant_asked":
        return
    says_no = world.chance.random() < 0.1
    no_because = world.chance.choice(texts.PARTICIPANT_NO) if says_no else ""
    placement.answer_for_participant(world, life, row, no_because=no_because)
    if not says_no:
        world.soon(1, 9, host_answers, life, case, row)


def host_answers(world: World, life: Life, case: rows.Case, row: rows.Placement) -> None:
    if life.case is not case or row.status != "host_asked":
        return
    by, said_by = _who_answers(world, life, world.places[row.place_id])
    says_no = world.chance.random() < 0.11
    no_because = world.chance.choice(texts.HOST_NO) if says_no else ""
    placement.answer_for_host(world, life, row, by=by, said_by=said_by, no_because=no_because)
    if not says_no:
        day = max(row.starts_on.toordinal(), world.day)
        world.at(day, start, life, case, row)


def _who_answers(world: World, life: Life, seats: Seats) -> tuple[Staff, str]:
    """The receiving manager, HR or the employers' coordinator; else the coordinator writes what the host said."""
    chance, place, coordinator = world.chance, seats.row, life.coordinator
    if coordinator is None:
        raise ValueError("no case is open")
    if life.is_protected:
        return coordinator, place.supervisor_name
    if place.manager_id is not None:
        manager = first(world, Role.RECEIVING_MANAGER)
        return manager, manager.name
    if seats.in_own_unit or chance.random() < 0.5:
        return coordinator, place.supervisor_name
    return first(world, Role.HR if "bea" in place.forms else Role.EMPLOYER_COORDINATOR), place.supervisor_name


def start(world: World, life: Life, case: rows.Case, row: rows.Placement) -> None:
    """On the first day, if there still is a seat and nobody has changed their mind."""
    chance = world.chance
    if life.case is not case or row.status != "agreed":
        return
    if chance.random() < 0.04:
        placement.give_up(world, life, row, reason=chance.choice(texts.GIVEN_UP))
        return
    if world.day > row.starts_on.toordinal() + 12 or not placement.start(world, life, row):
        placement.give_up(world, life, row, reason=texts.GIVEN_UP_FULL, because=NotRealisedReason.HOST_CHANGED)
        return
    for each in life.activities:
        if each.kind == ActivityKind.WORKLIKE.value and each.starts_on <= world.date:
            activity.end_activity(world, life, each)
    length = row.ends_on.toordinal() - world.day
    if chance.random() < 0.3 and length > 30:
        world.soon(14, length - 5, end_early, life, case, row)
    late = chance.choices((0, 1, 4), (80, 14, 6))[0]
    world.at(row.ends_on.toordinal() + late, end_as_planned, life, case, row)


def end_early(world: World, life: Life, case: rows.Case, row: rows.Placement) -> None:
    if life.case is case and row.status == "active":
        reasons, shares = [reason for reason, _ in EARLY], [share for _, share in EARLY]
        end(world, life, row, because=world.chance.choices(reasons, shares)[0])


def end_as_planned(world: World, life: Life, case: rows.Case, row: rows.Placement) -> None:
    if life.case is case and row.status == "active":
        end(world, life, row, because=EndReason.COMPLETED)
        if world.chance.random() < 0.35:
            ask(world, life)


def end(world: World, life: Life, row: rows.Placement, *, because: EndReason) -> None:
    """Said by the coordinator, or by the supervisor of the own unit."""
    coordinator, seats = life.coordinator, world.places[row.place_id]
    if coordinator is None:
        raise ValueError("no case is open")
    by = coordinator
    if seats.in_own_unit and not life.is_protected and world.chance.random() < 0.3:
        by = next(each for each in world.staff[Role.WORK_SUPERVISOR] if each.unit_id == seats.row.host_id)
    placement.end(world, life, row, because=because, comment=world.chance.choice(texts.END_COMMENTS), by=by)
