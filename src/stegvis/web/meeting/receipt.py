"""After the conversation (kvitto): what was saved, and what the participant takes along."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission, may
from ...models import Conversation
from ...queries.meeting.talks import conversation_row
from ..case import found, show_case
from ..request import Request
from .letters import agreement, as_pdf

RELATED = ("case__participant", "case__unit", "held_by", "plan", "next_meeting")


@require_safe
def conversation_receipt(request: Request, pk: int) -> HttpResponse:
    """What one conversation renewed."""
    one = found(request, Conversation, Permission.PARTICIPANT_READ, *RELATED, pk=pk)
    return show_case(
        request,
        one.case,
        "meeting/receipt.html",
        here=_("Samtal"),
        talk=conversation_row(one),
        may_write=may(request.actor, Permission.MEETING_WRITE, one.case) and not one.case.reasons_not_to_write(),
    )


@require_safe
def conversation_agreement(request: Request, pk: int) -> HttpResponse:
    """What was agreed, to print and take along."""
    one = found(request, Conversation, Permission.PARTICIPANT_READ, *RELATED, pk=pk)
    talk = conversation_row(one)
    letter = agreement(one.case, talk)
    return show_case(
        request, one.case, "meeting/agreement.html", here=_("Det vi kom överens om"), talk=talk, letter=letter
    )


@require_safe
def conversation_agreement_pdf(request: Request, pk: int) -> HttpResponse:
    """The same as a file."""
    one = found(request, Conversation, Permission.PARTICIPANT_READ, *RELATED, pk=pk)
    return as_pdf(request, one.case, agreement(one.case, conversation_row(one)), name=_("overenskommet"))
