"""Codes (koder till Mina sidor): made, shown once on a slip in the person's language, and taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ....access import Permission
from ....actions.own.codes import NewCode, make_code, revoke_code
from ....actions.own.reach import set_page_language
from ....models import AccessCode, Case
from ....outside.letters import Letter, Section, letter_pdf
from ....queries.own.codes import codes_of
from ....rules.own import DAYS_OF_A_CODE, MOST_DAYS, PageLanguage
from ...attempt import REFUSED, attempt
from ...case import found, found_case, show_case
from ...format import full_date
from ...request import Request

ON_PAPER = "paper"


class CodeForm(forms.Form):
    """How long the code lives, and the language of the slip and the pages."""

    days = forms.IntegerField(
        label=gettext_lazy("Gäller i så många dagar"), min_value=1, max_value=MOST_DAYS, initial=DAYS_OF_A_CODE
    )
    page_language = forms.ChoiceField(
        label=gettext_lazy("Språk på lappen och på Mina sidor"),
        choices=PageLanguage.choices,
        widget=forms.RadioSelect,
    )


@never_cache
def code(request: Request, pk: int) -> HttpResponse:
    """Make a code and see it once; by paper as a PDF to hand over. A new one takes back the one that was not used."""
    case = found_case(request, pk, Permission.CODE_MAKE)
    person = case.participant
    form = CodeForm(request.POST if request.method == "POST" else None, initial={"page_language": person.page_language})
    if form.is_valid():
        made = attempt(form, lambda: _make(request, case, form.cleaned_data))
        if made is not None and request.POST.get("how") == ON_PAPER:
            return as_paper(request, case, made)
        if made is not None:
            return _page(request, case, CodeForm(initial={"page_language": person.page_language}), made=made)
    return _page(request, case, form, status=REFUSED if form.is_bound else 200)


def _make(request: Request, case: Case, says: dict[str, Any]) -> NewCode:
    made = make_code(case.participant, days=says["days"], by=request.actor)
    language = PageLanguage(says["page_language"])
    case.participant = set_page_language(case.participant, language=language, by=request.actor)
    return made


def _page(
    request: Request, case: Case, form: CodeForm, *, made: NewCode | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "made": made,
        "slip": slip(request, case, made) if made else None,
        "slip_language": case.participant.page_language,
        "codes": codes_of(case.participant, now=timezone.now()),
    }
    return show_case(request, case, "own_staff/code.html", here=_("Kod till Mina sidor"), status=status, **context)


def slip(request: HttpRequest, case: Case, made: NewCode) -> dict[str, Any]:
    """The words of the slip in the person's language."""
    with translation.override(case.participant.page_language):
        until = full_date(made.code.expires_at)
        return {
            "heading": _("Din kod till Mina sidor"),
            "go": _("Gå till den här adressen:"),
            "address": request.build_absolute_uri(reverse("own_door")),
            "type": _("Skriv den här koden:"),
            "signs": made.signs,
            "until": _("Koden går att använda en gång, till och med {day}.").format(day=until),
            "keep": _("Visa den inte för någon annan. Tappar du lappen? Säg till, så gör vi en ny."),
            "rtl": translation.get_language_bidi(),
        }


def as_paper(request: HttpRequest, case: Case, made: NewCode) -> HttpResponse:
    """The slip as a PDF; the code is nowhere else."""
    words = slip(request, case, made)
    paper = letter_pdf(
        Letter(
            title=words["heading"],
            sections=(Section(words["go"], (words["address"],)), Section(words["type"], (words["signs"],))),
            footer=f"{words['until']} {words['keep']}",
            language=case.participant.page_language,
        )
    )
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, "kod.pdf") or "attachment"
    return answer


@require_POST
def code_revoke(request: Request, pk: int, code_pk: int) -> HttpResponse:
    """Take a code back; whoever came in by it is out."""
    case = found_case(request, pk, Permission.CODE_MAKE)
    row = found(request, AccessCode, Permission.CODE_MAKE, pk=code_pk)
    get_object_or_404(AccessCode, pk=code_pk, participant=case.participant)
    revoke_code(row, by=request.actor)
    messages.success(request, _("Koden är återtagen. Ingen kommer in med den."))
    return redirect("own_code", pk=pk)
