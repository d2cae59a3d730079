"""Standard catalogues (standardinnehåll): what a new installation begins with, as ordinary rows that can be changed.

Each stage has its own module with its rows and a function `lay_in(*, by)` that adds what is missing and changes nothing
that is there.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from ...access import Actor
from . import activity, attendance, ladder, plan, quality, rating

STAGES: tuple[Callable[..., None], ...] = (
    ladder.lay_in,
    rating.lay_in,
    plan.lay_in,
    activity.lay_in,
    quality.lay_in,
    attendance.lay_in,
)


@transaction.atomic
def lay_in_standard(*, by: Actor) -> None:
    """Add what is missing of every stage's standard rows."""
    for lay_in in STAGES:
        lay_in(by=by)
