"""The queue of place orders, and those soon ready beside the employers that rang last (platsbeställningar)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ...access import NotAllowedNow, Permission
from ...actions.order import answer_order, take_order
from ...models import PlaceOrder
from ...queries.order import Orders, may_name, order_row, orders, places_for, soon_ready
from ...rules.history import ReadKind
from ..attempt import REFUSED, attempt, posted
from ..case import found, show
from ..format import number, reason
from ..request import Request
from .forms import AnswerForm


@require_safe
def order_list(request: Request) -> HttpResponse:
    """Those that wait, the first to be answered on top."""
    found_ = orders(request.actor)
    context = {"found": found_, "heading": _heading(found_), "today": localdate()}
    about = [row.participant_id for row in (*found_.waiting, *found_.answered)]
    return show(request, "order/list.html", context, about=about, kind=ReadKind.LIST)


def _heading(found_: Orders) -> str:
    if not found_.waiting:
        return _("Ingen beställning väntar")
    count = len(found_.waiting)
    words = ngettext("%(num)s plats att hitta", "%(num)s platser att hitta", count)
    return words % {"num": number(count)}


def _order(request: Request, pk: int) -> PlaceOrder:
    related = ("case__participant", "ordered_by", "taken_by", "place")
    return found(request, PlaceOrder, Permission.ORDER_ANSWER, *related, pk=pk)


def order_answer(request: Request, pk: int) -> HttpResponse:
    """One order, and its answer."""
    row = _order(request, pk)
    form = AnswerForm(posted(request), places=places_for(row))
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: answer_order(row, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Svaret är skickat till koordinatorn."))
            return redirect("order_list")
    context = {
        "row": order_row(row, may_name=may_name(request.actor, row)),
        "form": form,
        "trail": [(_("Platsbeställningar"), reverse("order_list")), (row.case.number, "")],
    }
    status = REFUSED if form.errors else 200
    return show(request, "order/answer.html", context, about=[row.case.participant_id], status=status)


@require_POST
def order_take(request: Request, pk: int) -> HttpResponse:
    """Begin to look."""
    row = _order(request, pk)
    try:
        take_order(row, by=request.actor)
        messages.success(request, _("Du söker en plats till den här beställningen."))
    except NotAllowedNow as refusal:
        messages.error(request, " ".join(reason(each) for each in refusal.reasons))
    return redirect("order_answer", pk)


@require_safe
def soon_ready_page(request: Request) -> HttpResponse:
    """Who is soon ready, beside the employers that somebody talked with last."""
    page = soon_ready(request.actor, today=localdate())
    heading = ngettext("%(num)s snart redo för en plats", "%(num)s snart redo för en plats", len(page.ready))
    context = {
        "page": page,
        "heading": heading % {"num": number(len(page.ready))} if page.ready else _("Ingen står som snart redo"),
        "trail": [(_("Platsbeställningar"), reverse("order_list")), (_("Snart redo"), "")],
    }
    about = [row.participant_id for row in page.ready]
    return show(request, "order/soon_ready.html", context, about=about, kind=ReadKind.LIST)
