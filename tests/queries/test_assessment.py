"""Mappings and the starting point of one case."""

from datetime import timedelta

import pytest

from stegvis.models import Baseline
from stegvis.queries.assessment import mappings_of, starting_point
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_mappings_come_latest_first_in_one_statement(django_assert_num_queries):
    case, day = make.case(), make.today()
    older, newer = (make.mapping(case, held_on=day - timedelta(days=days)) for days in (9, 2))
    with django_assert_num_queries(1):
        found = [(one.pk, one.held_by) for one in mappings_of(case)]
    assert found == [(newer.pk, None), (older.pk, None)]


def test_starting_point_is_preliminary_until_it_is_locked():
    case = make.case(step=2)
    assert (starting_point(case).step, starting_point(case).locked_on) == (2, None)
    Baseline.objects.filter(case=case).delete()
    assert starting_point(case) is None
