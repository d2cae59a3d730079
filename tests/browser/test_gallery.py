"""Every component in a real browser: accessible in light and dark, at any width, with everything opened."""

import pytest

PHONE = {"width": 320, "height": 900}
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(one => one.open = true)"
STICKS_OUT = """() => [...document.querySelectorAll('main svg text')]
    .filter(one => one.getClientRects().length && one.textContent.trim())
    .filter(one => {
        const text = one.getBoundingClientRect(), drawing = one.ownerSVGElement.getBoundingClientRect()
        return text.left < drawing.left - 2 || text.right > drawing.right + 2
    }).map(one => one.textContent)"""


@pytest.fixture
def gallery(live_server, page, settings):
    settings.DEMO = True

    def opened(*, width: int = 1440, scheme: str = "light"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}/galleri/")
        return page

    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 820, 1440])
def test_every_component_is_accessible_and_fits_the_screen(gallery, axe, width, scheme):
    page = gallery(width=width, scheme=scheme)
    page.evaluate(OPEN_EVERYTHING)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1440])
def test_no_text_sticks_out_of_its_drawing(gallery, width):
    assert gallery(width=width).evaluate(STICKS_OUT) == []


def test_refusal_has_the_focus_and_leads_to_the_field(gallery):
    page = gallery()
    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "refused"
    page.get_by_role("link", name="Timmar i veckan").press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash") in {"id_hours", "#id_hours"}


def test_first_key_offers_the_way_to_the_content(gallery):
    page = gallery()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.keyboard.press("Tab")
    first = page.get_by_role("link", name="Till innehållet")
    first.focus()
    assert first.bounding_box()["x"] >= 0
    first.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_menu_opens_without_scripts_on_a_narrow_screen(browser, live_server, settings):
    settings.DEMO = True
    with browser.new_context(java_script_enabled=False, locale="sv-SE", viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/konto/login/")
        assert page.get_by_role("button", name="English").is_visible()
        page.goto(f"{live_server.url}/galleri/")
        page.get_by_text("Meny", exact=True).click()
        assert page.get_by_role("navigation", name="Meny").get_by_role("button", name="English").is_visible()
