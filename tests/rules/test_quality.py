"""Quality: the same draw in any process, nobody let in by chance, and what a review needs."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stegvis.rules.quality import (
    Drawn,
    ReviewAnswer,
    Tally,
    draw,
    is_without_remark,
    reasons_not_to_close,
    reasons_not_to_draw,
    reasons_not_to_review,
    tally,
)

DAY = date(2026, 11, 22)
CASES = range(1, 201)
YES, PARTLY, NO, NONE = ReviewAnswer.YES, ReviewAnswer.PARTLY, ReviewAnswer.NO, ReviewAnswer.NOT_APPLICABLE


def test_draw_is_what_it_has_always_been():
    """A changed order would make every earlier sample impossible to draw again."""
    assert draw(CASES, seed=7, size=5).case_ids == (153, 155, 134, 177, 91)


def test_another_process_draws_the_same():
    program = "from stegvis.rules.quality import draw; print(draw(range(1, 201), seed=7, size=5).case_ids)"
    said = [
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert said == [str(draw(CASES, seed=7, size=5).case_ids)] * 2


@given(some.sets(some.integers(1, 10_000), max_size=60), some.integers(0, 2**62), some.integers(1, 30), some.randoms())
def test_draw_depends_on_nothing_but_the_cases_and_the_seed(cases, seed, size, chance):
    shuffled = list(cases)
    chance.shuffle(shuffled)
    drawn = draw(shuffled, seed=seed, size=size)
    assert drawn == draw(sorted(cases), seed=seed, size=size)
    assert len(drawn.case_ids) == min(size, len(cases))
    assert set(drawn.case_ids) <= cases
    assert draw(cases, seed=seed, size=size + 1).case_ids[:size] == drawn.case_ids


@given(some.sets(some.integers(1, 99), max_size=30), some.sets(some.integers(1, 99), max_size=30), some.integers(1, 20))
def test_protected_count_and_are_never_drawn(cases, protected, size):
    drawn, anyone = draw(cases, seed=7, size=size, protected=protected), draw(cases, seed=7, size=size)
    assert drawn.drawn_from == len(cases)
    assert not protected & set(drawn.case_ids)
    assert set(anyone.case_ids) - protected <= set(drawn.case_ids)
    assert drawn.passed_over >= len(set(anyone.case_ids) & protected)
    assert len(drawn.case_ids) == min(size, len(cases - protected))


def test_another_seed_draws_others():
    assert len({draw(CASES, seed=seed, size=20).case_ids for seed in range(50)}) == 50


def test_nobody_to_draw_is_an_empty_draw():
    assert draw([], seed=7, size=5) == Drawn((), 0, 0)
    assert draw([1, 2], seed=7, size=5, protected={1, 2}) == Drawn((), 2, 2)


def test_everybody_has_the_same_chance():
    """Over many seeds no case is drawn much oftener than another."""
    times = dict.fromkeys(CASES, 0)
    for seed in range(300):
        for case in draw(CASES, seed=seed, size=20).case_ids:
            times[case] += 1
    assert min(times.values()) > 10
    assert max(times.values()) < 55


DRAWING = {
    "size": 20, "seed": 7, "found": 30, "leads_unit": True, "ends_on": DAY + timedelta(14), "today": DAY,
    "own_people": 0, "reviewer": "Elin Berg",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="allowed"),
        pytest.param({"size": 0}, ["size"], id="nobody"),
        pytest.param({"size": 101}, ["size"], id="too many"),
        pytest.param({"seed": -1}, ["seed"], id="a seed below nought"),
        pytest.param({"seed": 2**63}, ["seed"], id="a seed too large"),
        pytest.param({"found": 0}, ["period"], id="nothing there"),
        pytest.param({"leads_unit": False}, ["unit"], id="somebody else's unit"),
        pytest.param({"own_people": 2}, ["reviewer"], id="one's own people"),
        pytest.param({"ends_on": DAY - timedelta(1)}, ["ends_on"], id="over before it began"),
        pytest.param({"ends_on": DAY + timedelta(91)}, ["ends_on"], id="too long"),
        pytest.param({"size": 0, "found": 0, "own_people": 1}, ["size", "period", "reviewer"], id="all at once"),
    ],
)
def test_what_stops_a_draw(changes, fields):
    assert [reason.at for reason in reasons_not_to_draw(**DRAWING | changes)] == fields


REVIEWING = {"is_closed": False, "ends_on": DAY, "today": DAY, "asked": [1, 2], "answered": [2, 1]}


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        pytest.param({}, 0, id="on the last day"),
        pytest.param({"answered": [1]}, 1, id="a question without an answer"),
        pytest.param({"answered": [1, 2, 3]}, 1, id="a question that is not asked"),
        pytest.param({"answered": [3]}, 2, id="both"),
        pytest.param({"today": DAY + timedelta(1)}, 1, id="too late"),
        pytest.param({"is_closed": True, "answered": []}, 1, id="closed"),
    ],
)
def test_what_stops_a_review(changes, count):
    assert len(reasons_not_to_review(**REVIEWING | changes)) == count


def test_what_is_closed_is_not_closed_again():
    assert [len(reasons_not_to_close(is_closed=closed)) for closed in (False, True)] == [0, 1]


def test_answers_are_counted_by_question():
    said = tally([(1, YES), (1, PARTLY), (2, NONE), (1, YES), (2, NO)])
    assert said == {1: Tally(yes=2, partly=1), 2: Tally(no=1, not_applicable=1)}


@pytest.mark.parametrize(("answers", "is_so"), [([YES, NONE], True), ([], True), ([YES, PARTLY], False), ([NO], False)])
def test_remark_is_anything_less_than_yes(answers, is_so):
    assert is_without_remark(answers) is is_so
