"""The page that an address asks for (sidan i adressen): read or the first, and never too long to be a number."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from stegvis.web.request import page_asked, page_in


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("", 1),
        ("page=3", 3),
        ("page=0", 0),
        ("page=-2", 1),
        ("page=x", 1),
        ("page=%C2%BD", 1),
        ("page=%D9%A3", 1),
        ("page=1.5", 1),
        ("page=999999", 999_999),
        ("page=" + "9" * 5000, 9_999_999),
        ("sida=3", 1),
    ],
    ids=lambda each: str(each)[:20],
)
def test_what_is_no_page_is_the_first_and_a_number_without_end_is_beyond_any_list(typed, page):
    assert page_in(QueryDict(typed)) == page
    assert page_asked(RequestFactory().get(f"/?{typed}")) == page


def test_an_address_may_call_its_page_something_else():
    assert page_asked(RequestFactory().get("/?sida=4"), "sida") == 4
