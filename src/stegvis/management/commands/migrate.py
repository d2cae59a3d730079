"""Django's migrate, followed by the rights on the new tables (migrering)."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options.get("app_label") and not options.get("plan") and not options.get("check_unapplied"):
            call_command("grant")
