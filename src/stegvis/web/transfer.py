"""Handover between units (överlämning) on screen: the sender's page, what waits for the receiver, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import NotAllowed, NotAllowedNow, Permission, may, require
from ..actions.transfer import decline_transfer, receive_transfer, send_transfer, take_back_transfer
from ..models import Case, Organisation, Transfer, User
from ..queries.referral import coordinators_by_load
from ..queries.transfer import content_of_transfer, line_of, transfers_of, transfers_sent, transfers_waiting
from ..rules.referral import Load
from ..rules.sharing import SharedPart
from .answers import among, text_field
from .attempt import REFUSED, attempt, posted
from .case import found_case, show, show_case
from .format import reason
from .referral.forms import offer_by_load
from .request import Request
from .sharing.forms import parts_field
from .sharing.words import readable


class TransferForm(forms.Form):
    """Where to, why, and what the receiver reads first."""

    to_unit = forms.ModelChoiceField(
        label=gettext_lazy("Till enhet"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("Välj enhet")
    )
    reason = text_field(
        gettext_lazy("Varför, och vad behöver de veta?"),
        help_text=gettext_lazy("Den som tar emot läser det här först. Skriv inget om hälsa som inte behövs."),
        most=300,
        rows=3,
    )
    parts = parts_field(
        gettext_lazy("Vad står i överlämningen?"),
        missing=gettext_lazy("Välj minst en sak som ska stå i överlämningen."),
        help_text=gettext_lazy("Det här läser de innan de kvitterar. Resten av akten ser de när de har tagit emot."),
        initial=[SharedPart.PLAN.value, SharedPart.GOALS.value],
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "to_unit", Organisation.objects.taking_participants().exclude(pk=case.unit_id))


class ReceiveForm(forms.Form):
    """Who takes it from here."""

    coordinator = forms.ModelChoiceField(
        label=gettext_lazy("Koordinator hos er"),
        help_text=gettext_lazy("Den som har mest plats står först."),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, loads: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_by_load(self, loads)


class DeclineForm(forms.Form):
    """Why not."""

    because = text_field(gettext_lazy("Varför inte?"), most=300, rows=2)


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_new(request: Request, pk: int) -> HttpResponse:
    """Send the case to another unit; it stays here until they have received it."""
    case = found_case(request, pk, Permission.TRANSFER_SEND)
    form = TransferForm(posted(request), case=case)
    if form.is_bound and form.is_valid():
        sent = attempt(form, lambda: send_transfer(case, by=request.actor, **form.cleaned_data))
        if sent is not None:
            said = _("{name} väntar på att {unit} ska ta emot. Till dess är du kvar som koordinator.")
            messages.success(request, said.format(name=case.participant.given_name, unit=sent.to_unit.name))
            return redirect("transfer", pk=sent.pk)
    before = transfers_of(case)
    return show_case(
        request,
        case,
        "transfer/new.html",
        here=_("Lämna över"),
        status=REFUSED if form.errors else 200,
        form=form,
        before=before,
        waiting=next((each for each in before if each.waits), None),
        refused=case.reasons_not_to_write(),
    )


@require_safe
def transfer_list(request: Request) -> HttpResponse:
    """What waits for one's own unit, and what one has sent."""
    receives, sends = (may(request.actor, each) for each in (Permission.TRANSFER_RECEIVE, Permission.TRANSFER_SEND))
    if not (receives or sends):
        raise NotAllowed(Permission.TRANSFER_RECEIVE)
    waiting = transfers_waiting(request.actor, localdate()) if receives else []
    sent = transfers_sent(request.actor, localdate()) if sends else []
    context = {"waiting": waiting, "sent": sent, "receives": receives}
    return show(request, "transfer/list.html", context, about=[each.participant_id for each in (*waiting, *sent)])


