"""Those to assess (bedöma): everybody placed in a unit, with the points of the step where each one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...access import Actor, Permission, visible_to
from ...models import Case, CriterionMark, Placement
from ...rules.ladder import Mark
from .one import JudgedPoint
from .which import PointOf, keys_of, points_on, usual_ladder


@dataclass(frozen=True)
class ToAssess:
    """One person with the points of the present step."""

    case: int
    participant: int
    name: str
    given_name: str
    place: str
    step: int
    step_name: str
    points: tuple[JudgedPoint, ...]


def placed_here(actor: Actor) -> list[int]:
    """The cases placed in the actor's unit whose points the actor may judge."""
    here = Placement.objects.active().filter(place__host__in=actor.unit_ids, case__closed_on__isnull=True)
    mine = visible_to(actor, Case, Permission.CRITERION_MARK)
    return list(mine.filter(pk__in=here.values("case")).values_list("pk", flat=True))


def people_to_assess(actor: Actor, *, today: date) -> tuple[ToAssess, ...]:
    """Five statements however many there are: who, where, the usual ladder, its points, the marks."""
    cases = placed_here(actor)
    rows = Placement.objects.active().filter(case__in=cases, place__host__in=actor.unit_ids)
    people = rows.order_by("case__participant__given_name", "case__participant__family_name", "case").values_list(
        "case",
        "case__participant",
        "case__participant__given_name",
        "case__participant__family_name",
        "place__name",
        "case__step",
        "case__ladder",
    )
    placed = {row[0]: row for row in people}
    usual = usual_ladder(today)
    points = points_on({row[-1] or usual for row in placed.values()}, today=today)
    marked = CriterionMark.objects.filter(case__in=cases, criterion__in=keys_of(points.values()))
    marks = {(row.case_id, row.criterion_id): row for row in marked.select_related("marked_by")}
    return tuple(_person(row, points.get((row[-1] or usual or 0, row[-2]), []), marks) for row in placed.values())


def _person(
    row: tuple[int, int, str, str, str, int, int | None],
    points: list[PointOf],
    marks: dict[tuple[int, int], CriterionMark],
) -> ToAssess:
    case, participant, given_name, family_name, place, step, _ladder = row
    return ToAssess(
        case=case,
        participant=participant,
        name=f"{given_name} {family_name}",
        given_name=given_name,
        place=place,
        step=step,
        step_name=points[0].step_name if points else "",
        points=tuple(_point(point, marks.get((case, point.pk))) for point in points),
    )


def _point(point: PointOf, row: CriterionMark | None) -> JudgedPoint:
    if row is None:
        return JudgedPoint(point.text, Mark.RED, pk=point.pk)
    by = row.marked_by.name if row.marked_by else ""
    return JudgedPoint(point.text, Mark(row.mark), row.marked_on, by, pk=point.pk, note=row.note)
