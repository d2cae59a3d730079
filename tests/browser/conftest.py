"""A real browser against a real server, with nothing else to talk to."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "var" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """async rules => (await axe.run({runOnly: rules, resultTypes: ["violations"]})).violations"""
"""Of what is right axe would else describe every element, which takes longer than to find what is wrong."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(autouse=True, scope="package")
def async_is_safe_here() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, which makes Django refuse the database; only here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(autouse=True, scope="package")
def styles_are_kept() -> Iterator[None]:
    """By the browser, as those of a real server are: else every page of a test asks for each of them anew."""

    def serve(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        answer = asked(self, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    asked = StaticFilesHandler.serve
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {
        "executable_path": os.environ.get("STEGVIS_CHROMIUM") or "/usr/bin/chromium",
        "args": FLAGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "sv-SE", "timezone_id": "Europe/Stockholm"}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page on which any error in the console, such as a breach of the content policy, fails the test."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def axe(page: Page) -> Callable[[Page], list[str]]:
    """Every accessibility fault on the page, one line each, in the words of axe."""
    page.add_init_script(path=AXE)  # a script tag would break the content policy, rightly

    def faults(page: Page) -> list[str]:
        page.wait_for_load_state()
        found = page.evaluate(ASK, RULES)
        return [f"{fault['id']}: {node['target']} {node['html']}" for fault in found for node in fault["nodes"]]

    return faults
