"""An identity that becomes protected mid-placement: gone from every page, list, search and file at once, seat kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.people import change_participant
from stegvis.actions.privacy import open_with_reason
from stegvis.models import AccessCode, AccessGrant, Course
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
NUMBER = make.identity_number()
SIGNS = ("Gunilla", "Hemlig", NUMBER, f"{NUMBER[:8]}-{NUMBER[8:]}")


@pytest.fixture
def world(unit):
    """Somebody on a placement and in a course, known to everyone who has to do with them."""
    workshop = make.unit("Drivhuset", takes_participants=False)
    users = {role: make.user(role.label, role=role, at=unit) for role in Role}
    users[Role.WORK_SUPERVISOR].roles.update(unit=workshop)
    person = make.participant("Gunilla", "Hemlig", identity_number=NUMBER)
    referral = make.referral(
        person, status="accepted", decided_at=timezone.now(), referred_by=users[Role.REFERRER], unit=unit
    )
    case = make.case(person, coordinator=users[Role.COORDINATOR], at=unit, referral=referral)
    make.mapping(case)
    place = make.place(
        "Verkstan",
        host=workshop,
        seats=1,
        supervisor=users[Role.WORKPLACE_SUPERVISOR],
        manager=users[Role.RECEIVING_MANAGER],
    )
    course = Course.objects.create(
        name="Truckkort",
        kind="studies",
        unit=unit,
        starts_on=make.today(),
        ends_on=make.today() + timedelta(days=30),
        seats=5,
        hours_per_week=6,
    )
    make.activity(case, kind="studies", course=course, ends_on=course.ends_on)
    return {
        "users": users,
        "person": person,
        "case": case,
        "place": place,
        "placement": make.placement(case, place),
        "course": course,
        "colleague": make.user("Kollegan", role=Role.COORDINATOR, at=unit),
    }


def pages(world):
    case, person = [world["case"].pk], [world["person"].pk]
    return [
        reverse("today"),
        reverse("participant_list"),
        reverse("participant", args=person),
        reverse("participant_events", args=person),
        reverse("participant_readers", args=person),
        reverse("plan", args=case),
        reverse("criteria", args=case),
        reverse("message_list", args=case),
        reverse("match", args=person),
        reverse("referral_list"),
        reverse("place_list"),
        reverse("place", args=[world["place"].pk]),
        reverse("placement", args=[world["placement"].pk]),
        reverse("course", args=[world["course"].pk]),
        reverse("assess"),
        reverse("unit_points"),
        reverse("away_today"),
        reverse("handover_from", args=[world["users"][Role.COORDINATOR].pk]),
        reverse("export", args=["participants"]),
        reverse("export", args=["placements"]),
    ]


def shows(client, world):
    """Which of the pages, of the searches and of the lists name the person to whoever is signed in."""
    found = []
    for address in pages(world):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if any(sign.encode() in body for sign in SIGNS):
            found.append(address)
    for sought in (NUMBER, "Gunilla"):
        said = client.post(reverse("people_search"), {"q": sought, "query": sought, "sought": sought})
        if b"Hemlig" in said.content:
            found.append(f"search {sought}")
    return found


WITHOUT_GRANT = [
    Role.INTAKE, Role.WORK_SUPERVISOR, Role.WORKPLACE_SUPERVISOR, Role.RECEIVING_MANAGER, Role.EMPLOYER_COORDINATOR,
    Role.HR, Role.REFERRER,
]  # fmt: skip


def protect(world):
    change_participant(world["person"], protection="marked", by=Actor.of(world["users"][Role.COORDINATOR]))


@pytest.mark.parametrize("role", WITHOUT_GRANT, ids=str)
def test_gone_at_once_for_everybody_without_a_grant(client, world, role):
    client.force_login(world["users"][role])
    assert shows(client, world), "the role knows the person before, or the test says nothing"
    protect(world)
    assert shows(client, world) == []


def test_gone_for_a_colleague_who_had_opened_the_file(client, world):
    colleague = world["colleague"]
    open_with_reason(world["person"], reason="Maria är akut sjuk i dag", by=Actor.of(colleague))
    client.force_login(colleague)
    assert len(shows(client, world)) > 3
    protect(world)
    assert shows(client, world) == []


def test_stays_for_the_coordinator_and_the_head_of_the_unit(client, world):
    protect(world)
    for role in (Role.COORDINATOR, Role.UNIT_MANAGER):
        client.force_login(world["users"][role])
        assert client.get(reverse("plan", args=[world["case"].pk])).status_code == 200


def test_seat_is_still_taken_and_shown_without_a_name(client, world):
    client.force_login(world["users"][Role.EMPLOYER_COORDINATOR])
    address = reverse("place", args=[world["place"].pk])
    before = client.get(address).content.decode()
    protect(world)
    after = client.get(address).content.decode()
    head = before[before.index("<h1>") : before.index("</h1>")]
    assert head in after
    assert "Gunilla" in before
    assert "1 till har eller får en plats här" in after


def test_codes_on_paper_and_what_was_opened_end(world):
    now = timezone.now()
    code = AccessCode.objects.create(
        participant=world["person"], code_hash="x" * 64, expires_at=now + timedelta(days=1)
    )
    open_with_reason(world["person"], reason="Maria är akut sjuk", by=Actor.of(world["colleague"]))
    protect(world)
    code.refresh_from_db()
    assert code.revoked_at
    assert not AccessGrant.objects.current(timezone.now()).filter(kind="break_glass").exists()
