"""A place at each part of its way, and the host's page: accessible, within a narrow screen, silent in the console."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from stegvis.actions import place as actions
from stegvis.queries.place.link import signs_of
from stegvis.rules.people import OrganisationKind, Role
from stegvis.rules.place import PlaceStatus
from tests import factories as make
from tests.browsing import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
COMING = (PlaceStatus.PROPOSED, PlaceStatus.PROFILED, PlaceStatus.UNION_NOTED, PlaceStatus.APPROVED)


def worlds() -> list[str]:
    """The pages: places on their way, one resting, one that is over with a season to come, and the host's answer."""
    company = make.unit("Ekmans Livs", kind=OrganisationKind.COMPANY)
    places = [make.place(f"Plats {status}", host=company, status=status, opened_on=None) for status in COMING]
    places.append(actions.pause_place(make.place("Vilar", seats=2), by=make.SYSTEM))
    full = make.place("Fullt", seats=2)
    for seat in (1, 2):
        make.placement(make.case(), full, seat=seat)
    day = make.today() + timedelta(days=30)
    actions.change_capacity(full, seats=1, from_on=make.today(), by=make.SYSTEM)
    actions.change_capacity(full, seats=4, from_on=day, until=day + timedelta(days=60), by=make.SYSTEM)
    question = actions.ask_host(make.place("Frågad"), by=make.SYSTEM)
    paths = [reverse("place", args=[place.pk]) for place in (*places, full, question.place)]
    return [*paths, reverse("place_answer", args=[signs_of(question)])]


def test_places_on_their_way_fit_a_narrow_dark_screen(live_server, page: Page, axe: Callable[[Page], list[str]]):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 900})
    paths = worlds()
    sign_in(page, live_server.url, make.user(role=Role.HR, at=make.unit()))
    wrong = []
    for path in paths:
        answer = page.goto(live_server.url + path)
        wrong += [f"{path}: {fault}" for fault in axe(page)]
        if answer.status != 200 or page.evaluate("document.documentElement.scrollWidth") > 320:
            wrong.append(f"{path}: {answer.status}, or too wide")
    assert wrong == []
