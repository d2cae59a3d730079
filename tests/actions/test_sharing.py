"""Sharing through the actions: what goes away, on what ground, and what stops at once when somebody says no."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.exit import close_case
from stegvis.actions.sharing import (
    end_sharing,
    give_consent,
    plan_sharing,
    receive_sharing,
    share_now,
)
from stegvis.models import (
    AccessGrant,
    Conversation,
    Meeting,
    Note,
    OwnReport,
    Plan,
    PlanAction,
    PlanGoal,
    Sharing,
    SharingSchedule,
    StepMove,
)
from stegvis.queries.sharing import (
    content_of,
    fingerprint_of,
    months_before,
    shared_with,
    sharings_due,
)
from stegvis.rules.exit import Outcome
from stegvis.rules.people import Role
from stegvis.rules.sharing import ConsentHow, SharedPart, SharingGround, next_day
from tests import factories as make

pytestmark = pytest.mark.django_db
CANARY = "kanariefågeln"
EVERYTHING = list(SharedPart)


@pytest.fixture
def maria(world):
    return Actor.of(world["coordinator"])


@pytest.fixture
def sven(world):
    """Who referred, and gets what is shared."""
    return make.user("Sven Anvisare", Role.REFERRER)


@pytest.fixture
def case(world, sven):
    person = make.participant()
    referral = make.referral(person, status="accepted", decided_at=timezone.now(), referred_by=sven)
    return make.case(person, coordinator=world["coordinator"], referral=referral)


def full(case):
    """A case with something in every part, and the canary wherever somebody may write what is never shared."""
    plan = Plan.objects.create(
        case=case, version=1, made_on=make.today(), own_words=CANARY, change_reason=CANARY, answer="disagreed",
        answer_comment=CANARY, answered_on=make.today(),
    )  # fmt: skip
    PlanGoal.objects.create(plan=plan, position=1, text="Arbeta med barn")
    PlanAction.objects.create(plan=plan, position=1, text="Ringa skolan", owner="both", due_on=make.today())
    make.mapping(case, own_words=CANARY, strengths=CANARY, obstacles=CANARY, swedish="3", wishes=["children"])
    Note.objects.create(case=case, written_on=make.today(), text=CANARY)
    meeting = Meeting.objects.create(
        case=case, kind="follow_up", starts_at=timezone.now(), where=CANARY, others=CANARY, about=CANARY
    )
    Conversation.objects.create(case=case, held_on=make.today(), meeting=meeting, agreed=CANARY)
    OwnReport.objects.create(case=case, text=CANARY, written_on=make.today())
    StepMove.objects.create(case=case, from_step=1, to_step=2, moved_on=make.today(), reason=CANARY)
    make.placement(case, make.place(), presentation=CANARY, chosen_because=CANARY, end_comment=CANARY)
    case.coordinator_periods.update(reason=CANARY)
    case.enrolments.update(reason=CANARY)
    type(case.referral).objects.filter(pk=case.referral_id).update(wish=CANARY, referrer_name=CANARY)
    return case


def consent(case, by, **values):
    usual = {
        "receiver": "Arbetsförmedlingen",
        "parts": EVERYTHING,
        "starts_on": make.today(),
        "ends_on": make.today() + timedelta(days=365),
        "how": ConsentHow.TOGETHER,
    }
    return give_consent(case.participant, by=by, **usual | values)


def plan(case, by, **values):
    usual = {
        "receiver": "",
        "receiver_user": None,
        "parts": EVERYTHING,
        "ground": SharingGround.DUTY,
        "law": "SoL 15 kap. 8 §",
        "every_months": 3,
        "first_on": make.today(),
    }
    return plan_sharing(case, by=by, **usual | values)


def share(schedule, by):
    schedule = SharingSchedule.objects.select_related("case__participant").get(pk=schedule.pk)
    return share_now(schedule, fingerprint=fingerprint_of(content_of(schedule, make.today())), by=by)


def refused(act):
    with pytest.raises(NotAllowedNow) as refusal:
        act()
    return [(reason.at, str(reason)) for reason in refusal.value.reasons]


# What goes away


def test_every_part_is_shared_and_nothing_that_somebody_wrote_in_confidence(case, maria, sven):
    sharing = share(plan(full(case), maria, receiver_user=sven), maria)
    written = json.dumps(sharing.content, ensure_ascii=False)
    assert CANARY not in written
    content = sharing.content
    assert content["goals"] == {"direction": "", "goals": ["Arbeta med barn"]}
    assert [action["text"] for action in content["plan"]["actions"]] == ["Ringa skolan"]
    assert (content["abilities"]["swedish"], content["abilities"]["wishes"]) == ("3", ["children"])
    assert [(row["year"], row["month"]) for row in content["hours"]] == months_before(make.today(), 3)
    assert case.participant.identity_number not in written


def test_only_the_chosen_parts_go(case, maria):
    content = content_of(plan(full(case), maria, receiver="Skolan", parts=[SharedPart.GOALS]), make.today())
    assert content["parts"] == ["goals"]
    assert not {"plan", "abilities", "hours"} & content.keys()


def test_empty_case_shares_that_there_is_nothing(case, maria):
    content = content_of(plan(case, maria, receiver="Skolan"), make.today())
    assert (content["plan"], content["goals"], content["abilities"]) == (None, None, None)


def test_what_goes_is_what_was_read(case, maria):
    schedule = plan(full(case), maria, receiver="Skolan")
    seen = fingerprint_of(content_of(schedule, make.today()))
    PlanAction.objects.update(text="Något helt annat")
    assert refused(lambda: share_now(schedule, fingerprint=seen, by=maria)) == [
        (None, "Något har ändrats sedan du läste. Läs igenom igen innan du delar.")
    ]
    assert not Sharing.objects.exists()


def test_what_was_shared_stays_as_it_was(case, maria):
    sharing = share(plan(full(case), maria, receiver="Skolan"), maria)
    PlanGoal.objects.update(text="Ett nytt mål")
    sharing.refresh_from_db()
    assert sharing.content["goals"]["goals"] == ["Arbeta med barn"]
    assert sharing.fingerprint == fingerprint_of(sharing.content)


# Fixed days


def test_next_day_follows_the_plan_and_is_never_behind_us(case, maria):
    schedule = plan(case, maria, receiver="Skolan")
    SharingSchedule.objects.update(next_on=make.today() - timedelta(days=40))
    share(schedule, maria)
    schedule.refresh_from_db()
    assert schedule.next_on == next_day(
        planned_on=make.today() - timedelta(days=40), every_months=3, today=make.today()
    )
    assert schedule.next_on > make.today()


@pytest.mark.parametrize(
    ("planned_on", "today", "expected"),
    [
        (date(2026, 8, 31), date(2026, 8, 31), date(2026, 11, 30)),
        (date(2026, 8, 31), date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 1, 15), date(2026, 11, 20), date(2027, 1, 15)),
        (date(2026, 11, 25), date(2026, 11, 20), date(2027, 2, 25)),
    ],
)
def test_days_are_counted_from_the_planned_one(planned_on, today, expected):
    assert next_day(planned_on=planned_on, every_months=3, today=today) == expected


def test_due_is_what_has_come_for_whoever_has_the_case(case, maria, django_assert_num_queries):
    schedule = plan(case, maria, receiver="Skolan")
    plan(case, maria, receiver="Senare", first_on=make.today() + timedelta(days=1))
    with django_assert_num_queries(1):
        due = sharings_due(maria, make.today())
    assert [(each.pk, each.name, each.next_on) for each in due] == [(schedule.pk, case.participant.name, make.today())]
    assert not sharings_due(make.actor(Role.COORDINATOR), make.today())
    share(schedule, maria)
    assert not sharings_due(maria, make.today())


def test_the_same_day_is_shared_once(case, maria):
    schedule = plan(case, maria, receiver="Skolan")
    share(schedule, maria)
    assert [words for _, words in refused(lambda: share(schedule, maria))] == ["Samma uppgifter är redan delade i dag."]


# Grounds


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"receiver": " "}, "receiver"),
        ({"parts": []}, "parts"),
        ({"law": ""}, "law"),
        ({"every_months": 0}, "every_months"),
        ({"every_months": 25}, "every_months"),
        ({"first_on": date(2020, 1, 1)}, "first_on"),
        ({"ground": SharingGround.CONSENT}, "consent"),
    ],
    ids=["nobody", "nothing", "no law", "never", "seldom", "in the past", "no consent"],
)
def test_a_sharing_without_its_ground_is_refused(case, maria, values, at):
    assert [place for place, _ in refused(lambda: plan(case, maria, **{"receiver": "Skolan"} | values))] == [at]
    assert not SharingSchedule.objects.exists()


def test_the_same_sharing_sent_twice_is_one(case, maria):
    plan(case, maria, receiver="Skolan", parts=[SharedPart.GOALS])
    assert refused(lambda: plan(case, maria, receiver="skolan", parts=[SharedPart.PLAN, SharedPart.GOALS])) == [
        ("parts", "Mottagaren får redan goals.")
    ]
    assert plan(case, maria, receiver="Skolan", parts=[SharedPart.PLAN])


# Receipts


def test_receipt_is_given_by_whoever_it_was_sent_to(case, maria, sven, django_assert_num_queries):
    sharing = share(plan(case, maria, receiver_user=sven), maria)
    me = Actor.of(sven)
    with django_assert_num_queries(1):
        (row,) = shared_with(me)
    assert (row.name, row.shared.received_on) == (case.participant.name, None)
    other = make.actor(Role.REFERRER)
    assert not shared_with(other)
    for by in (maria, other):
        with pytest.raises(NotAllowed):
            receive_sharing(sharing, by=by)
    receive_sharing(sharing, by=me)
    sharing.refresh_from_db()
    assert (sharing.received_on, sharing.received_by) == (make.today(), sven)
    assert refused(lambda: receive_sharing(sharing, by=me))


def test_another_referrer_of_the_same_person_sees_nothing_of_it(case, maria, sven):
    share(plan(case, maria, receiver_user=sven), maria)
    other = make.user(role=Role.REFERRER)
    make.referral(case.participant, referred_by=other)
    assert not shared_with(Actor.of(other))


def test_coordinator_notes_the_receipt_of_whoever_has_no_account(case, maria):
    sharing = share(plan(case, maria, receiver="Skolan"), maria)
    assert receive_sharing(sharing, by=maria).received_on == make.today()


def test_protected_person_is_not_shared_with_somebody_who_may_not_see(case, maria, sven):
    schedule = plan(case, maria, receiver_user=sven)
    case.participant.protection = "marked"
    case.participant.save()
    for user in (maria.user_id, sven.pk):
        grant = AccessGrant.objects.create(
            user_id=user, participant=case.participant, kind="protected", reason="Arbetar", starts_at=timezone.now()
        )
    AccessGrant.objects.filter(user=sven).update(
        ends_at=timezone.now(), starts_at=datetime(2026, 1, 1, tzinfo=timezone.get_current_timezone())
    )
    by = Actor.of(type(sven).objects.get(pk=maria.user_id))
    assert "skyddade personuppgifter" in refused(lambda: share(schedule, by))[0][1]
    AccessGrant.objects.filter(pk=grant.pk).update(ends_at=None)
    assert share(schedule, by)


# Ends


def test_closing_the_case_ends_what_was_to_be_shared(case, maria):
    schedule = plan(case, maria, receiver="Skolan")
    close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=maria)
    schedule.refresh_from_db()
    assert (schedule.ended_on, schedule.ended_because) == (make.today(), "Inskrivningen avslutades.")


def test_ending_takes_a_reason_and_happens_once(case, maria):
    schedule = plan(case, maria, receiver="Skolan")
    assert [place for place, _ in refused(lambda: end_sharing(schedule, because=" ", by=maria))] == ["because"]
    end_sharing(schedule, because="Behövs inte längre", by=maria)
    assert refused(lambda: end_sharing(schedule, because="Igen", by=maria))
    assert refused(lambda: share(schedule, maria))


@pytest.mark.parametrize("act", [plan, consent], ids=["plan", "consent"])
def test_only_whoever_has_the_case_decides(case, sven, act):
    for by in (make.actor(Role.COORDINATOR), Actor.of(sven), make.actor(Role.INTAKE)):
        with pytest.raises(NotAllowed):
            act(case, by)


# What cannot be


@pytest.mark.parametrize(
    "values",
    [
        {"ground": "nyfikenhet"},
        {"parts": ["notes"]},
        {"parts": []},
        {"law": ""},
        {"every_months": 0},
        {"ground": "consent"},
        {"ended_on": date(2026, 1, 1)},
        {"next_on": None},
    ],
    ids=["ground", "notes", "nothing", "no law", "never", "no consent", "ended without reason", "no day"],
)
def test_the_database_refuses_a_schedule_that_cannot_be(case, values):
    usual = {"receiver": "Skolan", "parts": ["plan"], "ground": "duty", "law": "SoL", "every_months": 3}
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingSchedule.objects.create(case=case, **{"next_on": make.today()} | usual | values)


def test_the_database_refuses_a_receipt_by_nobody(case, maria):
    sharing = share(plan(case, maria, receiver="Skolan"), maria)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sharing.objects.filter(pk=sharing.pk).update(received_on=make.today())
