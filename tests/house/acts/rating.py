"""Ratings and instruments: the smallest world of each action."""

from __future__ import annotations

from stegvis.actions import instrument, rating
from stegvis.actions.standard import rating as standard
from stegvis.models import Instrument, Rating
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.instrument import drafted
from stegvis.rules.rating import TWO_VOICES, AnsweredHow, AnswerState, Given, Respondent
from tests import factories as make

from .declared import BY, Act, leaves

ANSWER = Given(AnswerState.ANSWERED, 3)


def asked() -> Rating:
    standard.lay_in(by=BY)
    return rating.ask(make.case(), instrument_key=TWO_VOICES, respondent=Respondent.PARTICIPANT, by=BY)


def given(one: Rating) -> dict[str, Given]:
    return {item.key: ANSWER for item in one.version.items.filter(respondents__contains=[one.respondent])}


@leaves("standard.rating.lay_in", Kind.INSTRUMENT_SAVED)
def _() -> Act:
    return lambda: standard.lay_in(by=BY)


@leaves("instrument.save_version", Kind.INSTRUMENT_SAVED)
def _() -> Act:
    standard.lay_in(by=BY)
    draft, _problems = drafted(list(standard.lines_of(standard.STANDARD[0])), kind=standard.STANDARD[0].kind)
    two = Instrument.objects.get(key=TWO_VOICES)
    return lambda: instrument.save_version(two, draft=draft, valid_from=make.today(), licence_note="Egen", by=BY)


@leaves("rating.asking.ask", Kind.RATING_ASKED)
def _() -> Act:
    standard.lay_in(by=BY)
    case = make.case()
    return lambda: rating.ask(case, instrument_key=TWO_VOICES, respondent=Respondent.PROFESSIONAL, by=BY)


@leaves("rating.asking.ask_without_name", Kind.RATING_ASKED)
def _() -> Act:
    standard.lay_in(by=BY)
    unit = make.unit()
    return lambda: rating.ask_without_name(about=unit, how_many=5, by=BY)


@leaves("rating.asking.withdraw", Kind.RATING_WITHDRAWN)
def _() -> Act:
    one = asked()
    return lambda: rating.withdraw(one, by=BY)


@leaves("rating.answering.answer", Kind.RATING_ANSWERED)
def _() -> Act:
    one = asked()
    return lambda: rating.answer(one, given=given(one), how=AnsweredHow.PAPER, by=BY)


@leaves("rating.answering.finish", Kind.RATING_ANSWERED)
def _() -> Act:
    one = asked()
    for key, each in given(one).items():
        rating.save_answer(one, item_key=key, given=each, by=BY)
    return lambda: rating.finish(one, how=AnsweredHow.PAPER, by=BY)


@leaves("rating.links.make_link", Kind.RATING_LINK_MADE)
def _() -> Act:
    one = asked()
    return lambda: rating.make_link(one, by=BY)


@leaves("rating.links.revoke_link", Kind.RATING_LINK_REVOKED)
def _() -> Act:
    one = asked()
    rating.make_link(one, by=BY)
    return lambda: rating.revoke_link(one, by=BY)
