"""The week through the actions: never two things at once, nothing half-written, and what was stays as it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.activity import end_activity
from stegvis.actions.exit import close_case
from stegvis.actions.placement import end_placement
from stegvis.actions.schedule import set_schedule
from stegvis.models import AbsenceNotice, CaseEvent, Message, ScheduleSlot
from stegvis.rules.exit import Outcome
from stegvis.rules.people import Role
from stegvis.rules.placement import EndReason, PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MORNINGS = [(1, 540, 720), (2, 540, 720)]
AFTERNOONS = [(weekday, 780, 960) for weekday in (1, 2, 3)]


@pytest.fixture
def maria():
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


@pytest.fixture
def sfi(case):
    return make.activity(case, name="Sfi kurs D", hours_per_week=Decimal(9))


@pytest.fixture
def praktik(case):
    """A placement of three days a week, until three in the afternoon."""
    placement = make.placement(case, make.place("Solgläntan"), hours_per_week=Decimal(18))
    for weekday in (1, 2, 3):
        make.slot(placement, weekday, 9, 15)
    return placement


def rows(**of):
    return sorted(
        ScheduleSlot.objects.filter(**of).values_list("weekday", "starts_minute", "ends_minute", "starts_on", "ends_on")
    )


def refused(act):
    with pytest.raises(NotAllowedNow) as refusal:
        act()
    return [str(reason) for reason in refusal.value.reasons]


def test_times_hold_from_a_day_and_what_was_before_is_kept(case, sfi, by):
    start, change = sfi.starts_on, make.today()
    set_schedule(sfi, slots=MORNINGS, from_on=start, where="Skolan", by=by)
    set_schedule(sfi, slots=[(1, 540, 720), (5, 540, 660)], from_on=change, where="Skolan", by=by)
    assert rows(activity=sfi) == [
        (1, 540, 720, start, None),
        (2, 540, 720, start, change - DAY),
        (5, 540, 660, change, None),
    ]
    assert list(CaseEvent.objects.order_by("pk").values_list("kind", "happened_on")) == [
        ("schedule_set", start),
        ("schedule_set", change),
    ]


def test_same_times_again_are_no_change(sfi, by):
    for _ in range(2):
        set_schedule(sfi, slots=MORNINGS, from_on=make.today(), by=by)
    assert len(rows()) == 2
    assert CaseEvent.objects.count() == 1


def test_times_planned_for_later_are_replaced(sfi, by):
    set_schedule(sfi, slots=MORNINGS, from_on=make.today() + 9 * DAY, by=by)
    set_schedule(sfi, slots=AFTERNOONS, from_on=make.today(), by=by)
    assert [row[:3] for row in rows()] == AFTERNOONS


def test_sfi_on_other_days_collides_three_times_and_nothing_is_saved(sfi, praktik, by):
    set_schedule(sfi, slots=[(5, 780, 960)], from_on=make.today(), by=by)
    before = rows()
    reasons = refused(lambda: set_schedule(sfi, slots=AFTERNOONS, from_on=make.today(), by=by))
    assert len(reasons) == 3
    assert all("Sfi kurs D" in reason and "13–16" in reason and "9–15" in reason for reason in reasons)
    assert rows() == before
    assert CaseEvent.objects.count() == 1


def test_times_that_end_before_the_other_begins_do_not_collide(sfi, praktik, by):
    ScheduleSlot.objects.filter(placement=praktik).update(starts_on=make.today() + 10 * DAY)
    assert refused(lambda: set_schedule(sfi, slots=AFTERNOONS, from_on=make.today(), by=by))
    end_activity(sfi, ends_on=make.today() + 9 * DAY, by=by)
    set_schedule(sfi, slots=AFTERNOONS, from_on=make.today(), by=by)
    assert {row[4] for row in rows(activity=sfi)} == {make.today() + 9 * DAY}


def test_changed_by_somebody_else_meanwhile_is_told(sfi, by):
    set_schedule(sfi, slots=MORNINGS, from_on=make.today(), seen="", by=by)
    (reason,) = refused(lambda: set_schedule(sfi, slots=AFTERNOONS, from_on=make.today(), seen="", by=by))
    assert "Någon har ändrat" in reason
    assert [row[:3] for row in rows()] == MORNINGS


def test_ending_takes_the_times_along(sfi, praktik, by):
    set_schedule(sfi, slots=[(4, 540, 720)], from_on=make.today(), by=by)
    set_schedule(sfi, slots=[(5, 540, 720)], from_on=make.today() + 20 * DAY, by=by)
    end_activity(sfi, ends_on=make.today() + 5 * DAY, by=by)
    assert rows(activity=sfi) == [(4, 540, 720, make.today(), make.today() + 5 * DAY)]
    end_placement(praktik, ended_on=make.today(), because=EndReason.WORK, by=by)
    assert {row[4] for row in rows(placement=praktik)} == {make.today()}


def test_exit_ends_every_time_and_absence(case, sfi, by):
    set_schedule(sfi, slots=MORNINGS, from_on=make.today() - 5 * DAY, by=by)
    make.absence(case, starts_on=make.today() - DAY)
    close_case(case, exited_on=make.today(), outcome=Outcome.WORK_REGULAR, lasts_a_month=True, by=by)
    assert {row[4] for row in rows()} == {make.today()}
    assert AbsenceNotice.objects.get().ends_on == make.today()
    assert refused(lambda: set_schedule(sfi, slots=AFTERNOONS, from_on=make.today(), by=by))


def test_participant_hears_of_a_changed_week_once(case, sfi, by):
    case.participant.reach_by, case.participant.email = "email", "rania@exempel.se"
    case.participant.save()
    for _ in range(2):
        set_schedule(sfi, slots=MORNINGS, from_on=make.today(), by=by)
    assert list(Message.objects.values_list("kind", "subject_id")) == [("week_changed", case.pk)]


def test_placement_that_is_only_agreed_takes_nothing_of_the_week(case, by):
    agreed = make.placement(case, make.place(), PlacementStatus.AGREED)
    (reason,) = refused(lambda: set_schedule(agreed, slots=MORNINGS, from_on=make.today(), by=by))
    assert "inte startad" in reason


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.HR])
def test_who_may_not_set_times(sfi, praktik, role):
    for thing in (sfi, praktik):
        with pytest.raises(NotAllowed):
            set_schedule(thing, slots=[(6, 540, 720)], from_on=make.today(), by=make.actor(role))


def test_database_is_the_last_wall(sfi, praktik):
    with pytest.raises(IntegrityError, match="schedule_slots_never_collide"), transaction.atomic():
        make.slot(sfi, 2, 14, 16)
    make.slot(sfi, 2, 15, 16)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"weekday": 8}, "weekday_known", id="no such day"),
        pytest.param({"ends_minute": 1500}, "within_day", id="25 hours"),
        pytest.param({"ends_minute": 540}, "within_day", id="no time at all"),
        pytest.param({"ends_on": make.LONG_AGO}, "ends_after_start", id="ends before it starts"),
        pytest.param({"activity": None}, "for_one_thing", id="for nothing"),
    ],
)
def test_slot_that_cannot_be(case, sfi, values, constraint):
    usual = {"activity": sfi, "weekday": 4, "starts_minute": 540, "ends_minute": 600, "starts_on": make.today()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ScheduleSlot.objects.create(case=case, **usual | values)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_give_one_week_and_one_sentence(case, sfi, by):
    health, together = make.activity(case, kind="health"), Barrier(2)

    def one(activity):
        try:
            together.wait(timeout=10)
            set_schedule(activity, slots=MORNINGS, from_on=make.today(), by=by)
        except NotAllowedNow as refusal:
            return f"refused for {len(refusal.reasons)} reasons"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, [sfi, health])) == ["refused for 2 reasons", "saved"]
    assert len(rows()) == 2


times = some.tuples(some.integers(1, 5), some.integers(7, 16), some.integers(1, 8)).map(
    lambda said: (said[0], said[1] * 60, (said[1] + said[2]) * 60)
)
acts = some.tuples(some.integers(0, 2), some.lists(times, max_size=3), some.integers(-3, 12))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(acts, min_size=2, max_size=6))
def test_no_order_of_saving_lets_two_things_meet(said):
    with transaction.atomic():
        case = make.case()
        things = [make.activity(case, kind=kind) for kind in ("sfi", "health")]
        things.append(make.placement(case, make.place()))
        for which, slots, day in said:
            before = rows(case=case)
            try:
                set_schedule(things[which], slots=slots, from_on=make.today() + day * DAY, by=make.SYSTEM)
            except NotAllowedNow:
                assert rows(case=case) == before
        assert_nothing_meets(rows(case=case))
        transaction.set_rollback(True)


def assert_nothing_meets(found):
    forever = make.today() + 9_999 * DAY
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            same_minutes = one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
            assert not (same_minutes and one[3] <= (other[4] or forever) and other[3] <= (one[4] or forever))
