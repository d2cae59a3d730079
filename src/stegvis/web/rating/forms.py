"""What a rating asks for: one group of choices for each question, all at once or one on a page (frågornas formulär)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import InstrumentVersion
from ...queries.rating import AskedQuestion, Form, form_of_version
from ...rules.own import PageLanguage
from ...rules.rating import MOST_COMMENT, AnsweredHow, AnswerState, Given, InstrumentKind, Respondent
from ..answers import day_field

UNKNOWN, DECLINED = AnswerState.UNKNOWN.value, AnswerState.DECLINED.value
COMMENT = "_comment"


def choices_of(form: Form) -> list[tuple[str, str]]:
    """The scale, and the two ways to say nothing of it; those two are never a number."""
    scale = [(str(value), f"{value}. {words.text}") for value, words in form.scale]
    return [*scale, (UNKNOWN, _("Vet inte")), (DECLINED, _("Vill inte svara"))]


def as_given(choice: str, comment: str = "") -> Given:
    """A choice of the page as an answer."""
    if choice in (UNKNOWN, DECLINED):
        return Given(AnswerState(choice), None, comment)
    return Given(AnswerState.ANSWERED, int(choice), comment)


def as_choice(given: Given | None) -> str:
    """An answer as the choice of the page."""
    if given is None:
        return ""
    return str(given.value) if given.state is AnswerState.ANSWERED else given.state.value


class RatingForm(forms.Form):
    """All questions to one who answers, on one page. None has to be answered for the others to be saved."""

    def __init__(
        self,
        version: InstrumentVersion,
        respondent: Respondent,
        language: PageLanguage | str = PageLanguage.SWEDISH,
        data: Any = None,
        *,
        prefix: str = "",
        answers: Mapping[str, Given] | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix or None)
        self.asked = form_of_version(version, respondent, language=PageLanguage(language), answers=answers)
        self.has_comments = self.asked.kind is InstrumentKind.MAPPING
        for question in self.asked.questions:
            self._add(question)

    def _add(self, question: AskedQuestion) -> None:
        before = self.asked.answers.get(question.key)
        self.fields[question.key] = forms.ChoiceField(
            label=question.words.text,
            choices=choices_of(self.asked),
            widget=forms.RadioSelect,
            required=False,
            initial=as_choice(before),
        )
        if self.has_comments:
            self.fields[question.key + COMMENT] = forms.CharField(
                label=_("Vad personen berättar om {area}").format(area=question.words.text.lower()),
                max_length=MOST_COMMENT,
                required=False,
                initial=before.comment if before else "",
            )

    def given(self) -> dict[str, Given]:
        """What is answered, by the question's key; what is left open is not in it."""
        said = self.cleaned_data
        return {
            question.key: as_given(said[question.key], said.get(question.key + COMMENT, ""))
            for question in self.asked.questions
            if said.get(question.key)
        }

    @property
    def left(self) -> int:
        """How many questions have no answer, here or before."""
        answered = self.given() if self.is_bound and self.is_valid() else self.asked.answers
        return len(self.asked.questions) - len(answered)

    @property
    def rows(self) -> list[tuple[AskedQuestion, forms.BoundField, forms.BoundField | None]]:
        """Each question with its choices, and the field for words where there is one."""
        return [
            (question, self[question.key], self[question.key + COMMENT] if self.has_comments else None)
            for question in self.asked.questions
        ]


class HowForm(forms.Form):
    """How the participant's answers came in, when somebody who works here writes them down."""

    how = forms.TypedChoiceField(
        label=gettext_lazy("Hur svarade deltagaren?"),
        choices=lambda: [
            (each.value, _(each.label).capitalize()) for each in (AnsweredHow.TOGETHER, AnsweredHow.PAPER)
        ],
        coerce=AnsweredHow,
        widget=forms.RadioSelect,
        initial=AnsweredHow.TOGETHER,
    )
    answered_on = day_field(gettext_lazy("Vilken dag?"))


class OneAnswerForm(forms.Form):
    """One question on one page."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, form: Form, question: AskedQuestion, data: Any = None) -> None:
        super().__init__(data, initial={"answer": as_choice(form.answers.get(question.key))})
        field = self.fields["answer"]
        field.label = question.words.text
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices_of(form)
        field.error_messages["required"] = _("Välj ett av svaren. Du kan också välja att du inte vet.")
        field.error_messages["invalid_choice"] = field.error_messages["required"]


class CodeForm(forms.Form):
    """The code from the slip, however it is written."""

    code = forms.CharField(
        label=gettext_lazy("Din kod"),
        help_text=gettext_lazy("Tolv tecken. Stora eller små bokstäver spelar ingen roll."),
        max_length=60,
        error_messages={"required": gettext_lazy("Skriv koden från lappen.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )
