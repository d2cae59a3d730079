"""Notes and documents through the actions: written once, put right by new ones, kept by what they are."""

import io
import zipfile

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.document import add_document, remove_document
from stegvis.actions.note import correct_note, write_note
from stegvis.models import CaseEvent, Document, DocumentContent, Note
from stegvis.rules.document import MOST_BYTES
from stegvis.rules.meeting import SecrecyClass
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user(role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


def archive(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def office(main):
    return archive(**{"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>', "_rels/.rels": "<x/>"})


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(20)
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60)


@pytest.mark.parametrize(
    ("content", "given", "kept_as"),
    [
        pytest.param(PDF, "intyg.pdf", ("intyg.pdf", "application/pdf"), id="PDF"),
        pytest.param(office(f"{WORD}.main+xml"), "avtal.docx", ("avtal.docx", WORD), id="Word"),
        pytest.param(office(f"{EXCEL}.main+xml"), "tider.xlsx", ("tider.xlsx", EXCEL), id="Excel"),
        pytest.param(archive(mimetype=ODT), "brev.odt", ("brev.odt", ODT), id="OpenDocument"),
        pytest.param(PNG, "bild.PNG", ("bild.png", "image/png"), id="picture"),
        pytest.param(JPG, "kort.jpeg.pdf", ("kort.jpeg.jpg", "image/jpeg"), id="picture with another's name"),
        pytest.param("Åka buss".encode(), "r\u00e5d", ("råd.txt", "text/plain"), id="text without an ending"),
        pytest.param("Åka buss".encode("latin-1"), "gammal.txt", ("gammal.txt", "text/plain"), id="old text"),
    ],
)
def test_what_a_file_is_is_read_from_its_content(case, by, content, given, kept_as):
    kept = add_document(case, content=content, file_name=given, by=by)
    assert (kept.name, kept.content_type) == kept_as
    assert bytes(kept.content.data) == content


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PROGRAM, id="a program"),
        pytest.param(b"MZ" + PDF, id="a program that holds a PDF"),
        pytest.param(b"\x7fELF" + bytes(60), id="a program of Linux"),
        pytest.param(b"#!/bin/sh\nrm -rf /\n", id="a script"),
        pytest.param(b"<!doctype html><script>alert(1)</script>", id="a web page"),
        pytest.param(archive(**{"a.exe": "MZ"}), id="an archive"),
        pytest.param(office(f"{WORD}.main+xml")[:-30], id="half a Word file"),
        pytest.param(
            archive(**{"[Content_Types].xml": f"{WORD}.main+xml", "word/vbaProject.bin": "x"}), id="a macro in it"
        ),
        pytest.param(bytes(range(256)), id="signs of every sort"),
    ],
)
def test_program_with_the_name_of_a_document_is_refused(case, by, content):
    with pytest.raises(NotAllowedNow, match="av ett slag som inte kan sparas här, vad den än heter"):
        add_document(case, content=content, file_name="intyg.pdf", by=by)
    assert not Document.objects.exists()
    assert not CaseEvent.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [pytest.param(b"", "Filen är tom", id="empty"), pytest.param(b"x" * (MOST_BYTES + 1), "10 MB", id="too big")],
)
def test_empty_and_too_big_files_are_refused(case, by, content, words):
    with pytest.raises(NotAllowedNow, match=words):
        add_document(case, content=content, file_name="intyg.txt", by=by)


def test_sensitive_document_is_never_shown_on_own_pages(case, by):
    with pytest.raises(NotAllowedNow, match="känslig handling visas inte"):
        add_document(
            case, content=PDF, file_name="a.pdf", secrecy=SecrecyClass.SENSITIVE, shown_to_participant=True, by=by
        )


def test_removed_document_is_out_of_the_list_but_kept(case, by):
    kept = add_document(case, content=PDF, file_name="intyg.pdf", by=by)
    for _ in range(2):
        remove_document(kept, by=by)
    assert DocumentContent.objects.filter(document=kept).exists()
    assert list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        "document_added",
        "document_removed",
    ]


def test_note_is_put_right_by_a_new_one_and_the_old_stays(case, by):
    wrong = write_note(case, text="Kommer inte i tid", by=by)
    right = correct_note(wrong, text="Kommer i tid", by=by)
    wrong.refresh_from_db()
    assert (wrong.text, right.corrects_id) == ("Kommer inte i tid", wrong.pk)
    with pytest.raises(NotAllowedNow, match="redan rättad"):
        correct_note(wrong, text="Något annat", by=by)
    with pytest.raises(NotAllowedNow, match="samma text"):
        correct_note(right, text="Kommer i tid ", by=by)
    assert correct_note(right, text="Kommer oftast i tid", by=by).corrects_id == right.pk


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.WORK_SUPERVISOR, Role.COORDINATOR, Role.INTAKE, Role.HR])
def test_who_may_not_write(case, by, role):
    secrecy = SecrecyClass.WORK
    note, other = write_note(case, text="Trivs", secrecy=secrecy, by=by), make.actor(role)
    kept = add_document(case, content=PDF, file_name="a.pdf", secrecy=secrecy, by=by)
    for act in (
        lambda: write_note(case, text="Mitt", secrecy=secrecy, by=other),
        lambda: correct_note(note, text="Mitt", by=other),
        lambda: add_document(case, content=PDF, file_name="b.pdf", secrecy=secrecy, by=other),
        lambda: remove_document(kept, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"text": ""}, "note_says_something", id="nothing"),
        pytest.param({"secrecy": "top"}, "note_secrecy_known", id="unknown class"),
    ],
)
def test_note_that_cannot_be(case, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Note.objects.create(**{"case": case, "text": "x", "written_on": make.today()} | values)


def test_document_of_an_unknown_class_cannot_be(case):
    with pytest.raises(IntegrityError, match="document_secrecy_known"), transaction.atomic():
        Document.objects.create(case=case, name="a", content_type="text/plain", size_bytes=1, sha256="", secrecy="top")
