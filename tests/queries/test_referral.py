"""The queue and the coordinators by load: as many statements for thirty as for three, in the order of the rules."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stegvis.models import Exit
from stegvis.queries.paging import Paging
from stegvis.queries.referral import ROWS_ON_PAGE, coordinators_by_load, earlier_cases, outcome_of, referral_list
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def queue(by, **values):
    return referral_list(by, **{"today": make.today(), "shows_waiting": True, "page": 1} | values)


@pytest.mark.parametrize("rows", [3, 30])
def test_list_takes_two_statements(django_assert_num_queries, rows):
    by = make.actor(Role.INTAKE)
    for _ in range(rows):
        make.referral()
    with django_assert_num_queries(2):
        listed = queue(by)
    assert (len(listed.rows), listed.waiting, listed.decided) == (rows, rows, 0)


def test_pages_hold_what_there_is_and_no_more():
    by = make.actor(Role.INTAKE)
    for _ in range(ROWS_ON_PAGE + 1):
        make.referral()
    first, last = queue(by), queue(by, page=99)
    assert (len(first.rows), first.paging) == (ROWS_ON_PAGE, Paging(ROWS_ON_PAGE + 1, 1, ROWS_ON_PAGE))
    assert (len(last.rows), last.paging) == (1, Paging(ROWS_ON_PAGE + 1, 2, ROWS_ON_PAGE))


def test_empty_queue_gives_way_to_the_answered_when_neither_is_asked_for():
    by = make.actor(Role.INTAKE)
    assert queue(by, shows_waiting=None).shows_waiting
    make.referral(status="returned", return_comment="x", return_reason="withdrawn", decided_at=timezone.now())
    assert not queue(by, shows_waiting=None).shows_waiting
    make.referral()
    assert queue(by, shows_waiting=None).shows_waiting


def test_load_counts_open_cases_of_every_unit_and_only_those(django_assert_num_queries):
    unit = make.unit()
    busy = make.user("Ba", role=Role.COORDINATOR, at=unit, case_ceiling=10)
    free = make.user("Al", role=Role.COORDINATOR, at=unit, case_ceiling=10)
    make.user("Elsewhere", role=Role.COORDINATOR, at=make.unit("Arena Norr"))
    make.user("Gone", role=Role.COORDINATOR, at=unit, is_active=False)
    make.case(coordinator=busy)
    make.case(coordinator=busy, at=make.unit("Arena Norr"))
    make.case(coordinator=busy).coordinator_periods.update(ends_on=make.today())
    with django_assert_num_queries(1):
        loads = coordinators_by_load(unit.pk, today=make.today())
    assert [(load.coordinator_id, load.open_cases) for load in loads] == [(free.pk, 0), (busy.pk, 2)]


def test_outcome_tells_the_referrer_how_it_went():
    day = make.today() - timedelta(days=3)
    one = make.referral(status="accepted", decided_at=timezone.now())
    case = make.case(one.participant, referral=one)
    assert str(outcome_of(one)).startswith("Inskriven sedan")
    type(case).objects.filter(pk=case.pk).update(closed_on=day)
    Exit.objects.create(case=case, exited_on=day, outcome="work_regular", lasts_a_month=True)
    one.refresh_from_db()
    said = outcome_of(one)
    assert (said.values["day"], said.values["outcome"].label) == (day, "arbete utan stöd")
    assert outcome_of(make.referral()) is None


def test_earlier_enrolments_come_latest_first_without_the_present_one():
    one = make.referral(status="accepted", decided_at=timezone.now())
    closed = {"closed_on": make.LONG_AGO + timedelta(days=90)}
    make.case(one.participant, opened_on=make.LONG_AGO, number="2020-00001", **closed)
    make.case(one.participant, referral=one)
    assert [earlier.number for earlier in earlier_cases(one)] == ["2020-00001"]
