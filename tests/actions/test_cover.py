"""Cover: the whole caseload for a time, but nobody with protected identity without a grant of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stegvis.access import Actor, NotAllowed, NotAllowedNow, Permission, may
from stegvis.actions.cover import arrange_cover, end_cover, let_substitute_read
from stegvis.actions.handover import change_coordinator
from stegvis.actions.people import end_role
from stegvis.actions.privacy import let_read_protected
from stegvis.models import AccessGrant, CoordinatorCover, User
from stegvis.queries.cover import Covering, cover_page, covering, standing_in, stood_in, was_substitute
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def coordinator(name):
    return make.user(name, role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def maria():
    return coordinator("Maria Ekdahl")


@pytest.fixture
def nils():
    return coordinator("Nils Berg")


@pytest.fixture
def manager():
    return make.actor(Role.UNIT_MANAGER)


def in_days(days):
    return make.today() + timedelta(days=days)


def arrange(maria, nils, by, **values):
    usual = {"substitute": nils, "starts_on": in_days(0), "ends_on": in_days(7), "reason": "Ledig"}
    return arrange_cover(maria, **usual | values, by=by)


def reads(user, case):
    return may(Actor.of(user), Permission.PARTICIPANT_READ, case)


def test_substitute_works_with_the_whole_caseload_while_it_lasts(manager, maria, nils):
    case = make.case(coordinator=maria)
    cover = arrange(maria, nils, manager)
    assert may(Actor.of(nils), Permission.PLAN_WRITE, case)
    assert reads(maria, case)
    CoordinatorCover.objects.filter(pk=cover.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    assert not reads(nils, case)
    CoordinatorCover.objects.filter(pk=cover.pk).update(starts_on=in_days(1), ends_on=in_days(2))
    assert not reads(nils, case)


def test_protected_identity_needs_a_grant_that_ends_with_the_cover(manager, maria, nils):
    person = make.participant("Gunilla", "Hemlig", protection="marked")
    case = make.case(person, coordinator=maria)
    let_read_protected(person, manager.user_id, because="Chef", by=make.SYSTEM)
    manager = Actor.of(User.objects.get(pk=manager.user_id))
    cover = arrange(maria, nils, manager)
    assert not reads(nils, case)
    assert covering(Actor.of(nils), today=make.today()) == (
        Covering(maria.pk, "Maria Ekdahl", in_days(7), participants=1, need_grant=1),
    )
    assert standing_in(case, today=make.today()).reads is False
    grant = let_substitute_read(case, cover=cover, by=manager)
    assert may(Actor.of(nils), Permission.PLAN_WRITE, case)
    assert timezone.localdate(grant.ends_at) == in_days(8)
    assert covering(Actor.of(nils), today=make.today())[0].need_grant == 0
    assert standing_in(case, today=make.today()).reads
    with pytest.raises(NotAllowedNow, match="har redan läsrätt"):
        let_substitute_read(case, cover=cover, by=manager)
    end_cover(cover, by=manager)
    assert not reads(nils, case)


def test_grant_is_only_for_protected_people_of_the_one_covered(manager, maria, nils):
    cover = arrange(maria, nils, manager)
    for case in (make.case(coordinator=maria), make.case(coordinator=coordinator("Annan"))):
        with pytest.raises(NotAllowedNow, match="bara för den som har skyddade"):
            let_substitute_read(case, cover=cover, by=manager)


def test_grant_of_a_substitute_ends_when_the_person_gets_another_coordinator(manager, maria, nils):
    person = make.participant(protection="marked")
    case = make.case(person, coordinator=maria)
    let_read_protected(person, manager.user_id, because="Chef", by=make.SYSTEM)
    manager = Actor.of(User.objects.get(pk=manager.user_id))
    later = arrange(maria, nils, manager, starts_on=in_days(2))
    let_substitute_read(case, cover=later, by=manager)
    change_coordinator(case, to=coordinator("Ny"), from_on=in_days(0), reason="Maria slutar", by=manager)
    assert not AccessGrant.objects.filter(user=nils).exists()


@pytest.mark.parametrize(
    ("values", "at"),
    [
        pytest.param({"ends_on": make.today() - timedelta(days=1)}, ["ends_on"], id="ends before it starts"),
        pytest.param({"starts_on": make.today() - timedelta(days=1)}, ["starts_on"], id="has been"),
        pytest.param({"ends_on": make.today() + timedelta(days=200)}, ["ends_on"], id="too long"),
        pytest.param({"reason": " "}, ["reason"], id="no reason"),
    ],
)
def test_cover_that_cannot_be(manager, maria, nils, values, at):
    with pytest.raises(NotAllowedNow) as refused:
        arrange(maria, nils, manager, **values)
    assert [each.at for each in refused.value.reasons] == at


def test_substitute_is_another_coordinator_of_the_same_unit_and_one_at_a_time(manager, maria, nils):
    elsewhere = make.user(role=Role.COORDINATOR, at=make.unit("Arena Norr"))
    for substitute in (maria, elsewhere, make.user()):
        with pytest.raises(NotAllowedNow) as refused:
            arrange(maria, substitute, manager)
        assert [each.at for each in refused.value.reasons] == ["substitute"]
    arrange(maria, nils, manager)
    with pytest.raises(NotAllowedNow, match="redan en ersättare"):
        arrange(maria, nils, manager, starts_on=in_days(7), ends_on=in_days(9))


def test_other_units_manager_arranges_and_ends_nothing(manager, maria, nils):
    other = make.actor(Role.UNIT_MANAGER, make.unit("Arena Norr"))
    with pytest.raises(NotAllowedNow, match="koordinator i enheten"):
        arrange(maria, nils, other)
    with pytest.raises(NotAllowed):
        end_cover(arrange(maria, nils, manager), by=other)


def test_cover_ends_when_either_leaves(maria, nils, manager):
    arrange(maria, nils, manager)
    end_role(nils.roles.get(), ends_on=in_days(-1), by=make.SYSTEM)
    assert not CoordinatorCover.objects.exists()


def test_cover_that_is_over_is_not_ended_again(manager, maria, nils):
    cover = arrange(maria, nils, manager)
    CoordinatorCover.objects.filter(pk=cover.pk).update(starts_on=in_days(-9), ends_on=in_days(-1))
    with pytest.raises(NotAllowedNow, match="redan slut"):
        end_cover(cover, by=manager)


def test_reading_as_a_substitute_is_known_by_the_day(manager, maria, nils):
    case = make.case(coordinator=maria)
    arrange(maria, nils, manager)
    times = stood_in(case.participant_id)
    assert was_substitute(times, nils.pk, make.today())
    assert not was_substitute(times, nils.pk, in_days(8))
    assert not was_substitute(times, maria.pk, make.today())


def test_statements_do_not_grow_with_the_caseload(django_assert_num_queries, manager, maria, nils):
    reader = Actor.of(maria)
    with django_assert_num_queries(1):
        assert covering(reader, today=make.today()) == ()
    for _ in range(3):
        case = make.case(coordinator=maria)
    cover = arrange(maria, nils, manager)
    substitute = Actor.of(nils)
    with django_assert_num_queries(1):
        assert covering(substitute, today=make.today())[0].participants == 3
    with django_assert_num_queries(1):
        assert standing_in(case, today=make.today()).name == "Nils Berg"
    with django_assert_num_queries(3):
        assert cover_page(manager, cover).participants == 3
