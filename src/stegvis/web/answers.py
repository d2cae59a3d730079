"""Answers (svar): the kinds of field our forms ask with, with the words of the field and bounds that make sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from ..rules.words import Labelled

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
DAY_FORMATS = ["%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y"]
YES, NO = "yes", "no"


def hours_field(label: Any, *, help_text: Any = "", **options: Any) -> forms.DecimalField:
    """Hours of a week, with a half where one writes it so."""
    return forms.DecimalField(
        label=label,
        help_text=help_text or gettext_lazy("Till exempel 12 eller 7,5."),
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        **options,
    )


def words_of(kind: type[Labelled], *, blank: Any = "") -> Callable[[], list[tuple[str, str]]]:
    """The choices of a kind in the reader's language, as they stand at the start of a line."""

    def choices() -> list[tuple[str, str]]:
        first = [("", gettext(blank))] if blank else []
        return first + [(member.value, as_sentence(gettext(member.label))) for member in kind]

    return choices


def as_sentence(words: str) -> str:
    """With a capital first, the rest as it is."""
    return words[:1].upper() + words[1:]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, written in one of the usual ways."""
    widget = forms.DateInput(format="%Y-%m-%d")
    return SensibleDay(label=label, input_formats=DAY_FORMATS, widget=widget, **options)


class SensibleDay(forms.DateField):
    """A day in our time; a slip such as year 20226 or 0026 is told, not saved."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(gettext("Kontrollera årtalet."))


def text_field(label: Any, *, most: int = 4000, rows: int = 4, **options: Any) -> forms.CharField:
    """Running text of several lines."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


def kind_field(label: Any, kind: type[Labelled], *, blank: Any = "", **options: Any) -> forms.TypedChoiceField:
    """One of the words of a kind."""
    return forms.TypedChoiceField(
        label=label, choices=words_of(kind, blank=blank), coerce=kind, empty_value=None, **options
    )


def offer(form: forms.BaseForm, name: str, choices: Sequence[tuple[Any, Any]], *, first: Any = None) -> None:
    """Give a field the choices that are known only when the page is asked for; `first` is chosen from the start."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices = list(choices)
    if first is not None:
        field.initial = first


def among(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Give a field the rows it may choose among."""
    cast(forms.ModelChoiceField, form.fields[name]).queryset = rows


def yes_or_no_field(label: Any, **options: Any) -> forms.TypedChoiceField:
    """A question that wants an answer: neither yes nor no is presumed."""
    choices = [(YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nej"))]
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=lambda value: value == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        **options,
    )
