"""Standard questions (standardfrågor): the instruments that a new installation has, with words of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...access import Actor
from ...models import Instrument
from ...rules.instrument import Line, LineKind, drafted
from ...rules.own import PageLanguage
from ...rules.rating import Respondent
from ..instrument import save_version
from .questions import OWN_WORDS, STANDARD, Standard, Words

VALID_FROM = date(2020, 1, 1)


def lay_in(*, by: Actor) -> None:
    """Add the instruments that are missing; one that is there is left as it is, whatever its words."""
    there = set(Instrument.objects.values_list("key", flat=True))
    for each in STANDARD:
        if each.key not in there:
            _lay_in_one(each, by=by)


def _lay_in_one(standard: Standard, *, by: Actor) -> None:
    draft, problems = drafted(list(lines_of(standard)), kind=standard.kind)
    if draft is None:
        raise ValueError(f"{standard.key}: {problems}")
    instrument = Instrument.objects.create(
        key=standard.key, name=standard.name, kind=standard.kind, every_days=standard.every_days
    )
    save_version(instrument, draft=draft, valid_from=VALID_FROM, licence_note=OWN_WORDS, by=by)


def lines_of(standard: Standard) -> Iterator[Line]:
    """The rows as lines of a file would say them."""
    for position, asked in enumerate(standard.questions, start=1):
        said = {Respondent.PARTICIPANT: asked.to_participant, Respondent.PROFESSIONAL: asked.to_professional}
        for respondent, words in said.items():
            for language, text in _in_languages(words):
                yield Line(LineKind.QUESTION, respondent, language, position, text, asked.key, asked.is_internal)
    for respondent, scale in standard.scale.items():
        for value, words in enumerate(scale, start=1):
            for language, text in _in_languages(words):
                yield Line(LineKind.SCALE, respondent, language, value, text)


def _in_languages(words: Words) -> Iterator[tuple[PageLanguage, str]]:
    return zip(PageLanguage, words, strict=False)
