"""The facts are all there, in a fixed number of statements, and figures equal an independent count in plain SQL."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from stegvis.queries.facts import Between, facts_of
from stegvis.queries.indicator import figures_of
from stegvis.rules.indicator.period import Period
from tests.queries.small_municipality import TODAY, organisation, place, small_municipality

pytestmark = pytest.mark.django_db
KINDS = ("referrals", "cases", "moves", "exits", "first_placements", "seats", "households", "reviews")
WINDOW = Between(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("people", [0, 40, 400])
def test_statements_do_not_grow_with_the_people(people, django_assert_num_queries):
    small_municipality(people)
    with django_assert_num_queries(len(KINDS) + 1):
        facts_of(KINDS, WINDOW)
    with django_assert_num_queries(len(KINDS) + 1):
        figures_of(Period(2026, 3), today=TODAY)


def test_one_figure_reads_only_its_own_facts(django_assert_num_queries):
    with django_assert_num_queries(2):
        figures_of(Period(2026, 3), today=TODAY, keys=["exits_to_work"])


def one(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


BETWEEN = "BETWEEN %s AND %s"
WORK = "outcome IN ('work_regular', 'work_subsidised') AND lasts_a_month AND outcome_held IS NOT FALSE"
OPEN = "opened_on <= %s AND (closed_on IS NULL OR closed_on >= %s)"
COUNTS = {
    "new_referrals": f"SELECT count(DISTINCT participant_id) FROM stegvis_referral WHERE received_on {BETWEEN}",
    "exits_to_work": f"SELECT count(*) FROM stegvis_exit WHERE exited_on {BETWEEN} AND {WORK}",
    "exits_to_studies": f"SELECT count(*) FROM stegvis_exit WHERE exited_on {BETWEEN} AND outcome = 'studies'",
    "exits_to_work_or_studies": (
        f"SELECT count(*) FROM stegvis_exit WHERE exited_on {BETWEEN} AND (outcome = 'studies' OR {WORK})"
    ),
    "step_moves": (
        "SELECT count(DISTINCT participant_id) FROM stegvis_case c JOIN stegvis_stepmove m ON m.case_id = c.id "
        f"WHERE m.moved_on {BETWEEN} AND m.to_step > m.from_step"
    ),
    "days_to_first_placement": (
        "SELECT count(*) FROM (SELECT min(starts_on) AS first FROM stegvis_placement "
        f"WHERE status IN ('active', 'ended') GROUP BY case_id) firsts WHERE first {BETWEEN}"
    ),
}


@pytest.mark.parametrize("period", [Period(2026, 3), Period(2026, 1), Period(2025)], ids=str)
def test_figures_equal_an_independent_count(period):
    small_municipality(400)
    days = (period.first_day, period.last_day)
    figures = {each.key: each for each in figures_of(period, today=TODAY)}
    shown = 0
    for key, sql in COUNTS.items():
        if not figures[key].cell.is_hidden:
            assert figures[key].cell.count == one(sql, *days), key
            shown += 1
    assert shown >= 4, "too much is hidden for the test to say anything"
    exits = one(f"SELECT count(*) FROM stegvis_exit WHERE exited_on {BETWEEN}", *days)
    participants = one(f"SELECT count(DISTINCT participant_id) FROM stegvis_case WHERE {OPEN}", *reversed(days))
    assert figures["exits_to_work_or_studies"].cell.base == exits
    assert figures["participants"].cell.value == figures["step_moves"].cell.base == participants
    share = Decimal(100 * figures["exits_to_work_or_studies"].cell.count) / exits
    assert abs(figures["exits_to_work_or_studies"].cell.value - share) <= Decimal("0.05")


def test_median_of_days_equals_that_of_the_database():
    small_municipality(300)
    sql = (
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY first - referred_on) FROM (SELECT case_id, min(starts_on) "
        "AS first FROM stegvis_placement WHERE status IN ('active', 'ended') GROUP BY case_id) f JOIN stegvis_case c "
        f"ON c.id = f.case_id WHERE first {BETWEEN}"
    )
    (figure,) = figures_of(Period(2025), today=TODAY, keys=["days_to_first_placement"])
    assert abs(figure.cell.value - one(sql, date(2025, 1, 1), date(2025, 12, 31))) <= 0.5


def test_protected_people_are_counted():
    small_municipality(50)
    everybody = one("SELECT count(DISTINCT participant_id) FROM stegvis_referral WHERE received_on < '2026-01-01'")
    facts = facts_of(["referrals"], WINDOW).facts
    assert len({row.person for row in facts.referrals if row.on < date(2026, 1, 1)}) == everybody
    protected = one("SELECT count(*) FROM stegvis_participant WHERE protection <> 'none'")
    assert protected


def test_seats_are_counted_once_in_the_nearest_department():
    town = organisation("Åsvalla", "municipality")
    outer = organisation("Serviceförvaltningen", "department", town)
    inner = organisation("Idrott och service", "department", outer)
    company = organisation("Åsvalla bostäder", "municipal_company", town)
    for name, host in [
        ("a", organisation("Bad", parent=inner)),
        ("b", outer),
        ("c", organisation("Kansli", parent=town)),
        ("d", organisation("Område 1", parent=company)),
        ("e", organisation("Kupan", "association")),
        ("f", organisation("Bageri AB", "company")),
    ]:
        place(name, host, (2, date(2024, 1, 1), None))
    (figure,) = figures_of(Period(2026, 3), today=TODAY, keys=["places_by_department"])
    assert [(each.label, each.cell.value) for each in figure.parts] == [
        ("föreningar", 2), ("företag", 2), ("Idrott och service", 2), ("kommunala bolag", 2),
        ("kommunen, utan förvaltning", 2), ("Serviceförvaltningen", 2),
    ]  # fmt: skip
    assert figure.cell.value == 12


def test_seats_follow_capacity_and_the_days_of_the_place():
    host = organisation("Kupan", "association")
    place("closed", host, (4, date(2024, 1, 1), None), closed_on=date(2026, 9, 29))
    place("opens later", host, (9, date(2024, 1, 1), None), opened_on=date(2026, 10, 1))
    place("changed", host, (3, date(2024, 1, 1), date(2026, 6, 30)), (5, date(2026, 7, 1), None))
    (figure,) = figures_of(Period(2026, 3), today=TODAY, keys=["places_by_department"])
    assert [row.all.value for row in figure.series[-2:]] == [7, 5]
    (figure,) = figures_of(Period(2026, 4), today=TODAY, keys=["places_by_department"])
    assert figure.cell.value == 14


def test_empty_municipality_has_nothing_and_hides_nothing():
    for figure in figures_of(Period(2026, 3), today=TODAY):
        assert not figure.has_anything
        assert not figure.series_notes + figure.parts_notes
        assert not figure.parts
