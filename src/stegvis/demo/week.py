"""What fills a week in the simulation (veckan): activities beside each other, and gaps."""

from __future__ import annotations

from datetime import date

from ..rules.activity import ActivityKind
from . import activity, rows
from .world import Life, World, working

OWN_UNITS = ("Drivhuset", "Caféet", "Fritidsverkstan")
NAMES = {
    ActivityKind.SFI: ("Sfi kurs A", "Sfi kurs B", "Sfi kurs C", "Sfi kurs D"),
    ActivityKind.STUDIES: (
        "Grundläggande svenska",
        "Yrkespaket, introduktion",
        "Matematik, grund",
        "Dator från början",
    ),
    ActivityKind.JOB_SEARCH: ("Söka arbete i grupp", "Jobbverkstan"),
    ActivityKind.HEALTH: ("Hälsogrupp", "Promenadgrupp", "Samtal om vardagen"),
    ActivityKind.LANGUAGE_SUPPORT: ("Språkstöd på plats", "Språkkafé"),
    ActivityKind.GUIDANCE: ("Studie- och yrkesvägledning",),
}
HOURS = {
    ActivityKind.WORKLIKE: (8, 12, 12, 16, 20),
    ActivityKind.SFI: (8, 12, 12, 15),
    ActivityKind.STUDIES: (6, 10, 15),
    ActivityKind.JOB_SEARCH: (2, 4, 4, 6),
    ActivityKind.HEALTH: (2, 2, 4),
    ActivityKind.LANGUAGE_SUPPORT: (2, 2, 3),
    ActivityKind.GUIDANCE: (1, 2),
}
DAYS = {
    ActivityKind.WORKLIKE: (60, 180),
    ActivityKind.SFI: (90, 170),
    ActivityKind.STUDIES: (60, 150),
    ActivityKind.JOB_SEARCH: (40, 120),
    ActivityKind.HEALTH: (40, 100),
    ActivityKind.LANGUAGE_SUPPORT: (40, 120),
    ActivityKind.GUIDANCE: (14, 40),
}


def something_to_do(world: World, life: Life, case: rows.Case) -> None:
    """Nobody should be without: when little runs one thing is added, or two."""
    if life.case is not case or life.coordinator is None:
        return
    chance, today = world.chance, world.date
    busy = activity.hours_from(life, today)
    wanted = 1.0 if busy < 4 else 0.5 if busy < 15 else 0.2 if busy < 28 else 0.04
    if chance.random() > wanted * 0.9:
        return
    _add(world, life, _main_kind(world, life) if busy < 15 else _side_kind(world, life))
    if busy < 4 and chance.random() < 0.6:
        _add(world, life, _side_kind(world, life))


def _main_kind(world: World, life: Life) -> ActivityKind:
    chance = world.chance
    if life.swedish < 4 and chance.random() < 0.6:
        return ActivityKind.SFI
    return chance.choices((ActivityKind.WORKLIKE, ActivityKind.STUDIES), (75, 25))[0]


def _side_kind(world: World, life: Life) -> ActivityKind:
    shares = (40, 22, 22 if life.swedish < 4 else 2, 16)
    kinds = (ActivityKind.JOB_SEARCH, ActivityKind.HEALTH, ActivityKind.LANGUAGE_SUPPORT, ActivityKind.GUIDANCE)
    return world.chance.choices(kinds, shares)[0]


def _add(world: World, life: Life, kind: ActivityKind) -> None:
    """From today or the next days; the same kind never runs twice, and a week is never more than full."""
    chance = world.chance
    starts = working(world.day + chance.choice((0, 0, 1, 3, 6)))
    starts_on = date.fromordinal(starts)
    hours = chance.choice(HOURS[kind])
    runs = any(row.kind == kind.value and (row.ends_on is None or row.ends_on >= starts_on) for row in life.activities)
    if runs or hours > activity.room(life, starts_on):
        return
    days = chance.randint(*DAYS[kind])
    ends_on = None if chance.random() < 0.12 else date.fromordinal(starts + days)
    name = _name(world, life, kind)
    activity.add_activity(world, life, kind, name=name, starts_on=starts_on, ends_on=ends_on, hours=hours)
    if ends_on is None:
        world.soon(days, days + 120, end, life, life.case, life.activities[-1])
    elif chance.random() < 0.12:
        world.soon(10, max(11, days - 5), end, life, life.case, life.activities[-1])


def _name(world: World, life: Life, kind: ActivityKind) -> str:
    if kind is ActivityKind.WORKLIKE:
        return world.chance.choice(OWN_UNITS)
    if kind is ActivityKind.SFI:
        return NAMES[kind][min(3, life.swedish)]
    return world.chance.choice(NAMES[kind])


def end(world: World, life: Life, case: rows.Case, row: rows.Activity) -> None:
    if life.case is case:
        activity.end_activity(world, life, row)
