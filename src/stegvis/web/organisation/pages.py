"""The tree of organisations, the page of one, and what is changed there (organisationer)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import NotAllowedNow, Permission, may, require
from ...actions.organisation import move_organisation, save_organisation, take_back_move
from ...models import Organisation, OrganisationLink
from ...queries.attendance.points import keeps_points
from ...queries.organisation import OrganisationPage, organisation_page, organisation_tree
from ...rules.people import OrganisationKind
from ...rules.words import Reason
from ..attempt import REFUSED, attempt, posted
from ..format import capitalized, full_date, number
from ..request import Request, key_asked, page_asked, query_without
from .forms import ChangeForm, MoveForm, NewForm, TreeFilterForm


@require_safe
def organisation_list(request: Request) -> HttpResponse:
    """The tree, or what a search finds in it."""
    form = TreeFilterForm(request.GET)
    found = organisation_tree(form.filters(page_asked(request)), actor=request.actor, today=localdate())
    heading = ngettext("%(num)s organisation", "%(num)s organisationer", found.paging.total) % {
        "num": number(found.paging.total)
    }
    context = {
        "form": form,
        "found": found,
        "heading": heading,
        "query": query_without(request.GET, "page"),
        "may_write": may(request.actor, Permission.ORGANISATION_WRITE),
    }
    return render(request, "organisation/list.html", context)


@require_safe
def organisation(request: Request, pk: int) -> HttpResponse:
    """One organisation."""
    require(request.actor, Permission.PLACE_READ)
    return _show(request, _found(pk))


def _found(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)


def _show(
    request: Request, one: Organisation, *, refused: MoveForm | None = None, refusals: Sequence[Reason] = ()
) -> HttpResponse:
    """The page, with a refused move as it was typed."""
    today = localdate()
    page = organisation_page(one, actor=request.actor, today=today)
    may_see = {
        "may_write": Permission.ORGANISATION_WRITE,
        "may_read_employers": Permission.EMPLOYER_READ,
        "may_keep_agreements": Permission.AGREEMENT_WRITE,
        "may_supervise": Permission.SUPERVISOR_WRITE,
    }
    context = {
        "page": page,
        "heading": _heading(page),
        "lead": _lead(page),
        "trail": _trail(page),
        "move": refused or MoveForm(initial={"parent": one.parent_id, "from_on": today}),
        "refusals": refusals,
        "today": today,
        "keeps_points": one.kind != OrganisationKind.MUNICIPALITY and keeps_points(request.actor, one),
        "is_employer": one.kind != OrganisationKind.MUNICIPALITY,
        **{name: may(request.actor, permission) for name, permission in may_see.items()},
    }
    is_refused = refused or refusals
    return render(request, "organisation/organisation.html", context, status=REFUSED if is_refused else 200)


def _heading(page: OrganisationPage) -> str:
    """What one wants to know first: how much is free there today."""
    if not page.places_total:
        return page.organisation.name
    said = ngettext("%(name)s: %(num)s fri plats av %(all)s", "%(name)s: %(num)s fria platser av %(all)s", page.free)
    return said % {"name": page.organisation.name, "num": number(page.free), "all": number(page.seats)}


def _lead(page: OrganisationPage) -> str:
    """What it is, and where it is on its way."""
    kind, coming = capitalized(_(OrganisationKind(page.organisation.kind).label)), page.coming
    if coming is None:
        return kind
    said = {"kind": kind, "parent": coming.parent, "day": full_date(coming.starts_on)}
    if coming.parent_id is None:
        return _("%(kind)s. Ska stå för sig själv från den %(day)s.") % said
    return _("%(kind)s. Flyttar till %(parent)s den %(day)s.") % said


def _trail(page: OrganisationPage) -> list[tuple[str, str]]:
    above = [(each.name, reverse("organisation", args=[each.pk])) for each in page.above]
    return [(_("Organisationer"), reverse("organisation_list")), *above, (page.organisation.name, "")]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: Request) -> HttpResponse:
    """A new one, under another or by itself."""
    require(request.actor, Permission.ORGANISATION_WRITE)
    form = NewForm(posted(request), initial={"parent": key_asked(request, "under")})
    return _edit(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: Request, pk: int) -> HttpResponse:
    """What one is called, what it is, and when it is there."""
    require(request.actor, Permission.ORGANISATION_WRITE)
    row = _found(pk)
    return _edit(request, ChangeForm(posted(request), initial=vars(row)), row)


def _edit(request: Request, form: forms.Form, row: Organisation | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        saved = attempt(form, lambda: save_organisation(row, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("%(name)s är sparad.") % {"name": saved.name})
            return redirect("organisation", saved.pk)
    heading = _("Ändra %(name)s") % {"name": row.name} if row else _("Ny organisation")
    back = reverse("organisation", args=[row.pk]) if row else reverse("organisation_list")
    trail: list[Any] = [(_("Organisationer"), reverse("organisation_list"))]
    trail += [(row.name, back)] if row else []
    context = {"form": form, "heading": heading, "trail": [*trail, (heading, "")], "back": back}
    return render(request, "organisation/edit.html", context, status=REFUSED if form.errors else 200)


@require_POST
def organisation_move(request: Request, pk: int) -> HttpResponse:
    """Under another from a day; what is counted before that stays."""
    require(request.actor, Permission.ORGANISATION_WRITE)
    row, form = _found(pk), MoveForm(request.POST)
    if form.is_valid():
        moved = attempt(form, lambda: move_organisation(row, **form.cleaned_data, by=request.actor))
        if moved is not None:
            messages.success(request, _moved(row, moved))
            return redirect("organisation", pk)
    return _show(request, row, refused=form)


def _moved(row: Organisation, link: OrganisationLink) -> str:
    said = {"name": row.name, "parent": link.parent.name if link.parent else "", "day": full_date(link.starts_on)}
    if link.starts_on <= localdate():
        return _("%(name)s är flyttad.") % said
    if link.parent is None:
        return _("%(name)s står för sig själv från den %(day)s.") % said
    return _("%(name)s flyttar till %(parent)s den %(day)s.") % said


@require_POST
def organisation_stay(request: Request, pk: int) -> HttpResponse:
    """Take back the last move that is to come."""
    require(request.actor, Permission.ORGANISATION_WRITE)
    row = _found(pk)
    try:
        take_back_move(row, by=request.actor)
    except NotAllowedNow as refusal:
        return _show(request, row, refusals=refusal.reasons)
    messages.success(request, _("Flytten är återtagen. %(name)s ligger kvar.") % {"name": row.name})
    return redirect("organisation", pk)
