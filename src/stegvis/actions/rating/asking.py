"""Asking (fråga): put the questions that are in force to one of the two voices, or to a group without names."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import Actor, NotAllowed, Permission, require
from ...models import Case, Course, InstrumentVersion, Organisation, Rating
from ...rules import rating as rules
from ...rules.history import EventKind
from ...rules.message import MessageKind
from ...rules.rating import WITHOUT_NAME, InstrumentKind, Respondent
from ..log import log, stop_if
from ..message import tell_participant
from .links import MadeLink, new_link


@transaction.atomic
def ask(case: Case, *, instrument_key: str, respondent: Respondent, asked_on: date | None = None, by: Actor) -> Rating:
    """Put the questions of the version in force; the participant hears of it. Nothing is asked twice at once."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.RATING_ASK, case)
    today = timezone.localdate()
    day = asked_on or today
    version = _in_force(instrument_key, day)
    waiting = case.ratings.filter(
        version__instrument__key=instrument_key, respondent=respondent, answered_on__isnull=True
    )
    stop_if(
        case.reasons_not_to_write()
        + rules.reasons_not_to_ask(
            has_version=version is not None,
            is_for_case=version is not None and version.instrument.kind not in WITHOUT_NAME,
            has_questions=version is not None and _has_questions(version, respondent),
            waiting_since=waiting.values_list("asked_on", flat=True).first(),
            asked_on=day,
            opened_on=case.opened_on,
            today=today,
        )
    )
    assert version is not None
    rating = Rating.objects.create(
        version=version,
        case=case,
        respondent=respondent,
        asked_on=day,
        asked_by_id=by.user_id,
        language=case.participant.page_language,
    )
    log(EventKind.RATING_ASKED, rating, by=by, happened_on=day, respondent=respondent.value)
    if respondent is Respondent.PARTICIPANT:
        tell_participant(case.participant, MessageKind.RATING_TO_ANSWER, rating, by=by)
    return rating


@transaction.atomic
def ask_without_name(
    *, about: Course | Organisation, how_many: int, by: Actor, asked_on: date | None = None
) -> list[MadeLink]:
    """Codes for everybody in a course or a unit to answer once each; which code somebody gets is noted nowhere."""
    kind, permission = (
        (InstrumentKind.COURSE_EVALUATION, Permission.COURSE_WRITE)
        if isinstance(about, Course)
        else (InstrumentKind.USER_SURVEY, Permission.SURVEY_WRITE)
    )
    require(by, permission)
    if not by.is_system and _unit_of(about) not in by.unit_ids:
        raise NotAllowed(permission, about)
    day = asked_on or timezone.localdate()
    version = _in_force(rules.COURSE_EVALUATION if isinstance(about, Course) else rules.USER_SURVEY, day)
    reasons = rules.reasons_not_to_ask_many(how_many=how_many)
    if version is None or version.instrument.kind != kind:
        reasons += [rules.NO_QUESTIONS]
    stop_if(reasons)
    whom = {"course": about} if isinstance(about, Course) else {"unit": about}
    ratings = Rating.objects.bulk_create(
        Rating(version=version, respondent=Respondent.PARTICIPANT, asked_on=day, asked_by_id=by.user_id, **whom)
        for _ in range(how_many)
    )
    log(EventKind.RATING_ASKED, about, by=by, happened_on=day, how_many=how_many)
    return [new_link(rating, by=by) for rating in ratings]


@transaction.atomic
def withdraw(rating: Rating, *, by: Actor) -> None:
    """Take back questions that nobody has begun to answer, as when they were asked by mistake."""
    rating = Rating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
    require(by, Permission.RATING_ASK, rating)
    stop_if(rules.reasons_not_to_withdraw(is_finished=rating.answered_on is not None, is_begun=rating.answers.exists()))
    log(EventKind.RATING_WITHDRAWN, rating, by=by)
    rating.delete()


def _in_force(instrument_key: str, day: date) -> InstrumentVersion | None:
    versions = InstrumentVersion.objects.filter(instrument__key=instrument_key).on(day)
    return versions.select_related("instrument").first()


def _has_questions(version: InstrumentVersion, respondent: Respondent) -> bool:
    return version.items.filter(respondents__contains=[respondent.value]).exists()


def _unit_of(about: Course | Organisation) -> int:
    return about.unit_id if isinstance(about, Course) else about.pk
