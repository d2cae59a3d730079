"""Every figure counts what its definition says, for every period and group, and two pages never disagree."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.rules.indicator.facts import (
    CaseFact,
    ExitFact,
    Facts,
    FirstPlacementFact,
    MoveFact,
    ReferralFact,
    SeatsFact,
)
from stegvis.rules.indicator.period import Period, latest_finished_quarter, read_period, reasons_not_to_report
from stegvis.rules.indicator.registry import (
    INDICATORS,
    Indicator,
    Population,
    Selection,
    ValueUnit,
    indicator_on,
    indicators_on,
)
from stegvis.rules.indicator.table import ALL, GENDERS, Cell, Showing, family, part, tables
from stegvis.rules.words import Reason

TODAY = date(2026, 11, 21)
Q3 = Period(2026, 3)
numbers = count(1)
BY_KEY = {each.key: each for each in INDICATORS}


def referral(person: int, on: date, gender: str = "K", unit: str = "1") -> ReferralFact:
    return ReferralFact(next(numbers), person, gender, unit, on)


def case(person: int, on: date, closed_on: date | None = None, gender: str = "K", unit: str = "1") -> CaseFact:
    return CaseFact(next(numbers), person, gender, unit, on, closed_on)


def move(person: int, on: date, up: bool = True, gender: str = "K", unit: str = "1") -> MoveFact:
    return MoveFact(next(numbers), person, gender, unit, on, 1 if up else 2, 2 if up else 1)


def leaving(
    outcome: str = "work_regular",
    lasts: bool | None = True,
    *,
    held: bool | None = None,
    on: date = date(2026, 8, 1),
    gender: str = "K",
    unit: str = "1",
) -> ExitFact:
    person = next(numbers)
    return ExitFact(person, person, gender, unit, on, outcome, lasts, held)


def measured(key: str, facts: Facts, period: Period = Q3):
    return BY_KEY[key].measure(facts.during(period, today=TODAY))


class TestPeriod:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026-Q3", Q3),
            ("2026-q3", Q3),
            ("2026K3", Q3),
            (" 2026 ", Period(2026)),
            ("2026-Q1", Period(2026, 1)),
        ],
    )
    def test_period_is_read(self, text, expected):
        assert read_period(text) == expected

    @pytest.mark.parametrize("text", ["", "2026-Q5", "2026-Q0", "Q3", "26-Q3", "1026", "2026-Q33", "2026\n-Q3", "²⁰²⁶"])
    def test_what_is_no_period_gets_a_plain_reason(self, text):
        assert isinstance(read_period(text), Reason)
        assert "2026-Q3" in str(read_period(text))

    @pytest.mark.parametrize(
        ("period", "first", "last"),
        [
            (Period(2026, 1), date(2026, 1, 1), date(2026, 3, 31)),
            (Period(2024, 1), date(2024, 1, 1), date(2024, 3, 31)),
            (Period(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
            (Period(2026), date(2026, 1, 1), date(2026, 12, 31)),
        ],
    )
    def test_first_and_last_day(self, period, first, last):
        assert (period.first_day, period.last_day) == (first, last)

    def test_series_is_eight_quarters_the_oldest_first(self):
        assert [each.key for each in Q3.series()] == [
            "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3",
        ]  # fmt: skip
        assert Period(2026).series()[-1] == Period(2026, 4)

    @given(st.integers(2000, 2099), st.integers(1, 4))
    def test_period_survives_being_written_and_next_undoes_previous(self, year, quarter):
        period = Period(year, quarter)
        assert read_period(period.key) == period
        assert period.next.previous == period == period.previous.next
        assert (period.next.first_day - period.last_day).days == 1

    def test_nothing_is_reported_before_it_has_begun(self):
        assert not reasons_not_to_report(Period(2026, 4), today=TODAY)
        assert reasons_not_to_report(Period(2027, 1), today=TODAY)
        assert latest_finished_quarter(TODAY) == Q3
        assert latest_finished_quarter(date(2026, 2, 1)) == Period(2025, 4)


class TestDefinitions:
    def test_each_person_is_referred_once(self):
        facts = Facts(
            referrals=(referral(1, date(2026, 7, 1)), referral(1, date(2026, 9, 30)), referral(2, date(2026, 9, 1)))
        )
        assert measured("new_referrals", facts).count == 2

    @pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 10, 1)])
    def test_day_outside_the_period_does_not_count(self, day):
        assert measured("new_referrals", Facts(referrals=(referral(1, day),))).count == 0

    @pytest.mark.parametrize(
        ("opened", "closed", "expected"),
        [
            (date(2025, 1, 1), None, 1),
            (date(2025, 1, 1), date(2026, 6, 30), 0),
            (date(2025, 1, 1), date(2026, 7, 1), 1),
            (date(2026, 9, 30), None, 1),
            (date(2026, 10, 1), None, 0),
        ],
    )
    def test_participant_has_a_case_open_some_day(self, opened, closed, expected):
        assert measured("participants", Facts(cases=(case(1, opened, closed),))).count == expected

    def test_second_case_in_the_period_is_the_same_participant(self):
        facts = Facts(cases=(case(1, date(2025, 1, 1), date(2026, 7, 5)), case(1, date(2026, 8, 1))))
        assert measured("participants", facts).count == 1

    def test_step_moves_count_people_and_show_moves_both_ways(self):
        cases = tuple(case(person, date(2026, 1, 1)) for person in (1, 2, 3, 4))
        moves = (move(1, date(2026, 7, 1)), move(1, date(2026, 8, 1)), move(2, date(2026, 8, 1), up=False))
        facts = Facts(cases=cases, moves=moves).during(Q3, today=TODAY)
        figure = BY_KEY["step_moves"]
        found = figure.measure(facts)
        assert (found.count, found.base, found.value) == (1, 4, Decimal("25.0"))
        assert {aside.key: aside.count(facts) for aside in figure.asides} == {"moves_up": 2, "moves_down": 1}

    @pytest.mark.parametrize(
        ("leave", "work", "studies"),
        [
            pytest.param(leaving(), 1, 0, id="regular work"),
            pytest.param(leaving("work_subsidised"), 1, 0, id="subsidised on the regular market"),
            pytest.param(leaving("work_municipal"), 0, 0, id="municipal labour-market job is not work"),
            pytest.param(leaving(lasts=False), 0, 0, id="shorter than a month"),
            pytest.param(leaving(lasts=None), 0, 0, id="nobody said that it lasts"),
            pytest.param(leaving(held=True), 1, 0, id="confirmed"),
            pytest.param(leaving(held=False), 0, 0, id="did not hold"),
            pytest.param(leaving("studies", lasts=None), 0, 1, id="studies with study aid"),
            pytest.param(leaving("other_studies", lasts=None), 0, 0, id="other studies"),
            pytest.param(leaving("moved", lasts=None), 0, 0, id="moved"),
        ],
    )
    def test_exit_counts_as_the_national_definition_says(self, leave, work, studies):
        facts = Facts(exits=(leave, leaving("died", None)))
        assert (measured("exits_to_work", facts).count, measured("exits_to_work", facts).base) == (work, 2)
        assert measured("exits_to_studies", facts).count == studies
        assert measured("exits_to_work_or_studies", facts).count == work + studies

    @pytest.mark.parametrize(
        ("days", "value"), [((10,), 10), ((10, 20), 15), ((10, 11), 11), ((1, 2, 90), 2), ((0, 0, 0, 3), 0)]
    )
    def test_median_of_days_rounds_half_up(self, days, value):
        start = date(2026, 8, 1)
        facts = Facts(
            first_placements=tuple(
                FirstPlacementFact(n, n, "K", "1", start, date.fromordinal(start.toordinal() - each))
                for n, each in enumerate(days)
            )
        )
        found = measured("days_to_first_placement", facts)
        assert (found.value, found.base) == (value, len(days))

    def test_seats_are_those_of_the_last_day(self):
        facts = Facts(
            seats=(
                SeatsFact(1, "7", 3, date(2020, 1, 1), date(2026, 9, 29)),
                SeatsFact(1, "7", 5, date(2026, 9, 30), None),
                SeatsFact(2, "association", 2, date(2026, 10, 1), None),
            )
        )
        assert measured("places_by_department", facts).value == 5

    def test_share_of_nobody_has_no_value(self):
        assert measured("exits_to_work", Facts()).value is None

    @pytest.mark.parametrize(
        ("part_", "whole", "value"), [(1, 3, "33.3"), (2, 3, "66.7"), (1, 16, "6.3"), (146, 380, "38.4")]
    )
    def test_share_is_rounded_once_with_one_decimal_half_up(self, part_, whole, value):
        facts = Facts(exits=(leaving(),) * part_ + (leaving("moved", None),) * (whole - part_))
        assert measured("exits_to_work", facts).value == Decimal(value)

    def test_period_that_runs_counts_as_far_as_it_has_come(self):
        later = date(2026, 12, 24)
        assert measured("new_referrals", Facts(referrals=(referral(1, later),)), Period(2026, 4)).count == 0

    def test_work_or_studies_is_work_and_studies(self):
        assert {each.sum_of for each in INDICATORS if each.sum_of} == {("exits_to_work", "exits_to_studies")}

    def test_every_figure_has_every_word_and_a_key_of_its_own(self):
        assert len(BY_KEY) == len(INDICATORS)
        for each in INDICATORS:
            assert each.definition.endswith(".")
            assert each.not_counted.endswith(".")
            assert each.source.endswith(".")


def test_new_meaning_is_a_new_version_and_old_periods_keep_the_old():
    def version(number: int, valid_from: date) -> Indicator:
        return Indicator(
            key="a", label="A", definition="D.", not_counted="N.", source="S.", count_label="a", unit=ValueUnit.PEOPLE,
            population=Population.REFERRED, reads=("referrals",), select=lambda facts: Selection((), ()),
            version=number, valid_from=valid_from,
        )  # fmt: skip

    registry = (version(2, date(2026, 1, 1)), version(1, date(2021, 1, 1)))
    assert indicator_on("a", date(2025, 12, 31), registry).version == 1
    assert indicator_on("a", date(2026, 1, 1), registry).version == 2
    assert indicator_on("a", date(2020, 1, 1), registry).version == 1
    assert [each.version for each in indicators_on(date(2026, 5, 1), registry)] == [2]
    assert indicator_on("b", date(2026, 1, 1), registry) is None


def made(facts: Facts, *keys: str) -> dict:
    chosen = [each for key in keys for each in family(BY_KEY[key], INDICATORS)]
    return tables(list(dict.fromkeys(chosen)), facts, year=2026, today=TODAY)


def exits(work: int, studies: int, rest: int, **where) -> tuple[ExitFact, ...]:
    return (
        tuple(leaving(**where) for _ in range(work))
        + tuple(leaving("studies", None, **where) for _ in range(studies))
        + tuple(leaving("moved", None, **where) for _ in range(rest))
    )


class TestTable:
    def test_everything_is_shown_when_nothing_is_small(self):
        facts = Facts(exits=exits(10, 10, 20) + exits(10, 10, 20, gender="M", unit="2"))
        table = made(facts, "exits_to_work")["exits_to_work"]
        assert table.at(Q3) == Cell(Showing.SHOWN, 20, 80, Decimal("25.0"))
        assert table.at(Q3, "gender:K") == Cell(Showing.SHOWN, 10, 40, Decimal("25.0"))
        assert table.at(Q3, part("2")).count == 10
        assert table.at(Period(2026)).count == 20
        assert table.at(Period(2026, 1)) == Cell(Showing.NOBODY, 0, 0)

    def test_hidden_cell_holds_no_number(self):
        facts = Facts(exits=exits(3, 0, 20) + exits(10, 10, 20, gender="M", unit="2"))
        table = made(facts, "exits_to_work")["exits_to_work"]
        assert table.at(Q3, "gender:K") == Cell(Showing.FEW)
        assert table.at(Q3, "gender:M") == Cell(Showing.NEIGHBOUR)
        assert table.at(Q3).showing is Showing.SHOWN

    def test_studies_cannot_be_computed_from_work_and_the_sum_of_both(self):
        facts = Facts(exits=exits(20, 3, 40))
        found = made(facts, "exits_to_studies")
        assert found["exits_to_studies"].at(Q3).is_hidden
        assert found["exits_to_work"].at(Q3).is_hidden
        assert found["exits_to_work_or_studies"].at(Q3).count == 23

    def test_base_hidden_in_one_figure_is_hidden_in_all_of_the_same_people(self):
        cases = tuple(case(n, date(2026, 7, 1), gender="K" if n < 3 else "M") for n in range(40))
        found = made(Facts(cases=cases), "participants")
        for group in ("gender:K", "gender:M"):
            assert found["participants"].at(Q3, group).is_hidden
            assert found["step_moves"].at(Q3, group).is_hidden

    def test_moves_are_hidden_where_the_share_is(self):
        cases = tuple(case(n, date(2026, 7, 1)) for n in range(40))
        moves = tuple(move(1, date(2026, 8, 1)) for _ in range(9))
        table = made(Facts(cases=cases, moves=moves), "step_moves")["step_moves"]
        assert table.at(Q3).is_hidden
        assert table.aside_at("moves_up", Q3).is_hidden
        assert table.aside_at("moves_down", Q3).count == 0

    def test_seats_are_never_hidden(self):
        seats = (SeatsFact(1, "7", 1, date(2020, 1, 1), None), SeatsFact(2, "association", 2, date(2020, 1, 1), None))
        table = made(Facts(seats=seats), "places_by_department")["places_by_department"]
        assert (table.at(Q3).value, table.at(Q3, part("7")).value) == (3, 1)

    def test_days_of_a_new_quarter_hide_the_year_so_far_and_no_quarter_that_is_over(self):
        before = [exits(20, 20, 20, on=date(2026, month, 1), unit=unit) for month in (2, 5, 8) for unit in ("1", "2")]
        begun = exits(1, 0, 0, on=date(2026, 10, 2))
        table = made(Facts(exits=sum(before, begun)), "exits_to_work")["exits_to_work"]
        assert table.at(Period(2026, 4)).is_hidden
        assert table.at(Period(2026)).is_hidden
        for group in (ALL, part("1"), part("2"), "gender:K"):
            assert not any(table.at(Period(2026, quarter), group).is_hidden for quarter in (1, 2, 3))

    def test_seats_of_a_quarter_are_not_those_of_the_year(self):
        seats = (
            SeatsFact(1, "7", 3, date(2020, 1, 1), date(2026, 9, 30)),
            SeatsFact(1, "7", 8, date(2026, 10, 1), None),
        )
        table = made(Facts(seats=seats), "places_by_department")["places_by_department"]
        assert (table.at(Q3).value, table.at(Period(2026, 4)).value, table.at(Period(2026)).value) == (3, 8, 8)


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["work_regular", "studies", "moved", "work_municipal"]),
        st.sampled_from(["K", "M", "X"]),
        st.sampled_from(["1", "2", "3"]),
        st.integers(1, 4),
    ),
    max_size=60,
)


@settings(max_examples=100, deadline=None)
@given(PEOPLE)
def test_no_page_shows_what_another_hides(people):
    """Whatever is shown of a year, no small group stands in it, and no line leaves a single hidden cell."""
    facts = Facts(
        exits=tuple(
            leaving(outcome, on=date(2026, quarter * 3 - 1, 1), gender=gender, unit=unit)
            for outcome, gender, unit, quarter in people
        )
    )
    found = made(facts, "exits_to_work")
    for key, table in found.items():
        for cell in table.cells.values():
            assert cell.is_hidden or cell.base == 0 or (cell.count >= 5 and cell.base - cell.count >= 5)
        for period in (Period(2026), *Period(2026).quarters):
            for groups in (GENDERS, table.parts):
                behind = [group for group in groups if table.at(period, group).is_hidden]
                if not table.at(period, ALL).is_hidden:
                    assert len(behind) != 1, key
    for place, cell in found["exits_to_work_or_studies"].cells.items():
        halves = [found[key].cells[place].is_hidden for key in ("exits_to_work", "exits_to_studies")]
        assert sum([cell.is_hidden, *halves]) != 1
