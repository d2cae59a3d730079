"""Who may see whom: for every role, the list and the detail give the same answer, and protected people stay hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stegvis.access import PERSON_OF, ROLES, Actor, Permission, Scope, may, reach, visible_to
from stegvis.models import AccessGrant, Participant, Placement, StaffRole
from stegvis.rules.history import GrantKind
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import PlacementStatus
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two units, and in each somebody with a case, a placement and a referral; one stranger; one protected."""
    south, north, workshop = factories.unit("Arena Söder"), factories.unit("Arena Norr"), factories.unit("Drivhuset")
    users = {role: factories.user(role=role, at=south) for role in Role}
    users[Role.WORK_SUPERVISOR].roles.update(unit=workshop)
    place = factories.place(
        host=workshop, seats=5, supervisor=users[Role.WORKPLACE_SUPERVISOR], manager=users[Role.RECEIVING_MANAGER]
    )
    own = factories.case(coordinator=users[Role.COORDINATOR], at=south)
    factories.placement(own, place)
    factories.placement(factories.case(at=south), place, PlacementStatus.HOST_ASKED)
    factories.placement(factories.case(at=north), factories.place(seats=1))
    factories.referral(referred_by=users[Role.REFERRER], unit=south)
    factories.referral(unit=north)
    factories.participant("Ensam", "Utanför")
    hidden = factories.case(
        factories.participant(protection=Protection.MARKED), coordinator=users[Role.COORDINATOR], at=south
    )
    factories.placement(hidden, place, seat=2)
    return users


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_list_and_detail_agree(world, role):
    """What reaches equally far has one list, against which each permission is asked for every row."""
    actor = Actor.of(world[role])
    for model in PERSON_OF:
        rows, lists = list(model._default_manager.all()), {}
        for permission in ROLES[role]:
            how_far = reach(actor, permission)
            if how_far not in lists:
                lists[how_far] = set(visible_to(actor, model, permission).values_list("pk", flat=True))
            allowed = {row.pk for row in rows if may(actor, permission, row)}
            assert lists[how_far] == allowed, (model, permission)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_protected_people_are_in_nobodys_list(world, role):
    actor = Actor.of(world[role])
    for permission in Permission:
        seen = visible_to(actor, Participant, permission)
        assert not seen.exclude(protection=Protection.NONE).exists(), permission
        people = visible_to(actor, Placement, permission)
        assert not people.exclude(case__participant__protection=Protection.NONE).exists(), permission


def test_grant_lets_the_coordinator_see_the_protected_person(world):
    coordinator = world[Role.COORDINATOR]
    hidden = Participant.objects.get(protection=Protection.MARKED)
    AccessGrant.objects.create(
        user=coordinator,
        participant=hidden,
        kind=GrantKind.PROTECTED,
        reason="Koordinator",
        starts_at=timezone.now(),
    )
    assert may(Actor.of(coordinator), Permission.PARTICIPANT_READ, hidden)
    assert not may(Actor.of(world[Role.UNIT_MANAGER]), Permission.PARTICIPANT_READ, hidden)


def test_opened_file_can_be_read_but_not_written_until_the_time_is_out(world):
    coordinator, stranger = world[Role.COORDINATOR], Participant.objects.get(family_name="Utanför")
    grant = AccessGrant.objects.create(
        user=coordinator,
        participant=stranger,
        kind=GrantKind.BREAK_GLASS,
        reason="Akut samtal",
        starts_at=timezone.now() - timedelta(hours=2),
        ends_at=timezone.now() + timedelta(hours=6),
    )
    actor = Actor.of(coordinator)
    assert may(actor, Permission.PARTICIPANT_READ, stranger)
    assert not may(actor, Permission.PARTICIPANT_WRITE, stranger)
    AccessGrant.objects.filter(pk=grant.pk).update(ends_at=timezone.now() - timedelta(hours=1))
    assert not may(Actor.of(coordinator), Permission.PARTICIPANT_READ, stranger)


@pytest.mark.parametrize(
    ("role", "count"),
    [
        pytest.param(Role.COORDINATOR, 2, id="names in the unit"),
        pytest.param(Role.WORK_SUPERVISOR, 2, id="placed in the unit"),
        pytest.param(Role.WORKPLACE_SUPERVISOR, 2, id="own places, asked or placed"),
        pytest.param(Role.REFERRER, 1, id="own referrals"),
        pytest.param(Role.ANALYST, 0, id="no people"),
        pytest.param(Role.COMMITTEE_MEMBER, 0, id="no people at all"),
        pytest.param(Role.ADMINISTRATOR, 0, id="settings only"),
        pytest.param(Role.PRIVACY_OFFICER, 0, id="logs only"),
    ],
)
def test_each_role_sees_what_its_relation_gives(world, role, count):
    assert visible_to(Actor.of(world[role]), Participant).count() == count


def test_only_what_the_table_says_reaches_everybody():
    everywhere = {(role, permission) for role, held in ROLES.items() for permission, scope in held.items()
                  if scope is Scope.EVERYONE and permission.startswith("participant_")}  # fmt: skip
    assert {permission for _, permission in everywhere} <= {
        Permission.PARTICIPANT_SEARCH,
        Permission.PARTICIPANT_OPEN_WITH_REASON,
    }


def test_an_actor_holds_what_the_models_say_is_current(db):
    user, unit, now, hour = factories.user(), factories.unit(), timezone.now(), timedelta(hours=1)
    granted = {"kind": GrantKind.PROTECTED, "reason": "Byte av handläggare"}
    for first in range(-2, 2):
        for last in (None, *range(first, 2)):
            begins, ends = timedelta(first), None if last is None else timedelta(last)
            last_day = None if ends is None else factories.today() + ends
            days = {"starts_on": factories.today() + begins, "ends_on": last_day}
            StaffRole.objects.create(user=user, role=Role.HR, unit=unit if last else None, **days)
            time = {"starts_at": now + begins - hour, "ends_at": None if ends is None else now + ends}
            for who in (user, factories.user()):
                AccessGrant.objects.create(user=who, participant=factories.participant(), **granted, **time)
    actor, roles = Actor.of(user), StaffRole.objects.current(factories.today()).filter(user=user)
    held = [(each.role, each.unit_id, unit.name if each.unit_id else "") for each in roles.order_by("pk")]
    assert [(each.role, each.unit_id, each.unit_name) for each in actor.assignments] == held
    grants = AccessGrant.objects.current(timezone.now()).filter(user=user)
    assert actor.granted == set(grants.values_list("participant", flat=True))
    assert (len(held), len(actor.granted)) == (9, 6)
