"""What a file is, read from its content: a damaged, locked or oddly packed archive is of no kind and breaks nothing."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.outside.file_types import OPEN_XML, content_type_of

MAIN, WORD = next(iter(OPEN_XML.items()))


def word_file(method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{MAIN.decode()}"/></Types>')
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()


KINDS_OF_WORD_FILE = st.sampled_from([word_file(), word_file(zipfile.ZIP_STORED)])
CHANGES = st.lists(st.tuples(st.integers(2, len(word_file()) - 1), st.integers(0, 255)), max_size=6)


def test_word_file_is_known_by_its_content():
    assert content_type_of(word_file()) == content_type_of(word_file(zipfile.ZIP_STORED)) == WORD


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_archive_packed_as_no_office_program_does_is_of_no_kind(method):
    assert content_type_of(word_file(method)) == ""


def test_locked_file_is_of_no_kind():
    locked = bytearray(word_file())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(header) + flags] |= 1
    assert content_type_of(bytes(locked)) == ""


def test_file_whose_packed_content_is_damaged_is_of_no_kind():
    damaged = bytearray(word_file())
    start = damaged.index(b"[Content_Types].xml") + len("[Content_Types].xml")
    damaged[start : start + 8] = b"\xff" * 8
    assert content_type_of(bytes(damaged)) == ""


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=KINDS_OF_WORD_FILE, changes=CHANGES, end=st.none() | st.integers(2, 400))
def test_whatever_has_happened_to_a_file_it_gets_an_answer(content, changes, end):
    damaged = bytearray(content)
    for place, value in changes:
        damaged[place] = value
    assert content_type_of(bytes(damaged[:end])) in {"", WORD}
