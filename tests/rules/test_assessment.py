"""Mapping: it has taken place, after the referral, in an open case, once."""

from datetime import date, timedelta

import pytest

from stegvis.rules.assessment import Swedish, reasons_not_to_map
from stegvis.rules.case import CaseStatus

DAY = date(2026, 11, 20)
MAPPING = {
    "status": CaseStatus.OPEN,
    "held_on": DAY,
    "referred_on": DAY - timedelta(days=10),
    "today": DAY,
    "exists": False,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({}, [], id="today"),
        pytest.param({"held_on": DAY - timedelta(days=10)}, [], id="the day of the referral"),
        pytest.param({"held_on": DAY - timedelta(days=11)}, ["held_on"], id="before the referral"),
        pytest.param({"held_on": DAY + timedelta(days=1)}, ["held_on"], id="tomorrow"),
        pytest.param({"exists": True}, [None], id="the same again"),
        pytest.param({"status": CaseStatus.CLOSED}, [None], id="closed"),
        pytest.param(
            {"status": CaseStatus.CLOSED, "held_on": DAY + timedelta(days=1)}, [None, "held_on"], id="both at once"
        ),
    ],
)
def test_what_stops_a_mapping(changes, fields):
    assert [reason.at for reason in reasons_not_to_map(**MAPPING | changes)] == fields


def test_swedish_is_ranked_from_none_to_fluent():
    assert sorted(Swedish, key=lambda level: level.rank) == list(Swedish)
