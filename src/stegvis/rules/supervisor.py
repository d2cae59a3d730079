"""Supervisor (arbetsplatshandledare): room in people or hours, what it is used by, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .words import Reason

MOST_PEOPLE = 50
MOST_HOURS = 40
MOST_LETTERS = 120
ZERO = Decimal(0)
USUAL_HOURS = Decimal(2)
"""What one participant takes of a supervisor in a week where the place says nothing else."""


@dataclass(frozen=True)
class Room:
    """How many a supervisor takes from one day to another: people or, where somebody wants it, hours a week."""

    first: date
    last: date | None
    people: int | None = None
    hours: Decimal | None = None


@dataclass(frozen=True)
class Load:
    """Somebody supervised (a participant, students, new employees), with the hours a week they take."""

    first: date
    last: date
    people: int
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class Supervision:
    """One supervisor with room and load over time."""

    key: int
    name: str
    rooms: tuple[Room, ...] = ()
    loads: tuple[Load, ...] = ()

    def room_on(self, day: date) -> Room | None:
        """What the supervisor has said; None when nothing is said, and then nothing is full."""
        return next((each for each in self.rooms if each.first <= day and (each.last or day) >= day), None)

    def people_on(self, day: date) -> int:
        return sum(each.people for each in self.loads if each.first <= day <= each.last)

    def hours_on(self, day: date) -> Decimal:
        return sum((each.hours for each in self.loads if each.first <= day <= each.last), ZERO)

    def changes(self, first: date, last: date) -> set[date]:
        """The days after the first when somebody begins or other room is said: fuller than before only then."""
        days = {each.first for each in self.loads} | {each.first for each in self.rooms}
        return {day for day in days if first < day <= last}

    def left(self, *, first: date, last: date, hours: Decimal) -> int | None:
        """How many more, each taking so many hours, on the fullest day; None when no room is said for any day."""
        days = {first, *self.changes(first, last)}
        left = [self._left_on(day, hours) for day in days]
        return min((each for each in left if each is not None), default=None)

    def _left_on(self, day: date, hours: Decimal) -> int | None:
        room = self.room_on(day)
        if room is None:
            return None
        if room.people is not None:
            return max(0, room.people - self.people_on(day))
        free = (room.hours or ZERO) - self.hours_on(day)
        if not hours:
            return MOST_PEOPLE if free >= 0 else 0
        return max(0, int(free // hours))

    def takes_on(self, day: date) -> int | None:
        """How many in all on a day; for room in hours, those who are here and as many more at the usual hours."""
        room, left = self.room_on(day), self._left_on(day, USUAL_HOURS)
        if room is None or left is None:
            return None
        return room.people if room.people is not None else self.people_on(day) + left

    def over_on(self, day: date) -> Decimal:
        """How many more than there is room for, in people or hours: those who were there when the room was lowered."""
        room = self.room_on(day)
        if room is None:
            return ZERO
        if room.people is not None:
            return Decimal(max(0, self.people_on(day) - room.people))
        return max(ZERO, self.hours_on(day) - (room.hours or ZERO))

    def said_on(self, day: date) -> Reason:
        """How it is on a day, in one line: how many of how many, over or free, and the hours they take."""
        room, people, hours = self.room_on(day), self.people_on(day), self.hours_on(day)
        over = self.over_on(day)
        if room is None:
            return Reason("{people} deltagare, har inte sagt hur många som får plats", people=people)
        if room.people is None:
            if over:
                return Reason("{hours} av {room} timmar i veckan, {over} över", hours=hours, room=room.hours, over=over)
            return Reason("{hours} av {room} timmar i veckan", hours=hours, room=room.hours)
        if over:
            return Reason("{people} av {room} deltagare, {over} över", people=people, room=room.people, over=over)
        return Reason(
            "{people} av {room} deltagare, {hours} tim i veckan", people=people, room=room.people, hours=hours
        )


def left_at(found: Iterable[Supervision], *, first: date, last: date, hours: Decimal, waiting: int = 0) -> int | None:
    """How many more a place's supervisors take together; `waiting` are promised a seat but have no supervisor yet."""
    left = [each.left(first=first, last=last, hours=hours) for each in found]
    if not left or None in left:
        return None
    return max(0, sum(each for each in left if each is not None) - waiting)


def choose(
    found: Iterable[Supervision], *, hours: Decimal, starts_on: date, ends_on: date
) -> tuple[int | None, list[Reason]]:
    """The one with the least to do who has room on all the days; or why nobody has."""
    found = sorted(found, key=lambda each: (each.people_on(starts_on), each.hours_on(starts_on), each.key))
    if not found:
        return None, [Reason("Arbetsplatsen har ingen handledare den {day}. Utse en först.", day=starts_on)]
    for each in found:
        if each.left(first=starts_on, last=ends_on, hours=hours) != 0:
            return each.key, []
    return None, [_full(each, starts_on, ends_on) for each in found]


