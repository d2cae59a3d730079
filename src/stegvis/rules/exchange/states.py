"""Files and runs (filer och inläsningar): what a file lists, where a reading stands, what a row would do."""

from __future__ import annotations

from ..words import N_, Labelled, Reason

DAYS_KEPT = 30
"""How long a file that was never saved is kept (the municipality's rule for working copies)."""


class FileKind(Labelled):
    """What a file lists."""

    PARTICIPANTS = "participants", N_("deltagare")
    PLACES = "places", N_("arbetsplatser")
    TRAVEL = "travel", N_("restider")


class ImportStatus(Labelled):
    """Where a reading stands."""

    WAITING = "waiting", N_("väntar på att läsas")
    READING = "reading", N_("läser filen")
    READY = "ready", N_("klar att spara")
    ACCEPTED = "accepted", N_("väntar på att sparas")
    SAVING = "saving", N_("sparar")
    SAVED = "saved", N_("sparad")
    REFUSED = "refused", N_("går inte att spara")
    FAILED = "failed", N_("avbruten")
    DISPOSED = "disposed", N_("filen är gallrad")


MOVES: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.WAITING: frozenset({ImportStatus.READING, ImportStatus.DISPOSED}),
    ImportStatus.READING: frozenset({ImportStatus.READY, ImportStatus.REFUSED, ImportStatus.FAILED}),
    ImportStatus.READY: frozenset({ImportStatus.ACCEPTED, ImportStatus.WAITING, ImportStatus.DISPOSED}),
    ImportStatus.ACCEPTED: frozenset({ImportStatus.SAVING, ImportStatus.DISPOSED}),
    ImportStatus.SAVING: frozenset({ImportStatus.SAVED, ImportStatus.READY, ImportStatus.REFUSED, ImportStatus.FAILED}),
    ImportStatus.SAVED: frozenset(),
    ImportStatus.REFUSED: frozenset({ImportStatus.WAITING, ImportStatus.DISPOSED}),
    ImportStatus.FAILED: frozenset({ImportStatus.WAITING, ImportStatus.DISPOSED}),
    ImportStatus.DISPOSED: frozenset(),
}
IN_THE_BACKGROUND = (ImportStatus.WAITING, ImportStatus.READING, ImportStatus.ACCEPTED, ImportStatus.SAVING)
AT_WORK = (ImportStatus.READING, ImportStatus.SAVING)


class RowKind(Labelled):
    """What one row of the file would do, or did."""

    ERROR = "error", N_("fel")
    CREATE = "create", N_("ny")
    UPDATE = "update", N_("ändras")
    UNCHANGED = "unchanged", N_("oförändrad")
    SKIPPED = "skipped", N_("hoppas över")


def reasons_not_to_save(*, status: ImportStatus, rows_to_save: int) -> list[Reason]:
    """A run is saved once, and only when every row can be."""
    if ImportStatus.ACCEPTED not in MOVES[status]:
        return [Reason("Inläsningen är {status} och kan inte sparas.", status=status.label)]
    if not rows_to_save:
        return [Reason("Filen ändrar ingenting, så det finns inget att spara.")]
    return []


def reasons_not_to_try_again(*, status: ImportStatus, has_content: bool) -> list[Reason]:
    """What was cut off can be read once more while the file is kept."""
    if ImportStatus.WAITING not in MOVES[status]:
        return [Reason("Inläsningen är {status} och kan inte läsas om.", status=status.label)]
    if not has_content:
        return [Reason("Filen är borttagen. Läs in den på nytt.")]
    return []
