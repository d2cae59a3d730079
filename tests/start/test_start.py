"""./start as a person meets it: it comes up, it stops, and it survives being killed."""

import os
import signal
import subprocess
import urllib.error
from pathlib import Path

import pytest

from stegvis.management import embedded
from tests.start.conftest import STOP_SECONDS, free_port, gone, refused

STEGVIS = Path(embedded.ROOT) / ".venv" / "bin" / "stegvis"
VICTIMS = {"worker": ("stegvis", "worker"), "web": ("gunicorn",), "database": ("bin/postgres",)}


def test_it_shows_what_it_does_and_how_to_get_in(running):
    assert "Startar databasen" in "".join(running.said)
    assert f"http://127.0.0.1:{running.port}/" in "".join(running.said)


def test_it_lives_and_is_ready_under_the_word_of_this_start(running):
    ready = running.get("/readyz")
    assert ready == {"ready": True, "database": True, "migrations": True, "worker": True, "start": ready["start"]}
    assert ready["start"] == running.get("/healthz")["start"] != ""


def test_a_second_start_in_the_same_folder_is_refused(running):
    assert refused("--port", str(free_port())).startswith("Stegvis är redan igång")
    assert running.get("/healthz")["alive"]


def test_the_command_shares_the_running_database(running):
    assert stegvis("migrate", "--check") == (0, "")
    assert running.get("/readyz")["ready"]


def test_ctrl_c_leaves_nothing_and_the_command_then_brings_its_own_database(running):
    children = set(running.children())
    assert len(children) > len(VICTIMS)
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(STOP_SECONDS) == 0
    assert gone(children)
    with pytest.raises(urllib.error.URLError):
        running.get("/healthz")
    assert stegvis("migrate", "--check") == (0, "")


def test_whatever_is_killed_the_rest_ends_and_the_next_start_recovers(start):
    """One after the other, since each start is the recovery from the death before it."""
    for victim, words in VICTIMS.items():
        running = start()
        children = set(running.children())
        os.kill(running.child(*words), signal.SIGKILL)
        assert running.process.wait(STOP_SECONDS) == 1
        assert "stannade oväntat" in running.process.stdout.read(), victim
        assert gone(children), victim
    assert start().get("/readyz")["ready"]


def test_a_killed_parent_takes_all_along_also_together_with_the_database_and_the_next_start_recovers(start):
    running = start()
    children = set(running.children())
    running.process.kill()
    again = start()  # at once, while the old database may still be dying
    assert again.get("/readyz")["ready"]
    assert gone(children)
    os.kill(again.child("bin/postgres"), signal.SIGKILL)
    again.process.kill()
    assert start().get("/readyz")["ready"]


def stegvis(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([STEGVIS, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr
