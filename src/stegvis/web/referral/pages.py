"""The queue, one referral, its receipt (kön, anvisningen, kvittensen)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from ...access import Permission, may, require
from ...actions.referral import reasons_outside_target_group
from ...models import Referral
from ...queries.referral import coordinators_by_load, earlier_cases, outcome_of
from ...queries.referral import referral_list as list_of_referrals
from ...queries.sharing import waiting_receipts
from ...queries.transfer import transfers_waiting
from ...rules import referral as rules
from ...rules.history import ReadKind
from ...rules.referral import ReferralSource, ReferralStatus, ReturnReason
from ..case import found, show
from ..request import Request, page_asked
from .forms import AcceptForm, ReturnForm

DECIDED = "decided"


@require_safe
def referral_list(request: Request) -> HttpResponse:
    """The queue for those who decide; their own for those who refer."""
    require(request.actor, Permission.REFERRAL_READ)
    status = request.GET.get("status", "")
    decides = may(request.actor, Permission.REFERRAL_DECIDE)
    listed = list_of_referrals(
        request.actor,
        today=localdate(),
        shows_waiting=status != DECIDED if status or decides else None,
        page=page_asked(request),
    )
    context = {
        "listed": listed,
        "decides": decides,
        "may_create": may(request.actor, Permission.REFERRAL_CREATE),
        "coming": len(transfers_waiting(request.actor, localdate())) if decides else 0,
        "counts": _counts(request, listed.waiting),
    }
    about = [row.participant_id for row in listed.rows]
    return show(request, "referral/list.html", context, about=about, kind=ReadKind.LIST)


def _counts(request: Request, waiting: int) -> dict[str, int]:
    """Numbers in the menu; a referrer also sees how much that was shared waits for a receipt."""
    counts = {"referral_list": waiting}
    if may(request.actor, Permission.SHARING_RECEIVE):
        counts["shared_list"] = waiting_receipts(request.actor)
    return counts


@require_safe
def referral(request: Request, pk: int) -> HttpResponse:
    """One referral: to decide on, or to see what came of it."""
    return referral_page(request, found_referral(request, pk, Permission.REFERRAL_READ))


@require_safe
def referral_receipt(request: Request, pk: int) -> HttpResponse:
    """What the referrer keeps: that it came in, and what was decided."""
    one = found_referral(request, pk, Permission.REFERRAL_READ)
    return show(request, "referral/receipt.html", what_is_said(one), about=[one.participant_id])


def found_referral(request: Request, pk: int, permission: Permission) -> Referral:
    related = ("participant", "unit", "referred_by", "registered_by", "decided_by", "case", "case__exit")
    return found(request, Referral, permission, *related, pk=pk)


def referral_page(
    request: Request,
    one: Referral,
    *,
    accept: AcceptForm | None = None,
    send_back: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one referral, with the forms of the decision for those who may decide."""
    context = what_is_said(one)
    context["decides"] = may(request.actor, Permission.REFERRAL_DECIDE, one)
    context["refused"] = already_decided(accept or send_back) if one.status != ReferralStatus.RECEIVED else []
    context["may_open"] = may(request.actor, Permission.PARTICIPANT_READ, one)
    if context["decides"] and one.status == ReferralStatus.RECEIVED:
        context |= {"accept": accept or accept_form(one), "send_back": send_back or ReturnForm()}
        context |= {"earlier": earlier_cases(one), "returning": send_back is not None}
    return show(request, "referral/referral.html", context, about=[one.participant_id], status=status)


def already_decided(form: AcceptForm | ReturnForm | None) -> list[str]:
    """What a decision that came second was refused with; its form is not shown any more."""
    return [str(error) for error in form.non_field_errors()] if form else []


def accept_form(one: Referral, data: Any = None) -> AcceptForm:
    """The form that accepts, with the coordinators of the unit by load."""
    loads = coordinators_by_load(one.unit_id, today=localdate())
    return AcceptForm(data, loads=loads, outside=bool(reasons_outside_target_group(one)))


def what_is_said(one: Referral) -> dict[str, Any]:
    """The referral in words."""
    source = ReferralSource(one.source)
    return {
        "one": one,
        "person": one.participant,
        "status": ReferralStatus(one.status),
        "source": source,
        "outcome": outcome_of(one),
        "return_reason": ReturnReason(one.return_reason) if one.return_reason else None,
        "days_waiting": (localdate() - one.received_on).days,
        "checks": rules.target_group_checks(
            born_on=one.participant.born_on,
            received_on=one.received_on,
            receives_income_support=one.receives_income_support,
            source=source,
        ),
    }
