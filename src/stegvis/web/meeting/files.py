"""Documents (handlingar): keep a file, hand it out to those who may read it, take it out of the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from ...access import NotAllowed, Permission, may, require
from ...actions.document import add_document, remove_document
from ...actions.privacy import log_read
from ...models import Case, Document
from ...queries.meeting.written import classes_for, content_of, documents_of
from ...rules.document import MOST_BYTES
from ...rules.history import ReadKind
from ...rules.meeting import SecrecyClass
from ..attempt import REFUSED, attempt
from ..case import found, found_case, show_case
from ..request import Request
from ..upload import TOO_LARGE, say_too_large, typed_beside_too_large
from .forms import DocumentForm


@csrf_exempt  # so that the size is looked at before anything is read; `_kept_or_listed` checks the token
def document_list(request: Request, pk: int) -> HttpResponse:
    """What is kept, and a form for more. Something far too big is refused before it is read."""
    case = found_case(request, pk, Permission.PARTICIPANT_WORK)
    if request.method == "POST":
        require(request.actor, Permission.DOCUMENT_WRITE, case)
        if (typed := typed_beside_too_large(request, most_bytes=MOST_BYTES)) is not None:
            return _refused_unread(request, case, typed)
    return _kept_or_listed(request, case)


def _refused_unread(request: Request, case: Case, typed: QueryDict) -> HttpResponse:
    form = DocumentForm(typed, classes=classes_for(request.actor, case))
    say_too_large(form)
    return _list_page(request, case, form, status=TOO_LARGE)


@csrf_protect
def _kept_or_listed(request: Request, case: Case) -> HttpResponse:
    classes = classes_for(request.actor, case)
    if request.method != "POST":
        return _list_page(request, case, DocumentForm(classes=classes))
    form = DocumentForm(request.POST, request.FILES, classes=classes)
    if form.is_valid() and (kept := attempt(form, lambda: _keep(request, case, form))):
        messages.success(request, _("{name} är sparad.").format(name=kept.name))
        return redirect("document_list", pk=case.pk)
    return _list_page(request, case, form, status=REFUSED)


def _keep(request: Request, case: Case, form: DocumentForm) -> Document:
    said, file = form.cleaned_data, form.cleaned_data["file"]
    return add_document(
        case,
        content=file.read(MOST_BYTES + 1),
        file_name=file.name,
        name=said["name"],
        secrecy=said["secrecy"],
        shown_to_participant=said["shown_to_participant"],
        by=request.actor,
    )


def _list_page(request: Request, case: Case, form: DocumentForm, *, status: int = 200) -> HttpResponse:
    classes = classes_for(request.actor, case)
    may_write = may(request.actor, Permission.DOCUMENT_WRITE, case)
    return show_case(
        request,
        case,
        "meeting/documents.html",
        here=_("Handlingar"),
        status=status,
        form=form,
        documents=documents_of(case, classes=classes),
        may_write=may_write and not case.reasons_not_to_write(),
        may_remove=may_write,
        reads_all=SecrecyClass.FILE in classes,
    )


@require_safe
def document(request: Request, pk: int) -> HttpResponse:
    """The file itself, for those who read its class; that it was taken out stands in the log."""
    one = _found(request, pk, Permission.PARTICIPANT_WORK)
    log_read([one.case.participant_id], by=request.actor, screen="document", kind=ReadKind.EXPORT)
    return as_attachment(one)


def as_attachment(document: Document) -> HttpResponse:
    """The file to keep, never to run in the page: whoever calls has asked whether it may be read, and logged it."""
    response = HttpResponse(content_of(document), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(True, document.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def document_remove(request: Request, pk: int) -> HttpResponse:
    """Take a document out of the list."""
    one = _found(request, pk, Permission.DOCUMENT_WRITE)
    remove_document(one, by=request.actor)
    messages.success(request, _("{name} är borttagen ur listan.").format(name=one.name))
    return redirect("document_list", pk=one.case_id)


def _found(request: Request, pk: int, permission: Permission) -> Document:
    one = found(request, Document, permission, "case__participant", "case__unit", pk=pk)
    if one.secrecy not in classes_for(request.actor, one.case):
        raise NotAllowed(Permission.NOTE_READ_SENSITIVE, one)
    if one.removed_at is not None:
        raise Http404
    return one
