"""The participant's own picture (egen bild) filled in together: own marks, and own words about how it has gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...access import Permission
from ...actions.ladder import save_own_picture
from ...models import Case
from ...queries.ladder import JudgedPoint, LaidStep, judged_points, steps_of
from ...queries.ladder.own import own_marks
from ...rules.ladder import MOST_IN_REPORT, Mark
from ..answers import as_sentence, text_field
from ..attempt import REFUSED, attempt, posted
from ..case import found_case, show_case
from ..request import Request

WORDS = {
    Mark.RED: gettext_lazy("inte än"),
    Mark.YELLOW: gettext_lazy("på väg"),
    Mark.GREEN: gettext_lazy("det gör jag"),
}
"""The participant's own words for the three; the professional's are other ones."""


class OwnForm(forms.Form):
    """The points of the present step in plain words, and room to write. What is left out is not said."""

    text = text_field(
        gettext_lazy("Berätta med egna ord hur det har gått"), most=MOST_IN_REPORT, rows=5, required=False
    )

    def __init__(self, *args: Any, points: Sequence[JudgedPoint], said: Mapping[int, Mark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points, self.said = points, said
        for point in points:
            self.fields[f"own_{point.pk}"] = forms.TypedChoiceField(
                label=point.plain,
                choices=[(mark.value, as_sentence(str(word))) for mark, word in WORDS.items()],
                coerce=Mark,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
                initial=said.get(point.pk, ""),
            )
        self.order_fields([*(f"own_{point.pk}" for point in points), "text"])

    @property
    def marks(self) -> dict[int, Mark]:
        """What is said now and was not before."""
        said = {point.pk: self.cleaned_data.get(f"own_{point.pk}") for point in self.points}
        return {key: mark for key, mark in said.items() if mark and mark is not self.said.get(key)}

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("text", "")).strip()

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.marks and not self.words:
            self.add_error(None, _("Svara på minst en punkt eller skriv något."))
        return self.cleaned_data


def own_form(case: Case, data: Any = None) -> OwnForm:
    """The form for one case: the points of the step where the person stands."""
    steps = steps_of(case, today=localdate())
    return OwnForm(data, points=points_now(case, steps), said=own_marks(case))


def points_now(case: Case, steps: Sequence[LaidStep]) -> list[JudgedPoint]:
    return [point for step in steps if step.number == case.step for point in judged_points(step)]


def criteria_own(request: Request, pk: int) -> HttpResponse:
    """The participant's own picture, filled in together on the coordinator's screen."""
    case = found_case(request, pk, Permission.OWN_MARK)
    form = own_form(case, posted(request))
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: save_own_picture(case, marks=form.marks, text=form.words, by=request.actor))
        if not form.errors:
            messages.success(request, _("Den egna bilden är sparad."))
            return redirect("criteria", pk=pk)
    return show_case(
        request,
        case,
        "ladder/own.html",
        here=_("Egen bild"),
        status=REFUSED if form.errors else 200,
        form=form,
        refused=case.reasons_not_to_write(),
    )
