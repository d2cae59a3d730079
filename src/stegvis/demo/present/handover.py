"""Cover (ersättare) of the present: one of the first coordinator's colleagues is away just now."""

from __future__ import annotations

from datetime import timedelta

from ...actions.cover import arrange_cover
from ...models import User
from ...queries.referral import coordinators_by_load
from .around import Present

WEEKS = 2
WHY = "Föräldraledig två veckor"


def tell(present: Present) -> None:
    """Whoever has most is away, and whoever has most room stands in; the first one only when nobody else can."""
    if not present.cases:
        return
    loads = coordinators_by_load(present.cases[0].unit_id, today=present.today)
    colleagues = [load.coordinator_id for load in loads if load.coordinator_id != present.coordinator.user_id]
    if not colleagues:
        return
    substitute = colleagues[0] if len(colleagues) > 1 else present.coordinator.signed_in_id
    arrange_cover(
        User.objects.get(pk=colleagues[-1]),
        substitute=User.objects.get(pk=substitute),
        starts_on=present.today,
        ends_on=present.today + timedelta(weeks=WEEKS),
        reason=WHY,
        by=present.manager,
    )
