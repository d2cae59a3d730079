"""Agreements (avtal) on screen: the list, one with what is used of it, new and changed, ended, renewed, documents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from ..access import Permission, require
from ..actions.agreement import (
    Content,
    add_agreement_document,
    end_agreement,
    move_to_agreement,
    renew_agreement,
    save_agreement,
)
from ..models import Agreement, AgreementDocument, Organisation, Placement
from ..queries.agreement import ENDED, ENDING, agreement_page, agreements
from ..rules.agreement import AgreementKind
from ..rules.document import MOST_BYTES
from ..rules.history import ReadKind
from ..rules.people import OrganisationKind
from ..rules.place import PlacementForm
from .answers import among, day_field, kind_field
from .attempt import REFUSED, attempt, posted
from .case import show
from .format import full_date
from .request import Request, page_asked, query_without
from .upload import TOO_LARGE, say_too_large, typed_beside_too_large

MOST_SEATS = 2000
CEILINGS = {f"ceiling_{form.value}": form for form in PlacementForm}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Sök"), max_length=100, required=False)
    kind = kind_field(gettext_lazy("Slag"), AgreementKind, blank=gettext_noop("Alla"), required=False)
    only = forms.ChoiceField(
        label=gettext_lazy("Visa"),
        choices=[
            ("", gettext_lazy("De som gäller")),
            (ENDING, gettext_lazy("De som snart slutar")),
            (ENDED, gettext_lazy("De som har slutat")),
        ],
        required=False,
    )


class AgreementForm(forms.Form):
    """What an agreement says; a ceiling that is left empty is none."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Värd"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("Välj värd")
    )
    kind = kind_field(gettext_lazy("Slag"), AgreementKind, blank=gettext_noop("Välj slag"))
    reference = forms.CharField(label=gettext_lazy("Avtalets nummer eller namn"), max_length=40)
    starts_on = day_field(gettext_lazy("Gäller från"))
    ends_on = day_field(gettext_lazy("Gäller till"), required=False, help_text=gettext_lazy("Tomt: tills vidare."))
    seats = forms.IntegerField(label=gettext_lazy("Platser i allt"), min_value=0, max_value=MOST_SEATS)
    owed = forms.IntegerField(
        label=gettext_lazy("Utlovade platser"),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
        help_text=gettext_lazy("Bara för villkor i en upphandling."),
    )
    parties = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Fler parter"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=gettext_lazy("Utöver kommunen och värden."),
    )
    funding = forms.CharField(label=gettext_lazy("Vem betalar"), max_length=200, required=False)
    amount_sek = forms.IntegerField(
        label=gettext_lazy("Belopp i kronor"), min_value=0, max_value=2_000_000_000, required=False
    )
    notice_months = forms.IntegerField(
        label=gettext_lazy("Uppsägningstid i månader"), min_value=0, max_value=60, initial=0
    )
    remind_days = forms.IntegerField(
        label=gettext_lazy("Påminn så många dagar före slutet"), min_value=0, max_value=730, initial=90
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY).order_by("name", "pk")
        among(self, "organisation", hosts)
        among(self, "parties", hosts)
        for name, form in CEILINGS.items():
            label = _("Tak för {form}").format(form=_(form.label))
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=MOST_SEATS, required=False)

    def content(self) -> Content:
        """The cleaned fields as the action wants them."""
        read = self.cleaned_data
        ceilings = {form: read[name] for name, form in CEILINGS.items() if read[name] is not None}
        others = {key: value for key, value in read.items() if key not in CEILINGS}
        return Content(**others | {"owed": read["owed"] or 0, "ceilings": ceilings})


class EndForm(forms.Form):
    """Earlier than agreed, and why."""

    ends_on = day_field(gettext_lazy("Sista dagen"))
    because = forms.CharField(label=gettext_lazy("Varför avtalet slutar i förtid"), max_length=200)


class RenewForm(forms.Form):
    """The same for a new period."""

    reference = forms.CharField(label=gettext_lazy("Det nya avtalets nummer eller namn"), max_length=40)
    starts_on = day_field(gettext_lazy("Gäller från"))
    ends_on = day_field(gettext_lazy("Gäller till"), required=False, help_text=gettext_lazy("Tomt: tills vidare."))


