"""A browser's ways that more than one test needs: somebody signed in, and a click that leads somewhere."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from stegvis.models import User


def sign_in(page: Page, address: str, user: User) -> None:
    """Whoever was signed in before is not any more."""
    client = Client()
    client.force_login(user)
    page.context.clear_cookies()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def follow(page: Page, click: Locator) -> None:
    """Clicks on what leads to another page, and waits until all of that page is there."""
    with page.expect_navigation():
        click.click()
