"""What is kept about me (det som står om mig): readers, documents, both voices, my copy, and what I ask for."""

from __future__ import annotations

import json
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...actions.own.copies import take_copy
from ...actions.own.requests import make_request
from ...actions.privacy import log_read
from ...models import Document, OwnRequest
from ...outside.letters import letter_pdf
from ...queries.meeting.written import documents_for_participant
from ...queries.own.extract import Content
from ...queries.own.letter import extract_letter
from ...queries.own.readers import readings
from ...queries.own.requests import requests_of
from ...queries.rating.voices import two_voices_of
from ...rules.history import ReadKind
from ...rules.own import PageLanguage, RequestKind
from ...rules.rating import Respondent
from ..attempt import REFUSED, attempt, posted
from ..meeting.files import as_attachment
from ..rating.shown import shown
from ..request import Request, page_asked
from .door import Own, own_page, show_own
from .forms import RequestForm

PDF, JSON = "application/pdf", "application/json"


@require_safe
@own_page
def readers(request: Request, own: Own) -> HttpResponse:
    """Who has read, by role, unit and day, with the purpose."""
    found = readings(own.person, page=page_asked(request, "sida"))
    return show_own(request, own, "own/readers.html", {"readings": found})


@require_safe
@own_page
def documents(request: Request, own: Own) -> HttpResponse:
    """The documents that are shown to me."""
    return show_own(request, own, "own/documents.html", {"rows": documents_for_participant(own.person)})


@require_safe
@own_page
def document(request: Request, own: Own, pk: int) -> HttpResponse:
    """One of them, as a file; a key that is not among mine is not found."""
    if pk not in {row.pk for row in documents_for_participant(own.person)}:
        raise Http404
    row = get_object_or_404(Document, pk=pk, case__participant=own.person)
    log_read([own.person.pk], by=own.actor, screen="own_document", kind=ReadKind.EXPORT)
    return as_attachment(row)


@require_safe
@own_page
def voices(request: Request, own: Own) -> HttpResponse:
    """What both have answered, side by side; nothing that is the professional's alone."""
    if own.case is None:
        return redirect("own_home")
    language = PageLanguage(own.person.page_language)
    both = replace(two_voices_of(own.case, for_participant=True, language=language), participant=_("Du"))
    waiting = [each.pk for each in both.waiting if each.respondent is Respondent.PARTICIPANT and own.open_case]
    return show_own(request, own, "own/voices.html", {"it": shown(both), "waiting": waiting})


@require_safe
@own_page
def copy(request: Request, own: Own) -> HttpResponse:
    """What the copy holds, and the two ways to take it."""
    return show_own(request, own, "own/copy.html", {})


@require_POST
@own_page
def copy_file(request: Request, own: Own, kind: str) -> HttpResponse:
    """The copy, made now."""
    log_read([own.person.pk], by=own.actor, screen="own_copy_file", kind=ReadKind.EXPORT)
    return as_file(take_copy(own.person, by=own.actor), kind, name=own.person.name, called="mina-uppgifter")


def as_file(content: Content, kind: str, *, name: str, called: str) -> HttpResponse:
    """The same object as a letter or as JSON, to keep."""
    if kind == "pdf":
        answer = HttpResponse(letter_pdf(extract_letter(content, name=name)), content_type=PDF)
    else:
        answer = HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type=JSON)
    answer["Content-Disposition"] = content_disposition_header(True, f"{called}.{kind}") or "attachment"
    return answer


@require_safe
@own_page
def requests(request: Request, own: Own) -> HttpResponse:
    """What I have asked for, with the answers; and what I can ask for."""
    return show_own(request, own, "own/requests.html", {"rows": requests_of(own.person), "kinds": RequestKind})


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def ask(request: Request, own: Own, kind: str) -> HttpResponse:
    """Ask for one thing. What was typed is kept when it is refused."""
    if kind not in set(RequestKind):
        raise Http404
    wanted = RequestKind(kind)
    form = RequestForm(posted(request), kind=wanted)
    if form.is_valid():
        made = attempt(form, lambda: make_request(own.person, kind=wanted, **form.cleaned_data, by=own.actor))
        if made is not None:
            messages.success(request, _("Tack. Vi har tagit emot det. Du får svar här."))
            return redirect("own_requests")
    status = REFUSED if form.is_bound else 200
    return show_own(request, own, "own/ask.html", {"form": form, "kind": wanted}, status=status)


@require_safe
@own_page
def extract_file(request: Request, own: Own, pk: int, kind: str) -> HttpResponse:
    """The full extract as it was reviewed and handed out."""
    row = get_object_or_404(OwnRequest, pk=pk, participant=own.person, content__isnull=False)
    log_read([own.person.pk], by=own.actor, screen="own_extract_file", kind=ReadKind.EXPORT)
    return as_file(row.content or {}, kind, name=own.person.name, called="allt-som-star-om-mig")
