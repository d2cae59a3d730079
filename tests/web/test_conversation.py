"""The conversation on screen: prefilled, saved as one, kept as a draft, and two who save at once."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.conversation import Said, hold_conversation
from stegvis.actions.plan import save_plan
from stegvis.actions.standard.rating import lay_in
from stegvis.models import Conversation, ConversationDraft, Criterion, CriterionMark, Meeting, Plan, Rating
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, PlannedAction
from tests import factories as make
from tests.web.conftest import address, text

pytestmark = pytest.mark.django_db
INPUT = re.compile(r"<input\b([^>]*)>")
CHOSEN = re.compile(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
TYPED = re.compile(r'<textarea[^>]*\bname="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def planned(coordinator, case):
    """Somebody with a plan, a ladder and questions in force."""
    make.ladder()
    lay_in(by=make.SYSTEM)
    lines = [PlannedAction(words, ActionOwner.BOTH, make.today() + timedelta(days=9)) for words in ("Ringa", "Skriva")]
    save_plan(case, goals=["Arbeta med barn"], actions=lines, base_version=0, by=make.SYSTEM)
    return case


def sent_by(page):
    """What a browser sends when nothing is touched: the fields of the form as they stand."""
    form = page.partition('id="samtalet"')[2].partition("</form>")[0]
    sent = {}
    for attributes in INPUT.findall(form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        is_box = said.get("type") in {"radio", "checkbox"}
        if "name" in said and (not is_box or re.search(r"\bchecked\b", attributes)):
            sent[said["name"]] = unescape(said.get("value", ""))
    for name, options in CHOSEN.findall(form):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        sent[name] = chosen[1] if chosen else ""
    return sent | {name: unescape(words) for name, words in TYPED.findall(form)}


def opened(client, case):
    return sent_by(text(client.get(address("conversation", case))))


def test_untouched_page_saves_one_conversation_and_nothing_else(coordinator, planned):
    answer = coordinator.post(address("conversation", planned), opened(coordinator, planned))
    held = Conversation.objects.get()
    assert answer.url == address("conversation_receipt", held)
    assert (held.plan.version, held.plan_renewed, Plan.objects.count()) == (1, False, 1)
    assert not CriterionMark.objects.exists()
    assert not Rating.objects.exists()
    page = text(coordinator.get(answer.url))
    assert "Punkterna står som förut" in page
    assert "Inget nästa möte är bokat" in page


def test_whole_conversation_is_saved_as_one_with_what_to_take_along(coordinator, planned):
    sent, point = opened(coordinator, planned), Criterion.objects.order_by("pk").first()
    rated = dict.fromkeys(_questions(coordinator, planned), "3")
    next_day = make.today() + timedelta(days=20)
    changes = {
        "plan-action_1_text": "Ringa skolan på måndag",
        "plan-change_reason": "Skolan har bytt nummer",
        "talk-answer": "agreed",
        f"points-mark_{point.pk}": "green",
        "talk-day": next_day,
        "talk-clock": "10",
        "talk-agreed": "Rania ringer själv.",
    }
    answer = coordinator.post(address("conversation", planned), sent | rated | changes, follow=True)
    page, held = text(answer), Conversation.objects.get()
    assert "Planen förnyades: version 2" in page
    assert "Båda rösterna skattade" in page
    assert "1 punkt bedömdes" in page
    assert timezone.localtime(Meeting.objects.get().starts_at).date() == next_day
    agreement = text(coordinator.get(address("conversation_agreement", held)))
    for words in ("Rania ringer själv.", "Ringa skolan på måndag", "Du håller med om planen.", "kl. 10.00"):
        assert words in agreement
    pdf = coordinator.get(address("conversation_agreement_pdf", held))
    assert pdf.content.startswith(b"%PDF")


def _questions(client, case):
    page = text(client.get(address("conversation", case)))
    return set(re.findall(r'name="((?:own|professional)-[^"]+)"', page))


def test_every_no_stands_at_its_field_and_nothing_typed_is_lost(coordinator, planned):
    some = sorted(_questions(coordinator, planned))[0]
    changes = {
        "plan-goal_1": "Något annat",
        "talk-answer": "disagreed",
        "talk-day": make.today() + timedelta(days=20),
        "talk-clock": "halv tio",
        "talk-agreed": "Vi provar en vecka.",
        some: "3",
    }
    answer = coordinator.post(address("conversation", planned), opened(coordinator, planned) | changes)
    page = text(answer)
    assert answer.status_code == 422
    assert "Skriv klockslaget som" in page
    assert "Vi provar en vecka." in page
    assert 'value="Något annat"' in page
    fixed = opened(coordinator, planned) | changes | {"talk-clock": "9.30"}
    answer = coordinator.post(address("conversation", planned), fixed)
    page = text(answer)
    assert answer.status_code == 422
    for words in ("Skriv varför planen ändras", "har inget svar än"):
        assert words in page
    assert not Conversation.objects.exists()
    assert Plan.objects.count() == 1
    assert "Vi provar en vecka." in text(coordinator.get(address("conversation", planned)))


def test_what_is_typed_is_kept_while_one_goes_and_can_be_thrown_away(coordinator, planned):
    typed = opened(coordinator, planned) | {"talk-agreed": "Halva samtalet", "plan-goal_1": "Snickare"}
    answer = coordinator.post(address("conversation_draft", planned), typed, headers={"HX-Request": "true"})
    assert "Utkastet är sparat" in text(answer)
    assert "<main" not in text(answer)
    page = text(coordinator.get(address("conversation", planned)))
    assert "Halva samtalet" in page
    assert 'value="Snickare"' in page
    assert "inte sparat än" in page
    coordinator.post(address("conversation", planned), {"act": "throw_draft"})
    assert not ConversationDraft.objects.exists()
    assert "Halva samtalet" not in text(coordinator.get(address("conversation", planned)))


def test_draft_is_the_writers_alone(coordinator, planned, as_role, unit):
    coordinator.post(address("conversation_draft", planned), {"talk-agreed": "Bara mitt"})
    karin = as_role(Role.UNIT_MANAGER, at=unit)
    assert "Bara mitt" not in text(karin.get(address("conversation", planned)))


def test_added_row_keeps_everything_on_the_page(coordinator, planned):
    typed = opened(coordinator, planned) | {"talk-agreed": "Vi provar", "act": "add_action"}
    page = text(coordinator.post(address("conversation", planned), typed))
    assert "Vi provar" in page
    assert 'name="plan-action_5_text"' in page
    assert not Conversation.objects.exists()


def test_second_of_two_sees_what_is_new_loses_nothing_and_saves_on_top(coordinator, planned):
    mine = opened(coordinator, planned) | {"talk-agreed": "Mitt", "plan-goal_1": "Barnskötare"}
    mine |= {"plan-change_reason": "Vill det"}
    karin = Actor.of(make.user("Karin Lodin", role=Role.UNIT_MANAGER, at=planned.unit))
    lines = [PlannedAction("Boka studievägledare", ActionOwner.BOTH, make.today() + timedelta(days=5))]
    save_plan(planned, goals=["Egen lön"], actions=lines, base_version=1, change_reason="Nytt", by=karin)
    hold_conversation(planned, said=Said(held_on=make.today(), seen=0), by=karin)
    answer = coordinator.post(address("conversation", planned), mine)
    page = text(answer)
    assert answer.status_code == 409
    assert "Karin Lodin ändrade detta" in page
    assert "Boka studievägledare" in page
    assert 'value="Barnskötare"' in page
    assert Plan.objects.count() == 2
    coordinator.post(address("conversation", planned), sent_by(page))
    assert list(Conversation.objects.order_by("pk").values_list("agreed", flat=True)) == ["", "Mitt"]
    assert Plan.objects.get(version=3).goals.get().text == "Barnskötare"


def test_the_same_save_twice_is_one_conversation(coordinator, planned):
    sent = opened(coordinator, planned)
    statuses = [coordinator.post(address("conversation", planned), sent).status_code for _ in range(2)]
    assert statuses == [302, 409]
    assert Conversation.objects.count() == 1


def test_receipt_of_an_earlier_conversation_tells_what_is_booked_now(coordinator, planned):
    held = hold_conversation(planned, said=Said(held_on=make.today(), seen=0), by=make.SYSTEM)
    soon = timezone.now() + timedelta(days=4)
    Meeting.objects.create(case=planned, kind="follow_up", starts_at=soon, where="Biblioteket")
    for name in ("conversation_receipt", "conversation_agreement"):
        assert "Biblioteket" in text(coordinator.get(address(name, held)))


def test_closed_case_says_so(coordinator, planned):
    planned.coordinator_periods.update(ends_on=make.today())
    planned.closed_on = make.today()
    planned.save()
    page = text(coordinator.get(address("conversation", planned)))
    assert "går bara att läsa" in page
    assert "Spara samtalet" not in page


def test_sheet_before_the_meeting_says_what_is_new_and_what_is_not(coordinator, planned):
    page = text(coordinator.get(address("meeting_before", planned)))
    assert "Planen, version 1" in page
    assert "Inget nytt om: punkter och steg, skattning" in page
