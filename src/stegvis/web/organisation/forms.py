"""What is asked about an organisation (formulär)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, gettext_noop

from ...models import Organisation
from ...queries.organisation import TreeFilters
from ...rules.organisation import ABOVE
from ...rules.people import OrganisationKind
from ..answers import among, day_field, kind_field

MAY_HAVE_UNDER = sorted({kind.value for kinds in ABOVE.values() for kind in kinds})


class TreeFilterForm(forms.Form):
    """Narrows the tree."""

    q = forms.CharField(label=gettext_lazy("Sök organisation"), max_length=120, required=False)
    kind = kind_field(gettext_lazy("Slag"), OrganisationKind, blank=gettext_noop("Alla slag"), required=False)

    def filters(self, page: int) -> TreeFilters:
        """What could be read."""
        self.is_valid()
        read = self.cleaned_data
        return TreeFilters(words=read.get("q", ""), kind=read.get("kind"), page=page)


class ChangeForm(forms.Form):
    """What an organisation is called, what it is, and when it is there."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    kind = kind_field(gettext_lazy("Slag"), OrganisationKind, blank=gettext_noop("Välj slag"))
    committee = forms.CharField(
        label=gettext_lazy("Nämnd"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Den nämnd som förvaltningen hör till. Platserna räknas ihop för den."),
    )
    takes_participants = forms.BooleanField(label=gettext_lazy("Tar emot anvisningar"), required=False)
    valid_from = day_field(gettext_lazy("Finns från och med"), required=False)
    valid_to = day_field(gettext_lazy("Finns till och med"), required=False)


class NewForm(ChangeForm):
    """Besides what is changed later: where it lies from the start."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Ligger under"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen, står för sig själv"),
    )
    field_order = ("name", "kind", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "parent", _parents())


class MoveForm(forms.Form):
    """Under whom, and from which day."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Ligger under"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen, står för sig själv"),
    )
    from_on = day_field(
        gettext_lazy("Från och med"),
        help_text=gettext_lazy("En dag som har varit eller en som kommer. Före den dagen räknas allt där det låg."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "parent", _parents())


def _parents() -> Any:
    return Organisation.objects.filter(kind__in=MAY_HAVE_UNDER).order_by("name", "pk")
