"""Households in the figures: one statement, and the share equals an independent count in plain SQL."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from stegvis.models import Case, Household, HouseholdChild, HouseholdMember, Placement
from stegvis.queries.household_facts import household_facts
from stegvis.queries.indicator import figures_of, records_of
from stegvis.rules.indicator.period import Period
from stegvis.rules.indicator.registry import indicator_on
from stegvis.rules.people import Role
from tests import factories as make
from tests.queries.small_municipality import TODAY, small_municipality

pytestmark = pytest.mark.django_db
KEY = "households_to_work"


def households(seed=3):
    """Most live alone with children or none, some together; one in three other adults works, some have employment."""
    chance = Random(seed)
    people = list(Case.objects.order_by("pk").values_list("participant_id", "opened_on"))
    while people:
        (person, opened), *rest = people[: chance.choice([1, 1, 1, 2])]
        people = people[1 + len(rest) :]
        adult = chance.choice(["works", "neither", "unknown"]) if not rest else "none"
        home = Household.objects.create(other_adult=adult, noted_on=TODAY)
        for year in chance.sample(range(1998, 2026), chance.choice([0, 1, 2])):
            HouseholdChild.objects.create(household=home, born_year=year)
        for who, since in ((person, opened), *rest):
            moved_in = since - timedelta(days=chance.randrange(-90, 400))
            moved_out = chance.choice([None, None, moved_in + timedelta(days=500)])
            HouseholdMember.objects.create(household=home, participant_id=who, starts_on=moved_in, ends_on=moved_out)
    Placement.objects.filter(pk__in=[pk for pk in Placement.objects.values_list("pk", flat=True) if pk % 3]).update(
        form="osa"
    )


SQL = """
WITH there AS (
    SELECT DISTINCT m.household_id, h.other_adult
    FROM stegvis_householdmember m JOIN stegvis_household h ON h.id = m.household_id
    JOIN stegvis_case c ON c.participant_id = m.participant_id
    WHERE %(day)s::date BETWEEN m.starts_on AND coalesce(m.ends_on, 'infinity')
      AND %(day)s::date BETWEEN c.opened_on AND coalesce(c.closed_on, 'infinity')
      AND EXISTS (SELECT FROM stegvis_householdchild k
                  WHERE k.household_id = m.household_id AND k.born_year + 18 >= extract(year FROM %(day)s::date))
)
SELECT count(*), count(*) FILTER (WHERE other_adult = 'works' OR EXISTS (
    SELECT FROM stegvis_householdmember m JOIN stegvis_case c ON c.participant_id = m.participant_id
    JOIN stegvis_placement p ON p.case_id = c.id
    WHERE m.household_id = there.household_id AND p.form IN ('osa', 'bea') AND p.status IN ('active', 'ended')
      AND %(day)s::date BETWEEN m.starts_on AND coalesce(m.ends_on, 'infinity')
      AND %(day)s::date BETWEEN p.starts_on AND p.ends_on))
FROM there
"""


def counted(day):
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"day": day})
        return cursor.fetchone()


def test_share_equals_an_independent_count(django_assert_num_queries):
    small_municipality(300)
    households()
    shown = 0
    for period in (Period(2026, 4), Period(2026, 2), Period(2025, 3)):
        day = min(period.last_day, TODAY)
        rows = [
            row
            for row in household_facts(period.first_day, period.last_day)
            if row.on <= day and (row.ends_on or day) >= day
        ]
        base, works = counted(day)
        assert (len(rows), sum(row.goes_to_work for row in rows)) == (base, works)
        assert len({row.id for row in rows}) == base
        (figure,) = figures_of(period, today=TODAY, keys=[KEY])
        if not figure.cell.is_hidden:
            shown += 1
            assert (figure.cell.count, figure.cell.base) == (works, base)
        assert not figure.has_genders
    assert shown, "too much is hidden for the test to say anything"
    with django_assert_num_queries(1):
        household_facts(date(2024, 1, 1), TODAY)


def home_of(*cases, years=(2020,), adult="none"):
    made = Household.objects.create(other_adult=adult, noted_on=make.today())
    for year in years:
        HouseholdChild.objects.create(household=made, born_year=year)
    for case in cases:
        HouseholdMember.objects.create(household=made, participant=case.participant, starts_on=case.opened_on)
    return made


def goes(day=None):
    day = day or make.today()
    return {
        row.id: row.goes_to_work for row in household_facts(day, day) if row.on <= day and (row.ends_on or day) >= day
    }


def test_each_household_counts_once_whoever_works():
    rania, omar = make.case(), make.case()
    home = home_of(rania, omar)
    assert goes() == {home.pk: False}
    make.placement(omar, make.place(), form="osa", starts_on=make.today() - timedelta(days=9))
    assert goes() == {home.pk: True}
    assert goes(make.today() - timedelta(days=10)) == {home.pk: False}


@pytest.mark.parametrize(
    ("years", "adult", "expected"),
    [((), "works", set()), ((2000,), "works", set()), ((2020,), "works", {True}), ((2020,), "studies", {False})],
    ids=["no children", "grown up", "works", "studies"],
)
def test_who_is_counted_and_what_work_is(years, adult, expected):
    case = make.case()
    home_of(case, years=years, adult=adult)
    make.placement(case, make.place(), form="work_experience")
    assert set(goes().values()) == expected


def test_small_groups_are_hidden():
    for _ in range(3):
        home_of(make.case(), adult="works")
    (figure,) = figures_of(Period(make.today().year), today=make.today(), keys=[KEY])
    assert figure.cell.is_hidden


def test_protected_household_is_counted_and_stands_among_no_records():
    shown = home_of(make.case())
    home_of(make.case(make.participant(protection="marked")), make.case())
    period = Period(make.today().year)
    found = records_of(indicator_on(KEY, period.last_day), period, today=make.today(), actor=make.actor(Role.ANALYST))
    assert len(goes()) == 2
    assert (found.paging.total, [row.gender for row in found.rows]) == (1, [""])
    assert found.rows[0].detail == "ingen går till arbete"
    assert shown.members.get().participant_id == found.person_ids[0]
