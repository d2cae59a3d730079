"""The catalogue of activities (insatspaletten) that a new installation begins with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...access import Actor
from ...models import ActivityType
from ...rules.activity import ActivityKind
from ..activity import save_activity_type

VALID_FROM = date(2020, 1, 1)
ROWS = (
    (ActivityKind.WORKLIKE, "Arbetslik aktivitet i grupp", 12),
    (ActivityKind.SFI, "Svenska för invandrare, dagtid", 15),
    (ActivityKind.SFI, "Svenska för invandrare, kväll", 6),
    (ActivityKind.STUDIES, "Yrkespaket", 20),
    (ActivityKind.STUDIES, "Grundläggande kurser", 10),
    (ActivityKind.JOB_SEARCH, "Jobbsökargrupp", 4),
    (ActivityKind.JOB_SEARCH, "Söka arbete med stöd", 2),
    (ActivityKind.HEALTH, "Hälsa och rörelse", 2),
    (ActivityKind.LANGUAGE_SUPPORT, "Språkstöd på arbetsplatsen", 2),
    (ActivityKind.GUIDANCE, "Studie- och yrkesvägledning", 1),
)


def lay_in(*, by: Actor) -> None:
    """Add the lines that are missing, by name."""
    there = set(ActivityType.objects.values_list("name", flat=True))
    for kind, name, hours in ROWS:
        if name not in there:
            save_activity_type(None, kind=kind, name=name, hours_per_week=Decimal(hours), valid_from=VALID_FROM, by=by)
