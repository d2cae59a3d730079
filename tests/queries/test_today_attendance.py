"""Idag: the months of attendance that wait for whoever approves them, in one statement, however many people."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from stegvis.access import Actor
from stegvis.actions.attendance import ToMark, approve_month, mark_attendance
from stegvis.models import AttendanceMark
from stegvis.queries.attendance import month_list, month_of
from stegvis.queries.attendance.waiting import months_waiting
from stegvis.queries.today import today_of
from stegvis.rules.attendance import AbsenceCode, AttendanceKind, Said, month_before, next_month
from stegvis.rules.people import Protection, Role
from stegvis.rules.today import WorkRule
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.today()
MONTH = month_before(TODAY)
EARLIER = month_before(MONTH)
PRESENT = Said(AttendanceKind.PRESENT)
ILL = Said(AttendanceKind.ABSENT, AbsenceCode.ILL)


def waiting(actor):
    return {each.month: (each.people, each.lacking) for each in months_waiting(actor, TODAY)}


@pytest.fixture
def workshop():
    return make.unit("Verkstaden", takes_participants=False)


@pytest.fixture
def nils(workshop):
    return make.actor(Role.WORK_SUPERVISOR, workshop, "Nils Hedberg")


@pytest.fixture
def coordinator():
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


def placed(workshop, coordinator=None, **about):
    case = make.case(make.participant(**about), coordinator=coordinator, opened_on=make.LONG_AGO)
    place = make.place(host=workshop)
    return make.placement(case, place, starts_on=next_month(MONTH) - timedelta(days=10))


def noted(placement, month=MONTH, said=PRESENT):
    """Every planned day of the month is said."""
    row = month_of(placement, month, today=TODAY)
    for day in row.unmarked:
        mark_attendance(placement, day=day, mark=ToMark(said, uuid4()), by=make.SYSTEM)


def approve(placement, by, month=MONTH):
    return approve_month(placement, month=month, seen=month_of(placement, month, today=TODAY).seen, by=by)


def test_nobody_waits_before_a_day_is_noted_and_nobody_after_it_is_approved(workshop, nils):
    placement = placed(workshop)
    assert waiting(nils) == {}
    noted(placement)
    assert waiting(nils) == {MONTH: (1, 0)}
    approve(placement, nils)
    assert waiting(nils) == {}


def test_what_is_changed_after_it_was_approved_waits_again_also_with_the_same_hours(workshop, nils):
    placement = placed(workshop)
    noted(placement, said=ILL)
    approve(placement, nils)
    last = AttendanceMark.objects.latest("day")
    other = Said(AttendanceKind.ABSENT, AbsenceCode.CHILD_ILL)
    mark_attendance(placement, day=last.day, mark=ToMark(other, uuid4(), last.pk), by=nils)
    assert waiting(nils) == {MONTH: (1, 0)}
    approve(placement, nils)
    assert waiting(nils) == {}


def test_line_and_page_count_the_same_people(workshop, nils):
    people = [placed(workshop) for _each in range(3)]
    for placement in people:
        noted(placement)
    approve(people[0], nils)
    found = month_list(nils, MONTH, today=TODAY)
    assert waiting(nils) == {MONTH: (len(found.waiting), 0)} == {MONTH: (2, 0)}


def test_who_has_days_left_to_say_waits_too(workshop, nils):
    placement = placed(workshop)
    first, *others = month_of(placement, MONTH, today=TODAY).unmarked
    mark_attendance(placement, day=first, mark=ToMark(PRESENT, uuid4()), by=nils)
    assert waiting(nils) == {MONTH: (1, 1)}
    for day in others[:-1]:
        mark_attendance(placement, day=day, mark=ToMark(PRESENT, uuid4()), by=nils)
    assert waiting(nils) == {MONTH: (1, 1)}
    mark_attendance(placement, day=others[-1], mark=ToMark(PRESENT, uuid4()), by=nils)
    assert waiting(nils) == {MONTH: (1, 0)}


def test_days_lack_by_the_times_of_the_week_where_somebody_has_set_them(workshop, nils):
    placement = placed(workshop)
    monday, friday = (make.slot(placement, weekday, 9, 12) for weekday in (1, 5))
    for day in month_of(placement, MONTH, today=TODAY).unmarked:
        if day.isoweekday() == 1:
            mark_attendance(placement, day=day, mark=ToMark(PRESENT, uuid4()), by=nils)
    assert waiting(nils) == {MONTH: (1, 1)}
    friday.delete()
    assert monday.pk
    assert waiting(nils) == {MONTH: (1, 0)}


def test_the_month_that_runs_and_months_long_gone_are_no_matter_for_the_day(workshop, nils):
    placement = placed(workshop)
    placement.starts_on = TODAY - timedelta(days=200)
    placement.save()
    for month in (month_before(month_before(EARLIER)), EARLIER):
        noted(placement, month)
    this = month_of(placement, next_month(MONTH), today=TODAY).unmarked
    mark_attendance(placement, day=min([*this, TODAY]), mark=ToMark(PRESENT, uuid4()), by=nils) if this else None
    noted(placement)
    assert waiting(nils) == {EARLIER: (1, 0), MONTH: (1, 0)}


def test_a_month_that_nobody_has_said_anything_of_waits_when_an_earlier_one_is_noted(workshop, nils):
    placement = placed(workshop)
    placement.starts_on = TODAY - timedelta(days=200)
    placement.save()
    noted(placement, EARLIER)
    approve(placement, nils, EARLIER)
    assert waiting(nils) == {MONTH: (1, 1)}
    placement.ends_on = MONTH - timedelta(days=1)
    placement.save()
    assert waiting(nils) == {}


def lines(actor):
    return [
        (line.subject_id, str(line.why), str(person.shown))
        for line, person in today_of(actor, day=TODAY).lines
        if line.rule is WorkRule.MONTH_WAITING
    ]


def test_work_supervisor_manager_of_the_place_and_coordinator_are_told_and_nobody_else(workshop, nils, coordinator):
    manager = make.user(role=Role.RECEIVING_MANAGER)
    placement = placed(workshop, coordinator)
    placement.place.manager = manager
    placement.place.save()
    noted(placement)
    noted(placed(workshop))
    assert {who: [row[0] for row in lines(who)] for who in map(Actor.of, (manager, coordinator))} == {
        Actor.of(manager): [MONTH.toordinal()],
        Actor.of(coordinator): [MONTH.toordinal()],
    }
    assert waiting(nils) == {MONTH: (2, 0)}
    assert waiting(Actor.of(coordinator)) == {MONTH: (1, 0)}
    others = (Role.UNIT_MANAGER, Role.INTAKE, Role.HR, Role.EMPLOYER_COORDINATOR)
    assert not any(lines(make.actor(role, make.unit())) for role in others)
    assert not lines(make.actor(Role.WORK_SUPERVISOR, make.unit("Köket")))


def test_protected_identity_is_not_counted_without_a_grant(workshop, nils):
    noted(placed(workshop, protection=Protection.MARKED))
    assert waiting(nils) == {}


def test_one_statement_however_many(workshop, nils, django_assert_num_queries):
    for _each in range(4):
        noted(placed(workshop))
        with django_assert_num_queries(1):
            months_waiting(nils, TODAY)
    intake = make.actor(Role.INTAKE)
    with django_assert_num_queries(0):
        assert waiting(intake) == {}


def test_idag_leads_to_the_month_and_can_be_put_off(client, workshop, coordinator):
    for _each in range(2):
        noted(placed(workshop, coordinator))
    client.force_login(coordinator)
    page = " ".join(client.get(reverse("today")).content.decode().split())
    assert "väntar på dig: 2 personer." in page
    assert "Godkänn månaden" in page
    month = f"{reverse('attendance_month')}?dag={MONTH.isoformat()}"
    assert f'href="{month}"' in page
    assert "2 månader att godkänna" in client.get(month).content.decode()
    until = (TODAY + timedelta(days=3)).isoformat()
    off = {"rule": "month_waiting", "subject_id": MONTH.toordinal(), "until": until, "reason": "Väntar på svar."}
    page = client.post(reverse("snooze"), off, follow=True).content.decode()
    assert "väntar på dig: 2 personer." not in page
    assert "månad att godkänna" in page
    assert f"{MONTH.year}, månad att godkänna" in page
