"""Absence through the actions: said once, by those who may, and never on top of another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.absence import end_absence, report_absence
from stegvis.models import AbsenceNotice, CaseEvent
from stegvis.rules.activity import AbsenceKind
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case():
    return make.case(coordinator=make.user(role=Role.COORDINATOR, at=make.unit()))


@pytest.fixture
def rania(case):
    return Actor.participant(case.participant)


def ill(case, by, starts_on=None, ends_on=None):
    return report_absence(case, kind=AbsenceKind.ILL, starts_on=starts_on or make.today(), ends_on=ends_on, by=by)


def test_two_taps_or_four_are_one_notice(case, rania):
    assert ill(case, rania) == ill(case, rania)
    assert AbsenceNotice.objects.get().reported_by is None
    assert list(CaseEvent.objects.values_list("kind", "actor_role")) == [("absence_reported", "participant")]


def test_notice_never_stands_on_another(case, rania):
    ill(case, rania)
    with pytest.raises(NotAllowedNow, match="redan anmäld"):
        ill(case, rania, starts_on=make.today() + DAY)
    assert AbsenceNotice.objects.count() == 1
    with pytest.raises(IntegrityError, match="absence_notices_never_overlap"), transaction.atomic():
        make.absence(case, starts_on=make.today() + DAY)


def test_last_day_can_be_said_and_changed(case, rania):
    notice = ill(case, rania)
    end_absence(notice, last_day=make.today() + 2 * DAY, by=rania)
    assert end_absence(notice, last_day=make.today(), by=rania).ends_on == make.today()
    ill(case, rania, starts_on=make.today() + DAY)
    with pytest.raises(NotAllowedNow, match="redan anmäld"):
        end_absence(notice, last_day=make.today() + DAY, by=rania)
    with pytest.raises(NotAllowedNow, match="före första dagen"):
        end_absence(notice, last_day=make.today() - DAY, by=rania)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.WORKPLACE_SUPERVISOR, Role.HR])
def test_who_may_not(case, rania, role):
    notice, other = ill(case, rania), make.actor(role)
    with pytest.raises(NotAllowed):
        ill(case, other)
    with pytest.raises(NotAllowed):
        end_absence(notice, last_day=make.today(), by=other)


def test_participant_reaches_nobody_elses_notice(case):
    other = Actor.participant(make.participant("Omar", "Rahimi"))
    with pytest.raises(NotAllowed):
        ill(case, other)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"kind": "flu"}, "absence_notice_kind_known", id="a diagnosis is no code"),
        pytest.param({"ends_on": make.LONG_AGO}, "absence_notice_ends_after_start", id="ends before it starts"),
    ],
)
def test_notice_that_cannot_be(case, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.absence(case, **values)
