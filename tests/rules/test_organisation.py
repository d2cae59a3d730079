"""Where organisations lie, when they may move, and when a first day may change."""

from datetime import date, timedelta

import pytest

from stegvis.rules.organisation import (
    Coming,
    Lies,
    first_day_under_itself,
    namesake_lies_there,
    reasons_not_to_begin,
    reasons_not_to_move,
    reasons_not_to_save,
    reasons_not_to_take_back,
)
from stegvis.rules.people import OrganisationKind

TODAY = date(2026, 11, 22)
LONG_AGO = date(1971, 1, 1)


def day(days):
    return TODAY + timedelta(days=days)


MOVE = {
    "kind": OrganisationKind.UNIT,
    "parent_kind": OrganisationKind.DEPARTMENT,
    "is_same": False,
    "under_itself_on": None,
    "name_is_taken": False,
    "from_on": day(10),
    "lies_since": LONG_AGO,
    "today": TODAY,
}
MOVES = {
    "ahead": ({}, []),
    "today": ({"from_on": TODAY}, []),
    "back in time": ({"from_on": day(-400)}, []),
    "where it lies": ({"is_same": True}, ["Den ligger redan där."]),
    "where it is on its way": (
        {"is_same": True, "from_on": day(30), "coming": Coming("Nya", day(20))},
        ["Den ska redan flytta dit."],
    ),
    "before a move to come": (
        {"coming": Coming("Nya", day(20)), "lies_since": day(20)},
        [
            f"Den ska redan flytta till Nya {day(20)}. Ta tillbaka den flytten först, eller välj en senare dag.",
        ],
    ),
    "the day of a move to come": (
        {"coming": Coming("", day(10)), "lies_since": day(10)},
        [f"Den ska redan stå för sig själv från {day(10)}. Ta tillbaka flytten först, eller välj en senare dag."],
    ),
    "after a move to come": ({"coming": Coming("Nya", day(9)), "lies_since": day(9)}, []),
    "before it came there": (
        {"from_on": day(-20), "lies_since": day(-20)},
        [f"Den ligger där den ligger sedan {day(-20)}. Välj en senare dag."],
    ),
    "under itself": ({"under_itself_on": day(10)}, ["En organisation kan inte ligga under sig själv."]),
    "under itself later": (
        {"under_itself_on": day(40)},
        [f"Från och med {day(40)} ligger den du valde under den här. Ta tillbaka den flytten först."],
    ),
    "a slip of the year": ({"from_on": date(2062, 1, 1)}, ["Det är mer än fem år dit. Kontrollera året."]),
    "to one that has gone": (
        {"parent_until": day(9)},
        [f"Den du valde finns till och med {day(9)}. Välj en annan."],
    ),
    "after its own last day": (
        {"valid_to": day(9)},
        [f"Organisationen finns till och med {day(9)}. Välj en tidigare dag."],
    ),
}


@pytest.mark.parametrize(("change", "said"), MOVES.values(), ids=MOVES.keys())
def test_a_move_says_every_reason(change, said):
    assert [str(reason) for reason in reasons_not_to_move(**MOVE | change)] == said


BACK = {"coming": Coming("Nya", day(1)), "name_is_taken": False, "under_itself_on": None, "today": TODAY}
BACKS = {
    "the day before": ({}, []),
    "its day": (
        {"coming": Coming("Nya", TODAY)},
        ["Det finns ingen flytt som går att ta tillbaka. Skriv in en ny i stället."],
    ),
    "no move": ({"coming": None}, ["Det finns ingen flytt som går att ta tillbaka. Skriv in en ny i stället."]),
    "another of the name comes there": (
        {"name_is_taken": True},
        ["En annan med samma namn ska flytta in där den ligger nu. Ta tillbaka den flytten först."],
    ),
    "what it lies under comes under it": (
        {"under_itself_on": day(5)},
        [f"Från och med {day(5)} ligger den som är ovanför under den här. Ta tillbaka den flytten först."],
    ),
}


@pytest.mark.parametrize(("change", "said"), BACKS.values(), ids=BACKS.keys())
def test_a_move_is_taken_back_before_its_day(change, said):
    assert [str(reason) for reason in reasons_not_to_take_back(**BACK | change)] == said


