"""The web server and the background worker: started, waited for, watched, stopped (processer)."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping

from stegvis.management import embedded
from stegvis.management.children import spawn
from stegvis.management.refusal import FULL, CannotStart, disk_is_full
from stegvis.management.telling import tell

Children = dict[str, "subprocess.Popen[bytes]"]
THREADS = 8
READY_SECONDS, STOP_SECONDS = 60, 10
START = secrets.token_hex(8)


@contextlib.contextmanager
def web_and_worker(door: socket.socket, *, demo: bool) -> Iterator[Children]:
    """Both as children with the application's database role, for as long as the block lasts."""
    tell("Startar webben och bakgrundsarbetaren")
    children: Children = {}
    try:
        children["Bakgrundsarbetaren"] = start_worker(environment(demo=demo))
        children["Webben"] = start_web(door, environment(demo=demo))
        yield children
    finally:
        stop(children)


def environment(*, demo: bool) -> dict[str, str]:
    own = dict(os.environ, STEGVIS_START=START, STEGVIS_STARTED_AT=str(time.time()))
    own.pop("STEGVIS_DATABASE_ROLE", None)
    own["STEGVIS_DEMO"] = "1" if demo else ""
    return own


def start_worker(own: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "stegvis", "worker"]
    with (embedded.var_folder() / "worker.log").open("ab") as log:
        return spawn(command, when_parent_dies=signal.SIGKILL, output=log, environment=own)


def start_web(door: socket.socket, own: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """One process per core up to two; the port is handed over as an open file."""
    processes = min(2, os.cpu_count() or 1)
    command = [sys.executable, "-m", "gunicorn", "stegvis.wsgi:application", "--preload"]
    command += ["--worker-class", "gthread", "--workers", str(processes), "--threads", str(THREADS)]
    command += ["--bind", f"fd://{door.fileno()}", "--no-control-socket", "--graceful-timeout", "8"]
    command += ["--log-level", "warning", "--worker-tmp-dir", str(embedded.var_folder())]
    with (embedded.var_folder() / "web.log").open("ab") as log:
        return spawn(command, when_parent_dies=signal.SIGQUIT, output=log, environment=own, open_files=[door.fileno()])


def wait_until_ready(children: Children, port: int) -> None:
    """Until /readyz says ready with the word of this very start."""
    deadline = time.monotonic() + READY_SECONDS
    while not is_ready(port):
        complain_about_the_dead(children)
        if time.monotonic() > deadline:
            raise CannotStart(f"Webben eller bakgrundsarbetaren blev inte redo; se {embedded.var_folder()}/*.log.")
        time.sleep(0.1)


def is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            found = json.load(answer)
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("start") == START and found.get("ready") is True


def watch(children: Children) -> None:
    """Wait for ever; when one part dies, say which."""
    while True:
        complain_about_the_dead(children)
        time.sleep(0.5)


def complain_about_the_dead(children: Children) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            folder = embedded.var_folder()
            why = FULL if disk_is_full("", folder) else f"se {folder}/*.log"
            raise CannotStart(f"{name} stannade oväntat, därför stoppades allt: {why}.")


def stop(children: Children) -> None:
    """Ask them all to finish, then wait together; whoever is left after that is killed."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
