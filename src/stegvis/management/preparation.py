"""What must be in place before the web opens: tables, static files, demonstration (förberedelser)."""

import logging
import os
import signal
import sys
from pathlib import Path

import psycopg

from stegvis.management import embedded, prepared
from stegvis.management.children import spawn
from stegvis.management.marks import MADE, MAKING
from stegvis.management.refusal import CannotStart, kept
from stegvis.management.telling import tell

DEMO_ARGUMENTS = ("--participants", "1500", "--years", "6", "--seed", "1")
CONNECT_SECONDS = 5


def check_server() -> None:
    """Raise CannotStart when the server of DATABASE_URL does not answer or is not PostgreSQL."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if address := os.environ.get(name):
            try:
                psycopg.connect(address, connect_timeout=CONNECT_SECONDS).close()
            except (psycopg.Error, ValueError) as error:
                why = str(error).strip().splitlines()[-1:]
                raise CannotStart(f"Databasen i {name} går inte att nå: {' '.join(why)}") from None


def prepare(*, no_demo: bool, reset_demo: bool) -> bool:
    """Migrate, collect and simulate as needed; says whether this is a demonstration."""
    if not reset_demo and prepared.is_current(no_demo=no_demo, mark=MADE):
        return not no_demo
    os.environ["DJANGO_SETTINGS_MODULE"] = "stegvis.settings"
    os.environ["STEGVIS_DATABASE_ROLE"] = "owner"
    import django  # noqa: PLC0415

    django.setup()
    logging.disable(logging.INFO)
    if reset_demo:
        empty_demonstration()
    migrate()
    collect_static()
    is_demonstration = made_demonstration(wanted=not no_demo)
    prepared.remember()
    return is_demonstration


def empty_demonstration() -> None:
    from stegvis.management import demonstration  # noqa: PLC0415

    if not demonstration.found() and has_tables() and not demonstration.is_unused():
        raise CannotStart("Databasen innehåller annat än demonstrationen och rörs därför inte.")
    tell("Tar bort den gamla demonstrationen")
    demonstration.wipe()


def has_tables() -> bool:
    from django.db import connection  # noqa: PLC0415

    return "stegvis_user" in connection.introspection.table_names()


def migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        tell("Skapar tabellerna")
        call_command("migrate", interactive=False, verbosity=0)
    except Exception as error:
        raise CannotStart(f"Tabellerna kunde inte skapas: {kept(error, embedded.var_folder())}") from None


def collect_static() -> None:
    """Lay the static files under names that carry their content, when any of them has changed."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == prepared.files():
        return
    tell("Samlar stilmallar, skript och bilder")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(prepared.files())


def made_demonstration(*, wanted: bool) -> bool:
    """Make the demonstration in a database nobody has used; one that was interrupted is made anew."""
    from stegvis.management import demonstration  # noqa: PLC0415

    if not wanted or demonstration.found() == MADE:
        return wanted
    if demonstration.found() == MAKING:
        tell("Den förra demonstrationen blev inte klar och görs om")
        demonstration.wipe()
        migrate()
    if not demonstration.is_unused():
        return False
    tell("Skapar demonstrationskommunen: 1 500 deltagare, sex år")
    demonstration.mark(MAKING)
    make_demonstration()
    demonstration.mark(MADE)
    return True


def make_demonstration() -> None:
    """In a process of its own, which gives its memory back."""
    command = [sys.executable, "-m", "stegvis", "demo", *DEMO_ARGUMENTS]
    child = spawn(command, when_parent_dies=signal.SIGKILL)
    try:
        failed = child.wait() != 0
    finally:
        child.kill()
    if failed:
        raise CannotStart("Demonstrationskommunen kunde inte skapas; pröva ./start --reset-demo.")
