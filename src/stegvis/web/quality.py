"""Quality review (kvalitetsgranskning) on screen: draw a sample, review it case by case, see what was found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import NotAllowed, NotAllowedNow, Permission, may, require
from ..actions.quality import close_sample, draw_sample, require_reviewer, review_item
from ..models import Organisation, ReviewItem, ReviewSample, User
from ..queries.plan import plan_of
from ..queries.quality import (
    Answer,
    Question,
    SampleRow,
    answers_of,
    items_of,
    new_seed,
    next_item,
    questions_of,
    result_of,
    reviewers_on,
    sample_for,
    samples_for,
    unit_choices,
)
from ..rules.history import ReadKind
from ..rules.indicator.period import Period, quarter_of, read_period
from ..rules.quality import LARGEST_SEED, MOST_DRAWN, ReviewAnswer, SampleKind
from ..rules.words import Reason
from .answers import among, day_field, kind_field, offer, words_of
from .attempt import REFUSED, attempt, posted
from .case import show, show_case
from .format import reason
from .request import Request

DAYS_TO_REVIEW = 14
PERIODS_OFFERED = 8


class DrawForm(forms.Form):
    """What to draw, how many, and who reviews until when."""

    kind = kind_field(gettext_lazy("Vad granskas?"), SampleKind, initial=SampleKind.PLANS, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Enhet"), queryset=Organisation.objects.none(), empty_label=gettext_lazy("Välj enhet")
    )
    period = forms.ChoiceField(label=gettext_lazy("Period"))
    size = forms.IntegerField(label=gettext_lazy("Antal"), min_value=1, max_value=MOST_DRAWN, initial=20)
    seed = forms.IntegerField(
        label=gettext_lazy("Frö"),
        help_text=gettext_lazy("Samma frö ger samma urval ur samma uppgifter, så att det går att göra om."),
        min_value=0,
        max_value=LARGEST_SEED,
    )
    reviewer = forms.ModelChoiceField(
        label=gettext_lazy("Vem granskar?"),
        help_text=gettext_lazy("Får läsa de dragna till och med sista dagen. Ingen granskar sina egna deltagare."),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Välj vem"),
    )
    ends_on = day_field(gettext_lazy("Sista dag"))

    def __init__(self, data: Any, *, request: Request, today: date) -> None:
        start = {"seed": new_seed(), "ends_on": today + timedelta(days=DAYS_TO_REVIEW)}
        super().__init__(data, initial=start)
        units = unit_choices(request.actor)
        among(self, "unit", units)
        among(self, "reviewer", reviewers_on(today))
        offer(self, "period", _periods(today))
        if units.count() == 1:
            self.fields["unit"].initial = units.get()

    def clean_period(self) -> Period:
        period = read_period(self.cleaned_data["period"])
        if isinstance(period, Reason):
            raise forms.ValidationError(reason(period))
        return period


def _periods(today: date) -> list[tuple[str, str]]:
    """This year and the last, and the quarters so far."""
    years = [Period(today.year), Period(today.year - 1)]
    quarters = list(reversed(quarter_of(today).series(PERIODS_OFFERED)))
    return [(each.key, reason(each.words)) for each in years + quarters]


class ReviewForm(forms.Form):
    """The checklist: one answer to each question, with a note where it helps."""

    def __init__(self, data: Any, *, questions: list[Question], answers: dict[int, Answer]) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            before = answers.get(question.pk)
            self.fields[f"answer_{question.pk}"] = forms.TypedChoiceField(
                label=_(question.text),
                choices=words_of(ReviewAnswer),
                coerce=ReviewAnswer,
                widget=forms.RadioSelect,
                initial=before.answer if before else None,
            )
            self.fields[f"note_{question.pk}"] = forms.CharField(
                label=_("Kommentar"), max_length=300, required=False, initial=before.note if before else ""
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"answer_{each.pk}"], self[f"note_{each.pk}"]) for each in self.questions]

    @property
    def said(self) -> dict[int, Answer]:
        data = self.cleaned_data
        return {each.pk: Answer(data[f"answer_{each.pk}"], data[f"note_{each.pk}"]) for each in self.questions}


@require_safe
def quality_list(request: Request) -> HttpResponse:
    """Samples of one's own unit, and those one reviews."""
    require(request.actor, Permission.SAMPLE_REVIEW)
    samples = samples_for(request.actor)
    context = {"samples": samples, "may_draw": may(request.actor, Permission.SAMPLE_DRAW), "me": request.actor.user_id}
    return render(request, "quality/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quality_draw(request: Request) -> HttpResponse:
    """Draw a new sample."""
    require(request.actor, Permission.SAMPLE_DRAW)
    form = DrawForm(posted(request), request=request, today=localdate())
    if form.is_bound and form.is_valid():
        sample = attempt(form, lambda: draw_sample(**form.cleaned_data, by=request.actor))
        if sample is not None:
            messages.success(
                request, _("Urvalet är draget. {name} kan börja granska.").format(name=sample.reviewer.name)
            )
            return redirect("quality_sample", pk=sample.pk)
    return render(request, "quality/draw.html", {"form": form}, status=REFUSED if form.is_bound else 200)


@require_safe
def quality_sample(request: Request, pk: int) -> HttpResponse:
    """How far a review has come, and what it has found."""
    require(request.actor, Permission.SAMPLE_REVIEW)
    sample = _sample(request, pk)
    items = items_of(pk)
    is_reviewer = sample.reviewer_id == request.actor.user_id
    context = {
        "sample": sample,
        "items": items,
        "results": result_of(sample),
        "is_reviewer": is_reviewer,
        "may_review": is_reviewer and sample.is_open and sample.ends_on >= localdate(),
        "may_close": sample.is_open,
        "next": next_item(pk),
        "period": read_period(sample.period),
        "redraw": _in_terminal(sample),
    }
    about = [item.participant_id for item in items if item.name]
    return show(request, "quality/sample.html", context, about=about, kind=ReadKind.LIST)


def _in_terminal(sample: SampleRow) -> str:
    """The command that draws the same people again."""
    said = f"--size {sample.size} --unit '{sample.unit}' --period {sample.period} --seed {sample.seed}"
    return f"stegvis sample {sample.kind.value} {said}"


def _sample(request: Request, pk: int) -> SampleRow:
    sample = sample_for(request.actor, pk)
    if sample is None:
        raise NotAllowed(Permission.SAMPLE_REVIEW, get_object_or_404(ReviewSample, pk=pk))
    return sample


@require_POST
def quality_close(request: Request, pk: int) -> HttpResponse:
    """End a review; the reviewer reads no more."""
    require(request.actor, Permission.SAMPLE_REVIEW)
    _sample(request, pk)
    try:
        close_sample(get_object_or_404(ReviewSample, pk=pk), by=request.actor)
        messages.success(request, _("Granskningen är avslutad, och läsrätten med den."))
    except NotAllowedNow as refusal:
        messages.error(request, " ".join(reason(each) for each in refusal.reasons))
    return redirect("quality_sample", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def quality_review(request: Request, pk: int) -> HttpResponse:
    """The checklist beside the plan of one drawn case."""
    item = get_object_or_404(
        ReviewItem.objects.select_related("sample", "case__participant", "case__unit", "case__programme", "plan"), pk=pk
    )
    require_reviewer(item, request.actor)
    sample = item.sample
    if sample.closed_on is not None:
        return redirect("quality_sample", pk=sample.pk)
    questions = questions_of(SampleKind(sample.kind), on=sample.drawn_on)
    form = ReviewForm(posted(request), questions=questions, answers=answers_of(pk))
    if form.is_bound and form.is_valid():
        saved = attempt(form, lambda: review_item(item, answers=form.said, by=request.actor))
        if saved is not None:
            return _onward(request, item)
    return _review_page(request, item, form)


def _onward(request: Request, item: ReviewItem) -> HttpResponse:
    """To the next case that is left; when none is, to the result."""
    following = next_item(item.sample_id, after=item.position)
    if following is None:
        messages.success(request, _("Alla är granskade. Avsluta granskningen när du är nöjd."))
        return redirect("quality_sample", pk=item.sample_id)
    messages.success(request, _("Nummer {number} är granskad.").format(number=item.position))
    return redirect("quality_review", pk=following)


def _review_page(request: Request, item: ReviewItem, form: ReviewForm) -> HttpResponse:
    sample, case = item.sample, item.case
    trail = [
        (_("Kvalitetsgranskning"), reverse("quality_list")),
        (_("Urvalet"), reverse("quality_sample", args=[sample.pk])),
        (_("Nummer {number}").format(number=item.position), ""),
    ]
    return show_case(
        request,
        case,
        "quality/review.html",
        here="",
        status=REFUSED if form.is_bound else 200,
        form=form,
        item=item,
        sample=sample,
        many=sample.items.count(),
        one=plan_of(case, item.plan.version) if item.plan else None,
        where=trail,
    )


urls = [
    path("kvalitet/", quality_list, name="quality_list"),
    path("kvalitet/nytt/", quality_draw, name="quality_draw"),
    path("kvalitet/<int:pk>/", quality_sample, name="quality_sample"),
    path("kvalitet/<int:pk>/avsluta/", quality_close, name="quality_close"),
    path("kvalitet/granskning/<int:pk>/", quality_review, name="quality_review"),
]
