"""What is hidden cannot be computed, whoever tries with whatever is shown."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.rules.suppression import (
    LEAST_SHOWN,
    Sum,
    Tally,
    determined,
    few_on_either_side,
    few_people,
    hidden,
)

QUARTERS = ("q1", "q2", "q3", "q4")
GENDERS = ("K", "M", "X")


def people(*numbers: int) -> dict[str, Tally]:
    """A sum and its parts: a, b, c …"""
    parts = {name: Tally(n, n) for name, n in zip("abcdefghij", numbers, strict=False)}
    return {"sum": Tally(sum(numbers), sum(numbers)), **parts}


def one_line(cells) -> list[Sum]:
    return [Sum("sum", tuple(key for key in cells if key != "sum"))]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param((10, 20, 30), set(), id="nothing small, nothing hidden"),
        pytest.param((3, 20, 30), {"a", "b"}, id="the smallest neighbour is hidden too"),
        pytest.param((4, 3, 30), {"a", "b"}, id="two small ones that together are enough protect each other"),
        pytest.param((1, 1, 30, 9), {"a", "b", "d"}, id="two who together are few need a third"),
        pytest.param((0, 20, 30), set(), id="nobody is nobody's secret"),
        pytest.param((3, 0, 0), {"a", "sum"}, id="alone under the sum hides the sum"),
        pytest.param((3, 0, 9), {"a", "c"}, id="an empty cell protects nobody"),
        pytest.param((2, 1), {"a", "b", "sum"}, id="a small sum is hidden with its parts"),
    ],
)
def test_line_of_people(numbers, expected):
    cells = people(*numbers)
    assert hidden(cells, one_line(cells), sensitive=few_people) == expected


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [(5, 10, False), (4, 10, True), (0, 10, True), (10, 10, True), (6, 10, True), (0, 0, False), (20, 40, False)],
)
def test_share_is_sensitive_when_few_are_counted_or_few_are_not(count, base, expected):
    assert few_on_either_side(Tally(count, base)) is expected


def test_cells_hidden_elsewhere_stay_hidden_and_get_neighbours():
    cells = {"sum": Tally(60, 120), "a": Tally(20, 40), "b": Tally(20, 40), "c": Tally(20, 40)}
    assert hidden(cells, one_line(cells), sensitive=few_on_either_side, already=["b"]) == {"a", "b"}


def test_bridge_between_two_rings_is_found():
    """Every row and column has two hidden cells, and still the sums determine one of them."""
    ring = [Sum("r1", ("a", "b")), Sum("r2", ("c", "d")), Sum("c1", ("a", "c")), Sum("c2", ("b", "d", "bridge"))]
    assert determined({"a", "b", "c", "d", "bridge"}, ring) == {"bridge"}


def cross_table(numbers: dict[tuple[str, str], Tally], is_running: bool = False) -> tuple[dict, list[Sum]]:
    """Gender by quarter with both margins and the grand total."""
    cells = dict(numbers)

    def total(keys):
        return Tally(sum(cells[key].count for key in keys), sum(cells[key].base for key in keys))

    sums = [Sum((q, "all"), tuple((q, g) for g in GENDERS)) for q in QUARTERS]
    sums += [Sum(("year", g), tuple((q, g) for q in QUARTERS), is_running) for g in (*GENDERS, "all")]
    sums.append(Sum(("year", "all"), tuple(("year", g) for g in GENDERS)))
    for each in sums:
        cells[each.total] = total(each.parts)
    return cells, sums


def derivable(unknown: set, sums: list[Sum]) -> set:
    """An attacker of our own: plain Gauss elimination with fractions; a cell is found when the null space misses it."""
    keys = sorted(unknown, key=str)
    rows = [
        [Fraction((key in each.parts) - (key == each.total)) for key in keys]
        for each in sums
        if unknown & {each.total, *each.parts}
    ]
    pivots = []
    for column in range(len(keys)):
        pivot = next((row for row in range(len(pivots), len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        at = len(pivots)
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for other in range(len(rows)):
            if other != at and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
        pivots.append(column)
    return {keys[column] for at, column in enumerate(pivots) if sum(map(bool, rows[at])) == 1}


def assert_protected(cells, sums, out, sensitive):
    assert not {key for key, tally in cells.items() if sensitive(tally)} - out, "a sensitive cell is shown"
    assert not derivable(set(out), sums), "a hidden cell can be computed"
    for each in sums:
        behind = [cells[key] for key in each.parts if key in out]
        if behind and each.total not in out:
            together = Tally(sum(t.count for t in behind), sum(t.base for t in behind))
            assert not sensitive(together), "the hidden cells of a line are few together"
    assert all(cells[key].base for key in out), "an empty cell is hidden, which protects nobody"


counts = st.integers(0, 12)
shares = st.tuples(counts, counts).map(lambda pair: Tally(min(pair), max(pair)))


def test_total_can_go_before_its_parts():
    cells = people(3, 20, 30)
    lines = [Sum("sum", ("a", "b", "c"), total_goes_first=True)]
    assert hidden(cells, lines, sensitive=few_people) == {"a", "sum"}


@given(st.lists(counts, min_size=1, max_size=10))
def test_no_hidden_cell_of_a_line_can_be_computed(numbers):
    cells = people(*numbers)
    out = hidden(cells, one_line(cells), sensitive=few_people)
    assert_protected(cells, one_line(cells), out, few_people)


@given(st.lists(shares, min_size=1, max_size=10))
def test_no_hidden_share_of_a_line_can_be_computed(tallies):
    cells = dict(zip("abcdefghij", tallies, strict=False))
    cells["sum"] = Tally(sum(t.count for t in tallies), sum(t.base for t in tallies))
    out = hidden(cells, one_line(cells), sensitive=few_on_either_side)
    assert_protected(cells, one_line(cells), out, few_on_either_side)


@settings(max_examples=300, deadline=None)
@given(st.lists(counts, min_size=12, max_size=12), st.booleans())
def test_no_hidden_cell_of_gender_by_quarter_can_be_computed(numbers, is_running):
    tallies = {at: Tally(n, n) for at, n in zip(product(QUARTERS, GENDERS), numbers, strict=True)}
    cells, sums = cross_table(tallies, is_running)
    out = hidden(cells, sums, sensitive=few_people)
    assert_protected(cells, sums, out, few_people)


@settings(max_examples=300, deadline=None)
@given(st.lists(shares, min_size=12, max_size=12), st.booleans())
def test_no_hidden_share_of_gender_by_quarter_can_be_computed(tallies, is_running):
    cells, sums = cross_table(dict(zip(product(QUARTERS, GENDERS), tallies, strict=True)), is_running)
    out = hidden(cells, sums, sensitive=few_on_either_side)
    assert_protected(cells, sums, out, few_on_either_side)


@given(st.lists(st.integers(LEAST_SHOWN, 50), min_size=2, max_size=8))
def test_nothing_is_hidden_without_need(numbers):
    cells = people(*numbers)
    assert not hidden(cells, one_line(cells), sensitive=few_people)
