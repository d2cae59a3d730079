"""Placements through the actions and against the database: two voices, one seat each, never one too many."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.placement import (
    answer_for_host,
    answer_for_participant,
    end_placement,
    give_up_placement,
    propose_placement,
    sign_placement,
    start_placement,
)
from stegvis.models import CaseEvent, PlaceCapacity, Placement, User
from stegvis.rules.history import EventKind
from stegvis.rules.people import Role
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import Answer, ApprovedHow, EndReason, NotRealisedReason, PlacementStatus
from tests import factories as make

CONTENDERS, ROUNDS = 20, 8


@pytest.fixture
def coordinator(db):
    return Actor.of(make.user(role=Role.COORDINATOR, at=make.unit()))


@pytest.fixture
def case(coordinator):
    return make.case(coordinator=User.objects.get(pk=coordinator.user_id))


def propose(case, place, by, **values):
    usual = {
        "form": PlacementForm.WORK_EXPERIENCE,
        "starts_on": make.today(),
        "ends_on": make.today() + timedelta(weeks=12),
        "hours_per_week": Decimal(20),
    }
    return propose_placement(case, place=place, by=by, **usual | values)


def said(refusal):
    return [str(reason) for reason in refusal.value.reasons]


def agreed(place, **values):
    return make.placement(make.case(), place, PlacementStatus.SIGNED, starts_on=make.today(), **values)


# The way


def test_the_whole_way_leaves_an_event_at_each_step(case, coordinator):
    placement = propose(case, make.place(), coordinator, presentation="Gillar barn. ")
    placement = answer_for_participant(placement, answer=Answer.YES, approved=ApprovedHow.TOGETHER, by=coordinator)
    placement = answer_for_host(placement, answer=Answer.YES, answered_by="Åsa, rektor", by=coordinator)
    placement = sign_placement(placement, signed_on=make.today(), signed_for_host_by="Åsa, rektor", by=coordinator)
    placement = start_placement(placement, by=coordinator)
    placement = end_placement(placement, ended_on=make.today(), because=EndReason.WORK, by=coordinator)
    assert (placement.status, placement.seat, placement.presentation) == (PlacementStatus.ENDED, 1, "Gillar barn.")
    kinds = CaseEvent.objects.filter(case_id=case.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [
        EventKind.PLACEMENT_PROPOSED,
        EventKind.PARTICIPANT_SAID_YES,
        EventKind.PRESENTATION_APPROVED,
        EventKind.HOST_SAID_YES,
        EventKind.PLACEMENT_SIGNED,
        EventKind.PLACEMENT_STARTED,
        EventKind.PLACEMENT_ENDED,
    ]


def test_no_from_the_participant_never_reaches_the_host(case, coordinator):
    placement = propose(case, make.place(), coordinator)
    placement = answer_for_participant(placement, answer=Answer.NO, reason="För långt", by=coordinator)
    assert placement.status == PlacementStatus.NOT_REALISED
    with pytest.raises(NotAllowedNow):
        answer_for_host(placement, answer=Answer.YES, by=coordinator)


def test_no_from_the_host_ends_the_proposal(case, coordinator):
    placement = make.placement(case, make.place(), PlacementStatus.HOST_ASKED)
    placement = answer_for_host(placement, answer=Answer.NO, reason="Ingen handledare", by=coordinator)
    assert (placement.status, placement.end_comment) == (PlacementStatus.NOT_REALISED, "Ingen handledare")


def test_the_same_answer_twice_changes_nothing_more(case, coordinator):
    placement = propose(case, make.place(), coordinator)
    answer_for_participant(placement, answer=Answer.YES, approved=ApprovedHow.PAPER, by=coordinator)
    with pytest.raises(NotAllowedNow):
        answer_for_participant(placement, answer=Answer.YES, by=coordinator)
    placement.refresh_from_db()
    assert placement.status == PlacementStatus.HOST_ASKED


def test_no_after_a_yes_ends_it_until_it_has_begun(case, coordinator):
    placement = make.placement(case, make.place(), PlacementStatus.SIGNED, starts_on=make.today())
    placement = answer_for_participant(placement, answer=Answer.NO, reason="Ångrade mig", by=coordinator)
    assert placement.not_realised_because == NotRealisedReason.PARTICIPANT_NO


def test_an_answer_has_been_given_when_it_is_written(case, coordinator):
    placement = propose(case, make.place(), coordinator)
    tomorrow = make.today() + timedelta(days=1)
    with pytest.raises(NotAllowedNow) as refusal:
        answer_for_participant(placement, answer=Answer.YES, answered_on=tomorrow, by=coordinator)
    assert refusal.value.reasons[0].at == "answered_on"


def test_nobody_is_asked_twice_about_the_same_place(case, coordinator):
    place = make.place()
    propose(case, place, coordinator)
    with pytest.raises(NotAllowedNow) as refusal:
        propose(case, place, coordinator)
    assert said(refusal) == ["Det finns redan ett förslag på den här arbetsplatsen som väntar på svar."]


def test_another_coordinator_may_not_propose(case):
    other = Actor.of(make.user(role=Role.COORDINATOR, at=make.unit()))
    with pytest.raises(NotAllowed):
        propose(case, make.place(), other)


def test_the_manager_of_the_place_answers_only_for_it(case, db):
    manager = make.user(role=Role.RECEIVING_MANAGER, at=make.unit())
    own = make.placement(case, make.place(manager=manager), PlacementStatus.HOST_ASKED)
    other = make.placement(make.case(), make.place(), PlacementStatus.HOST_ASKED)
    assert answer_for_host(own, answer=Answer.YES, by=Actor.of(manager)).host_answered_by == manager.name
    with pytest.raises(NotAllowed):
        answer_for_host(other, answer=Answer.YES, by=Actor.of(manager))


def test_full_place_refuses_start(coordinator, case):
    place = make.place(seats=1)
    make.placement(make.case(), place)
    placement = make.placement(case, place, PlacementStatus.SIGNED, starts_on=make.today())
    with pytest.raises(NotAllowedNow) as refusal:
        start_placement(placement, by=coordinator)
    assert said(refusal) == ["Arbetsplatsen är full."]


def test_the_lowest_seat_free_for_the_whole_period_is_taken(coordinator, case):
    place = make.place(seats=3)
    make.placement(make.case(), place, seat=1)
    make.placement(make.case(), place, seat=2, ends_on=make.today() - timedelta(days=1))
    placement = make.placement(case, place, PlacementStatus.SIGNED, starts_on=make.today())
    assert start_placement(placement, by=coordinator).seat == 2


def test_a_seat_is_free_the_day_after_an_early_end(coordinator, case):
    place = make.place(seats=1)
    first = make.placement(make.case(), place)
    yesterday = make.today() - timedelta(days=1)
    end_placement(first, ended_on=yesterday, because=EndReason.HEALTH, by=make.SYSTEM)
    placement = make.placement(case, place, PlacementStatus.SIGNED, starts_on=make.today())
    assert start_placement(placement, by=coordinator).seat == 1


def test_given_up_with_a_reason(case, coordinator):
    placement = propose(case, make.place(), coordinator)
    with pytest.raises(NotAllowedNow):
        give_up_placement(placement, because=NotRealisedReason.OTHER, reason=" ", by=coordinator)
    given_up = give_up_placement(placement, because=NotRealisedReason.HEALTH, by=coordinator)
    assert (given_up.status, given_up.not_realised_because) == (PlacementStatus.NOT_REALISED, "health")


# The database


def test_two_never_share_a_seat_on_a_day(db):
    place = make.place(seats=2)
    make.placement(make.case(), place, seat=1)
    with pytest.raises(IntegrityError, match="placement_seat_taken_once"), transaction.atomic():
        make.placement(make.case(), place, seat=1)


def test_a_seat_above_the_capacity_does_not_exist(db):
    place = make.place(seats=1)
    with pytest.raises(IntegrityError, match="outside its capacity"), transaction.atomic():
        make.placement(make.case(), place, seat=2)


def test_a_seat_is_within_capacity_on_every_day_of_the_period(db):
    place = make.place(seats=2)
    PlaceCapacity.objects.filter(place=place).update(ends_on=make.today())
    PlaceCapacity.objects.create(place=place, seats=1, starts_on=make.today() + timedelta(days=1))
    make.placement(make.case(), place, seat=1)
    with pytest.raises(IntegrityError, match="outside its capacity"), transaction.atomic():
        make.placement(make.case(), place, seat=2)


def test_fewer_seats_leave_those_who_are_there(db):
    place = make.place(seats=2)
    make.placement(make.case(), place, seat=1)
    stays = make.placement(make.case(), place, seat=2)
    PlaceCapacity.objects.filter(place=place).update(seats=1)
    stays.ends_on -= timedelta(days=7)
    stays.save()
    stays.ends_on += timedelta(days=14)
    with pytest.raises(IntegrityError, match="outside its capacity"), transaction.atomic():
        stays.save()


def test_nobody_new_starts_while_more_are_there_than_there_are_seats(coordinator, case):
    place = make.place(seats=2)
    make.placement(make.case(), place, seat=2)
    PlaceCapacity.objects.filter(place=place).update(seats=1)
    placement = make.placement(case, place, PlacementStatus.SIGNED, starts_on=make.today())
    with pytest.raises(NotAllowedNow) as refusal:
        start_placement(placement, by=coordinator)
    assert said(refusal) == ["Arbetsplatsen är full."]


def test_who_has_started_has_a_seat_and_nobody_else_has(db):
    with pytest.raises(IntegrityError, match="placement_seat_when_seated"), transaction.atomic():
        make.placement(make.case(), make.place(), seat=None)
    with pytest.raises(IntegrityError, match="placement_seat_when_seated"), transaction.atomic():
        make.placement(make.case(), make.place(), PlacementStatus.AGREED, seat=1)


def test_nobody_starts_before_both_have_said_yes(db):
    with pytest.raises(IntegrityError, match="placement_both_said_yes"), transaction.atomic():
        make.placement(make.case(), make.place(), host_answer=Answer.WAITING)


# Races for a last seat


class Racers:
    """Threads that each keep a connection of their own and all start at the same moment."""

    def __init__(self, pool):
        self.pool, self.barrier = pool, threading.Barrier(CONTENDERS)

    def race(self, placements):
        return list(self.pool.map(self._start, placements))

    def _start(self, placement):
        self.barrier.wait(timeout=30)
        try:
            start_placement(placement, by=make.SYSTEM)
        except NotAllowedNow as refusal:
            return [str(reason) for reason in refusal.reasons]
        except Exception as error:
            return repr(error)
        return "started"

    def close(self):
        for each in [self.pool.submit(self._close) for _ in range(CONTENDERS)]:
            each.result()

    def _close(self):
        self.barrier.wait(timeout=30)
        connection.close()


@pytest.fixture
def racers(transactional_db):
    with ThreadPoolExecutor(CONTENDERS) as pool:
        made = Racers(pool)
        yield made
        made.close()


def test_many_contenders_for_last_seats_overbook_nothing(racers):
    cases = [make.case() for _ in range(CONTENDERS)]
    for number in range(ROUNDS):
        place = make.place(seats=2)
        make.placement(make.case(), place, seat=1 + number % 2)
        waiting = [
            make.placement(case, place, PlacementStatus.SIGNED, starts_on=make.today(), ends_on=make.today())
            for case in cases
        ]
        results = racers.race(waiting)
        assert results.count("started") == 1
        assert [result for result in results if result != "started"] == [["Arbetsplatsen är full."]] * (CONTENDERS - 1)
        assert sorted(Placement.objects.active().filter(place=place).values_list("seat", flat=True)) == [1, 2]
    assert Placement.objects.active().count() == 2 * ROUNDS
