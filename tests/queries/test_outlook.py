"""Look ahead: the weeks of the past equal a count day by day, few people are not shown, statements do not grow."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.access import NotAllowed
from stegvis.models import Case
from stegvis.queries.ledger.register import register
from stegvis.queries.outlook import LEVELS, look_ahead_from
from stegvis.rules.outlook import HORIZON, NEEDED, Outlook
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.words import Reason
from tests import factories as make

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


def monday(back=0):
    today = make.today()
    return today - timedelta(days=today.weekday()) - WEEK * back


@pytest.fixture
def reader():
    return make.actor(Role.ANALYST, make.unit("Kontoret"))


def enrolled(since, *, level=1, until=None, number=0):
    """Somebody enrolled and mapped on a day."""
    case = make.case(make.participant("Rania", f"Khoury {number}"), at=make.unit(f"Arena {number}"))
    Case.objects.filter(pk=case.pk).update(
        referred_on=since, opened_on=since, closed_on=until, independence_level=level
    )
    make.mapping(case, held_on=since)
    return case


def of(found, level=0):
    return found.levels[level]


def test_without_history_nothing_can_be_said(reader):
    found = look_ahead_from(by=reader, today=make.today())
    assert [each.level for each in found.levels] == list(LEVELS)
    assert all(isinstance(each.missing_ahead, Reason) for each in found.levels)
    assert "0 veckors historik" in str(of(found).free_ahead)
    assert found.ahead == tuple(monday() + WEEK * ahead for ahead in range(1, HORIZON + 1))


def test_those_who_only_work_at_places_are_refused():
    with pytest.raises(NotAllowed):
        look_ahead_from(by=make.actor(Role.WORK_SUPERVISOR, make.unit()), today=make.today())


def test_the_weeks_that_were_are_counted_on_their_mondays(reader):
    """Six who wait from the start; one gets a seat for four weeks, one leaves."""
    start = monday(9)
    place = make.place(seats=2, opened_on=start)
    cases = [enrolled(start, level=2, number=number) for number in range(7)]
    make.placement(cases[0], place, PlacementStatus.ENDED, starts_on=monday(5), ends_on=monday(1) - timedelta(days=3))
    Case.objects.filter(pk=cases[1].pk).update(closed_on=monday(2))
    found = look_ahead_from(by=reader, today=make.today())
    assert found.known == tuple(monday(back) for back in range(9, -1, -1))
    assert of(found).waiting == (7, 7, 7, 7, 6, 6, 6, 6, 6, 6)
    assert of(found, 2).waiting == of(found).waiting
    assert of(found, 1).waiting == (0,) * 10
    assert of(found).free == (2, 2, 2, 2, 1, 1, 1, 1, 2, 2)
    assert str(of(found).free_ahead) == f"Kan inte bedömas. Det finns 10 veckors historik, och det behövs {NEEDED}."


def test_a_place_counts_at_every_level_that_it_takes(reader):
    start = monday(3)
    for lowest, highest, seats in ((1, 2, 3), (2, 4, 2)):
        make.place(
            seats=seats, opened_on=start, independence_from=lowest, independence_to=highest,
            host=make.unit(f"Värd {lowest}"),
        )  # fmt: skip
    enrolled(start)
    found = look_ahead_from(by=reader, today=make.today())
    assert [each.free[-1] for each in found.levels] == [5, 3, 5, 2, 2]


def waiting_at(*levels):
    """A history long enough, with so many who wait at each level from 1."""
    start = monday(NEEDED + 5)
    make.place(seats=2, opened_on=start)
    people = [level for level, many in enumerate(levels, start=1) for _one in range(many)]
    for number, level in enumerate(people):
        enrolled(start, level=level, number=number)


def test_few_people_are_not_shown_and_nothing_is_expected_of_them(reader):
    waiting_at(6, 0, 3, 5)
    found = look_ahead_from(by=reader, today=make.today())
    assert of(found, 3).waiting is None
    assert "Färre än 5" in str(of(found, 3).missing_ahead)
    missing = of(found).missing_ahead
    assert isinstance(missing, Outlook)
    assert {(each.low, each.expected, each.high) for each in missing.ahead} == {(12, 12, 12)}


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ((6, 7, 8, 9), {0, 1, 2, 3, 4}),
        ((6, 7, 3, 9), {0, 2, 4}),
        ((2, 3, 7, 9), {0, 3, 4}),
        ((1, 2, 7, 9), {0, 4}),
        ((0, 3, 7, 9), {0, 4}),
        ((0, 3, 0, 0), {1, 3, 4}),
        ((0, 0, 0, 0), {0, 1, 2, 3, 4}),
    ],
)
def test_the_few_cannot_be_computed_from_what_is_shown(levels, shown, reader):
    waiting_at(*levels)
    enrolled_nobody = sum(levels) == 0
    if enrolled_nobody:
        Case.objects.filter(pk=make.case(at=make.unit("Arena")).pk).update(opened_on=monday(NEEDED + 5))
    found = look_ahead_from(by=reader, today=make.today())
    assert {each.level for each in found.levels if each.waiting is not None} == shown


def test_statements_do_not_grow(reader):
    """Those of the ledger, and five of its own."""
    asked = []
    for number in range(6):
        place = make.place(seats=2, opened_on=monday(80), host=make.unit(f"Värd {number}"))
        make.placement(enrolled(monday(80), number=number), place)
        with CaptureQueriesContext(connection) as own:
            look_ahead_from(by=reader, today=make.today())
        with CaptureQueriesContext(connection) as of_the_ledger:
            register(first=monday(80), last=monday(), today=make.today())
        asked.append(len(own) - len(of_the_ledger))
    assert set(asked) == {5}


def test_a_year_has_its_weeks(reader):
    """Mondays stay Mondays over the turn of the year and of the clock."""
    start = monday(60)
    make.place(seats=2, opened_on=start)
    enrolled(start)
    found = look_ahead_from(by=reader, today=make.today())
    assert {each.weekday() for each in (*found.known, *found.ahead)} == {0}
    assert len(found.known) == 52
    assert found.known[-1] <= make.today() < found.ahead[0]
    assert isinstance(found.known[0], date)
