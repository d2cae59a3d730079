"""What judging points and moving a step asks for (bedömning och stegförflyttning)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...actions.ladder import Judgement
from ...models import Case
from ...queries.ladder import JudgedPoint, criteria_by_key
from ...rules.ladder import Mark
from ..answers import day_field, offer, words_of


@dataclass(frozen=True)
class PointRow:
    """One point of the form: its fields, and how it stands."""

    point: JudgedPoint
    mark: forms.BoundField
    note: forms.BoundField
    seen: forms.BoundField


class CriteriaForm(forms.Form):
    """Every point at once. Each carries what the page showed, so that only what was changed here is saved."""

    marked_on = day_field(gettext_lazy("Bedömt"), initial=localdate)

    def __init__(self, *args: Any, case: Case, points: Sequence[JudgedPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.points = case, points
        for point in points:
            self.fields[f"mark_{point.pk}"] = forms.TypedChoiceField(
                label=point.text,
                choices=words_of(Mark),
                coerce=Mark,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
                initial=point.said,
            )
            note = forms.CharField(label=_("Anteckning"), max_length=300, required=False, initial=point.note)
            self.fields[f"note_{point.pk}"] = note
            seen = forms.CharField(widget=forms.HiddenInput, required=False, initial=f"{point.said}|{point.note}")
            self.fields[f"seen_{point.pk}"] = seen

    def rows(self, points: Sequence[JudgedPoint]) -> list[PointRow]:
        return [
            PointRow(point, self[f"mark_{point.pk}"], self[f"note_{point.pk}"], self[f"seen_{point.pk}"])
            for point in points
        ]

    def clean(self) -> dict[str, Any]:
        changed = [point for point in self.points if self._is_changed(point)]
        for point in changed:
            if not self.cleaned_data.get(f"mark_{point.pk}") and f"mark_{point.pk}" not in self.errors:
                self.add_error(f"mark_{point.pk}", _("Välj hur punkten står."))
        criteria = criteria_by_key(self.case, [point.pk for point in changed], today=localdate())
        self.cleaned_data["judgements"] = [
            Judgement(criteria[point.pk], mark, self.cleaned_data.get(f"note_{point.pk}", ""))
            for point in changed
            if (mark := self.cleaned_data.get(f"mark_{point.pk}"))
        ]
        return self.cleaned_data

    def _is_changed(self, point: JudgedPoint) -> bool:
        mark = self.cleaned_data.get(f"mark_{point.pk}") or ""
        note = self.cleaned_data.get(f"note_{point.pk}", "")
        return f"{mark}|{note}" != str(self.cleaned_data.get(f"seen_{point.pk}", ""))


class StepForm(forms.Form):
    """One step, up or down."""

    to_step = forms.TypedChoiceField(label=gettext_lazy("Flytta"), coerce=int, widget=forms.RadioSelect)
    moved_on = day_field(gettext_lazy("Från och med"), initial=localdate)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy("Behövs när steget ändras nedåt. Deltagaren får läsa det."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to_step", offered)
