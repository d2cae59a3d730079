"""The words of a letter (utskickets ord): in the participant's language, never what it is about or why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from babel.dates import format_datetime
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from ..rules import letter as rules
from ..rules.message import Channel, MeetingNow, Waiting

CLOCKS = {"sv": ("H", "H.mm")}
OTHER_CLOCK = ("HH:mm", "HH:mm")


def words_of(waiting: Sequence[Waiting], *, language: str, channel: Channel) -> tuple[str, str]:
    """The subject and the text: a line for each thing, then where more stands and how to reach us."""
    with override(language):
        lines = [_line(each, language) for each in waiting]
        closing = _closing()
        subject = gettext(rules.SUBJECT).format(municipality=settings.MUNICIPALITY)
    if channel is Channel.SMS:
        return "", " ".join([*lines, *closing])
    with override(language):
        own = [*closing, gettext(rules.NO_REPLY), settings.MUNICIPALITY]
    return subject, "\n".join(lines) + "\n\n" + "\n".join(own) + "\n"


def _line(each: Waiting, language: str) -> str:
    text = gettext(rules.TEXTS[each.kind])
    if not isinstance(each.subject, MeetingNow):
        return text
    return text.format(**_when(each.subject.starts_at, language))


def _when(moment: datetime, language: str) -> dict[str, str]:
    """Tisdag 24 november and 10, or 10.30; in English and Arabic 10:00."""
    local = timezone.localtime(moment)
    whole, exact = CLOCKS.get(language, OTHER_CLOCK)
    clock = exact if local.minute else whole
    return {
        "day": format_datetime(local, "EEEE d MMMM", tzinfo=local.tzinfo, locale=language),
        "clock": format_datetime(local, clock, tzinfo=local.tzinfo, locale=language),
    }


def _closing() -> list[str]:
    """Where more stands and whom to ring, as far as the municipality has said."""
    sending = settings.SENDING
    more = gettext(rules.READ_MORE).format(address=f"{sending.address}/mina-sidor/") if sending.address else ""
    ask = gettext(rules.ASK_US).format(phone=sending.phone) if sending.phone else ""
    return [line for line in (more, ask) if line]
