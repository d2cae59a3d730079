"""Notes (anteckningar): read by class, write a new one, put a wrong one right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...access import NotAllowed, Permission, may, require
from ...actions.note import correct_note, write_note
from ...models import Case, Note
from ...queries.meeting.written import classes_for, notes_of
from ...rules.meeting import SecrecyClass
from ..answers import as_sentence
from ..attempt import REFUSED, attempt, posted
from ..case import found, found_case, show_case
from ..fields import Option
from ..format import label
from ..request import Request, page_asked, query_without
from .forms import CorrectionForm, NoteForm

OWN = "own"


def note_list(request: Request, pk: int) -> HttpResponse:
    """What is written, and a field for more."""
    case = found_case(request, pk, Permission.PARTICIPANT_WORK)
    classes = classes_for(request.actor, case)
    form = NoteForm(posted(request), classes=classes)
    if request.method == "POST":
        require(request.actor, Permission.NOTE_WRITE, case)
        if form.is_valid():
            note = attempt(form, lambda: write_note(case, **form.cleaned_data, by=request.actor))
            if note is not None:
                messages.success(request, _("Anteckningen är sparad."))
                return redirect("note_list", pk=pk)
    return _list_page(request, case, form, classes)


def _list_page(request: Request, case: Case, form: NoteForm, classes: frozenset[SecrecyClass]) -> HttpResponse:
    chosen, own = request.GET.get("class", ""), request.GET.get("who") == OWN
    shown = frozenset({SecrecyClass(chosen)}) & classes if chosen in set(SecrecyClass) else classes
    page = notes_of(
        case,
        actor=request.actor,
        classes=shown,
        written_by=request.actor.user_id if own else None,
        page=page_asked(request),
    )
    return show_case(
        request,
        case,
        "meeting/notes.html",
        here=_("Anteckningar"),
        status=REFUSED if form.errors else 200,
        form=form,
        page=page,
        query=query_without(request.GET, "page"),
        class_options=_class_options(chosen, classes),
        who_options=[Option("", _("Alla"), not own), Option(OWN, _("Jag"), own)],
        filtered=bool(chosen or own),
        may_write=may(request.actor, Permission.NOTE_WRITE, case) and not case.reasons_not_to_write(),
        may_correct=may(request.actor, Permission.NOTE_WRITE, case),
        reads_all=SecrecyClass.FILE in classes,
    )


def _class_options(chosen: str, classes: frozenset[SecrecyClass]) -> list[Option]:
    every = [Option("", _("Alla"), not chosen)]
    return every + [
        Option(each.value, as_sentence(label(each)), each.value == chosen) for each in SecrecyClass if each in classes
    ]


def note_correct(request: Request, pk: int) -> HttpResponse:
    """A new note in the place of a wrong one."""
    note = found(request, Note, Permission.NOTE_WRITE, "case__participant", "case__unit", pk=pk)
    if note.secrecy not in classes_for(request.actor, note.case):
        raise NotAllowed(Permission.NOTE_READ_SENSITIVE, note)
    form = CorrectionForm(posted(request), initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        new = attempt(form, lambda: correct_note(note, text=form.cleaned_data["text"], by=request.actor))
        if new is not None:
            messages.success(request, _("Anteckningen är rättad. Den gamla går att läsa kvar, överstruken."))
            return redirect("note_list", pk=note.case_id)
    return show_case(
        request,
        note.case,
        "meeting/correct.html",
        here=_("Rätta anteckning"),
        status=REFUSED if form.errors else 200,
        form=form,
        note=note,
    )
