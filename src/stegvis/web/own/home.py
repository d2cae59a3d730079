"""The participant's first page (Mina sidor): what needs me, what comes, and the way to everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi, gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ...actions.plan import answer_plan
from ...models import Plan
from ...queries.ladder import JudgedPoint, LaidStep
from ...queries.own.home import Home, own_home
from ...queries.own.readers import read_lately
from ...rules.plan import PlanAnswer
from ..answers import text_field
from ..attempt import REFUSED, attempt
from ..ladder.stairs import own_stairs
from ..request import Request, number_in
from .door import Own, own_page, show_own

ISOLATED = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")


class PlanAnswerForm(forms.Form):
    """Yes or no to the version that was read; a no needs a word on what should be different."""

    answer = forms.ChoiceField(choices=[(PlanAnswer.AGREED, ""), (PlanAnswer.DISAGREED, "")])
    comment = text_field(
        gettext_lazy("Vill du säga något om planen?"),
        required=False,
        most=1000,
        rows=3,
        help_text=gettext_lazy("Skriv här om du vill ändra något."),
    )


@require_safe
@own_page
def home(request: Request, own: Own) -> HttpResponse:
    """What needs me, what is tomorrow, my week, my plan, my steps."""
    return show_home(request, own)


def show_home(request: Request, own: Own, *, answer: PlanAnswerForm | None = None, status: int = 200) -> HttpResponse:
    """The first page, with what was typed in the answer to the plan when that was refused."""
    now = timezone.now()
    page = own_home(own.person, own.case, now=now)
    ladder = page.ladder
    may_answer = own.open_case is not None and page.plan_waits
    stairs = (
        own_stairs(
            [in_readers_words(step) for step in ladder.steps if isinstance(step, LaidStep)],
            ladder.moves,
            current=ladder.step,
            since=ladder.since,
            today=page.today,
            is_open=own.open_case is not None,
        )
        if ladder
        else None
    )
    context = {
        "home": page,
        "news_kinds": news_kinds(page, may_answer=may_answer),
        "tomorrow": page.today + timedelta(days=1),
        "may_answer": may_answer,
        "answer": answer or PlanAnswerForm(),
        "stairs": stairs,
        "now_done": ladder.now.done if ladder else 0,
        "now_all": len(ladder.now.points) if ladder else 0,
        "readers": read_lately(own.person, now=now),
        "ways": ways(own),
    }
    return show_own(request, own, "own/home.html", context, status=status)


def in_readers_words(step: LaidStep) -> LaidStep:
    """A step with what is known in the reader's language; the municipality's own words stand apart as they are."""
    points = tuple(
        replace(point, plain_text=known(point.plain)) if isinstance(point, JudgedPoint) else point
        for point in step.points
    )
    return replace(step, plain_name=known(step.plain), points=points)


def known(words: str) -> str:
    """Translated where it can be; else set apart from the direction of the page."""
    said = gettext(words)
    return f"{ISOLATED[0]}{words}{ISOLATED[1]}" if said == words and get_language_bidi() else said


def news_kinds(page: Home, *, may_answer: bool) -> list[str]:
    """What is new, that which needs an answer first."""
    found = {
        "plan": may_answer,
        "ratings": bool(page.ratings),
        "suggested": bool(page.suggested),
        "on_the_way": bool(page.on_the_way),
        "to_evaluate": bool(page.to_evaluate),
        "ends_soon": page.ends_soon is not None,
        "answered": bool(page.answered),
    }
    return [kind for kind, is_there in found.items() if is_there]


def ways(own: Own) -> list[tuple[str, str]]:
    """The other pages."""
    case = [(reverse("own_voices"), _("Vad jag och min koordinator har svarat"))] if own.case else []
    return [
        *case,
        (reverse("own_documents"), _("Papper som jag kan läsa")),
        (reverse("own_consents"), _("Mina samtycken")),
        (reverse("own_copy"), _("En kopia av mina uppgifter")),
        (reverse("own_requests"), _("Be om något: rättelse, allt som står om mig, klagomål")),
    ]


@require_POST
@own_page
def plan_answer(request: Request, own: Own) -> HttpResponse:
    """Yes or no to the version that was shown, and to no other."""
    plan = get_object_or_404(Plan, case=own.case, version=number_in(request.POST, "version") or 0)
    form = PlanAnswerForm(request.POST)
    if form.is_valid():
        said = PlanAnswer(form.cleaned_data["answer"])
        if attempt(form, lambda: answer_plan(plan, answer=said, comment=form.cleaned_data["comment"], by=own.actor)):
            messages.success(request, thanks(said))
            return redirect(reverse("own_home") + "#plan")
    return show_home(request, own, answer=form, status=REFUSED)


def thanks(said: PlanAnswer) -> str:
    if said is PlanAnswer.AGREED:
        return _("Tack. Ditt ja till planen är sparat.")
    return _("Tack för att du säger vad du tycker. Din koordinator får veta det, och ni pratar om vad som ska ändras.")
