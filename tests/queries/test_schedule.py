"""The week: line by line and day by day, as it was in any week, in three statements however much there is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from stegvis.models import CoordinatorPeriod
from stegvis.queries.schedule import Entry, EntryKind, changes_of, coordinator_changes, times_of, week_of
from stegvis.rules.people import Role
from stegvis.rules.schedule import Slot, Times
from tests import factories as make

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def case():
    return make.case(coordinator=make.user("Maria Ekdahl", Role.COORDINATOR, make.unit()))


@pytest.fixture
def rania(case):
    """The week of the picture: 20 + 8 + 4 hours."""
    start = MONDAY - timedelta(days=60)
    place = make.place("Solgläntan", supervisor_name="Åse Lindgren")
    praktik = make.placement(case, place, starts_on=start, ends_on=MONDAY, hours_per_week=Decimal(20))
    sfi = make.activity(case, name="Sfi kurs D", starts_on=start, hours_per_week=Decimal(8))
    search = make.activity(case, kind="job_search", starts_on=start, hours_per_week=Decimal(5))
    for weekday in (1, 2, 3, 4):
        make.slot(praktik, weekday, 9, 14)
    make.slot(sfi, 3, 14, 17)
    make.slot(sfi, 5, 9, 14, where="Skolan")
    for weekday in (1, 2):
        make.slot(search, weekday, 14, 16)
    return praktik, sfi, search


def test_week_is_lines_days_and_sums(case, rania, django_assert_num_queries):
    with django_assert_num_queries(3):
        week = week_of(case, MONDAY - timedelta(days=5))
    assert [(line.name, line.hours_by_day, line.hours) for line in week.lines] == [
        ("Sfi kurs D", (0, 0, 3, 0, 5), 8),
        ("", (2, 2, 0, 0, 0), 4),
        ("Solgläntan", (5, 5, 5, 5, 0), 20),
    ]
    assert [day.hours for day in week.days] == [7, 7, 8, 5, 5]
    assert (week.hours, week.full_time, week.room.weekdays, week.room.hours) == (32, 40, (4, 5), 3)
    assert [line.difference for line in week.lines] == [0, -1, 0]


def test_day_says_where_whom_to_ask_and_what_ends(case, rania):
    days = {day.day: day.entries for day in week_of(case, MONDAY).days}
    praktik, search = days[MONDAY]
    assert (praktik.times, praktik.name, praktik.where, praktik.whom) == (
        Times(540, 840), "Solgläntan", "Drivhuset", "Åse Lindgren",
    )  # fmt: skip
    assert (praktik.is_last_day, search.is_last_day, search.whom) == (True, False, "Maria Ekdahl")
    assert [each.name for each in days[MONDAY + timedelta(days=1)]] == [""]
    assert [each.where for each in days[FRIDAY]] == ["Skolan"]


def test_week_with_more_in_it_costs_no_more(case, rania, django_assert_num_queries):
    for number in range(8):
        make.slot(make.activity(case, name=f"Grupp {number}", hours_per_week=Decimal(1)), 6, 8 + number, 9 + number)
    with django_assert_num_queries(3):
        week = week_of(case, MONDAY)
    assert [day.weekday for day in week.days] == [1, 2, 3, 4, 5, 6]
    assert week.days[-1].hours == 8


def test_week_without_times_counts_what_was_agreed_and_knows_no_room(case):
    make.activity(case, starts_on=MONDAY, hours_per_week=Decimal(15))
    week = week_of(case, MONDAY)
    assert (week.hours, week.room, [day.hours for day in week.days]) == (15, None, [0] * 5)
    assert week_of(case, MONDAY - timedelta(days=1)).lines == ()


def test_meetings_stand_among_the_rest_without_hours(case, rania):
    saturday = MONDAY + timedelta(days=5)
    meeting = Entry(EntryKind.MEETING, 600, 660, "Samtal med Maria", where="Arena Söder")
    week = week_of(case, MONDAY).with_entries(
        {MONDAY: [meeting], saturday: [meeting], MONDAY.replace(day=1): [meeting]}
    )
    assert [each.name for each in week.days[0].entries] == ["Solgläntan", "Samtal med Maria", ""]
    assert week.days[0].hours == 7
    assert [day.weekday for day in week.days] == [1, 2, 3, 4, 5, 6]
    assert week.hours == week_of(case, MONDAY).hours


def test_week_as_it_was_stays_as_it_was(case):
    activity = make.activity(case, starts_on=MONDAY - timedelta(days=30))
    make.slot(activity, 1, 9, 12, ends_on=MONDAY - timedelta(days=1))
    make.slot(activity, 2, 9, 12, starts_on=MONDAY)
    assert [week_of(case, day).lines[0].hours_by_day for day in (MONDAY - timedelta(days=7), MONDAY)] == [
        (3, 0, 0, 0, 0),
        (0, 3, 0, 0, 0),
    ]
    assert changes_of(case, since=case.opened_on) == (MONDAY, MONDAY - timedelta(days=30))


def test_times_of_one_thing_now_and_planned(case, django_assert_num_queries):
    activity = make.activity(case, starts_on=MONDAY)
    now = make.slot(activity, 1, 9, 12, ends_on=FRIDAY, where="Skolan")
    later = make.slot(activity, 2, 9, 12, starts_on=FRIDAY + timedelta(days=1))
    with django_assert_num_queries(1):
        found = times_of(activity, MONDAY)
    assert (found.slots, found.where, found.later_from) == ((Slot(1, 540, 720),), "Skolan", later.starts_on)
    assert found.seen == f"{now.pk}-{later.pk}"
    assert times_of(activity, MONDAY - timedelta(days=9)).slots == (Slot(1, 540, 720),)


def test_coordinator_changes_are_those_after_the_first(case, django_assert_num_queries):
    first = case.coordinator_periods.get()
    first.ends_on = MONDAY - timedelta(days=1)
    first.save()
    CoordinatorPeriod.objects.create(case=case, coordinator=make.user("Anders Wiklander"), starts_on=MONDAY)
    with django_assert_num_queries(1):
        (change,) = coordinator_changes(case)
    assert (change.on, change.name, change.before) == (MONDAY, "Anders Wiklander", "Maria Ekdahl")
