"""The list and the page: as much as the reader's relation opens, in a number of statements that never grows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stegvis.access import Actor, NotAllowed
from stegvis.models import (
    AccessGrant,
    AccessLog,
    Activity,
    CaseEvent,
    CoordinatorPeriod,
    Criterion,
    CriterionMark,
    Exit,
    Plan,
    StepMove,
    User,
)
from stegvis.queries.paging import Paging
from stegvis.queries.people import (
    EVERYONE,
    NOBODY,
    OWN,
    Level,
    Wanted,
    find_people,
    participant_list,
)
from stegvis.queries.people.rows import PAGE_SIZE
from stegvis.rules.history import GrantKind, ReadKind
from stegvis.rules.next_step import NextAct
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make
from tests.queries.conftest import full_case, page_of, plan, rows_of

pytestmark = pytest.mark.django_db


# The list


def test_row_says_where_the_person_stands(coordinator, unit):
    case = full_case(coordinator, unit)
    [row] = rows_of(Actor.of(coordinator))
    assert (row.participant_id, row.name, row.coordinator) == (case.participant_id, "Rania Khoury 0", "Maria Ekdahl")
    assert (row.step, row.hours, row.plan_days) == (1, "24", 0)
    assert "Smärtskola" in row.doing
    assert row.next_on == (make.today() + timedelta(days=9)).isoformat()


def test_colleagues_participant_shows_name_and_coordinator_only(coordinator, unit):
    full_case(coordinator, unit)
    [row] = rows_of(make.actor(Role.COORDINATOR, unit))
    blank = replace(row, may_work=False)
    assert row == blank
    assert (row.step, row.hours, row.doing, row.plan_days, row.next_on) == (0, "", (), None, "")


def test_supervisor_sees_the_place_but_no_activity_and_no_plan(coordinator, unit):
    full_case(coordinator, unit)
    [row] = rows_of(make.actor(Role.WORK_SUPERVISOR, make.unit("Drivhuset")))
    assert (row.may_work, row.hours, row.plan_days) == (True, "20", None)
    assert "Smärtskola" not in row.doing


@pytest.mark.parametrize(
    "wanted",
    [{"step": 1}, {"without_activity": True}, {"closed": True}, {"sort": "step"}, {"sort": "-plan"}, {"sort": "since"}],
    ids=str,
)
def test_filter_on_what_is_inside_looks_only_where_one_may_read(coordinator, unit, wanted):
    make.case(coordinator=coordinator, at=unit)
    closed = make.case(at=unit, closed_on=make.today())
    CoordinatorPeriod.objects.create(
        case=closed, coordinator=coordinator, starts_on=closed.opened_on, ends_on=make.today()
    )
    assert rows_of(make.actor(Role.COORDINATOR, unit), **wanted) == ()
    assert len(rows_of(Actor.of(coordinator), **wanted)) == 1


def test_role_that_never_reads_gets_no_filter_on_what_is_inside(unit):
    place = make.place(manager=make.user(role=Role.RECEIVING_MANAGER, at=unit))
    make.placement(make.case(step=2), place)
    actor = Actor.of(place.manager)
    assert len(rows_of(actor, step=3)) == 1
    assert participant_list(actor, Wanted(step=3), today=make.today()).wanted.step is None


def test_filters_narrow_the_list(coordinator, manager, unit):
    mine = make.case(coordinator=coordinator, at=unit, step=3)
    nobodys = make.case(at=unit)
    make.activity(nobodys)
    assert [row.participant_id for row in rows_of(manager, coordinator=str(coordinator.pk))] == [mine.participant_id]
    assert [row.participant_id for row in rows_of(manager, coordinator=NOBODY)] == [nobodys.participant_id]
    assert [row.participant_id for row in rows_of(manager, step=3)] == [mine.participant_id]
    assert [row.participant_id for row in rows_of(manager, without_activity=True)] == [mine.participant_id]
    assert [row.participant_id for row in rows_of(Actor.of(coordinator), coordinator=OWN)] == [mine.participant_id]
    assert len(rows_of(manager, coordinator=EVERYONE)) == 2


def test_closed_list_shows_the_last_case_of_those_who_left(manager, unit):
    back, gone = make.participant("Åter", "Igen"), make.participant("Borta", "Nu")
    day = make.today()
    make.case(back, at=unit, opened_on=day - timedelta(days=900), closed_on=day - timedelta(days=500))
    make.case(back, at=unit)
    make.case(gone, at=unit, opened_on=day - timedelta(days=900), closed_on=day - timedelta(days=500))
    make.case(gone, at=unit, opened_on=day - timedelta(days=400), closed_on=day - timedelta(days=30))
    [row] = rows_of(manager, closed=True)
    assert (row.participant_id, row.closed_on) == (gone.pk, (day - timedelta(days=30)).isoformat())


def test_swedish_letters_sort_after_z(manager, unit):
    for name in ("Öberg", "Zetterlund", "Åberg", "Érikson", "Andersson"):
        make.case(make.participant("A", name), at=unit)
    assert [row.name[2:] for row in rows_of(manager)] == ["Andersson", "Érikson", "Zetterlund", "Åberg", "Öberg"]
    assert rows_of(manager, sort="-name")[0].name == "A Öberg"


def test_oldest_plan_comes_first_and_no_plan_before_it(manager, unit):
    cases = {days: make.case(make.participant("A", f"B{days}"), at=unit) for days in (10, 50, None)}
    for days in (10, 50):
        plan(cases[days], made_on=make.today() - timedelta(days=days))
    assert [row.plan_days for row in rows_of(manager, sort="plan")] == [None, 50, 10]


def test_pages_hold_fifty_and_a_page_past_the_end_is_the_last(manager, unit):
    for number in range(PAGE_SIZE + 2):
        make.case(make.participant("A", f"{number:03d}"), at=unit)
    first = participant_list(manager, Wanted(), today=make.today())
    last = participant_list(manager, Wanted(page=99), today=make.today())
    assert (first.paging, last.paging) == (Paging(52, 1, PAGE_SIZE), Paging(52, 2, PAGE_SIZE))
    assert (len(first.rows), len(last.rows)) == (PAGE_SIZE, 2)
    assert not {row.participant_id for row in first.rows} & {row.participant_id for row in last.rows}


def test_same_name_never_stands_on_two_pages(manager, unit):
    for _ in range(PAGE_SIZE + 10):
        make.case(make.participant("Anna", "Andersson"), at=unit)
    pages = [participant_list(manager, Wanted(page=page), today=make.today()).rows for page in (1, 2)]
    assert len({row.participant_id for rows in pages for row in rows}) == PAGE_SIZE + 10


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.COORDINATOR, Role.WORK_SUPERVISOR], ids=str)
def test_list_takes_as_many_statements_for_few_as_for_many(role, unit):
    host = make.unit("Drivhuset")
    user = make.user(role=role, at=host if role is Role.WORK_SUPERVISOR else unit)
    place = make.place(seats=200, host=host)

    def add(many):
        for number in range(many):
            case = make.case(coordinator=user if number % 2 else None, at=unit)
            make.placement(case, place, seat=Activity.objects.count() + 1)
            make.activity(case)
            plan(case)

    add(4)
    with CaptureQueriesContext(connection) as few:
        rows_of(Actor.of(user))
    add(70)
    with CaptureQueriesContext(connection) as many:
        assert len(rows_of(Actor.of(user))) == PAGE_SIZE
    assert len(few) == len(many)
    assert len(many) <= 12


# The page


def test_full_page_holds_the_chain(coordinator, unit):
    make.ladder()
    page = page_of(Actor.of(coordinator), full_case(coordinator, unit).participant)
    assert page.level is Level.FULL
    assert page.plan.goals == ("Arbeta som barnskötare",)
    assert {run.detail for run in page.runs} >= {"Smärtskola"}
    assert page.hours_per_week == 24
    assert page.placement.most_days >= 365
    assert (page.coordinator.name, page.coordinator.before) == ("Maria Ekdahl", 0)
    assert [step.number for step in page.ladder] == [1, 2, 3, 4]


SECRETS = (
    "Har ont i ryggen",
    "Vill arbeta med barn",
    "Smärtskola",
    "Ringa vårdcentralen",
    "Arbeta som barnskötare",
    "social_services",
    "070-1",
    "arabiska",
)


def secret_case(coordinator, unit):
    case = full_case(coordinator, unit)
    person = case.participant
    person.phone, person.language = "070-1", "arabiska"
    person.save()
    make.referral(person, unit=unit, wish="Ont i ryggen", referrer_name="Per på soc")
    CaseEvent.objects.create(
        kind="plan_saved",
        happened_on=make.today(),
        participant_id=person.pk,
        case_id=case.pk,
        subject_type="plan",
        subject_id=1,
        actor_name="Maria",
        actor_role="coordinator",
        data={"version": 1},
    )
    AccessLog.objects.create(
        kind=ReadKind.READ, user_name="Maria", role="coordinator", participant_ids=[person.pk], screen="participant"
    )
    return case


def test_work_level_holds_points_and_place_and_nothing_else(coordinator, unit):
    make.ladder()
    case = secret_case(coordinator, unit)
    page = page_of(make.actor(Role.WORK_SUPERVISOR, make.unit("Drivhuset")), case.participant)
    assert page.level is Level.WORK
    assert page.placement is not None
    assert len(page.ladder) == 4
    said = repr(page)
    assert not [secret for secret in (*SECRETS, case.number, case.participant.identity_number) if secret in said]
    assert (page.events, page.readers, page.earlier, page.referrals, page.moves) == ((), (), (), (), ())
    assert (page.plan, page.next_step, page.referred_by) == (None, None, None)


def test_name_level_holds_the_name_and_the_coordinator(coordinator, unit):
    case = secret_case(coordinator, unit)
    page = page_of(make.actor(Role.COORDINATOR, unit), case.participant)
    assert page.level is Level.NAME
    said = repr(page)
    assert not [secret for secret in (*SECRETS, case.number, case.participant.identity_number) if secret in said]
    assert (page.ladder, page.runs, page.waiting, page.events, page.readers) == ((), (), (), (), ())
    assert page.case.step == 0


def test_host_sees_their_own_placement_but_not_the_others(coordinator, unit):
    host = make.user(role=Role.WORKPLACE_SUPERVISOR, at=unit)
    case = make.case(coordinator=coordinator, at=unit)
    own = make.placement(case, make.place(supervisor=host))
    make.placement(case, make.place(), PlacementStatus.HOST_ASKED)
    page = page_of(Actor.of(host), case.participant)
    assert [each.pk for each in page.waiting] == [own.pk]


def test_stranger_is_refused(coordinator, unit):
    case = make.case(coordinator=coordinator, at=unit)
    with pytest.raises(NotAllowed):
        page_of(make.actor(Role.COORDINATOR, make.unit("Arena Norr")), case.participant)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_protected_person_is_on_no_page_and_in_no_list_without_grant(role, unit):
    person = make.participant("Dold", "Person", protection=Protection.MARKED)
    actor = make.actor(role, unit)
    case = make.case(person, at=unit)
    CoordinatorPeriod.objects.create(
        case=case, coordinator_id=actor.user_id, starts_on=make.today() - timedelta(days=9)
    )
    place = make.place(host=unit, supervisor=User.objects.get(pk=actor.user_id), manager_id=actor.user_id)
    make.placement(case, place, PlacementStatus.ACTIVE)
    make.referral(person, unit=unit, referred_by_id=actor.user_id)
    with pytest.raises(NotAllowed):
        page_of(actor, person)
    assert rows_of(actor) == ()
    found = find_people(actor, "dold person", today=make.today())
    assert found.hits == ()


def test_grant_opens_a_protected_person(coordinator, unit):
    person = make.participant("Dold", "Person", protection=Protection.MARKED)
    make.case(person, coordinator=coordinator, at=unit)
    AccessGrant.objects.create(
        user=coordinator, participant=person, kind=GrantKind.PROTECTED, reason="Koordinator", starts_at=timezone.now()
    )
    assert page_of(Actor.of(coordinator), person).level is Level.FULL
    [row] = rows_of(Actor.of(coordinator))
    assert row.is_protected


def test_page_takes_as_many_statements_with_ten_years_of_history(coordinator, unit):
    make.ladder()
    case = full_case(coordinator, unit, opened_on=make.today() - timedelta(days=3650))
    actor = Actor.of(coordinator)
    with CaptureQueriesContext(connection) as few:
        page_of(actor, case.participant)
    ten_years(case, coordinator)
    with CaptureQueriesContext(connection) as many:
        page = page_of(actor, case.participant)
    assert len(few) == len(many)
    assert len(many) <= 30
    assert len(page.events) <= 6
    assert page.event_count == 400
    assert len(page.runs) < 60


def ten_years(case, coordinator):
    """Moves, activities, versions, points, events and readings, as after a long time."""
    day = case.opened_on
    for number in range(120):
        starts = day + timedelta(days=30 * number)
        make.activity(case, starts_on=starts, ends_on=starts + timedelta(days=20))
    for number in range(20):
        up = number % 2 == 0
        StepMove.objects.create(
            case=case,
            from_step=1 if up else 2,
            to_step=2 if up else 1,
            moved_on=day + timedelta(days=100 * number),
            reason="" if up else "Paus",
        )
        plan(case, version=number + 2)
    for criterion in Criterion.objects.all():
        CriterionMark.objects.create(case=case, criterion=criterion, mark="green", marked_on=day, marked_by=coordinator)
    CaseEvent.objects.bulk_create(
        CaseEvent(
            kind="criterion_marked",
            happened_on=day + timedelta(days=number),
            participant_id=case.participant_id,
            case_id=case.pk,
            subject_type="criterionmark",
            subject_id=number,
            actor_name="Maria",
            actor_role="coordinator",
            data={"criterion": Criterion.objects.first().pk, "mark": "green"},
        )
        for number in range(400)
    )
    AccessLog.objects.bulk_create(
        AccessLog(
            kind=ReadKind.READ,
            user_name=f"Läsare {number % 7}",
            role="coordinator",
            participant_ids=[case.participant_id],
            screen="participant",
        )
        for number in range(300)
    )


def test_events_are_said_in_words(coordinator, unit):
    make.ladder()
    case = make.case(coordinator=coordinator, at=unit)
    move = StepMove.objects.create(case=case, from_step=2, to_step=1, moved_on=make.today(), reason="Sjuk länge")
    point = Criterion.objects.order_by("pk").first()
    common = {"happened_on": make.today(), "participant_id": case.participant_id, "actor_name": "M", "actor_role": "c"}
    for kind, subject, data in (
        ("step_down", ("stepmove", move.pk), {"from_step": 2, "to_step": 1}),
        ("criterion_marked", ("criterionmark", 1), {"criterion": point.pk, "mark": "green"}),
        ("criterion_marked", ("criterionmark", 1), {"criterion": 0, "mark": "green"}),
    ):
        CaseEvent.objects.create(kind=kind, subject_type=subject[0], subject_id=subject[1], data=data, **common)
    said = [(str(row.text), row.note) for row in page_of(Actor.of(coordinator), case.participant).events]
    assert said == [("Punkt bedömd", ""), (f"”{point.text}” blev klar", ""), ("Ner till steg 1", "Sjuk länge")]


def test_next_step_comes_from_the_page_itself(coordinator, unit):
    make.ladder()
    case = make.case(coordinator=coordinator, at=unit)
    actor = Actor.of(coordinator)
    assert page_of(actor, case.participant).next_step.act is NextAct.HOLD_MAPPING
    make.mapping(case)
    assert page_of(actor, case.participant).next_step.act is NextAct.MAKE_PLAN
    latest = plan(case)
    assert page_of(actor, case.participant).next_step.act is NextAct.SEE_PLACES
    Plan.objects.filter(pk=latest.pk).update(answer="disagreed", answer_comment="Nej", answered_on=make.today())
    assert page_of(actor, case.participant).next_step.act is NextAct.READ_ANSWER


def test_closed_case_keeps_its_last_coordinator_and_asks_for_the_outcome(coordinator, unit):
    ended = make.today() - timedelta(days=40)
    case = make.case(coordinator=coordinator, at=unit, closed_on=ended)
    CoordinatorPeriod.objects.update(ends_on=ended)
    Exit.objects.create(case=case, exited_on=ended, outcome="work_regular", lasts_a_month=True)
    page = page_of(Actor.of(coordinator), case.participant)
    assert page.coordinator.name == "Maria Ekdahl"
    assert page.next_step.act is NextAct.CONFIRM_OUTCOME
