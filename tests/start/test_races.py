"""Twenty coordinators press "start" at once: one gets the last seat, ceiling or hours, and nobody gets an error."""

import json
import os
import subprocess
import sys

import pytest

from stegvis.management import embedded

RACES = 2
"""Enough for whatever makes every race go wrong; bench/races.py runs them by the thousand."""
KINDS = ("seat", "ceiling", "hours")


@pytest.fixture(scope="module")
def races(running):
    """What is told of each kind, after one process has run them all."""
    command = [sys.executable, embedded.ROOT / "bench" / "races.py", "--port", str(running.port), "--users", "20"]
    command += ["--races", str(RACES), "--kinds", *KINDS]
    done = subprocess.run(command, env=os.environ.copy(), capture_output=True, text=True, check=False, timeout=360)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["race"] for each in told] == list(KINDS), done.stderr
    return dict(zip(KINDS, told, strict=True)), done


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_at_once_fill_exactly(races, kind):
    told, done = races
    assert done.returncode == 0, done.stdout + done.stderr
    found = told[kind]
    assert found["answers"] == {"302": RACES, "422": 19 * RACES}
    assert (found["overbooked"], found["not_filled"], found["server_errors"]) == (0, 0, 0)
