"""Every page that somebody may open: accessible, within the screen, and silent in the console, narrow and wide."""

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


def address_of(name: str, address: Address, where: Side) -> str:
    keys = {key: where.keys.get(value, value) for key, value in (address.keys or {}).items()}
    return reverse(name, kwargs=keys)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_every_page_is_accessible_and_fits_the_screen(
    live_server, page: Page, axe: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    factories.ladder()
    where = side("Söder")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for name, address in PAGES.items():
        sign_in(page, live_server.url, where.users[sorted(address.get)[0]])
        answer = page.goto(live_server.url + address_of(name, address, where))
        if answer.status != 200:
            wrong.append(f"{name}: {answer.status}")
        wrong += [f"{name}: {fault}" for fault in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{name}: wider than {width}")
    assert wrong == []
