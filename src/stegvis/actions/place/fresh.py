"""Freshness (aktualitet): ask a host whether a place still stands, take the answer, and let what nobody knows rest."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import Place, PlaceConfirmation
from ...queries.place.fresh import due_for_asking, reach_of_host, standing_of
from ...rules import place as rules
from ...rules.history import EventKind
from ...rules.place import ConfirmationAnswer, FreshStep, PlaceStatus
from ...rules.words import Reason
from ..log import log, stop_if
from .rows import intervals_of, locked, move, staying, write_intervals
from .way import pause_place

LATE_STATUS = (PlaceStatus.OPEN, PlaceStatus.PAUSED)


@transaction.atomic
def ask_host(place: Place, *, by: Actor) -> PlaceConfirmation:
    """Ask whether the place is as it stands; a question that nobody answered is put aside for the new one."""
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    if place.status != PlaceStatus.OPEN:
        raise NotAllowedNow([Reason("Bara om en öppen arbetsplats frågar man värden.")])
    today = timezone.localdate()
    _put_aside(place, today)
    asked = PlaceConfirmation.objects.create(place=place, asked_on=today, asked_by_id=by.user_id)
    log(EventKind.PLACE_ASKED, place, by=by)
    if reach_of_host(place) is not None:
        app.configure_task("place.mail_question").defer(confirmation_id=asked.pk)
    return asked


def _put_aside(place: Place, today: date) -> None:
    """Whoever did not answer in time is taken as silent; their link is answered no more."""
    for waiting in place.confirmations.filter(answer=ConfirmationAnswer.WAITING):
        waiting.answer, waiting.answered_on = ConfirmationAnswer.SILENT, today
        waiting.save()


@transaction.atomic
def answer_for_place(
    place: Place,
    *,
    answer: ConfirmationAnswer,
    comment: str = "",
    until: date | None = None,
    answered_by: str = "",
    by: Actor,
) -> PlaceConfirmation:
    """What the host says of the place: as it stands, changed, or enough until a day. It is the place's sign of life.

    Enough: the place rests until the day. With people in it they stay and nobody more is taken.
    """
    require(by, Permission.PLACE_WRITE)
    place = locked(place)
    today = timezone.localdate()
    waiting = place.confirmations.filter(answer=ConfirmationAnswer.WAITING).first()
    asked = waiting or PlaceConfirmation(place=place, asked_on=today, asked_by_id=by.user_id)
    status = PlaceStatus(place.status)
    stop_if(
        _reasons_about_status(status)
        + rules.reasons_not_to_answer(
            answered=ConfirmationAnswer(asked.answer), answer=answer, comment=comment, until=until, today=today
        )
    )
    asked.answer, asked.answered_on, asked.comment = answer, today, comment.strip()
    asked.answered_by = answered_by.strip() or by.name
    asked.enough_until = until if answer is ConfirmationAnswer.ENOUGH else None
    asked.save()
    place.confirmed_on = today
    place.save()
    log(EventKind.PLACE_CONFIRMED, place, by=by, answer=answer.value)
    if asked.enough_until is not None and status is PlaceStatus.OPEN:
        _take_nobody_more(place, until=asked.enough_until, today=today, by=by)
    return asked


def _reasons_about_status(status: PlaceStatus) -> list[Reason]:
    return [] if status in LATE_STATUS else [Reason("Arbetsplatsen är {status}.", status=status.label)]


def _take_nobody_more(place: Place, *, until: date, today: date, by: Actor) -> None:
    here = staying(place, from_on=today, until=until)
    if not here:
        pause_place(place, until=until, by=by)
        return
    intervals = intervals_of(place)
    now = rules.interval_on(intervals, today)
    if now is not None and now[2] > here:
        write_intervals(place, rules.with_seats(intervals, seats=here, first=today, last=_within(until, place)))
        log(EventKind.CAPACITY_CHANGED, place, by=by, happened_on=today, seats=here, until=until)


def _within(until: date, place: Place) -> date:
    return until if place.closed_on is None else min(until, place.closed_on)


def keep_fresh(*, by: Actor, today: date | None = None) -> dict[FreshStep, int]:
    """Each morning: open what has rested to its day, close what has had its last, ask, ask again, let rest."""
    require(by, Permission.PLACE_WRITE)
    today = today or timezone.localdate()
    _as_the_days_say(today, by=by)
    done = dict.fromkeys(FreshStep, 0)
    for place in due_for_asking(today=today):
        may_ask = done[FreshStep.ASK] < rules.MOST_NEW_QUESTIONS
        done[_next(place, today=today, may_ask=may_ask, by=by)] += 1
    return done


@transaction.atomic
def _next(place: Place, *, today: date, may_ask: bool, by: Actor) -> FreshStep:
    """One place, as it stands now; silent when somebody has just answered or been placed, or enough are asked."""
    place = locked(place)
    standing = standing_of(place, today=today)
    step = rules.fresh_step(
        status=PlaceStatus(place.status),
        sign_of_life=standing.sign_of_life,
        asked_on=standing.asked_on,
        has_people=standing.has_people,
        today=today,
    )
    if step is FreshStep.ASK and not may_ask:
        return FreshStep.NOTHING
    if step in (FreshStep.ASK, FreshStep.ASK_AGAIN):
        ask_host(place, by=by)
    elif step is FreshStep.REST:
        if place.closed_on is not None:
            return FreshStep.NOTHING
        _put_aside(place, today)
        pause_place(place, by=by)
    return step


def _as_the_days_say(today: date, *, by: Actor) -> None:
    rested = Place.objects.filter(status=PlaceStatus.PAUSED, paused_until__lt=today)
    past = Place.objects.filter(status__in=LATE_STATUS, closed_on__lt=today)
    for place in [*rested.order_by("pk"), *past.order_by("pk")]:
        _settle(place, today, by=by)


@transaction.atomic
def _settle(place: Place, today: date, *, by: Actor) -> None:
    place = locked(place)
    if place.closed_on is not None and place.closed_on < today:
        if place.status != PlaceStatus.CLOSED:
            move(place, PlaceStatus.CLOSED, by=by, happened_on=place.closed_on + timedelta(days=1))
    elif place.status == PlaceStatus.PAUSED and place.paused_until is not None and place.paused_until < today:
        day = place.paused_until + timedelta(days=1)
        place.paused_until, place.confirmed_on = None, day
        move(place, PlaceStatus.OPEN, by=by, happened_on=day)
