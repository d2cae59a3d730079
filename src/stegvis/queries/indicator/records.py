"""Records (posterna bakom): the rows that a figure is counted from, without names.

Somebody with protected identity is counted in the figure and never stands among its records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from stegvis.access import Actor, Permission, require, visible_to
from stegvis.models import Participant, Place
from stegvis.queries.facts import Between, facts_of
from stegvis.queries.paging import Paging
from stegvis.rules.exit import NationalOutcome, Outcome
from stegvis.rules.indicator.facts import CaseFact, ExitFact, FirstPlacementFact, HouseholdFact, ReviewFact, SeatsFact
from stegvis.rules.indicator.period import Period
from stegvis.rules.indicator.registry import Indicator
from stegvis.rules.people import Gender, Protection

PER_PAGE = 50
SIGNS = 8


@dataclass(frozen=True)
class Record:
    """One row: a sign in the name's place, and what the figure needs to know of it."""

    sign: str
    gender: str
    unit: str
    on: date
    detail: str
    is_counted: bool
    participant_id: int | None
    """Set only when the reader may open the person's file."""
    place_id: int | None = None


@dataclass(frozen=True)
class Records:
    """One page of records, and the people on it (for the reading log)."""

    rows: tuple[Record, ...]
    paging: Paging
    person_ids: tuple[int, ...]


def records_of(
    indicator: Indicator, period: Period, *, today: date, actor: Actor, part_key: str = "", page: int = 1
) -> Records:
    """The base of a figure page by page, in the order of time; the counted ones are marked."""
    require(actor, Permission.INDICATOR_RECORDS)
    underlay = facts_of(indicator.reads, Between(period.first_day, period.last_day))
    facts = underlay.facts.during(period, today=today)
    if part_key:
        facts = facts.by("unit").get(part_key, type(facts)())
    selection = indicator.select(facts)
    protected = _protected() if indicator.counts_people else frozenset()
    base = [row for row in selection.base if getattr(row, "person", None) not in protected]
    paging = Paging.of(len(base), page, size=PER_PAGE)
    shown = base[paging.rows]
    counted = {row.id for row in selection.counted}
    return Records(
        rows=_rows(shown, counted=counted, indicator=indicator, period=period, actor=actor, names=underlay.names),
        paging=paging,
        person_ids=tuple(dict.fromkeys(row.person for row in shown if not isinstance(row, SeatsFact))),
    )


def _protected() -> frozenset[int]:
    return frozenset(Participant.objects.exclude(protection=Protection.NONE).values_list("pk", flat=True))


def _rows(
    shown: Sequence[Any],
    *,
    counted: set[int],
    indicator: Indicator,
    period: Period,
    actor: Actor,
    names: Mapping[str, str],
) -> tuple[Record, ...]:
    if not indicator.counts_people:
        return _places(shown, names)
    may_open = _may_open(actor, (row.person for row in shown))
    return tuple(
        Record(
            sign=_sign(indicator, period, row.person),
            gender=_(Gender(row.gender).label) if row.gender else "",
            unit=names.get(row.unit, ""),
            on=row.on,
            detail=_detail(row),
            is_counted=row.id in counted,
            participant_id=row.person if row.person in may_open else None,
        )
        for row in shown
    )


def _places(shown: Sequence[SeatsFact], names: Mapping[str, str]) -> tuple[Record, ...]:
    """Places are no secret: they stand by name, once for each spell of capacity."""
    of_place = dict(Place.objects.filter(pk__in={row.id for row in shown}).values_list("pk", "name"))
    return tuple(
        Record(
            sign=of_place[row.id],
            gender="",
            unit=names.get(row.unit, "") if row.unit.isdecimal() else _(names.get(row.unit, "")),
            on=row.on,
            detail=str(row.seats),
            is_counted=True,
            participant_id=None,
            place_id=row.id,
        )
        for row in shown
    )


def _may_open(actor: Actor, people: Iterable[int]) -> set[int]:
    seen = visible_to(actor, Participant, Permission.PARTICIPANT_READ)
    return set(seen.filter(pk__in=set(people)).values_list("pk", flat=True))


def _sign(indicator: Indicator, period: Period, person: int) -> str:
    """The same person has the same sign within a figure and period, and another elsewhere."""
    digest = salted_hmac("stegvis.indicator.records", f"{indicator.key}:{period.key}:{person}").hexdigest()
    return digest[:SIGNS].upper()


def _detail(row: Any) -> str:
    """What is special with the row, in words."""
    if isinstance(row, ExitFact):
        return _exit(row)
    if isinstance(row, FirstPlacementFact):
        return _("{days} dagar").format(days=(row.on - row.referred_on).days)
    if isinstance(row, CaseFact):
        return _("avslutad {day}").format(day=row.closed_on.isoformat()) if row.closed_on else _("pågår")
    if isinstance(row, HouseholdFact):
        return _("någon går till arbete") if row.goes_to_work else _("ingen går till arbete")
    if isinstance(row, ReviewFact):
        return _("utan anmärkning") if row.is_without_remark else _("med anmärkning")
    return _("anvisad")


def _exit(row: ExitFact) -> str:
    """The outcome, and for work whether it is confirmed."""
    outcome = Outcome(row.outcome)
    if outcome.national is not NationalOutcome.WORK:
        return _(outcome.label)
    if row.outcome_held is None:
        held = _("inte bekräftat än")
    else:
        held = _("bekräftat") if row.outcome_held else _("höll inte en månad")
    return _("{outcome}, {held}").format(outcome=_(outcome.label), held=held)
