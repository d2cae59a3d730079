"""A file far too big: refused by what it says it weighs, kept nowhere, and what was typed beside it stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from stegvis.models import AgreementDocument, Document
from stegvis.rules.document import MOST_BYTES
from stegvis.rules.people import Role
from stegvis.web.upload import MOST_DISCARDED
from tests import factories as make
from tests.web.conftest import address, text

pytestmark = pytest.mark.django_db

MULTIPART = "multipart/form-data; boundary=x"
TOLD = "Filen är större än 10 MB. Spara den mindre, eller dela upp den."


class Sent:
    """What somebody sends: some typed fields, and then bytes for as long as anybody reads. Counts what was read."""

    def __init__(self, **typed: str) -> None:
        fields = "".join(
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in typed.items()
        )
        self.first = f'{fields}--x\r\nContent-Disposition: form-data; name="file"; filename="stor.pdf"\r\n\r\n'.encode()
        self.taken = self.largest = 0

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= 1024 * 1024, "never all at once"
        piece, self.first = self.first[:size], self.first[size:]
        piece += bytes(size - len(piece))
        self.taken += size
        self.largest = max(self.largest, size)
        return piece

    def readline(self, size: int = -1) -> bytes:
        raise AssertionError("the content is thrown away unread")

    def close(self) -> None:
        """The test client closes what it sends."""


@pytest.fixture(params=["agreement", "case"])
def form(request, as_role, coordinator, case):
    """Each form that keeps documents: who sends it, and where."""
    if request.param == "case":
        return coordinator, address("document_list", case)
    return as_role(Role.HR), reverse("agreement_file", args=[make.agreement(make.unit()).pk])


def send(client, where, sent, *, declared, content_type=MULTIPART):
    headers = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(declared), "wsgi.input": sent}
    return client.generic("POST", where, **headers)


@pytest.fixture(autouse=True)
def nothing_on_disk(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    yield
    assert not list(tmp_path.iterdir())
    assert not Document.objects.exists()
    assert not AgreementDocument.objects.exists()


def test_two_gigabytes_are_not_read_to_their_end_and_what_was_typed_is_kept(form):
    sent = Sent(name="Avtalet för året", secrecy="file")
    answer = send(*form, sent, declared=2 * 1024**3)
    assert answer.status_code == 413
    assert "Connection" not in answer, "the server decides of it; one that keeps to WSGI would fail"
    assert TOLD in text(answer)
    assert 'value="Avtalet för året"' in text(answer)
    assert "Välj en fil." not in text(answer)
    assert sent.taken <= MOST_DISCARDED
    assert sent.largest <= 64 * 1024


def test_just_too_big_is_refused_the_same_way_also_with_the_file_first(form):
    client, where = form
    file = SimpleUploadedFile("stor.pdf", bytes(MOST_BYTES + 100 * 1024))
    answer = client.post(where, {"file": file, "name": "Bilaga två", "secrecy": "file"})
    assert answer.status_code == 413
    assert TOLD in text(answer)
    assert 'value="Bilaga två"' in text(answer)


def test_what_else_is_wrong_is_told_at_once(form):
    answer = send(*form, Sent(name="x" * 101), declared=MOST_BYTES * 2)
    assert answer.status_code == 413
    assert TOLD in text(answer)
    assert "100 tecken" in text(answer)


@pytest.mark.parametrize("content_type", ["multipart/form-data", "text/plain", MULTIPART.replace("=x", "=annan")])
def test_what_cannot_be_read_as_a_form_is_refused_without_a_fault(form, content_type):
    sent = Sent(name="Avtal")
    answer = send(*form, sent, declared=10**12, content_type=content_type)
    assert answer.status_code == 413
    assert TOLD in text(answer)
    assert sent.taken <= MOST_DISCARDED


def test_nobody_else_is_made_to_wait_for_it(form, as_role):
    _client, where = form
    sent = Sent(name="Avtal")
    assert send(as_role(Role.ANALYST), where, sent, declared=2 * 1024**3).status_code == 403
    assert not sent.taken


def test_a_small_file_is_still_checked_for_its_token(form):
    client, where = form
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(client.user)
    sent = {"file": SimpleUploadedFile("a.txt", b"Hej"), "name": "", "secrecy": "file"}
    assert strict.post(where, sent).status_code == 403
