"""Exit: the national groups, what stops an exit, and when an outcome is confirmed."""

from datetime import date, timedelta

import pytest

from stegvis.rules.case import CaseStatus
from stegvis.rules.exit import (
    CONFIRM_AFTER_DAYS,
    NationalOutcome,
    Outcome,
    reasons_not_to_confirm,
    reasons_not_to_exit,
)

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("outcome", "national"),
    [
        pytest.param(Outcome.WORK_REGULAR, NationalOutcome.WORK, id="work"),
        pytest.param(Outcome.WORK_SUBSIDISED, NationalOutcome.WORK, id="work with support"),
        pytest.param(Outcome.WORK_MUNICIPAL, NationalOutcome.OTHER, id="a municipal labour-market job is not work"),
        pytest.param(Outcome.STUDIES, NationalOutcome.STUDIES, id="studies with study aid"),
        pytest.param(Outcome.OTHER_STUDIES, NationalOutcome.OTHER, id="other studies"),
        pytest.param(Outcome.OTHER_AUTHORITY, NationalOutcome.OTHER_AUTHORITY, id="other authority"),
        pytest.param(Outcome.COMPLETED_COMMISSION, NationalOutcome.COMPLETED_COMMISSION, id="commission"),
        pytest.param(Outcome.DIED, NationalOutcome.OTHER, id="died"),
    ],
)
def test_national_groups(outcome, national):
    assert outcome.national is national


EXIT = {
    "status": CaseStatus.OPEN,
    "exited_on": DAY,
    "opened_on": DAY - timedelta(days=100),
    "today": DAY,
    "outcome": Outcome.WORK_REGULAR,
    "lasts_a_month": True,
    "active_placements": 0,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="to work"),
        pytest.param({"lasts_a_month": False}, [], id="to short work"),
        pytest.param({"lasts_a_month": None}, ["lasts_a_month"], id="work without an answer"),
        pytest.param({"outcome": Outcome.MOVED, "lasts_a_month": None}, [], id="moved needs no answer"),
        pytest.param({"exited_on": DAY + timedelta(days=1)}, ["exited_on"], id="tomorrow"),
        pytest.param({"exited_on": DAY - timedelta(days=101)}, ["exited_on"], id="before the case"),
        pytest.param({"active_placements": 1}, [None], id="a placement runs"),
        pytest.param({"status": CaseStatus.CLOSED}, [None], id="closed before"),
        pytest.param(
            {"status": CaseStatus.CLOSED, "lasts_a_month": None, "active_placements": 1},
            [None, "lasts_a_month", None],
            id="every reason at once",
        ),
    ],
)
def test_what_stops_an_exit(changes, fields):
    assert [reason.at for reason in reasons_not_to_exit(**EXIT | changes)] == fields


@pytest.mark.parametrize(
    ("days", "confirmed_on", "count"),
    [
        pytest.param(CONFIRM_AFTER_DAYS, None, 0, id="the first day"),
        pytest.param(CONFIRM_AFTER_DAYS - 1, None, 1, id="the day before"),
        pytest.param(90, DAY, 1, id="confirmed before"),
        pytest.param(3, DAY, 2, id="both at once"),
    ],
)
def test_what_stops_a_confirmation(days, confirmed_on, count):
    reasons = reasons_not_to_confirm(confirmed_on=confirmed_on, exited_on=DAY - timedelta(days=days), today=DAY)
    assert len(reasons) == count
