"""A work supervisor assesses eight people on a phone: how many times a finger touches the screen."""

import pytest
from playwright.sync_api import Page

from stegvis.models import CriterionMark
from stegvis.rules.people import Role
from tests import factories as make
from tests.browsing import follow, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 8
WIDTH = 320


def test_eight_people_take_eleven_taps_and_no_typing(live_server, page: Page, axe) -> None:
    make.ladder(4)
    host = make.unit("Drivhuset", takes_participants=False)
    for number in range(PEOPLE):
        case = make.case(make.participant(f"Person{number}", "Öberg"))
        make.placement(case, make.place(host=host))
    sign_in(page, live_server.url, make.user(role=Role.WORK_SUPERVISOR, at=host))
    page.set_viewport_size({"width": WIDTH, "height": 700})
    clicks = 0

    page.goto(f"{live_server.url}/deltagare/")
    page.locator("summary", has_text="Meny").click()
    follow(page, page.locator("nav a:visible", has_text="Bedöma"))
    clicks += 2
    assert page.locator(".assess-person").count() == PEOPLE
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    assert axe(page) == []
    for person in page.locator(".assess-person").all():
        choice = person.locator(".big-marks").first.locator("label").nth(1)
        assert choice.bounding_box()["height"] >= 44, "as high as a thumb"
        choice.click()
        clicks += 1
    page.get_by_role("button", name="Spara bedömningen").click()
    clicks += 1

    page.get_by_text("8 punkter är sparade för 8 personer.").wait_for()
    assert clicks == PEOPLE + 3
    assert CriterionMark.objects.filter(mark="yellow").count() == PEOPLE