class FileForm(forms.Form):
    """The signed agreement, or an annex. The file last: what is typed before it is kept however large it is."""

    name = forms.CharField(
        label=gettext_lazy("Vad ska den heta här?"),
        help_text=gettext_lazy("Annars behåller den filens namn."),
        max_length=100,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, bild eller text. Högst 10 MB."),
        allow_empty_file=True,
        max_length=1000,
        error_messages={"required": gettext_lazy("Välj en fil."), "invalid": gettext_lazy("Välj en fil.")},
    )


class MoveForm(forms.Form):
    """A placement that is to count against another agreement."""

    placement = forms.ModelChoiceField(queryset=Placement.objects.none(), widget=forms.HiddenInput)
    agreement = forms.ModelChoiceField(
        label=gettext_lazy("Flytta till"), queryset=Agreement.objects.none(), empty_label=gettext_lazy("Välj avtal")
    )

    def __init__(self, *args: Any, of: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "placement", of.placements.active())
        among(self, "agreement", Agreement.objects.filter(organisation=of.organisation_id).exclude(pk=of.pk))


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    """Every agreement with what is used of it; those that end soon are said on top."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    form = FilterForm(request.GET)
    read: dict[str, Any] = form.cleaned_data if form.is_valid() else {"q": "", "kind": None, "only": ""}
    found = agreements(
        words=read["q"],
        kind=read["kind"],
        only=read["only"],
        page=page_asked(request),
        today=localdate(),
    )
    context = {"form": form, "found": found, "query": query_without(request.GET, "page"), "ending": ENDING}
    return render(request, "agreement/list.html", context)


def _found(pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.select_related("organisation", "renews", "renewed_by"), pk=pk)


@require_safe
def agreement(request: Request, pk: int) -> HttpResponse:
    """One agreement: parties, ceilings and what is used, places, who stays longer, documents."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    return _page(request, _found(pk))


def _page(request: Request, one: Agreement, *, status: int = 200, **refused: forms.Form) -> HttpResponse:
    page = agreement_page(one, request.actor, today=localdate())
    first = one.ends_on + timedelta(days=1) if one.ends_on else localdate()
    renewed = RenewForm(initial={"starts_on": first, "ends_on": _a_year_on(first)})
    all_forms = {"end": EndForm(), "file": FileForm(), "renew": renewed, "move": MoveForm(of=one)}
    context = {
        "page": page,
        "one": one,
        "forms": all_forms | refused,
        "renewed": getattr(one, "renewed_by", None),
        "has_ended": one.ends_on is not None and one.ends_on < localdate(),
        "trail": [(_("Platser"), reverse("place_list")), (_("Avtal"), reverse("agreement_list")), (one.reference, "")],
    }
    about = [row.participant_id for row in page.longer]
    return show(request, "agreement/page.html", context, about=about, kind=ReadKind.LIST, status=status)


def _a_year_on(first: date) -> date:
    """The last day of a year that begins with the day."""
    same = first - timedelta(days=1)
    try:
        return same.replace(year=same.year + 1)
    except ValueError:
        return date(same.year + 1, 2, 28)


def agreement_new(request: Request) -> HttpResponse:
    """A new agreement."""
    return _edit(request, None)


def agreement_edit(request: Request, pk: int) -> HttpResponse:
    """Change what an agreement says; lowered ceilings leave those who are placed."""
    return _edit(request, pk)


def _edit(request: Request, pk: int | None) -> HttpResponse:
    require(request.actor, Permission.AGREEMENT_WRITE)
    one = _found(pk) if pk else None
    form = AgreementForm(posted(request), initial=_initial(one))
    if form.is_bound and form.is_valid():
        saved = attempt(form, lambda: save_agreement(one, content=form.content(), by=request.actor))
        if saved is not None:
            messages.success(request, _("Avtalet {reference} är sparat.").format(reference=saved.reference))
            return redirect("agreement", pk=saved.pk)
    own = [(one.reference, reverse("agreement", args=[one.pk]))] if one else []
    here = _("Ändra avtalet") if one else _("Nytt avtal")
    context = {
        "form": form,
        "one": one,
        "heading": here,
        "ceilings": tuple(CEILINGS),
        "trail": [(_("Avtal"), reverse("agreement_list")), *own, (here, "")],
    }
    return render(request, "agreement/edit.html", context, status=REFUSED if form.errors else 200)


