"""A conversation in a browser: how many fields and clicks it costs, and what a dead network does to it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page

from stegvis.actions.plan import save_plan
from stegvis.actions.standard.rating import lay_in
from stegvis.models import Conversation, CriterionMark, Plan, Rating
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, PlannedAction
from tests import factories as make
from tests.browsing import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
MOST_FIELDS, WIDTH = 12, 320
WHAT_STANDS = (
    "plan-goal", "plan-action", "plan-direction", "plan-own_words", "template", "points-", "own-", "professional-"
)  # fmt: skip
"""Content that is filled in already, or that is the change itself: it costs something only when it is changed."""

SHOWN = """() => [...new Set([...document.querySelectorAll('#samtalet input, #samtalet select, #samtalet textarea')]
    .filter(each => each.type !== 'hidden' && each.checkVisibility()).map(each => each.name))]"""


class Costs:
    """What somebody fills in and clicks, besides what is changed."""

    def __init__(self, page: Page) -> None:
        self.page, self.fields, self.clicks = page, 0, 0

    def fill(self, name: str, value: str) -> None:
        self.page.locator(f"[name={name}]").fill(value)
        self.fields += 1

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()
        self.fields += 1

    def click(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).last.click()
        self.clicks += 1


@pytest.fixture
def where(live_server, page: Page) -> str:
    """The address of a conversation, on a phone-sized screen, with its coordinator signed in."""
    make.ladder()
    lay_in(by=make.SYSTEM)
    maria = make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())
    case = make.case(coordinator=maria)
    lines = [PlannedAction(words, ActionOwner.BOTH, make.today() + timedelta(days=9)) for words in ("Ringa", "Skriva")]
    save_plan(case, goals=["Arbeta med barn"], actions=lines, base_version=0, by=make.SYSTEM)
    sign_in(page, live_server.url, maria)
    page.set_viewport_size({"width": WIDTH, "height": 800})
    return str(live_server.url + reverse("conversation", args=[case.pk]))


def test_conversation_costs_at_most_twelve_fields_and_survives_a_dead_network(where: str, page: Page, axe) -> None:
    page.goto(where)
    own = [name for name in page.evaluate(SHOWN) if not name.startswith(WHAT_STANDS)]
    assert len(own) <= MOST_FIELDS
    untouched = Costs(page)
    untouched.fill("talk-day", str(make.today() + timedelta(days=30)))
    untouched.fill("talk-clock", "10")
    untouched.click("Spara samtalet")
    page.get_by_text("Samtalet är sparat.").wait_for()
    assert (untouched.fields, untouched.clicks) == (2, 1)
    assert (Plan.objects.count(), CriterionMark.objects.count(), Rating.objects.count()) == (1, 0, 0)

    page.goto(where)
    change_two_lines_three_points_and_both_ratings(page)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    changed = Costs(page)
    changed.fill("plan-change_reason", "Vi delade upp det")
    changed.choose("Håller med")
    with page.expect_response(lambda answer: answer.url.endswith("/utkast/")):
        changed.fill("talk-agreed", "Vi ringer på måndag.")
    page.get_by_text("Utkastet är sparat").wait_for()

    the_network_dies(page, where)
    assert page.locator("[name=talk-agreed]").input_value() == "Vi ringer på måndag."
    assert page.locator("[name=plan-action_2_text]").input_value() == "Skriva cv med stöd"
    changed.click("Spara samtalet")
    page.get_by_text("Planen förnyades: version 2").wait_for()
    assert (changed.fields, changed.clicks) == (3, 1)
    held = Conversation.objects.latest("pk")
    assert (held.points_judged, held.plan.answer, held.agreed) == (3, "agreed", "Vi ringer på måndag.")
    assert Rating.objects.filter(answered_on=make.today()).count() == 2


def change_two_lines_three_points_and_both_ratings(page: Page) -> None:
    page.locator("[name=plan-action_1_status]").select_option("done")
    page.locator("[name=plan-action_2_text]").fill("Skriva cv med stöd")
    for heading in ("Steg 2.", "Vänd skärmen", "Din bild"):
        page.locator("summary", has_text=heading).click()
    for point in ("Punkt 1.1", "Punkt 1.2", "Punkt 2.1"):
        page.locator(".point", has_text=point).locator(".marks label").nth(1).click()
    for question in page.locator(".rated").all():
        question.locator(".scale label").nth(2).click()


def the_network_dies(page: Page, where: str) -> None:
    """What was typed is there when it lives again."""
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(where)
    page.context.set_offline(False)
    page.goto(where)
