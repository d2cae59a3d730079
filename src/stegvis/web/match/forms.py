"""What is tried on the page, and what a proposal asks for (formulär)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ...queries.match import Ask
from ...rules.match.ranking import reasons_not_to_choose
from ...rules.match.values import ChosenBecause
from ...rules.place import PlacementForm
from ...rules.placement import LONGER_WHEN_STUDIES_MONTHS, LONGEST_MONTHS, last_allowed_day
from ..answers import as_sentence, day_field, kind_field, text_field
from ..format import label, reason


class AskForm(forms.Form):
    """From when to when, hours a week and form; an empty or unreadable field stays at the usual."""

    starts_on = day_field(gettext_lazy("Första dagen"), required=False)
    ends_on = day_field(gettext_lazy("Sista dagen"), required=False)
    hours_per_week = forms.IntegerField(
        label=gettext_lazy("Timmar i veckan"), min_value=1, max_value=40, required=False
    )
    form = kind_field(gettext_lazy("Form"), PlacementForm, blank=gettext_noop("Alla former"), required=False)

    def __init__(self, data: Any, *, usual: Ask, today: date) -> None:
        sent = {name: data[name] for name in self.base_fields if name in data}
        super().__init__(_as_text(usual) | sent)
        self.usual, self.today = usual, today

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        starts_on, ends_on = read.get("starts_on"), read.get("ends_on")
        if starts_on and starts_on < self.today:
            self.add_error("starts_on", _("Välj i dag eller en dag som kommer."))
        elif starts_on and ends_on:
            if ends_on <= starts_on:
                self.add_error("ends_on", _("Sista dagen ligger före första dagen."))
            elif ends_on > last_allowed_day(starts_on=starts_on, studies_follow=True):
                longest = LONGEST_MONTHS + LONGER_WHEN_STUDIES_MONTHS
                self.add_error("ends_on", _("En placering är längst {months} månader.").format(months=longest))
        return read

    def ask(self) -> Ask:
        """What to try: everything that could be read, the usual for the rest."""
        self.is_valid()
        read = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "starts_on" in read and "ends_on" not in read:
            read["ends_on"] = read["starts_on"] + (self.usual.ends_on - self.usual.starts_on)
        asked = replace(self.usual, **read)
        if asked.ends_on <= asked.starts_on:
            return replace(asked, ends_on=asked.starts_on + timedelta(weeks=1))
        return asked


def _as_text(ask: Ask) -> dict[str, str]:
    return {
        "starts_on": ask.starts_on.isoformat(),
        "ends_on": ask.ends_on.isoformat(),
        "hours_per_week": str(ask.hours_per_week),
        "form": ask.form or "",
    }


class ProposeForm(forms.Form):
    """The chosen place; why, when it is not the first; and what the host may read."""

    place = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)
    because = kind_field(gettext_lazy("Varför?"), ChosenBecause, required=False, widget=forms.RadioSelect)
    words = text_field(
        gettext_lazy("Med egna ord"),
        most=250,
        rows=2,
        required=False,
        help_text=gettext_lazy("Deltagaren kan läsa det. Skriv inte om hälsa."),
    )
    kind = forms.TypedChoiceField(label=gettext_lazy("Form"), coerce=PlacementForm)
    studies_follow = forms.BooleanField(
        label=gettext_lazy("Studier följer efter placeringen"),
        required=False,
        help_text=gettext_lazy("Då får den vara 18 månader i stället för 12."),
    )
    presentation = text_field(
        gettext_lazy("Kort presentation"),
        most=600,
        rows=3,
        required=False,
        help_text=gettext_lazy("Det här läser värden, när deltagaren har tackat ja. Gå igenom den tillsammans."),
    )

    def __init__(self, data: Any = None, *, forms_taken: list[PlacementForm], rank: int, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["kind"].choices = [(form.value, as_sentence(label(form))) for form in forms_taken]
        if rank <= 1:
            del self.fields["because"], self.fields["words"]
        else:
            (missing,) = reasons_not_to_choose(rank=rank, because=None, words="")
            self.fields["because"].required = True
            self.fields["because"].error_messages["required"] = reason(missing)
