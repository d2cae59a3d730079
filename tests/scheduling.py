"""Who takes which tests when several processes share the suite (fördelning).

A file stays with one process, which makes what the file shares only once. Some are too long for that and are shared out
test by test; those that start the whole of Stegvis have one folder in common and stay together, first of all, since
they wait more than they work.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling

TOGETHER = "tests/start/"
SHARED_OUT = ("tests/browser/", "tests/house/test_sweep.py")


class Scheduling(LoadFileScheduling):
    """Xdist's own by file, with the exceptions above."""

    def _split_scope(self, nodeid: str) -> str:
        return part_of(nodeid)


def part_of(nodeid: str) -> str:
    """What the test is handed out together with: its file, its folder, or nothing."""
    if nodeid.startswith(TOGETHER):
        return TOGETHER
    return nodeid if nodeid.startswith(SHARED_OUT) else nodeid.partition("::")[0]


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Those that start Stegvis first; the others as they were."""
    return sorted(items, key=lambda item: not item.nodeid.startswith(TOGETHER))
