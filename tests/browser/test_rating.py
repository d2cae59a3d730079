"""A participant answers on a phone in Arabic, reads from the right, and both pictures then stand side by side."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from stegvis.access import Actor
from stegvis.actions import rating as actions
from stegvis.actions.standard import rating as standard
from stegvis.models import InstrumentItem, Rating
from stegvis.rules.people import Role
from stegvis.rules.rating import TWO_VOICES, AnsweredHow, AnswerState, Given, Respondent
from tests import factories as make
from tests.browsing import follow, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_participant_answers_on_a_phone_in_arabic(live_server, page: Page, axe: Callable[[Page], list[str]]) -> None:
    standard.lay_in(by=make.SYSTEM)
    maria = make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())
    case = make.case(make.participant(page_language="ar"), coordinator=maria)
    by, (own, other) = Actor.of(maria), Respondent
    asked = actions.ask(case, instrument_key=TWO_VOICES, respondent=own, by=by)
    hers = actions.ask(case, instrument_key=TWO_VOICES, respondent=other, by=by)
    keys = InstrumentItem.objects.filter(version=hers.version).values_list("key", flat=True)
    actions.answer(hers, given={key: Given(AnswerState.ANSWERED, 3) for key in keys}, how=AnsweredHow.TOGETHER, by=by)
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark")
    faults = []

    def look() -> None:
        faults.extend(axe(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    page.goto(live_server.url + reverse("answer_link", args=[actions.make_link(asked, by=by).signs]))
    assert page.locator("html[lang=ar][dir=rtl]").count() == 1
    look()
    follow(page, page.locator("main .ds-button"))
    for number in range(1, 10):
        group = page.get_by_role("group")
        assert str(number) in group.inner_text()
        group.get_by_role("radio").nth(4 if number < 9 else 5).check()
        if number == 1:
            look()
            heights = [box["height"] for each in page.locator("main button").all() if (box := each.bounding_box())]
            assert min(heights) >= 48
            first, second = (page.locator("main button").nth(place).bounding_box() for place in (0, 1))
            assert first
            assert second
            assert first["x"] > second["x"] or first["y"] < second["y"]
        follow(page, page.locator("button[value=next]"))
    look()
    follow(page, page.locator("main form .ds-button"))
    look()
    assert Rating.objects.get(pk=asked.pk).answers.filter(value=5).count() == 8

    sign_in(page, live_server.url, maria)
    page.goto(live_server.url + reverse("rating", args=[case.pk]))
    assert page.get_by_text("Rania 2 högre").count() == 8
    look()
    assert faults == []