BEGIN = {"valid_from": day(-10), "moved_on": None, "in_use_since": None, "parent": "Nya", "parent_from": None}
BEGINS = {
    "nothing in the way": ({}, []),
    "no first day": ({"valid_from": None, "in_use_since": day(-20), "parent_from": day(-5)}, []),
    "the day of a move": (
        {"moved_on": day(-10)},
        [f"Den flyttade {day(-10)} från där den låg först. Välj en dag före den."],
    ),
    "the day before a move": ({"moved_on": day(-9)}, []),
    "seats before it": (
        {"in_use_since": day(-11)},
        [f"Platser räknas där sedan {day(-11)}. Välj den dagen eller en tidigare."],
    ),
    "seats from its first day": ({"in_use_since": day(-10)}, []),
    "what it lies under is younger": (
        {"parent_from": day(-9)},
        [f"Nya finns från och med {day(-9)}. Välj den dagen eller en senare."],
    ),
    "everything": (
        {"moved_on": day(-20), "in_use_since": day(-30), "parent_from": TODAY},
        [
            f"Den flyttade {day(-20)} från där den låg först. Välj en dag före den.",
            f"Platser räknas där sedan {day(-30)}. Välj den dagen eller en tidigare.",
            f"Nya finns från och med {TODAY}. Välj den dagen eller en senare.",
        ],
    ),
}


@pytest.mark.parametrize(("change", "said"), BEGINS.values(), ids=BEGINS.keys())
def test_a_first_day_changes_when_nothing_stands_in_the_way(change, said):
    reasons = reasons_not_to_begin(**BEGIN | change)
    assert {reason.at for reason in reasons} <= {"valid_from"}
    assert [str(reason) for reason in reasons] == said


def test_an_organisation_does_not_end_before_its_move():
    said = reasons_not_to_save(
        name="Verkstaden",
        kind=OrganisationKind.UNIT,
        parent_kinds=[OrganisationKind.DEPARTMENT],
        exists=False,
        valid_from=None,
        valid_to=day(9),
        moves=Coming("Nya", day(10)),
    )
    assert [str(reason) for reason in said] == [
        f"Den ska flytta {day(10)}, efter den dagen. Ta tillbaka flytten först."
    ]


def test_a_kind_must_do_also_where_it_is_on_its_way():
    said = reasons_not_to_save(
        name="Verkstaden",
        kind=OrganisationKind.MUNICIPAL_COMPANY,
        parent_kinds=[OrganisationKind.MUNICIPALITY, OrganisationKind.DEPARTMENT],
        exists=False,
        valid_from=None,
        valid_to=None,
    )
    assert [str(reason) for reason in said] == ["”kommunalt bolag” kan inte ligga under ”förvaltning”."]


TREE = {
    1: [Lies(None, LONG_AGO)],
    2: [Lies(1, LONG_AGO)],
    3: [Lies(2, LONG_AGO, day(19)), Lies(1, day(20))],
    4: [Lies(1, LONG_AGO, day(29)), Lies(3, day(30))],
}
LAYINGS = {
    "beside": (2, 1, 0, None),
    "by itself": (2, None, 0, None),
    "under what lies under it": (2, 3, 0, day(0)),
    "under what has left it": (2, 3, 20, None),
    "under what is to come under it": (3, 4, 0, day(30)),
    "under what comes under what comes under it": (1, 2, 0, day(0)),
}


@pytest.mark.parametrize(("one", "parent", "days", "said"), LAYINGS.values(), ids=LAYINGS.keys())
def test_nothing_ever_lies_under_itself(one, parent, days, said):
    assert first_day_under_itself(one, parent=parent, from_on=day(days), tree=TREE) == said


def test_a_tree_that_bites_its_own_tail_already_is_still_walked_to_an_end():
    tree = {1: [Lies(2, LONG_AGO)], 2: [Lies(1, LONG_AGO)], 3: [Lies(None, LONG_AGO)]}
    assert first_day_under_itself(3, parent=1, from_on=TODAY, tree=tree) is None


def test_a_name_is_taken_as_long_as_somebody_lies_there():
    lies = [[Lies(1, LONG_AGO, day(5)), Lies(2, day(6))]]
    assert namesake_lies_there(lies, parent=1, since=day(5))
    assert not namesake_lies_there(lies, parent=1, since=day(6))
    assert namesake_lies_there(lies, parent=2, since=day(90))
    assert not namesake_lies_there([], parent=None, since=TODAY)
