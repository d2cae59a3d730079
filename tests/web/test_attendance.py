"""Attendance over HTTP: a morning on a phone, two who mark differently, a month approved, what went wrong."""

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from stegvis.access import Actor
from stegvis.actions.attendance import ToMark, mark_attendance
from stegvis.actions.placement import make_host_link
from stegvis.actions.standard.attendance import lay_in
from stegvis.models import AttendanceMark, AttendanceMonth, Incident, IntroductionDone, IntroductionPoint
from stegvis.queries.attendance import day_list, month_list, month_of
from stegvis.queries.attendance.incident import incident_list
from stegvis.rules.attendance import AbsenceCode, AttendanceKind, Said, month_before
from stegvis.rules.people import Protection, Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
DAY, MONTH, MARK = (reverse(name) for name in ("attendance_day", "attendance_month", "attendance_mark"))
PRESENT, ILL = Said(AttendanceKind.PRESENT), Said(AttendanceKind.ABSENT, AbsenceCode.ILL)


def workday():
    return make.today() - timedelta(days=max(0, make.today().isoweekday() - 5))


@pytest.fixture
def workshop():
    return make.unit("Drivhuset", takes_participants=False)


@pytest.fixture
def nils(as_role, workshop):
    return as_role(Role.WORK_SUPERVISOR, at=workshop, name="Nils Hedberg")


def placed(given_name="Rania", place=None, **values):
    case = make.case(make.participant(given_name, "Khoury"), opened_on=make.LONG_AGO)
    place = place or make.place(seats=30)
    values = {"starts_on": month_before(make.today()), "seat": None} | values
    values["seat"] = values["seat"] or place.placements.count() + 1
    return make.placement(case, place, **values)


def typed(*rows, **values):
    """What the page sends: rows of (placement, kind, more)."""
    sent = {"dag": workday().isoformat(), "person": [str(row[0].pk) for row in rows], "act": "save"} | values
    for placement, kind, *more in rows:
        said = {"kind": kind, "sent": str(uuid4()), "seen": "", "absence": "", "late": ""} | (more[0] if more else {})
        sent |= {f"{name}_{placement.pk}": value for name, value in said.items()}
    return sent


def counting():
    rows = AttendanceMark.objects.counting().order_by("placement")
    return list(rows.values_list("placement", "kind", "absence", "attended_minutes"))


def test_a_morning_in_one_tap_and_then_what_differs(nils):
    rania, ivar, sol = placed(), placed("Ivar"), placed("Sol")
    make.absence(sol.case, starts_on=workday())
    page = text(nils.get(DAY, {"dag": workday().isoformat()}))
    assert "3 personer är väntade" in page
    assert "Har anmält frånvaro: sjuk." in page
    sent = typed((rania, ""), (ivar, ""), (sol, "absent", {"absence": "ill"}), act="all_here")
    assert nils.post(DAY, sent).status_code == 302
    assert counting() == [(rania.pk, "present", "", 240), (ivar.pk, "present", "", 240), (sol.pk, "absent", "ill", 0)]
    standing = AttendanceMark.objects.get(placement=ivar)
    nils.post(DAY, typed((ivar, "late", {"late": "20", "seen": standing.pk})))
    assert counting()[1] == (ivar.pk, "late", "", 220)
    assert "Sen 20 minuter. Nils Hedberg" in text(nils.get(DAY, {"dag": workday().isoformat()}))


def test_what_is_wrong_is_said_at_the_row_and_the_rest_is_saved(nils):
    rania, ivar = placed(), placed("Ivar")
    answer = nils.post(DAY, typed((rania, "absent"), (ivar, "late", {"late": "999"}), (placed("Bo"), "present")))
    page = text(answer)
    assert answer.status_code == 422
    assert "Välj varför." in page
    assert "mellan 1 och 239" in page
    assert 'value="999"' in page
    assert [row[1] for row in counting()] == ["present"]
    assert "Markera minst en person." in text(nils.post(DAY, typed((rania, ""))))
    elsewhere = placed("Åke", make.place(host=make.unit("Norr", takes_participants=False)))
    gone = nils.post(DAY, typed((elsewhere, "present")))
    assert "inte längre placerade hos er" in text(gone)


