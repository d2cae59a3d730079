"""The demonstration is the same each time, invented all through, and lives like a real municipality."""

import json
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import models

from stegvis.demo import identity, places, rows, story
from stegvis.demo.simulation import simulate
from stegvis.rules.exit import NationalOutcome, Outcome
from stegvis.rules.ladder import Mark
from stegvis.rules.people import IdentityNumber, Role, read_identity_number
from stegvis.rules.placement import PlacementStatus, last_allowed_day
from stegvis.rules.plan import PlanAnswer
from stegvis.rules.referral import ReferralSource, ReferralStatus

TODAY = date(2026, 11, 20)
ALL_SERIALS = {*identity.SERIALS, identity.WOMAN_WITH_A_STORY, identity.MAN_WITH_A_STORY}


@pytest.fixture(scope="module")
def world():
    return simulate(participants=700, years=6, seed=1, today=TODAY)


def contents(world):
    return [[repr(row) for row in world.rows[table]] for table in rows.TABLES], world.events


@pytest.mark.parametrize("participants", [10, 60])
def test_same_seed_and_day_give_the_same_rows(participants):
    first, second = (contents(simulate(participants=participants, years=2, seed=4, today=TODAY)) for _ in "12")
    assert first == second


def test_another_seed_or_day_gives_other_rows():
    one = contents(simulate(participants=20, years=1, seed=4, today=TODAY))
    assert one != contents(simulate(participants=20, years=1, seed=5, today=TODAY))
    assert one != contents(simulate(participants=20, years=1, seed=4, today=date(2026, 11, 21)))


def test_asked_events_are_reached():
    assert len(simulate(participants=60, years=2, seed=1, today=TODAY, events=9_000).events) >= 9_000


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 7, 5), date(2027, 12, 31)])
def test_any_day_of_the_year_works(today):
    world = simulate(participants=15, years=1, seed=2, today=today)
    assert {each.person.given_name for each in world.lives} >= {"Rania", "Omar", "Tesfaye", "Linn", "Daniela"}
    assert max(event[3].date() for event in world.events) < today


def test_every_column_that_must_be_is_filled(world):
    for table in rows.TABLES:
        model = apps.get_model("stegvis", table.__name__)
        columns = [field for field in model._meta.concrete_fields if not field.generated]
        filled = {field.column for field in columns if not field.null and not field.has_db_default()}
        assert filled <= set(rows.columns(table)) <= {field.column for field in columns}, table.__name__
        assert world.rows[table] or table is rows.CaseEvent
        assert isinstance(model._meta.pk, models.BigAutoField)


def test_identity_numbers_come_from_the_series_for_tests_and_are_right(world):
    people = world.rows[rows.Participant]
    numbers = [person.identity_number for person in people if person.identity_number]
    assert len(numbers) == len(set(numbers)) > 600
    for person in people:
        if person.identity_number is None:
            assert person.born_on
            continue
        assert int(person.identity_number[8:11]) in {
            *identity.SERIALS,
            identity.WOMAN_WITH_A_STORY,
            identity.MAN_WITH_A_STORY,
        }
        read = read_identity_number(person.identity_number, today=TODAY)
        assert isinstance(read, IdentityNumber)
        assert (read.born_on, read.gender) == (person.born_on, person.gender)
        assert 1960 <= read.born_on.year <= 2008
    kinds = Counter(
        "none" if number is None else "coordination" if int(number[6:8]) > 60 else "personal"
        for number in (person.identity_number for person in people)
    )
    assert kinds["none"] >= 5
    assert kinds["coordination"] >= 10


def test_a_day_whose_serials_are_used_up_gives_the_next():
    numbers, chance = identity.Numbers(), simulate(participants=10, years=1, seed=1, today=TODAY).chance
    born = date(1990, 5, 1).toordinal()
    given = [numbers.one(chance, born=born, woman=True) for _ in range(12)]
    assert len({number for _, number in given}) == 12
    assert {day for day, _ in given} == {date(1990, 5, 1), date(1990, 5, 2)}


def test_nobody_can_be_reached(world):
    for person in world.rows[rows.Participant]:
        assert not person.email or person.email.endswith("@example.org")
        assert not person.phone or person.phone.startswith("070-174 06 ")
        assert person.email.isascii()


