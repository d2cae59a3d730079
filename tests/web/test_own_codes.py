"""Codes to the own pages as staff make them: shown once, on screen or on paper, and taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from stegvis.actions.own.codes import make_code
from stegvis.models import AccessCode
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_role):
    """The browser of the coordinator who hands over codes."""
    return as_role(Role.COORDINATOR, name="Maria Ekdahl")


@pytest.fixture
def case(desk):
    return make.case(coordinator=desk.user)


def test_code_is_shown_once_in_the_persons_language(desk, case):
    where = reverse("own_code", args=[case.pk])
    shown = text(desk.post(where, {"days": 14, "page_language": "ar", "how": "screen"}))
    signs = shown.split('class="code" dir="ltr">')[1].split("<")[0]
    assert 'lang="ar" dir="rtl"' in shown
    assert signs not in text(desk.get(where))
    assert Client().post(reverse("own_door"), {"code": signs}).status_code == 302


def test_no_list_of_codes_before_there_is_one(desk, case):
    where = reverse("own_code", args=[case.pk])
    assert 'id="codes"' not in text(desk.get(where))
    make_code(case.participant, by=make.SYSTEM)
    assert "1 kod" in text(desk.get(where))


def test_slip_is_a_pdf_to_hand_over(desk, case):
    paper = desk.post(reverse("own_code", args=[case.pk]), {"days": 14, "page_language": "ar", "how": "paper"})
    assert paper.content.startswith(b"%PDF-")
    assert "no-store" in paper.headers["Cache-Control"]


@pytest.mark.parametrize("days", ["", "0", "61", "x"])
def test_days_out_of_reason_are_refused(desk, case, days):
    answer = desk.post(reverse("own_code", args=[case.pk]), {"days": days, "page_language": "sv", "how": "screen"})
    assert answer.status_code == 422
    assert not AccessCode.objects.exists()


def test_code_is_taken_back(desk, case):
    code = make_code(case.participant, by=make.SYSTEM).code
    desk.post(reverse("own_code_revoke", args=[case.pk, code.pk]))
    code.refresh_from_db()
    assert code.revoked_at is not None
