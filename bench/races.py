"""Races over HTTP for the last seat, the last of a ceiling and a supervisor's last hours: python bench/races.py.

Starts Stegvis as ./start does in a folder of its own (or, with --port, uses one that runs in STEGVIS_VAR), makes one
world for each race, and lets many coordinators press "start" at once with sessions of their own. Ends with 1 when a
race was overbooked, was not filled exactly, or got an answer of the 500s.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
KINDS = ("seat", "ceiling", "hours")
START_SECONDS, STOP_SECONDS = 180, 20
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Session:
    """Somebody signed in: the cookies and the form's token."""

    cookies: str
    token: str


def main() -> None:
    """Race, print what happened, and end with 1 if anything went wrong."""
    options = _options()
    with contextlib.ExitStack() as stack:
        if options.port is None and "STEGVIS_VAR" not in os.environ:
            os.environ["STEGVIS_VAR"] = stack.enter_context(tempfile.TemporaryDirectory())
        port = options.port or stack.enter_context(_started())
        _use_django()
        found = []
        for kind in options.kinds:
            found.append(race(port, kind, users=options.users, races=options.races))
            print(json.dumps(found[-1]), flush=True)
    sys.exit(any(each["overbooked"] or each["not_filled"] or each["server_errors"] for each in found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=20, help="how many press at once (20)")
    parser.add_argument("--races", type=int, default=1000, help="races of each kind (1000)")
    parser.add_argument("--port", type=int, help="a server that runs already, in STEGVIS_VAR")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS)
    return parser.parse_args()


@contextlib.contextmanager
def _started() -> Iterator[int]:
    """./start on a free port, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, str(ROOT / "start"), "--no-demo", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=sys.stderr) as process:
        try:
            _wait(port, process)
            yield port
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 5):
        with contextlib.suppress(OSError):
            if _ask(port, "GET", "/readyz", "")[0] == 200:
                return
        if process.poll() is not None:
            raise RuntimeError("Stegvis did not start")
        time.sleep(0.2)
    raise TimeoutError("Stegvis is not ready")


def _use_django() -> None:
    """The same database as the server, as the owner: worlds are made and counted here, beside it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
    os.environ["STEGVIS_DATABASE_ROLE"] = "owner"
    import django  # noqa: PLC0415 (after STEGVIS_VAR is known)

    django.setup()


def race(port: int, kind: str, *, users: int, races: int) -> dict[str, Any]:
    """Every race of one kind; what the answers were, and how many places were filled as they should."""
    from stegvis.models import Placement  # noqa: PLC0415
    from stegvis.rules.placement import PlacementStatus  # noqa: PLC0415

    coordinators, cases = _coordinators(users)
    sessions = [_signed_in(port, user) for user in coordinators]
    worlds = [_world(kind, cases) for _ in range(races)]
    answers: Counter[int] = Counter()
    began = time.perf_counter()
    _run(port, sessions, worlds, answers)
    seconds = time.perf_counter() - began
    filled = [Placement.objects.filter(pk__in=keys, status=PlacementStatus.ACTIVE).count() for keys in worlds]
    return {
        "race": kind,
        "users": users,
        "races": races,
        "overbooked": sum(number > 1 for number in filled),
        "not_filled": sum(number < 1 for number in filled),
        "server_errors": sum(number for status, number in answers.items() if status >= 500 or status == 0),
        "answers": {str(status): number for status, number in sorted(answers.items())},
        "seconds": round(seconds, 1),
    }


def _run(port: int, sessions: list[Session], worlds: list[list[int]], answers: Counter[int]) -> None:
    """Everybody waits for everybody before each race, and then presses."""
    barrier = Barrier(len(sessions))
    own: list[list[int]] = [[] for _ in sessions]

    def one(number: int, session: Session) -> None:
        body = urlencode({"csrfmiddlewaretoken": session.token})
        for keys in worlds:
            barrier.wait()
            try:
                own[number].append(_ask(port, "POST", f"/placeringar/{keys[number]}/starta/", session.cookies, body)[0])
            except OSError:
                own[number].append(0)

    threads = [Thread(target=one, args=each) for each in enumerate(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for statuses in own:
        answers.update(statuses)


def _ask(port: int, method: str, path: str, cookies: str, body: str = "") -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def _signed_in(port: int, user: Any) -> Session:
    """A session as signing in makes it, and the token of a page that was asked for with it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    session = f"sessionid={store.session_key}"
    status, headers, page = _ask(port, "GET", "/deltagare/", session)
    found = TOKEN.search(page.decode())
    secret = next((part for part in headers.get_all("Set-Cookie", []) if part.startswith("csrftoken=")), "")
    if status != 200 or found is None or not secret:
        raise RuntimeError(f"the list of participants answers {status} to somebody signed in")
    return Session(f"{session}; {secret.partition(';')[0]}", found.group(1))


numbers = count(int(time.time()) * 1000)


def _coordinators(users: int) -> tuple[list[Any], list[Any]]:
    """Coordinators, each with a case of their own."""
    from stegvis.rules.people import Role  # noqa: PLC0415
    from tests import factories as make  # noqa: PLC0415

    make.numbers = numbers
    unit = make.unit("Arena Söder")
    people = []
    for _ in range(users):
        user = make.user(role=Role.COORDINATOR, at=unit)
        person = make.participant(identity_number=None)
        people.append((user, make.case(person, coordinator=user, at=unit)))
    return [user for user, _case in people], [case for _user, case in people]


def _world(kind: str, cases: list[Any]) -> list[int]:
    """A host with room for one more in one way alone; a signed placement for each, at one place or at many."""
    from stegvis.models import (  # noqa: PLC0415
        AgreementCeiling,
        Placement,
        PlaceSupervisor,
        SupervisorRoom,
    )
    from stegvis.rules.people import OrganisationKind  # noqa: PLC0415
    from tests import factories as make  # noqa: PLC0415

    host = make.unit(f"Värd {next(numbers)}", kind=OrganisationKind.COMPANY, takes_participants=False)
    agreement = make.agreement(host, reference=f"Lopp {next(numbers)}")
    number = 1 if kind == "seat" else len(cases)
    places = [make.place(f"Plats {next(numbers)}", seats=1, host=host, agreement=agreement) for _ in range(number)]
    if kind == "ceiling":
        AgreementCeiling.objects.create(agreement=agreement, form="work_experience", seats=1)
    if kind == "hours":
        shared = make.supervisor(at=host, room=None)
        SupervisorRoom.objects.create(supervisor=shared, hours_per_week=Decimal(3), starts_on=make.LONG_AGO)
        PlaceSupervisor.objects.filter(place__in=places).update(supervisor=shared)
    first = make.today()
    rows = [
        Placement(
            case=case, place=places[position % number], status="signed", form="work_experience", starts_on=first,
            ends_on=first + timedelta(days=60), hours_per_week=Decimal(20), proposed_on=first, reserved_until=first,
            participant_answer="yes", host_answer="yes", presentation_approved_on=first, signed_on=first,
            signed_for_host_by="Åse Lindgren",
        )
        for position, case in enumerate(cases)
    ]  # fmt: skip
    return [row.pk for row in Placement.objects.bulk_create(rows)]


if __name__ == "__main__":
    main()
