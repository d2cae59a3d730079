"""Handover: one, some or all, whole or not at all; who had somebody reads no longer; nobody is left unseen."""

from datetime import timedelta

import pytest

from stegvis.access import Actor, NotAllowed, NotAllowedNow, Permission, may, visible_to
from stegvis.actions.handover import change_coordinator, extend_reading, hand_over
from stegvis.actions.people import end_role
from stegvis.actions.privacy import let_read_protected
from stegvis.actions.referral import assign_coordinator
from stegvis.actions.settings import change_user
from stegvis.models import AccessGrant, CaseEvent, CoordinatorPeriod, Message, Participant, User
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make.actor(Role.UNIT_MANAGER)


def coordinator(name, **values):
    return make.user(name, role=Role.COORDINATOR, at=make.unit(), **values)


@pytest.fixture
def maria():
    return coordinator("Maria Ekdahl")


@pytest.fixture
def nils():
    return coordinator("Nils Berg")


def give(cases, to, by, **values):
    values = {"from_on": make.today(), "reason": "Maria slutar"} | values
    return hand_over({case.pk: to.pk for case in cases}, by=by, **values)


def reasons(cases, to, by, **values):
    with pytest.raises(NotAllowedNow) as refused:
        give(cases, to, by, **values)
    return [(str(each), each.at) for each in refused.value.reasons]


def now_has(case):
    return case.coordinator_periods.current().get().coordinator


def test_whole_caseload_goes_over_and_each_is_told(manager, maria, nils):
    cases = [make.case(make.participant(reach_by="sms"), coordinator=maria) for _ in range(3)]
    give(cases, nils, manager)
    assert {now_has(case) for case in cases} == {nils}
    assert [each.kind for each in Message.objects.all()] == ["new_coordinator"] * 3
    lines = CaseEvent.objects.filter(kind="coordinator_changed")
    assert {(line.case_id, line.actor_id) for line in lines} == {(case.pk, manager.user_id) for case in cases}


def test_one_who_cannot_go_stops_all_and_is_named(manager, maria, nils):
    free = make.case(coordinator=maria)
    stuck = make.case(make.participant("Amal", "Öberg"), coordinator=maria, opened_on=make.today())
    [(said, at)] = reasons([free, stuck], nils, manager)
    assert said.startswith("Amal Öberg: Bytet måste ske efter")
    assert (at, now_has(free)) == ("from_on", maria)


def test_every_reason_at_once(manager, maria):
    case = make.case(coordinator=maria)
    found = reasons([case], make.user(), manager, reason=" ", from_on=make.today() + timedelta(days=3))
    assert [at for _said, at in found] == ["reason", "coordinator", "from_on"]
    assert reasons([], maria, manager) == [("Välj minst en deltagare.", "cases")]


def test_future_day_is_refused_so_that_whoever_has_the_case_is_one(manager, maria, nils):
    case = make.case(coordinator=maria)
    [(said, at)] = reasons([case], nils, manager, from_on=make.today() + timedelta(days=1))
    assert "inte att lägga in i förväg" in said
    assert at == "from_on"
    with pytest.raises(NotAllowedNow, match="i förväg"):
        assign_coordinator(
            case, coordinator=nils, from_on=make.today() + timedelta(days=1), reason="Maria slutar", by=manager
        )


def test_past_the_ceiling_needs_words_and_keeps_them(manager, maria):
    small = coordinator("Nils Berg", case_ceiling=1)
    cases = [make.case(coordinator=maria) for _ in range(2)]
    [(said, at)] = reasons(cases, small, manager)
    assert said == "Nils Berg får 2 deltagare och taket är 1. Skriv varför det går ändå."
    assert at == "over_ceiling_because"
    periods = give(cases, small, manager, over_ceiling_because="Maria är kvar och hjälper till")
    assert {period.over_ceiling_because for period in periods} == {"Maria är kvar och hjälper till"}


def test_manager_moves_only_in_the_own_unit(maria, nils):
    other = make.actor(Role.UNIT_MANAGER, make.unit("Arena Norr"))
    with pytest.raises(NotAllowed):
        give([make.case(coordinator=maria)], nils, other)


def test_the_one_before_reads_no_longer_and_the_new_one_does(manager, maria, nils):
    case = make.case(coordinator=maria)
    give([case], nils, manager)
    assert not may(Actor.of(maria), Permission.PARTICIPANT_READ, case)
    assert may(Actor.of(nils), Permission.PARTICIPANT_READ, case)


