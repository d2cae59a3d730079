"""Every row of a demonstration is one that the actions would have allowed: they are asked, in order, one by one."""

import json
from collections import Counter
from datetime import date

import pytest

from stegvis.demo.simulation import simulate
from stegvis.models import AccessLog, CaseEvent
from stegvis.rules.history import EventKind
from tests.demo.replay import EVENT, TOLD, Replay, simulated, stored

TODAY = date(2026, 11, 20)
SELDOM = {EventKind.CASE_CHANGED, EventKind.IMPORTED}


@pytest.fixture(scope="module")
def world():
    """Small enough to tell again in half a minute, with a seed that has everything that is seldom."""
    return simulate(participants=40, years=2, seed=3, today=TODAY)


@pytest.fixture
def replayed(world, db, monkeypatch):
    replay = Replay(world, clock=lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment))
    replay.run()
    return replay


def test_the_actions_allow_every_row_and_write_the_same(world, replayed):
    for table in TOLD:
        assert stored(table) == simulated(world, table), table.__name__
    columns = [name for name in EVENT if name != "recorded_at"]
    events = [{**dict(zip(EVENT, event, strict=True)), "data": json.loads(event[-1])} for event in world.events]
    written = list(CaseEvent.objects.order_by("id").values(*columns))
    assert written == [{name: event[name] for name in columns} for event in events]
    assert AccessLog.objects.filter(kind="break_glass").count() == 1
    seen = Counter(event["kind"] for event in written)
    assert {kind.value for kind in EventKind if kind not in SELDOM} - seen.keys() == set()
