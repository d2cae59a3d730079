"""Ladders in the settings (trapporna): make one, change its steps and points, end what no longer holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import NotAllowedNow, Permission, require
from ...actions.ladder import making
from ...models import Criterion, Ladder, Step
from ...queries.ladder.making import ladder_rows, made_steps
from ..answers import among, day_field, text_field
from ..attempt import REFUSED, attempt, posted
from ..format import reason
from ..reorder import one_step
from ..request import Request, number_in


def _tomorrow() -> date:
    return localdate() + timedelta(days=1)


class LadderForm(forms.Form):
    """A new ladder."""

    name = forms.CharField(label=gettext_lazy("Trappans namn"), max_length=80)
    steps = text_field(
        gettext_lazy("Steg"), most=800, rows=6, help_text=gettext_lazy("Ett steg på varje rad, det lägsta först.")
    )
    valid_from = day_field(gettext_lazy("Gäller från"), initial=localdate)
    is_common = forms.BooleanField(
        label=gettext_lazy("Gemensam trappa"),
        help_text=gettext_lazy(
            "Ingen går på den. Den visar vad de andra trappornas steg motsvarar hos andra myndigheter."
        ),
        required=False,
    )

    def clean_steps(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]
        if any(len(name) > LONGEST_STEP for name in names):
            raise forms.ValidationError(_("Ett steg får heta högst {most} tecken.").format(most=LONGEST_STEP))
        return names


LONGEST_STEP = 60


class StepForm(forms.Form):
    """The words of a step, and what it corresponds to."""

    name = forms.CharField(label=gettext_lazy("Steget heter"), max_length=LONGEST_STEP)
    plain_name = forms.CharField(label=gettext_lazy("Med enkla ord, för deltagaren"), max_length=120, required=False)


class MappedStepForm(StepForm):
    """The same for a step that people stand on: it may correspond to one of the common ladder."""

    common_step = forms.ModelChoiceField(
        label=gettext_lazy("Motsvarar på den gemensamma trappan"),
        queryset=Step.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(
            self, "common_step", Step.objects.filter(ladder__in=Ladder.objects.on(localdate()).filter(is_common=True))
        )


class PointForm(forms.Form):
    """The words of a point."""

    text = forms.CharField(label=gettext_lazy("Punkten heter"), max_length=80)
    plain_text = forms.CharField(
        label=gettext_lazy("Med enkla ord, för deltagaren"),
        help_text=gettext_lazy("Till exempel: Jag kommer när dagen börjar."),
        max_length=160,
        required=False,
    )


class NewPointForm(PointForm):
    """A new point holds from a day."""

    from_day = day_field(gettext_lazy("Gäller från"), initial=localdate)


class ChangedPointForm(PointForm):
    """What people have been judged by keeps its meaning."""

    means_the_same = forms.BooleanField(label=gettext_lazy("Punkten betyder detsamma som förut"), required=False)


class EndForm(forms.Form):
    """From which day something no longer holds."""

    from_day = day_field(gettext_lazy("Gäller inte från och med"), initial=_tomorrow)


@require_safe
def settings_ladders(request: Request) -> HttpResponse:
    """Every ladder, and which one is the usual."""
    require(request.actor, Permission.SETTINGS_WRITE)
    return render(request, "ladder/ladders.html", {"ladders": ladder_rows(today=localdate())})


@require_http_methods(["GET", "HEAD", "POST"])
def settings_ladder_new(request: Request) -> HttpResponse:
    """Make a ladder; its points are added on its page."""
    require(request.actor, Permission.SETTINGS_WRITE)
    form = LadderForm(posted(request))
    if form.is_bound and form.is_valid():
        ladder = attempt(form, lambda: making.make_ladder(**form.cleaned_data, by=request.actor))
        if ladder is not None:
            messages.success(request, _("Trappan är sparad. Lägg till punkter på varje steg."))
            return redirect("settings_ladder", pk=ladder.pk)
    context = {"form": form, "heading": _("Ny trappa"), "button_label": _("Spara trappan"), "ladder": None}
    return render(request, "ladder/form.html", context, status=REFUSED if form.errors else 200)


@require_safe
def settings_ladder(request: Request, pk: int) -> HttpResponse:
    """One ladder with its steps and points."""
    require(request.actor, Permission.SETTINGS_WRITE)
    return _ladder_page(request, get_object_or_404(Ladder, pk=pk))


def _ladder_page(request: Request, ladder: Ladder, *, status: int = 200, **shown: Any) -> HttpResponse:
    today = localdate()
    rows = {row.pk: row for row in ladder_rows(today=today)}
    context = {
        "ladder": ladder,
        "row": rows[ladder.pk],
        "steps": made_steps(ladder, today=today),
        "common": dict(Step.objects.filter(ladder__is_common=True).values_list("pk", "number")),
        "step_form": StepForm(),
        "end_form": EndForm(),
        "today": today,
    }
    return render(request, "ladder/ladder.html", context | shown, status=status)


@require_POST
def settings_step_add(request: Request, pk: int) -> HttpResponse:
    """One more step at the top."""
    require(request.actor, Permission.SETTINGS_WRITE)
    ladder, form = get_object_or_404(Ladder, pk=pk), StepForm(request.POST)
    if (
        form.is_valid()
        and attempt(form, lambda: making.add_step(ladder, **form.cleaned_data, by=request.actor)) is not None
    ):
        messages.success(request, _("Steget är tillagt."))
        return redirect("settings_ladder", pk=pk)
    return _ladder_page(request, ladder, step_form=form, status=REFUSED)


@require_POST
def settings_ladder_end(request: Request, pk: int) -> HttpResponse:
    """The ladder no longer holds from a day."""
    require(request.actor, Permission.SETTINGS_WRITE)
    ladder, form = get_object_or_404(Ladder, pk=pk), EndForm(request.POST)
    if (
        form.is_valid()
        and attempt(form, lambda: making.end_ladder(ladder, **form.cleaned_data, by=request.actor)) is not None
    ):
        messages.success(request, _("Trappan är avslutad."))
        return redirect("settings_ladder", pk=pk)
    return _ladder_page(request, ladder, end_form=form, status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
def settings_step(request: Request, pk: int) -> HttpResponse:
    """The words of a step, and what it corresponds to."""
    require(request.actor, Permission.SETTINGS_WRITE)
    step = get_object_or_404(Step.objects.select_related("ladder"), pk=pk)
    start = {"name": step.name, "plain_name": step.plain_name, "common_step": step.common_step_id}
    form = (StepForm if step.ladder.is_common else MappedStepForm)(posted(request), initial=start)
    return _form_page(
        request,
        form,
        lambda said: making.change_step(step, **said, by=request.actor),
        ladder=step.ladder,
        heading=_("Steg {number}. {name}").format(number=step.number, name=step.name),
        done=_("Steget är sparat."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settings_criterion_add(request: Request, pk: int) -> HttpResponse:
    """A new point last on a step."""
    require(request.actor, Permission.SETTINGS_WRITE)
    step = get_object_or_404(Step.objects.select_related("ladder"), pk=pk)
    return _form_page(
        request,
        NewPointForm(posted(request)),
        lambda said: making.add_criterion(step, **said, by=request.actor),
        ladder=step.ladder,
        heading=_("Ny punkt på steg {number}").format(number=step.number),
        lead=_("Den som redan har gått förbi steget står kvar där den är."),
        done=_("Punkten är tillagd."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settings_criterion(request: Request, pk: int) -> HttpResponse:
    """Word a point better."""
    require(request.actor, Permission.SETTINGS_WRITE)
    point = get_object_or_404(Criterion.objects.select_related("step__ladder"), pk=pk)
    form = ChangedPointForm(posted(request), initial={"text": point.text, "plain_text": point.plain_text})
    return _form_page(
        request,
        form,
        lambda said: making.change_criterion(point, **said, by=request.actor),
        ladder=point.step.ladder,
        heading=point.text,
        done=_("Punkten är sparad."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settings_criterion_end(request: Request, pk: int) -> HttpResponse:
    """The point is not asked about from a day."""
    require(request.actor, Permission.SETTINGS_WRITE)
    point = get_object_or_404(Criterion.objects.select_related("step__ladder"), pk=pk)
    return _form_page(
        request,
        EndForm(posted(request)),
        lambda said: making.end_criterion(point, **said, by=request.actor),
        ladder=point.step.ladder,
        heading=_("Avsluta ”{text}”").format(text=point.text),
        lead=_("Det som är bedömt går att läsa även sedan. Ingen byter steg."),
        button_label=_("Avsluta punkten"),
        done=_("Punkten är avslutad."),
    )


def _form_page(
    request: Request,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    ladder: Ladder,
    heading: str,
    done: str,
    lead: str = "",
    button_label: str = "",
) -> HttpResponse:
    """A page with one form about one thing of a ladder, and back to the ladder when it is done."""
    if form.is_bound and form.is_valid() and attempt(form, lambda: act(form.cleaned_data)) is not None:
        messages.success(request, done)
        return redirect("settings_ladder", pk=ladder.pk)
    context = {"form": form, "ladder": ladder, "heading": heading, "lead": lead}
    context["button_label"] = button_label or _("Spara")
    return render(request, "ladder/form.html", context, status=REFUSED if form.errors else 200)


@require_POST
def settings_criteria_order(request: Request, pk: int) -> HttpResponse:
    """Move one point up or down among those of its step."""
    require(request.actor, Permission.SETTINGS_WRITE)
    step = get_object_or_404(Step, pk=pk)
    made = next(each for each in made_steps(step.ladder, today=localdate()) if each.pk == step.pk)
    keys = [point.pk for point in made.current]
    order = one_step(keys, number_in(request.POST, "point"), up="up" in request.POST)
    try:
        making.reorder_criteria(step, order=order, by=request.actor)
    except NotAllowedNow as refusal:
        messages.error(request, " ".join(reason(one) for one in refusal.reasons))
    return redirect("settings_ladder", pk=step.ladder_id)
