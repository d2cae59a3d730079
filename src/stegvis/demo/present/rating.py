"""Ratings of the present (skattningar): four quarters of Rania's, some of others, a few that wait."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from ...access import Actor
from ...actions.rating import answer, ask, ask_without_name, enter, make_link, save_answer
from ...models import Case, Course, InstrumentItem, Organisation, Rating
from ...rules.rating import MAPPING, TWO_VOICES, AnsweredHow, AnswerState, Given, Respondent
from .around import Present

PARTICIPANT, PROFESSIONAL = Respondent.PARTICIPANT, Respondent.PROFESSIONAL
QUARTERS = (280, 190, 99, 6)
RANIA = {
    "job_confidence": "2334", "cooperation": "3344", "daily_life": "2233", "health": "3334", "job_search": "1223",
    "labour_market": "22?3", "skills": "3344", "language": "2334", "support": "4444",
}  # fmt: skip
OF_RANIA = {
    "job_confidence": "2233", "cooperation": "3444", "daily_life": "3333", "health": "3344", "job_search": "1222",
    "labour_market": "2223", "skills": "3334", "language": "2234", "support": "3333", "approach": "2233",
    "job_belief": "3344",
}  # fmt: skip
AREAS_BEFORE = "11212111123"
AREAS_NOW = "11111111112"
TOLD_OF_AREAS = {
    0: "Bor i lägenhet med mannen och barnen.",
    2: "Har fått vänner på praktiken.",
    9: "Vill arbeta som barnskötare.",
    10: "Har arbetat i förskola i hemlandet i fyra år.",
}
WITHOUT_NAME = (5, 4, 4, 3, 5, 2, 4)
SHIFTS = (0, 1, -1, 0, 1, 0, -1, 1, 0, 0, 1)
"""How answers of others differ from question to question, so that no two pictures are the same."""


def tell(present: Present) -> None:
    """Rania first; then two rounds of some others, the last of whom has not answered yet."""
    cases = [case for case in present.cases if not case.participant.is_protected]
    rania = next((case for case in cases if case.participant.given_name == "Rania"), cases[0])
    others = [case for case in cases if case != rania]
    for quarter, days in enumerate(QUARTERS):
        _both(present, rania, days, _at(RANIA, quarter), _at(OF_RANIA, quarter))
    _mappings(present, rania)
    for number, case in enumerate(others[:8]):
        for round_number, days in enumerate((108, 14)):
            level = 2 + (number + round_number) % 3
            if (present.today - case.opened_on).days > days:
                _both(present, case, days, _around(level), _around(2 + number % 3))
    _waiting(present, others[8:10])
    _without_names(present)


def _at(values: dict[str, str], quarter: int) -> dict[str, Given]:
    return {key: _given(signs[quarter]) for key, signs in values.items()}


def _given(sign: str) -> Given:
    return Given(AnswerState.UNKNOWN) if sign == "?" else Given(AnswerState.ANSWERED, int(sign))


def _around(level: int) -> dict[str, Given]:
    keys = [*OF_RANIA]
    return {key: _given(str(min(5, max(1, level + shift)))) for key, shift in zip(keys, SHIFTS, strict=True)}


def _both(present: Present, case: Case, days: int, mine: dict[str, Given], theirs: dict[str, Given]) -> None:
    """Both answer the same questions, the participant some days after being asked."""
    if (present.today - case.opened_on).days <= days + 4:
        return
    asked_on, answered_on = present.ago(days + 4), present.ago(days)
    for respondent, given, how in (
        (PARTICIPANT, mine, AnsweredHow.LINK),
        (PROFESSIONAL, theirs, AnsweredHow.TOGETHER),
    ):
        rating = ask(case, instrument_key=TWO_VOICES, respondent=respondent, asked_on=asked_on, by=present.coordinator)
        keys = _keys(rating)
        by = Actor.participant(case.participant) if respondent is PARTICIPANT else present.coordinator
        asked = {key: value for key, value in given.items() if key in keys}
        answer(rating, given=asked, how=how, answered_on=answered_on, by=by)


@lru_cache(maxsize=8)
def _keys_of(version: int, respondent: str) -> list[str]:
    items = InstrumentItem.objects.filter(version=version, respondents__contains=[respondent])
    return list(items.order_by("position").values_list("key", flat=True))


def _keys(rating: Rating) -> list[str]:
    return _keys_of(rating.version_id, rating.respondent)


def _mappings(present: Present, case: Case) -> None:
    """The first weeks, and some months ago: area by area."""
    for signs, day in ((AREAS_BEFORE, case.opened_on + timedelta(days=21)), (AREAS_NOW, present.ago(160))):
        _mapping(present, case, signs, day)


def _mapping(present: Present, case: Case, signs: str, day: date) -> None:
    if not case.opened_on <= day <= present.today:
        return
    rating = ask(case, instrument_key=MAPPING, respondent=PROFESSIONAL, asked_on=day, by=present.coordinator)
    given = {
        key: Given(AnswerState.ANSWERED, int(sign), TOLD_OF_AREAS.get(place, ""))
        for place, (key, sign) in enumerate(zip(_keys(rating), signs, strict=True))
    }
    answer(rating, given=given, how=AnsweredHow.TOGETHER, answered_on=day, by=present.coordinator)


def _waiting(present: Present, cases: list[Case]) -> None:
    """Asked by link; one of them has begun."""
    for number, case in enumerate(cases):
        asked_on = max(present.ago(5), case.opened_on)
        rating = ask(case, instrument_key=TWO_VOICES, respondent=PARTICIPANT, asked_on=asked_on, by=present.coordinator)
        make_link(rating, by=present.coordinator)
        for key in _keys(rating)[: 4 * number]:
            save_answer(rating, item_key=key, given=_given("3"), by=Actor.participant(case.participant))


def _without_names(present: Present) -> None:
    """The unit's survey, and the evaluation of a course that has ended, where there is one."""
    unit = Organisation.objects.get(pk=present.manager.unit_ids[0])
    _ask_group(present, unit, WITHOUT_NAME)
    ended = Course.objects.filter(unit=unit, ends_on__lt=present.today).order_by("-ends_on").first()
    if ended is not None:
        _ask_group(present, ended, WITHOUT_NAME[:6])


def _ask_group(present: Present, about: Course | Organisation, values: tuple[int, ...]) -> None:
    links = ask_without_name(about=about, how_many=len(values) + 2, asked_on=present.ago(20), by=present.manager)
    for link, value in zip(links, values, strict=False):
        rating = enter(link.signs, source="demo")
        given = {key: _given(str(min(5, max(1, value + SHIFTS[place])))) for place, key in enumerate(_keys(rating))}
        answer(rating, given=given, how=AnsweredHow.LINK, answered_on=present.ago(18), by=Actor.unnamed())
