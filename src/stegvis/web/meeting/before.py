"""Before the meeting (inför mötet): one sheet of what is new, to read on screen or to print and take along."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission, may
from ...queries.meeting.news import News, news_of
from ...queries.meeting.written import classes_for
from ...queries.rating.voices import VoiceLine
from ...rules.rating import Given, Respondent
from ..case import found_case, show_case
from ..format import NOTHING, label
from ..request import Request


@require_safe
def meeting_before(request: Request, pk: int) -> HttpResponse:
    """What has happened since the last conversation."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    news = news_of(case, actor=request.actor, classes=classes_for(request.actor, case))
    return show_case(
        request,
        case,
        "meeting/before.html",
        here=_("Inför mötet"),
        news=news,
        nothing_new=_nothing_new(news),
        ratings=[_rating(line) for line in news.voices.lines],
        may_hold=may(request.actor, Permission.MEETING_WRITE, case) and not case.reasons_not_to_write(),
    )


def _nothing_new(news: News) -> str:
    """The empty parts, together in one line."""
    parts = [
        (news.marks or news.moves, _("punkter och steg")),
        (news.plan, _("plan")),
        (news.voices.lines, _("skattning")),
        (news.activities or news.placements, _("insatser och arbetsplats")),
        (news.absence or news.missed, _("frånvaro och missade möten")),
        (news.reports, _("det deltagaren skrivit")),
        (news.notes, _("anteckningar")),
    ]
    return ", ".join(words for is_there, words in parts if not is_there)


@dataclass(frozen=True)
class RatingLine:
    """One question with what both said last, ready to print."""

    text: str
    is_internal: bool
    own: str
    professional: str
    apart: int | None


def _rating(line: VoiceLine) -> RatingLine:
    own, professional = line.latest(Respondent.PARTICIPANT), line.latest(Respondent.PROFESSIONAL)
    return RatingLine(line.words.text, line.is_internal, _said(own), _said(professional), line.difference)


def _said(given: Given | None) -> str:
    """A value, or the word for why there is none."""
    if given is None:
        return NOTHING
    return str(given.value) if given.value is not None else label(given.state)
