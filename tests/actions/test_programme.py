"""Programmes through the actions: one row of enrolments without gaps, and moving counts as no exit anywhere."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.exit import close_case
from stegvis.actions.programme import move_to_programme
from stegvis.actions.referral import accept_referral
from stegvis.models import CaseEvent, Programme, ProgrammeEnrolment
from stegvis.queries.indicator import figures_of
from stegvis.rules.exit import Outcome
from stegvis.rules.indicator.period import quarter_of
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_exchange import MONTHS_AGO, load, row

pytestmark = pytest.mark.django_db
first_enrolments = import_module("stegvis.migrations.0005_first_enrolments")


@pytest.fixture
def maria(world):
    return Actor.of(world["coordinator"])


@pytest.fixture
def case(world):
    return make.case(coordinator=world["coordinator"])


@pytest.fixture
def sfi():
    return Programme.objects.create(key="sfi", name="Svenska och praktik")


def move(case, programme, by, **values):
    usual = {"from_on": make.today(), "reason": "Behöver mer svenska"}
    return move_to_programme(case, programme=programme, by=by, **usual | values)


def days_of(case):
    return list(case.enrolments.order_by("starts_on").values_list("programme__key", "starts_on", "ends_on"))


def test_old_programme_ends_the_day_before_and_the_case_follows(case, sfi, maria):
    day = make.today() - timedelta(days=2)
    move(case, sfi, maria, from_on=day)
    assert days_of(case) == [("step", case.opened_on, day - timedelta(days=1)), ("sfi", day, None)]
    case.refresh_from_db()
    assert (case.programme, case.closed_on) == (sfi, None)
    line = CaseEvent.objects.get(kind="programme_started")
    assert (line.case_id, line.happened_on, line.data) == (case.pk, day, {"programme": "sfi"})


def test_moving_is_no_exit_in_any_figure(case, sfi, maria):
    period = quarter_of(make.today())
    before = {each.key: each.cell for each in figures_of(period, today=make.today())}
    move(case, sfi, maria)
    assert {each.key: each.cell for each in figures_of(period, today=make.today())} == before
    assert before["exits_to_work_or_studies"].base == 0


def test_accepting_a_referral_begins_the_first_programme(world, sfi):
    head = make.actor(Role.UNIT_MANAGER)
    case = accept_referral(
        make.referral(), programme=sfi, coordinator=world["coordinator"], opened_on=make.today(), by=head
    )
    assert days_of(case) == [("sfi", make.today(), None)]


def test_closing_the_case_ends_the_programme(case, sfi, maria):
    move(case, sfi, maria, from_on=make.today() - timedelta(days=9))
    close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=maria)
    assert days_of(case)[-1][2] == make.today()


def test_a_closed_case_does_not_move(case, sfi, maria):
    """From a page that was open when the case closed; its programme has ended, and none is laid in beside it."""
    move(case, sfi, maria)
    close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=maria)
    before = days_of(case)
    with pytest.raises(NotAllowedNow):
        move(case, case.programme, maria, from_on=make.today() + timedelta(days=1))
    assert days_of(case) == before


def test_refused_move_writes_nothing(case, sfi, maria):
    with pytest.raises(NotAllowedNow) as refusal:
        move(case, case.programme, maria, reason="", from_on=make.today() + timedelta(days=1))
    assert {reason.at for reason in refusal.value.reasons} == {"programme", "from_on", "reason"}
    assert days_of(case) == [("step", case.opened_on, None)]
    assert not CaseEvent.objects.exists()


def test_somebody_elses_case_is_not_moved(case, sfi):
    with pytest.raises(NotAllowed):
        move(case, sfi, make.actor(Role.COORDINATOR))


@pytest.mark.parametrize(
    "values",
    [{"starts_on": make.LONG_AGO.replace(year=2026), "ends_on": make.LONG_AGO}, {"starts_on": None}],
    ids=["ends before it starts", "two at once"],
)
def test_the_database_refuses_what_cannot_be(case, values):
    values["starts_on"] = values["starts_on"] or case.opened_on
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeEnrolment.objects.create(case=case, programme=case.programme, **values)


def test_migration_gives_every_case_its_programme_and_takes_only_that_back(case, sfi, maria):
    closed = make.case(closed_on=make.today())
    ProgrammeEnrolment.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(first_enrolments.FORWARD)
        cursor.execute(first_enrolments.FORWARD)
    assert days_of(case) == [("step", case.opened_on, None)]
    assert days_of(closed) == [("step", closed.opened_on, make.today())]
    move(case, sfi, maria)
    with connection.cursor() as cursor:
        cursor.execute(first_enrolments.BACK)
    assert [row[0] for row in days_of(case)] == ["step", "sfi"]
    assert not days_of(closed)


class TestAFile:
    def enrolments(self):
        return list(
            ProgrammeEnrolment.objects.order_by("starts_on").values_list("programme__key", "starts_on", "ends_on")
        )

    def test_that_opens_a_case_begins_its_programme(self, world):
        load(row())
        assert self.enrolments() == [("step", MONTHS_AGO, None)]

    def test_that_changes_the_programme_moves_from_today_and_only_once(self, world, sfi):
        load(row())
        load(row(programme="sfi"))
        moved = [("step", MONTHS_AGO, make.today() - timedelta(days=1)), ("sfi", make.today(), None)]
        assert self.enrolments() == moved
        assert CaseEvent.objects.get(kind="programme_started").data["programme"] == "sfi"
        load(row(programme="sfi"))
        assert self.enrolments() == moved

    def test_that_puts_the_first_day_right_moves_the_first_programme_along(self, world):
        load(row())
        load(row(opened=MONTHS_AGO + timedelta(days=5)))
        assert self.enrolments() == [("step", MONTHS_AGO + timedelta(days=5), None)]

    def test_that_regrets_a_change_of_today_leaves_no_trace_of_a_day(self, world, sfi):
        other = Programme.objects.create(key="third", name="Jobbspår")
        load(row())
        load(row(programme="sfi"))
        load(row(programme=other.key))
        assert [each[0] for each in self.enrolments()] == ["step", "third"]
