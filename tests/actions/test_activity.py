"""Activities through the actions: the week is never more than full time, with the placement counted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.activity import add_activity, end_activity
from stegvis.models import Activity, CaseEvent
from stegvis.rules.activity import ActivityKind
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


def add(case, by, hours=10, **values):
    usual = {"kind": ActivityKind.SFI, "starts_on": make.today(), "ends_on": None}
    return add_activity(case, hours_per_week=Decimal(hours), by=by, **usual | values)


def kinds():
    return list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_activities_run_beside_each_other_up_to_full_time(case, by):
    add(case, by, 30)
    add(case, by, 10, kind=ActivityKind.HEALTH)
    with pytest.raises(NotAllowedNow, match="heltid"):
        add(case, by, 1, kind=ActivityKind.JOB_SEARCH)
    assert kinds() == ["activity_added"] * 2


def test_placement_takes_its_hours_of_the_week(case, by):
    make.placement(case, make.place(), hours_per_week=Decimal(35))
    with pytest.raises(NotAllowedNow, match="35"):
        add(case, by, 6)
    assert add(case, by, 5).hours_per_week == 5


def test_hours_that_come_later_count_too(case, by):
    add(case, by, 35, starts_on=make.today() + timedelta(days=30))
    with pytest.raises(NotAllowedNow):
        add(case, by, 10, kind=ActivityKind.HEALTH)
    add(case, by, 10, kind=ActivityKind.HEALTH, ends_on=make.today() + timedelta(days=29))


def test_end_is_earlier_than_planned_or_not_at_all(case, by):
    activity = add(case, by, ends_on=make.today() + timedelta(days=60))
    end_activity(activity, ends_on=make.today() + timedelta(days=7), by=by)
    with pytest.raises(NotAllowedNow, match="slutar redan"):
        end_activity(activity, ends_on=make.today() + timedelta(days=30), by=by)
    assert kinds() == ["activity_added", "activity_ended"]


def test_refused_activity_writes_nothing(case, by):
    with pytest.raises(NotAllowedNow):
        add(case, by, 0)
    assert not Activity.objects.exists()
    assert kinds() == []


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR])
def test_who_may_not_change_the_week(case, by, role):
    activity, other = add(case, by), make.actor(role)
    with pytest.raises(NotAllowed):
        add(case, other, kind=ActivityKind.HEALTH)
    with pytest.raises(NotAllowed):
        end_activity(activity, ends_on=make.today(), by=other)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"kind": "golf"}, "activity_kind_known", id="unknown kind"),
        pytest.param({"ends_on": make.LONG_AGO}, "activity_ends_after_start", id="ends before it starts"),
        pytest.param({"hours_per_week": 0}, "activity_hours_within_week", id="no hours"),
        pytest.param({"hours_per_week": 41}, "activity_hours_within_week", id="more than a week"),
    ],
)
def test_activity_that_cannot_be(case, values, constraint):
    usual = {"kind": "sfi", "starts_on": make.today(), "hours_per_week": 10}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Activity.objects.create(case=case, **usual | values)
