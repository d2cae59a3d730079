"""The timeline: gaps are found, bars stand where their days are, hours add up."""

from datetime import date

import pytest

from stegvis.web.drawing.hours import level_changes
from stegvis.web.drawing.months import Months, month_start
from stegvis.web.drawing.shapes import Box, Path, Words
from stegvis.web.drawing.timeline import Activity, Change, Gap, StepSpell, Timeline, gaps_between, in_lanes, timeline

TODAY = date(2026, 11, 20)
SINCE = date(2026, 1, 1)


def activity(start: date, end: date | None, row: str = "Praktik", hours: float = 20) -> Activity:
    return Activity(row, "Förskolan", start, end, hours)


def draw(
    *activities: Activity, steps: tuple[StepSpell, ...] = (), since: date = SINCE, today: date = TODAY
) -> Timeline:
    return timeline(id="t", title="t", description="d", activities=activities, steps=steps, since=since, today=today)


GAP_CASES = {
    "nothing at all": ([], [(SINCE, TODAY)]),
    "everything covered": ([(SINCE, None)], []),
    "before the first": ([(date(2026, 2, 1), None)], [(SINCE, date(2026, 1, 31))]),
    "between two": (
        [(SINCE, date(2026, 3, 31)), (date(2026, 5, 1), None)],
        [(date(2026, 4, 1), date(2026, 4, 30))],
    ),
    "after the last until today": ([(SINCE, date(2026, 10, 31))], [(date(2026, 11, 1), TODAY)]),
    "six days are no gap": ([(SINCE, date(2026, 3, 31)), (date(2026, 4, 7), None)], []),
    "seven days are": (
        [(SINCE, date(2026, 3, 31)), (date(2026, 4, 8), None)],
        [(date(2026, 4, 1), date(2026, 4, 7))],
    ),
    "a short one inside a long one opens no gap": (
        [(SINCE, None), (date(2026, 2, 1), date(2026, 3, 1)), (date(2026, 6, 1), date(2026, 6, 2))],
        [],
    ),
    "one that begins after today closes the gap today": ([(date(2027, 1, 11), None)], [(SINCE, TODAY)]),
}


@pytest.mark.parametrize(("periods", "expected"), GAP_CASES.values(), ids=GAP_CASES.keys())
def test_gaps(periods, expected):
    gaps = gaps_between([activity(start, end) for start, end in periods], since=SINCE, today=TODAY)
    assert [(gap.start, gap.end) for gap in gaps] == expected


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 dag utan insats"), (3, "3 dagar utan insats"), (7, "1 vecka utan insats"), (42, "6 veckor utan insats")],
)
def test_gap_says_how_long_it_is(days: int, said: str):
    assert Gap(date(2026, 1, 1), date.fromordinal(date(2026, 1, 1).toordinal() + days - 1)).words == said


def test_gap_is_hatched_in_both_widths():
    drawn = draw(activity(SINCE, date(2026, 3, 31)), activity(date(2026, 6, 1), None))
    for canvas in (drawn.picture.wide, drawn.picture.narrow):
        assert [shape.css for shape in canvas.shapes if isinstance(shape, Box)].count("gap") == 1


def test_bar_without_end_reaches_the_edge_and_one_that_ended_does_not():
    drawn = draw(activity(SINCE, None, "Sfi"), activity(date(2026, 2, 1), date(2026, 3, 31)))
    bars = [shape for shape in drawn.picture.wide.shapes if isinstance(shape, Box) and shape.css == "bar"]
    ends = sorted(round(bar.x + bar.width) for bar in bars)
    assert ends[1] == 788 > ends[0]


def test_overlapping_activities_of_one_row_get_lanes_of_their_own():
    lanes = in_lanes(
        [activity(SINCE, None), activity(date(2026, 2, 1), date(2026, 3, 1)), activity(date(2026, 4, 1), None)]
    )
    assert [(row, [len(lane) for lane in rows]) for row, rows in lanes] == [("Praktik", [1, 2])]


def test_rows_and_gaps_stand_in_the_table_in_order_of_time():
    drawn = draw(activity(SINCE, date(2026, 3, 31)), activity(date(2026, 6, 1), None, "Sfi"))
    assert [(row.what, row.is_gap) for row in drawn.rows] == [
        ("Praktik, Förskolan", False),
        ("Utan insats", True),
        ("Sfi, Förskolan", False),
    ]


