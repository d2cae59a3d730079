"""What the ledger is asked for, and what a mandate and its targets say (formulär)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Organisation
from ...rules.ledger import By
from ...rules.people import OrganisationKind
from ...rules.place import PlacementForm
from ..answers import day_field, kind_field, words_of

MOST_DAYS = 366 * 15


class LedgerForm(forms.Form):
    """From when to when, and divided by what."""

    first = day_field(gettext_lazy("Från och med"))
    last = day_field(gettext_lazy("Till och med"))
    by = kind_field(gettext_lazy("Uppdelat på"), By)

    def __init__(self, data: Any, *, today: date) -> None:
        usual = {"first": date(today.year, 1, 1).isoformat(), "last": today.isoformat(), "by": By.DEPARTMENT.value}
        super().__init__({name: data.get(name) or value for name, value in usual.items()})

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", _("Sista dagen ligger före första dagen."))
        elif first and last and last - first > timedelta(days=MOST_DAYS):
            self.add_error("last", _("Det är mer än femton år. Välj en kortare tid."))
        return found


class MandateForm(forms.Form):
    """What a committee has decided."""

    name = forms.CharField(label=gettext_lazy("Uppdraget heter"), max_length=120)
    committee = forms.CharField(label=gettext_lazy("Nämnd"), max_length=120, required=False)
    source = forms.CharField(
        label=gettext_lazy("Var det står"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel diarienummer och paragraf."),
    )
    starts_on = day_field(gettext_lazy("Från och med"))
    ends_on = day_field(gettext_lazy("Till och med"))


class TargetForm(forms.Form):
    """A target of a mandate."""

    part = forms.CharField(
        label=gettext_lazy("Del av uppdraget"), max_length=120, help_text=gettext_lazy("Till exempel ordinarie linje.")
    )
    department = forms.ModelChoiceField(
        label=gettext_lazy("Förvaltning"), queryset=Organisation.objects.none(), required=False, empty_label=""
    )
    year = forms.IntegerField(
        label=gettext_lazy("År"),
        required=False,
        min_value=1990,
        max_value=2100,
        localize=False,
        help_text=gettext_lazy("Lämna tomt om målet gäller hela tiden."),
    )
    in_forms = forms.MultipleChoiceField(
        label=gettext_lazy("Former som räknas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ingen vald betyder alla."),
    )
    of_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Arbetsgivare som räknas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ingen vald betyder alla."),
    )
    baseline = forms.IntegerField(
        label=gettext_lazy("Platser före uppdraget"), required=False, min_value=0, max_value=10_000
    )
    number = forms.IntegerField(label=gettext_lazy("Nya platser, mål"))

    stands_at = {"target": "number"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Organisation.objects.departments().order_by("name")
        self.fields["department"].empty_label = _("Alla")
        self.fields["in_forms"].choices = words_of(PlacementForm)()
        self.fields["of_kinds"].choices = words_of(OrganisationKind)()

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        read = dict(self.cleaned_data)
        read["forms"] = [PlacementForm(form) for form in read.pop("in_forms")]
        read["kinds"] = [OrganisationKind(kind) for kind in read.pop("of_kinds")]
        read["baseline"] = read["baseline"] or 0
        return read
