"""Uploads (uppladdade filer): one far too big is refused by the size it declares, before it is kept anywhere."""

from __future__ import annotations

from io import RawIOBase

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.forms import BaseForm
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from ..rules.document import FILE_TOO_LARGE
from .format import reason
from .request import Request

FORM_AROUND = 64 * 1024
"""What the rest of the form may weigh beside the file."""
MOST_DISCARDED = 32 * 1024 * 1024
"""So much is taken in and thrown away, so that a browser gets to read the answer and what was typed is kept."""
PIECE = 64 * 1024
TOO_LARGE = 413


class Discarded(FileUploadHandler):
    """Keeps nothing of a file, neither in memory nor on disk."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never asked: every file is skipped."""

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None


class AtMost(RawIOBase):
    """A request's content, piece by piece, up to what is taken in of what is refused."""

    def __init__(self, request: Request) -> None:
        self.request, self.left = request, MOST_DISCARDED

    def read(self, size: int | None = PIECE, /) -> bytes:
        piece = self.request.read(min(size if size and size > 0 else PIECE, self.left)) if self.left else b""
        self.left -= len(piece)
        return piece


def declared_bytes(request: Request) -> int:
    """What the request says that it weighs."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def typed_beside_too_large(request: Request, *, most_bytes: int) -> QueryDict | None:
    """None for a form whose file may be read; else what was typed beside the file, of which nothing is kept.

    A form that asks for the file last keeps what was typed however large the file is. Asked before anything has read
    the form: the view is exempt from the token, and whatever saves the form checks it.
    """
    if declared_bytes(request) <= most_bytes + FORM_AROUND:
        return None
    encoding, content = request.encoding or settings.DEFAULT_CHARSET, AtMost(request)
    try:
        typed, _files = MultiPartParser(request.META, content, [Discarded(request)], encoding).parse()
    except (MultiPartParserError, SuspiciousOperation):
        typed = QueryDict(encoding=encoding)
    while content.read(PIECE):
        pass
    return typed


def say_too_large(form: BaseForm) -> None:
    """The rule's sentence at the file's field, instead of that no file came."""
    form.errors.pop("file", None)
    form.add_error("file", reason(FILE_TOO_LARGE))