def test_every_role_is_there_and_nobody_has_a_password(world):
    assert {row.role for row in world.rows[rows.StaffRole]} == {role.value for role in Role}
    assert {user.password for user in world.rows[rows.User]} == {"!demonstration"}
    assert {user.username for user in world.rows[rows.User]} >= {role.value for role in Role}


def test_exits_are_plausible_and_women_a_little_lower(world):
    cases = {case.id: case for case in world.rows[rows.Case]}
    people = {person.id: person for person in world.rows[rows.Participant]}
    counts = {"K": [0, 0], "M": [0, 0]}
    for ending in world.rows[rows.Exit]:
        gender = people[cases[ending.case_id].participant_id].gender
        counts[gender][0] += Outcome(ending.outcome).national in {NationalOutcome.WORK, NationalOutcome.STUDIES}
        counts[gender][1] += 1
    share = sum(count for count, _ in counts.values()) / sum(base for _, base in counts.values())
    assert 0.30 < share < 0.46
    assert counts["K"][0] / counts["K"][1] < counts["M"][0] / counts["M"][1] + 0.02
    assert {ending.outcome for ending in world.rows[rows.Exit]} >= {each.value for each in Outcome if each != "died"}


def test_people_move_up_and_down_and_many_stay(world):
    moves = Counter(row.to_step - row.from_step for row in world.rows[rows.StepMove])
    assert set(moves) == {1, -1}
    assert moves[1] > 3 * moves[-1] > 60
    assert {case.step for case in world.rows[rows.Case] if case.closed_on is None} == {1, 2, 3, 4}


def test_nobody_moves_up_before_the_points_are_green(world):
    steps = {criterion: step for step, criteria in world.criteria.items() for criterion in criteria}
    marks = {}
    rows_of = {row.id: row for row in world.rows[rows.StepMove]}
    for event in world.events:
        kind, case, subject, data = event[1], event[5], event[7], event[11]
        if kind == "criterion_marked":
            _, criterion, _, mark = data.replace('"', "").strip("{}").replace(":", ",").split(",")
            marks[case, int(criterion)] = mark.strip()
        elif kind == "step_up":
            move = rows_of[subject]
            below = [criterion for criterion, step in steps.items() if step == move.from_step]
            assert all(marks[case, criterion] == Mark.GREEN for criterion in below)


def test_placements_stand_everywhere_on_their_way_and_never_too_long(world):
    placements = world.rows[rows.Placement]
    for_a_moment = {PlacementStatus.VISIT, PlacementStatus.SIGNED}
    assert {row.status for row in placements} == {status.value for status in PlacementStatus} - for_a_moment
    for row in placements:
        longest = last_allowed_day(starts_on=row.starts_on, studies_follow=row.studies_follow)
        assert row.starts_on <= row.ends_on <= row.planned_ends_on <= longest
        if row.status == PlacementStatus.ACTIVE:
            assert row.starts_on < TODAY


def test_no_week_is_longer_than_full_time(world):
    spans = {}
    for row in world.rows[rows.Activity]:
        spans.setdefault(row.case_id, []).append((row.starts_on, row.ends_on or date.max, row.hours_per_week))
    for row in world.rows[rows.Placement]:
        if row.seat:
            spans.setdefault(row.case_id, []).append((row.starts_on, row.ends_on, row.hours_per_week))
    for case, of_case in spans.items():
        for day, _, _ in of_case:
            hours = sum(hours for starts, ends, hours in of_case if starts <= day <= ends)
            assert hours <= 40, (case, day)


def test_plans_are_agreed_disagreed_waiting_and_some_stale(world):
    latest = {row.case_id: row for row in world.rows[rows.Plan]}
    still_open = [latest[case.id] for case in world.rows[rows.Case] if case.closed_on is None and case.id in latest]
    assert {row.answer for row in still_open} == {answer.value for answer in PlanAnswer}
    stale = sum((TODAY - row.made_on).days > 90 for row in still_open)
    assert 1 <= stale < 0.15 * len(still_open)
    assert len(world.rows[rows.Plan]) > 4 * len(world.rows[rows.Case])


