"""Referral and intake on screen: queue, new referral, decision, receipt, change of coordinator."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, Case, Participant, Referral, StaffRole
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(as_role):
    return as_role(Role.INTAKE)


def asked(unit, /, **changes):
    """What a referrer types."""
    typed = {
        "act": "save",
        "who": "new",
        "identity_number": make.identity_number(serial=981),
        "given_name": "Amal",
        "family_name": "Öberg",
        "protection": "none",
        "unit": unit.pk,
        "source": "social_services",
        "receives_income_support": "yes",
        "children_in_household": "2",
        "wish": "Arbeta med barn",
        "first_step": "1",
        "first_independence_level": "2",
    }
    return typed | changes


def accepted_by(coordinator, /, **changes):
    return {"programme": make.programme().pk, "coordinator": coordinator.pk, "opened_on": make.today()} | changes


# The list


def test_queue_shows_children_first_then_support_then_longest_wait(intake, unit):
    day = make.today()
    plain = {"receives_income_support": False}
    for name, values in {
        "Sist": plain | {"received_on": day - timedelta(days=2)},
        "Stöd": {"received_on": day - timedelta(days=1)},
        "Stöd länge": {"received_on": day - timedelta(days=40)},
        "Barn": plain | {"children_in_household": 1, "received_on": day},
    }.items():
        make.referral(make.participant(given_name=name, family_name="X"), unit=unit, **values)
    page = text(intake.get(reverse("referral_list")))
    order = [page.index(f">{name} X<") for name in ("Barn", "Stöd länge", "Stöd", "Sist")]
    assert order == sorted(order)
    assert "4 anvisningar väntar på svar" in page


def test_the_list_is_logged_with_everybody_on_it(intake, unit):
    people = {make.referral(unit=unit).participant_id for _ in range(3)}
    intake.get(reverse("referral_list"))
    row = AccessLog.objects.get(screen="referral_list")
    assert (row.kind, set(row.participant_ids)) == (ReadKind.LIST, people)


def test_intake_sees_only_the_referrals_of_the_own_unit(intake):
    elsewhere = make.referral(make.participant(given_name="Annan"), unit=make.unit("Arena Norr"))
    assert "Annan" not in text(intake.get(reverse("referral_list")))
    assert intake.get(reverse("referral", args=[elsewhere.pk])).status_code == 403


def test_referrer_sees_status_and_outcome_of_own_referrals_and_nothing_more(as_role, unit):
    client = as_role(Role.REFERRER)
    own = make.referral(make.participant(given_name="Egen"), unit=unit, referred_by=client.user)
    make.referral(make.participant(given_name="Andras"), unit=unit)
    page = text(client.get(reverse("referral_list")))
    assert "Egen" in page
    assert "Andras" not in page
    detail = text(client.get(reverse("referral", args=[own.pk])))
    assert "Anvisningen väntar på svar" in detail
    assert "Anta och skriv in" not in detail


def test_a_list_longer_than_a_page_can_be_turned(intake, unit):
    for _ in range(51):
        make.referral(unit=unit)
    assert "1–50 av 51" in text(intake.get(reverse("referral_list")))
    assert "51–51 av 51" in text(intake.get(reverse("referral_list"), {"page": "99999999999999999999"}))


@pytest.mark.parametrize("role", [Role.HR, Role.ANALYST, Role.COMMITTEE_MEMBER, Role.WORK_SUPERVISOR])
def test_others_have_no_referrals(as_role, role):
    assert as_role(role).get(reverse("referral_list")).status_code == 403


def test_unknown_referral_is_not_found(intake):
    assert intake.get(reverse("referral", args=[987654])).status_code == 404


# A new one


def test_referrer_refers_somebody_new_in_one_save(as_role, unit):
    client = as_role(Role.REFERRER)
    searched = {"act": "search", "identity_number": make.identity_number(serial=981)}
    assert "Ingen med det numret finns här" in text(client.post(reverse("referral_new"), searched))
    answer = client.post(reverse("referral_new"), asked(unit))
    made = Referral.objects.get()
    assert answer.url == reverse("referral", args=[made.pk])
    assert (made.participant.name, made.referred_by, made.children_in_household) == ("Amal Öberg", client.user, 2)
    assert not made.from_paper


def test_full_number_finds_the_one_who_is_here_and_the_search_is_logged(as_role, unit):
    person = make.participant(given_name="Rania", identity_number=make.identity_number(serial=982))
    client = as_role(Role.REFERRER)
    typed = {"act": "search", "identity_number": f"{person.identity_number[2:8]}-{person.identity_number[8:]}"}
    page = text(client.post(reverse("referral_new"), typed))
    assert "Rania Khoury" in page
    assert AccessLog.objects.filter(kind=ReadKind.SEARCH, participant_ids=[person.pk]).exists()
    saved = asked(unit, who="found", identity_number=person.identity_number, given_name="", family_name="")
    client.post(reverse("referral_new"), saved)
    assert Referral.objects.get().participant == person
    assert Participant.objects.count() == 1


def test_name_of_somebody_protected_is_not_shown_by_a_number(as_role):
    person = make.participant(given_name="Hemlig", protection="marked")
    page = text(as_role(Role.REFERRER).post(
        reverse("referral_new"), {"act": "search", "identity_number": person.identity_number}
    ))  # fmt: skip
    assert "Hemlig" not in page
    assert "Uppgifterna är skyddade" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("", "Behöver fyllas i", id="nothing"),
        pytest.param("1990", "10 eller 12 siffror", id="too short"),
        pytest.param("19900101-0000", "Kontrollsiffran eller datumet", id="wrong check digit"),
        pytest.param("Rania Khoury", "10 eller 12 siffror", id="a name"),
    ],
)
def test_number_that_is_none_is_told_and_kept(as_role, typed, said):
    answer = as_role(Role.REFERRER).post(reverse("referral_new"), {"act": "search", "identity_number": typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not typed or f'value="{typed}"' in text(answer)


def test_somebody_without_a_number_is_registered_with_day_of_birth(as_role, unit):
    client = as_role(Role.REFERRER)
    assert "Född" in text(client.post(reverse("referral_new"), {"act": "no_number"}))
    typed = asked(unit, who="no_number", identity_number="", born_on="1985-05-06", gender="K")
    client.post(reverse("referral_new"), typed)
    person = Participant.objects.get()
    assert (person.identity_number, person.born_on.isoformat(), person.gender) == (None, "1985-05-06", "K")
    again = client.post(reverse("referral_new"), typed)
    assert again.status_code == 422
    assert "samma namn och födelsedatum" in text(again)
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"given_name": ""}, "Förnamn: Behöver fyllas i", id="no given name"),
        pytest.param({"receives_income_support": ""}, "försörjningsstöd? Behöver fyllas i", id="no answer"),
        pytest.param({"children_in_household": "två"}, "Skriv ett heltal", id="children in words"),
        pytest.param({"children_in_household": "-1"}, "Minst 0", id="children below none"),
        pytest.param({"unit": "99999"}, "Det valet finns inte", id="unknown unit"),
        pytest.param({"source": "martians"}, "Det valet finns inte", id="unknown source"),
        pytest.param({"wish": "x" * 2001}, "Högst 2000 tecken", id="too long"),
    ],
)
def test_what_is_wrong_is_told_and_everything_typed_is_kept(as_role, unit, changes, said):
    answer = as_role(Role.REFERRER).post(reverse("referral_new"), asked(unit, **changes))
    page = text(answer)
    assert answer.status_code == 422
    assert said in page
    assert 'value="Öberg"' in page
    assert changes.get("wish", "Arbeta med barn") in page
    assert not Referral.objects.exists()
    assert not Participant.objects.exists()


def test_a_refused_referral_registers_nobody(as_role, unit):
    """The person and the referral are one save."""
    client = as_role(Role.INTAKE)
    tomorrow = make.today() + timedelta(days=1)
    answer = client.post(reverse("referral_new"), asked(unit, referrer_name="Per Lundell", received_on=tomorrow))
    assert answer.status_code == 422
    assert "Datumet har inte varit än" in text(answer)
    assert not Participant.objects.exists()


def test_what_was_typed_survives_another_search(as_role, unit):
    client = as_role(Role.REFERRER)
    again = text(client.post(reverse("referral_new"), asked(unit, act="again")))
    assert 'name="wish" value="Arbeta med barn"' in again
    found = client.post(reverse("referral_new"), asked(unit, act="search"))
    assert "Arbeta med barn" in text(found)


def test_intake_registers_from_paper_with_who_referred_and_when(intake, unit):
    day = make.today() - timedelta(days=5)
    intake.post(reverse("referral_new"), asked(unit, referrer_name="Per Lundell", received_on=day))
    made = Referral.objects.get()
    assert (made.from_paper, made.referrer_name, made.received_on) == (True, "Per Lundell", day)
    assert made.referred_by is None


def test_same_form_sent_twice_leaves_one_referral(as_role, unit):
    client = as_role(Role.REFERRER)
    client.post(reverse("referral_new"), asked(unit))
    client.post(reverse("referral_new"), asked(unit))
    assert Referral.objects.count() == 1


def test_somebody_who_already_waits_is_refused_with_the_reason(as_role, unit):
    person = make.referral(unit=unit).participant
    saved = asked(unit, who="found", identity_number=person.identity_number)
    answer = as_role(Role.REFERRER).post(reverse("referral_new"), saved)
    assert "Det finns redan en anvisning för personen som väntar på svar" in text(answer)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HR, Role.COMMITTEE_MEMBER])
def test_others_may_not_refer(as_role, role):
    assert as_role(role).get(reverse("referral_new")).status_code == 403


# The decision


def test_page_shows_the_check_in_sentences_and_suggests_who_has_most_room(intake, unit):
    full = make.user(name="Full Fia", role=Role.COORDINATOR, at=unit, case_ceiling=1)
    make.case(coordinator=full)
    free = make.user(name="Ledig Lo", role=Role.COORDINATOR, at=unit, case_ceiling=5)
    one = make.referral(unit=unit)
    page = text(intake.get(reverse("referral", args=[one.pk])))
    assert "hör till målgruppen, 16–66 år" in page
    assert "Personen har försörjningsstöd." in page
    assert page.index("Ledig Lo, har 0 av 5, plats för 5 till") < page.index("Full Fia, har 1 av 1, fullt")
    assert f'value="{free.pk}" checked' in page


def test_accepting_opens_the_case_with_its_coordinator(intake, unit):
    coordinator = make.user(name="Maria Ekdahl", role=Role.COORDINATOR, at=unit)
    one = make.referral(unit=unit)
    answer = intake.post(reverse("referral_accept", args=[one.pk]), accepted_by(coordinator), follow=True)
    case = Case.objects.get()
    assert case.coordinator_periods.get().coordinator == coordinator
    assert "Maria Ekdahl är koordinator från" in text(answer)


def test_somebody_outside_the_target_group_needs_a_written_reason(intake, unit):
    coordinator = make.user(role=Role.COORDINATOR, at=unit)
    one = make.referral(unit=unit, receives_income_support=False)
    url = reverse("referral_accept", args=[one.pk])
    answer = intake.post(url, accepted_by(coordinator))
    assert answer.status_code == 422
    assert "Varför antas personen ändå? Behöver fyllas i" in text(answer)
    intake.post(url, accepted_by(coordinator, accepted_anyway_because="Sonen bor hos henne"))
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"opened_on": "2020-01-01"}, "kan inte börja före anvisningen", id="before the referral"),
        pytest.param({"opened_on": "2099-01-01"}, "inom 60 dagar", id="far ahead"),
        pytest.param({"opened_on": "i morgon"}, "Skriv datumet som 2026-11-24", id="not a day"),
        pytest.param({"coordinator": ""}, "Koordinator: Behöver fyllas i", id="nobody"),
    ],
)
def test_acceptance_that_cannot_be_keeps_the_form_and_opens_nothing(intake, unit, changes, said):
    coordinator = make.user(role=Role.COORDINATOR, at=unit)
    one = make.referral(unit=unit)
    answer = intake.post(reverse("referral_accept", args=[one.pk]), accepted_by(coordinator, **changes))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Case.objects.exists()


def test_somebody_who_is_no_coordinator_there_cannot_be_chosen(intake, unit):
    elsewhere = make.user(role=Role.COORDINATOR, at=make.unit("Arena Norr"))
    answer = intake.post(reverse("referral_accept", args=[make.referral(unit=unit).pk]), accepted_by(elsewhere))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_deciding_twice_says_it_is_decided(intake, unit):
    coordinator = make.user(role=Role.COORDINATOR, at=unit)
    one = make.referral(unit=unit)
    intake.post(reverse("referral_accept", args=[one.pk]), accepted_by(coordinator))
    answer = intake.post(reverse("referral_accept", args=[one.pk]), accepted_by(coordinator))
    assert "Anvisningen är redan antagen" in text(answer)
    assert Case.objects.count() == 1


def test_returning_tells_the_referrer_what_is_needed(intake, unit):
    one = make.referral(unit=unit)
    typed = {"reason": "information_missing", "return_comment": "Skicka beslutet om stöd."}
    answer = intake.post(reverse("referral_return", args=[one.pk]), typed, follow=True)
    assert "Skicka beslutet om stöd." in text(answer)
    assert "Anvisningen är återsänd: uppgifter saknas." in text(answer)


def test_return_without_comment_is_refused_and_keeps_the_reason(intake, unit):
    one = make.referral(unit=unit)
    answer = intake.post(reverse("referral_return", args=[one.pk]), {"reason": "withdrawn", "return_comment": " "})
    assert answer.status_code == 422
    assert 'value="withdrawn" selected' in text(answer)
    assert '<details class="fold" open>' in text(answer)


@pytest.mark.parametrize("url_name", ["referral_accept", "referral_return"])
def test_referrer_does_not_decide(as_role, unit, url_name):
    client = as_role(Role.REFERRER)
    one = make.referral(unit=unit, referred_by=client.user)
    assert client.post(reverse(url_name, args=[one.pk]), {}).status_code == 403


def test_receipt_has_no_identity_number(intake, unit):
    one = make.referral(unit=unit)
    page = text(intake.get(reverse("referral_receipt", args=[one.pk])))
    assert one.participant.identity_number not in page
    assert one.participant.name in page


def test_protected_referral_reaches_the_head_of_the_unit_only(as_role, unit):
    head = make.user(role=Role.UNIT_MANAGER, at=unit)
    client = as_role(Role.REFERRER)
    client.post(reverse("referral_new"), asked(unit, protection="marked"))
    one = Referral.objects.get()
    client = as_role(Role.INTAKE)
    assert client.get(reverse("referral", args=[one.pk])).status_code == 403
    assert "Öberg" not in text(client.get(reverse("referral_list")))
    client.force_login(head)
    assert client.get(reverse("referral", args=[one.pk])).status_code == 200


# Another coordinator


@pytest.fixture
def case_of_maria(unit):
    return make.case(coordinator=make.user(name="Maria Ekdahl", role=Role.COORDINATOR, at=unit))


def test_change_of_coordinator_ends_the_one_before(as_role, unit, case_of_maria):
    other = make.user(name="Nils Berg", role=Role.COORDINATOR, at=unit)
    typed = {"coordinator": other.pk, "from_on": make.today(), "reason": "Maria är sjuk"}
    as_role(Role.UNIT_MANAGER).post(reverse("coordinator_assign", args=[case_of_maria.pk]), typed)
    before, now = case_of_maria.coordinator_periods.order_by("starts_on")
    assert (before.ends_on, now.coordinator) == (make.today() - timedelta(days=1), other)


def test_change_without_reason_is_refused_and_keeps_the_choice(as_role, unit, case_of_maria):
    other = make.user(role=Role.COORDINATOR, at=unit)
    typed = {"coordinator": other.pk, "from_on": make.today(), "reason": ""}
    answer = as_role(Role.UNIT_MANAGER).post(reverse("coordinator_assign", args=[case_of_maria.pk]), typed)
    assert answer.status_code == 422
    assert f'value="{other.pk}" checked' in text(answer)
    assert case_of_maria.coordinator_periods.count() == 1


def test_coordinator_does_not_give_cases_away(client, case_of_maria):
    client.force_login(case_of_maria.coordinator_periods.get().coordinator)
    assert client.get(reverse("coordinator_assign", args=[case_of_maria.pk])).status_code == 403


def test_revoked_role_is_gone_at_the_next_request(intake, unit):
    StaffRole.objects.filter(user=intake.user).update(ends_on=make.today() - timedelta(days=1))
    assert intake.get(reverse("referral_list")).status_code == 403
