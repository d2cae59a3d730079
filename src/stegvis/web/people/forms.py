"""Forms about people (formulär): search, changed facts, opening with a reason, letting somebody read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stegvis.actions.people import CHANGEABLE
from stegvis.models import Participant, TravelTime, User
from stegvis.rules.history import GrantKind
from stegvis.rules.message import Channel
from stegvis.rules.own import PageLanguage
from stegvis.rules.people import Gender, Protection, read_identity_number
from stegvis.rules.words import Reason
from stegvis.web.answers import day_field, kind_field, text_field
from stegvis.web.format import reason

LONGEST_GRANT_DAYS = 366
NUMBER_FIELD = {"autocomplete": "off", "inputmode": "text"}


class SearchForm(forms.Form):
    """A name, or a whole identity number."""

    q = forms.CharField(
        label=gettext_lazy("Namn eller personnummer"),
        help_text=gettext_lazy("Namn söks bland dem du har att göra med. Ett helt personnummer söks överallt."),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class PersonForm(forms.Form):
    """What is known of a person. The number decides date of birth and gender, where there is one."""

    given_name = forms.CharField(label=gettext_lazy("Förnamn"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Efternamn"), max_length=80)
    identity_number = forms.CharField(
        label=gettext_lazy("Personnummer eller samordningsnummer"),
        help_text=gettext_lazy("ÅÅÅÅMMDD-NNNN. Lämna tomt om personen inte har något."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=NUMBER_FIELD),
    )
    born_on = day_field(
        gettext_lazy("Födelsedatum"),
        required=False,
        help_text=gettext_lazy("Behövs bara när personnummer saknas."),
    )
    gender = kind_field(gettext_lazy("Kön"), Gender, required=False, initial=Gender.UNKNOWN)
    protection = kind_field(
        gettext_lazy("Skyddade personuppgifter"),
        Protection,
        initial=Protection.NONE,
        help_text=gettext_lazy("Den som är skyddad syns bara för den som har fått läsrätt till just den akten."),
    )
    language = forms.CharField(label=gettext_lazy("Språk"), max_length=40, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-post"), required=False)
    travel_zone = forms.ChoiceField(label=gettext_lazy("Bor i"), required=False)
    page_language = forms.TypedChoiceField(
        label=gettext_lazy("Språk på Mina sidor"), choices=PageLanguage.choices, coerce=PageLanguage
    )
    reach_by = kind_field(
        gettext_lazy("Får påminnelser"),
        Channel,
        help_text=gettext_lazy(
            "Bara om personen vill. Aldrig något om vad det gäller, och aldrig mer än några i veckan."
        ),
    )
    arrived_on = day_field(
        gettext_lazy("Kom till kommunen"),
        required=False,
        help_text=gettext_lazy("För den som är ny i landet."),
    )
    introduction_started_on = day_field(
        gettext_lazy("Började i etableringsprogrammet"),
        required=False,
        help_text=gettext_lazy("Då syns hur många månader som är kvar av högst 24. Regelns källa är att verifiera."),
    )

    def __init__(self, *args: Any, about: Participant | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = TravelTime.objects.order_by("from_zone").values_list("from_zone", flat=True).distinct()
        known = list(zones)
        if about and about.travel_zone and about.travel_zone not in known:
            known.append(about.travel_zone)
        self.fields["travel_zone"].choices = [("", _("Vet inte"))] + [(zone, zone) for zone in known]
        if about is not None and about.identity_number:
            for name in ("identity_number", "born_on", "gender"):
                del self.fields[name]

    def clean_identity_number(self) -> str:
        typed = str(self.cleaned_data["identity_number"]).strip()
        answer = read_identity_number(typed, today=timezone.localdate()) if typed else None
        if isinstance(answer, Reason):
            raise forms.ValidationError(reason(answer))
        return typed

    def clean_born_on(self) -> date | None:
        born_on: date | None = self.cleaned_data["born_on"]
        if born_on is not None and born_on > timezone.localdate():
            raise forms.ValidationError(_("Födelsedatumet har inte varit än."))
        return born_on

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        facts = dict(self.cleaned_data)
        if "gender" in facts:
            facts["gender"] = facts["gender"] or Gender.UNKNOWN
        return facts


def as_typed(person: Participant) -> dict[str, Any]:
    """What the form for changes starts with."""
    return {name: getattr(person, name) for name in CHANGEABLE}


class OpenForm(forms.Form):
    """Why somebody needs to read a file that is not theirs."""

    reason = text_field(
        gettext_lazy("Varför behöver du läsa?"),
        most=300,
        rows=3,
        help_text=gettext_lazy("Så att den som granskar förstår: ”Maria är sjuk, akut samtal från arbetsplatsen.”"),
    )


class GrantForm(forms.Form):
    """Whom to let read, for how long and why."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Vem"), queryset=User.objects.none(), empty_label=gettext_lazy("Välj")
    )
    reason = text_field(gettext_lazy("Vilken del i arbetet?"), most=300, rows=2)
    until = day_field(gettext_lazy("Till och med"))

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = colleagues

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if until < today:
            raise forms.ValidationError(_("Dagen har redan varit."))
        if until > today + timedelta(days=LONGEST_GRANT_DAYS):
            raise forms.ValidationError(_("Högst ett år. Det går att förlänga senare."))
        return until

    @property
    def ends_at(self) -> datetime:
        """The end of the last day."""
        after = self.cleaned_data["until"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(after, time.min))


def kind_of_grant(person: Participant) -> GrantKind:
    """Protected identity takes a grant of its own kind."""
    return GrantKind.PROTECTED if person.is_protected else GrantKind.TEAM
