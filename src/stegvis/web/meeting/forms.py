"""What meetings, notes and documents ask for (möten, anteckningar och handlingar)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from ...rules.meeting import (
    LEAST_MINUTES,
    MOST_MINUTES,
    USUAL_MINUTES,
    Booking,
    MeetingKind,
    MeetingStatus,
    SecrecyClass,
)
from ..answers import day_field, kind_field, text_field, words_of
from .clock import ClockField, moment_of


class BookingForm(forms.Form):
    """A meeting to book or to move."""

    kind = kind_field(gettext_lazy("Vad för möte?"), MeetingKind)
    day = day_field(gettext_lazy("Dag"))
    clock = ClockField(label=gettext_lazy("Klockslag"), help_text=gettext_lazy("Till exempel 10.00"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Hur länge, i minuter"),
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        initial=USUAL_MINUTES,
    )
    where = forms.CharField(
        label=gettext_lazy("Var"),
        help_text=gettext_lazy("Behövs inte för ett telefonsamtal."),
        max_length=120,
        required=False,
    )
    how_to_get_there = forms.CharField(
        label=gettext_lazy("Hur man kommer dit"),
        help_text=gettext_lazy("Till exempel: Buss 3 till Kärnan, ingång från gården. Står i kallelsen."),
        max_length=200,
        required=False,
    )
    others = forms.CharField(
        label=gettext_lazy("Vilka fler kommer"),
        help_text=gettext_lazy("Behövs för ett trepartssamtal."),
        max_length=200,
        required=False,
    )
    about = forms.CharField(
        label=gettext_lazy("Vad det handlar om"),
        help_text=gettext_lazy("Deltagaren läser det i kallelsen. Utan text står det vanliga för mötets slag."),
        max_length=200,
        required=False,
    )
    stands_at: Mapping[str, str] = {}

    @property
    def booking(self) -> Booking:
        said = self.cleaned_data
        return Booking(
            kind=said["kind"],
            starts_at=moment_of(said["day"], said["clock"]),
            minutes=said["minutes"],
            where=said["where"],
            how_to_get_there=said["how_to_get_there"],
            about=said["about"],
            others=said["others"],
        )


class SettleForm(forms.Form):
    """How a meeting went."""

    outcome = forms.TypedChoiceField(
        label=gettext_lazy("Hur gick det?"),
        choices=lambda: [choice for choice in words_of(MeetingStatus)() if choice[0] != MeetingStatus.PLANNED],
        coerce=MeetingStatus,
        widget=forms.RadioSelect,
    )


def secrecy_field(allowed: frozenset[SecrecyClass]) -> forms.TypedChoiceField:
    """Who may read it; only the classes that the writer reads."""

    def choices() -> list[tuple[str, str]]:
        return [choice for choice in words_of(SecrecyClass)() if SecrecyClass(choice[0]) in allowed]

    return forms.TypedChoiceField(
        label=gettext_lazy("Vem får läsa?"), choices=choices, coerce=SecrecyClass, initial=SecrecyClass.FILE
    )


class NoteForm(forms.Form):
    """A note, or a new one in the place of one that was wrong."""

    text = text_field(
        gettext_lazy("Anteckning"),
        help_text=gettext_lazy("Skriv det som behövs och inte mer. Deltagaren har rätt att läsa det."),
        rows=5,
        most=8000,
    )
    written_on = day_field(gettext_lazy("Gäller dagen"), initial=localdate)

    def __init__(self, *args: Any, classes: frozenset[SecrecyClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secrecy"] = secrecy_field(classes)
        self.order_fields(["text", "secrecy", "written_on"])


class CorrectionForm(forms.Form):
    """What the note should have said."""

    text = text_field(gettext_lazy("Så här ska det stå"), rows=6, most=8000)


class DocumentForm(forms.Form):
    """A file to keep; asked for last, so that what is typed before it is kept however large it is."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("PDF, Word, Excel, OpenDocument, bild eller text. Högst 10 MB."),
        allow_empty_file=True,
        max_length=1000,
        error_messages={"required": gettext_lazy("Välj en fil."), "invalid": gettext_lazy("Välj en fil.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Vad ska den heta här?"),
        help_text=gettext_lazy("Annars behåller den filens namn."),
        max_length=100,
        required=False,
    )
    shown_to_participant = forms.BooleanField(label=gettext_lazy("Visa på Mina sidor"), required=False)

    def __init__(self, *args: Any, classes: frozenset[SecrecyClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secrecy"] = secrecy_field(classes)
        self.order_fields(["name", "secrecy", "shown_to_participant", "file"])
