"""The way of a place (platsens väg) as its page shows it: each step with who and when, and the acts that are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ...access import Actor, Permission, may
from ...models import CaseEvent, Place, PlaceConfirmation
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.people import OrganisationKind
from ...rules.place import ConfirmationAnswer, Interval, PlaceStatus
from ...rules.placement import WAITING, PlacementStatus
from ..placement import readable
from .fresh import reach_of_host

STEPS = (
    PlaceStatus.PROPOSED,
    PlaceStatus.PROFILED,
    PlaceStatus.UNION_NOTED,
    PlaceStatus.APPROVED,
    PlaceStatus.OPEN,
)
AFTER_OPENING = (PlaceStatus.PAUSED, PlaceStatus.CLOSED)


@dataclass(frozen=True)
class Step:
    """One step: when it was taken and by whom (None and "" where nobody wrote it), and whether it is the last taken."""

    status: PlaceStatus
    on: date | None
    by: str
    note: str
    is_reached: bool
    is_now: bool


@dataclass(frozen=True)
class Stays:
    """Somebody there or on the way, whom the reader may see."""

    pk: int
    participant_id: int
    name: str
    ends_on: date


@dataclass(frozen=True)
class Staying:
    """Who is there or on the way: those the reader may see, how many more, and the last day of them all."""

    seen: tuple[Stays, ...]
    unseen: int
    last_day: date | None

    @property
    def count(self) -> int:
        return len(self.seen) + self.unseen


@dataclass(frozen=True)
class Acts:
    """Which acts are open to the reader now: the same permission and the same rule as the act itself."""

    profile: bool
    note_union: bool
    pass_union: bool
    approve: bool
    open: bool
    pause: bool
    reopen: bool
    close: bool
    keep_open: bool
    seats: bool
    ask: bool
    answer: bool


@dataclass(frozen=True)
class WayPage:
    """What the page says of the way, the seats to come, the freshness."""

    steps: tuple[Step, ...]
    acts: Acts
    staying: Staying
    before_rest: int
    confirmations: tuple[PlaceConfirmation, ...]
    waiting: PlaceConfirmation | None
    asked_from: date | None
    can_mail: bool
    intervals: tuple[Interval, ...]


def way_page(place: Place, actor: Actor, *, today: date) -> WayPage:
    """Six statements: what happened, who is there, whom the reader sees (with that), seats, questions, contact."""
    staying = staying_at(place, actor, from_on=today)
    intervals = tuple(place.capacities.order_by("starts_on").values_list("starts_on", "ends_on", "seats"))
    questions = tuple(place.confirmations.order_by("-asked_on", "-pk")[:5])
    is_open = place.status == PlaceStatus.OPEN
    sign = max((day for day in (place.opened_on, place.confirmed_on) if day), default=None)
    return WayPage(
        steps=steps_of(place),
        acts=acts_of(place, actor, staying=staying),
        staying=staying,
        before_rest=_before_rest(intervals, today),
        confirmations=tuple(each for each in questions if each.answer != ConfirmationAnswer.WAITING),
        waiting=next((each for each in questions if each.answer == ConfirmationAnswer.WAITING), None),
        asked_from=rules.fresh_until(sign, today=today) if sign and is_open and not staying.count else None,
        can_mail=reach_of_host(place) is not None,
        intervals=intervals,
    )


def steps_of(place: Place) -> tuple[Step, ...]:
    """The five steps to opening, then where it rests or has closed; the latest time each was taken. One statement."""
    moved = CaseEvent.objects.filter(subject_type="place", subject_id=place.pk, kind=EventKind.PLACE_MOVED)
    latest = {event.data["to"]: event for event in moved.order_by("pk")}
    status = PlaceStatus(place.status)
    reached = STEPS.index(status) if status in STEPS else len(STEPS) - 1
    if status is PlaceStatus.CLOSED and place.opened_on is None:
        reached = max((number for number, each in enumerate(STEPS) if each.value in latest), default=0)
    shown = [*STEPS, *([status] if status in AFTER_OPENING else [])]
    return tuple(
        _step(place, each, latest.get(each.value), is_reached=number <= reached or each is status)
        for number, each in enumerate(shown)
    )


def _step(place: Place, step: PlaceStatus, event: CaseEvent | None, *, is_reached: bool) -> Step:
    on = event.happened_on if event else None
    if step is PlaceStatus.OPEN:
        on = place.opened_on
    elif step is PlaceStatus.CLOSED:
        on = place.closed_on
    note = place.union_note if step is PlaceStatus.UNION_NOTED or _was_returned(place, step) else ""
    who = event.actor_name if event and is_reached else ""
    return Step(step, on if is_reached else None, who, note if is_reached else "", is_reached, step == place.status)


def _was_returned(place: Place, step: PlaceStatus) -> bool:
    return step is PlaceStatus.PROFILED and place.status == PlaceStatus.PROFILED


def staying_at(place: Place, actor: Actor, *, from_on: date) -> Staying:
    """Who has a seat there or waits for one on the day or later. Two statements, with what readable takes."""
    rows = place.placements.filter(
        Q(status=PlacementStatus.ACTIVE) | Q(status__in=WAITING), ends_on__gte=from_on
    ).order_by("ends_on", "pk")
    days = dict(rows.values_list("pk", "ends_on"))
    visible = readable(actor).filter(pk__in=days).select_related("case__participant").order_by("ends_on", "pk")
    seen = tuple(Stays(row.pk, row.case.participant_id, row.case.participant.name, row.ends_on) for row in visible)
    return Staying(seen, len(days) - len(seen), max(days.values(), default=None))


def acts_of(place: Place, actor: Actor, *, staying: Staying) -> Acts:
    """Buttons are there when the act would be allowed, whatever is then typed in its form."""
    writes, approves = may(actor, Permission.PLACE_WRITE), may(actor, Permission.PLACE_APPROVE)
    status, moves = PlaceStatus(place.status), rules.MOVES[PlaceStatus(place.status)]
    to_union = PlaceStatus.UNION_NOTED in moves
    is_closing = place.closed_on is not None
    is_open = status is PlaceStatus.OPEN
    return Acts(
        profile=writes and status is PlaceStatus.PROPOSED,
        note_union=approves and to_union,
        pass_union=writes and to_union and OrganisationKind(place.host.kind) in rules.EMPLOYERS,
        approve=approves and PlaceStatus.APPROVED in moves,
        open=writes and status is PlaceStatus.APPROVED,
        pause=writes and is_open and not is_closing and not staying.count,
        reopen=writes and status is PlaceStatus.PAUSED,
        close=writes and PlaceStatus.CLOSED in moves and not is_closing,
        keep_open=writes and is_closing and status is not PlaceStatus.CLOSED,
        seats=writes and is_open,
        ask=writes and is_open,
        answer=writes and status in (PlaceStatus.OPEN, PlaceStatus.PAUSED),
    )


def _before_rest(intervals: tuple[Interval, ...], today: date) -> int:
    """How many seats there were the day before the rest, which are offered when it opens again."""
    now = rules.interval_on(intervals, today)
    if now is None or now[2]:
        return now[2] if now else 1
    before = [each for each in intervals if each[1] == now[0] - timedelta(days=1)]
    return before[-1][2] if before else 1
