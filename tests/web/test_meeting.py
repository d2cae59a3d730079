"""Meetings on screen: book, move, settle, invite; notes and files with their bad input."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stegvis.actions.document import add_document
from stegvis.actions.note import write_note
from stegvis.models import AccessLog, Document, Meeting, Note
from stegvis.rules.meeting import MeetingStatus, SecrecyClass
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import address, logged, text

pytestmark = pytest.mark.django_db


def day(days):
    return make.today() + timedelta(days=days)


def booked(case, days=3, hour=10, **values):
    starts_at = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)
    facts = {"case": case, "kind": "follow_up", "starts_at": starts_at, "where": "Arena Söder"}
    return Meeting.objects.create(**facts | values)


def typed(**changes):
    sent = {"kind": "follow_up", "day": day(3), "clock": "10.00", "minutes": "60", "where": "Arena Söder"}
    return sent | {"how_to_get_there": "Buss 3", "others": "", "about": ""} | changes


@pytest.mark.parametrize("clock", ["10", "10.00", "10:00", "kl 10", "1000"])
def test_meeting_is_booked_however_the_time_is_written(coordinator, case, clock):
    answer = coordinator.post(address("meeting_new", case), typed(clock=clock))
    meeting = Meeting.objects.get()
    assert answer.url == address("meeting", meeting)
    assert timezone.localtime(meeting.starts_at).hour == 10
    assert "Mötet är bokat" in text(coordinator.get(answer.url))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"clock": "25.00"}, "Skriv klockslaget som", id="no such time"),
        pytest.param({"clock": "efter lunch"}, "Skriv klockslaget som", id="no time"),
        pytest.param({"day": "snart"}, "Skriv datumet som", id="no day"),
        pytest.param({"day": ""}, "Dag", id="nothing"),
        pytest.param({"day": str(day(-2))}, "redan varit", id="past"),
        pytest.param({"where": ""}, "Skriv var ni ses", id="nowhere"),
        pytest.param({"kind": "three_party"}, "vilka fler", id="three parties, two people"),
        pytest.param({"minutes": "9999"}, "480", id="too long"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(coordinator, case, changes, words):
    answer = coordinator.post(address("meeting_new", case), typed(**changes))
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="Buss 3"' in text(answer)
    assert not Meeting.objects.exists()


def test_place_and_way_are_remembered_from_last_time(coordinator, case):
    booked(case, -20, where="Biblioteket", how_to_get_there="Spår 2", status="held", settled_on=day(-20))
    page = text(coordinator.get(address("meeting_new", case)))
    assert 'value="Biblioteket"' in page
    assert 'value="Spår 2"' in page


def test_coordinator_who_is_already_booked_is_told_and_may(coordinator, case):
    booked(make.case(), held_by=coordinator.user)
    page = text(coordinator.post(address("meeting_new", case), typed(), follow=True))
    assert "Maria Ekdahl har också ett annat möte bokat då, kl. 10.00" in page
    assert Meeting.objects.filter(case=case).exists()


def test_meeting_is_moved_and_the_rest_is_kept(coordinator, case):
    meeting = booked(case, how_to_get_there="Buss 3")
    page = text(coordinator.get(address("meeting_move", meeting)))
    assert 'value="10.00"' in page
    coordinator.post(address("meeting_move", meeting), typed(clock="13.15"))
    meeting.refresh_from_db()
    assert f"{timezone.localtime(meeting.starts_at):%H.%M}" == "13.15"


def test_how_it_went_is_said_once(coordinator, case):
    meeting = booked(case, -1)
    coordinator.post(address("meeting_settle", meeting), {"outcome": "missed"})
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.MISSED
    page = text(coordinator.get(address("meeting_list", case)))
    assert "deltagaren kom inte" in page
    again = coordinator.post(address("meeting_settle", meeting), {"outcome": "held"})
    assert again.status_code == 422
    assert "redan avklarat" in text(again)


def test_invitation_says_where_when_whom_and_what_to_do_when_ill(coordinator, case):
    meeting = booked(case, held_by=coordinator.user, how_to_get_there="Buss 3 till Kärnan")
    page = text(coordinator.get(address("meeting_invitation", meeting)))
    for words in ("10.00 till 11.00", "Arena Söder", "Maria Ekdahl", "Buss 3 till Kärnan", "Om du är sjuk"):
        assert words in page
    pdf = coordinator.get(address("meeting_invitation_pdf", meeting))
    assert pdf.content.startswith(b"%PDF")
    assert logged(screen="meeting_invitation_pdf", kind="export")


def test_what_is_called_off_has_no_invitation(coordinator, case):
    meeting = booked(case, status="cancelled_by_us", settled_on=make.today())
    assert "Ingen kallelse" in text(coordinator.get(address("meeting_invitation", meeting)))
    assert coordinator.get(address("meeting_invitation_pdf", meeting)).status_code == 302


def test_invitation_is_in_the_language_the_participant_reads(coordinator, case):
    case.participant.page_language = "en"
    case.participant.save()
    page = text(coordinator.get(address("meeting_invitation", booked(case))))
    assert 'class="letter" lang="en"' in page


def test_notes_are_struck_not_rewritten(coordinator, case):
    coordinator.post(address("note_list", case), {"text": "Kommer sent", "secrecy": "file", "written_on": day(-1)})
    note = Note.objects.get()
    coordinator.post(address("note_correct", note), {"text": "Kommer i tid"})
    page = text(coordinator.get(address("note_list", case)))
    assert "<s>Kommer sent</s>" in page
    assert "Rättad" in page
    assert "Kommer i tid" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"text": ""}, "Anteckning", id="nothing"),
        pytest.param({"written_on": str(day(2))}, "inte har varit än", id="tomorrow"),
        pytest.param({"secrecy": "top"}, "Det valet finns inte", id="unknown class"),
    ],
)
def test_note_that_is_refused_keeps_its_words(coordinator, case, changes, words):
    sent = {"text": "Trivs på förskolan", "secrecy": "file", "written_on": str(make.today())} | changes
    answer = coordinator.post(address("note_list", case), sent)
    assert answer.status_code == 422
    assert words in text(answer)
    assert ("Trivs på förskolan" in text(answer)) is bool(sent["text"])
    assert not Note.objects.exists()


def test_notes_are_filtered_by_class_and_writer(coordinator, case):
    write_note(case, text="Jobbar bra", secrecy=SecrecyClass.WORK, by=make.SYSTEM)
    write_note(case, text="Om ekonomin", secrecy=SecrecyClass.SENSITIVE, by=make.SYSTEM)
    where = address("note_list", case)
    assert "Om ekonomin" not in text(coordinator.get(where, {"class": "work"}))
    assert "Jobbar bra" not in text(coordinator.get(where, {"who": "own"}))


def test_work_supervisor_reads_only_what_the_work_needs(as_role, case):
    workshop = make.unit("Drivhuset")
    make.placement(case, make.place(host=workshop))
    for each in SecrecyClass:
        write_note(case, text=f"om {each.value}", secrecy=each, by=make.SYSTEM)
        add_document(case, content=b"Hej", file_name=f"{each.value}.txt", secrecy=each, by=make.SYSTEM)
    anders = as_role(Role.WORK_SUPERVISOR, at=workshop)
    page = text(anders.get(address("note_list", case)))
    assert "om work" in page
    assert "om file" not in page
    assert "om sensitive" not in page
    assert "Spara anteckningen" not in page
    reached = {each.name: anders.get(address("document", each)).status_code for each in Document.objects.all()}
    assert reached == {"work.txt": 200, "file.txt": 403, "sensitive.txt": 403}


PROGRAM = b"MZ\x90\x00\x03" + bytes(80)


def send(client, case, content, name="intyg.pdf", **changes):
    sent = {"file": SimpleUploadedFile(name, content), "name": "", "secrecy": "file"} | changes
    return client.post(address("document_list", case), sent)


def test_file_is_kept_and_comes_back_only_as_a_file(coordinator, case):
    send(coordinator, case, b"Hej", "r\u00e5d.txt")
    kept = Document.objects.get()
    answer = coordinator.get(address("document", kept))
    assert answer.content == b"Hej"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert AccessLog.objects.get(screen="document").participant_ids == [case.participant_id]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(PROGRAM, "av ett slag som inte kan sparas", id="a renamed program"),
        pytest.param(b"", "Filen är tom", id="empty"),
    ],
)
def test_file_that_is_refused_is_said_why(coordinator, case, content, words):
    answer = send(coordinator, case, content, name="min", shown_to_participant="on")
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'name="shown_to_participant" id="id_shown_to_participant" checked' in text(answer)
    assert not Document.objects.exists()


class Endless:
    """Two gigabytes that come as long as somebody reads; counts how much was read, and how much at most at once."""

    taken = largest = 0

    def read(self, size=-1):
        assert 0 < size <= 1024 * 1024, "never all at once"
        self.taken += size
        self.largest = max(self.largest, size)
        return bytes(size)

    def readline(self, size=-1):
        raise AssertionError("the content is thrown away unread")

    def close(self):
        """The test client closes what it sends."""


def test_two_gigabytes_are_refused_without_being_kept_in_memory_or_on_disk(coordinator, case, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    stream = Endless()
    answer = coordinator.generic(
        "POST",
        address("document_list", case),
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(2 * 1024**3), "wsgi.input": stream},
    )
    assert answer.status_code == 413
    assert "Filen är större än 10 MB" in text(answer)
    assert stream.taken <= 33 * 1024 * 1024
    assert not list(tmp_path.iterdir())
    assert not Document.objects.exists()


def test_upload_is_still_checked_for_its_token(case, coordinator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator.user)
    assert send(strict, case, b"Hej", "a.txt").status_code == 403
    assert not Document.objects.exists()


def test_removed_document_is_gone_for_everybody(coordinator, case):
    kept = add_document(case, content=b"Hej", file_name="a.txt", by=make.SYSTEM)
    coordinator.post(address("document_remove", kept))
    assert coordinator.get(address("document", kept)).status_code == 404
    assert "a.txt" not in text(coordinator.get(reverse("document_list", args=[case.pk]))).partition("<main")[2].replace(
        "a.txt är borttagen", ""
    )
