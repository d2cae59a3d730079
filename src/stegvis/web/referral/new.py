"""A new referral (ny anvisning): search first, then the referral, one save; what was typed stays.

The page has one form. Who it is about is settled first: found by the full number, picked from a page one came from,
new with a number, or new without one. The server looks again at each step and never trusts what the form says it found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ...access import Actor, Permission, may, require, visible_to
from ...actions.privacy import log_read
from ...actions.referral import receive_referral, refer_new_person
from ...models import Participant, Referral
from ...queries.referral import person_with_number
from ...rules.history import ReadKind
from ...rules.people import IdentityNumber
from ..attempt import REFUSED, attempt
from ..case import show
from ..request import Request, number_in
from .forms import NumberForm, PaperReferralForm, PersonForm, PersonWithoutNumberForm, ReferralForm

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "act", "who", "identity_number", "person"})


class Who(StrEnum):
    """How the person was settled."""

    UNKNOWN = ""
    FOUND = "found"
    PICKED = "picked"
    NEW = "new"
    NO_NUMBER = "no_number"


class Act(StrEnum):
    """The button that was pressed."""

    SEARCH = "search"
    NO_NUMBER = "no_number"
    AGAIN = "again"
    SAVE = "save"


@dataclass
class Draft:
    """A referral on its way: who it is about, and the forms as they stand."""

    who: Who
    number: NumberForm
    digits: str = ""
    participant: Participant | None = None
    person: Form | None = None
    referral: ReferralForm | None = None
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def forms(self) -> list[BaseForm]:
        return [form for form in (self.person, self.referral) if form is not None]


def referral_new(request: Request) -> HttpResponse:
    """Find or register the person, and send the referral."""
    require(request.actor, Permission.REFERRAL_CREATE)
    if request.method != "POST":
        return _page(request, _start(request))
    act = request.POST.get("act", Act.SEARCH)
    if act == Act.AGAIN:
        return _page(request, Draft(Who.UNKNOWN, NumberForm(initial={"identity_number": ""}), kept=_kept(request)))
    draft = _settled(request, no_number=act == Act.NO_NUMBER, is_saving=act == Act.SAVE)
    if draft.who is Who.UNKNOWN:
        return _page(request, draft, status=REFUSED)
    if act != Act.SAVE or draft.who != request.POST.get("who"):
        return _page(request, draft)
    return _saved(request, draft) or _page(request, draft, status=REFUSED)


def _start(request: Request) -> Draft:
    """An empty page, or one about somebody whose page the reader comes from."""
    picked = _picked(request.actor, number_in(request.GET, "person"))
    if picked is None:
        return Draft(Who.UNKNOWN, NumberForm())
    return Draft(Who.PICKED, NumberForm(), participant=picked, referral=_referral_form(request.actor))


def _picked(actor: Actor, key: int | None) -> Participant | None:
    if key is None:
        return None
    return visible_to(actor, Participant, Permission.PARTICIPANT_NAME).filter(pk=key).first()


def _settled(request: Request, *, no_number: bool, is_saving: bool) -> Draft:
    """Who the referral is about, looked up again."""
    data = request.POST if is_saving else None
    referral = _referral_form(request.actor, data, initial=request.POST.dict())
    picked = _picked(request.actor, number_in(request.POST, "person"))
    if picked is not None:
        return Draft(Who.PICKED, NumberForm(), participant=picked, referral=referral)
    if no_number or request.POST.get("who") == Who.NO_NUMBER:
        person = PersonWithoutNumberForm(data, initial=request.POST.dict())
        return Draft(Who.NO_NUMBER, NumberForm(), person=person, referral=referral)
    number = NumberForm(request.POST)
    if not number.is_valid():
        return Draft(Who.UNKNOWN, number, kept=_kept(request))
    return _with_number(request, number, number.cleaned_data["identity_number"], referral, is_saving=is_saving)


def _with_number(
    request: Request, form: NumberForm, number: IdentityNumber, referral: ReferralForm, *, is_saving: bool
) -> Draft:
    participant = person_with_number(number.digits)
    if not is_saving:
        about = [participant.pk] if participant else []
        log_read(about, by=request.actor, screen="referral_new", kind=ReadKind.SEARCH)
    if participant is not None:
        return Draft(Who.FOUND, form, number.digits, participant, referral=referral)
    data = request.POST if is_saving and request.POST.get("who") == Who.NEW else None
    return Draft(Who.NEW, form, number.digits, person=PersonForm(data, initial=request.POST.dict()), referral=referral)


def _referral_form(actor: Actor, data: Any = None, initial: dict[str, Any] | None = None) -> ReferralForm:
    """Somebody who refers writes their own; everybody else registers from paper."""
    kind = ReferralForm if _is_referrer(actor) else PaperReferralForm
    typed = {name: value for name, value in (initial or {}).items() if value}
    return kind(data, own_units=actor.unit_ids, initial=typed)


def _is_referrer(actor: Actor) -> bool:
    return not may(actor, Permission.REFERRAL_DECIDE)


def _saved(request: Request, draft: Draft) -> HttpResponse | None:
    """The answer after a save; None when something is to be changed first."""
    if not all(form.is_valid() for form in draft.forms):
        return None
    made = attempt(draft.referral or draft.number, lambda: _write(request.actor, draft))
    if made is None:
        return None
    said = _("Anvisningen är mottagen. {name} står i kön hos {unit}.")
    messages.success(request, said.format(name=made.participant.name, unit=made.unit.name))
    if may(request.actor, Permission.REFERRAL_READ, made):
        return redirect("referral", pk=made.pk)
    return redirect("referral_list" if may(request.actor, Permission.REFERRAL_READ) else "home")


def _write(actor: Actor, draft: Draft) -> Referral:
    is_referrer = _is_referrer(actor)
    said: dict[str, Any] = {"received_on": localdate(), "from_paper": not is_referrer}
    if draft.referral is not None:
        said |= draft.referral.cleaned_data
    if draft.participant is not None:
        return receive_referral(draft.participant, **said, by=actor)
    person = {"identity_number": draft.digits} | (draft.person.cleaned_data if draft.person else {})
    return refer_new_person(person, **said, by=actor)


def _kept(request: Request) -> list[tuple[str, str]]:
    """What was typed of the referral while the person is looked for again."""
    return [(name, value) for name, value in request.POST.items() if name not in NOT_KEPT and isinstance(value, str)]


def _page(request: Request, draft: Draft, *, status: int = 200) -> HttpResponse:
    found = draft.participant
    is_hidden = found is not None and found.is_protected and not may(request.actor, Permission.PARTICIPANT_NAME, found)
    context = {
        "draft": draft,
        "name": "" if is_hidden or found is None else found.name,
        "is_hidden": is_hidden,
        "born_on": None if is_hidden or found is None else found.born_on,
        "is_paper": not _is_referrer(request.actor),
    }
    about = [found.pk] if found is not None and not is_hidden else []
    return show(request, "referral/new.html", context, about=about, status=status)
