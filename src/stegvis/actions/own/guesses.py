"""Guesses (felaktiga koder): wrong codes counted by where they come from, for every kind of code."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from ...models import CodeGuess
from ...rules.own import GUESSES_COUNT_FOR, LOCKED_FOR, locked_until, reasons_locked
from ..log import stop_if


def stop_locked(*sources: str) -> None:
    """Raise NotAllowedNow for a source that has guessed too often; ask before a code is looked up.

    A source is a fingerprint of where the try comes from (`web.source.source_of`), never the address itself.
    """
    now = timezone.now()
    for source in sources:
        stop_if(reasons_locked(_locked_until(source, now)))


@transaction.atomic
def note_wrong(*sources: str) -> None:
    """Count one wrong code, one source at a time; call it outside what is undone when the try is refused."""
    now = timezone.now()
    for source in sorted(set(sources)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))", [source])
        if _locked_until(source, now) is None:
            CodeGuess.objects.create(source_hash=source, at=now)
    CodeGuess.objects.filter(at__lt=now - GUESSES_COUNT_FOR - LOCKED_FOR).delete()


def _locked_until(source: str, now: datetime) -> datetime | None:
    counted = CodeGuess.objects.filter(source_hash=source, at__gte=now - GUESSES_COUNT_FOR - LOCKED_FOR)
    return locked_until(list(counted.values_list("at", flat=True)), now=now)
