"""Both pictures ready to print (deltagarens bild och koordinatorns bild): drawings, values, directions, differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from ...queries.rating import TwoVoices, VoiceLine
from ...queries.rating.form import Wording
from ...queries.rating.voices import Waiting
from ...rules.rating import AnswerState, Direction, Given, Respondent
from ..drawing.mirror import mirrored
from ..drawing.shapes import Canvas
from ..drawing.voices import voices_chart

ARROWS = {Direction.UP: "↗", Direction.SAME: "→", Direction.DOWN: "↘", Direction.FIRST: ""}
ARROWS_TO_THE_LEFT = {Direction.UP: "↖", Direction.SAME: "←", Direction.DOWN: "↙", Direction.FIRST: ""}


@dataclass(frozen=True)
class Voice:
    """What one of them says now: the value or the word for none, and whether it is higher than last time."""

    said: str
    arrow: str
    direction: str


@dataclass(frozen=True)
class ShownLine:
    """One question: its drawing, both values now, the difference in words, and every round for the table."""

    words: Wording
    is_internal: bool
    canvas: Canvas
    participant: Voice
    professional: Voice
    difference: str
    rounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownVoices:
    """Both pictures with whose they are."""

    participant: str
    professional: str
    lowest: int
    highest: int
    days: tuple[date, ...]
    lines: tuple[ShownLine, ...]
    waiting: tuple[Waiting, ...]


def shown(two: TwoVoices) -> ShownVoices:
    """The two voices of a case as the macro `voices` of templates/rating/part.html prints them."""
    professional = two.professional or _("Koordinatorn")
    return ShownVoices(
        two.participant,
        professional,
        two.lowest,
        two.highest,
        two.days,
        tuple(_line(line, two, professional) for line in two.lines),
        two.waiting,
    )


def _line(line: VoiceLine, two: TwoVoices, professional: str) -> ShownLine:
    canvas = voices_chart(
        participant=_values(line.participant),
        professional=_values(line.professional),
        lowest=two.lowest,
        highest=two.highest,
    )
    return ShownLine(
        words=line.words,
        is_internal=line.is_internal,
        canvas=mirrored(canvas) if get_language_bidi() else canvas,
        participant=_voice(line, Respondent.PARTICIPANT),
        professional=_voice(line, Respondent.PROFESSIONAL),
        difference=difference(line, two.participant, professional),
        rounds=tuple((said(one), said(other)) for one, other in zip(line.participant, line.professional, strict=True)),
    )


def _values(answers: Sequence[Given | None]) -> list[int | None]:
    return [None if given is None else given.value for given in answers]


def _voice(line: VoiceLine, respondent: Respondent) -> Voice:
    now = line.latest(respondent)
    where = line.direction(respondent) if now is not None and now.value is not None else Direction.FIRST
    arrows = ARROWS_TO_THE_LEFT if get_language_bidi() else ARROWS
    return Voice(said(now), arrows[where], "" if where is Direction.FIRST else _(where.label))


def said(given: Given | None) -> str:
    """A value, the word for none, or a dash where nobody was asked."""
    if given is None:
        return "–"
    return str(given.value) if given.state is AnswerState.ANSWERED else _(given.state.label)


def difference(line: VoiceLine, participant: str, professional: str) -> str:
    """Who sees it higher and by how much; something to talk about, never a verdict."""
    steps = line.difference
    if steps is None:
        return "–"
    if steps == 0:
        return _("lika")
    higher = participant if steps > 0 else professional
    return ngettext("%(name)s %(num)s högre", "%(name)s %(num)s högre", abs(steps)) % {
        "name": higher,
        "num": abs(steps),
    }