def test_two_who_marked_differently_both_shown_and_the_later_one_chooses(nils):
    rania = placed()
    standing = mark_attendance(rania, day=workday(), mark=ToMark(PRESENT, uuid4()), by=make.SYSTEM)
    sent = typed((rania, "absent", {"absence": "ill"}))
    answer = nils.post(DAY, sent)
    page = text(answer)
    assert answer.status_code == 409
    assert "test skrev närvarande" in page
    assert "du skrev frånvarande, sjuk" in page
    again = sent | {f"seen_{rania.pk}": standing.pk, f"choose_{rania.pk}": "1"}
    assert "Välj vad som gäller för var och en." in text(nils.post(DAY, again))
    assert nils.post(DAY, again | {f"keep_{rania.pk}": "theirs"}).status_code == 302
    assert AttendanceMark.objects.count() == 1
    assert nils.post(DAY, again | {f"keep_{rania.pk}": "mine"}).status_code == 302
    assert AttendanceMark.objects.get(kind="absent").supersedes == standing


def test_one_row_from_the_script_is_saved_once_and_only_for_whoever_tapped(nils):
    rania = placed()
    sent = typed((rania, "present"), user=str(nils.user.pk))
    for _again in range(2):
        answer = nils.post(MARK, sent)
        assert (answer.status_code, "Närvarande. Nils Hedberg" in text(answer)) == (200, True)
    assert AttendanceMark.objects.count() == 1
    assert nils.post(MARK, sent | {"user": "0"}).status_code == 409
    assert "mellan 1 och 239" in text(nils.post(MARK, typed((rania, "late", {"late": "x"}), user=str(nils.user.pk))))
    mark_attendance(rania, day=workday() - timedelta(7), mark=ToMark(PRESENT, uuid4()), by=make.SYSTEM)
    earlier = typed((rania, "cancelled_by_host"), user=str(nils.user.pk), dag=(workday() - timedelta(7)).isoformat())
    assert "test skrev närvarande" in text(nils.post(MARK, earlier))


def test_a_supervisor_without_the_file_sees_that_somebody_is_away_and_not_why(as_role):
    pia = as_role(Role.WORKPLACE_SUPERVISOR, name="Pia")
    rania = placed(place=make.place(supervisor=pia.user))
    make.absence(rania.case, kind="child_ill", starts_on=workday())
    page = text(pia.get(DAY, {"dag": workday().isoformat()}))
    assert "Har anmält frånvaro." in page
    assert "Som anmält" in page
    pia.post(DAY, typed((rania, "absent", {"absence": "reported"})))
    assert counting() == [(rania.pk, "absent", "child_ill", 0)]
    assert "Frånvarande. Pia" in text(pia.get(DAY, {"dag": workday().isoformat()}))
    assert pia.get(MONTH).status_code == 403


def test_protected_people_and_unreadable_days(nils):
    hidden = placed("Gunilla")
    type(hidden.case.participant).objects.filter(pk=hidden.case.participant_id).update(protection=Protection.MARKED)
    page = text(nils.get(DAY, {"dag": "2026-99-99", "enhet": "x", "page": "-1"}))
    assert "Dagen i adressen gick inte att läsa" in page
    assert "Gunilla" not in text(nils.get(DAY, {"dag": workday().isoformat()}))
    ahead = text(nils.get(DAY, {"dag": (workday() + timedelta(days=14)).isoformat()}))
    assert "Ingen är väntad" in ahead


@pytest.mark.parametrize("people", [2, 5])
def test_pages_ask_as_little_however_many(people, workshop, django_assert_num_queries):
    nils = make.actor(Role.WORK_SUPERVISOR, workshop)
    place = make.place(seats=9)
    for number in range(people):
        one = placed(f"Person {number}", place)
        mark_attendance(one, day=workday(), mark=ToMark(PRESENT, uuid4()), by=make.SYSTEM)
    with django_assert_num_queries(5):
        assert len(day_list(nils, workday()).rows) == people
    with django_assert_num_queries(4):
        assert len(month_list(nils, month_before(make.today()), today=make.today()).rows) == people


