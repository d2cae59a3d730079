"""Attendance: what is planned of a day, what a mark may say, and a month that is its days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.absence import Planned
from stegvis.rules.activity import Span
from stegvis.rules.attendance import (
    CODES,
    AbsenceCode,
    AttendanceKind,
    DayMark,
    Said,
    Seated,
    is_holiday,
    month_sum,
    next_month,
    reasons_not_to_approve,
    reasons_not_to_handle,
    reasons_not_to_mark,
    reasons_not_to_report,
    reasons_not_to_tick,
    time_of_mark,
    unmarked_days,
)
from stegvis.rules.placement import PlacementStatus
from stegvis.rules.schedule import Slot

MONDAY, TODAY = date(2026, 11, 16), date(2026, 11, 20)
AUTUMN = Span(date(2026, 9, 1), date(2026, 12, 31))
PRESENT, ILL = Said(AttendanceKind.PRESENT), Said(AttendanceKind.ABSENT, AbsenceCode.ILL)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 3), True),
        (date(2026, 4, 6), True),
        (date(2026, 5, 14), True),
        (date(2026, 6, 19), True),
        (date(2026, 10, 31), True),
        (date(2027, 3, 26), True),
        (date(2026, 12, 24), True),
        (date(2026, 12, 23), False),
        (MONDAY, False),
    ],
    ids=["långfredag", "annandag påsk", "kristi himmelsfärd", "midsommarafton", "alla helgons dag", "långfredag 2027",
         "julafton", "dagen före julafton", "en måndag"],
)  # fmt: skip
def test_holidays(day, expected):
    assert is_holiday(day) is expected


def test_planned_by_the_times_that_hold_and_else_by_a_fifth_of_the_week():
    assert [Seated(AUTUMN, 20).minutes_on(MONDAY + timedelta(days=n)) for n in (0, 4, 5, 6)] == [240, 240, 0, 0]
    until = Planned(Slot(1, 540, 720), Span(AUTUMN.starts_on, MONDAY))
    later = Planned(Slot(2, 540, 840), Span(MONDAY + timedelta(days=1), None))
    timed = Seated(AUTUMN, 20, slots=(until, later))
    assert [timed.minutes_on(MONDAY + timedelta(days=n)) for n in (0, 1, 2, 7)] == [180, 300, 0, 0]
    assert Seated(Span(date(2026, 9, 1), MONDAY), 20).minutes_on(MONDAY + timedelta(days=1)) == 0


def test_nobody_is_expected_on_a_holiday_but_by_the_times_of_a_place_with_shifts():
    slots = (Planned(Slot(4, 420, 900), AUTUMN),)
    christmas_eve = date(2026, 12, 24)
    assert Seated(AUTUMN, 40).minutes_on(christmas_eve) == 0
    assert Seated(AUTUMN, 40, slots=slots).minutes_on(christmas_eve) == 0
    assert Seated(AUTUMN, 40, has_shifts=True, slots=slots).minutes_on(christmas_eve) == 480
    assert len(Seated(AUTUMN, 40).days_of(date(2026, 12, 9))) == 20


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"status": PlacementStatus.AGREED}, ["inte startad"]),
        ({"day": date(2026, 8, 31)}, ["pågår inte den dagen"]),
        ({"planned_minutes": 0}, ["Ingen tid är planerad"]),
        ({"day": TODAY + timedelta(days=1)}, ["inte varit än"]),
        ({"day": TODAY + timedelta(days=1), "said": ILL}, []),
        ({"day": TODAY + timedelta(days=32), "said": ILL}, ["mer än en månad"]),
        ({"said": Said(AttendanceKind.ABSENT)}, ["Välj varför"]),
        ({"said": Said(AttendanceKind.LATE, late_minutes=240)}, ["mellan 1 och 239"]),
        ({"said": Said(AttendanceKind.LATE, late_minutes=0)}, ["mellan 1 och 239"]),
        ({"status": PlacementStatus.HOST_ASKED, "said": Said(AttendanceKind.ABSENT)}, ["inte startad", "Välj varför"]),
    ],
)
def test_marks_that_are_refused_say_every_reason(changes, words):
    values = {"said": PRESENT, "day": TODAY, "today": TODAY, "status": PlacementStatus.ACTIVE, "runs": AUTUMN,
              "planned_minutes": 240}  # fmt: skip
    reasons = [str(reason) for reason in reasons_not_to_mark(**values | changes)]
    assert len(reasons) == len(words)
    assert all(word in reason for word, reason in zip(words, reasons, strict=True))


def test_the_time_of_a_mark_is_the_phones_unless_that_cannot_be():
    now = datetime(2026, 11, 20, 11, tzinfo=UTC)
    earlier = now - timedelta(hours=3)
    assert time_of_mark(said_at=earlier, now=now) == earlier
    for impossible in (None, now + timedelta(minutes=5), now - timedelta(days=40)):
        assert time_of_mark(said_at=impossible, now=now) == now


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"month": date(2026, 11, 1)}, ["inte slut"]),
        ({"month": date(2026, 11, 1), "runs": Span(date(2026, 9, 1), date(2026, 11, 18))}, []),
        ({"unmarked": [date(2026, 10, 5)]}, ["saknar närvaro"]),
        ({"unmarked": [date(2026, 10, 5), date(2026, 10, 6)]}, ["2 dagar saknar närvaro"]),
        ({"has_marks": False}, ["inga dagar"]),
        ({"has_changed": True}, ["sedan du läste"]),
    ],
)
def test_month_is_approved_when_every_day_is_said(changes, words):
    values = {"month": date(2026, 10, 1), "today": TODAY, "runs": AUTUMN, "unmarked": [], "has_marks": True,
              "has_changed": False}  # fmt: skip
    reasons = [str(reason) for reason in reasons_not_to_approve(**values | changes)]
    assert [word in reason for word, reason in zip(words, reasons, strict=True)] == [True] * len(words)


@given(
    st.lists(
        st.tuples(st.sampled_from([None, *CODES]), st.integers(1, 600), st.integers(0, 600)),
        max_size=31,
    )
)
def test_month_is_the_sum_of_its_days(days):
    marks = [
        DayMark(
            date(2026, 10, 1) + timedelta(days=number),
            code or AttendanceKind.PRESENT.value,
            planned,
            planned if code is None else min(attended, planned) if code == "late" else 0,
        )
        for number, (code, planned, attended) in enumerate(days)
    ]
    total = month_sum(marks)
    assert total.planned_minutes == total.attended_minutes + sum(total.absence_minutes.values())
    for code in CODES:
        away = sum(mark.planned_minutes - mark.attended_minutes for mark in marks if mark.code == code)
        assert total.absence_minutes.get(code, 0) == away


def test_unmarked_days_and_the_turn_of_the_year():
    assert unmarked_days([TODAY, MONDAY], [TODAY]) == [MONDAY]
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_introduction_and_incident_refusals():
    ticked = {"status": PlacementStatus.ACTIVE, "starts_on": MONDAY, "today": TODAY}
    assert reasons_not_to_tick(done_on=TODAY, **ticked) == []
    assert len(reasons_not_to_tick(done_on=TODAY + timedelta(days=1), **ticked)) == 1
    assert len(reasons_not_to_tick(done_on=date(2026, 9, 1), **ticked | {"status": PlacementStatus.HOST_ASKED})) == 2
    told = {"opened_on": date(2026, 1, 1), "today": TODAY}
    assert reasons_not_to_report(text="Halt golv", happened_on=TODAY, **told) == []
    assert [reason.at for reason in reasons_not_to_report(text=" ", happened_on=date(2025, 1, 1), **told)] == [
        "text",
        "happened_on",
    ]
    assert [reason.at for reason in reasons_not_to_handle(handled_on=TODAY, measures="")] == [None, "measures"]
