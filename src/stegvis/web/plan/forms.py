"""What a plan asks for: goals, direction, own words and things to do, as many rows as are needed; and the answer.

`PlanForm` takes a prefix, so that a page with other forms can hold a plan too (macro `templates/plan/fields.html`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import PlanDirection
from ...queries.plan import PlanVersion
from ...rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer, PlannedAction
from ..answers import among, day_field, kind_field, text_field, words_of
from ..request import number_in, whole_number

MOST_ROWS = 30
SPARE_GOALS, SPARE_ACTIONS = 1, 2
ROW_FIELDS = ("text", "owner", "due_on", "status", "stood", "remove", "continues")


@dataclass(frozen=True)
class ActionRow:
    """The fields of one row of things to do; one that continues an earlier line has a state."""

    text: forms.BoundField
    owner: forms.BoundField
    due_on: forms.BoundField
    status: forms.BoundField
    stood: forms.BoundField
    remove: forms.BoundField
    continues: forms.BoundField

    @property
    def has_state(self) -> bool:
        return bool(self.continues.value())

    @property
    def is_written(self) -> bool:
        return bool(self.text.value())


class PlanForm(forms.Form):
    """One version of the plan; the rows are numbered from 1, and an empty row is no row."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    since = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    direction = forms.ModelChoiceField(
        label=gettext_lazy("Inriktning som deltagaren valt"),
        queryset=PlanDirection.objects.none(),
        empty_label=gettext_lazy("Inte vald än"),
        required=False,
    )
    own_words = text_field(
        gettext_lazy("Med deltagarens egna ord"),
        help_text=gettext_lazy("Vad vill hen, och varför? Skriv som hen säger det."),
        most=500,
        rows=3,
        required=False,
    )
    change_reason = forms.CharField(
        label=gettext_lazy("Varför ändras planen?"),
        help_text=gettext_lazy("Behövs när mål, inriktning eller saker att göra ändras. Står vid versionen."),
        max_length=200,
        required=False,
    )
    stands_at: Mapping[str, str] = {"goals": "goal_1", "actions": "action_1_text"}

    def __init__(self, data: Any = None, *, goals: int, actions: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.goal_count, self.action_count = within(goals), within(actions)
        for number in range(1, self.goal_count + 1):
            label = _("Mål {number}").format(number=number)
            self.fields[f"goal_{number}"] = forms.CharField(label=label, max_length=300, required=False)
        for number in range(1, self.action_count + 1):
            self._add_action_row(number)
        among(self, "direction", _offered(self.initial.get("direction") or self._sent_direction()))
        self.order_fields([name for name in self.fields if name != "change_reason"])

    @classmethod
    def blank(cls, base: PlanVersion | None, *, prefix: str | None = None) -> Self:
        """The version that is renewed, with some empty rows after it."""
        goals, actions = (base.goals, base.planned) if base else ([], [])
        initial = as_typed(goals, actions) | {"base_version": base.version if base else 0}
        if base is not None:
            initial |= {"direction": base.direction_pk, "own_words": base.own_words}
        return cls(goals=len(goals) + SPARE_GOALS, actions=len(actions) + SPARE_ACTIONS, initial=initial, prefix=prefix)

    @classmethod
    def sent(cls, data: Mapping[str, Any], *, prefix: str | None = None) -> Self:
        """What was sent, to be checked and saved."""
        rows = bare(data, prefix)
        return cls(data, goals=rows_sent(rows, "goal_rows"), actions=rows_sent(rows, "action_rows"), prefix=prefix)

    @classmethod
    def typed(
        cls,
        data: Mapping[str, Any],
        *,
        more_goals: int = 0,
        more_actions: int = 0,
        prefix: str | None = None,
        **changes: Any,
    ) -> Self:
        """What was typed so far, not checked, with as many more rows as are asked for."""
        rows = bare(data, prefix)
        return cls(
            goals=rows_sent(rows, "goal_rows") + more_goals,
            actions=rows_sent(rows, "action_rows") + more_actions,
            initial=rows | changes,
            prefix=prefix,
        )

    @classmethod
    def typed_with(cls, data: Mapping[str, Any], lines: Sequence[PlannedAction], *, prefix: str | None = None) -> Self:
        """What was typed, with the lines of a template after the last row that is written."""
        rows = bare(data, prefix)
        last = max((at for at in range(1, MOST_ROWS + 1) if rows.get(f"action_{at}_text")), default=0)
        new = as_typed([], lines, after=last)
        more = last + len(lines) - rows_sent(rows, "action_rows")
        return cls.typed(data, more_actions=max(more, 0), prefix=prefix, **new)

    def _sent_direction(self) -> Any:
        """A direction that is no longer offered may stay in the plan that has it; the action knows which that is."""
        return self.data.get(self.add_prefix("direction")) if self.is_bound else None

    def _add_action_row(self, number: int) -> None:
        row = f"action_{number}"
        label = _("Sak {number}").format(number=number)
        self.fields[f"{row}_text"] = forms.CharField(label=label, max_length=300, required=False)
        self.fields[f"{row}_owner"] = kind_field(_("Vem"), ActionOwner, blank=_("Välj vem"), required=False)
        self.fields[f"{row}_due_on"] = day_field(_("Senast"), required=False)
        self.fields[f"{row}_status"] = kind_field(_("Läge"), ActionStatus, required=False)
        self.fields[f"{row}_stood"] = kind_field("", ActionStatus, required=False, widget=forms.HiddenInput)
        self.fields[f"{row}_remove"] = forms.BooleanField(label=_("Ta bort"), required=False)
        self.fields[f"{row}_continues"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        said["goals"] = [said.get(f"goal_{number}", "") for number in range(1, self.goal_count + 1)]
        rows = [self._action(number) for number in range(1, self.action_count + 1)]
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
        status, stood, continues = (self.cleaned_data.get(f"{row}_{name}") for name in ("status", "stood", "continues"))
        return PlannedAction(text, owner, due_on, status or ActionStatus.TO_DO, continues, stood if status else None)

    @property
    def content(self) -> dict[str, Any]:
        """What `save_plan` is told, once the form is valid."""
        names = ("goals", "actions", "base_version", "direction", "own_words", "change_reason")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def goals(self) -> list[forms.BoundField]:
        return [self[f"goal_{number}"] for number in range(1, self.goal_count + 1)]

    @property
    def actions(self) -> list[ActionRow]:
        numbers = range(1, self.action_count + 1)
        return [ActionRow(**{name: self[f"action_{number}_{name}"] for name in ROW_FIELDS}) for number in numbers]

    @property
    def is_first(self) -> bool:
        """Whether nothing stands before this version, so that nothing needs to be explained."""
        return str(self["base_version"].value()) == "0"


def _offered(chosen: Any) -> Any:
    """The directions in use, and the one that the plan already has."""
    key = whole_number(chosen)
    return PlanDirection.objects.filter(Q(is_open=True) if key is None else Q(is_open=True) | Q(pk=key))


def within(rows: int) -> int:
    """A number of rows that a page can hold."""
    return max(1, min(rows, MOST_ROWS))


def rows_sent(data: Mapping[str, Any], name: str) -> int:
    """How many rows the page had."""
    return within(number_in(data, name) or 1)


def bare(data: Mapping[str, Any], prefix: str | None) -> dict[str, Any]:
    """The fields of one form on the page, by the names they have without the prefix."""
    start = f"{prefix}-" if prefix else ""
    return {name.removeprefix(start): data.get(name) for name in data if name.startswith(start)}


def as_typed(goals: Sequence[str], actions: Sequence[PlannedAction], *, after: int = 0) -> dict[str, Any]:
    """Lines of a plan as the form's fields carry them, after so many rows of things to do."""
    typed: dict[str, Any] = {f"goal_{number}": goal for number, goal in enumerate(goals, start=1)}
    for number, action in enumerate(actions, start=after + 1):
        row = f"action_{number}"
        typed[f"{row}_text"], typed[f"{row}_owner"], typed[f"{row}_due_on"] = action.wording
        typed[f"{row}_status"] = typed[f"{row}_stood"] = action.status
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
    how = forms.TypedChoiceField(
        label=gettext_lazy("Hur svarade deltagaren?"),
        choices=lambda: [choice for choice in words_of(AnsweredHow)() if choice[0] != AnsweredHow.OWN_PAGE],
        coerce=AnsweredHow,
        widget=forms.RadioSelect,
        initial=AnsweredHow.TOGETHER,
    )
    comment = text_field(
        gettext_lazy("Deltagarens kommentar"),
        help_text=gettext_lazy("Behövs när deltagaren inte håller med: vad vill hen ändra?"),
        rows=3,
        most=2000,
        required=False,
    )
    answered_on = day_field(gettext_lazy("Svarade"), initial=localdate)


class ActionStatusForm(forms.Form):
    """How far one thing to do has come."""

    status = kind_field(gettext_lazy("Läge"), ActionStatus)