def test_a_host_with_many_is_turned_page_by_page_and_saved_where_one_is(nils, monkeypatch):
    monkeypatch.setattr("stegvis.queries.attendance.day.MOST_ON_A_PAGE", 2)
    rania, ivar, sol = (placed(name) for name in ("Rania", "Ivar", "Sol"))
    asked = {"dag": workday().isoformat(), "enhet": rania.place.host_id}
    assert "Välj en enhet eller arbetsgivare i listan." in text(nils.get(DAY, {"dag": asked["dag"]}))
    assert "1–2 av 3" in text(nils.get(DAY, asked))
    for page in ("2", "99"):
        second = text(nils.get(DAY, asked | {"page": page}))
        assert "3–3 av 3" in second
        assert '<input type="hidden" name="page" value="2">' in second
    last = next(each for each in (rania, ivar, sol) if f'name="person" value="{each.pk}"' in second)
    standing = mark_attendance(last, day=workday(), mark=ToMark(PRESENT, uuid4()), by=make.SYSTEM)
    sent = asked | typed((last, "absent", {"absence": "ill"}), page="2")
    both = nils.post(DAY, sent)
    assert (both.status_code, '<input type="hidden" name="page" value="2">' in text(both)) == (409, True)
    chosen = {f"seen_{last.pk}": standing.pk, f"choose_{last.pk}": "1", f"keep_{last.pk}": "mine"}
    assert nils.post(DAY, sent | chosen).status_code == 302
    assert counting() == [(last.pk, "absent", "ill", 0)]


def test_a_month_with_many_is_turned_and_its_refused_are_named(nils, monkeypatch):
    monkeypatch.setattr("stegvis.queries.attendance.month.MOST_ON_A_PAGE", 2)
    everybody = [placed(name, make.place(f"Plats {name}", seats=3)) for name in ("Ada", "Bo", "Cai")]
    asked = {"dag": month_before(make.today()).isoformat(), "enhet": everybody[0].place.host_id}
    page = text(nils.get(MONTH, asked | {"page": "99"}))
    assert "3–3 av 3" in page
    assert '<input type="hidden" name="page" value="2">' in page
    assert "Cai Khoury" in page
    assert "Ada Khoury" not in page
    refused = text(nils.post(reverse("attendance_approve"), asked | {"page": "2", "one": everybody[2].pk}))
    assert "Cai Khoury: " in refused
    taken_out = openpyxl.load_workbook(io.BytesIO(nils.get(reverse("attendance_month_xlsx"), asked).content))
    assert len(list(taken_out.active.iter_rows())) == 1 + len(everybody)


def filled_month(placement, said=PRESENT):
    month = month_before(make.today())
    for day in month_of(placement, month, today=make.today()).unmarked:
        mark_attendance(placement, day=day, mark=ToMark(said, uuid4()), by=make.SYSTEM)
    return month


