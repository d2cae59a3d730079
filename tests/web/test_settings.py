"""Settings: users, roles and the way in, for the administrator alone."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.access import Actor
from stegvis.models import CaseEvent, StaffRole, User
from stegvis.rules.history import EventKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(as_role):
    return as_role(Role.ADMINISTRATOR, name="Systemförvaltaren")


@pytest.fixture
def maria(unit):
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=unit)


def user_page(user):
    return reverse("settings_user", args=[user.pk])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR], ids=str)
def test_settings_are_closed_for_everyone_else(as_role, maria, role):
    client = as_role(role)
    assert client.get(reverse("settings_index")).status_code == 403
    assert client.get(reverse("settings_user_new")).status_code == 403
    assert client.get(user_page(maria)).status_code == 403
    for name in ("settings_role_give", "settings_password_link"):
        assert client.post(reverse(name, args=[maria.pk]), {"role": "administrator"}).status_code == 403
    role_pk = StaffRole.objects.get(user=maria).pk
    assert client.post(reverse("settings_role_end", args=[maria.pk, role_pk])).status_code == 403
    assert StaffRole.objects.get(pk=role_pk).ends_on is None


def test_administrator_sees_no_participants(admin, maria, unit):
    case = make.case(make.participant("Gunilla", "Hemlig"), coordinator=maria, at=unit)
    assert "Gunilla" not in text(admin.get(reverse("settings_index"))) + text(admin.get(user_page(maria)))
    assert admin.get(reverse("participant", args=[case.participant_id])).status_code == 403


def test_users_are_listed_with_the_roles_of_today(admin, maria, unit):
    page = text(admin.get(reverse("settings_index")))
    assert "2 användare" in page
    assert "koordinator, Arena Söder" in page
    assert "Maria Ekdahl" not in text(admin.get(reverse("settings_index"), {"role": "hr"}))
    assert "Maria Ekdahl" in text(admin.get(reverse("settings_index"), {"named": "ekd"}))


@pytest.mark.parametrize("asked", [{"role": "x"}, {"page": "-3"}, {"named": "%\x00'"}], ids=str)
def test_an_address_that_means_nothing_still_shows_the_page(admin, asked):
    assert admin.get(reverse("settings_index"), asked).status_code == 200


def test_new_user_gets_a_role_and_a_link_and_can_come_in(admin, unit, client):
    new = {"name": "Samira Haddadi", "username": "Samira.Haddadi", "email": ""}
    answer = admin.post(reverse("settings_user_new"), new)
    user = User.objects.get(username="samira.haddadi")
    assert answer.headers["Location"] == user_page(user)
    assert not user.has_usable_password()
    given = {"role": "team_member", "unit": unit.pk, "starts_on": make.today().isoformat()}
    assert admin.post(reverse("settings_role_give", args=[user.pk]), given).status_code == 302
    assert Actor.of(user).role is Role.TEAM_MEMBER
    page = text(admin.post(reverse("settings_password_link", args=[user.pk])))
    link = re.search(r"http://testserver(/konto/[^<\s]+)", page).group(1)
    assert CaseEvent.objects.filter(kind=EventKind.PASSWORD_LINK_MADE).count() == 1
    admin.logout()
    form = admin.get(link, follow=True)
    typed = {"password1": "trappa-stol-lampa-41", "password2": "trappa-stol-lampa-41"}
    admin.post(form.request["PATH_INFO"], typed)
    assert User.objects.get(pk=user.pk).check_password("trappa-stol-lampa-41")
    again = admin.get(link, follow=True)
    assert "gäller inte längre" in text(again)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Behöver fyllas i."),
        ({"username": "a b"}, "minst tre tecken"),
        ({"username": "MARIA.E"}, "Användarnamnet finns redan."),
        ({"email": "x"}, "Skriv en e-postadress"),
    ],
    ids=str,
)
def test_wrong_user_is_told_and_kept(admin, wrong, said):
    User.objects.create(username="maria.e", name="Maria")
    typed = {"name": "Samira", "username": "samira", "email": ""} | wrong
    answer = admin.post(reverse("settings_user_new"), typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not User.objects.filter(username="samira").exists()


def test_role_of_a_unit_needs_its_unit(admin, maria):
    given = {"role": "unit_manager", "unit": "", "starts_on": make.today().isoformat()}
    answer = admin.post(reverse("settings_role_give", args=[maria.pk]), given)
    assert answer.status_code == 422
    assert "Rollen gäller i en enhet." in text(answer)
    assert StaffRole.objects.filter(user=maria).count() == 1


def test_same_role_twice_is_refused(admin, maria, unit):
    given = {"role": "coordinator", "unit": unit.pk, "starts_on": make.today().isoformat()}
    assert "Personen har redan den rollen där." in text(
        admin.post(reverse("settings_role_give", args=[maria.pk]), given)
    )


def test_ended_role_is_gone_at_the_next_request(admin, maria):
    role = StaffRole.objects.get(user=maria)
    admin.post(reverse("settings_role_end", args=[maria.pk, role.pk]))
    assert Actor.of(maria).role is None
    assert StaffRole.objects.get(pk=role.pk).ends_on == make.today() - timedelta(days=1)


def test_role_that_began_today_holds_the_day_out(admin, maria):
    role = StaffRole.objects.get(user=maria)
    StaffRole.objects.update(starts_on=make.today())
    answer = admin.post(reverse("settings_role_end", args=[maria.pk, role.pk]), follow=True)
    assert "gäller dagen ut" in text(answer)
    assert StaffRole.objects.get(pk=role.pk).ends_on == make.today()


def test_administrator_cannot_lock_themselves_out(admin):
    own = StaffRole.objects.get(user=admin.user)
    answer = admin.post(reverse("settings_role_end", args=[admin.user.pk, own.pk]))
    assert answer.status_code == 422
    assert StaffRole.objects.get(pk=own.pk).ends_on is None
    facts = {"name": "S", "email": "", "case_ceiling": "35"}
    assert "Du kan inte stänga ditt eget konto." in text(admin.post(user_page(admin.user), facts))
    assert User.objects.get(pk=admin.user.pk).is_active


def test_closed_account_gets_no_link_and_cannot_sign_in(admin, maria):
    admin.post(user_page(maria), {"name": "Maria Ekdahl", "email": "", "case_ceiling": "30"})
    assert not User.objects.get(pk=maria.pk).is_active
    assert "Kontot är stängt." in text(admin.post(reverse("settings_password_link", args=[maria.pk])))


def test_changed_facts_are_saved(admin, maria):
    admin.post(user_page(maria), {"name": "Maria Ek", "email": "m@a.se", "case_ceiling": "30", "is_active": "on"})
    user = User.objects.get(pk=maria.pk)
    assert (user.name, user.email, user.case_ceiling, user.is_active) == ("Maria Ek", "m@a.se", 30, True)
    assert CaseEvent.objects.filter(kind=EventKind.USER_CHANGED, subject_id=user.pk).exists()


@pytest.mark.parametrize("ceiling", ["0", "201", "tio", ""], ids=repr)
def test_ceiling_is_a_sensible_number(admin, maria, ceiling):
    answer = admin.post(user_page(maria), {"name": "Maria", "case_ceiling": ceiling, "is_active": "on"})
    assert answer.status_code == 422


def test_unknown_ids_are_404(admin, maria):
    assert admin.get(reverse("settings_user", args=[10**20])).status_code == 404
    own = StaffRole.objects.get(user=admin.user)
    assert admin.post(reverse("settings_role_end", args=[maria.pk, own.pk])).status_code == 404


def test_list_takes_as_many_statements_for_few_as_for_many(admin, unit, django_assert_max_num_queries):
    for _ in range(70):
        make.user(role=Role.COORDINATOR, at=unit)
    with django_assert_max_num_queries(9):
        assert "1–50 av 71" in text(admin.get(reverse("settings_index")))
