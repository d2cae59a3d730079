"""Opening a file with a reason, and letting somebody read: for a time, said aloud, and logged."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from stegvis.models import AccessGrant, CaseEvent
from stegvis.rules.history import EventKind, GrantKind, ReadKind
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.web.conftest import address, logged, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stairs():
    return make.ladder()


# Opening with a reason


def test_break_glass_shows_no_name_until_opened_and_then_for_eight_hours(coordinator, elsewhere):
    form = coordinator.get(address("participant_open", elsewhere))
    assert "Gunilla" not in text(form)
    assert "Loggranskaren" in text(form)
    answer = coordinator.post(address("participant_open", elsewhere), {"reason": "Anders sjuk, akut samtal"})
    assert answer.status_code == 302
    assert "Gunilla Hemlig" in text(coordinator.get(address("participant", elsewhere)))
    [row] = logged(kind=ReadKind.BREAK_GLASS)
    assert (row.participant_ids, row.purpose) == ([elsewhere.pk], "Anders sjuk, akut samtal")
    grant = AccessGrant.objects.get(participant=elsewhere)
    assert timedelta(hours=7) < grant.ends_at - timezone.now() <= timedelta(hours=8)


def test_opened_file_is_read_not_written(coordinator, elsewhere):
    coordinator.post(address("participant_open", elsewhere), {"reason": "Anders sjuk, akut samtal"})
    page = text(coordinator.get(address("participant", elsewhere)))
    assert address("participant_edit", elsewhere) not in page
    assert coordinator.get(address("participant_edit", elsewhere)).status_code == 403
    assert coordinator.get(address("participant_grant", elsewhere)).status_code == 403


def test_opened_file_closes_by_itself(coordinator, elsewhere):
    coordinator.post(address("participant_open", elsewhere), {"reason": "Anders sjuk, akut samtal"})
    past = timezone.now() - timedelta(minutes=1)
    AccessGrant.objects.update(starts_at=past - timedelta(hours=8), ends_at=past)
    assert coordinator.get(address("participant", elsewhere)).status_code == 403


def test_short_reason_is_refused_and_kept(coordinator, elsewhere):
    answer = coordinator.post(address("participant_open", elsewhere), {"reason": "sjuk"})
    assert answer.status_code == 422
    assert "minst tio tecken" in text(answer)
    assert "sjuk</textarea>" in text(answer)
    assert not AccessGrant.objects.exists()


def test_protected_person_is_never_opened_with_a_reason(coordinator):
    person = make.participant("Dold", "Person", protection=Protection.MARKED)
    make.case(person, at=make.unit("Arena Norr"))
    form = coordinator.get(address("participant_open", person))
    assert "kan inte öppnas" in text(form)
    assert "Dold" not in text(form)
    answer = coordinator.post(address("participant_open", person), {"reason": "Anders sjuk, akut samtal"})
    assert answer.status_code == 422
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize("role", [Role.INTAKE, Role.REFERRER, Role.TEAM_MEMBER, Role.HR, Role.PRIVACY_OFFICER], ids=str)
def test_other_roles_cannot_break_the_glass(as_role, elsewhere, role):
    client = as_role(role)
    assert client.post(address("participant_open", elsewhere), {"reason": "Måste få veta mer"}).status_code == 403
    assert not AccessGrant.objects.exists()


def test_own_person_needs_no_opening(coordinator, case):
    answer = coordinator.get(address("participant_open", case.participant))
    assert answer.headers["Location"] == address("participant", case.participant)


# Letting somebody read


@pytest.fixture
def colleague(unit):
    return make.user("Samira Haddadi", role=Role.TEAM_MEMBER, at=unit)


def part(colleague, **changes):
    until = make.today() + timedelta(days=30)
    return {"to": colleague.pk, "reason": "Språkstöd på platsen", "until": until.isoformat()} | changes


def test_team_member_reads_while_the_part_lasts(coordinator, case, colleague, client):
    answer = coordinator.post(address("participant_grant", case.participant), part(colleague))
    assert answer.status_code == 302
    grant = AccessGrant.objects.get()
    assert (grant.user, grant.kind) == (colleague, GrantKind.TEAM)
    coordinator.force_login(colleague)
    assert "Rania Khoury" in text(coordinator.get(address("participant", case.participant)))
    assert "Rania Khoury" in text(coordinator.get(reverse("participant_list")))


def test_part_that_ends_is_over_at_the_next_request(coordinator, case, colleague):
    maria = coordinator.user
    coordinator.post(address("participant_grant", case.participant), part(colleague))
    grant = AccessGrant.objects.get()
    coordinator.post(reverse("participant_grant_end", args=[case.participant_id, grant.pk]))
    assert CaseEvent.objects.filter(kind=EventKind.ACCESS_ENDED).count() == 1
    coordinator.force_login(colleague)
    assert coordinator.get(address("participant", case.participant)).status_code == 403
    coordinator.force_login(maria)
    coordinator.post(reverse("participant_grant_end", args=[case.participant_id, grant.pk]))
    assert CaseEvent.objects.filter(kind=EventKind.ACCESS_ENDED).count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"until": "2020-01-01"}, "Dagen har redan varit."),
        ({"until": "2099-01-01"}, "Högst ett år."),
        ({"until": "i morgon"}, "Skriv datumet som 2026-11-24."),
        ({"reason": " "}, "Behöver fyllas i."),
        ({"to": "0"}, "Det valet finns inte."),
    ],
    ids=str,
)
def test_wrong_part_is_told_and_nothing_is_given(coordinator, case, colleague, wrong, said):
    answer = coordinator.post(address("participant_grant", case.participant), part(colleague, **wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not AccessGrant.objects.exists()


def test_somebody_elses_grant_cannot_be_ended(coordinator, case, elsewhere, colleague):
    grant = AccessGrant.objects.create(
        user=colleague, participant=elsewhere, kind=GrantKind.TEAM, reason="Del", starts_at=timezone.now()
    )
    assert coordinator.post(reverse("participant_grant_end", args=[elsewhere.pk, grant.pk])).status_code == 403
    assert coordinator.post(reverse("participant_grant_end", args=[case.participant_id, grant.pk])).status_code == 404
    assert AccessGrant.objects.current(timezone.now()).exists()


def test_protected_person_takes_a_grant_of_its_own_kind(coordinator, colleague, unit):
    person = make.participant("Dold", "Person", protection=Protection.MARKED)
    make.case(person, coordinator=coordinator.user, at=unit)
    AccessGrant.objects.create(
        user=coordinator.user, participant=person, kind=GrantKind.PROTECTED, reason="K", starts_at=timezone.now()
    )
    coordinator.post(address("participant_grant", person), part(colleague))
    assert AccessGrant.objects.get(user=colleague).kind == GrantKind.PROTECTED
