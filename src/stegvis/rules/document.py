"""Document (handling): a file kept with a case or an agreement: how large, of what kind, and its name."""

from __future__ import annotations

import re
import unicodedata

from .words import Reason

MOST_BYTES = 10 * 1024 * 1024
FILE_TOO_LARGE = Reason("Filen är större än 10 MB. Spara den mindre, eller dela upp den.", at="file")
WRONG_KIND = Reason(
    "Filen är av ett slag som inte kan sparas här, vad den än heter. Spara den som PDF och välj den igen.", at="file"
)
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


def reasons_not_to_keep(*, name: str, size_bytes: int, content_type: str) -> list[Reason]:
    """A file has a name, is not empty, not too large, and of a kind that can do no harm; read from its content."""
    if not size_bytes:
        return [Reason("Filen är tom. Välj en annan.", at="file")]
    if size_bytes > MOST_BYTES:
        return [FILE_TOO_LARGE]
    if not content_type:
        return [WRONG_KIND]
    return [] if name.strip() else [Reason("Skriv vad handlingen heter.", at="name")]


def clean_name(given: str, *, ending: str) -> str:
    """The name without folders, signs that cannot be seen and leading dots, with the ending that its content has."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C"))
    stem = " ".join(seen.split()).strip(". ")
    for known in ENDINGS.values():
        stem = re.sub(rf"{re.escape(known)}$", "", stem, flags=re.IGNORECASE)
    stem = stem.strip(". ")
    return f"{stem[: MOST_NAME - len(ending)].rstrip()}{ending}" if stem else ""
