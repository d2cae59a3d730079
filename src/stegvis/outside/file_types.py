"""File types (filslag): what a file is, read from its content; the name and what the browser says are not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .late import late

if TYPE_CHECKING:
    import puremagic
else:
    puremagic = late("puremagic")

PICTURES_AND_PDF = frozenset({"application/pdf", "image/jpeg", "image/png"})
OPEN_XML: Mapping[bytes, str] = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
OPEN_DOCUMENT_TEXT = "application/vnd.oasis.opendocument.text"
MOST_READ = 1_000_000
LOCKED, PACKED = 1, frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DAMAGED = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error)
"""What reading an archive gives whose index, version, end, names, places or packed content is not as it says."""
LAYOUT_SIGNS = frozenset("\t\n\r\f")


def content_type_of(content: bytes) -> str:
    """The kind of a file that we keep; nothing for every other kind, such as programs, macros, archives and scripts."""
    if content.startswith(b"PK"):
        return _of_archive(content)
    kinds = [match.mime_type for match in _matches(content)]
    if kinds and kinds[0] in PICTURES_AND_PDF:
        return kinds[0]
    return "text/plain" if _is_plain_text(content, kinds) else ""


def _matches(content: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return list(puremagic.magic_string(content))
    except (puremagic.PureError, ValueError):
        return []


def _of_archive(content: bytes) -> str:
    """Office files are archives: the list inside says which kind, and whether there are programs in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) or "Basic/" in name for name in names):
                return ""
            if "[Content_Types].xml" in names:
                listed = _read(archive, "[Content_Types].xml")
                return next((kind for main, kind in OPEN_XML.items() if main in listed), "")
            is_text = "mimetype" in names and _read(archive, "mimetype").strip() == OPEN_DOCUMENT_TEXT.encode()
            return OPEN_DOCUMENT_TEXT if is_text else ""
    except DAMAGED:
        return ""


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of the list or the name of the kind; locked, or packed as no office program does, it is none."""
    kept = archive.getinfo(name)
    if kept.flag_bits & LOCKED or kept.compress_type not in PACKED:
        raise zipfile.BadZipFile
    with archive.open(kept) as part:
        return part.read(MOST_READ)


def _is_plain_text(content: bytes, kinds: list[str]) -> bool:
    """Words and nothing else: no signs that only programs use, no script that a computer would run."""
    if any(kind and kind != "text/plain" for kind in kinds) or content.startswith(b"#!"):
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return all(sign.isprintable() or sign in LAYOUT_SIGNS for sign in text)