def test_grant_for_protected_identity_goes_with_the_case(manager, maria, nils):
    person = make.participant(protection="marked")
    case = make.case(person, coordinator=maria)
    head = Actor.of(make.user(role=Role.UNIT_MANAGER, at=make.unit()))
    for reader in (maria.pk, head.user_id, manager.user_id):
        let_read_protected(person, reader, because="Koordinator", by=make.SYSTEM)
    give([case], nils, Actor.of(User.objects.get(pk=manager.user_id)))
    assert not visible_to(Actor.of(maria), Participant).filter(pk=person.pk).exists()
    assert may(Actor.of(nils), Permission.PARTICIPANT_WRITE, case)
    open_ended = AccessGrant.objects.filter(participant=person, ends_at__isnull=True)
    assert set(open_ended.values_list("user", flat=True)) == {manager.user_id, head.user_id, nils.pk}


def test_extension_reads_but_does_not_write_and_ends_with_its_day(manager, maria, nils):
    case = make.case(coordinator=maria)
    give([case], nils, manager)
    until = make.today() + timedelta(days=14)
    grant = extend_reading(case, to=maria, reason="Skriver klart intyget", ends_on=until, by=manager)
    reader = Actor.of(maria)
    assert may(reader, Permission.PARTICIPANT_READ, case)
    assert not may(reader, Permission.PARTICIPANT_WRITE, case)
    AccessGrant.objects.filter(pk=grant.pk).update(ends_at=grant.starts_at + timedelta(microseconds=1))
    assert not may(Actor.of(maria), Permission.PARTICIPANT_READ, case)


@pytest.mark.parametrize(("days", "reason"), [(0, "Intyg"), (91, "Intyg"), (9, " ")], ids=str)
def test_extension_has_an_end_and_a_reason(manager, maria, nils, days, reason):
    case = make.case(coordinator=maria)
    give([case], nils, manager)
    with pytest.raises(NotAllowedNow) as refused:
        extend_reading(case, to=maria, reason=reason, ends_on=make.today() + timedelta(days=days), by=manager)
    assert [each.at for each in refused.value.reasons] == ["reason" if days == 9 else "ends_on"]


def test_extension_is_for_whoever_had_the_case(manager, maria, nils):
    case, until = make.case(coordinator=maria), make.today() + timedelta(days=9)
    for somebody in (maria, nils):
        with pytest.raises(NotAllowedNow, match="har varit koordinator"):
            extend_reading(case, to=somebody, reason="Intyg", ends_on=until, by=manager)


def test_period_that_has_not_begun_is_taken_over_whole(manager, maria, nils):
    later = make.today() + timedelta(days=9)
    case = make.case(opened_on=make.today())
    CoordinatorPeriod.objects.create(case=case, coordinator=maria, starts_on=later)
    change_coordinator(case, to=nils, from_on=make.today(), reason="Maria slutar", by=manager)
    period = case.coordinator_periods.get()
    assert (period.coordinator, period.starts_on, period.ends_on) == (nils, later, None)
    assert not may(Actor.of(maria), Permission.PARTICIPANT_READ, case)


def end(user, **values):
    role = user.roles.get()
    return end_role(role, ends_on=make.today() - timedelta(days=1), by=make.SYSTEM, **values)


def test_role_does_not_end_while_somebody_would_be_left(maria):
    case = make.case(coordinator=maria)
    with pytest.raises(NotAllowedNow, match="Maria Ekdahl är koordinator för 1 deltagare"):
        end(maria)
    assert maria.roles.get().ends_on is None
    assert end(maria, leaves_without=True) == 1
    assert not case.coordinator_periods.current().exists()
    assert CaseEvent.objects.filter(kind="coordinator_left", case_id=case.pk).count() == 1


def test_account_does_not_close_while_somebody_would_be_left(maria):
    case = make.case(coordinator=maria)
    closed = {"name": maria.name, "email": "", "case_ceiling": 35, "is_active": False, "by": make.SYSTEM}
    with pytest.raises(NotAllowedNow, match="blir utan koordinator"):
        change_user(maria, **closed)
    change_user(maria, leaves_without=True, **closed)
    assert not case.coordinator_periods.current().exists()


def test_whoever_was_left_gets_a_coordinator_the_same_day(manager, maria, nils):
    case = make.case(coordinator=maria)
    end(maria, leaves_without=True)
    give([case], nils, manager)
    assert now_has(case) == nils


def test_new_period_does_not_begin_before_the_last_one_is_over(manager, maria, nils):
    case = make.case(coordinator=maria)
    case.coordinator_periods.update(ends_on=make.today())
    [(said, at)] = reasons([case], nils, manager)
    assert "kvar till och med" in said
    assert at == "from_on"
