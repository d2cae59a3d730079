"""Handover between units through the actions: nothing changes before the receipt, and nobody is lost on the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow, Permission, may, visible_to
from stegvis.actions.exit import close_case
from stegvis.actions.transfer import decline_transfer, receive_transfer, send_transfer, take_back_transfer
from stegvis.models import AccessGrant, Case, Message, Participant, Transfer, User
from stegvis.queries.transfer import transfers_of, transfers_sent, transfers_waiting
from stegvis.rules.exit import Outcome
from stegvis.rules.message import Channel
from stegvis.rules.people import Role
from stegvis.rules.sharing import SharedPart
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(world):
    return Actor.of(world["coordinator"])


@pytest.fixture
def north():
    return make.unit("Arena Norr")


@pytest.fixture
def anna(north):
    return make.user("Anna Berg", Role.COORDINATOR, north)


@pytest.fixture
def head(north):
    return make.actor(Role.UNIT_MANAGER, north)


@pytest.fixture
def case(world):
    return make.case(coordinator=world["coordinator"])


def send(case, to, by, **values):
    usual = {"reason": "Har flyttat till Norr", "parts": [SharedPart.PLAN]}
    return send_transfer(case, to_unit=to, by=by, **usual | values)


def refused(act):
    with pytest.raises(NotAllowedNow) as refusal:
        act()
    return [reason.at for reason in refusal.value.reasons]


def now(case):
    case = Case.objects.get(pk=case.pk)
    period = case.coordinator_periods.get(ends_on=None)
    return case.unit.name, period.coordinator.name


def test_nothing_changes_until_somebody_has_received(case, north, anna, head, maria):
    transfer = send(case, north, maria)
    assert now(case) == ("Arena Söder", "Maria Ekdahl")
    assert may(head, Permission.TRANSFER_RECEIVE, transfer)
    assert not may(head, Permission.PARTICIPANT_READ, case)
    receive_transfer(transfer, coordinator=anna, by=head)
    assert now(case) == ("Arena Norr", "Anna Berg")
    assert case.coordinator_periods.get(coordinator=maria.user_id).ends_on == make.today() - timedelta(days=1)
    assert may(head, Permission.PARTICIPANT_READ, case)
    assert not may(maria, Permission.PARTICIPANT_READ, case)


def test_sender_sees_the_receipt_though_the_person_is_no_longer_theirs(case, north, anna, head, maria):
    transfer = send(case, north, maria)
    receive_transfer(transfer, coordinator=anna, by=head)
    assert visible_to(maria, Transfer, Permission.TRANSFER_SEND).get().received_on == make.today()
    assert not visible_to(maria, Participant, Permission.PARTICIPANT_READ).exists()
    assert transfers_of(case)[0].received_by == head.name


def test_participant_is_told_of_the_new_coordinator(case, north, anna, head, maria):
    Participant.objects.update(reach_by=Channel.EMAIL)
    receive_transfer(send(case, north, maria), coordinator=anna, by=head)
    assert list(Message.objects.values_list("kind", flat=True)) == ["new_coordinator"]


def test_waiting_and_sent_each_take_one_statement(case, north, head, maria, django_assert_num_queries):
    send(case, north, maria)
    with django_assert_num_queries(1):
        (waiting,) = transfers_waiting(head, make.today())
    with django_assert_num_queries(1):
        assert transfers_sent(maria, make.today()) == [waiting]
    assert (waiting.from_unit, waiting.to_unit, waiting.days) == ("Arena Söder", "Arena Norr", 0)
    assert not transfers_waiting(make.actor(Role.UNIT_MANAGER), make.today())
    assert transfers_waiting(make.actor(Role.INTAKE, north), make.today()) == [waiting]


@pytest.mark.parametrize(
    ("values", "at"),
    [({"reason": " "}, ["reason"]), ({"parts": []}, ["parts"]), ({"reason": "", "parts": []}, ["reason", "parts"])],
    ids=["no reason", "nothing", "neither"],
)
def test_a_handover_says_why_and_what(case, north, maria, values, at):
    assert refused(lambda: send(case, north, maria, **values)) == at
    assert not Transfer.objects.exists()


def test_same_unit_and_one_without_participants_are_refused(case, maria):
    assert refused(lambda: send(case, make.unit(), maria)) == ["to_unit"]
    assert refused(lambda: send(case, make.unit("Verkstan", takes_participants=False), maria)) == ["to_unit"]


def test_one_waits_at_a_time(case, north, maria):
    send(case, north, maria)
    assert refused(lambda: send(case, north, maria)) == [None]


def test_sender_takes_back_and_receiver_declines(case, north, head, maria):
    take_back_transfer(send(case, north, maria), by=maria)
    again = send(case, north, maria)
    assert refused(lambda: decline_transfer(again, because="", by=head)) == ["because"]
    decline_transfer(again, because="Bor i Söder", by=head)
    assert [line.ended_because for line in transfers_of(case)] == [
        "Bor i Söder",
        "Avsändaren tog tillbaka överlämningen.",
    ]
    assert now(case) == ("Arena Söder", "Maria Ekdahl")
    for late in (lambda: decline_transfer(again, because="Igen", by=head), lambda: take_back_transfer(again, by=maria)):
        assert refused(late) == [None]


def test_only_the_receiving_unit_receives_and_only_the_sender_takes_back(case, north, anna, head, maria):
    transfer = send(case, north, maria)
    for by in (maria, make.actor(Role.UNIT_MANAGER), make.actor(Role.UNIT_MANAGER, make.unit("Arena Väst"))):
        with pytest.raises(NotAllowed):
            receive_transfer(transfer, coordinator=anna, by=by)
    with pytest.raises(NotAllowed):
        take_back_transfer(transfer, by=head)


def test_receiver_gives_it_to_somebody_of_their_own(case, north, head, maria, world):
    transfer = send(case, north, maria)
    assert refused(lambda: receive_transfer(transfer, coordinator=world["coordinator"], by=head))
    assert now(case) == ("Arena Söder", "Maria Ekdahl")
    assert Transfer.objects.waiting().exists()


def test_closing_the_case_ends_what_waits(case, north, anna, head, maria):
    transfer = send(case, north, maria)
    close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=maria)
    assert not Transfer.objects.waiting().exists()
    assert not transfers_waiting(head, make.today())
    assert refused(lambda: receive_transfer(transfer, coordinator=anna, by=head)) == [None]


def test_protected_person_is_seen_by_the_receiving_head_from_sending_and_by_nobody_after_no(case, north, head, maria):
    case.participant.protection = "marked"
    case.participant.save()
    make_grant = {
        "participant": case.participant,
        "kind": "protected",
        "reason": "Arbetar",
        "starts_at": make.timezone.now(),
    }
    AccessGrant.objects.create(user_id=maria.user_id, **make_grant)
    maria, head = (Actor.of(User.objects.get(pk=each.user_id)) for each in (maria, head))
    transfer = send(case, north, maria)
    assert not transfers_waiting(make.actor(Role.INTAKE, north), make.today())
    head = Actor.of(User.objects.get(pk=head.user_id))
    assert transfers_waiting(head, make.today())
    decline_transfer(transfer, because="Ingen plats", by=head)
    assert case.participant_id not in Actor.of(User.objects.get(pk=head.user_id)).granted
    assert case.participant_id in Actor.of(User.objects.get(pk=maria.user_id)).granted


def test_protected_persons_new_coordinator_reads_and_the_old_one_does_not(case, north, anna, head, maria):
    case.participant.protection = "marked"
    case.participant.save()
    old_head = make.user(role=Role.UNIT_MANAGER, at=make.unit())
    for user in (maria.user_id, old_head.pk):
        AccessGrant.objects.create(
            user_id=user,
            participant=case.participant,
            kind="protected",
            reason="Arbetar",
            starts_at=make.timezone.now(),
        )
    maria = Actor.of(User.objects.get(pk=maria.user_id))
    transfer = send(case, north, maria)
    head = Actor.of(User.objects.get(pk=head.user_id))
    receive_transfer(transfer, coordinator=anna, by=head)
    reads = {
        user.pk: may(Actor.of(user), Permission.PARTICIPANT_READ, case.participant)
        for user in User.objects.filter(pk__in=[anna.pk, head.user_id, maria.user_id, old_head.pk])
    }
    assert reads == {anna.pk: True, head.user_id: True, maria.user_id: False, old_head.pk: False}


@pytest.mark.parametrize(
    "values",
    [{"reason": ""}, {"to_unit": None}, {"received_on": make.LONG_AGO}, {"twice": True}, {"both": True}],
    ids=["no reason", "same unit", "received by nobody", "two waiting", "received and ended"],
)
def test_the_database_refuses_what_cannot_be(case, north, maria, values):
    usual = {
        "case": case,
        "from_unit": case.unit,
        "to_unit": north,
        "reason": "Flytt",
        "parts": [],
        "sent_on": make.today(),
    }
    if values.pop("twice", False):
        Transfer.objects.create(**usual)
    if values.pop("both", False):
        values = {"received_on": make.today(), "received_by_id": maria.user_id, "ended_on": make.today()}
    if "to_unit" in values:
        values["to_unit"] = case.unit
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(**usual | values)