def test_coordinators_have_near_their_ceiling_and_never_more(world):
    loads = [staff.open_cases for staff in world.staff[Role.COORDINATOR] if not staff.left]
    assert max(loads) <= 35
    assert sum(loads) == sum(case.closed_on is None for case in world.rows[rows.Case])
    assert sum(load >= 25 for load in loads) >= 0.6 * len(loads)
    changes = Counter(row.case_id for row in world.rows[rows.CoordinatorPeriod])
    assert 0.03 < sum(count > 1 for count in changes.values()) / len(changes) < 0.4
    assert all(row.reason for row in _changes(world))


def _changes(world):
    periods = world.rows[rows.CoordinatorPeriod]
    first = {row.case_id: row.id for row in reversed(periods)}
    return [row for row in periods if first[row.case_id] != row.id]


def test_referrals_come_from_everywhere_and_some_wait_or_return(world):
    referrals = world.rows[rows.Referral]
    assert {row.source for row in referrals} == {source.value for source in ReferralSource}
    assert {row.status for row in referrals} == {status.value for status in ReferralStatus}
    again = Counter(case.participant_id for case in world.rows[rows.Case])
    assert max(again.values()) >= 2
    assert sum(row.children_in_household > 0 for row in referrals) > 0.2 * len(referrals)


def test_places_have_the_shape_of_a_real_municipality(world):
    assert len(world.rows[rows.Place]) == 250
    now = sum(row.seats for row in world.rows[rows.PlaceCapacity] if row.ends_on is None)
    assert 600 <= now <= 690
    order = next(row for row in world.rows[rows.Agreement] if row.kind == "osa_order")
    ceilings = {row.form: row.seats for row in world.rows[rows.AgreementCeiling] if row.agreement_id == order.id}
    assert (order.seats, ceilings) == (80, {"osa": 70, "work_training": 10})
    assert len(world.rows[rows.PlaceCapacity]) > 300
    start = min(row.opened_on for row in world.rows[rows.Place])
    before = sum(row.opened_on < date(start.year + 1, 1, 1) for row in world.rows[rows.Place])
    assert before < 0.6 * 250


def test_every_place_has_gone_the_whole_way_before_it_opened(world):
    steps = {}
    for event in world.events:
        if event[1] == "place_moved":
            steps.setdefault(event[7], []).append((json.loads(event[11])["to"], event[3]))
    way = ["proposed", "profiled", "union_noted", "approved", "open"]
    assert {tuple(name for name, _at in taken) for taken in steps.values()} == {tuple(way)}
    assert all(earlier[1] < later[1] for taken in steps.values() for earlier, later in pairwise(taken))
    for row in world.rows[rows.Place]:
        assert row.approved_on < row.opened_on
        assert row.approved_by_id is not None
    noted = [row.union_noted_on is not None for row in world.rows[rows.Place]]
    assert noted.count(False) == len(places.ASSOCIATIONS) + len(places.COMPANIES)


def test_events_are_in_order_for_each_person(world):
    mine = {}
    for event in world.events:
        if event[4] is not None:
            mine.setdefault(event[4], []).append(event[3])
    assert all(earlier <= later for times in mine.values() for earlier, later in pairwise(times))


def test_some_are_protected_and_only_with_somebody_who_may_read(world):
    protected = {row.id for row in world.rows[rows.Participant] if row.protection != "none"}
    granted = {row.participant_id for row in world.rows[rows.AccessGrant] if row.kind == "protected"}
    assert protected
    assert protected <= granted


def test_rania_has_her_story(world):
    rania = next(each for each in world.lives if each.person.family_name == "Khoury" and each.scripted)
    assert (rania.case.step, rania.case.independence_level) == (2, 2)
    assert rania.coordinator.name == "Maria Ekdahl"
    moves = [row for row in world.rows[rows.StepMove] if row.case_id == rania.case.id]
    assert [(row.from_step, row.to_step) for row in moves] == [(1, 2), (2, 1), (1, 2)]
    assert (rania.plan.version, rania.plan.answer) == (6, "waiting")
    active = next(row for row in rania.placements if row.status == "active")
    assert 0 <= (active.ends_on - TODAY).days <= 5
    assert sum(each.scripted for each in world.lives) == story.COUNT
