"""Referral and intake through the actions and against the database: one save, one open case, one coordinator a day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.referral import (
    accept_referral,
    assign_coordinator,
    receive_referral,
    refer_new_person,
    return_referral,
)
from stegvis.models import (
    AccessGrant,
    Baseline,
    Case,
    CaseEvent,
    CoordinatorPeriod,
    Participant,
    Referral,
)
from stegvis.rules.people import Role
from stegvis.rules.referral import ReferralSource, ReturnReason
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake():
    return make.actor(Role.INTAKE)


@pytest.fixture
def maria():
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


def receive(person, by, **values):
    usual = {
        "unit": make.unit(),
        "source": ReferralSource.SOCIAL_SERVICES,
        "received_on": make.today(),
        "receives_income_support": True,
    }
    return receive_referral(person, by=by, **usual | values)


def accept(one, coordinator, by, **values):
    usual = {"programme": make.programme(), "coordinator": coordinator, "opened_on": make.today()}
    return accept_referral(one, by=by, **usual | values)


def kinds():
    return list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_referrer_stands_behind_the_referral():
    by = make.actor(Role.REFERRER, name="Per Lundell")
    one = receive(make.participant(), by)
    assert (one.referred_by_id, one.referrer_name, one.from_paper) == (by.user_id, "Per Lundell", False)
    assert kinds() == ["referral_received"]


def test_paper_names_who_referred_and_not_who_registered(intake):
    one = receive(make.participant(), intake, from_paper=True, referrer_name="Per Lundell")
    assert (one.referred_by_id, one.referrer_name, one.registered_by_id) == (None, "Per Lundell", intake.user_id)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HR, Role.COMMITTEE_MEMBER, Role.WORK_SUPERVISOR])
def test_who_may_not_refer(role):
    with pytest.raises(NotAllowed):
        receive(make.participant(), make.actor(role))
    assert not Referral.objects.exists()


def test_somebody_new_and_the_referral_are_one_save(intake):
    person = {"given_name": "Amal", "family_name": "Öberg", "born_on": make.LONG_AGO}
    tomorrow = make.today() + timedelta(days=1)
    usual = {"unit": make.unit(), "source": ReferralSource.SELF, "receives_income_support": False}
    with pytest.raises(NotAllowedNow):
        refer_new_person(person, received_on=tomorrow, by=intake, **usual)
    assert not Participant.objects.exists()
    assert kinds() == []
    refer_new_person(person, received_on=make.today(), by=intake, **usual)
    assert kinds() == ["participant_registered", "referral_received"]


def test_acceptance_opens_the_case_with_a_preliminary_baseline(intake, maria):
    one = make.referral(first_step=2, first_independence_level=3, children_in_household=2)
    case = accept(one, maria, intake)
    baseline = Baseline.objects.get(case=case)
    assert (baseline.step, baseline.independence_level, baseline.locked_on) == (2, 3, None)
    assert (case.step, case.children_in_household, case.referred_on) == (2, 2, one.received_on)
    assert case.coordinator_periods.get().coordinator == maria
    assert kinds() == ["referral_accepted", "case_opened", "coordinator_assigned"]


def test_case_numbers_of_a_year_follow_each_other(intake, maria):
    numbers = [accept(make.referral(), maria, intake).number for _ in range(3)]
    assert [int(number[5:]) for number in numbers] == [1, 2, 3]


def test_refused_acceptance_writes_nothing(intake, maria):
    one = make.referral(receives_income_support=False)
    with pytest.raises(NotAllowedNow) as refusal:
        accept(one, maria, intake, opened_on=one.received_on - timedelta(days=1))
    assert [reason.at for reason in refusal.value.reasons] == ["accepted_anyway_because", "opened_on"]
    one.refresh_from_db()
    assert (one.status, Case.objects.count(), kinds()) == ("received", 0, [])


def test_somebody_who_is_here_already_is_not_accepted_again(intake, maria):
    person = make.case().participant
    with pytest.raises(NotAllowedNow, match="redan en öppen inskrivning"):
        accept(make.referral(person), maria, intake)


def test_return_keeps_reason_and_words(intake):
    one = return_referral(make.referral(), reason=ReturnReason.NOT_YET_READY, comment=" Efter sommaren ", by=intake)
    assert (one.status, one.return_reason, one.return_comment) == ("returned", "not_yet_ready", "Efter sommaren")
    assert kinds() == ["referral_returned"]


def test_intake_of_another_unit_does_not_decide(maria):
    by, one = make.actor(Role.INTAKE, at=make.unit("Arena Norr")), make.referral()
    with pytest.raises(NotAllowed):
        accept(one, maria, by)
    with pytest.raises(NotAllowed):
        return_referral(one, reason=ReturnReason.WITHDRAWN, comment="Nej", by=by)


def test_protected_referral_is_opened_for_the_heads_of_the_unit():
    head, other = (make.user(role=Role.UNIT_MANAGER, at=make.unit(name)) for name in ("Arena Söder", "Arena Norr"))
    by = make.actor(Role.REFERRER)
    receive(make.participant(protection="marked"), by)
    readers = set(AccessGrant.objects.values_list("user", flat=True))
    assert readers == {head.pk, by.user_id}
    assert other.pk not in readers


def test_coordinator_of_somebody_protected_gets_to_read(maria):
    head = make.user(role=Role.UNIT_MANAGER, at=make.unit())
    one = receive(make.participant(protection="marked"), make.actor(Role.REFERRER))
    accept(one, maria, Actor.of(head))
    assert AccessGrant.objects.filter(user=maria, kind="protected").exists()


def test_change_of_coordinator_leaves_no_day_without_one(intake, maria):
    case, other = make.case(coordinator=maria), make.user(role=Role.COORDINATOR, at=make.unit())
    assign_coordinator(case, coordinator=other, from_on=make.today(), reason="Maria slutar", by=intake)
    before, now = case.coordinator_periods.order_by("starts_on")
    assert before.ends_on + timedelta(days=1) == now.starts_on
    assert kinds() == ["coordinator_changed"]


def test_case_goes_only_to_a_coordinator_of_the_unit(intake, maria):
    case = make.case(coordinator=maria)
    for other in (make.user(), make.user(role=Role.COORDINATOR, at=make.unit("Arena Norr"))):
        with pytest.raises(NotAllowedNow, match="koordinator i enheten"):
            assign_coordinator(case, coordinator=other, from_on=make.today(), reason="Maria slutar", by=intake)


def test_refused_change_of_coordinator_writes_nothing(intake, maria):
    case = make.case(coordinator=maria)
    with pytest.raises(NotAllowedNow):
        assign_coordinator(
            case,
            coordinator=make.user(role=Role.COORDINATOR, at=make.unit()),
            from_on=make.today(),
            reason="",
            by=intake,
        )
    assert case.coordinator_periods.get().ends_on is None
    assert kinds() == []


# What the database refuses, whatever the code says


def refused_by(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_coordinator_periods_never_overlap(maria):
    case = make.case(coordinator=maria)
    with refused_by("coordinator_periods_never_overlap"), transaction.atomic():
        CoordinatorPeriod.objects.create(case=case, coordinator=make.user(), starts_on=make.today())


def test_coordinator_period_does_not_end_before_it_starts(maria):
    with refused_by("coordinator_period_ends_after_start"), transaction.atomic():
        CoordinatorPeriod.objects.create(
            case=make.case(), coordinator=maria, starts_on=make.today(), ends_on=make.LONG_AGO
        )


def test_nobody_has_two_open_cases():
    person = make.case().participant
    with refused_by("case_one_open_per_participant"), transaction.atomic():
        make.case(person)


def test_nobody_waits_twice():
    person = make.referral().participant
    with refused_by("referral_one_waiting"), transaction.atomic():
        make.referral(person)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"status": "lost", "decided_at": timezone.now()}, "referral_status_known", id="unknown status"),
        pytest.param({"source": "martians"}, "referral_source_known", id="unknown source"),
        pytest.param({"status": "accepted"}, "referral_decided_when_not_waiting", id="decided at no time"),
        pytest.param(
            {"status": "returned", "decided_at": timezone.now()}, "referral_returned_with_comment", id="no words"
        ),
        pytest.param({"return_reason": "whim"}, "referral_return_reason_known", id="unknown reason"),
    ],
)
def test_referral_that_cannot_be(values, constraint):
    with refused_by(constraint), transaction.atomic():
        make.referral(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"closed_on": make.LONG_AGO}, "case_closed_after_opened", id="closed before it opened"),
        pytest.param({"step": 11}, "case_step_on_ladder", id="off the ladder"),
        pytest.param({"independence_level": 0}, "case_independence_level_known", id="no such level"),
    ],
)
def test_case_that_cannot_be(values, constraint):
    with refused_by(constraint), transaction.atomic():
        make.case(**values)
