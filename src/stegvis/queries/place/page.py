"""Page (arbetsplatsens sida): one place with its seats ahead, who is there, and how it has gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ...access import Actor
from ...models import Place
from ...rules.ledger import Ledger, Measure
from ...rules.people import Protection
from ...rules.place import Interval, PlacementForm, coming_changes
from ...rules.placement import EndReason, PlacementStatus
from ..ledger import counted_place
from ..match import seats_of
from ..placement import readable
from ..supervisor import AtPlace, supervision_at
from .overview import NO_SEATS


@dataclass(frozen=True)
class Here:
    """Somebody who is or will be at the place, with a name the reader may see."""

    pk: int
    participant_id: int
    name: str
    status: PlacementStatus
    form: PlacementForm
    starts_on: date
    ends_on: date
    hours_per_week: float


@dataclass(frozen=True)
class Went:
    """How ended placements have gone; nobody with protected identity is counted."""

    total: int
    since: int
    onwards: int
    next_place: int
    completed: int
    broken_off: int


@dataclass(frozen=True)
class PlacePage:
    """The page of one place. `ahead` is its row of the ledger, from the first of this month and twelve months on."""

    place: Place
    today: date
    ahead: Ledger
    people: tuple[Here, ...]
    unseen: int
    supervision: AtPlace
    went: Went
    over: tuple[tuple[date, int], ...]
    coming: tuple[Interval, ...]

    def now(self, measure: Measure) -> int:
        """What the ledger says of today."""
        return int(self.ahead.cells[measure][0, (self.today - self.ahead.first).days])

    @property
    def unsupervised_now(self) -> int:
        """Seats that nobody has and that cannot be taken, since the supervisors have no more room."""
        held = self.now(Measure.OCCUPIED) + self.now(Measure.RESERVED) + self.now(Measure.FREE)
        return max(0, self.now(Measure.SEATS) - held)


def place_page(place: Place, actor: Actor, *, today: date) -> PlacePage:
    """Nineteen statements: the ledger, seats, those the reader may see (with that), supervisors, the past."""
    seats = seats_of(from_on=today, places=[place.pk]).get(place.pk, NO_SEATS)
    people = _people(place, actor, today)
    first = today.replace(day=1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    return PlacePage(
        place=place,
        today=today,
        ahead=counted_place(place.pk, first=first, last=last, today=today),
        people=people,
        unseen=len(seats.taken) + len(seats.reserved) - len(people),
        supervision=supervision_at(first=today, last=today, places=[place.pk]).get(place.pk, AtPlace()),
        went=_went(place),
        over=seats.over_ahead(today=today),
        coming=coming_changes(seats.intervals, after=today),
    )


def _people(place: Place, actor: Actor, today: date) -> tuple[Here, ...]:
    rows = (
        readable(actor)
        .filter(place=place, ends_on__gte=today)
        .filter(Q(seat__isnull=False) | Q(status=PlacementStatus.AGREED))
        .select_related("case__participant")
        .order_by("starts_on", "pk")
    )
    return tuple(
        Here(
            pk=row.pk,
            participant_id=row.case.participant_id,
            name=row.case.participant.name,
            status=PlacementStatus(row.status),
            form=PlacementForm(row.form),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            hours_per_week=float(row.hours_per_week),
        )
        for row in rows
    )


def _went(place: Place) -> Went:
    ended = place.placements.filter(status=PlacementStatus.ENDED, case__participant__protection=Protection.NONE)
    rows = list(ended.order_by("pk").values_list("ended_because", "starts_on"))
    counts = Counter(because for because, _start in rows)
    return Went(
        total=len(rows),
        since=min((start.year for _because, start in rows), default=0),
        onwards=_count(counts, EndReason.WORK, EndReason.STUDIES),
        next_place=_count(counts, EndReason.NEXT_PLACE),
        completed=_count(counts, EndReason.COMPLETED),
        broken_off=_count(counts, EndReason.HEALTH, EndReason.HOST, EndReason.PARTICIPANT),
    )


def _count(counts: Counter[str], *reasons: str) -> int:
    return sum(counts[str(reason)] for reason in reasons)
