"""The story is told in a real browser, with the same safeguards as the browser tests."""

from tests.browser.conftest import *  # noqa: F403
