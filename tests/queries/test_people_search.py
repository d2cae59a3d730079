"""Who has read, who is found by whom, and whom to ask."""

import pytest

from stegvis.access import Actor
from stegvis.models import (
    AccessLog,
)
from stegvis.queries.people import (
    Level,
    Sought,
    find_people,
    readings,
    whom_to_ask,
)
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.queries.conftest import page_of

pytestmark = pytest.mark.django_db


# Who has read


def test_readers_are_counted_and_lists_are_not(coordinator, unit):
    case = make.case(coordinator=coordinator, at=unit)
    for kind, screen in ((ReadKind.READ, "participant"), (ReadKind.READ, "plan"), (ReadKind.LIST, "participant_list")):
        AccessLog.objects.create(
            kind=kind,
            user_name="Maria",
            role="coordinator",
            unit_name="Arena Söder",
            participant_ids=[case.participant_id],
            screen=screen,
        )
    AccessLog.objects.create(
        kind=ReadKind.BREAK_GLASS,
        user_name="Anders",
        role="coordinator",
        participant_ids=[case.participant_id],
        screen="open_with_reason",
        purpose="Akut samtal",
    )
    AccessLog.objects.create(
        kind=ReadKind.READ,
        user_name="Åse",
        role="workplace_supervisor",
        participant_ids=[case.participant_id],
        screen="participant_name",
    )
    found = {row.name: row for row in page_of(Actor.of(coordinator), case.participant).readers}
    assert (found["Maria"].times, found["Maria"].level, found["Maria"].opened_because) == (2, Level.FULL, "")
    assert (found["Anders"].times, found["Anders"].opened_because) == (0, "Akut samtal")
    assert found["Åse"].level is Level.NAME
    assert readings(case.participant_id, page=1).paging.total == 5


# Search


def test_name_is_found_within_the_own_unit_only(unit):
    make.case(make.participant("Åsa", "Öberg"), at=unit)
    near, far = make.actor(Role.COORDINATOR, unit), make.actor(Role.COORDINATOR, make.unit("Arena Norr"))
    assert [hit.name for hit in find_people(near, "öberg åsa", today=make.today()).hits] == ["Åsa Öberg"]
    found = find_people(far, "Åsa Öberg", today=make.today())
    assert (found.sought, found.hits, found.elsewhere) == (Sought.NAME, (), None)


@pytest.mark.parametrize(
    ("name", "typed", "finds"),
    [
        (("André", "Muñoz"), "andre munoz", True),
        (("Åsa", "Öberg"), "asa", False),
        (("Åsa", "Öberg"), "oberg", False),
        (("Kjell-Åke", "Brorsson"), "kjell", True),
        (("Rania", "Khoury"), "houry", False),
        (("Rania", "Al-Masri"), "rania al-m", True),
    ],
    ids=str,
)
def test_letters_fold_as_people_type_them(unit, name, typed, finds):
    make.case(make.participant(*name), at=unit)
    found = find_people(make.actor(Role.COORDINATOR, unit), typed, today=make.today())
    assert bool(found.hits) is finds


def test_full_number_elsewhere_tells_only_whom_to_ask(coordinator, unit):
    case = make.case(coordinator=coordinator, at=unit)
    found = find_people(
        make.actor(Role.COORDINATOR, make.unit("Arena Norr")), case.participant.identity_number, today=make.today()
    )
    assert found.hits == ()
    assert str(found.elsewhere.whom) == "Maria Ekdahl, koordinator i Arena Söder."
    assert case.participant.given_name not in repr(found)


def test_protected_person_elsewhere_names_neither_coordinator_nor_unit(coordinator, unit):
    make.user("Karin Lodin", role=Role.UNIT_MANAGER, at=unit)
    case = make.case(make.participant(protection=Protection.FICTITIOUS), coordinator=coordinator, at=unit)
    found = find_people(
        make.actor(Role.REFERRER, make.unit("Norr")), case.participant.identity_number, today=make.today()
    )
    assert found.elsewhere.is_protected
    assert str(found.elsewhere.whom) == "Karin Lodin, enhetschef."


@pytest.mark.parametrize("typed", ["", " ", "a", "å", "1990", "19900101-0000", "12345678901234567890"], ids=repr)
def test_what_cannot_be_sought_is_told(unit, typed):
    found = find_people(make.actor(Role.COORDINATOR, unit), typed, today=make.today())
    assert found.hits == ()
    assert found.elsewhere is None
    assert found.problem is not None or found.sought is Sought.NAME


def test_somebody_in_the_queue_is_found_by_intake(unit):
    make.referral(make.participant("Leif", "Granath"), unit=unit)
    found = find_people(make.actor(Role.INTAKE, unit), "leif", today=make.today())
    assert [hit.name for hit in found.hits] == ["Leif Granath"]


def test_somebody_new_is_offered_only_when_the_number_found_nobody(unit):
    make.case(make.participant("Leif", "Granath"), at=unit)
    actor = make.actor(Role.INTAKE, unit)
    unknown = make.identity_number(serial=999)
    known = make.case(at=make.unit("Arena Norr")).participant.identity_number
    assert find_people(actor, unknown, today=make.today()).may_register
    assert find_people(actor, "leif", today=make.today()).may_register
    assert not find_people(actor, known, today=make.today()).may_register


# Whom to ask


def test_without_coordinator_the_manager_is_asked_and_without_manager_the_intake(unit):
    person = make.case(at=unit).participant
    assert str(whom_to_ask(person)) == "Mottagningen."
    make.user("Karin Lodin", role=Role.UNIT_MANAGER, at=unit)
    assert str(whom_to_ask(person)) == "Karin Lodin, enhetschef."
    assert str(whom_to_ask(make.participant())) == "Mottagningen."
