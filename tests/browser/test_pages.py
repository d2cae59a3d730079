"""Every page that somebody may open: accessible, within the screen, and silent in the console, in two looks."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests import factories
from tests.browsing import sign_in
from tests.house.addresses import ADDRESSES
from tests.house.reach import Address
from tests.house.world import Side, side

pytestmark = pytest.mark.django_db(transaction=True)
FILES = {
    "agreement_document",
    "placement_agreement_pdf",
    "attendance_month_xlsx",
    "ledger_file",
    "export",
    "plan_pdf",
    "import_template",
    "import_errors",
    "report_pdf",
    "report_xlsx",
    "meeting_invitation_pdf",
    "conversation_agreement_pdf",
    "document",
    "shared_pdf",
    "instrument_template",
    "stated_template",
}
PAGES = {name: address for name, address in ADDRESSES.items() if address.get and name not in FILES}
SHARES = [list(PAGES)[place::4] for place in range(4)]
"""Every page once, in as many parts as the processes that run the suite can share; each part makes its own world."""
LOOKS = ((320, "dark"), (1440, "light"))
"""A page is opened once and then turned, as somebody does who turns the phone or widens the window."""


def address_of(name: str, address: Address, where: Side) -> str:
    keys = {key: where.keys.get(value, value) for key, value in (address.keys or {}).items()}
    return reverse(name, kwargs=keys)


@pytest.mark.parametrize("some", SHARES, ids=range(len(SHARES)))
def test_every_page_is_accessible_and_fits_the_screen(
    live_server, page: Page, axe: Callable[[Page], list[str]], some: list[str]
) -> None:
    factories.ladder()
    where = side("Söder")
    wrong, here = [], None
    for who, name in sorted((min(PAGES[name].get), name) for name in some):
        if who != here:
            sign_in(page, live_server.url, where.users[who])
            here = who
        answer = page.goto(live_server.url + address_of(name, PAGES[name], where))
        if answer.status != 200:
            wrong.append(f"{name}: {answer.status}")
        for width, scheme in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{name}, {width} {scheme}: {fault}" for fault in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{name}: wider than {width}")
    assert wrong == []
