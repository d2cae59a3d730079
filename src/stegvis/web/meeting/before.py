"""Before the meeting (inför mötet): one sheet of what is new, to read on screen or to print and take along."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission, may
from ...queries.meeting.news import News, news_of
from ...queries.meeting.written import classes_for
from ...rules.rating import Given
from ..case import found_case, show_case
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
        said=_said,
        may_hold=may(request.actor, Permission.MEETING_WRITE, case) and not case.reasons_not_to_write(),
    )


def _nothing_new(news: News) -> str:
    """The empty parts, together in one line."""
    parts = [
        (news.marks or news.moves, _("punkter och steg")),
        (news.plan, _("plan")),
        (news.voices.lines, _("skattning")),
        (news.activities, _("insatser")),
        (news.placements, _("arbetsplats")),
        (news.absence, _("frånvaro")),
        (news.missed, _("möten")),
        (news.reports, _("det deltagaren skrivit")),
        (news.notes, _("anteckningar")),
    ]
    return ", ".join(words for is_there, words in parts if not is_there)


def _said(given: Given | None) -> str:
    """A value, or the word for why there is none."""
    if given is None:
        return "–"
    return str(given.value) if given.value is not None else _(given.state.label)
