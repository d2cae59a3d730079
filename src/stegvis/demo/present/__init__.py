"""The present (nutid): what has lately happened around those whose stories are told, done by the real actions.

The years before are simulated in bulk (`demo/simulation.py`); this comes after, on top of the finished municipality.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pgtrigger
from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from ...access import Actor
from ...actions.standard import lay_in_standard
from ...models import Case, CaseEvent, User
from ...rules.people import Role
from ..identity import MAN_WITH_A_STORY, WOMAN_WITH_A_STORY
from . import (
    activity,
    attendance,
    employer,
    employment,
    handover,
    household,
    ladder,
    mandate,
    meeting,
    message,
    own,
    place,
    placement,
    plan,
    quality,
    rating,
    sharing,
    supervisor,
)
from .around import Present

SYSTEM = Actor.system("Demonstrationen")
AFTERNOON = time(14, 10)
SET_ASIDE = "SELECT set_config('pgtrigger.ignore', %s, true)"
"""What pgtrigger.ignore says, as a statement of its own: one that the server prepares must stand alone."""


TOLD: tuple[Callable[[Present], None], ...] = (
    message.choose,
    plan.tell,
    activity.tell,
    ladder.tell,
    rating.tell,
    meeting.tell,
    household.tell,
    sharing.tell,
    quality.tell,
    own.tell,
    handover.tell,
    place.tell,
    mandate.tell,
    placement.tell,
    attendance.tell,
    supervisor.tell,
    employer.tell,
    employment.tell,
    message.tell,
)
"""What happens, stage by stage, in the order it must; each in its own module here."""


@transaction.atomic
def happen() -> None:
    """Everything, in one transaction."""
    before = CaseEvent.objects.aggregate(latest=Max("pk"))["latest"] or 0
    lay_in_standard(by=SYSTEM)
    present = _present()
    for tell in TOLD:
        tell(present)
    _record_on_its_day(CaseEvent.objects.filter(pk__gt=before), today=present.today)


def _record_on_its_day(events: QuerySet[CaseEvent], *, today: date) -> None:
    """Nobody did all of it just now: what is new in the log is written on its own day, at the latest yesterday."""
    [(model, protection)] = pgtrigger.registered("stegvis.CaseEvent:append_only")
    with connection.cursor() as cursor:
        cursor.execute(SET_ASIDE, [f"{{{protection.get_pgid(model)}}}"])
        for day in set(events.order_by().values_list("happened_on", flat=True)):
            on = min(day, today - timedelta(days=1))
            events.filter(happened_on=day).update(recorded_at=timezone.make_aware(datetime.combine(on, AFTERNOON)))
        cursor.execute(SET_ASIDE, [""])


def _present() -> Present:
    coordinator = User.objects.filter(roles__role=Role.COORDINATOR).order_by("pk").first()
    manager = User.objects.filter(roles__role=Role.UNIT_MANAGER).order_by("pk").first()
    if coordinator is None or manager is None:
        raise LookupError("the municipality has no coordinator or no manager")
    cases = Case.objects.open().filter(
        coordinator_periods__coordinator=coordinator, coordinator_periods__ends_on__isnull=True
    )
    return Present(
        today=timezone.localdate(),
        cases=tuple(sorted(cases.select_related("participant", "unit"), key=_story_first)),
        coordinator=Actor.of(coordinator),
        manager=Actor.of(manager),
    )


def _story_first(case: Case) -> tuple[bool, int]:
    """Those who are told of by name have numbers of their own; Rania is the first of them."""
    serial = (case.participant.identity_number or "")[8:11]
    return serial not in {str(WOMAN_WITH_A_STORY), str(MAN_WITH_A_STORY)}, case.participant_id
