"""Answering (svara): each answer is kept as it is given; the whole is finished when every question has one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import InstrumentItem, Rating, RatingAnswer
from ...rules import rating as rules
from ...rules.history import EventKind
from ...rules.own import PageLanguage
from ...rules.rating import AnsweredHow, Given
from ...rules.words import Reason
from ..log import log, stop_if


@transaction.atomic
def save_answer(rating: Rating, *, item_key: str, given: Given, by: Actor) -> RatingAnswer:
    """Keep the answer to one question, over an earlier one to the same; what comes after may fail, this stays."""
    rating = _open(rating, by=by)
    items = {item.key: item for item in _asked(rating)}
    stop_if(_reasons_not_to_take(rating, items, {item_key: given}))
    return _save(rating, {items[item_key]: given})[0]


@transaction.atomic
def finish(rating: Rating, *, how: AnsweredHow, answered_on: date | None = None, by: Actor) -> Rating:
    """Send the answers that are kept. From then on they stand."""
    rating = _open(rating, by=by)
    return _finish(rating, how=how, answered_on=answered_on, by=by)


@transaction.atomic
def answer(
    rating: Rating, *, given: Mapping[str, Given], how: AnsweredHow, answered_on: date | None = None, by: Actor
) -> Rating:
    """Everything at once, as in the conversation: together with what was kept before, every question has an answer."""
    rating = _open(rating, by=by)
    items = {item.key: item for item in _asked(rating)}
    stop_if(_reasons_not_to_take(rating, items, given))
    _save(rating, {items[key]: each for key, each in given.items()})
    return _finish(rating, how=how, answered_on=answered_on, by=by)


@transaction.atomic
def choose_language(rating: Rating, *, language: PageLanguage, by: Actor) -> Rating:
    """Read and answer the questions in another language; the answers given stay."""
    rating = _open(rating, by=by)
    if rating.language != language:
        rating.language = language
        rating.save(update_fields=["language"])
    return rating


def _open(rating: Rating, *, by: Actor) -> Rating:
    rating = Rating.objects.select_for_update(of=("self",)).select_related("case", "version").get(pk=rating.pk)
    require(by, Permission.RATING_ANSWER, rating)
    status = rating.case.status if rating.case is not None else None
    stop_if(rules.reasons_not_to_answer(is_finished=rating.answered_on is not None, status=status))
    return rating


def _asked(rating: Rating) -> list[InstrumentItem]:
    """The questions of this form to whoever answers it."""
    items = InstrumentItem.objects.filter(version=rating.version_id, respondents__contains=[rating.respondent])
    return list(items.order_by("position"))


def _reasons_not_to_take(
    rating: Rating, items: Mapping[str, InstrumentItem], given: Mapping[str, Given]
) -> list[Reason]:
    lowest, highest = rating.version.lowest, rating.version.highest
    reasons = []
    for key, each in given.items():
        if key not in items:
            reasons.append(Reason("Frågan hör inte till de här frågorna.", at=key))
        else:
            reasons += rules.reasons_not_to_take(each, lowest=lowest, highest=highest, item_key=key)
    return reasons


def _save(rating: Rating, given: Mapping[InstrumentItem, Given]) -> list[RatingAnswer]:
    """All in one statement; an earlier answer to the same question is written over."""
    answers = [
        RatingAnswer(
            rating=rating,
            item=item,
            state=each.state,
            value=each.value,
            comment=each.comment.strip()[: rules.MOST_COMMENT],
        )
        for item, each in given.items()
    ]
    return RatingAnswer.objects.bulk_create(
        answers, update_conflicts=True, unique_fields=["rating", "item"], update_fields=["state", "value", "comment"]
    )


def _finish(rating: Rating, *, how: AnsweredHow, answered_on: date | None, by: Actor) -> Rating:
    today = timezone.localdate()
    day = answered_on or today
    answered = set(rating.answers.values_list("item_id", flat=True))
    left = [(number, item.key) for number, item in enumerate(_asked(rating), start=1) if item.pk not in answered]
    if reasons := rules.reasons_not_to_finish(left=left, asked_on=rating.asked_on, answered_on=day, today=today):
        raise NotAllowedNow(reasons)
    rating.answered_on, rating.answered_how, rating.answered_by_id = day, how, by.user_id
    rating.save(update_fields=["answered_on", "answered_how", "answered_by"])
    log(EventKind.RATING_ANSWERED, rating, by=by, happened_on=day, how=how.value, respondent=rating.respondent)
    return rating
