"""The list of employers, the page of one, and what is written there (arbetsgivare)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ...access import Permission, may, require
from ...actions.employer import (
    begin_approach,
    end_approach,
    end_rest,
    forget_contact,
    let_rest,
    note_contact,
    save_contact,
)
from ...models import Contact, Organisation
from ...queries.employer import EmployerPage, employer_page, employers, workplaces_of
from ..attempt import REFUSED, attempt, posted
from ..format import day_and_month, number
from ..request import Request, page_asked, query_without
from .forms import ApproachForm, ContactForm, EmployerFilterForm, NoteForm, RestForm


@require_safe
def employer_list(request: Request) -> HttpResponse:
    """Every employer, those with a next step first."""
    form = EmployerFilterForm(request.GET)
    found = employers(form.filters(page_asked(request)), actor=request.actor, today=localdate())
    context = {
        "form": form,
        "found": found,
        "heading": ngettext("%(num)s arbetsgivare", "%(num)s arbetsgivare", found.paging.total)
        % {"num": number(found.paging.total)},
        "query": query_without(request.GET, "page"),
        "today": localdate(),
    }
    return render(request, "employer/list.html", context)


@require_safe
def employer(request: Request, pk: int) -> HttpResponse:
    """One employer."""
    return _show(request, _found(request, pk))


def _found(request: Request, pk: int) -> Organisation:
    require(request.actor, Permission.EMPLOYER_READ)
    return get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)


def _show(request: Request, one: Organisation, **refused: forms.Form) -> HttpResponse:
    """The page, with a refused form as it was typed."""
    today = localdate()
    page = employer_page(one, actor=request.actor, today=today)
    context = {
        "page": page,
        "heading": _heading(page),
        "trail": [(_("Arbetsgivare"), reverse("employer_list")), (one.name, "")],
        "places": workplaces_of(one, actor=request.actor) if may(request.actor, Permission.PLACE_READ) else (),
        "may_write": may(request.actor, Permission.EMPLOYER_WRITE),
        "may_propose": may(request.actor, Permission.PLACE_WRITE),
        "note": NoteForm(of=one, initial={"talked_on": today}),
        "approach": ApproachForm(today=today),
        "rest": RestForm(),
        "today": today,
        **refused,
    }
    return render(request, "employer/employer.html", context, status=REFUSED if refused else 200)


def _heading(page: EmployerPage) -> str:
    name = page.organisation.name
    if page.rest:
        return _("{name} har nog till och med {day}").format(name=name, day=day_and_month(page.rest.ends_on))
    if page.approach:
        return _("{name} frågas av {who}").format(name=name, who=page.approach.by.name)
    return name


def contact_new(request: Request, pk: int) -> HttpResponse:
    """Somebody new to talk with."""
    return _edit_contact(request, _found(request, pk), None)


def contact_edit(request: Request, pk: int) -> HttpResponse:
    """Change how somebody is reached, or take it away when they say no."""
    require(request.actor, Permission.EMPLOYER_WRITE)
    row = get_object_or_404(Contact.objects.filter(withdrawn_on__isnull=True).select_related("organisation"), pk=pk)
    if request.POST.get("forget"):
        forget_contact(row, by=request.actor)
        messages.success(request, _("Uppgifterna om hur personen nås är borttagna."))
        return redirect("employer", row.organisation_id)
    return _edit_contact(request, row.organisation, row)


def _edit_contact(request: Request, of: Organisation, row: Contact | None) -> HttpResponse:
    require(request.actor, Permission.EMPLOYER_WRITE)
    form = ContactForm(posted(request), initial=vars(row) if row else {})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: save_contact(row, organisation=of, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Kontakten är sparad."))
            return redirect("employer", of.pk)
    heading = row.name if row else _("Ny kontakt")
    back = reverse("employer", args=[of.pk])
    trail = [(_("Arbetsgivare"), reverse("employer_list")), (of.name, back), (heading, "")]
    context = {"form": form, "heading": heading, "trail": trail, "back": back, "contact": row}
    return render(request, "employer/contact.html", context, status=REFUSED if form.errors else 200)


@require_POST
def note(request: Request, pk: int) -> HttpResponse:
    """What was said."""
    one = _found(request, pk)
    form = NoteForm(request.POST, of=one)
    return _done(request, one, form, note_contact, _("Anteckningen är sparad."), note=form)


@require_POST
def approach(request: Request, pk: int) -> HttpResponse:
    """Ask the employer, or let go of it."""
    one = _found(request, pk)
    if request.POST.get("end"):
        require(request.actor, Permission.EMPLOYER_WRITE)
        for row in one.approaches.filter(ends_on__gte=localdate()).order_by("pk"):
            end_approach(row, by=request.actor)
        messages.success(request, _("Nu kan andra fråga arbetsgivaren."))
        return redirect("employer", pk)
    form = ApproachForm(request.POST, today=localdate())
    return _done(request, one, form, begin_approach, _("Bara du frågar arbetsgivaren nu."), approach=form)


@require_POST
def rest(request: Request, pk: int) -> HttpResponse:
    """The employer has enough until a day, or takes people again."""
    one = _found(request, pk)
    if request.POST.get("end"):
        end_rest(one, by=request.actor)
        messages.success(request, _("Arbetsgivarens platser föreslås igen."))
        return redirect("employer", pk)
    form = RestForm(request.POST)
    said = _("Arbetsgivarens platser föreslås inte förrän dess.")
    return _done(request, one, form, let_rest, said, rest=form)


def _done(
    request: Request, one: Organisation, form: forms.Form, act: Any, said: str, **refused: forms.Form
) -> HttpResponse:
    """Do what the form asks for and go back; refused, the page with what was typed."""
    require(request.actor, Permission.EMPLOYER_WRITE)
    if form.is_valid() and attempt(form, lambda: act(one, **form.cleaned_data, by=request.actor)) is not None:
        messages.success(request, said)
        return redirect("employer", one.pk)
    return _show(request, one, **refused)
