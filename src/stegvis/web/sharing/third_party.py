"""What the third party gets (trepartssamtal): the meeting, and only the parts that there is a ground to share."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission, require
from ...models import Meeting, SharingSchedule
from ...queries.sharing import content_of, holds
from ..case import show_case
from ..request import Request
from .words import Readable, readable


@require_safe
def third_party(request: Request, pk: int) -> HttpResponse:
    """To read before the meeting: what may be said and handed over to each of those who also come."""
    related = ("case__participant", "case__unit", "case__programme", "held_by")
    meeting = get_object_or_404(Meeting.objects.select_related(*related), pk=pk)
    require(request.actor, Permission.SHARING_WRITE, meeting)
    case = meeting.case
    running = case.sharing.running().select_related("consent", "case__participant", "case__unit", "case__programme")
    grounds = [(row, _what_they_get(row)) for row in running.order_by("receiver", "pk")]
    return show_case(
        request,
        case,
        "sharing/third_party.html",
        here=_("Vad den tredje får"),
        meeting=meeting,
        grounds=grounds,
    )


def _what_they_get(schedule: SharingSchedule) -> Readable | None:
    """Nothing when the consent has run out."""
    today = localdate()
    if schedule.consent is not None and not holds(schedule.consent, today):
        return None
    return readable(content_of(schedule, today))