def _found(request: Request, pk: int) -> Transfer:
    """For whoever receives, and for the side that sent it."""
    related = (
        "case__participant", "case__unit", "case__programme", "from_unit", "to_unit", "sent_by", "received_by",
    )  # fmt: skip
    found = get_object_or_404(Transfer.objects.select_related(*related), pk=pk)
    if not may(request.actor, Permission.TRANSFER_RECEIVE, found):
        require(request.actor, Permission.TRANSFER_SEND, found)
    return found


@require_safe
def transfer(request: Request, pk: int) -> HttpResponse:
    """One handover: to receive, or to see what came of it."""
    return _page(request, _found(request, pk))


def _page(
    request: Request,
    found: Transfer,
    *,
    receiving: ReceiveForm | None = None,
    declining: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    line, case, today = line_of(found), found.case, localdate()
    receives = line.waits and may(request.actor, Permission.TRANSFER_RECEIVE, found)
    reads = receives or may(request.actor, Permission.PARTICIPANT_READ, case)
    return show(
        request,
        "transfer/transfer.html",
        {
            "one": line,
            "person": case.participant,
            "case": case,
            "content": readable(content_of_transfer(found, today=today)) if reads else None,
            "receives": receives,
            "may_take_back": line.waits and may(request.actor, Permission.TRANSFER_SEND, case),
            "may_open": may(request.actor, Permission.PARTICIPANT_READ, case),
            "receiving": receiving or ReceiveForm(loads=coordinators_by_load(found.to_unit_id, today=today)),
            "declining": declining or DeclineForm(),
            "is_declining": declining is not None,
            "trail": [(_("Överlämningar"), reverse("transfer_list")), (case.participant.name, "")],
        },
        about=[case.participant_id],
        status=status,
    )


@require_POST
def transfer_receive(request: Request, pk: int) -> HttpResponse:
    """The receipt, with a coordinator."""
    found = _found(request, pk)
    require(request.actor, Permission.TRANSFER_RECEIVE, found)
    form = ReceiveForm(request.POST, loads=coordinators_by_load(found.to_unit_id, today=localdate()))
    if form.is_valid():
        coordinator = form.cleaned_data["coordinator"]
        if attempt(form, lambda: receive_transfer(found, coordinator=coordinator, by=request.actor)) is not None:
            said = _("{name} är mottagen. {coordinator} är koordinator från i dag.")
            messages.success(request, said.format(name=found.case.participant.name, coordinator=coordinator.name))
            return redirect("transfer", pk=pk)
    return _page(request, found, receiving=form, status=REFUSED)


@require_POST
def transfer_decline(request: Request, pk: int) -> HttpResponse:
    """No, and why; the person stays where they are."""
    found = _found(request, pk)
    require(request.actor, Permission.TRANSFER_RECEIVE, found)
    form = DeclineForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: decline_transfer(found, because=because, by=request.actor)) is not None:
            messages.success(request, _("{unit} får veta varför.").format(unit=found.from_unit.name))
            return redirect("transfer_list")
    return _page(request, found, declining=form, status=REFUSED)


@require_POST
def transfer_take_back(request: Request, pk: int) -> HttpResponse:
    """The sender changes their mind."""
    found = _found(request, pk)
    try:
        take_back_transfer(found, by=request.actor)
        messages.success(request, _("Överlämningen är tillbakatagen. Inget har ändrats."))
    except NotAllowedNow as refusal:
        messages.warning(request, " ".join(reason(each) for each in refusal.reasons))
    return redirect("transfer", pk=pk)


urls = [
    path("inskrivningar/<int:pk>/overlamna/", transfer_new, name="transfer_new"),
    path("overlamningar/", transfer_list, name="transfer_list"),
    path("overlamningar/<int:pk>/", transfer, name="transfer"),
    path("overlamningar/<int:pk>/ta-emot/", transfer_receive, name="transfer_receive"),
    path("overlamningar/<int:pk>/avboj/", transfer_decline, name="transfer_decline"),
    path("overlamningar/<int:pk>/ta-tillbaka/", transfer_take_back, name="transfer_take_back"),
]
