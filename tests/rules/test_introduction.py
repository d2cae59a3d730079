"""Which points an introduction has, and how the list of them changes without touching what has begun."""

from datetime import date, timedelta

import pytest

from stegvis.rules.introduction import (
    MOST_POINTS,
    Line,
    Point,
    checklist_day,
    lines_of,
    reasons_not_to_add,
    reasons_not_to_have_gone_through,
    reasons_not_to_order,
    reasons_not_to_rest,
    reasons_not_to_resume,
    reasons_not_to_reword,
    reasons_not_to_take_back,
)

TODAY = date(2026, 11, 22)


def day(days):
    return TODAY + timedelta(days=days)


def point(key=1, position=1, text="Visa runt", first=-100, last=None):
    return Point(key, position, text, day(first), None if last is None else day(last))


def said(reasons):
    return [str(reason) for reason in reasons]


CHECKLISTS = {
    "not begun, starts later": (10, None, 0),
    "not begun, started": (-5, None, -5),
    "begun before the start": (10, -2, -2),
    "begun after the start": (-5, -2, -5),
}


@pytest.mark.parametrize(("starts", "begun", "expected"), CHECKLISTS.values(), ids=CHECKLISTS.keys())
def test_a_list_that_is_begun_keeps_its_points(starts, begun, expected):
    begun_on = None if begun is None else day(begun)
    assert checklist_day(starts_on=day(starts), begun_on=begun_on, today=TODAY) == day(expected)


def test_the_list_in_order_with_what_comes_and_what_rests():
    old, new = point(1, 2, "Gammal", last=5), point(2, 2, "Ny", first=6)
    rested, first = point(3, 3, "Vilar", last=-1), point(4, 1, "Först")
    coming = point(5, 4, "Kommer", first=1)
    lines, rest = lines_of([new, old, rested, coming, first], TODAY)
    assert lines == [Line(first), Line(old, new), Line(coming)]
    assert rest == [rested]


def test_a_point_rests_in_its_latest_wording():
    _lines, rest = lines_of([point(1, last=-50), point(2, text="Visa allt", first=-49, last=-1)], TODAY)
    assert [each.text for each in rest] == ["Visa allt"]


ADD = {"text": "Brandsläckaren", "taken": ["Visa runt"], "number": 3, "from_on": day(1), "today": TODAY}
ADDED = {
    "tomorrow": ({}, []),
    "no words": ({"text": ""}, ["Skriv vad som ska gås igenom."]),
    "words that are there": ({"text": "visa RUNT"}, ["Punkten finns redan."]),
    "today": ({"from_on": TODAY}, ["Välj i morgon eller senare. De som redan har börjat behåller sina punkter."]),
    "a slip of the year": ({"from_on": day(366)}, ["Det är mer än ett år dit. Kontrollera året."]),
    "too many": (
        {"number": MOST_POINTS},
        [f"Listan har redan {MOST_POINTS} punkter. Låt någon vila först."],
    ),
    "everything at once": (
        {"text": "", "from_on": TODAY, "number": MOST_POINTS},
        [
            "Skriv vad som ska gås igenom.",
            "Välj i morgon eller senare. De som redan har börjat behåller sina punkter.",
            f"Listan har redan {MOST_POINTS} punkter. Låt någon vila först.",
        ],
    ),
}


@pytest.mark.parametrize(("change", "expected"), ADDED.values(), ids=ADDED.keys())
def test_a_point_is_added_from_tomorrow(change, expected):
    assert said(reasons_not_to_add(**ADD | change)) == expected


HOLDS, COMES = point(), point(2, text="Visa allt", first=3)
REWORDED = {
    "one that holds": (Line(HOLDS), HOLDS, {}, []),
    "the same words": (Line(HOLDS), HOLDS, {"text": "Visa runt"}, ["Skriv något annat än förut."]),
    "other letters": (Line(HOLDS), HOLDS, {"text": "visa runt"}, []),
    "one that changes": (
        Line(HOLDS, COMES),
        HOLDS,
        {},
        [f"Punkten ändras redan {day(3)}. Ta tillbaka den ändringen först."],
    ),
    "the change to come": (Line(HOLDS, COMES), COMES, {"text": "Visa allt"}, []),
    "one that is to rest": (
        Line(point(last=4)),
        point(last=4),
        {},
        [f"Punkten ska vila från {day(5)}. Låt den gälla vidare först."],
    ),
    "one that has gone": (None, point(last=-4), {}, ["Punkten gäller inte längre. Gå tillbaka till listan."]),
    "today": (
        Line(HOLDS),
        HOLDS,
        {"from_on": TODAY},
        ["Välj i morgon eller senare. De som redan har börjat behåller sina punkter."],
    ),
}


@pytest.mark.parametrize(("line", "one", "change", "expected"), REWORDED.values(), ids=REWORDED.keys())
def test_a_point_gets_other_words(line, one, change, expected):
    asked = {"text": "Visa huset", "taken": [], "from_on": day(1), "today": TODAY}
    assert said(reasons_not_to_reword(line=line, point=one, **asked | change)) == expected


RESTED = {
    "one that holds": (Line(HOLDS), HOLDS, []),
    "one that rests from a day": (Line(point(last=4)), point(last=4), [f"Punkten vilar redan från {day(5)}."]),
    "one that is to come": (Line(COMES), COMES, ["Punkten har inte börjat gälla. Ta bort den i stället."]),
    "one that changes": (
        Line(HOLDS, COMES),
        HOLDS,
        [f"Punkten ändras redan {day(3)}. Ta tillbaka den ändringen först."],
    ),
}


@pytest.mark.parametrize(("line", "one", "expected"), RESTED.values(), ids=RESTED.keys())
def test_a_point_rests_from_tomorrow(line, one, expected):
    assert said(reasons_not_to_rest(line=line, point=one, from_on=day(1), today=TODAY)) == expected


def test_only_what_has_not_begun_is_taken_back():
    assert reasons_not_to_take_back(point=COMES, today=TODAY) == []
    assert said(reasons_not_to_take_back(point=HOLDS, today=TODAY)) == [
        f"Punkten gäller sedan {day(-100)}. Låt den vila i stället."
    ]


def test_a_point_that_rests_holds_again_when_there_is_room_for_it():
    rested = point(last=-1)
    asked = {"point": rested, "rests": True, "taken": [], "number": 3}
    assert reasons_not_to_resume(**asked) == []
    assert said(reasons_not_to_resume(**asked | {"rests": False})) == ["Punkten vilar inte."]
    assert said(reasons_not_to_resume(**asked | {"taken": ["VISA runt"]})) == [
        "En annan punkt med samma ord gäller redan."
    ]
    assert len(reasons_not_to_resume(**asked | {"number": MOST_POINTS})) == 1


def test_an_order_has_every_point_once():
    assert reasons_not_to_order(order=[3, 1, 2], current={1, 2, 3}) == []
    for order in ([1, 2], [1, 2, 2], [1, 2, 4], [1, 2, 3, 3]):
        assert len(reasons_not_to_order(order=order, current={1, 2, 3})) == 1


def test_nothing_is_gone_through_before_it_holds():
    assert reasons_not_to_have_gone_through(points=[HOLDS], done_on=day(-100)) == []
    assert said(reasons_not_to_have_gone_through(points=[HOLDS, point(2, text="Ny", first=0)], done_on=day(-1))) == [
        f"”Ny” gäller från {TODAY}. Välj den dagen eller en senare."
    ]
