"""The participant's own voice on the ladder (egen bild): own marks, and own words about the development."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ...access import Actor, Permission, require
from ...models import Case, Criterion, OwnMark, OwnReport
from ...queries.ladder import criteria_for
from ...queries.ladder.own import own_marks
from ...rules import ladder as rules
from ...rules.history import EventKind
from ...rules.ladder import Mark
from ..log import log, stop_if


@transaction.atomic
def save_own_picture(case: Case, *, marks: Mapping[int, Mark], text: str, by: Actor) -> None:
    """The points (by key) and the words of one form: both are saved or neither. What is as before is not said again."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, Permission.OWN_MARK, case)
    said = own_marks(case)
    if changed := {key: mark for key, mark in marks.items() if said.get(key) is not mark}:
        mark_own(case, marks=changed, by=by)
    if text.strip():
        write_own_report(case, text=text, by=by)


@transaction.atomic
def mark_own(case: Case, *, marks: Mapping[int, Mark], by: Actor) -> list[OwnMark]:
    """How the participant sees the points (by key), on the own pages or together with the coordinator."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, Permission.OWN_MARK, case)
    today = timezone.localdate()
    said, asked = own_marks(case), set(criteria_for(case, today=today).values_list("pk", flat=True))
    changed = {key: mark for key, mark in marks.items() if said.get(key) is not mark}
    stop_if(
        rules.reasons_not_to_mark(
            status=case.status,
            marked_on=today,
            opened_on=min(case.opened_on, today),
            today=today,
            points=len(changed),
            outside=_names(set(changed) - asked),
        )
    )
    rows = [
        OwnMark.objects.update_or_create(
            case=case, criterion_id=key, defaults={"mark": mark.value, "marked_on": today}
        )[0]
        for key, mark in changed.items()
    ]
    log(EventKind.OWN_MARKED, case, by=by, criteria=sorted(changed))
    return rows


def _names(keys: set[int]) -> list[str]:
    known = dict(Criterion.objects.filter(pk__in=keys).values_list("pk", "text"))
    return [known.get(key, str(key)) for key in sorted(keys)]


@transaction.atomic
def write_own_report(case: Case, *, text: str, by: Actor) -> OwnReport:
    """What the participant writes about how it has gone. What is written stays; a later report does not replace it."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, Permission.OWN_MARK, case)
    stop_if(rules.reasons_not_to_report(status=case.status, text=text))
    report = OwnReport.objects.create(case=case, written_on=timezone.localdate(), text=text.strip())
    log(EventKind.OWN_REPORTED, report, by=by)
    return report
