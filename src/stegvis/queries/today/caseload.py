"""The caseload (egna deltagare): whose day it is, the keys first, in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from stegvis.access import AFTER_EXIT_DAYS, Actor, Permission, may, visible_to
from stegvis.models import Case, CoordinatorPeriod


def caseload(actor: Actor, day: date, *, covered: Iterable[int]) -> list[int]:
    """The cases of a coordinator and of those covered; for a manager those of the unit that nobody has."""
    periods = CoordinatorPeriod.objects.filter(case=OuterRef("pk"))
    mine = periods.filter(coordinator__among=[actor.signed_in_id, *covered])
    own = Q(Exists(mine.filter(Q(ends_on__isnull=True) | Q(ends_on=OuterRef("closed_on")))))
    nobody = Q(~Exists(periods.current()), unit__in=actor.unit_ids, closed_on__isnull=True)
    wanted = own | nobody if may(actor, Permission.COORDINATOR_ASSIGN) else own
    return list(visible_to(actor, Case).filter(wanted, _recent(day)).values_list("pk", flat=True))


def _recent(day: date) -> Q:
    return Q(closed_on__isnull=True) | Q(
        closed_on__gte=day - timedelta(days=AFTER_EXIT_DAYS), exit__confirmed_on__isnull=True
    )