def _initial(one: Agreement | None) -> dict[str, Any]:
    if one is None:
        return {"starts_on": localdate()}
    names = ("organisation", "kind", "reference", "starts_on", "ends_on", "seats", "owed", "funding", "amount_sek")
    values = {name: getattr(one, name) for name in (*names, "notice_months", "remind_days")}
    ceilings = {f"ceiling_{row.form}": row.seats for row in one.ceilings.all()}
    return values | ceilings | {"parties": list(one.parties.values_list("organisation_id", flat=True))}


@require_POST
def agreement_end(request: Request, pk: int) -> HttpResponse:
    """End before the agreed day."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    one, form = _found(pk), EndForm(request.POST)
    if form.is_valid():
        ended = attempt(form, lambda: end_agreement(one, **form.cleaned_data, by=request.actor))
        if ended is not None:
            said = _("Avtalet slutar {day}. De som är placerade är kvar till sin egen sista dag.")
            messages.success(request, said.format(day=full_date(ended.ends_on)))
            return redirect("agreement", pk=pk)
    return _page(request, one, status=REFUSED, end=form)


@require_POST
def agreement_renew(request: Request, pk: int) -> HttpResponse:
    """The same for a new period."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    one, form = _found(pk), RenewForm(request.POST)
    if form.is_valid():
        made = attempt(form, lambda: renew_agreement(one, **form.cleaned_data, by=request.actor))
        if made is not None:
            messages.success(request, _("Avtalet {reference} är upplagt.").format(reference=made.reference))
            return redirect("agreement", pk=made.pk)
    return _page(request, one, status=REFUSED, renew=form)


@csrf_exempt  # so that the size is looked at before anything is read; `_kept` checks the token
@require_POST
def agreement_file(request: Request, pk: int) -> HttpResponse:
    """Keep the signed agreement, or an annex. Something far too big is refused before it is read."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    one, typed = _found(pk), typed_beside_too_large(request, most_bytes=MOST_BYTES)
    if typed is None:
        return _kept(request, one)
    form = FileForm(typed)
    say_too_large(form)
    return _page(request, one, status=TOO_LARGE, file=form)


@csrf_protect
def _kept(request: Request, one: Agreement) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid() and (kept := attempt(form, lambda: _keep(request, one, form))):
        messages.success(request, _("{name} är sparad.").format(name=kept.name))
        return redirect("agreement", pk=one.pk)
    return _page(request, one, status=REFUSED, file=form)


def _keep(request: Request, one: Agreement, form: FileForm) -> AgreementDocument:
    file = form.cleaned_data["file"]
    return add_agreement_document(
        one,
        content=file.read(MOST_BYTES + 1),
        file_name=file.name,
        name=form.cleaned_data["name"],
        by=request.actor,
    )


@require_safe
def agreement_document(request: Request, pk: int) -> HttpResponse:
    """The file itself, to keep and never to run in the page."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    one = get_object_or_404(AgreementDocument, pk=pk)
    response = HttpResponse(bytes(one.content), content_type=one.media_type)
    response["Content-Disposition"] = content_disposition_header(True, one.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def agreement_move(request: Request, pk: int) -> HttpResponse:
    """Let one who stays longer count against another agreement."""
    require(request.actor, Permission.AGREEMENT_WRITE)
    one = _found(pk)
    form = MoveForm(request.POST, of=one)
    if form.is_valid():
        read = form.cleaned_data
        moved = attempt(
            form, lambda: move_to_agreement(read["placement"], agreement=read["agreement"], by=request.actor)
        )
        if moved is not None:
            messages.success(
                request, _("Placeringen räknas nu mot {reference}.").format(reference=read["agreement"].reference)
            )
            return redirect("agreement", pk=pk)
    return _page(request, one, status=REFUSED, move=form)


urls = [
    path("avtal/", agreement_list, name="agreement_list"),
    path("avtal/nytt/", agreement_new, name="agreement_new"),
    path("avtal/<int:pk>/", agreement, name="agreement"),
    path("avtal/<int:pk>/andra/", agreement_edit, name="agreement_edit"),
    path("avtal/<int:pk>/avsluta/", agreement_end, name="agreement_end"),
    path("avtal/<int:pk>/fornya/", agreement_renew, name="agreement_renew"),
    path("avtal/<int:pk>/handling/", agreement_file, name="agreement_file"),
    path("avtal/handling/<int:pk>/", agreement_document, name="agreement_document"),
    path("avtal/<int:pk>/flytta/", agreement_move, name="agreement_move"),
]
