"""Mapping (kartläggning) on screen: hold one, read an earlier one; the starting point is locked by the first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..access import Permission, may
from ..actions.assessment import Found, hold_mapping
from ..models import Case, IntakeMapping
from ..queries.assessment import StartingPoint, mappings_of, starting_point
from ..queries.ladder import step_names
from ..rules.assessment import INDEPENDENCE_LEVELS, Swedish
from ..rules.place import ALL_HALF_DAYS, HALF_DAYS, Field
from .answers import as_sentence, day_field, kind_field, offer, text_field, words_of
from .attempt import REFUSED, attempt, posted
from .case import back, found_case, show_case
from .request import Request

ABOUT_WORK = ("hours_per_week", "longest_travel_minutes", "swedish", "has_driving_licence", "can_lift")
CARRIED = ("own_words", "strengths", "obstacles", "wishes", *ABOUT_WORK)
WEEKDAYS = tuple(range(5))


def half_day_choices() -> list[tuple[int, str]]:
    return [(bit, as_sentence(_(name))) for bit, name in enumerate(HALF_DAYS)]


class MappingForm(forms.Form):
    """One conversation on one page."""

    held_on = day_field(gettext_lazy("Samtalet hölls"), initial=localdate)
    own_words = text_field(
        gettext_lazy("Med egna ord"),
        help_text=gettext_lazy("Vad deltagaren själv säger om sitt läge och vart hen vill."),
        required=False,
    )
    strengths = text_field(gettext_lazy("Det som fungerar"), required=False)
    obstacles = text_field(
        gettext_lazy("Det som är svårt"),
        help_text=gettext_lazy("Det som märks i arbetet. Skriv inga diagnoser och inget om ekonomin."),
        required=False,
    )
    wishes = forms.MultipleChoiceField(
        label=gettext_lazy("Vill helst arbeta med"),
        choices=words_of(Field),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hours_per_week = forms.IntegerField(
        label=gettext_lazy("Timmar i veckan"),
        help_text=gettext_lazy("Så mycket som fungerar nu. Heltid är 40 timmar."),
        min_value=1,
        max_value=40,
    )
    slots = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Halvdagar som passar"),
        choices=half_day_choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en halvdag.")},
    )
    longest_travel_minutes = forms.IntegerField(
        label=gettext_lazy("Längsta resa, i minuter"),
        help_text=gettext_lazy("Från dörr till dörr, en väg."),
        min_value=5,
        max_value=180,
    )
    swedish = kind_field(gettext_lazy("Svenska"), Swedish)
    has_driving_licence = forms.BooleanField(label=gettext_lazy("Har körkort"), required=False)
    can_lift = forms.BooleanField(label=gettext_lazy("Klarar att lyfta"), required=False)
    step = forms.TypedChoiceField(label=gettext_lazy("Steg i trappan"), coerce=int)
    independence_level = forms.TypedChoiceField(
        label=gettext_lazy("Självständighetsgrad"),
        help_text=gettext_lazy("1 är med mycket stöd, 4 är på egen hand."),
        coerce=int,
        choices=[(level, str(level)) for level in INDEPENDENCE_LEVELS],
    )

    def __init__(self, *args: Any, case: Case, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = step_names(case, today=localdate())
        offer(self, "step", [(number, f"{number}. {name}") for number, name in names.items()])
        if not is_first:
            del self.fields["step"]

    def clean_slots(self) -> int:
        return sum(1 << bit for bit in set(self.cleaned_data["slots"]))


def mapping_new(request: Request, pk: int) -> HttpResponse:
    """Hold a mapping; what the last one found stands in the form."""
    case = found_case(request, pk, Permission.MAPPING_WRITE)
    start = starting_point(case)
    earlier = mappings_of(case)
    is_first = start is None or start.locked_on is None
    form = MappingForm(posted(request), case=case, is_first=is_first, initial=_initial(case, earlier, start))
    if request.method == "POST" and form.is_valid():
        mapping = attempt(form, lambda: _hold(request, case, dict(form.cleaned_data)))
        if mapping is not None:
            locked = _("Kartläggningen är sparad och utgångsläget är låst.")
            messages.success(request, locked if is_first else _("Kartläggningen är sparad."))
            return redirect(back(request, case))
    return show_case(
        request,
        case,
        "assessment/new.html",
        here=_("Ny kartläggning"),
        status=REFUSED if form.errors else 200,
        form=form,
        start=start,
        is_first=is_first,
        earlier=earlier,
        refused=case.reasons_not_to_write(),
    )


def _initial(case: Case, earlier: list[IntakeMapping], start: StartingPoint | None) -> dict[str, Any]:
    known = {name: getattr(earlier[0], name) for name in CARRIED} if earlier else {"can_lift": True}
    slots = earlier[0].slots if earlier else ALL_HALF_DAYS
    return {
        "hours_per_week": 20,
        "longest_travel_minutes": 45,
        "swedish": Swedish.C,
        "slots": [bit for bit in range(len(HALF_DAYS)) if slots >> bit & 1],
        "step": start.step if start else case.step,
        "independence_level": case.independence_level,
    } | known


def _hold(request: Request, case: Case, said: dict[str, Any]) -> IntakeMapping:
    held_on, level = said.pop("held_on"), said.pop("independence_level")
    step = said.pop("step", case.step)
    return hold_mapping(
        case, held_on=held_on, found=Found(**said), step=step, independence_level=level, by=request.actor
    )


@require_safe
def mapping(request: Request, pk: int, mapping_pk: int) -> HttpResponse:
    """Read one mapping."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    every = mappings_of(case)
    one = next((each for each in every if each.pk == mapping_pk), None)
    if one is None:
        raise Http404
    return show_case(
        request,
        case,
        "assessment/mapping.html",
        here=_("Kartläggning"),
        one=one,
        every=every,
        start=starting_point(case),
        swedish=Swedish(one.swedish),
        wishes=[Field(wish) for wish in one.wishes],
        may_map=may(request.actor, Permission.MAPPING_WRITE, case) and not case.reasons_not_to_write(),
    )


urls = [
    path("inskrivningar/<int:pk>/kartlaggning/ny/", mapping_new, name="mapping_new"),
    path("inskrivningar/<int:pk>/kartlaggning/<int:mapping_pk>/", mapping, name="mapping"),
]
