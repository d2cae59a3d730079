"""What a plan asks for: rows of goals and of things to do, as many as are needed; and the participant's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...rules.plan import ActionOwner, ActionStatus, PlanAnswer, PlannedAction
from ..answers import day_field, kind_field, text_field, words_of

MOST_ROWS = 30
SPARE_GOALS, SPARE_ACTIONS = 1, 2


class PlanForm(forms.Form):
    """One version of the plan; the rows are numbered from 1, and an empty row is no row."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    since = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    change_reason = forms.CharField(
        label=gettext_lazy("Varför ändras planen?"),
        help_text=gettext_lazy("Står vid versionen, så att alla ser varför."),
        max_length=200,
        required=False,
    )
    stands_at: Mapping[str, str] = {"goals": "goal_1", "actions": "action_1_text"}

    def __init__(self, data: Any = None, *, goal_rows: int, action_rows: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.goal_rows, self.action_rows = within(goal_rows), within(action_rows)
        for number in range(1, self.goal_rows + 1):
            label = _("Mål {number}").format(number=number)
            self.fields[f"goal_{number}"] = forms.CharField(label=label, max_length=300, required=False)
        for number in range(1, self.action_rows + 1):
            self._add_action_row(number)
        self.order_fields([name for name in self.fields if name != "change_reason"])

    def _add_action_row(self, number: int) -> None:
        row = f"action_{number}"
        label = _("Sak {number}").format(number=number)
        self.fields[f"{row}_text"] = forms.CharField(label=label, max_length=300, required=False)
        self.fields[f"{row}_owner"] = kind_field(_("Vem"), ActionOwner, blank=_("Välj vem"), required=False)
        self.fields[f"{row}_due_on"] = day_field(_("Senast"), required=False)
        self.fields[f"{row}_remove"] = forms.BooleanField(label=_("Ta bort"), required=False)
        self.fields[f"{row}_continues"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        said["goals"] = [said.get(f"goal_{number}", "") for number in range(1, self.goal_rows + 1)]
        rows = [self._action(number) for number in range(1, self.action_rows + 1)]
        said["actions"] = [row for row in rows if row is not None]
        return said

    def _action(self, number: int) -> PlannedAction | None:
        row = f"action_{number}"
        text, due_on, owner = (self.cleaned_data.get(f"{row}_{name}") for name in ("text", "due_on", "owner"))
        is_empty = not text and not due_on and not self.errors.get(f"{row}_due_on")
        if self.cleaned_data.get(f"{row}_remove") or is_empty:
            for name in ("text", "due_on", "owner"):
                self.errors.pop(f"{row}_{name}", None)
            return None
        if not text and f"{row}_text" not in self.errors:
            self.add_error(f"{row}_text", _("Skriv vad som ska göras, eller markera Ta bort."))
        if not due_on and f"{row}_due_on" not in self.errors:
            self.add_error(f"{row}_due_on", _("Skriv senast när."))
        if not owner and f"{row}_owner" not in self.errors:
            self.add_error(f"{row}_owner", _("Välj vem som gör det."))
        if not (text and due_on and owner):
            return None
        return PlannedAction(text, owner, due_on, continues=self.cleaned_data.get(f"{row}_continues"))

    @property
    def goals(self) -> list[forms.BoundField]:
        return [self[f"goal_{number}"] for number in range(1, self.goal_rows + 1)]

    @property
    def actions(self) -> list[dict[str, forms.BoundField]]:
        names = ("text", "owner", "due_on", "remove", "continues")
        return [{name: self[f"action_{number}_{name}"] for name in names} for number in range(1, self.action_rows + 1)]


def within(rows: int) -> int:
    """A number of rows that a page can hold."""
    return max(1, min(rows, MOST_ROWS))


def rows_sent(data: Mapping[str, Any], name: str) -> int:
    """How many rows the page had."""
    said = str(data.get(name, ""))
    return within(int(said)) if said.isdecimal() and len(said) < 4 else 1


def as_typed(goals: Sequence[str], actions: Sequence[PlannedAction]) -> dict[str, Any]:
    """Lines of a plan as the form's fields carry them."""
    typed: dict[str, Any] = {f"goal_{number}": goal for number, goal in enumerate(goals, start=1)}
    for number, action in enumerate(actions, start=1):
        row = f"action_{number}"
        typed[f"{row}_text"], typed[f"{row}_owner"], typed[f"{row}_due_on"] = action.wording
        typed[f"{row}_continues"] = action.continues
    return typed


class AnswerForm(forms.Form):
    """What the participant says of the plan, as the coordinator records it."""

    answer = forms.TypedChoiceField(
        label=gettext_lazy("Vad säger deltagaren?"),
        choices=lambda: [choice for choice in words_of(PlanAnswer)() if choice[0] != PlanAnswer.WAITING],
        coerce=PlanAnswer,
        widget=forms.RadioSelect,
    )
    comment = text_field(
        gettext_lazy("Med deltagarens egna ord"),
        help_text=gettext_lazy("Behövs när deltagaren inte håller med: vad vill hen ändra?"),
        rows=3,
        most=2000,
        required=False,
    )
    answered_on = day_field(gettext_lazy("Svarade"), initial=localdate)


class ActionStatusForm(forms.Form):
    """How far one thing to do has come."""

    status = kind_field(gettext_lazy("Läge"), ActionStatus)
