"""Letting somebody read (läsrätt): opening a file with a stated reason, giving a colleague a part, ending it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access import Permission, may, require
from stegvis.actions.privacy import OPEN_HOURS, end_access, grant_access, open_with_reason
from stegvis.models import AccessGrant, Participant, StaffRole, User
from stegvis.queries.people import current_grants, whom_to_ask
from stegvis.rules.people import Role
from stegvis.web.attempt import REFUSED, attempt
from stegvis.web.case import show
from stegvis.web.people.forms import GrantForm, OpenForm, kind_of_grant
from stegvis.web.people.page import beside
from stegvis.web.request import Request

CAN_BE_LET_IN = (
    Role.COORDINATOR,
    Role.TEAM_MEMBER,
    Role.UNIT_MANAGER,
)
"""Roles in which a grant opens a file; the others have nothing to read it with."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def participant_open(request: Request, pk: int) -> HttpResponse:
    """Break the glass: say why, read for some hours. Until then the name stays hidden from those who may not see it."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.PARTICIPANT_OPEN_WITH_REASON)
    if may(request.actor, Permission.PARTICIPANT_READ, person):
        return redirect("participant", pk=person.pk)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data["reason"]
        if attempt(form, lambda: open_with_reason(person, reason=said, by=request.actor)) is not None:
            messages.warning(request, _("Akten är öppen för dig i {hours} timmar.").format(hours=OPEN_HOURS))
            return redirect("participant", pk=person.pk)
    knows_name = may(request.actor, Permission.PARTICIPANT_NAME, person)
    context = {
        "form": form,
        "person": person,
        "name": person.name if knows_name else "",
        "whom": whom_to_ask(person),
        "hours": OPEN_HOURS,
        "can_be_opened": not person.is_protected,
    }
    return render(request, "people/open.html", context, status=REFUSED if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def participant_grant(request: Request, pk: int) -> HttpResponse:
    """Give a colleague a part: who, which part, until when."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.ACCESS_GRANT, person)
    form = GrantForm(request.POST if request.method == "POST" else None, colleagues=colleagues(request))
    if form.is_bound and form.is_valid():
        grant = attempt(
            form,
            lambda: grant_access(
                person,
                to=form.cleaned_data["to"],
                kind=kind_of_grant(person),
                reason=form.cleaned_data["reason"],
                ends_at=form.ends_at,
                by=request.actor,
            ),
        )
        if grant is not None:
            messages.success(request, _("{name} kan läsa akten nu.").format(name=grant.user.name))
            return redirect("participant_grant", pk=person.pk)
    context = beside(person, _("Låt någon läsa"), form=form, grants=current_grants(person.pk, now=timezone.now()))
    return show(request, "people/grant.html", context, about=[person.pk], status=REFUSED if form.is_bound else 200)


def colleagues(request: Request) -> QuerySet[User]:
    """Those whose role can read with a grant, but not the one who gives it."""
    roles = StaffRole.objects.current(timezone.localdate()).filter(role__in=CAN_BE_LET_IN)
    return (
        User.objects.filter(is_active=True, pk__in=roles.values("user_id"))
        .exclude(pk=request.actor.signed_in_id)
        .order_by("name", "pk")
    )


@require_POST
def participant_grant_end(request: Request, pk: int, grant_pk: int) -> HttpResponse:
    """End what somebody was given; it is over at their next request."""
    grant = get_object_or_404(AccessGrant.objects.select_related("participant", "user"), pk=grant_pk, participant=pk)
    end_access(grant, by=request.actor)
    messages.success(request, _("{name} kan inte läsa akten längre.").format(name=grant.user.name))
    return redirect(reverse("participant_grant", args=[pk]))
