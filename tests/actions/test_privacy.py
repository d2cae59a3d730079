"""Protected identity and explicit grants: who may work keeps reading, nobody else begins."""

import pytest

from stegvis.access import Actor, NotAllowedNow, Permission, may
from stegvis.actions.people import change_participant
from stegvis.actions.privacy import open_with_reason
from stegvis.models import AccessGrant, AccessLog, User
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Protection, Role
from tests import factories

pytestmark = pytest.mark.django_db


def next_request(actor: Actor) -> Actor:
    """The same person a moment later: roles and grants are read anew at each request."""
    return Actor.of(User.objects.get(pk=actor.user_id))


@pytest.fixture
def at_work():
    unit = factories.unit()
    coordinator = factories.user(role=Role.COORDINATOR, at=unit)
    manager = factories.user(role=Role.UNIT_MANAGER, at=unit)
    case = factories.case(coordinator=coordinator, at=unit)
    return case.participant, Actor.of(coordinator), Actor.of(manager)


def test_those_at_work_keep_reading_the_day_somebody_becomes_protected(at_work):
    person, coordinator, manager = at_work
    change_participant(person, protection=Protection.MARKED, by=coordinator)
    assert may(next_request(coordinator), Permission.PARTICIPANT_READ, person)
    assert may(next_request(manager), Permission.PARTICIPANT_READ, person)
    assert not may(factories.actor(Role.COORDINATOR), Permission.PARTICIPANT_NAME, person)


def test_grants_are_given_once(at_work):
    person, coordinator, _ = at_work
    change_participant(person, protection=Protection.MARKED, by=coordinator)
    change_participant(person, protection=Protection.PROTECTED_REGISTRATION, by=next_request(coordinator))
    assert AccessGrant.objects.count() == 2


def test_protected_file_is_never_opened_with_a_reason(at_work):
    person, coordinator, _ = at_work
    change_participant(person, protection=Protection.MARKED, by=coordinator)
    with pytest.raises(NotAllowedNow, match="Enhetschefen"):
        open_with_reason(person, reason="Jag behöver läsa nu", by=factories.actor(Role.COORDINATOR))


def test_opening_needs_a_real_reason_and_is_logged(at_work):
    person, _, _ = at_work
    stranger = factories.actor(Role.COORDINATOR, at=factories.unit("Arena Norr"))
    with pytest.raises(NotAllowedNow, match="tio tecken"):
        open_with_reason(person, reason="sjuk", by=stranger)
    open_with_reason(person, reason="Koordinatorn är sjuk", by=stranger)
    assert may(next_request(stranger), Permission.PARTICIPANT_READ, person)
    row = AccessLog.objects.get()
    assert (row.kind, row.purpose, row.participant_ids) == (ReadKind.BREAK_GLASS, "Koordinatorn är sjuk", [person.pk])
