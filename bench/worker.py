"""One web process to measure: answers requests asked for on standard input, with the CPU time that each took.

Started by pages.py as `python -m bench.worker <settings module> <user name>`. The project is called as gunicorn calls
it, through its WSGI application; the CPU time is that of this process and of its own backend in PostgreSQL.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

Asked = dict[str, Any]
Answered = dict[str, Any]


def main(settings: str, username: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
    from django.conf import settings as chosen  # noqa: PLC0415 (after set-up)
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    chosen.DEBUG_PROPAGATE_EXCEPTIONS = True
    site = Site(get_wsgi_application(), cookie_of(username))
    for line in sys.stdin:
        print(json.dumps(site.answered(json.loads(line))), flush=True)


def cookie_of(username: str) -> str:
    """A session in the database, as signing in makes it."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    user = get_user_model().objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Site:
    """The project's application with somebody signed in."""

    def __init__(self, application: Callable[..., Any], cookie: str) -> None:
        self.application = application
        self.cookie = cookie

    def answered(self, asked: Asked) -> Answered:
        """`times` requests for each of `paths`; "html" answers with the pages, "statements" with their number."""
        if asked["want"] == "html":
            return {"pages": [self.unlogged(path) for path in asked["paths"]]}
        if asked["want"] == "statements":
            return {"statements": [self.statements(path) for path in asked["paths"]]}
        return self.measured(asked["paths"], asked["times"])

    def measured(self, paths: list[str], times: int) -> Answered:
        backend = backend_pid()
        app, database = time.process_time(), cpu_of(backend)
        for _ in range(times):
            for path in paths:
                self.page(path)
        spent = {"app": time.process_time() - app, "database": cpu_of(backend) - database}
        if backend_pid() != backend:
            raise RuntimeError("the connection was not kept between requests")
        return {name: 1000 * seconds / times / len(paths) for name, seconds in spent.items()}

    def unlogged(self, path: str) -> str:
        """The page without a trace in the log of readings, which the participant's page itself shows."""
        from django.core.signals import request_finished, request_started  # noqa: PLC0415
        from django.db import close_old_connections, transaction  # noqa: PLC0415

        ends = (request_started, request_finished)
        for signal in ends:  # they close a connection that is in the middle of a transaction
            signal.disconnect(close_old_connections)
        with transaction.atomic():
            page = self.page(path)
            transaction.set_rollback(True)
        for signal in ends:
            signal.connect(close_old_connections)
        return page

    def statements(self, path: str) -> int:
        from django.db import connection  # noqa: PLC0415

        counted = 0

        def count(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            self.page(path)
        return counted

    def page(self, path: str) -> str:
        """The body of one page, asked for as a web server does."""
        status = ""

        def start(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            nonlocal status
            status = line

        response = self.application(self.environ(path), start)
        body = b"".join(response)
        response.close()
        if not status.startswith("200"):
            raise RuntimeError(f"{path} answered {status}")
        return body.decode()

    def environ(self, path: str) -> dict[str, Any]:
        path, _, query = path.partition("?")
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }


def backend_pid() -> int:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has had, to the nanosecond."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
