"""The forms of handover (fördelningens formulär): whom, to whom, from when and why; reading on; a substitute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import User
from ...queries.handover import Caseload, Person
from ...rules.handover import LONGEST_EXTENSION_DAYS, spread
from ...rules.referral import Load
from ..answers import among, day_field, offer
from ..referral.forms import load_in_words

EVENLY = "evenly"


class ChooseForm(forms.Form):
    """Which participants, to one colleague or spread, from when and why."""

    cases = forms.MultipleChoiceField(label=gettext_lazy("Deltagare"), widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label=gettext_lazy("Till vem?"), widget=forms.RadioSelect)
    from_on = day_field(gettext_lazy("Från och med"), initial=localdate)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"), help_text=gettext_lazy("Deltagarna får se skälet."), max_length=200
    )

    def __init__(self, *args: Any, caseload: Caseload, loads: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loads = list(loads)
        self.fields["cases"].error_messages["required"] = _("Välj minst en deltagare.")
        offer(self, "cases", [(person.case_id, person.name) for person in caseload.people])
        self.fields["cases"].initial = [str(person.case_id) for person in caseload.people]
        evenly = [(EVENLY, _("Sprid jämnt efter plats under taket"))] if len(self.loads) > 1 else []
        offer(
            self,
            "to",
            evenly + [(load.coordinator_id, load_in_words(load)) for load in self.loads],
            first=EVENLY if evenly else (self.loads[0].coordinator_id if self.loads else None),
        )

    @property
    def who_goes_where(self) -> dict[int, int]:
        """Case to coordinator, as the choice says."""
        cases = [int(key) for key in self.cleaned_data["cases"]]
        if self.cleaned_data["to"] == EVENLY:
            return spread(cases, self.loads)
        return dict.fromkeys(cases, int(self.cleaned_data["to"]))


class HandOverForm(forms.Form):
    """The preview: each one with a colleague that can be changed, and why somebody gets more than the ceiling."""

    from_on = day_field(gettext_lazy("Från och med"))
    reason = forms.CharField(
        label=gettext_lazy("Varför?"), help_text=gettext_lazy("Deltagarna får se skälet."), max_length=200
    )
    over_ceiling_because = forms.CharField(
        label=gettext_lazy("Varför får någon fler än taket?"),
        help_text=gettext_lazy("Behövs bara när någon får fler än taket."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[Person], loads: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        choices = [(load.coordinator_id, load.name) for load in loads]
        for person in people:
            self.fields[f"to_{person.case_id}"] = forms.TypedChoiceField(label=person.name, choices=choices, coerce=int)

    @property
    def rows(self) -> list[tuple[Person, Any]]:
        return [(person, self[f"to_{person.case_id}"]) for person in self.people]

    @property
    def who_goes_where(self) -> dict[int, int]:
        return {person.case_id: self.cleaned_data[f"to_{person.case_id}"] for person in self.people}

    @property
    def content(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("from_on", "reason", "over_ceiling_because")}


class ReadingForm(forms.Form):
    """Why the one before reads on, and the last day."""

    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy("Till exempel ett intyg som ska skrivas klart. Deltagaren får se skälet."),
        max_length=200,
    )
    ends_on = day_field(gettext_lazy("Till och med"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("Högst {days} dagar. Efter dagen är läsrätten slut av sig själv.")
        self.fields["ends_on"].help_text = said.format(days=LONGEST_EXTENSION_DAYS)
        self.fields["ends_on"].initial = localdate() + timedelta(days=14)


class CoverForm(forms.Form):
    """Who stands in, from when to when, and why."""

    substitute = forms.ModelChoiceField(
        label=gettext_lazy("Ersättare"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    starts_on = day_field(gettext_lazy("Från och med"), initial=localdate)
    ends_on = day_field(gettext_lazy("Till och med"))
    reason = forms.CharField(label=gettext_lazy("Varför?"), max_length=200)

    def __init__(self, *args: Any, loads: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "substitute", User.objects.filter(pk__in=[load.coordinator_id for load in loads]))
        offer(self, "substitute", [(load.coordinator_id, load_in_words(load)) for load in loads])
