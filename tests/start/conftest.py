"""The whole of Stegvis as ./start runs it, in a folder of its own that is kept from run to run."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from stegvis.management import embedded

START_SECONDS, STOP_SECONDS = 90, 20


@dataclass(frozen=True)
class Running:
    """One ./start and everything under it."""

    process: subprocess.Popen[str]
    port: int
    said: list[str]

    def children(self) -> dict[int, str]:
        """Every descendant and the command it runs."""
        return {pid: command(pid) for pid in descendants(self.process.pid)}

    def child(self, *words: str) -> int:
        """The oldest descendant whose command holds the words."""
        return min(pid for pid, line in self.children().items() if all(word in line for word in words))

    def get(self, path: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return dict(json.load(answer))


@pytest.fixture(scope="module")
def own_folder() -> Iterator[Path]:
    """Where this Stegvis keeps its database: apart from the tests' own, and from a person's."""
    folder = embedded.ROOT / "var" / "start-test"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEGVIS_VAR", str(folder))
        for name in ("STEGVIS_DATABASE_ROLE", "STEGVIS_DEBUG", "DJANGO_SETTINGS_MODULE", "STEGVIS_BEGAN"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(scope="module")
def running(own_folder: Path) -> Iterator[Running]:
    """One that is up, for tests that leave it so."""
    with run() as found:
        yield found


@pytest.fixture
def start(own_folder: Path) -> Iterator[Callable[[], Running]]:
    """Run ./start until it says that it is ready, for tests that end it."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(run())


@contextlib.contextmanager
def run() -> Iterator[Running]:
    port = free_port()
    with spawn("--no-demo", "--port", str(port)) as process:
        yield Running(process, port, lines_until("Stoppa allt", process))
        process.send_signal(signal.SIGINT)
        process.wait(STOP_SECONDS)


def spawn(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, embedded.ROOT / "start", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def refused(*arguments: str, **environment: str) -> str:
    """What ./start says when it gives up: exit code 1, one sentence last, no traceback."""
    command = [sys.executable, embedded.ROOT / "start", *arguments]
    own = os.environ | environment
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=START_SECONDS)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr.strip()


def lines_until(words: str, process: subprocess.Popen[str]) -> list[str]:
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if words in line:
            return said
    raise AssertionError("".join(said))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def descendants(parent: int) -> set[int]:
    found = {pid for pid, above in parents().items() if above == parent}
    return found.union(*map(descendants, found)) if found else found


def parents() -> dict[int, int]:
    """Every process and its parent; the name in /proc may hold spaces, so read after its bracket."""
    above = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                above[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    return above


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def living(pids: set[int]) -> set[int]:
    return {pid for pid in pids if command(pid)}


def gone(pids: set[int]) -> bool:
    """Whether they all end within the time that stopping may take."""
    deadline = time.monotonic() + STOP_SECONDS
    while living(pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not living(pids)
