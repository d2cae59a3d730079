"""Template (mall): an empty file with the right headings, and a sheet that explains them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ...outside.spreadsheets import Heading, write_csv, write_xlsx
from ...rules.exchange import COLUMNS, NEEDED, FileKind
from ...rules.words import N_
from .export import TITLES

EXPLAINED = (N_("Kolumn"), N_("Vad den är"), N_("Till exempel"), N_("Går att välja"))


def template(kind: FileKind, *, as_workbook: bool) -> bytes:
    """Headings only; the workbook also has a sheet that says what each column is."""
    headings = [Heading(column.header, column.width) for column in COLUMNS[kind]]
    if not as_workbook:
        return write_csv(headings, [])
    notes = [tuple(_(heading) for heading in EXPLAINED)]
    for column in COLUMNS[kind]:
        hints = [_("Behövs alltid som kolumn.")] if column.key in NEEDED[kind] else []
        hints += [_(column.hint)] if column.hint else []
        notes.append((column.header, " ".join(hints), column.example, ", ".join(column.choices)))
    stays = _("En tom cell ändrar ingenting: det som redan står i Stegvis blir kvar.")
    return write_xlsx(TITLES[kind], headings, [], notes=[*notes, (_("Tomma celler"), stays, "", "")])
