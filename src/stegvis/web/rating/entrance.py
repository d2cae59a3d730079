"""The entrance (vägen in) to a form: by a code, by a link, or from the own pages; and its one guard.

The code is in the address once, at the first visit; from there the session of the browser knows which form it is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from ...access import Actor, Permission, may
from ...models import Rating
from ...models.acting import acting
from ...queries.rating import Form, form_of
from ...rules.own import PageLanguage
from ...rules.rating import AnsweredHow
from ..own.door import CHOSEN
from ..request import Request

SEEN = "answering"
Keys = ParamSpec("Keys")


@dataclass(frozen=True)
class Answering:
    """Who answers which form, and by which way they came."""

    rating: Rating
    actor: Actor
    how: AnsweredHow
    language: PageLanguage

    @property
    def given_name(self) -> str:
        """The first name, for somebody who has one here."""
        return self.rating.case.participant.given_name if self.rating.case is not None else ""

    @property
    def form(self) -> Form:
        return form_of(self.rating, language=self.language)


def begin(request: HttpRequest, rating: Rating, how: AnsweredHow) -> None:
    """From here the browser answers this form, until it is sent, left or too long ago."""
    link = ""
    if how is AnsweredHow.LINK:
        link = rating.link.code_hash
        request.session.cycle_key()  # a session that somebody else began here is not theirs to follow
    request.session[SEEN] = {"rating": rating.pk, "how": how.value, "link": link, "at": timezone.now().timestamp()}


def leave(request: HttpRequest) -> None:
    """This browser answers no form any more."""
    request.session.pop(SEEN, None)


def on_form(
    view: Callable[Concatenate[Request, Answering, Keys], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Keys], HttpResponse]:
    """A page of the form that this browser answers; everybody else is asked for the code. Nothing stays in caches."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: Any, *args: Keys.args, **kwargs: Keys.kwargs) -> HttpResponse:
        here = _answering(request)
        if here is None:
            leave(request)
            return redirect("answer_door")
        translation.activate(here.language)
        request.LANGUAGE_CODE = translation.get_language()
        request.session[SEEN] = request.session[SEEN] | {"at": timezone.now().timestamp()}
        who = {"participant": here.actor.participant_id, "role": here.actor.role_key}
        with acting(**who) if request.method == "POST" else nullcontext():
            return view(request, here, *args, **kwargs)

    return guarded


def _answering(request: Request) -> Answering | None:
    """Two statements. A link that was taken back, replaced or is too old opens nothing any more."""
    seen = request.session.get(SEEN)
    now = timezone.now()
    if not seen or now.timestamp() - seen["at"] > 60 * settings.OWN_PAGES_MINUTES:
        return None
    rows = Rating.objects.select_related("version__instrument", "case__participant", "course", "unit", "link")
    rating = rows.filter(pk=seen["rating"]).first()
    if rating is None:
        return None
    how = AnsweredHow(seen["how"])
    if how is AnsweredHow.OWN_PAGE:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None or actor.participant_id is None or not may(actor, Permission.RATING_ANSWER, rating):
            return None
        return _here(request, rating, actor, how)
    link = getattr(rating, "link", None)
    if link is None or link.code_hash != seen["link"] or link.revoked_at is not None or link.expires_at <= now:
        return None
    return _here(request, rating, by_link(rating), how)


def by_link(rating: Rating) -> Actor:
    """Somebody with a code may answer, and nothing else."""
    if rating.case is None:
        return Actor.unnamed()
    return Actor.participant(rating.case.participant, own=frozenset({Permission.RATING_ANSWER}))


def _here(request: Request, rating: Rating, actor: Actor, how: AnsweredHow) -> Answering:
    chosen = request.session.get(CHOSEN) or (
        translation.get_language() if how is AnsweredHow.OWN_PAGE else rating.language
    )
    spoken = PageLanguage(chosen) if chosen in set(PageLanguage) else PageLanguage(rating.language)
    return Answering(rating, actor, how, spoken)
