"""The own pages on a phone in Arabic: in by a code, read, answer the plan, ill in two taps; every page accessible."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from stegvis.actions.own.codes import make_code
from stegvis.models import AbsenceNotice, Meeting, Plan, PlanAction, PlanGoal
from stegvis.rules.people import Role
from tests import factories as make
from tests.browsing import follow

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = 320
TO_READ = (
    "own_steps", "own_voices", "own_readers", "own_documents", "own_consents", "own_reach", "own_copy", "own_requests",
)  # fmt: skip


@pytest.fixture
def signs() -> str:
    """Somebody who reads Arabic, with a plan to answer and a meeting tomorrow."""
    make.ladder()
    maria = make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit(), email="maria@asvalla.example")
    case = make.case(make.participant(page_language="ar"), coordinator=maria, at=make.unit())
    plan = Plan.objects.create(case=case, version=1, made_on=make.today(), made_by=maria)
    PlanGoal.objects.create(plan=plan, position=1, text="Bli barnskötare")
    PlanAction.objects.create(plan=plan, position=1, text="Skriva cv", owner="participant", due_on=make.today())
    tomorrow = timezone.localtime().replace(hour=10, minute=0) + timedelta(days=1)
    Meeting.objects.create(case=case, kind="follow_up", starts_at=tomorrow, where="Arena Söder", held_by=maria)
    return make_code(case.participant, by=make.SYSTEM).signs


def test_everything_on_a_phone_in_arabic_in_light_and_in_dark(
    live_server, page: Page, axe: Callable[[Page], list[str]], signs: str
) -> None:
    def check(name: str) -> list[str]:
        wrong = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{name}, {scheme}: {fault}" for fault in axe(page)]
        seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.dir]")
        return wrong + ([] if seen == [NARROW, "rtl"] else [f"{name}: {seen}"])

    page.set_viewport_size({"width": NARROW, "height": 700})
    page.goto(live_server.url + reverse("own_door"))
    follow(page, page.get_by_role("button", name="العربية"))
    faults = check("door")
    page.get_by_label("رمزك").fill(signs.lower())
    follow(page, page.get_by_role("button", name="فتح صفحاتي"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("مرحباً")
    faults += check("home")
    follow(page, page.get_by_role("button", name="نعم، الخطة صحيحة"))
    assert "شكراً" in page.get_by_role("status").inner_text()
    follow(page, page.get_by_role("link", name="الإبلاغ عن مرض اليوم"))
    faults += check("ill")
    follow(page, page.get_by_role("button", name="نعم، إبلاغ عن مرض اليوم"))
    assert AbsenceNotice.objects.get().kind == "ill"
    for name in TO_READ:
        page.goto(live_server.url + reverse(name))
        faults += check(name)
    assert faults == []
    assert Plan.objects.get().answer == "agreed"
