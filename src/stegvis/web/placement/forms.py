"""What the two answers, the end and a withdrawal ask for (formulär)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ...rules.placement import Answer, EndReason
from ..answers import day_field, kind_field, text_field

WORDS = {Answer.YES: gettext_noop("Ja"), Answer.NO: gettext_noop("Nej")}


class AnswerForm(forms.Form):
    """Yes or no, the day, and a reason for no."""

    answer = forms.TypedChoiceField(coerce=Answer, widget=forms.RadioSelect)
    answered_on = day_field(gettext_lazy("Svarade"))
    reason = text_field(gettext_lazy("Skäl, om svaret är nej"), most=300, rows=2, required=False)

    question = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].choices = [(answer.value, _(word)) for answer, word in WORDS.items()]
        self.fields["answer"].label = _(self.question)


class ParticipantAnswerForm(AnswerForm):
    """What the participant says."""

    question = gettext_noop("Vad säger deltagaren?")


class HostAnswerForm(AnswerForm):
    """What the host says, and who said it."""

    question = gettext_noop("Vad säger värden?")
    answered_by = forms.CharField(
        label=gettext_lazy("Vem svarade"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Lämna tomt när du svarar själv."),
    )


class EndForm(forms.Form):
    """The last day and why."""

    ended_on = day_field(gettext_lazy("Sista dagen"))
    because = kind_field(gettext_lazy("Varför slutar den?"), EndReason, blank=gettext_noop("Välj skäl"))
    comment = text_field(
        gettext_lazy("Kommentar"),
        most=300,
        rows=2,
        required=False,
        help_text=gettext_lazy("Deltagaren kan läsa det. Skriv inte om hälsa."),
    )


class GiveUpForm(forms.Form):
    """Why it never came about."""

    reason = text_field(gettext_lazy("Varför blev den inte av?"), most=300, rows=2)
