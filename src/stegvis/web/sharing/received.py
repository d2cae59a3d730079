"""What was shared (delat): for whoever it was sent to, who acknowledges it, and for those who sent it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...access import NotAllowedNow, Permission, may, require
from ...actions.privacy import log_read
from ...actions.sharing import receive_sharing
from ...models import Sharing
from ...outside.letters import letter_pdf
from ...queries.sharing import shared_with
from ...rules.history import ReadKind
from ..case import back, show
from ..format import full_date, reason
from ..request import Request
from .words import letter_of, readable


@require_safe
def shared_list(request: Request) -> HttpResponse:
    """Everything one has been sent, what waits for a receipt first."""
    require(request.actor, Permission.SHARING_RECEIVE)
    rows = shared_with(request.actor)
    waiting = [row for row in rows if row.shared.received_on is None]
    context = {
        "waiting": waiting,
        "received": [row for row in rows if row.shared.received_on is not None],
        "counts": {"shared_list": len(waiting)},
    }
    about = [row.participant_id for row in rows]
    return show(request, "sharing/received.html", context, about=about, kind=ReadKind.LIST)


def _found(request: Request, pk: int) -> Sharing:
    """For the receiver, and for whoever may read the person's file."""
    related = ("schedule__case__participant", "schedule__case__unit", "shared_by", "received_by")
    sharing = get_object_or_404(Sharing.objects.select_related(*related), pk=pk)
    if not _is_receiver(request, sharing):
        require(request.actor, Permission.PARTICIPANT_READ, sharing)
    return sharing


def _is_receiver(request: Request, sharing: Sharing) -> bool:
    return may(request.actor, Permission.SHARING_RECEIVE, sharing)


@require_safe
def shared(request: Request, pk: int) -> HttpResponse:
    """What was shared, as it was; with the receipt, or with the button that gives it."""
    sharing = _found(request, pk)
    schedule, is_receiver = sharing.schedule, _is_receiver(request, sharing)
    case, has_account = schedule.case, schedule.receiver_user_id is not None
    may_note = not has_account and may(request.actor, Permission.SHARING_WRITE, schedule)
    home = (
        (_("Delat med dig"), reverse("shared_list"))
        if is_receiver
        else (_("Delning"), reverse("sharing", args=[case.pk]))
    )
    person = (case.participant.name, back(request, case))
    context = {
        "sharing": sharing,
        "schedule": schedule,
        "person": case.participant,
        "content": readable(sharing.content),
        "is_receiver": is_receiver,
        "may_receive": sharing.received_on is None and (is_receiver if has_account else may_note),
        "trail": [home if is_receiver else person, person if is_receiver else home, (full_date(sharing.shared_on), "")],
    }
    return show(request, "sharing/shared.html", context, about=[case.participant_id])


@require_POST
def shared_receipt(request: Request, pk: int) -> HttpResponse:
    """Acknowledge that it has come."""
    sharing = get_object_or_404(Sharing.objects.select_related("schedule__case"), pk=pk)
    try:
        receive_sharing(sharing, by=request.actor)
        messages.success(request, _("Kvitterat. Den som delade ser det."))
    except NotAllowedNow as refusal:
        messages.warning(request, " ".join(reason(each) for each in refusal.reasons))
    return redirect("shared", pk=pk)


@require_safe
def shared_pdf(request: Request, pk: int) -> HttpResponse:
    """The same on paper; taking it out is logged as such."""
    sharing = _found(request, pk)
    person = sharing.schedule.case.participant
    log_read([person.pk], by=request.actor, screen="shared_pdf", kind=ReadKind.EXPORT)
    footer = _("Anteckningar, skattningar och kommentarer delas aldrig. Kontrollsumma {sum}.").format(
        sum=sharing.fingerprint[:16]
    )
    letter = letter_of(readable(sharing.content), title=_("Delade uppgifter"), footer=footer)
    answer = HttpResponse(letter_pdf(letter), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="delat-{sharing.shared_on.isoformat()}-{sharing.pk}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
