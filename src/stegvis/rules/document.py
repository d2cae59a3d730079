"""Document (handling): a file that is kept with a case or an agreement; how large, of what kind, and its name."""

from __future__ import annotations

import re
import unicodedata

from .case import CaseStatus, reasons_not_to_write
from .words import Reason

MOST_BYTES = 10 * 1024 * 1024
FILE_TOO_LARGE = Reason("Filen är större än 10 MB. Spara den mindre, eller dela upp den.", at="file")
MOST_NAME = 120
ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/plain": ".txt",
}
"""The kinds of file that may be kept, by what their content is, with the ending each gets."""


def reasons_not_to_add(*, status: CaseStatus, name: str, size_bytes: int, content_type: str) -> list[Reason]:
    """A document has a name, is not empty, not too big, and of a kind that can do no harm; read from its content."""
    reasons = reasons_not_to_write(status=status)
    if size_bytes == 0:
        return [*reasons, Reason("Filen är tom.", at="file")]
    if size_bytes > MOST_BYTES:
        return [*reasons, FILE_TOO_LARGE]
    if not content_type:
        reasons.append(Reason("Innehållet är inte av ett slag som får sparas, vad filen än heter.", at="file"))
        reasons.append(Reason("Filen ska vara PDF, Word, Excel, OpenDocument, bild eller text.", at="file"))
    if not name.strip():
        reasons.append(Reason("Skriv vad handlingen heter.", at="name"))
    return reasons


def clean_name(given: str, *, ending: str) -> str:
    """The name without folders, signs that cannot be seen and leading dots, with the ending that its content has."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C"))
    stem = " ".join(seen.split()).strip(". ")
    for known in ENDINGS.values():
        stem = re.sub(rf"{re.escape(known)}$", "", stem, flags=re.IGNORECASE)
    stem = stem.strip(". ")
    return f"{stem[: MOST_NAME - len(ending)].rstrip()}{ending}" if stem else ""
