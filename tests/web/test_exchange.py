"""Import and export on screen: choose a file, look, save, mend, take out; and a file that is none."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stegvis.access import Actor
from stegvis.actions import exchange
from stegvis.jobs import exchange as jobs
from stegvis.models import AccessLog, ImportRun, Participant, TravelTime
from stegvis.rules.exchange import ImportStatus
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_exchange import PLACE_HEADINGS, file_of, number, place_row, row
from tests.web.conftest import text

pytestmark = pytest.mark.django_db

UPLOAD = "/import/participants/"


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch):
    """A job begins with a fresh connection; a test has one transaction around it (as Django's own client does)."""
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)


@pytest.fixture
def intake(as_role):
    make.programme()
    return as_role(Role.INTAKE)


def upload(client, content, name="lista.csv", **options):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, **options)


def read_in(client, *rows):
    """Upload a file and let the background job read it; the run."""
    response = upload(client, file_of(*rows))
    run = ImportRun.objects.get(pk=int(response.url.rstrip("/").split("/")[-1]))
    jobs.preview(run_id=run.pk)
    return ImportRun.objects.get(pk=run.pk)


def page_of(client, run, query=""):
    return client.get(reverse("import_run", args=[run.pk]) + query)


def test_index_offers_what_the_role_may_import(as_role):
    assert "Välj en fil med arbetsplatser" not in text(as_role(Role.INTAKE).get(reverse("import_index")))
    page = text(as_role(Role.UNIT_MANAGER).get(reverse("import_index")))
    assert "Välj en fil med deltagare" in page
    assert "Välj en fil med arbetsplatser" in page
    assert as_role(Role.COORDINATOR).get(reverse("import_index")).status_code == 403


def test_a_file_goes_from_chosen_to_saved(intake):
    response = upload(intake, file_of(row()))
    run = ImportRun.objects.get()
    assert response.url == reverse("import_run", args=[run.pk])
    assert "Du kan lämna sidan" in text(intake.get(response.url))
    jobs.preview(run_id=run.pk)
    page = text(intake.get(response.url))
    assert "Spara 1 rad" in page
    assert "Amina Lind" in page
    assert intake.post(reverse("import_apply", args=[run.pk])).status_code == 302
    jobs.apply(run_id=run.pk)
    assert "1 rad är sparad" in text(intake.get(response.url))
    assert Participant.objects.count() == 1


def test_progress_alone_answers_htmx_and_the_whole_page_comes_when_it_is_done(intake):
    upload(intake, file_of(row()))
    run = ImportRun.objects.get()
    address = reverse("import_run", args=[run.pk])
    part = intake.get(address, headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "hx-get" in text(part)
    jobs.preview(run_id=run.pk)
    assert intake.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Välj en fil."),
        ({"file": SimpleUploadedFile("tom.csv", b"")}, "Filen är tom."),
    ],
    ids=["none", "empty"],
)
def test_a_missing_file_is_said_at_the_field(intake, files, said):
    response = intake.post(UPLOAD, files)
    assert response.status_code == 422
    assert said in text(response)
    assert not ImportRun.objects.exists()


def test_a_picture_with_the_wrong_name_is_said_to_be_one(intake):
    upload(intake, b"\x89PNG\r\n\x1a\n", name="lista.xlsx")
    run = ImportRun.objects.get()
    jobs.preview(run_id=run.pk)
    page = text(page_of(intake, run))
    assert "Filen är en bild" in page
    assert "Inget är sparat" in page


