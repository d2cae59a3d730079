"""What a sharing and a consent ask for (formulär)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import SecrecyConsent, User
from ...rules.sharing import ConsentHow, SharedPart, SharingGround
from ..answers import among, day_field, offer, text_field, words_of

BY_PDF = "pdf"


def parts_field(label: Any, *, missing: Any, **options: Any) -> forms.TypedMultipleChoiceField:
    """Some of the parts that may be shared, at least one; `missing` says so when none is chosen."""
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=words_of(SharedPart),
        coerce=SharedPart,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing},
        **options,
    )


class SharingForm(forms.Form):
    """To whom, what, on what ground and on which days."""

    receiver = forms.CharField(
        label=gettext_lazy("Mottagare"),
        help_text=gettext_lazy(
            "Myndigheten eller enheten, till exempel Arbetsförmedlingen. Samma namn som i samtycket."
        ),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv vem som får uppgifterna.")},
    )
    way = forms.ChoiceField(label=gettext_lazy("Hur når det fram?"), widget=forms.RadioSelect, initial=BY_PDF)
    parts = parts_field(
        gettext_lazy("Vad delas?"),
        missing=gettext_lazy("Välj minst en sak att dela."),
        help_text=gettext_lazy("Anteckningar, skattningar och kommentarer delas aldrig."),
    )
    ground = forms.TypedChoiceField(
        label=gettext_lazy("Varför får det delas?"),
        choices=words_of(SharingGround),
        coerce=SharingGround,
        widget=forms.RadioSelect,
    )
    law = forms.CharField(
        label=gettext_lazy("Lagrum eller ärende"),
        help_text=gettext_lazy("Behövs när grunden inte är ett samtycke. Så att det går att pröva efteråt."),
        max_length=120,
        required=False,
    )
    consent = forms.ModelChoiceField(
        label=gettext_lazy("Samtycke"),
        help_text=gettext_lazy("Behövs när grunden är personens samtycke."),
        queryset=SecrecyConsent.objects.none(),
        required=False,
        empty_label=gettext_lazy("Inget"),
    )
    every_months = forms.IntegerField(
        label=gettext_lazy("Hur många månader emellan?"), initial=3, min_value=0, max_value=999
    )
    first_on = day_field(gettext_lazy("Första gången"), initial=localdate)

    def __init__(
        self, *args: Any, receivers: QuerySet[User], consents: QuerySet[SecrecyConsent], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.receivers = {str(user.pk): user for user in receivers}
        here = _("I Stegvis, till {name}, som kvitterar här")
        offer(
            self,
            "way",
            [(BY_PDF, _("Som pdf, som du skickar själv"))]
            + [(key, here.format(name=user.name)) for key, user in self.receivers.items()],
        )
        among(self, "consent", consents)
        self.fields["consent"].label_from_instance = consent_in_words

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        return said | {"receiver_user": self.receivers.get(said.pop("way"))}


def consent_in_words(consent: SecrecyConsent) -> str:
    """Arbetsförmedlingen, till och med 2027-05-01."""
    if consent.ends_on is None:
        return consent.receiver
    return _("{receiver}, till och med {day}").format(receiver=consent.receiver, day=consent.ends_on.isoformat())


class EndForm(forms.Form):
    """Why no more is shared."""

    because = text_field(gettext_lazy("Varför avslutas delningen?"), most=300, rows=2)


class ConsentForm(forms.Form):
    """A secrecy consent as it was given in a conversation or on paper."""

    receiver = forms.CharField(
        label=gettext_lazy("Vem får uppgifterna?"),
        help_text=gettext_lazy("En myndighet eller verksamhet i taget, till exempel Arbetsförmedlingen."),
        max_length=120,
    )
    parts = parts_field(gettext_lazy("Vad får delas?"), missing=gettext_lazy("Välj minst en sak som får delas."))
    starts_on = day_field(gettext_lazy("Lämnat"), initial=localdate)
    ends_on = day_field(
        gettext_lazy("Gäller till och med"), help_text=gettext_lazy("Högst två år. Det går att lämna på nytt.")
    )
    how = forms.TypedChoiceField(
        label=gettext_lazy("Hur lämnades det?"),
        choices=lambda: [row for row in words_of(ConsentHow)() if row[0] != ConsentHow.OWN_PAGE],
        coerce=ConsentHow,
        widget=forms.RadioSelect,
    )
