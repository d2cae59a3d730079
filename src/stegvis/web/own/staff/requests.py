"""Requests (begäranden) for those who answer: the queue, the answer, and the review before everything is handed out."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ....access import NotAllowed, Permission
from ....actions.own.requests import answer_request, make_request, release_extract
from ....models import OwnRequest, Participant
from ....queries.own.extract import Content, extract_of, seen_as
from ....queries.own.letter import line_of
from ....queries.own.readers import named_lately
from ....queries.own.requests import request_row, requests_to_answer
from ....rules.own import ANSWERED_BY, RequestKind, RequestStatus, Withheld
from ....rules.people import Role
from ...answers import as_sentence, text_field, words_of
from ...attempt import REFUSED, attempt, posted
from ...case import found, show
from ...format import full_date
from ...request import Request

ROW_BY_ROW = frozenset({"notes", "documents_all", "conversations", "mappings"})
"""Sections whose rows are withheld one by one; the others whole."""
BY_HAND = (RequestStatus.GRANTED, RequestStatus.PARTLY, RequestStatus.REFUSED)


class AnswerForm(forms.Form):
    """Yes, partly or no, in words that the participant reads."""

    answer = forms.ChoiceField(label=gettext_lazy("Svar"), widget=forms.RadioSelect)
    text = text_field(
        gettext_lazy("Svaret i ord"),
        help_text=gettext_lazy("Deltagaren läser det på Mina sidor. Skriv kort och utan förkortningar."),
    )

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_be = [RequestStatus.REFUSED] if kind is RequestKind.FULL_EXTRACT else BY_HAND
        field = cast(forms.ChoiceField, self.fields["answer"])
        field.choices = [(each.value, as_sentence(_(each.label))) for each in may_be]


class ReviewForm(forms.Form):
    """The ground where a part is withheld; empty means that it is handed out."""

    seen = forms.CharField(widget=forms.HiddenInput)
    text = text_field(gettext_lazy("Svaret i ord"), rows=3)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in content["sections"]:
            title = section["title"]
            self.fields[section["key"]] = _ground(_("Grund för att inte lämna ut delen {title}").format(title=_(title)))
            for row in section["rows"] if section["key"] in ROW_BY_ROW else ():
                self.fields[f"{section['key']}-{row['id']}"] = _ground(_("Grund för att inte lämna ut raden"))

    @property
    def withheld(self) -> list[Withheld]:
        """What has a ground, by section and row."""
        found = []
        for name, ground in self.cleaned_data.items():
            section, _sign, row = name.partition("-")
            if name not in ("text", "seen") and ground.strip():
                found.append(Withheld(section, ground.strip(), int(row) if row else None))
        return found


def _ground(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200)


@never_cache
@require_safe
def request_list(request: Request) -> HttpResponse:
    """What waits for an answer from me, by the day it is due."""
    queue = requests_to_answer(request.actor)
    people = [row.participant_id for row in (*queue.waiting, *queue.answered)]
    return show(request, "own_staff/requests.html", {"queue": queue, "today": timezone.localdate()}, about=people)


def _found(request: Request, pk: int) -> OwnRequest:
    """A request that is in the queue of whoever asks."""
    row = found(request, OwnRequest, Permission.REQUEST_ANSWER, "participant", pk=pk)
    if ANSWERED_BY[RequestKind(row.kind)] not in request.actor.roles:
        raise NotAllowed(Permission.REQUEST_ANSWER, row)
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_answer(request: Request, pk: int) -> HttpResponse:
    """One request, and its answer."""
    row = _found(request, pk)
    kind = RequestKind(row.kind)
    form = AnswerForm(posted(request), kind=kind)
    if form.is_valid():
        answer, text = RequestStatus(form.cleaned_data["answer"]), form.cleaned_data["text"]
        if attempt(form, lambda: answer_request(row, answer=answer, text=text, by=request.actor)) is not None:
            messages.success(request, _("Svaret är skickat. Det står på deltagarens Mina sidor."))
            return redirect("request_list")
    named = names_of_readers(row) if kind is RequestKind.READER_NAMES else []
    context = {"row": request_row(row), "form": form, "named": named}
    status = REFUSED if form.is_bound else 200
    return show(request, "own_staff/answer.html", context, about=[row.participant_id], status=status)


def names_of_readers(row: OwnRequest) -> list[str]:
    """Who has read, by name, for the one who answers; told in the answer's own words."""
    return [
        _("{name}, {role}, {unit}: {times} gånger, senast {day}").format(
            name=name, role=_(Role(role).label), unit=unit or "–", times=times, day=full_date(latest)
        )
        for name, role, unit, times, latest in named_lately(row.participant, now=timezone.now())
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def extract_review(request: Request, pk: int) -> HttpResponse:
    """Read through everything, withhold what must be, hand out the rest."""
    row = _found(request, pk)
    if row.kind != RequestKind.FULL_EXTRACT or row.status != RequestStatus.WAITING:
        return redirect("request_answer", pk=pk)
    content = extract_of(row.participant, made_at=timezone.now())
    seen = seen_as(content)
    form = ReviewForm(posted(request), content=content, initial={"seen": seen})
    if form.is_valid() and form.cleaned_data["seen"] != seen:
        form.add_error(None, _("Något har tillkommit sedan du läste. Läs igenom igen innan du lämnar ut."))
        typed = request.POST.copy()
        typed["seen"] = seen
        form.data = typed
    if form.is_valid():
        released = attempt(
            form,
            lambda: release_extract(
                row, content=content, withheld=form.withheld, text=form.cleaned_data["text"], by=request.actor
            ),
        )
        if released is not None:
            messages.success(request, _("Utdraget är utlämnat. Det finns på deltagarens Mina sidor."))
            return redirect("request_list")
    lines = [(each, [(one["id"], line_of(each, one)) for one in each["rows"]]) for each in content["sections"]]
    context = {"row": request_row(row), "form": form, "sections": lines, "row_by_row": ROW_BY_ROW}
    status = REFUSED if form.is_bound else 200
    return show(request, "own_staff/review.html", context, about=[row.participant_id], status=status)


class SaidAloudForm(forms.Form):
    """A request that somebody made aloud or on paper."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad begärs?"), choices=words_of(RequestKind), widget=forms.RadioSelect)
    about = forms.CharField(label=gettext_lazy("Var står det?"), max_length=120, required=False)
    text = text_field(gettext_lazy("Med deltagarens ord"), most=3000, required=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: Request, pk: int) -> HttpResponse:
    """Write down what somebody asks for aloud, so that it is answered like any other."""
    person = found(request, Participant, Permission.REQUEST_MAKE, pk=pk)
    form = SaidAloudForm(posted(request))
    if form.is_valid():
        says = form.cleaned_data | {"kind": RequestKind(form.cleaned_data["kind"])}
        if attempt(form, lambda: make_request(person, **says, by=request.actor)) is not None:
            messages.success(request, _("Begäran är nedskriven och väntar på svar."))
            return redirect("participant", pk=pk)
    status = REFUSED if form.is_bound else 200
    return show(request, "own_staff/new.html", {"form": form, "person": person}, about=[pk], status=status)
