"""Attendance through the actions: one mark counts for each day, a month is its marks, and nothing is overwritten."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.attendance import (
    MarkedMeanwhile,
    ToMark,
    approve_month,
    approve_months,
    handle_incident,
    mark_attendance,
    mark_many,
    report_incident,
    tick_points,
)
from stegvis.actions.sharing import share_now
from stegvis.actions.standard.attendance import lay_in
from stegvis.models import (
    AttendanceMark,
    AttendanceMonth,
    CaseEvent,
    Incident,
    IntroductionDone,
    IntroductionPoint,
    PlaceSupervisor,
    SharingSchedule,
    Supervisor,
)
from stegvis.queries.attendance import month_of
from stegvis.queries.sharing import content_of, fingerprint_of
from stegvis.queries.today import today_of
from stegvis.rules.attendance import AbsenceCode, AttendanceKind, IncidentKind, Said, month_before
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from stegvis.web.sharing.words import readable
from tests import factories as make

pytestmark = pytest.mark.django_db
PRESENT, ILL = Said(AttendanceKind.PRESENT), Said(AttendanceKind.ABSENT, AbsenceCode.ILL)
LATE = Said(AttendanceKind.LATE, late_minutes=30)
CANCELLED = Said(AttendanceKind.CANCELLED_BY_HOST)


def workday(day: date | None = None) -> date:
    day = day or make.today()
    return day - timedelta(days=max(0, day.isoweekday() - 5))


def mark(said, seen=None, **values):
    return ToMark(said, values.pop("sent_id", None) or uuid4(), seen, **values)


@pytest.fixture
def nils():
    """The work supervisor of the workshop."""
    return make.actor(Role.WORK_SUPERVISOR, make.unit("Drivhuset", takes_participants=False), "Nils Hedberg")


@pytest.fixture
def placement(nils):
    case = make.case(opened_on=date(2026, 1, 1))
    return make.placement(case, make.place(seats=9), starts_on=date(2026, 8, 3), ends_on=make.today() + timedelta(60))


def test_mark_counts_until_somebody_corrects_it_and_the_same_one_is_sent_once(placement, nils):
    day, sent = workday(), mark(PRESENT)
    first = mark_attendance(placement, day=day, mark=sent, by=nils)
    assert mark_attendance(placement, day=day, mark=sent, by=nils) == first
    assert mark_attendance(placement, day=day, mark=mark(PRESENT), by=nils) == first
    assert (first.planned_minutes, first.attended_minutes, first.marked_by_name) == (240, 240, "Nils Hedberg")
    corrected = mark_attendance(placement, day=day, mark=mark(LATE, seen=first.pk), by=nils)
    assert (corrected.supersedes, corrected.attended_minutes) == (first, 210)
    assert list(AttendanceMark.objects.counting()) == [corrected]
    assert CaseEvent.objects.filter(kind="attendance_marked", case_id=placement.case_id).count() == 2


def test_two_who_mark_differently_let_the_later_one_choose(placement, nils):
    day = workday()
    standing = mark_attendance(placement, day=day, mark=mark(PRESENT), by=make.SYSTEM)
    with pytest.raises(MarkedMeanwhile) as meanwhile:
        mark_attendance(placement, day=day, mark=mark(ILL), by=nils)
    assert meanwhile.value.standing == standing
    chosen = mark_attendance(placement, day=day, mark=mark(ILL, seen=standing.pk), by=nils)
    assert (chosen.supersedes, AttendanceMark.objects.count()) == (standing, 2)


def test_what_stops_one_stops_nobody_else(placement, nils):
    day = workday()
    elsewhere = make.placement(make.case(), make.place(host=make.unit("Norr", takes_participants=False)))
    not_begun = make.placement(make.case(), placement.place, PlacementStatus.AGREED)
    said = {one.pk: mark(PRESENT) for one in (placement, elsewhere, not_begun)} | {0: mark(PRESENT)}
    done = mark_many(said, day=day, by=nils)
    assert done.saved == (placement.pk,)
    assert {str(done.refused[key][0]) for key in (0, elsewhere.pk)} == {"Är inte längre placerad hos er."}
    assert "inte startad" in str(done.refused[not_begun.pk][0])


def test_those_at_the_place_mark_and_others_do_not(placement):
    own = make.user("Pia", Role.WORKPLACE_SUPERVISOR)
    pia = Supervisor.objects.create(name=own.name, user=own, organisation=placement.place.host, starts_on=make.LONG_AGO)
    PlaceSupervisor.objects.create(place=placement.place, supervisor=pia, starts_on=make.LONG_AGO)
    host = Actor.host(placement, name="Åsa på Drivhuset")
    day = workday()
    assert mark_attendance(placement, day=day, mark=mark(PRESENT), by=Actor.of(own)).marked_by == own
    assert mark_attendance(placement, day=day - timedelta(7), mark=mark(ILL), by=host).marked_by_name == host.name
    for other in (make.actor(Role.REFERRER), make.actor(Role.WORK_SUPERVISOR, make.unit("Norr")),
                  Actor.participant(placement.case.participant)):  # fmt: skip
        with pytest.raises(NotAllowed):
            mark_attendance(placement, day=day - timedelta(1), mark=mark(PRESENT), by=other)
    with pytest.raises(NotAllowed):
        approve_month(placement, month=day, seen=0, by=Actor.of(own))


def fill(placement, month, by, said=PRESENT):
    for day in month_of(placement, month, today=make.today()).unmarked:
        mark_attendance(placement, day=day, mark=mark(said), by=by)


def test_month_is_approved_in_figures_and_a_correction_makes_a_new_version(placement, nils):
    month = month_before(make.today())
    with pytest.raises(NotAllowedNow, match="dagar saknar närvaro"):
        approve_month(placement, month=month, seen=0, by=nils)
    fill(placement, month, nils)
    first = workday(month + timedelta(days=6))
    standing = AttendanceMark.objects.get(day=first)
    mark_attendance(placement, day=first, mark=mark(ILL, seen=standing.pk), by=nils)
    seen = month_of(placement, month, today=make.today()).seen
    with pytest.raises(NotAllowedNow, match="sedan du läste"):
        approve_month(placement, month=month, seen=seen - 1, by=nils)
    approved = approve_month(placement, month=month, seen=seen, by=nils)
    assert approve_month(placement, month=month, seen=seen, by=nils) == approved
    assert (approved.absence_minutes, approved.planned_minutes - approved.attended_minutes) == ({"ill": 240}, 240)
    ill = AttendanceMark.objects.counting().get(day=first)
    late = mark_attendance(placement, day=first, mark=mark(LATE, seen=ill.pk), by=nils)
    again = approve_months({placement.pk: late.pk, 0: 1}, month=month, by=nils)
    assert (again.saved, list(again.refused)) == ((placement.pk,), [0])
    assert AttendanceMonth.objects.get(version=2).absence_minutes == {"late": 30}
    approved.refresh_from_db()
    assert approved.absence_minutes == {"ill": 240}


def test_introduction_is_ticked_once_and_only_with_its_own_points(placement, nils):
    lay_in(by=make.SYSTEM)
    points = list(IntroductionPoint.objects.all())
    others = IntroductionPoint.objects.create(
        organisation=make.unit("Norr"), position=1, text="Nyckeln", valid_from=make.LONG_AGO
    )
    tick_points(placement, points=points[:2], done_on=make.today(), by=nils)
    assert len(tick_points(placement, points=points[1:3], done_on=make.today(), by=nils)) == 1
    for wrong, words in ((points[:0], "minst en punkt"), ([others], "annan arbetsplats")):
        with pytest.raises(NotAllowedNow, match=words):
            tick_points(placement, points=wrong, done_on=make.today(), by=nils)
    assert IntroductionDone.objects.count() == 3


def test_incident_goes_to_whoever_answers_for_the_place_and_is_handled_once(placement, nils):
    manager = make.user("Eva", Role.RECEIVING_MANAGER)
    placement.place.manager = manager
    placement.place.save()
    told = {"kind": IncidentKind.NEAR_MISS, "happened_on": make.today(), "text": "Halt golv vid disken"}
    incident = report_incident(placement, **told, by=nils)
    assert report_incident(placement, **told, by=nils) == incident
    assert incident.placement == placement
    for other in (nils, make.actor(Role.UNIT_MANAGER, make.unit("Norr")), make.actor(Role.RECEIVING_MANAGER)):
        with pytest.raises(NotAllowed):
            handle_incident(incident, measures="Matta", by=other)
    with pytest.raises(NotAllowedNow):
        handle_incident(incident, measures=" ", by=Actor.of(manager))
    handle_incident(incident, measures="Vi har lagt en halkfri matta.", by=Actor.of(manager))
    with pytest.raises(NotAllowedNow, match="redan hanterat"):
        handle_incident(incident, measures="Igen", by=Actor.of(manager))
    events = CaseEvent.objects.filter(kind__startswith="incident").values_list("data", flat=True)
    assert not any("golv" in str(data) or "matta" in str(data) for data in events)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "absent", "absence": "", "attended_minutes": 0},
        {"kind": "present", "absence": "ill"},
        {"attended_minutes": 241},
        {"kind": "asleep"},
        {},
    ],
    ids=["absent without code", "present with code", "more than planned", "unknown kind", "a second first mark"],
)
def test_database_refuses_marks_that_cannot_be(placement, nils, wrong):
    mark_attendance(placement, day=workday(), mark=mark(PRESENT), by=nils)
    values = {"placement": placement, "day": workday() - timedelta(7) if wrong else workday(), "kind": "present",
              "planned_minutes": 240, "attended_minutes": 240, "sent_id": uuid4()}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceMark.objects.create(**values | wrong)


def test_database_refuses_a_mark_that_supersedes_another_day(placement, nils):
    standing = mark_attendance(placement, day=workday(), mark=mark(PRESENT), by=nils)
    with pytest.raises(IntegrityError, match="of another placement or day"), transaction.atomic():
        AttendanceMark.objects.create(
            placement=placement, day=workday() - timedelta(7), kind="present", planned_minutes=9, attended_minutes=9,
            sent_id=uuid4(), supersedes=standing,
        )  # fmt: skip


@pytest.mark.parametrize("wrong", [{"month": date(2026, 10, 2)}, {"attended_minutes": 11}], ids=["not first", "more"])
def test_database_refuses_months_that_cannot_be(placement, wrong):
    values = {"placement": placement, "month": date(2026, 10, 1), "planned_minutes": 10, "attended_minutes": 10,
              "approved_on": make.today(), "approved_by": make.user()}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceMonth.objects.create(**values | wrong)


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"measures": "Matta"}, {"handled_on": date(2026, 1, 1)}])
def test_database_refuses_incidents_half_handled(placement, wrong):
    values = {"place": placement.place, "kind": "near_miss", "happened_on": make.today(), "reported_on": make.today()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.create(text="Halt", **values | wrong)


DAYS = st.integers(18, 30)
SAYS = st.sampled_from([PRESENT, ILL, LATE, CANCELLED, Said(AttendanceKind.ABSENT, AbsenceCode.UNREPORTED)])
STEP = st.one_of(st.tuples(DAYS, SAYS, st.booleans()), st.just("fill"), st.just("approve"))


class AnySequence(TestCase):
    """Whatever is marked, corrected and approved, in any order."""

    @settings(max_examples=8, deadline=None)
    @given(st.lists(STEP, min_size=2, max_size=7))
    def test_month_equals_a_recount_of_the_marks_that_count(self, steps):
        case = make.case(opened_on=date(2026, 1, 1))
        month = month_before(make.today())
        first = month + timedelta(days=20)
        placement = make.placement(case, make.place(seats=9), starts_on=first, ends_on=month + timedelta(days=80))
        by = Actor.of(make.user(role=Role.WORK_SUPERVISOR, at=placement.place.host))
        for step in steps:
            take(step, placement, month, by)
        counting = recount(placement)
        assert all(many == 1 for _day, many, *_ in counting)
        months = list(placement.months.order_by("version"))
        assert [row.version for row in months] == list(range(1, len(months) + 1))
        found = month_of(placement, month, today=make.today()).sum
        assert found.planned_minutes == sum(planned for _day, _many, planned, _attended, _code in counting)
        assert found.attended_minutes == sum(attended for _day, _many, _planned, attended, _code in counting)
        for code, minutes in found.absence_minutes.items():
            assert minutes == sum(row[2] - row[3] for row in counting if row[4] == code)


def take(step, placement, month, by):
    """One step. What the rules refuse is refused; a mark that has not seen the standing one changes nothing."""
    with suppress(NotAllowedNow):
        if step == "approve":
            row = month_of(placement, month, today=make.today())
            saved = approve_month(placement, month=month, seen=row.seen, by=by)
            assert (saved.attended_minutes, saved.absence_minutes) == (
                row.sum.attended_minutes,
                row.sum.absence_minutes,
            )
        elif step == "fill":
            for day in month_of(placement, month, today=make.today()).unmarked:
                mark_attendance(placement, day=day, mark=mark(PRESENT), by=by)
        else:
            offset, said, has_seen = step
            day = month + timedelta(days=offset)
            standing = AttendanceMark.objects.counting().filter(placement=placement, day=day).first()
            seen = standing.pk if standing and has_seen else None
            mark_attendance(placement, day=day, mark=mark(said, seen=seen), by=by)


def recount(placement):
    """Day, how many marks count, planned, attended and code: by SQL of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT day, count(*), max(planned_minutes), max(attended_minutes),
                   max(CASE WHEN absence <> '' THEN absence ELSE kind END)
               FROM stegvis_attendancemark m WHERE placement_id = %s AND NOT EXISTS (
                   SELECT 1 FROM stegvis_attendancemark later WHERE later.supersedes_id = m.id)
               GROUP BY day""",
            [placement.pk],
        )
        return cursor.fetchall()


def lines_of(user):
    lines = today_of(Actor.of(user), day=make.today()).lines
    return {(line.rule.value, line.subject_id, person.name) for line, person in lines}


def test_idag_says_a_late_introduction_and_an_incident_to_whoever_leads_the_place(nils, placement):
    lay_in(by=make.SYSTEM)
    manager = make.user("Eva", Role.RECEIVING_MANAGER)
    place = make.place(manager=manager)
    late = make.placement(make.case(), place, starts_on=make.today() - timedelta(days=8))
    make.placement(make.case(), make.place(manager=manager), starts_on=make.today() - timedelta(days=6))
    incident = make.incident(place)
    name = late.case.participant.name
    assert lines_of(manager) == {
        ("introduction_late", late.pk, name),
        ("incident_waiting", incident.pk, place.name),
    }
    assert lines_of(make.user(role=Role.RECEIVING_MANAGER)) == set()
    tick_points(late, points=list(IntroductionPoint.objects.all()), done_on=make.today(), by=Actor.of(manager))
    handle_incident(incident, measures="En matta", by=Actor.of(manager))
    assert lines_of(manager) == set()


def test_referrer_gets_the_approved_month_and_nothing_that_is_not(placement, nils):
    month = month_before(make.today())
    schedule = SharingSchedule.objects.create(
        case=placement.case, receiver="Socialkontoret", parts=["hours"], ground="same_matter", law="Samma nämnd",
        every_months=1, next_on=make.today(),
    )  # fmt: skip
    make.slot(placement, 1, 9, 12)
    fill(placement, month, nils)
    waiting = content_of(schedule, make.today())["hours"][0]
    assert (waiting["planned"], waiting["at_work"]["months"], waiting["at_work"]["waiting"]) == (0, [], 1)
    assert "inte godkänt än" in readable(content_of(schedule, make.today())).parts[0].rows[0]
    approved = approve_month(placement, month=month, seen=month_of(placement, month, today=make.today()).seen, by=nils)
    content = content_of(schedule, make.today())
    [at_work] = [each["at_work"] for each in content["hours"]]
    assert at_work == {"months": [approved.pk], "waiting": 0, "planned": approved.planned_minutes / 60,
                       "attended": approved.attended_minutes / 60, "absent": []}  # fmt: skip
    assert "timmar" in readable(content).parts[0].rows[0][2]
    share_now(schedule, fingerprint=fingerprint_of(content), by=make.SYSTEM)
    approved.refresh_from_db()
    assert approved.sent_on == make.today()
