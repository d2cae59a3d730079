"""Handover on screen: choose, see who goes where, one act; the one before is shut out everywhere at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.actions.privacy import let_read_protected
from stegvis.models import AccessGrant, CoordinatorCover
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(unit):
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=unit)


@pytest.fixture
def nils(unit):
    return make.user("Nils Berg", role=Role.COORDINATOR, at=unit)


@pytest.fixture
def three(maria, unit):
    return [make.case(make.participant(name, "Khoury"), coordinator=maria, at=unit) for name in ("Amal", "Bo", "Cia")]


@pytest.fixture
def manager(as_role):
    return as_role(Role.UNIT_MANAGER)


def page_of(user):
    return reverse("handover_from", args=[user.pk])


def chosen(cases, **values):
    typed = {"cases": [case.pk for case in cases], "to": "evenly", "from_on": make.today(), "reason": "Maria slutar"}
    return {"act": "preview", **typed, **values}


def sent(cases, to, **values):
    typed = {f"to_{case.pk}": to.pk for case in cases}
    return {**chosen(cases, act="save"), **typed, **values}


def test_loads_stand_against_the_ceiling_and_whom_nobody_has_first(manager, three, nils, unit):
    page = text(manager.get(reverse("handover")))
    assert "Plats för 67 till i enheten" in page
    make.case(at=unit)
    page = text(manager.get(reverse("handover")))
    assert "1 deltagare har ingen koordinator" in page
    assert reverse("handover_nobody") in page


def test_page_of_those_without_says_when_there_are_none(manager, three):
    page = text(manager.get(reverse("handover_nobody")))
    assert "Alla deltagare har en koordinator" in page
    assert "Välj vilka som ska få" not in page


def test_some_of_a_caseload_spread_evenly_goes_in_one_act(manager, three, maria, nils, unit):
    eva = make.user("Eva Lind", role=Role.COORDINATOR, at=unit)
    answer = manager.post(page_of(maria), chosen(three[:2]))
    page = text(answer)
    assert answer.status_code == 200
    assert "2 deltagare får en ny koordinator" in page
    assert "Cia" not in page
    assert f'<option value="{eva.pk}" selected>' in page
    assert f'<option value="{nils.pk}" selected>' in page
    assert three[0].coordinator_periods.count() == 1
    manager.post(page_of(maria), {**sent(three[:2], nils), f"to_{three[1].pk}": eva.pk})
    now = [case.coordinator_periods.current().get().coordinator for case in three]
    assert now == [nils, eva, maria]


def test_what_cannot_be_is_told_and_the_choice_is_kept(manager, three, maria, nils):
    answer = manager.post(page_of(maria), sent(three, nils, reason="", from_on=make.today() + timedelta(days=2)))
    page = text(answer)
    assert answer.status_code == 422
    assert page.count(f'<option value="{nils.pk}" selected>') == 3
    answer = manager.post(page_of(maria), sent(three, nils, from_on=make.today() + timedelta(days=2)))
    assert "Amal Khoury: Ett byte går inte att lägga in i förväg" in text(answer)
    assert "Cia Khoury" in text(answer)
    assert answer.status_code == 422


def test_ceiling_is_told_with_a_field_for_why(manager, three, maria, unit):
    small = make.user("Eva Lind", role=Role.COORDINATOR, at=unit, case_ceiling=2)
    answer = manager.post(page_of(maria), sent(three, small))
    assert "Eva Lind får 3 deltagare och taket är 2. Skriv varför det går ändå." in text(answer)
    assert manager.post(page_of(maria), sent(three, small, over_ceiling_because="Bara i två veckor")).status_code == 302


def test_nobody_chosen_is_told_at_the_field_and_choosing_again_keeps_who(manager, three, maria, nils):
    answer = manager.post(page_of(maria), chosen([]))
    assert "Välj minst en deltagare." in text(answer)
    answer = manager.post(page_of(maria), {**chosen(three[:1], act="choose"), "reason": "Maria slutar"})
    assert f'value="{three[0].pk}" checked' in text(answer)
    assert f'value="{three[1].pk}" checked' not in text(answer)
    assert 'value="Maria slutar"' in text(answer)


def test_somebody_moved_meanwhile_is_told_and_the_rest_stay(manager, three, maria, nils):
    three[0].coordinator_periods.update(coordinator=nils)
    answer = manager.post(page_of(maria), sent(three, nils))
    assert answer.status_code == 422
    assert "medan du valde" in text(answer)
    assert three[1].coordinator_periods.get().coordinator == maria


def test_the_one_before_meets_a_shut_door_in_list_page_and_search(client, as_role, three, maria, nils):
    client.force_login(maria)
    person = three[0].participant
    old_link = reverse("plan", args=[three[0].pk])
    assert client.get(old_link).status_code == 200
    as_role(Role.UNIT_MANAGER).post(page_of(maria), sent(three[:1], nils))
    client.force_login(maria)
    assert client.get(old_link).status_code == 403
    listed = text(client.get(reverse("participant_list")))
    assert "Amal" not in listed
    assert "Bo Khoury" in listed
    own_page = text(client.get(reverse("participant", args=[person.pk])))
    assert "Planen" not in own_page
    client.force_login(nils)
    assert "Amal" in text(client.get(reverse("participant_list")))
    assert client.get(old_link).status_code == 200


def test_reading_on_is_given_for_one_person_with_an_end(client, manager, three, maria, nils):
    manager.post(page_of(maria), sent(three[:1], nils))
    address = reverse("handover_reading", args=[maria.pk, three[0].pk])
    assert address in text(manager.get(page_of(maria)))
    wrong = manager.post(address, {"reason": "", "ends_on": make.today()})
    assert wrong.status_code == 422
    manager.post(address, {"reason": "Skriver klart ett intyg", "ends_on": make.today() + timedelta(days=9)})
    assert AccessGrant.objects.get(kind="extension").user == maria
    assert (make.today() + timedelta(days=9)).isoformat() in text(manager.get(page_of(maria)))
    client.force_login(maria)
    assert client.get(reverse("plan", args=[three[0].pk])).status_code == 200
    assert client.get(reverse("plan_edit", args=[three[0].pk])).status_code == 403


def test_protected_person_the_manager_may_not_read_is_only_counted(manager, maria, nils, unit):
    make.case(make.participant("Gunilla", "Hemlig", protection="marked"), coordinator=maria, at=unit)
    page = text(manager.get(page_of(maria)))
    assert "Gunilla" not in page
    assert "1 till har skyddade uppgifter" in page


def test_other_units_are_shut(manager):
    north = make.unit("Arena Norr")
    anders = make.user(role=Role.COORDINATOR, at=north)
    case = make.case(coordinator=anders, at=north)
    assert manager.get(page_of(anders)).status_code == 403
    assert manager.get(reverse("cover_new", args=[anders.pk])).status_code == 403
    assert manager.get(reverse("handover_reading", args=[anders.pk, case.pk])).status_code == 403


def test_ending_a_role_asks_for_handover_first_and_says_how_many(as_role, three, maria):
    admin = as_role(Role.ADMINISTRATOR)
    address = reverse("settings_role_end", args=[maria.pk, maria.roles.get().pk])
    answer = admin.post(address)
    assert answer.status_code == 422
    assert "Maria Ekdahl är koordinator för 3 deltagare" in text(answer)
    assert "Amal" not in text(answer)
    admin.post(address, {"leaves_without": "yes"})
    assert not three[0].coordinator_periods.current().exists()


def test_closing_an_account_asks_too(as_role, three, maria):
    admin = as_role(Role.ADMINISTRATOR)
    typed = {"name": maria.name, "email": "", "case_ceiling": 35}
    answer = admin.post(reverse("settings_user", args=[maria.pk]), typed)
    assert answer.status_code == 422
    assert "blir utan koordinator" in text(answer)
    assert admin.post(reverse("settings_user", args=[maria.pk]), {**typed, "leaves_without": "on"}).status_code == 302


# Cover


def covered(manager, maria, nils, **values):
    days = {"starts_on": make.today(), "ends_on": make.today() + timedelta(days=9)}
    typed = {"substitute": nils.pk, "reason": "Föräldraledig", **days, **values}
    return manager.post(reverse("cover_new", args=[maria.pk]), typed)


def test_substitute_sees_whom_they_stand_in_for_and_the_caseload(manager, three, maria, nils, unit):
    make.case(make.participant("Gunilla", "Hemlig", protection="marked"), coordinator=maria, at=unit)
    assert covered(manager, maria, nils).status_code == 302
    manager.force_login(nils)
    page = text(manager.get(reverse("participant_list")))
    assert "Du ersätter Maria Ekdahl till" in page
    assert "4 deltagare, 1 kräver läsrätt" in page
    theirs = text(manager.get(reverse("participant_list"), {"coordinator": maria.pk}))
    assert "Amal" in theirs
    assert "Gunilla" not in theirs
    assert manager.get(reverse("plan", args=[three[0].pk])).status_code == 200


def test_cover_page_gives_the_grant_and_ends_the_cover(client, manager, maria, nils, unit):
    person = make.participant("Gunilla", "Hemlig", protection="marked")
    case = make.case(person, coordinator=maria, at=unit)
    let_read_protected(person, manager.user.pk, because="Chef", by=make.SYSTEM)
    chief = manager.user
    answer = covered(manager, maria, nils)
    assert "Gunilla" in text(manager.get(answer.url))
    cover = CoordinatorCover.objects.get()
    manager.post(reverse("cover_grant", args=[cover.pk, case.pk]))
    assert "har läsrätt" in text(manager.get(answer.url))
    client.force_login(nils)
    assert client.get(reverse("plan", args=[case.pk])).status_code == 200
    client.force_login(chief)
    client.post(reverse("cover_end", args=[cover.pk]))
    client.force_login(nils)
    assert client.get(reverse("plan", args=[case.pk])).status_code == 403


def test_cover_with_wrong_days_is_told_at_the_field(manager, maria, nils):
    answer = covered(manager, maria, nils, ends_on=make.today() - timedelta(days=1))
    assert answer.status_code == 422
    assert "Sista dagen ligger före första dagen." in text(answer)
    assert 'value="Föräldraledig"' in text(answer)


# Messages


def test_staff_see_what_was_sent_and_note_how_to_reach(coordinator, case):
    address = reverse("message_list", args=[case.pk])
    assert "Inget är skickat till Rania" in text(coordinator.get(address))
    typed = {"reach_by": "sms", "phone": "ring mig", "email": "", "page_language": "ar"}
    wrong = coordinator.post(address, typed)
    assert wrong.status_code == 422
    assert "Skriv ett mobilnummer, till exempel 070-123 45 67, eller välj ett annat sätt." in text(wrong)
    assert 'value="ring mig"' in text(wrong)
    assert coordinator.post(address, {**typed, "phone": "070-123 45 67"}).status_code == 302
    case.participant.refresh_from_db()
    assert (case.participant.reach_by, case.participant.page_language) == ("sms", "ar")
    assert "0 utskick av högst 2 den här veckan" in text(coordinator.get(address))