def test_errors_stand_with_their_cell_and_can_be_had_as_a_file(intake):
    run = read_in(intake, row(), row(number=number(982), opened="i våras"))
    page = text(page_of(intake, run, "?kind=error"))
    assert "D3" in page or "F3" in page
    assert "i våras är inte ett datum" in page
    assert "Spara" not in page.split("<main")[1].split("</main>")[0].replace("sparat", "")
    response = intake.get(reverse("import_errors", args=[run.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[1]][:4] == ["Rad", "Fel", "Personnummer", "Förnamn"]
    assert sheet["A2"].value == 3
    assert "i våras är inte ett datum" in sheet["B2"].value


def test_rows_are_paged_and_filtered(intake):
    rows = [row(number=make.identity_number(make.LONG_AGO - timedelta(days=9000 + day), 980)) for day in range(60)]
    run = read_in(intake, *rows)
    assert "1–50 av 60" in text(page_of(intake, run))
    assert "51–60 av 60" in text(page_of(intake, run, "?kind=create&page=2"))
    assert "51–60 av 60" in text(page_of(intake, run, "?page=99"))
    assert page_of(intake, run, "?page=x&kind=y").status_code == 200


def test_whoever_stands_in_the_preview_is_in_the_log_of_readings(intake, unit):
    person = make.participant("Amina", "Lind", identity_number=number())
    make.case(person, at=unit)
    run = read_in(intake, row(unit=None, programme=None, opened=None, phone="070-1 11 11"))
    page = text(page_of(intake, run))
    assert "Telefon: 070-1 11 11" in page
    assert AccessLog.objects.filter(kind="list", participant_ids=[person.pk]).count() == 1


def test_protected_people_are_not_named(intake, unit):
    person = make.participant("Amina", "Hemlig", identity_number=number(), protection="marked")
    make.case(person, at=unit)
    run = read_in(intake, row(family="Hemlig", phone="070-9 99 99", opened="i fjol"))
    page = text(page_of(intake, run))
    assert "Någon som du inte får se" in page
    assert "Hemlig" not in page
    assert "i fjol" not in page
    response = intake.get(reverse("import_errors", args=[run.pk]) + "?format=csv")
    assert "Hemlig" not in text(response)


def test_a_run_is_shown_to_whoever_started_it_alone(intake, as_role):
    run = read_in(intake, row())
    other = as_role(Role.INTAKE)
    for name in ("import_run", "import_errors"):
        assert other.get(reverse(name, args=[run.pk])).status_code == 403
    for name in ("import_apply", "import_retry"):
        assert other.post(reverse(name, args=[run.pk])).status_code == 403
    assert not Participant.objects.exists()


@pytest.mark.parametrize("address", ["/import/9999/", "/import/annat/", "/export/annat/", "/import/annat/mall/"])
def test_unknown_addresses_are_not_found(intake, address):
    assert intake.get(address).status_code == 404


def test_what_was_cut_off_can_be_read_again(intake):
    run = read_in(intake, row())
    ImportRun.objects.update(status=ImportStatus.SAVING)
    jobs.fail_abandoned(timestamp=0)
    assert "Arbetet avbröts innan det blev klart" in text(page_of(intake, run))
    assert intake.post(reverse("import_retry", args=[run.pk])).status_code == 302
    exchange.preview_import(run, by=Actor.of(intake.user))
    assert "Spara 1 rad" in text(page_of(intake, run))


def test_an_act_that_comes_too_late_says_so(intake):
    run = read_in(intake, row(step="9"))
    response = intake.post(reverse("import_apply", args=[run.pk]))
    assert response.status_code == 409
    assert "kan inte sparas" in text(response)


def test_a_post_sent_twice_saves_once(intake):
    run = read_in(intake, row())
    for _ in range(2):
        assert intake.post(reverse("import_apply", args=[run.pk])).status_code == 302
        jobs.apply(run_id=run.pk)
    assert Participant.objects.count() == 1


@pytest.mark.parametrize("form", ["", "?format=csv"], ids=["workbook", "csv"])
def test_a_template_has_the_headings(intake, form):
    response = intake.get(reverse("import_template", args=["participants"]) + form)
    assert response["Content-Disposition"].startswith("attachment")
    if form:
        assert response.content.startswith(b"\xef\xbb\xbfPersonnummer;")
    else:
        assert openpyxl.load_workbook(io.BytesIO(response.content)).sheetnames == ["Deltagare", "Så fyller du i"]


def test_an_export_holds_ones_own_and_is_logged(as_role, unit):
    coordinator = as_role(Role.COORDINATOR)
    case = make.case(make.participant("Egen", "Person"), coordinator=coordinator.user, at=unit)
    make.case(make.participant("Annans", "Person"), at=unit)
    response = coordinator.get(reverse("export", args=["participants"]) + "?format=csv")
    assert "Egen" in text(response)
    assert "Annans" not in text(response)
    assert AccessLog.objects.get(kind="export").participant_ids == [case.participant_id]


def test_an_export_is_refused_to_those_who_read_nobody(as_role):
    assert as_role(Role.HR).get(reverse("export", args=["participants"])).status_code == 403


def test_the_page_says_what_everything_is_in_english_too(intake):
    intake.cookies["django_language"] = "en"
    assert intake.get(UPLOAD).status_code == 200


def test_a_job_for_a_run_that_is_gone_does_nothing(intake):
    jobs.preview(run_id=123456)
    exchange.fail_abandoned()
    jobs.dispose_old_files(timestamp=0)
    assert Actor.system("x").is_system


def test_a_host_that_nobody_knows_is_asked_about(as_role):
    host = make.unit("Drivhuset", takes_participants=False)
    client = as_role(Role.HR)
    content = file_of(place_row(host="Drivhusett"), headings=PLACE_HEADINGS)
    response = client.post("/import/places/", {"file": SimpleUploadedFile("lista.csv", content)})
    run = ImportRun.objects.get()
    jobs.preview(run_id=run.pk)
    page = text(client.get(response.url))
    assert "Värdar som inte finns i Stegvis, 1" in page
    assert "Drivhusett, 1 rad" in page
    url = reverse("import_hosts", args=[run.pk])
    refused = client.post(url, {"host-0-do": "map"})
    assert refused.status_code == 422
    assert "Välj vilken värd det är." in text(refused)
    assert client.post(url, {"host-0-do": "map", "host-0-to": host.pk}).status_code == 302
    jobs.preview(run_id=run.pk)
    assert "Spara 1 rad" in text(client.get(response.url))


def test_travel_times_go_the_same_way(as_role):
    client = as_role(Role.HR)
    content = "Från;Till;Minuter\nSöder;Norr;20\n".encode()
    response = client.post("/import/travel/", {"file": SimpleUploadedFile("restider.csv", content)})
    run = ImportRun.objects.get()
    jobs.preview(run_id=run.pk)
    page = text(client.get(response.url))
    assert "Söder – Norr" in page
    assert "Gäller även Norr till Söder" in page
    client.post(reverse("import_apply", args=[run.pk]))
    jobs.apply(run_id=run.pk)
    assert set(TravelTime.objects.values_list("from_zone", flat=True)) == {"Söder", "Norr"}
