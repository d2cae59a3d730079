"""Every row of a demonstration is one that the actions would have allowed: they are asked, in order, one by one."""

import json
from dataclasses import replace
from datetime import date

import pytest

from stegvis.demo import arrivals, life, places, referral, turnover
from stegvis.demo.simulation import simulate
from stegvis.models import AccessLog, CaseEvent
from stegvis.rules.history import EventKind
from tests.demo.replay import ACTS, EVENT, TOLD, Replay, simulated, stored

TODAY = date(2026, 11, 20)
FEWER_HOSTS = tuple(
    host if host.parent else replace(host, sites=host.sites[:3], seats=min(host.seats, 9)) for host in places.HOSTS
)
OFTEN = (
    (places, "HOSTS", FEWER_HOSTS),
    (arrivals, "SHARE_RETURNED", 0.25),
    (life, "SHARE_PROTECTED", 0.25),
    (life, "SHARE_CHANGES_COORDINATOR", 0.3),
    (referral, "HIRE_AT", 3),
    (turnover, "LEAVES", 1),
    (turnover, "STAYS_DAYS", (100, 300)),
)


@pytest.fixture(scope="module")
def world():
    """Few people in short years, with much of what is seldom, so that it can be told again in half a minute."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, share in OFTEN:
            patch.setattr(module, name, share)
        return simulate(participants=20, years=2, seed=6, today=TODAY)


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
    assert ACTS.keys() <= {EventKind(event["kind"]) for event in written}
