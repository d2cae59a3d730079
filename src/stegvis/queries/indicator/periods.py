"""Periods (perioder): those there is something to say about."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from stegvis.models import Case, Referral
from stegvis.rules.indicator.period import Period, quarter_of

YEARS_BACK = 3


def periods_with_facts(today: date) -> tuple[Period, ...]:
    """The quarters and years since the first referral or case, the newest first, at most three whole years back.

    The quarter and the year that run come first, like the others.
    """
    days = [
        Case.objects.aggregate(first=Min("opened_on"))["first"],
        Referral.objects.aggregate(first=Min("received_on"))["first"],
    ]
    first = min((day for day in days if day is not None and day <= today), default=None)
    if first is None:
        return ()
    since = max(quarter_of(first), Period(today.year - YEARS_BACK, 1), key=lambda period: period.first_day)
    periods = []
    quarter = quarter_of(today)
    while quarter.first_day >= since.first_day:
        if quarter.quarter == 4 or quarter == quarter_of(today):
            periods.append(Period(quarter.year))
        periods.append(quarter)
        quarter = quarter.previous
    return tuple(periods)
