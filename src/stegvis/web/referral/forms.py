"""What a referral, the decision on it, and a change of coordinator ask for (formulär)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import Organisation, Programme, User
from ...queries.ladder import step_names
from ...rules.assessment import INDEPENDENCE_LEVELS
from ...rules.people import Gender, IdentityNumber, Protection, read_identity_number
from ...rules.referral import Load, ReferralSource, ReturnReason
from ...rules.words import Reason
from ..answers import among, day_field, kind_field, offer, text_field, yes_or_no_field
from ..format import reason


class NumberForm(forms.Form):
    """The full identity number that finds one person."""

    identity_number = forms.CharField(
        label=gettext_lazy("Personnummer eller samordningsnummer"),
        help_text=gettext_lazy("Hela numret, till exempel 19900101-1234. Sökningen loggas."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_identity_number(self) -> IdentityNumber:
        answer = read_identity_number(self.cleaned_data["identity_number"], today=localdate())
        if isinstance(answer, Reason):
            raise forms.ValidationError(reason(answer))
        return answer


class PersonForm(forms.Form):
    """Somebody new; the number already says when they were born."""

    given_name = forms.CharField(label=gettext_lazy("Förnamn"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Efternamn"), max_length=80)
    language = forms.CharField(
        label=gettext_lazy("Språk"),
        help_text=gettext_lazy("Det språk personen helst talar."),
        max_length=40,
        required=False,
    )
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    protection = kind_field(gettext_lazy("Skyddade personuppgifter"), Protection, initial=Protection.NONE)


class PersonWithoutNumberForm(PersonForm):
    """Somebody new who has no identity number."""

    born_on = day_field(gettext_lazy("Född"))
    gender = kind_field(gettext_lazy("Kön"), Gender, initial=Gender.UNKNOWN)
    field_order = ["given_name", "family_name", "born_on", "gender", "language", "phone", "protection"]

    def clean_born_on(self) -> Any:
        born_on = self.cleaned_data["born_on"]
        if born_on > localdate():
            raise forms.ValidationError(_("Födelsedagen har inte varit än."))
        return born_on


class ReferralForm(forms.Form):
    """The referral itself."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Enhet som tar emot"), queryset=Organisation.objects.none(), empty_label=None
    )
    source = kind_field(gettext_lazy("Vem tar initiativet?"), ReferralSource, initial=ReferralSource.SOCIAL_SERVICES)
    receives_income_support = yes_or_no_field(gettext_lazy("Har personen försörjningsstöd?"))
    children_in_household = forms.IntegerField(
        label=gettext_lazy("Barn i hushållet"),
        help_text=gettext_lazy("Antal barn under 18 år som bor där, även växelvis. Skriv 0 om det inte finns några."),
        min_value=0,
        max_value=20,
    )
    wish = text_field(
        gettext_lazy("Vad vill personen själv?"),
        help_text=gettext_lazy("Med personens egna ord. Skriv inget om hälsa eller ekonomi som inte behövs här."),
        most=2000,
        required=False,
    )
    first_step = forms.TypedChoiceField(
        label=gettext_lazy("Preliminärt steg i trappan"),
        help_text=gettext_lazy("En första uppskattning. Den låses vid första kartläggningen."),
        coerce=int,
        initial=1,
    )
    first_independence_level = forms.TypedChoiceField(
        label=gettext_lazy("Preliminär självständighetsgrad"),
        help_text=gettext_lazy("1 är med mycket stöd, 4 är på egen hand."),
        coerce=int,
        initial=1,
        choices=[(level, str(level)) for level in INDEPENDENCE_LEVELS],
    )

    def __init__(self, *args: Any, own_units: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organisation.objects.taking_participants()
        among(self, "unit", units)
        self.fields["unit"].initial = units.filter(pk__in=own_units).first()
        offer(
            self,
            "first_step",
            [(number, f"{number}. {name}") for number, name in step_names(today=localdate()).items()],
        )


class PaperReferralForm(ReferralForm):
    """A referral that came on paper and is registered by intake."""

    referrer_name = forms.CharField(
        label=gettext_lazy("Vem anvisar?"),
        help_text=gettext_lazy("Namn och arbetsplats som det står på pappret."),
        max_length=120,
    )
    received_on = day_field(gettext_lazy("Kom in"), initial=localdate)
    field_order = ["referrer_name", "received_on", "unit", "source"]


class AcceptForm(forms.Form):
    """Accept: programme, who gets the case, and from when."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Program"), queryset=Programme.objects.filter(is_open=True), empty_label=None
    )
    coordinator = forms.ModelChoiceField(
        label=gettext_lazy("Koordinator"),
        help_text=gettext_lazy("Den som har mest plats står först."),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    opened_on = day_field(gettext_lazy("Första dag"), initial=localdate)
    accepted_anyway_because = text_field(
        gettext_lazy("Varför antas personen ändå?"),
        help_text=gettext_lazy("Personen är utanför målgruppen enligt prövningen. Motiveringen sparas."),
        rows=3,
        most=2000,
    )

    def __init__(self, *args: Any, loads: Sequence[Load], outside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not outside:
            del self.fields["accepted_anyway_because"]
        offer_by_load(self, loads)


class ReturnForm(forms.Form):
    """Return: why, and what is needed."""

    reason = kind_field(gettext_lazy("Skäl"), ReturnReason, blank=gettext_lazy("Välj skäl"))
    return_comment = text_field(
        gettext_lazy("Vad behövs för nästa steg?"),
        help_text=gettext_lazy("Den som anvisade läser det här på sin kvittens."),
        rows=4,
        most=2000,
    )


class CoordinatorForm(forms.Form):
    """A change of coordinator."""

    coordinator = forms.ModelChoiceField(
        label=gettext_lazy("Ny koordinator"),
        help_text=gettext_lazy("Den som har mest plats står först."),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    from_on = day_field(gettext_lazy("Från och med"), initial=localdate)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy("Deltagaren får se skälet."),
        max_length=200,
    )

    def __init__(self, *args: Any, loads: Sequence[Load], first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not first
        offer_by_load(self, loads)


def offer_by_load(form: forms.Form, loads: Sequence[Load]) -> None:
    """The coordinators in the order they should be asked, the first one chosen, each with room in words."""
    among(form, "coordinator", User.objects.filter(pk__in=[load.coordinator_id for load in loads]))
    words = [(load.coordinator_id, load_in_words(load)) for load in loads]
    offer(form, "coordinator", words, first=loads[0].coordinator_id if loads else None)


def load_in_words(load: Load) -> str:
    """Maria Ekdahl, har 28 av 35, plats för 7 till."""
    if load.room > 0:
        said = _("{name}, har {open_cases} av {ceiling}, plats för {room} till")
    elif load.room == 0:
        said = _("{name}, har {open_cases} av {ceiling}, fullt")
    else:
        said = _("{name}, har {open_cases} av {ceiling}, {over} över taket")
    return said.format(
        name=load.name, open_cases=load.open_cases, ceiling=load.ceiling, room=load.room, over=-load.room
    )
