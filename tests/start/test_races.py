"""Twenty coordinators press "start" at once: one gets the last seat, ceiling or hours, and nobody gets an error."""

import json
import os
import subprocess
import sys

import pytest

from stegvis.management import embedded

RACES = 5


@pytest.mark.parametrize("kind", ["seat", "ceiling", "hours"])
def test_twenty_at_once_fill_exactly(running, kind):
    command = [sys.executable, embedded.ROOT / "bench" / "races.py", "--port", str(running.port), "--users", "20"]
    command += ["--races", str(RACES), "--kinds", kind]
    done = subprocess.run(command, env=os.environ.copy(), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["answers"] == {"302": RACES, "422": 19 * RACES}
    assert (found["overbooked"], found["not_filled"], found["server_errors"]) == (0, 0, 0)
