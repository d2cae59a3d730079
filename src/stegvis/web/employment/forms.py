"""Forms of employments and extracts (formulär): employ, decide, go on longer, renew, end, and that one was shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ...queries.employment import ENDED, ENDING
from ...rules.employment import Contract, Support, SupportRule, contract_rule
from ...rules.place import EXTRACT_LAWS, ExtractLaw
from ..answers import YES, day_field, hours_field, kind_field, offer, words_of, yes_or_no_field

UNTIL_FURTHER = gettext_lazy("Tomt: tills vidare.")


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    support = kind_field(gettext_lazy("Stöd"), Support, blank=gettext_noop("Alla"), required=False)
    only = forms.ChoiceField(
        label=gettext_lazy("Visa"),
        choices=[
            ("", gettext_lazy("De som pågår eller kommer")),
            (ENDING, gettext_lazy("De som slutar inom 60 dagar")),
            (ENDED, gettext_lazy("De som har slutat")),
        ],
        required=False,
    )


class DayForm(forms.Form):
    """The day whose rules are shown."""

    on = day_field(gettext_lazy("Så gällde det"), required=False)


class TermsForm(forms.Form):
    """How long, how much, and what is answered for; what a new employment and a renewed one have in common."""

    starts_on = day_field(gettext_lazy("Första dagen"))
    ends_on = day_field(gettext_lazy("Sista dagen"), required=False, help_text=UNTIL_FURTHER)
    hours_per_week = hours_field(gettext_lazy("Timmar i veckan"))
    by_public_employer = yes_or_no_field(
        gettext_lazy("Är arbetsgivaren kommunen eller en annan offentlig arbetsgivare?"), initial=YES
    )
    away_months = forms.IntegerField(
        label=gettext_lazy("Månader utan arbete"),
        help_text=gettext_lazy("Behövs bara för nystartsjobb. Tid med ekonomiskt bistånd som arbetslös räknas."),
        min_value=0,
        max_value=720,
        required=False,
    )
    confirmed = forms.MultipleChoiceField(
        label=gettext_lazy("Bekräfta för BEA"),
        help_text=gettext_lazy("Alla fem behövs för en anställning enligt BEA."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = contract_rule(Contract.BEA, on=on)
        offer(self, "confirmed", [(each, _(each)) for each in (rule.criteria if rule else ())])


class EmploymentForm(TermsForm):
    """A new employment."""

    contract = kind_field(gettext_lazy("Kollektivavtal"), Contract, blank=gettext_noop("Välj avtal"))
    support = kind_field(gettext_lazy("Statligt stöd"), Support, initial=Support.NONE)
    field_order = ("contract", "support", "starts_on", "ends_on", "hours_per_week", "by_public_employer")


class RenewForm(TermsForm):
    """The same again after it has ended, with the reason."""

    reason = forms.CharField(label=gettext_lazy("Varför anställningen förnyas"), max_length=300)

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if contract is not Contract.BEA:
            del self.fields["confirmed"]


class LongerForm(forms.Form):
    """A later last day."""

    ends_on = day_field(gettext_lazy("Ny sista dag"), required=False, help_text=UNTIL_FURTHER)
    reason = forms.CharField(label=gettext_lazy("Varför anställningen förlängs"), max_length=300)


class DecisionForm(forms.Form):
    """What the employment service has decided."""

    reference = forms.CharField(label=gettext_lazy("Beslutets nummer"), max_length=60)
    decided_on = day_field(gettext_lazy("Beslutsdag"), initial=localdate)
    starts_on = day_field(gettext_lazy("Stödet gäller från"))
    ends_on = day_field(gettext_lazy("Stödet gäller till"))
    share_percent = forms.DecimalField(
        label=gettext_lazy("Andel av lönekostnaden, procent"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    away_months = forms.IntegerField(
        label=gettext_lazy("Månader utan arbete innan anställningen"),
        help_text=gettext_lazy("Stödet gäller högst så länge. Antalet sparas inte. Tomt för den som är ny i landet."),
        min_value=0,
        max_value=720,
        required=False,
    )
    wage_sek = forms.IntegerField(
        label=gettext_lazy("Månadslön före skatt, kronor"),
        help_text=gettext_lazy("För att se vad som ligger över taket. Lönen sparas inte."),
        min_value=0,
        max_value=999_999,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför stödet förlängs"),
        help_text=gettext_lazy("Behövs från det andra beslutet. Skriv aldrig en diagnos."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, rule: SupportRule | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule is None or not rule.as_long_as_away:
            del self.fields["away_months"]
        if rule is None or rule.wage_ceiling_sek is None:
            del self.fields["wage_sek"]

    def said(self) -> dict[str, Any]:
        """What the action asks for."""
        return {name: value for name, value in self.cleaned_data.items() if name != "wage_sek"}


class EndForm(forms.Form):
    """The last day, and why."""

    ended_on = day_field(gettext_lazy("Sista dagen"), initial=localdate)
    because = forms.CharField(label=gettext_lazy("Varför anställningen slutar"), max_length=200)


class ExtractForm(forms.Form):
    """That an extract was shown. There is nowhere to write what it said, and nowhere to put the paper."""

    law = forms.TypedChoiceField(label=gettext_lazy("Vilken lag kräver utdraget?"), coerce=ExtractLaw)
    extract_date = day_field(gettext_lazy("Utdragets datum"))
    shown_on = day_field(gettext_lazy("Visat den"), initial=localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "law", [("", _("Välj lag")), *(each for each in words_of(ExtractLaw)() if each[0] in EXTRACT_LAWS)])
