"""Instrument (frågeformulär): a new version takes over from the one before, which stays as it was answered."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Instrument, InstrumentItem, InstrumentText, InstrumentVersion
from ..rules.history import EventKind
from ..rules.instrument import Draft, reasons_not_to_publish
from .log import log, stop_if


@transaction.atomic
def save_version(
    instrument: Instrument, *, draft: Draft, valid_from: date, licence_note: str, by: Actor
) -> InstrumentVersion:
    """Save a whole version; the latest ends the day before. Nobody changes a version that is there."""
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    require(by, Permission.SETTINGS_WRITE)
    latest = instrument.versions.order_by("-version").first()
    stop_if(
        reasons_not_to_publish(
            licence_note=licence_note,
            valid_from=valid_from,
            latest_from=latest.valid_from if latest else None,
            today=timezone.localdate(),
        )
    )
    if latest is not None:
        latest.valid_to = valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_to"])
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        version=latest.version + 1 if latest else 1,
        valid_from=valid_from,
        lowest=draft.lowest,
        highest=draft.highest,
        licence_note=licence_note.strip(),
    )
    _write(version, draft)
    log(EventKind.INSTRUMENT_SAVED, version, by=by, version=version.version, valid_from=valid_from)
    return version


def _write(version: InstrumentVersion, draft: Draft) -> None:
    items = InstrumentItem.objects.bulk_create(
        InstrumentItem(
            version=version,
            position=question.position,
            key=question.key,
            respondents=[who.value for who in question.respondents],
            is_internal=question.is_internal,
        )
        for question in draft.questions
    )
    words = [
        InstrumentText(version=version, item=item, respondent=who, language=language, text=text)
        for item, question in zip(items, draft.questions, strict=True)
        for (who, language), text in question.texts.items()
    ]
    words += [
        InstrumentText(version=version, value=value, respondent=who, language=language, text=text)
        for (who, language, value), text in draft.scale.items()
    ]
    InstrumentText.objects.bulk_create(words)
