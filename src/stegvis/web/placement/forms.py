"""What the answers, the agreement, a longer time, the end and the evaluation ask for (formulär)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ...rules.placement import MOST_PRESENTATION, Answer, ApprovedHow, EndReason, NotRealisedReason, VisitKind
from ..answers import as_sentence, day_field, hours_field, kind_field, text_field
from ..format import label

WORDS = {Answer.YES: gettext_noop("Ja"), Answer.NO: gettext_noop("Nej")}
MEET, NOT_YET = "meet", "not_yet"
GIVEN_UP_BY_STAFF = (
    NotRealisedReason.OTHER_PLACE,
    NotRealisedReason.WORK_OR_STUDIES,
    NotRealisedReason.HEALTH,
    NotRealisedReason.HOST_CHANGED,
    NotRealisedReason.OTHER,
)
"""A no and a day that passed have acts of their own."""


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
    """What the participant says, and whether the host may read the presentation."""

    question = gettext_noop("Vad säger deltagaren?")
    approved = forms.TypedChoiceField(
        label=gettext_lazy("Är presentationen godkänd?"), widget=forms.RadioSelect, required=False, empty_value=None,
        coerce=ApprovedHow, help_text=gettext_lazy("Värden frågas först när deltagaren har godkänt den."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = (ApprovedHow.TOGETHER, ApprovedHow.PAPER)
        said = [(how.value, _("Ja, {how}").format(how=label(how))) for how in ways]
        self.fields["approved"].choices = [*said, ("", _("Inte än, deltagaren gör det själv på Mina sidor"))]
        self.initial.setdefault("approved", "")


class HostAnswerForm(AnswerForm):
    """What the host says, and who said it."""

    question = gettext_noop("Vad säger värden?")
    answered_by = forms.CharField(
        label=gettext_lazy("Vem svarade"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Lämna tomt när du svarar själv."),
    )


class VisitForm(forms.Form):
    """When they meet before the host says yes or no."""

    visit_kind = kind_field(gettext_lazy("Hur vill ni ses?"), VisitKind, widget=forms.RadioSelect)
    visit_on = day_field(gettext_lazy("Dag"))


class ByLinkForm(forms.Form):
    """The host's answer from a phone: yes, no, or to meet first; and who answers."""

    answer = forms.ChoiceField(label=gettext_lazy("Vad svarar ni?"), widget=forms.RadioSelect)
    visit_kind = kind_field(
        gettext_lazy("Hur, om ni vill träffas"), VisitKind, blank=gettext_noop("Välj"), required=False
    )
    visit_on = day_field(gettext_lazy("Vilken dag, om ni vill träffas"), required=False)
    reason = text_field(gettext_lazy("Skäl, om svaret är nej"), most=300, rows=2, required=False)
    answered_by = forms.CharField(
        label=gettext_lazy("Ditt namn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def __init__(self, *args: Any, has_met: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        meet = _("Vi vill träffas en annan dag") if has_met else _("Vi vill träffas först")
        self.fields["answer"].choices = [
            (Answer.YES.value, _("Ja, välkommen till oss")),
            (MEET, meet),
            (Answer.NO.value, _("Nej, det går inte")),
        ]


class PresentationForm(forms.Form):
    """What the host may read about somebody, besides name, place and times."""

    presentation = text_field(
        gettext_lazy("Kort presentation"),
        most=MOST_PRESENTATION,
        rows=4,
        required=False,
        help_text=gettext_lazy("Skriv inte om hälsa. Utan text läser värden bara namn, uppgifter och tider."),
    )


class ApproveForm(PresentationForm):
    """The same, approved by the participant in one of two ways."""

    how = forms.TypedChoiceField(
        label=gettext_lazy("Deltagaren har godkänt den"), coerce=ApprovedHow, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = (ApprovedHow.TOGETHER, ApprovedHow.PAPER)
        self.fields["how"].choices = [(how.value, as_sentence(label(how))) for how in ways]


class TasksForm(forms.Form):
    """What this person does at the place."""

    tasks = text_field(
        gettext_lazy("Uppgifter för just den här personen"),
        most=2000,
        rows=4,
        required=False,
        help_text=gettext_lazy("Tomt betyder platsens vanliga uppgifter. Skriv inte om hälsa."),
    )


class SignForm(forms.Form):
    """The day when all three had signed, and who signed for the host."""

    signed_on = day_field(gettext_lazy("Underskriven"))
    signed_for_host_by = forms.CharField(label=gettext_lazy("För värden skrev"), max_length=120)


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

    because = forms.TypedChoiceField(
        label=gettext_lazy("Varför blev den inte av?"), coerce=NotRealisedReason, empty_value=None
    )
    reason = text_field(
        gettext_lazy("Med egna ord"),
        most=300,
        rows=2,
        required=False,
        help_text=gettext_lazy("Deltagaren kan läsa det. Skriv inte om hälsa."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        said = [(each.value, as_sentence(label(each))) for each in GIVEN_UP_BY_STAFF]
        self.fields["because"].choices = [("", _("Välj skäl")), *said]


class ExtendForm(forms.Form):
    """The new last day and why."""

    to = day_field(gettext_lazy("Ny sista dag"))
    studies_follow = forms.BooleanField(
        label=gettext_lazy("Studier följer efter placeringen"),
        required=False,
        help_text=gettext_lazy("Då får tiden vara 18 månader i stället för 12."),
    )
    reason = text_field(gettext_lazy("Varför förlängs den?"), most=300, rows=2)


class RenewForm(forms.Form):
    """A new placement after this one at the same place."""

    starts_on = day_field(gettext_lazy("Första dagen"))
    ends_on = day_field(gettext_lazy("Sista dagen"))
    hours_per_week = hours_field(gettext_lazy("Timmar i veckan"))
    studies_follow = forms.BooleanField(
        label=gettext_lazy("Studier följer efter placeringen"),
        required=False,
        help_text=gettext_lazy("Då får tiden vara 18 månader i stället för 12."),
    )
    reason = text_field(gettext_lazy("Varför förnyas den?"), most=300, rows=2)


class EvaluationForm(forms.Form):
    """How it went, in words; nothing is graded."""

    went_well = text_field(gettext_lazy("Vad fungerade bra?"), most=2000, rows=3, required=False)
    could_be_better = text_field(gettext_lazy("Vad kunde ha varit bättre?"), most=2000, rows=3, required=False)
    would_again = forms.TypedChoiceField(
        label=gettext_lazy("Skulle ni ta emot någon igen?"), required=False, empty_value=None,
        widget=forms.RadioSelect, coerce=lambda value: value == "yes",
    )  # fmt: skip
    written_by = forms.CharField(label=gettext_lazy("Vem skriver?"), max_length=120, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["would_again"].choices = [("yes", _("Ja")), ("no", _("Nej"))]


class DisagreeForm(forms.Form):
    """What one sees in another way."""

    disagreement = text_field(gettext_lazy("Vad ser du på ett annat sätt?"), most=2000, rows=3)
