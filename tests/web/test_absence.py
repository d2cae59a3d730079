"""Absence on screen: said, ended, and seen by those who are to know."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AbsenceNotice
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import logged, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_absence_is_said_and_ended(coordinator, case):
    where = reverse("absence", args=[case.pk])
    coordinator.post(where, {"kind": "ill", "starts_on": make.today(), "ends_on": ""})
    notice = AbsenceNotice.objects.get()
    assert "Rania är borta" in text(coordinator.get(where))
    assert "sjuk från" in text(coordinator.get(reverse("week", args=[case.pk])))
    coordinator.post(reverse("absence_end", args=[notice.pk]), {"last_day": make.today()})
    notice.refresh_from_db()
    assert notice.ends_on == make.today()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"ends_on": "2001-01-01"}, "Sista dagen ligger före första dagen", id="ends before it starts"),
        pytest.param({"starts_on": "2001-01-01"}, "före inskrivningen", id="before the case"),
        pytest.param({"starts_on": "snart"}, "Skriv datumet som", id="not a day"),
        pytest.param({"kind": "influensa"}, "Det valet finns inte", id="a diagnosis"),
    ],
)
def test_absence_that_cannot_be_is_told(coordinator, case, changes, message):
    said = {"kind": "ill", "starts_on": make.today(), "ends_on": ""} | changes
    answer = coordinator.post(reverse("absence", args=[case.pk]), said)
    assert answer.status_code == 422
    assert message in text(answer)
    assert not AbsenceNotice.objects.exists()


def test_absence_twice_is_told(coordinator, case):
    make.absence(case)
    said = {"kind": "child_ill", "starts_on": make.today() + DAY}
    answer = coordinator.post(reverse("absence", args=[case.pk]), said)
    assert "redan anmäld" in text(answer)
    notice = AbsenceNotice.objects.get()
    answer = coordinator.post(reverse("absence_end", args=[notice.pk]), {"last_day": make.today() - DAY})
    assert answer.status_code == 422


def test_supervisor_sees_who_is_away_but_not_why(as_role, unit):
    supervisor = as_role(Role.WORKPLACE_SUPERVISOR)
    case = make.case(at=unit)
    placement = make.placement(case, make.place("Köket", supervisor=supervisor.user))
    make.slot(placement, make.today().isoweekday(), 9, 14)
    make.absence(case)
    shown = text(supervisor.get(reverse("away_today")))
    assert "Rania Khoury" in shown
    assert "9–14 Köket" in shown
    assert "sjuk" not in shown
    assert logged(screen="away_today", kind=ReadKind.LIST)[0].participant_ids == [case.participant_id]


def test_nobody_away_is_told(coordinator):
    assert "Ingen har anmält frånvaro i dag" in text(coordinator.get(reverse("away_today")))
