"""Time of day (klockslag): typed as people write it, 10, 10.00, 10:00 or 1000."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

WRITTEN = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:\s]?(\d{2}))?", re.IGNORECASE)


class ClockField(forms.CharField):
    """A time of day; the answer is a `time`, or None when the field is empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        return as_clock(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, time) else value


def as_clock(text: str) -> time | None:
    """The time that was written. Raises ValidationError with words when it is no time."""
    if not text:
        return None
    found = WRITTEN.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise forms.ValidationError(_("Skriv klockslaget som 10.00 eller 13.30."))
    return time(hour, minute)


def moment_of(day: date, clock: time) -> datetime:
    """That time of that day, here."""
    return timezone.make_aware(datetime.combine(day, clock))
