"""One placement on screen: the way, the two voices, the acts of each role, and what the host's side never sees."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AccessLog
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import WAITING, PlacementStatus
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db

ACTS = {
    "placement_answer_for_participant": PlacementStatus.PARTICIPANT_ASKED,
    "placement_answer_for_host": PlacementStatus.HOST_ASKED,
    "placement_sign": PlacementStatus.AGREED,
    "placement_start": PlacementStatus.SIGNED,
    "placement_end": PlacementStatus.ACTIVE,
    "placement_give_up": PlacementStatus.PARTICIPANT_ASKED,
}
SENT = {
    "placement_answer_for_participant": {"answer": "yes", "answered_on": "{today}", "approved": "together"},
    "placement_answer_for_host": {"answer": "yes", "answered_on": "{today}", "answered_by": "Åsa, rektor"},
    "placement_sign": {"signed_on": "{today}", "signed_for_host_by": "Åsa, rektor"},
    "placement_start": {},
    "placement_end": {"ended_on": "{today}", "because": "work"},
    "placement_give_up": {"because": "other", "reason": "Flyttade"},
}
AFTER = {
    "placement_answer_for_participant": PlacementStatus.HOST_ASKED,
    "placement_answer_for_host": PlacementStatus.AGREED,
    "placement_sign": PlacementStatus.SIGNED,
    "placement_start": PlacementStatus.ACTIVE,
    "placement_end": PlacementStatus.ENDED,
    "placement_give_up": PlacementStatus.NOT_REALISED,
}


def sent(act, **changes):
    return {name: value.format(today=make.today()) for name, value in SENT[act].items()} | changes


@pytest.fixture
def coordinator(as_role):
    return as_role(Role.COORDINATOR)


@pytest.fixture
def case(coordinator):
    return make.case(make.participant("Rania", "Khoury"), coordinator=coordinator.user)


def placed(case, status, place=None, **values):
    usual = {"presentation": "Van vid barn.", "points": 94, "chosen_because": "Deltagaren vill det"}
    return make.placement(case, place or make.place("Förskolan"), status, **usual | values)


def page_of(client, placement):
    return client.get(reverse("placement", args=[placement.pk]))


@pytest.mark.parametrize("status", PlacementStatus)
def test_the_page_shows_the_way_and_one_next_act(coordinator, case, status):
    page = text(page_of(coordinator, placed(case, status)))
    assert "Föreslagen" in page
    assert "Van vid barn." in page
    acts = [act for act in ACTS if reverse(act, args=[1])[len("/placeringar/1/") :] in page]
    expected = [act for act, when in ACTS.items() if when is status and act != "placement_give_up"]
    if status is PlacementStatus.VISIT:
        expected = ["placement_answer_for_host"]
    waiting = status in WAITING
    assert acts == expected + (["placement_give_up"] if waiting else [])


@pytest.mark.parametrize("act", ACTS)
def test_each_act_by_the_coordinator(coordinator, case, act):
    placement = placed(case, ACTS[act])
    answer = coordinator.post(reverse(act, args=[placement.pk]), sent(act), follow=True)
    assert answer.status_code == 200
    placement.refresh_from_db()
    assert placement.status == AFTER[act]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_sent_twice_is_told_and_changes_nothing_more(coordinator, case, act):
    placement = placed(case, ACTS[act])
    coordinator.post(reverse(act, args=[placement.pk]), sent(act))
    again = coordinator.post(reverse(act, args=[placement.pk]), sent(act))
    assert again.status_code == 422
    assert "Läget är" in text(again)
    placement.refresh_from_db()
    assert placement.status == AFTER[act]


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_posted_and_unknown_placements_are_not_found(coordinator, case, act):
    assert coordinator.get(reverse(act, args=[placed(case, ACTS[act]).pk])).status_code == 405
    assert coordinator.post(reverse(act, args=[987654])).status_code == 404
    assert coordinator.get(reverse("placement", args=[987654])).status_code == 404


WRONG = {
    "no answer": ("placement_answer_for_participant", {"answer": ""}, "Behöver fyllas i."),
    "an answer that is none": ("placement_answer_for_host", {"answer": "kanske"}, "Det valet finns inte."),
    "a day that is none": (
        "placement_answer_for_participant",
        {"answered_on": "i går"},
        "Skriv datumet som 2026-11-24.",
    ),
    "an answer from tomorrow": (
        "placement_answer_for_host",
        {"answered_on": "2099-01-01"},
        "Svaret kan inte ha ett datum som inte har varit än.",
    ),
    "ended in the future": (
        "placement_end",
        {"ended_on": "2099-01-01"},
        "Sista dagen kan inte vara ett datum som inte har varit än.",
    ),
    "ended before it began": ("placement_end", {"ended_on": "2020-01-01"}, "Sista dagen ligger före första dagen"),
    "no reason for the end": ("placement_end", {"because": ""}, "Behöver fyllas i."),
    "no reason for giving up": ("placement_give_up", {"because": ""}, "Behöver fyllas i."),
    "another reason without words": ("placement_give_up", {"reason": ""}, "Skriv varför det inte blev av."),
    "signed tomorrow": ("placement_sign", {"signed_on": "2099-01-01"}, "Välj i dag eller en dag som har varit."),
    "signed by nobody": ("placement_sign", {"signed_for_host_by": ""}, "Behöver fyllas i."),
    "a far too long reason": ("placement_give_up", {"reason": "å" * 301}, "Högst 300 tecken."),
    "a null byte": (
        "placement_give_up",
        {"reason": "a\x00b"},
        "Texten innehåller tecken som inte går att spara.",
    ),
}


@pytest.mark.parametrize(("act", "changes", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_and_nothing_is_done(coordinator, case, act, changes, said):
    placement = placed(case, ACTS[act])
    refused = coordinator.post(reverse(act, args=[placement.pk]), sent(act, **changes))
    assert refused.status_code == 422
    assert said in text(refused)
    placement.refresh_from_db()
    assert placement.status == ACTS[act]


def test_what_was_typed_is_kept(coordinator, case):
    placement = placed(case, PlacementStatus.ACTIVE)
    typed = {"ended_on": "nyss", "because": "work", "comment": "Fick jobb i köket"}
    page = text(coordinator.post(reverse("placement_end", args=[placement.pk]), typed))
    assert 'value="nyss"' in page
    assert "Fick jobb i köket" in page


def test_a_full_place_is_told_instead_of_a_button(coordinator, case):
    place = make.place(seats=1)
    make.placement(make.case(), place)
    placement = placed(case, PlacementStatus.SIGNED, place)
    page = text(page_of(coordinator, placement))
    assert "Arbetsplatsen är full." in page
    assert reverse("placement_start", args=[placement.pk]) not in page
    refused = coordinator.post(reverse("placement_start", args=[placement.pk]))
    assert refused.status_code == 422
    assert "Arbetsplatsen är full." in text(refused)


def test_a_refused_start_shows_what_it_was_told_and_does_not_ask_again(
    coordinator, case, django_assert_max_num_queries
):
    place = make.place(seats=1)
    make.placement(make.case(), place)
    placement = placed(case, PlacementStatus.SIGNED, place)
    with django_assert_max_num_queries(36):
        refused = coordinator.post(reverse("placement_start", args=[placement.pk]))
    assert text(refused).count("Arbetsplatsen är full.") == 2


# The host's side


@pytest.fixture
def asked(case):
    """Asked about a place that has a manager, a supervisor and a unit."""
    host = make.unit("Norra skolan", takes_participants=False)
    people = {"manager": make.user("Rut Rektor"), "supervisor": make.user("Åse Handledare")}
    return placed(case, PlacementStatus.HOST_ASKED, make.place("Förskolan", host=host, **people))


def as_manager(as_role, placement):
    client = as_role(Role.RECEIVING_MANAGER)
    placement.place.manager = client.user
    placement.place.save()
    return client


def test_the_manager_sees_name_presentation_and_schedule_and_nothing_else(as_role, asked):
    page = text(page_of(as_manager(as_role, asked), asked))
    for shown in ("Rania", "Van vid barn.", "20 timmar i veckan", "Kan Rania komma till Förskolan?"):
        assert shown in page
    for hidden in ("94 poäng", "Deltagaren vill det", reverse("participant", args=[asked.case.participant_id])):
        assert hidden not in page


def test_the_manager_answers(as_role, asked):
    client = as_manager(as_role, asked)
    url = reverse("placement_answer_for_host", args=[asked.pk])
    client.post(url, {"answer": "no", "answered_on": make.today(), "reason": "Ingen handledare"})
    asked.refresh_from_db()
    assert (asked.status, asked.end_comment) == (PlacementStatus.NOT_REALISED, "Ingen handledare")
    assert asked.host_answered_by == client.user.name


def test_the_manager_neither_starts_nor_answers_for_the_participant(as_role, asked):
    client = as_manager(as_role, asked)
    for act in ("placement_answer_for_participant", "placement_start", "placement_end", "placement_give_up"):
        assert client.post(reverse(act, args=[asked.pk]), sent(act)).status_code == 403
        assert client.post(reverse(act, args=[asked.pk]), {}).status_code == 403
    asked.refresh_from_db()
    assert asked.status == PlacementStatus.HOST_ASKED


def test_the_manager_does_not_know_who_is_asked_before_they_have_said_yes(as_role, case):
    placement = placed(case, PlacementStatus.PARTICIPANT_ASKED)
    client = as_manager(as_role, placement)
    assert page_of(client, placement).status_code == 403
    assert "Rania" not in text(client.get(reverse("place", args=[placement.place_id])))
    assert "Rania" not in text(client.get(reverse("place_list")))


MAY_OPEN = {
    Role.UNIT_MANAGER: 200,
    Role.EMPLOYER_COORDINATOR: 200,
    Role.HR: 200,
}


@pytest.mark.parametrize("role", Role)
def test_who_opens_a_placement_without_a_part_of_their_own(as_role, asked, role):
    client = as_role(role)
    assert page_of(client, asked).status_code == MAY_OPEN.get(role, 403)


def test_the_supervisor_at_the_place_sees_the_schedule(as_role, asked):
    client = as_role(Role.WORKPLACE_SUPERVISOR)
    make.supervise(asked.place, client.user)
    page = page_of(client, asked)
    assert page.status_code == 200
    assert "94 poäng" not in text(page)


def test_protected_identity_is_closed_to_the_host(as_role, asked):
    person = asked.case.participant
    person.protection = Protection.FICTITIOUS
    person.save()
    assert page_of(as_manager(as_role, asked), asked).status_code == 403


def test_the_reading_is_logged(coordinator, case):
    page_of(coordinator, placed(case, PlacementStatus.ACTIVE))
    row = AccessLog.objects.get()
    assert (row.screen, row.kind, row.participant_ids) == ("placement", ReadKind.READ, [case.participant_id])


def test_a_placement_past_its_last_day_wants_to_be_ended(coordinator, case):
    placement = placed(case, PlacementStatus.ACTIVE, ends_on=make.today() - timedelta(days=1))
    assert "Avsluta placeringen, så att platsen räknas rätt." in text(page_of(coordinator, placement))
