"""The host's answer by a link (värdens svar): no account, no name, one question about one place."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ...access import Actor
from ...actions.place import answer_for_place
from ...models import PlaceConfirmation
from ...models.acting import acting
from ...queries.place.link import question_behind
from ...rules.place import LINK_DAYS, ConfirmationAnswer
from ..attempt import REFUSED, attempt, posted
from ..request import Request
from .act_forms import AnswerForm
from .page import facts_of

AT_HOST = "Värden genom länken"
GONE = 410


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place_answer(request: Request, signs: str) -> HttpResponse:
    """Does the place stand as it is? One answer; afterwards, or too late, the page says so."""
    question = question_behind(signs)
    if question is None or question.answer == ConfirmationAnswer.SILENT:
        return render(request, "place/too_late.html", {"days": LINK_DAYS}, status=GONE)
    if question.answer != ConfirmationAnswer.WAITING:
        return render(request, "place/thanks.html", {"question": question})
    form = AnswerForm(posted(request))
    if form.is_bound and form.is_valid():
        answered = attempt(form, lambda: _answer(question, form))
        if answered is not None:
            return render(request, "place/thanks.html", {"question": answered})
    context = {"form": form, "place": question.place, "facts": facts_of(question.place), "signs": signs}
    response = render(request, "place/answer.html", context, status=REFUSED if form.is_bound else 200)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answer(question: PlaceConfirmation, form: AnswerForm) -> PlaceConfirmation:
    by = Actor.system(AT_HOST)
    with acting(user=by.user_id, role=by.role_key):
        return answer_for_place(question.place, **form.cleaned_data, by=by)


urls = [path("plats/svar/<str:signs>/", place_answer, name="place_answer")]
