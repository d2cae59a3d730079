"""The week of one case: what runs, what comes, and the hours of today."""

from datetime import timedelta
from decimal import Decimal

import pytest

from stegvis.queries.activity import running_week
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_week_counts_what_runs_today_with_the_placement(django_assert_num_queries):
    case, day = make.case(), make.today()
    week = timedelta(days=7)
    make.activity(case, kind="sfi", name="Kurs C", starts_on=day - week, ends_on=None, hours_per_week=Decimal("7.5"))
    make.activity(case, kind="health", starts_on=day + week, ends_on=None, hours_per_week=Decimal(4))
    make.activity(case, kind="studies", starts_on=day - 2 * week, ends_on=day - week, hours_per_week=Decimal(9))
    make.placement(case, make.place("Solgläntan"), hours_per_week=Decimal(20))
    with django_assert_num_queries(2):
        found = running_week(case, today=day)
    assert {(one.kind, one.name) for one in found.running} == {("sfi", "Kurs C"), (None, "Solgläntan")}
    assert [one.kind for one in found.coming] == ["health"]
    assert (found.hours, found.room) == (Decimal("27.5"), Decimal("12.5"))
