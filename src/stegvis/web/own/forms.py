"""The participants' forms (formulär): few fields, plain words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from ...models import Participant
from ...rules.message import Channel
from ...rules.own import PageLanguage, RequestKind
from ...rules.sharing import SharedPart
from ..answers import text_field, words_of

IN_WORDS = {
    RequestKind.CORRECTION: gettext_lazy("Vad är fel, och vad ska det stå?"),
    RequestKind.COMPLAINT: gettext_lazy("Vad har hänt?"),
    RequestKind.READER_NAMES: gettext_lazy("Vilka dagar gäller det? Skriv gärna."),
    RequestKind.FULL_EXTRACT: gettext_lazy("Är det något särskilt du letar efter? Skriv gärna."),
}
MONTHS = (3, 6, 12, 24)


class RequestForm(forms.Form):
    """What is asked for; a remark and a complaint need words."""

    about = forms.CharField(
        label=gettext_lazy("Var står det?"),
        help_text=gettext_lazy("Till exempel planen, eller ett möte."),
        max_length=120,
        required=False,
    )
    text = text_field("", most=3000, rows=6, required=False)

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = IN_WORDS[kind]
        self.fields["text"].required = kind in (RequestKind.CORRECTION, RequestKind.COMPLAINT)
        if kind is not RequestKind.CORRECTION:
            del self.fields["about"]


class ConsentForm(forms.Form):
    """To whom, what and for how long."""

    receiver = forms.CharField(
        label=gettext_lazy("Vem får uppgifterna?"),
        help_text=gettext_lazy("Till exempel Försäkringskassan, eller din läkare."),
        max_length=120,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Vad får de veta?"), choices=words_of(SharedPart), widget=forms.CheckboxSelectMultiple
    )
    months = forms.TypedChoiceField(
        label=gettext_lazy("Hur länge gäller det?"), coerce=int, widget=forms.RadioSelect, initial=MONTHS[1]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"].choices = [
            (many, ngettext("{many} månad", "{many} månader", many).format(many=many)) for many in MONTHS
        ]

    def terms(self, today: date) -> dict[str, Any]:
        """What the action takes."""
        return {
            "receiver": self.cleaned_data["receiver"],
            "parts": [SharedPart(part) for part in self.cleaned_data["parts"]],
            "starts_on": today,
            "ends_on": today + timedelta(days=30 * self.cleaned_data["months"]),
        }


class ReachForm(forms.Form):
    """How I want to be reached, and in which language."""

    reach_by = forms.ChoiceField(
        label=gettext_lazy("Hur vill du få påminnelser?"), choices=words_of(Channel), widget=forms.RadioSelect
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    page_language = forms.ChoiceField(
        label=gettext_lazy("Språk på de här sidorna"),
        choices=PageLanguage.choices,
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, person: Participant) -> ReachForm:
        return cls(initial={name: getattr(person, name) for name in ("reach_by", "phone", "email", "page_language")})
