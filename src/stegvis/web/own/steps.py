"""My steps (mina steg): how the participant sees each point, beside those who work here, and in own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ...actions.ladder.own import save_own_picture
from ...queries.ladder import JudgedPoint, judged_points, ladder_of
from ...queries.ladder.own import OwnPicture, own_picture
from ...rules.ladder import MOST_IN_REPORT, Mark
from ..answers import text_field
from ..attempt import REFUSED, attempt, posted
from ..request import Request
from .door import Own, own_page, show_own

SAYS = {
    Mark.GREEN: gettext_lazy("Det klarar jag"),
    Mark.YELLOW: gettext_lazy("Jag är på väg"),
    Mark.RED: gettext_lazy("Inte än"),
}


class OwnStepsForm(forms.Form):
    """One question for each point of the present step, none of them required, and room for own words."""

    report = text_field(
        gettext_lazy("Hur går det för dig?"),
        required=False,
        most=MOST_IN_REPORT,
        rows=4,
        help_text=gettext_lazy("Skriv med dina egna ord, på vilket språk du vill. Din koordinator läser det."),
    )

    stands_at: Mapping[str, str] = {"text": "report"}

    def __init__(self, *args: Any, points: list[JudgedPoint], picture: OwnPicture, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {row.pk: row.own for row in picture.rows}
        for point in points:
            said = own.get(point.pk)
            self.fields[f"point_{point.pk}"] = forms.ChoiceField(
                label=gettext(point.plain),  # the points that everybody has from the start are in the catalogue
                choices=[(mark.value, words) for mark, words in SAYS.items()],
                widget=forms.RadioSelect,
                required=False,
                initial=said.value if said else None,
            )
        self.order_fields([*(f"point_{point.pk}" for point in points), "report"])

    @property
    def marks(self) -> dict[int, Mark]:
        """What was said, by the point's key."""
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith("point_") and value}
        return {int(name.removeprefix("point_")): Mark(value) for name, value in given.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def steps(request: Request, own: Own) -> HttpResponse:
    """How I see my step myself, and what I want to say about it."""
    case = own.open_case
    if case is None:
        return redirect("own_home")
    ladder = ladder_of(case, today=timezone.localdate())
    picture = own_picture(case, ladder.steps, given_name=own.person.given_name)
    points = judged_points(ladder.now)
    form = OwnStepsForm(posted(request), points=points, picture=picture)
    if form.is_valid():
        told = form.cleaned_data["report"]
        attempt(form, lambda: save_own_picture(case, marks=form.marks, text=told, by=own.actor))
        if not form.errors:
            messages.success(request, _("Tack. Det du har sagt är sparat."))
            return redirect("own_home")
    context = {"form": form, "ladder": ladder, "picture": picture, "points": points}
    return show_own(request, own, "own/steps.html", context, status=REFUSED if form.is_bound else 200)
