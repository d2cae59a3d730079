"""Exchange (utbyte): reading and writing lists of participants and places."""

from __future__ import annotations

from .words import Labelled, N_


class FileKind(Labelled):
    """What a file lists."""

    PARTICIPANTS = "participants", N_("deltagare")
    PLACES = "places", N_("arbetsplatser")


class ImportStatus(Labelled):
    """Where a reading stands."""

    WAITING = "waiting", N_("väntar")
    READING = "reading", N_("läser filen")
    READY = "ready", N_("klar att spara")
    SAVING = "saving", N_("sparar")
    SAVED = "saved", N_("sparad")
    REFUSED = "refused", N_("går inte att spara")
    FAILED = "failed", N_("avbruten")


MOVES: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.WAITING: frozenset({ImportStatus.READING}),
    ImportStatus.READING: frozenset({ImportStatus.READY, ImportStatus.REFUSED, ImportStatus.FAILED}),
    ImportStatus.READY: frozenset({ImportStatus.SAVING}),
    ImportStatus.SAVING: frozenset({ImportStatus.SAVED, ImportStatus.FAILED}),
    ImportStatus.SAVED: frozenset(),
    ImportStatus.REFUSED: frozenset(),
    ImportStatus.FAILED: frozenset(),
}
