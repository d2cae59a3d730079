"""Ordering a place for one person, and saying that they are soon ready (beställa plats, snart redo)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...access import NotAllowedNow, Permission
from ...actions.order import end_soon_ready, order_place, say_soon_ready, withdraw_order
from ...models import Case, PlaceOrder
from ...queries.match import latest_mapping
from ...queries.order import order_of
from ..attempt import REFUSED, attempt, posted
from ..case import found, found_case, show_case
from ..format import reason
from ..request import Request
from .forms import OrderForm, ReadyForm

USUAL_HOURS = 20


def order_new(request: Request, pk: int) -> HttpResponse:
    """Order a place: what the mapping says stands there already."""
    case = found_case(request, pk, Permission.ORDER_WRITE)
    form = _form(case, posted(request))
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: order_place(case, **form.values(), by=request.actor))
        if saved is not None:
            messages.success(request, _("Platsen är beställd. Svaret kommer på sidan Idag."))
            return redirect("case_order", pk)
    return _show(request, case, form, ReadyForm(), status=REFUSED if form.errors else 200)


def _form(case: Case, sent: QueryDict | None = None) -> OrderForm:
    mapping = latest_mapping(case)
    hours, wishes = (mapping.hours_per_week, list(mapping.wishes)) if mapping else (USUAL_HOURS, [])
    return OrderForm(sent, today=localdate(), hours=hours, wishes=wishes)


def _show(request: Request, case: Case, form: OrderForm, ready: ReadyForm, *, status: int) -> HttpResponse:
    said = case.soon_ready.filter(ended_on__isnull=True).first()
    context = {"form": form, "ready": ready, "order": order_of(case), "said": said}
    return show_case(request, case, "order/new.html", here=_("Beställ en plats"), status=status, **context)


@require_POST
def order_withdraw(request: Request, pk: int) -> HttpResponse:
    """The place is not needed any more."""
    row = found(request, PlaceOrder, Permission.ORDER_WRITE, "case__participant", pk=pk)
    try:
        withdraw_order(row, by=request.actor)
        messages.success(request, _("Beställningen är återtagen."))
    except NotAllowedNow as refusal:
        messages.error(request, " ".join(reason(each) for each in refusal.reasons))
    return redirect("case_order", row.case_id)


@require_POST
def soon_ready_say(request: Request, pk: int) -> HttpResponse:
    """Say from when somebody is ready, or take it back."""
    case = found_case(request, pk, Permission.ORDER_WRITE)
    if request.POST.get("end"):
        end_soon_ready(case, by=request.actor)
        messages.success(request, _("Deltagaren står inte längre som snart redo."))
        return redirect("case_order", pk)
    ready = ReadyForm(request.POST)
    if ready.is_valid():
        saved = attempt(ready, lambda: say_soon_ready(case, **ready.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Arbetsgivarkoordinatorerna ser att någon snart är redo."))
            return redirect("case_order", pk)
    return _show(request, case, _form(case), ready, status=REFUSED)
