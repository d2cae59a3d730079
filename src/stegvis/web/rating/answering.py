"""Answering (svara) on a phone: one question on a page, each answer kept at once, sent when all have one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from ...access import NotAllowedNow, Permission, visible_to
from ...actions.rating import choose_language, enter, finish, save_answer
from ...models import Rating
from ...queries.rating import Form
from ...rules.rating import AnsweredHow, Given
from ..attempt import REFUSED, attempt, posted
from ..own.door import Own, own_page
from ..request import Request
from ..source import source_of
from .entrance import Answering, begin, leave, on_form
from .forms import CodeForm, OneAnswerForm, as_given


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def answer_door(request: HttpRequest) -> HttpResponse:
    """The code from the slip."""
    form = CodeForm(posted(request))
    if form.is_valid():
        rating = attempt(form, lambda: enter(form.cleaned_data["code"], source=source_of(request)))
        if rating is not None:
            return _in(request, rating)
    return _door(request, form)


@login_not_required
@never_cache
@sensitive_variables("signs")
@require_safe
def answer_link(request: HttpRequest, signs: str) -> HttpResponse:
    """The link: the code in the address, once; the next page has an address without it."""
    form = CodeForm({"code": signs})
    rating = attempt(form, lambda: enter(signs, source=source_of(request))) if form.is_valid() else None
    return _in(request, rating) if rating is not None else _door(request, form)


def _door(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "rating/door.html", {"form": form}, status=REFUSED if form.is_bound else 200)


def _in(request: HttpRequest, rating: Rating) -> HttpResponse:
    begin(request, rating, AnsweredHow.LINK)
    return redirect("answer_start")


@own_page
@require_safe
def own_rating(request: Request, own: Own, pk: int) -> HttpResponse:
    """The same pages for somebody who is signed in on the own pages."""
    rating = get_object_or_404(visible_to(own.actor, Rating, Permission.RATING_ANSWER), pk=pk)
    begin(request, rating, AnsweredHow.OWN_PAGE)
    return redirect("answer_start")


@on_form
@require_safe
def answer_start(request: Request, here: Answering) -> HttpResponse:
    """What this is, how many questions, and what happens to the answers."""
    form = here.form
    if here.rating.answered_on is not None:
        return render(request, "rating/thanks.html", {"here": here, "was_sent": True})
    return render(request, "rating/start.html", {"here": here, "form": form})


@on_form
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: Request, here: Answering, number: int) -> HttpResponse:
    """One question. The answer is kept when one goes on, or stops for now."""
    if here.rating.answered_on is not None:
        return redirect("answer_start")
    asked = here.form
    question = asked.at(number)
    if question is None:
        raise Http404
    stops = request.POST.get("act") == "later"
    if stops and not request.POST.get("answer"):
        return _later(request, here)
    form = OneAnswerForm(asked, question, posted(request))
    if form.is_valid():
        given = as_given(form.cleaned_data["answer"])
        kept = attempt(form, lambda: _keep(here, question.key, given))
        if kept:
            return _later(request, here) if stops else _next(asked, number)
    context = {"here": here, "asked": asked, "question": question, "form": form}
    return render(request, "rating/question.html", context, status=REFUSED if form.is_bound else 200)


def _keep(here: Answering, key: str, given: Given) -> bool:
    if here.rating.language != here.language:
        choose_language(here.rating, language=here.language, by=here.actor)
    save_answer(here.rating, item_key=key, given=given, by=here.actor)
    return True


def _next(asked: Form, number: int) -> HttpResponse:
    """The question after; past the last one, the page where everything is seen once more."""
    if number < len(asked.questions):
        return redirect("answer_question", number=number + 1)
    return redirect("answer_check")


def _later(request: Request, here: Answering) -> HttpResponse:
    """Stop for now; what is answered is kept, and the way in is open until it ends."""
    form = here.form
    link = here.rating.link if here.how is AnsweredHow.LINK else None
    leave(request)
    return render(request, "rating/later.html", {"here": here, "form": form, "until": link and link.expires_at.date()})


@on_form
@require_http_methods(["GET", "HEAD", "POST"])
def answer_check(request: Request, here: Answering) -> HttpResponse:
    """Every answer once more; from here they are sent."""
    if here.rating.answered_on is not None:
        return redirect("answer_start")
    reasons = []
    if request.method == "POST":
        try:
            finish(here.rating, how=here.how, by=here.actor)
        except NotAllowedNow as refusal:
            reasons = refusal.reasons
        else:
            leave(request)
            return render(request, "rating/thanks.html", {"here": here, "was_sent": False})
    context = {"here": here, "form": here.form, "reasons": reasons}
    return render(request, "rating/check.html", context, status=REFUSED if reasons else 200)
