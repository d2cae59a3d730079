"""Tables, static files and demonstration, made by the owner of the database (installation)."""

import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from stegvis.access import Actor
from stegvis.actions.standard import lay_in_standard
from stegvis.demo import mark
from stegvis.management import embedded, prepared
from stegvis.management.children import spawn
from stegvis.management.refusal import CannotStart, kept
from stegvis.management.telling import tell

DEMO_ARGUMENTS = ("--participants", "1500", "--years", "6", "--seed", "1")


def complete(*, no_demo: bool, reset_demo: bool) -> bool:
    """Bring everything up to date; says whether this is a demonstration."""
    if reset_demo:
        empty_demonstration()
    migrate()
    collect_static()
    is_demonstration = not no_demo and has_demonstration()
    lay_in_standard(by=Actor.system("Stegvis"))
    return is_demonstration


def empty_demonstration() -> None:
    if not mark.found() and has_tables() and not mark.is_unused():
        raise CannotStart("Databasen innehåller annat än demonstrationen och rörs därför inte.")
    tell("Tar bort den gamla demonstrationen")
    mark.wipe()


def has_tables() -> bool:
    return "stegvis_user" in connection.introspection.table_names()


def migrate() -> None:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            tell("Skapar eller ändrar tabellerna")
            call_command("migrate", interactive=False, verbosity=0)
    except Exception as error:
        raise CannotStart(f"Tabellerna kunde inte skapas eller ändras: {kept(error, embedded.var_folder())}") from None


def collect_static() -> None:
    """Lay the static files under names that carry their content, when any of them has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == prepared.files():
        return
    tell("Samlar stilmallar, skript och bilder")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(prepared.files())


def has_demonstration() -> bool:
    """Make it in a database nobody has used; one that was interrupted half-way is made anew."""
    if mark.found() == mark.MADE:
        return True
    if mark.found() == mark.MAKING:
        tell("Den förra demonstrationen blev inte klar och görs om")
        mark.wipe()
        migrate()
    if not mark.is_unused():
        return False
    tell("Skapar demonstrationskommunen: 1 500 deltagare, sex år")
    mark.put(mark.MAKING)
    make_demonstration()
    mark.put(mark.MADE)
    return True


def make_demonstration() -> None:
    """In a process of its own, which gives its memory back."""
    child = spawn([sys.executable, "-m", "stegvis", "demo", *DEMO_ARGUMENTS], when_parent_dies=signal.SIGKILL)
    try:
        failed = child.wait() != 0
    finally:
        child.kill()
    if failed:
        raise CannotStart("Demonstrationskommunen kunde inte skapas; pröva ./start --reset-demo.")
