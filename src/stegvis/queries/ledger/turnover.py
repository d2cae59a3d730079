"""New and gone seats (nya och borttagna platser): which places they are, and whose; and how far mandates have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...models import Mandate, MandateTarget, Place, PlaceCapacity
from ...rules.ledger import Capacity, new_and_gone
from ...rules.mandate import Made, Progress, Target, progress
from ...rules.people import OrganisationKind
from ...rules.place import PlacementForm
from .slices import Stand, stands_of_hosts


@dataclass(frozen=True)
class PlaceTurn:
    """One change of the seats of one place, as it is shown."""

    pk: int
    place: str
    host: str
    made: Made


def turns(*, first: date, last: date) -> list[PlaceTurn]:
    """Every change from first to last, by day; four statements."""
    capacities = PlaceCapacity.objects.order_by("place", "starts_on")
    seats = capacities.values_list("place_id", "seats", "starts_on", "ends_on")
    found = new_and_gone((Capacity(*row) for row in seats), first=first, last=last)
    rows = Place.objects.order_by("pk").values_list("pk", "name", "host__name", "host_id", "forms")
    places = {row[0]: row for row in rows}
    stands = stands_of_hosts()
    told = []
    for change in sorted(found, key=lambda each: (each.day, each.place)):
        pk, name, host, host_id, forms = places[change.place]
        stood = _stood(stands[host_id], change.day)
        told.append(PlaceTurn(pk, name, host, Made(change, *stood, frozenset(map(PlacementForm, forms)))))
    return told


def _stood(stands: Iterable[Stand], day: date) -> tuple[str, OrganisationKind]:
    """The name and kind of where an organisation lay on a day; where it lies last when the day is before or after."""
    stands = list(stands)
    number = day.toordinal()
    stand = next((each for each in stands if each.days[0] <= number <= each.days[1]), stands[-1])
    return stand.name, stand.kind


def target_of(row: MandateTarget) -> Target:
    return Target(
        part=row.part,
        target=row.target,
        baseline=row.baseline,
        department=row.department.name if row.department else "",
        year=row.year,
        forms=tuple(PlacementForm(form) for form in row.forms),
        kinds=tuple(OrganisationKind(kind) for kind in row.kinds),
    )


@dataclass(frozen=True)
class TargetRow:
    """A target with its key and how far it has come."""

    pk: int
    progress: Progress


@dataclass(frozen=True)
class MandatePage:
    """A mandate: its targets part by part, and what has come of them until the day asked about."""

    mandate: Mandate
    until: date
    rows: tuple[TargetRow, ...]
    made: tuple[PlaceTurn, ...]

    @property
    def total(self) -> Progress:
        """The lines for everybody and all years together; they are what the mandate asks for in all."""
        whole = [
            row.progress for row in self.rows if not row.progress.target.department and not row.progress.target.year
        ]
        target = Target("", sum(each.target.target for each in whole), sum(each.target.baseline for each in whole))
        return Progress(target, sum(each.new for each in whole), sum(each.net for each in whole))


def mandate_page(mandate: Mandate, *, today: date) -> MandatePage:
    """Five statements, however many targets and places."""
    until = min(today, mandate.ends_on)
    made = tuple(turns(first=mandate.starts_on, last=until)) if until >= mandate.starts_on else ()
    targets = mandate.targets.select_related("department").order_by("part", "department__name", "year", "pk")
    rows = tuple(TargetRow(row.pk, progress(target_of(row), [turn.made for turn in made])) for row in targets)
    return MandatePage(mandate, until, rows, made)
