"""Cover (ersättare): arrange it, see whom it reaches and who needs a grant, end it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import NotAllowed, NotAllowedNow, Permission, require
from ...actions.cover import arrange_cover, end_cover, let_substitute_read
from ...models import CoordinatorCover, User
from ...queries.cover import cover_page
from ...queries.handover import receivers
from ...rules.history import ReadKind
from ..attempt import REFUSED, attempt, posted
from ..case import found_case, show
from ..format import reason
from ..request import Request
from .forms import CoverForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cover_new(request: Request, pk: int) -> HttpResponse:
    """Who stands in for a coordinator, from when to when."""
    require(request.actor, Permission.CASELOAD_MOVE)
    coordinator = get_object_or_404(User, pk=pk)
    if not coordinator.roles.filter(unit__in=request.actor.unit_ids).exists():
        raise NotAllowed(Permission.CASELOAD_MOVE)
    form = CoverForm(posted(request), loads=receivers(request.actor, coordinator, today=localdate()))
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: arrange_cover(coordinator, **form.cleaned_data, by=request.actor))
        if made is not None:
            said = _("{substitute} ersätter {name}.")
            messages.success(request, said.format(substitute=made.substitute.name, name=coordinator.name))
            return redirect("cover", pk=made.pk)
    context = {
        "form": form,
        "coordinator": coordinator,
        "trail": [(_("Fördelning"), reverse("handover")), (_("Ersättare"), "")],
    }
    return render(request, "cover/new.html", context, status=REFUSED if form.errors else 200)


def _found(request: Request, pk: int) -> CoordinatorCover:
    require(request.actor, Permission.CASELOAD_MOVE)
    cover = get_object_or_404(CoordinatorCover.objects.select_related("coordinator", "substitute"), pk=pk)
    if not cover.coordinator.roles.filter(unit__in=request.actor.unit_ids).exists():
        raise NotAllowed(Permission.CASELOAD_MOVE)
    return cover


@require_safe
def cover(request: Request, pk: int) -> HttpResponse:
    """One cover: how many follow along, and those with protected identity who need a grant each."""
    return _show(request, _found(request, pk))


def _show(request: Request, found: CoordinatorCover, *, refusals: list[str] | None = None) -> HttpResponse:
    page = cover_page(request.actor, found)
    context = {
        "page": page,
        "refusals": refusals or [],
        "is_over": page.ends_on < localdate(),
        "trail": [(_("Fördelning"), reverse("handover")), (_("Ersättare"), "")],
    }
    about = [row.participant_id for row in page.needs]
    status = REFUSED if refusals else 200
    return show(request, "cover/cover.html", context, about=about, kind=ReadKind.LIST, status=status)


@require_POST
def cover_end(request: Request, pk: int) -> HttpResponse:
    """End it now; the substitute's reading is over at the next page."""
    found = _found(request, pk)
    try:
        end_cover(found, by=request.actor)
    except NotAllowedNow as refusal:
        return _show(request, found, refusals=[reason(each) for each in refusal.reasons])
    messages.success(request, _("{name} ersätter inte längre.").format(name=found.substitute.name))
    return redirect("handover")


@require_POST
def cover_grant(request: Request, pk: int, case_pk: int) -> HttpResponse:
    """Let the substitute work with one person with protected identity, as long as the cover lasts."""
    found = _found(request, pk)
    case = found_case(request, case_pk, Permission.CASELOAD_MOVE)
    try:
        let_substitute_read(case, cover=found, by=request.actor)
    except NotAllowedNow as refusal:
        return _show(request, found, refusals=[reason(each) for each in refusal.reasons])
    said = _("{name} kan läsa om {person} så länge ersättningen varar.")
    messages.success(request, said.format(name=found.substitute.name, person=case.participant.given_name))
    return redirect("cover", pk=pk)
