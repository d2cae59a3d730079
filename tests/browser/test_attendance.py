"""A morning's attendance in a browser on a phone: the line is lost and comes back, and two who marked differently."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from stegvis.actions.attendance import ToMark, mark_attendance
from stegvis.models import AttendanceMark
from stegvis.rules.attendance import AttendanceKind, Said
from stegvis.rules.people import Role
from tests import factories as make
from tests.browsing import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WIDTH = 320
KEPT = "localStorage.getItem('stegvis.attendance')"


def workday():
    return make.today() - timedelta(days=max(0, make.today().isoweekday() - 5))


def placed(name, place):
    case = make.case(make.participant(name, "Khoury"), opened_on=make.LONG_AGO)
    return make.placement(case, place, seat=place.placements.count() + 1)


@pytest.fixture
def where(live_server, page: Page) -> str:
    """The address of the day, on a small phone, with its work supervisor signed in."""
    nils = make.user("Nils Hedberg", role=Role.WORK_SUPERVISOR, at=make.unit("Drivhuset", takes_participants=False))
    sign_in(page, live_server.url, nils)
    page.set_viewport_size({"width": WIDTH, "height": 700})
    return str(live_server.url + reverse("attendance_day") + f"?dag={workday().isoformat()}")


def row(page: Page, placement):
    return page.locator(f"#rad-{placement.pk}")


def test_marks_survive_a_lost_line_are_sent_once_and_the_later_of_two_chooses(where: str, page: Page, axe) -> None:
    place = make.place(seats=9)
    rania, ivar, sol = (placed(name, place) for name in ("Rania", "Ivar", "Sol"))
    page.goto(where)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH

    row(page, rania).get_by_text("Här", exact=True).click()
    expect(row(page, rania).locator(".att-state")).to_contain_text("Närvarande. Nils Hedberg")

    page.context.set_offline(True)
    row(page, ivar).get_by_text("Sen", exact=True).click()
    row(page, ivar).get_by_label("Minuter för sent").fill("15")
    row(page, sol).get_by_text("Borta", exact=True).click()
    row(page, sol).get_by_label("Varför").select_option("ill")
    expect(page.locator("#att-status")).to_have_text("2 markeringar väntar på att skickas.")
    kept = page.evaluate(KEPT)
    assert "Khoury" not in kept
    assert AttendanceMark.objects.count() == 1
    mark_attendance(sol, day=workday(), mark=ToMark(Said(AttendanceKind.PRESENT), uuid4()), by=make.SYSTEM)

    page.context.set_offline(False)
    expect(row(page, ivar).locator(".att-state")).to_contain_text("Sen 15 minuter. Nils Hedberg")
    expect(row(page, sol).locator(".att-both")).to_contain_text("test skrev närvarande")
    assert page.evaluate(KEPT) is None
    assert AttendanceMark.objects.filter(placement=ivar).count() == 1
    assert axe(page) == []
    row(page, sol).get_by_role("button", name="Min markering gäller").click()
    page.wait_for_url(where)
    assert list(AttendanceMark.objects.counting().filter(placement=sol).values_list("kind", "absence")) == [
        ("absent", "ill")
    ]
    assert AttendanceMark.objects.filter(placement=sol).count() == 2
