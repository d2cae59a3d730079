"""The participant's own door (dörren till Mina sidor): a session with a participant and no user, and its one guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache

from ...access import Actor
from ...actions.privacy import log_read
from ...models import AccessCode, Case, Participant
from ...rules.history import ReadKind
from ..request import Request

PERSON, CODE, CHOSEN = "own_participant", "own_code", "own_language"
"""What the session of a participant holds; a session of somebody who works here holds none of it."""

Keys = ParamSpec("Keys")


@dataclass(frozen=True)
class Own:
    """Who is on the own pages, and their file: the open case, or the latest when all are closed."""

    person: Participant
    actor: Actor
    case: Case | None

    @property
    def open_case(self) -> Case | None:
        return self.case if self.case is not None and self.case.closed_on is None else None


def person_of(request: HttpRequest) -> Participant | None:
    """The participant whose session this is; a code that was taken back opens nothing any more. One statement."""
    key = request.session.get(PERSON)
    if not isinstance(key, int):
        return None
    taken_back = AccessCode.objects.filter(pk=request.session.get(CODE, 0), revoked_at__isnull=False)
    people = Participant.objects.filter(pk=key).filter(~Q(Exists(taken_back.filter(participant=OuterRef("pk")))))
    return people.first()


def let_in(request: HttpRequest, person: Participant, *, code: AccessCode | None = None) -> None:
    """Begin the session of a participant; whoever was signed in before in this browser is signed out."""
    logout(request)
    request.session[PERSON] = person.pk
    if code is not None:
        request.session[CODE] = code.pk
    request.session.set_expiry(60 * settings.OWN_PAGES_MINUTES)
    request.session.cycle_key()


def own_page(
    view: Callable[Concatenate[Request, Own, Keys], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Keys], HttpResponse]:
    """A page for the participant whose session it is; everybody else is sent to the participants' door.

    The view gets `own` after the request. Nothing of it stays in the browser or on the way there.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: Any, *args: Keys.args, **kwargs: Keys.kwargs) -> HttpResponse:
        person = getattr(request, "participant", None)
        if person is None:
            return redirect("own_door")
        return view(request, Own(person, request.actor, latest_case(person)), *args, **kwargs)

    return guarded


def latest_case(person: Participant) -> Case | None:
    """The open case, else the one that was opened last."""
    cases = Case.objects.filter(participant=person).select_related("participant", "unit", "programme")
    return cases.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk").first()


def show_own(
    request: Request,
    own: Own,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    kind: ReadKind = ReadKind.READ,
) -> HttpResponse:
    """Answer with one of the own pages; that the participant has read stands in the log, as the participant's."""
    screen = request.resolver_match.url_name if request.resolver_match else ""
    log_read([own.person.pk], by=own.actor, screen=screen or "", kind=kind)
    return render(request, template, {"own": own, "person": own.person, "case": own.case} | context, status=status)


def speak(request: HttpRequest, person: Participant) -> None:
    """From here on in the language of the person's pages."""
    translation.activate(person.page_language)
    request.LANGUAGE_CODE = translation.get_language()
