"""What each step of a place's way, its seats and its questions ask for (formulär)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from ...rules.place import ConfirmationAnswer
from ..answers import day_field, kind_field, offer

MOST_SEATS = 200
ANSWERS = (ConfirmationAnswer.AS_IT_STANDS, ConfirmationAnswer.CHANGED, ConfirmationAnswer.ENOUGH)


class NothingForm(forms.Form):
    """An act that asks for nothing; what stops it stands above."""


class UnionForm(forms.Form):
    """What the dialogue gave."""

    noted_on = day_field(gettext_lazy("Dag för dialogen"), initial=localdate)
    note = forms.CharField(
        label=gettext_lazy("Vad dialogen gav"),
        max_length=300,
        help_text=gettext_lazy("Kort, utan namn. Till exempel: Inga invändningar, arbetet tar ingens plats."),
    )


class PassForm(forms.Form):
    """Why no dialogue is needed."""

    note = forms.CharField(
        label=gettext_lazy("Varför dialogen inte behövs"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: Företaget är arbetsgivare och har eget samråd."),
    )


class ReturnForm(forms.Form):
    """What needs another word."""

    note = forms.CharField(label=gettext_lazy("Vad som behöver ändras"), max_length=300)


class OpenForm(forms.Form):
    """From when, and with how many seats."""

    opened_on = day_field(gettext_lazy("Öppen från"), initial=localdate)
    seats = forms.IntegerField(label=gettext_lazy("Antal platser"), min_value=1, max_value=MOST_SEATS, initial=1)


class PauseForm(forms.Form):
    """Until when."""

    until = day_field(
        gettext_lazy("Vilar till och med"),
        required=False,
        help_text=gettext_lazy("Utan dag vilar den tills någon öppnar den igen."),
    )


class ReopenForm(forms.Form):
    """With how many seats."""

    seats = forms.IntegerField(label=gettext_lazy("Antal platser från i dag"), min_value=1, max_value=MOST_SEATS)


class CloseForm(forms.Form):
    """The last day."""

    closed_on = day_field(gettext_lazy("Sista dagen"))


class CapacityForm(forms.Form):
    """How many seats from a day on, or for a season."""

    seats = forms.IntegerField(label=gettext_lazy("Antal platser"), min_value=0, max_value=MOST_SEATS)
    from_on = day_field(gettext_lazy("Gäller från"))
    until = day_field(
        gettext_lazy("Till och med"),
        required=False,
        help_text=gettext_lazy("Bara för en säsong. Efteråt gäller samma antal som innan."),
    )


class DropForm(forms.Form):
    """Which coming change is taken back."""

    from_on = day_field(gettext_lazy("Från"))


class AnswerForm(forms.Form):
    """What the host says."""

    answer = kind_field(gettext_lazy("Svar"), ConfirmationAnswer, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=gettext_lazy("Vad som har ändrats"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Om platsen, inte om någon person."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = day_field(gettext_lazy("Har nog till och med"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offer(self, "answer", [(each.value, words) for each, words in zip(ANSWERS, ANSWER_WORDS, strict=True)])


class StaffAnswerForm(AnswerForm):
    """What the host said, and who said it."""

    answered_by = forms.CharField(label=gettext_lazy("Vem hos värden som svarade"), max_length=120, required=False)


ANSWER_WORDS = (
    gettext_lazy("Det stämmer"),
    gettext_lazy("Något har ändrats"),
    gettext_lazy("Vi har nog just nu"),
)
