"""What is asked about an employer (formulär)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ...models import Contact, Organisation
from ...queries.employer import STANDINGS, EmployerFilters, Standing
from ...rules.employer import LONGEST_APPROACH_DAYS, ContactWay
from ...rules.people import OrganisationKind
from ..answers import day_field, kind_field, text_field


class EmployerFilterForm(forms.Form):
    """Narrows the list."""

    q = forms.CharField(label=gettext_lazy("Sök arbetsgivare"), max_length=120, required=False)
    kind = kind_field(gettext_lazy("Slag"), OrganisationKind, blank=gettext_noop("Alla slag"), required=False)
    standing = forms.TypedChoiceField(label=gettext_lazy("Visa"), coerce=Standing, empty_value=None, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        named = [(standing.value, _(words)) for standing, words in STANDINGS.items()]
        self.fields["standing"].choices = [("", _("Alla")), *named]

    def filters(self, page: int) -> EmployerFilters:
        """What could be read."""
        self.is_valid()
        read = self.cleaned_data
        return EmployerFilters(
            words=read.get("q", ""),
            kind=read.get("kind"),
            standing=read.get("standing"),
            page=page,
        )


class ContactForm(forms.Form):
    """Somebody to talk with."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    title = forms.CharField(label=gettext_lazy("Vad personen gör"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-post"), required=False)
    agreed_on = day_field(gettext_lazy("Sa ja till att bli kontaktad"), required=False)


class NoteForm(forms.Form):
    """What was said, and what comes next."""

    contact = forms.ModelChoiceField(label=gettext_lazy("Med vem"), queryset=Contact.objects.none(), required=False)
    way = kind_field(gettext_lazy("Hur"), ContactWay)
    talked_on = day_field(gettext_lazy("Dag"))
    text = text_field(gettext_lazy("Vad ni kom fram till"), help_text=gettext_lazy("Skriv inte om enskilda deltagare."))
    next_step = forms.CharField(label=gettext_lazy("Nästa steg"), max_length=200, required=False)
    next_step_on = day_field(gettext_lazy("När"), required=False)

    def __init__(self, *args: Any, of: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        field.queryset = of.contacts.filter(withdrawn_on__isnull=True).order_by("name", "pk")
        field.label_from_instance = lambda contact: contact.name
        field.empty_label = _("Någon annan")


class ApproachForm(forms.Form):
    """What one colleague asks about, and until when nobody else does."""

    about = forms.CharField(label=gettext_lazy("Vad du frågar om"), max_length=200)
    ends_on = day_field(gettext_lazy("Till och med"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends_on": today + timedelta(days=LONGEST_APPROACH_DAYS // 3)})
        super().__init__(*args, **kwargs)


class RestForm(forms.Form):
    """Until when the host has enough."""

    ends_on = day_field(gettext_lazy("Har nog till och med"))
    said_by = forms.CharField(label=gettext_lazy("Vem som sa det"), max_length=120, required=False)
