"""Paging (sidor): every row stands on one page, and a page beyond the last is the last."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stegvis.queries.paging import Paging


@given(some.integers(0, 400), some.integers(1, 60))
def test_the_pages_together_are_the_list(total: int, size: int) -> None:
    rows, walked, page = list(range(total)), [], 1
    while page:
        shown = Paging.of(total, page, size=size)
        walked += rows[shown.rows]
        assert (shown.first, shown.last) == ((walked[0] + (page - 1) * size + 1) if total else 0, len(walked))
        page = shown.next or 0
    assert walked == rows


@pytest.mark.parametrize(("asked", "stands_on"), [(-4, 1), (0, 1), (2, 2), (3, 3), (99, 3)])
def test_a_page_that_is_not_there_is_the_nearest(asked: int, stands_on: int) -> None:
    shown = Paging.of(51, asked, size=25)

    assert (shown.page, shown.previous) == (stands_on, stands_on - 1 or None)


def test_an_empty_list_has_one_page_with_nothing() -> None:
    shown = Paging.of(0, 7)

    assert (shown.page, shown.first, shown.last, shown.previous, shown.next) == (1, 0, 0, None, None)