def test_coordinator_change_is_a_mark_and_a_line_of_the_table():
    day = date(2026, 4, 13)
    changes = [Change(day, "Maria Ekdahl"), Change(day.replace(day=14), "Anders Wiklander")]
    drawn = timeline(
        id="t", title="t", description="d", activities=[activity(SINCE, None)], steps=(), since=SINCE, today=TODAY,
        changes=changes,
    )  # fmt: skip
    for canvas in (drawn.picture.wide, drawn.picture.narrow):
        marks = [shape for shape in canvas.shapes if isinstance(shape, Path) and shape.css == "changed"]
        named = [
            shape.text
            for shape in canvas.shapes
            if isinstance(shape, Words) and shape.text in {c.name for c in changes}
        ]
        assert len(marks) == 2
        assert named == ["Maria Ekdahl"]
    assert [(row.what, row.start) for row in drawn.rows if row.is_change] == [
        ("Maria Ekdahl blev koordinator", day),
        ("Anders Wiklander blev koordinator", day.replace(day=14)),
    ]


def test_name_of_a_late_change_stands_before_the_mark():
    late = [Change(TODAY, "Maria Ekdahl")]
    drawn = timeline(
        id="t", title="t", description="d", activities=[], steps=(), since=SINCE, today=TODAY, changes=late
    )
    for canvas in (drawn.picture.wide, drawn.picture.narrow):
        (name,) = [shape for shape in canvas.shapes if isinstance(shape, Words) and shape.text == "Maria Ekdahl"]
        assert name.css == "t-s t-halo t-end"
        assert 0 < name.x < canvas.width


def test_change_before_the_window_stands_in_the_table_alone():
    drawn = timeline(
        id="t", title="t", description="d", activities=[], steps=(), since=date(2020, 1, 1), today=TODAY,
        changes=[Change(date(2020, 2, 1), "Maria Ekdahl")],
    )  # fmt: skip
    assert not [shape for shape in drawn.picture.wide.shapes if isinstance(shape, Path) and shape.css == "changed"]
    assert len([row for row in drawn.rows if row.is_change]) == 1


def test_a_step_back_turns_the_path_down():
    spells = (StepSpell(2, SINCE, date(2026, 5, 31)), StepSpell(1, date(2026, 6, 1)))
    wide = draw(activity(SINCE, None), steps=spells).picture.wide
    (way,) = [shape for shape in wide.shapes if isinstance(shape, Path) and shape.css == "tread"]
    heights = [float(point.split()[1]) for point in way.d[1:].split("L")]
    assert heights == sorted(heights)
    assert heights[-1] - heights[0] == 18


def test_hours_add_up_day_by_day():
    amounts = [(date(2026, 1, 1), date(2026, 1, 10), 20), (date(2026, 1, 5), None, 8)]
    assert level_changes(amounts, date(2026, 1, 1), date(2026, 2, 1)) == [
        (date(2026, 1, 1), 20),
        (date(2026, 1, 5), 28),
        (date(2026, 1, 11), 8),
    ]


def test_hours_from_before_the_window_count_from_its_first_day():
    assert level_changes([(date(2020, 1, 1), None, 20)], date(2026, 1, 1), date(2026, 2, 1)) == [(date(2026, 1, 1), 20)]


def test_more_than_full_time_stays_inside_the_drawing():
    wide = draw(activity(SINCE, None, hours=60)).picture.wide
    area = next(shape for shape in wide.shapes if isinstance(shape, Path) and shape.css == "area")
    heights = [float(part.split("H")[0].rstrip("z")) for part in area.d.split("V")[1:]]
    assert min(heights) > 0


def test_an_empty_case_is_drawn_as_one_gap():
    drawn = draw(today=date(2026, 1, 20))
    assert len(drawn.gaps) == 1
    assert drawn.picture.wide.height > 0


def test_text_in_a_bar_never_sticks_out():
    short_one = activity(date(2026, 11, 1), date(2026, 11, 9))
    wide = draw(short_one).picture.wide
    assert not [shape for shape in wide.shapes if isinstance(shape, Words) and shape.css == "t-on"]


def test_window_is_at_most_eighteen_months_and_at_least_six():
    assert Months.reaching(TODAY, since=date(2019, 1, 1), most=18).count == 18
    assert Months.reaching(TODAY, since=date(2026, 11, 2), most=18).count == 6


def test_months_are_equally_wide_and_days_lie_between_them():
    months = Months(date(2026, 1, 1), 12).across(0, 120)
    assert [months.x(month_start(date(2026, 1, 1), place)) for place in range(13)] == [
        place * 10 for place in range(13)
    ]
    assert months.x(date(2026, 2, 15)) == pytest.approx(15)
    assert months.x(date(2025, 1, 1)) == 0
    assert months.x(date(2030, 1, 1)) == 120


@pytest.mark.parametrize(
    ("day", "on", "expected"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 1)),
        (date(2026, 11, 20), 2, date(2027, 1, 1)),
        (date(2026, 1, 5), -1, date(2025, 12, 1)),
    ],
)
def test_month_start_counts_over_new_year(day: date, on: int, expected: date):
    assert month_start(day, on) == expected
