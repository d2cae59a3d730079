"""Django's migrate, followed by the rights on the new tables (migrering)."""

from importlib import import_module
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from stegvis.migrations._at_once import AtOnce

OLDER = ("0001_initial", "0002_triggers")
"""Older than AtOnce, and as they were written; those after them say it themselves."""


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        run_the_older_at_once()
        super().handle(*args, **options)
        if not options.get("app_label") and not options.get("plan") and not options.get("check_unapplied"):
            call_command("grant")


def run_the_older_at_once() -> None:
    """A new database is ready in half the time; what stands in it is the same."""
    for name in OLDER:
        migration = import_module(f"stegvis.migrations.{name}").Migration
        if not isinstance(migration.operations[0], AtOnce):
            migration.operations = [AtOnce(migration.operations)]