def _full(each: Supervision, starts_on: date, ends_on: date) -> Reason:
    days = {starts_on, *each.changes(starts_on, ends_on)}
    day = max(sorted(days), key=each.over_on)
    room = each.room_on(day) or Room(day, None, 0)
    if room.people is not None:
        return Reason(
            "{name} har inte utrymme för en till: handleder {now}, kan ta {room}.",
            name=each.name, now=each.people_on(day), room=room.people,
        )  # fmt: skip
    return Reason(
        "{name} har inte timmar för en till: {now} av {room} timmar i veckan är upptagna.",
        name=each.name, now=each.hours_on(day), room=room.hours,
    )  # fmt: skip


def reasons_not_to_set_room(*, people: int | None, hours: Decimal | None) -> list[Reason]:
    """Room is said in people or in hours, and stays within reason."""
    reasons = []
    if (people is None) is (hours is None):
        reasons.append(Reason("Säg antingen hur många deltagare eller hur många timmar i veckan.", at="people"))
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        reasons.append(Reason("Skriv ett antal mellan 0 och {most}.", at="people", most=MOST_PEOPLE))
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        reasons.append(Reason("Skriv timmar i veckan, mellan 0 och {most}.", at="hours_per_week", most=MOST_HOURS))
    return reasons


def reasons_not_to_add_load(*, what: str, people: int, hours: Decimal, starts_on: date, ends_on: date) -> list[Reason]:
    """Students and new employees are a dated number with a name for what they are."""
    reasons = []
    if not what.strip():
        reasons.append(Reason("Skriv vilka det är, till exempel studerande eller nyanställda.", at="what"))
    if not 1 <= people <= MOST_PEOPLE:
        reasons.append(Reason("Skriv ett antal mellan 1 och {most}.", at="people", most=MOST_PEOPLE))
    if not 0 <= hours <= MOST_HOURS:
        reasons.append(Reason("Skriv timmar i veckan, mellan 0 och {most}.", at="hours_per_week", most=MOST_HOURS))
    if ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    return reasons


def reasons_not_to_train(*, name: str, offered_on: date, taken_on: date | None, today: date) -> list[Reason]:
    """A training is offered on a day, and taken that day or later, but not in the future."""
    reasons = []
    if not name.strip():
        reasons.append(Reason("Skriv vilken utbildning det är.", at="name"))
    if offered_on > today:
        reasons.append(Reason("Dagen kan inte vara ett datum som inte har varit än.", at="offered_on"))
    if taken_on is not None and taken_on < offered_on:
        reasons.append(Reason("Utbildningen kan inte vara gången innan den erbjöds.", at="taken_on"))
    if taken_on is not None and taken_on > today:
        reasons.append(Reason("Dagen kan inte vara ett datum som inte har varit än.", at="taken_on"))
    return reasons


def reasons_not_to_name(name: str) -> list[Reason]:
    """A supervisor has a name."""
    if not name.strip():
        return [Reason("Skriv vem det är, eller välj någon som redan är handledare.", at="name")]
    if len(name.strip()) > MOST_LETTERS:
        return [Reason("Skriv högst {most} tecken.", at="name", most=MOST_LETTERS)]
    return []


def reasons_not_to_appoint(*, is_here: bool, ends_on: date | None, today: date) -> list[Reason]:
    """Nobody supervises twice at one place, and nobody who has left."""
    reasons = []
    if is_here:
        reasons.append(Reason("Hen är redan handledare här.", at="supervisor"))
    if ends_on is not None and ends_on < today:
        reasons.append(Reason("Hen slutade {day}. Välj någon annan.", at="supervisor", day=ends_on))
    return reasons


def reasons_not_to_save(
    *,
    name: str,
    trained_on: date | None,
    starts_on: date,
    ends_on: date | None,
    has_account_of_other: bool,
    today: date,
) -> list[Reason]:
    """A name, an account of one's own, and days that can be true."""
    reasons = reasons_not_to_name(name)
    if has_account_of_other:
        reasons.append(Reason("Inloggningen hör redan till en annan handledare.", at="user"))
    if trained_on is not None and trained_on > today:
        reasons.append(Reason("Dagen kan inte vara ett datum som inte har varit än.", at="trained_on"))
    if ends_on is not None and ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="ends_on", day=starts_on))
    return reasons
