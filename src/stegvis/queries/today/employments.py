"""Employments that end soon (anställningar som slutar): of the own caseload, or of everybody for who employs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from stegvis.access import Actor, Permission, may, visible_to
from stegvis.models import Employment
from stegvis.queries.employment import ends_soon, row_of, with_decisions
from stegvis.rules.people import Role
from stegvis.rules.today import WorkLine, employment_line

from .person import Person


def employment_lines(actor: Actor, day: date, *, people: Mapping[int, Person]) -> list[tuple[WorkLine, Person]]:
    """One statement, for those who write employments."""
    is_hr = Role.HR in actor.roles
    if not may(actor, Permission.EMPLOYMENT_WRITE) or not (people or is_hr):
        return []
    rows = visible_to(actor, Employment, Permission.EMPLOYMENT_WRITE)
    if not is_hr:
        rows = rows.filter(case__among=list(people))
    rows = with_decisions(rows).select_related("renewed_by").filter(ends_soon(day)).order_by("pk")
    return [(_line(each, day), people.get(each.case_id) or Person(0, each.case.participant.name, 0)) for each in rows]


def _line(one: Employment, day: date) -> WorkLine:
    row = row_of(one, today=day)
    last = row.ends_on if row.ends_soon else row.decided_until
    return employment_line(
        employment_id=one.pk,
        case_id=one.case_id,
        name=one.case.participant.given_name,
        ends_on=last or day,
        is_support=not row.ends_soon,
        today=day,
    )
