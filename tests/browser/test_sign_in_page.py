"""The first page anybody sees."""

import pytest


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_sign_in_page_is_accessible_and_keeps_its_content_policy(live_server, page, axe, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(live_server.url)
    assert answer.ok
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
