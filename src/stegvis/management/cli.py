"""The project's own command, a thin face over Django's management (kommandot stegvis)."""

import os
import sys

from stegvis.management import embedded
from stegvis.management.refusal import CannotStart

AS_APPLICATION = {"worker"}


def main() -> None:
    """Run one management command, with the embedded database for as long as it takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in AS_APPLICATION:
        os.environ.setdefault("STEGVIS_DATABASE_ROLE", "owner")
    try:
        run(sys.argv)
    except CannotStart as reason:
        sys.exit(str(reason))


def run(arguments: list[str]) -> None:
    if os.environ.get("DATABASE_URL"):
        execute(arguments)
    else:
        with embedded.running():
            execute(arguments)


def execute(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(arguments)