def test_month_is_approved_one_or_all_and_taken_out_as_a_spreadsheet(nils):
    first = month_before(make.today()) + timedelta(days=24)
    rania, ivar, sol = placed(starts_on=first), placed("Ivar", starts_on=first), placed("=Sol", starts_on=first)
    assert "saknar närvaro" in text(nils.get(MONTH))
    month = filled_month(rania)
    filled_month(ivar, ILL)
    page = text(nils.get(MONTH))
    assert "2 månader att godkänna" in page
    assert "Sjuk" in page
    seen = {f"seen_{each.pk}": month_of(each, month, today=make.today()).seen for each in (rania, ivar, sol)}
    sent = {"dag": month.isoformat(), **seen}
    url = reverse("attendance_approve")
    assert nils.post(url, sent).status_code == 422
    assert nils.post(url, sent | {"one": ivar.pk, "person": [ivar.pk, rania.pk]}).status_code == 302
    assert list(AttendanceMonth.objects.values_list("placement", flat=True)) == [ivar.pk]
    refused = nils.post(url, sent | {"person": [rania.pk, sol.pk]})
    assert refused.status_code == 422
    assert "dagar saknar närvaro" in text(refused)
    assert AttendanceMonth.objects.count() == 2
    book = openpyxl.load_workbook(io.BytesIO(nils.get(reverse("attendance_month_xlsx")).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 4
    names = [cell for row in book.active.iter_rows(min_row=2, max_col=1) for cell in row]
    assert [cell.data_type for cell in names] == ["s", "s", "s"]
    assert {row[0] for row in rows[1:]} == {"Rania Khoury", "Ivar Khoury", "=Sol Khoury"}


def test_introduction_is_ticked_from_its_page(nils):
    lay_in(by=make.SYSTEM)
    rania = placed()
    url = reverse("introduction", args=[rania.pk])
    points = list(IntroductionPoint.objects.values_list("pk", flat=True))
    assert "0 av 6 punkter" in text(nils.get(url))
    assert "Välj minst en punkt." in text(nils.post(url, {"done_on": make.today().isoformat()}))
    assert nils.post(url, {"points": points, "done_on": make.today().isoformat()}).status_code == 302
    assert IntroductionDone.objects.count() == 6
    assert "Introduktionen är klar" in text(nils.get(url))


def test_incident_reaches_the_manager_who_says_what_is_done(nils, as_role):
    manager = make.user("Eva Ström", role=Role.RECEIVING_MANAGER)
    rania = placed(place=make.place(manager=manager))
    url = reverse("incident_new", args=[rania.pk])
    wrong = nils.post(url, {"kind": "near_miss", "happened_on": "2036-01-01", "text": "Halt golv"})
    assert (wrong.status_code, "Halt golv" in text(wrong)) == (422, True)
    sent = {"kind": "near_miss", "happened_on": make.today().isoformat(), "text": "Halt golv", "concerns": "on"}
    assert "Eva Ström har fått det du skrev." in text(nils.post(url, sent, follow=True))
    one = Incident.objects.get()
    handle = reverse("incident", args=[one.pk])
    assert nils.get(handle).status_code == 403
    nils.force_login(manager)
    assert "Halt golv" in text(nils.get(reverse("incident_list")))
    assert nils.post(handle, {"measures": " "}).status_code == 422
    assert "En matta" in text(nils.post(handle, {"measures": "En matta"}, follow=True))
    other = as_role(Role.RECEIVING_MANAGER)
    assert "Halt golv" not in text(other.get(reverse("incident_list")))


def test_incidents_are_turned_and_take_five_statements_however_many(nils, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("stegvis.queries.attendance.incident.PAGE_SIZE", 2)
    manager = make.user("Eva Ström", role=Role.RECEIVING_MANAGER)
    rania = placed(place=make.place(manager=manager))
    sent = {"kind": "near_miss", "happened_on": make.today().isoformat()}
    for many in range(3):
        nils.post(reverse("incident_new", args=[rania.pk]), sent | {"text": f"Halt golv {many}"})
    for page, rows in ((1, 2), (2, 1), (99, 1)):
        with django_assert_num_queries(5):
            found = incident_list(Actor.of(manager), page=page)
        assert (len(found.rows), found.waiting, found.paging.total) == (rows, 3, 3)
    assert "3–3 av 3" in text(nils.get(reverse("incident_list"), {"page": "2"}))


def test_host_marks_and_tells_by_the_link_of_one_placement(client):
    rania = placed()
    url = reverse("host_attendance")
    assert client.get(url).headers["Location"] == reverse("host_door")
    client.get(reverse("host_link", args=[make_host_link(rania, by=make.SYSTEM).signs]))
    assert "Kom Rania?" in text(client.get(url, {"dag": workday().isoformat()}))
    sent = typed((rania, "late", {"late": "15"}))
    nameless = client.post(url, sent)
    assert (nameless.status_code, "Skriv ditt namn." in text(nameless)) == (422, True)
    assert client.post(url, sent | {"name": "Åsa"}).status_code == 302
    assert counting() == [(rania.pk, "late", "", 225)]
    assert AttendanceMark.objects.get().marked_by_name == "Åsa"
    told = {"kind": "near_miss", "happened_on": make.today().isoformat(), "text": "Halt golv"}
    assert client.post(reverse("host_incident"), told).status_code == 302
    assert Incident.objects.get().reported_by is None
