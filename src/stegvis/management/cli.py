"""The project's own command, a thin face over Django's management (kommandot stegvis)."""

import logging
import os
import sys

from stegvis.management import embedded, preparation
from stegvis.management.refusal import CannotStart, kept

AS_APPLICATION = {"worker"}
WITH_HYPHEN = {"check-figures": "check_figures"}
"""Commands of two words, as they are typed; a module's name cannot have a hyphen."""


def main() -> None:
    """Run one management command, with the embedded database for as long as it takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
    sys.argv[1:2] = [WITH_HYPHEN.get(each, each) for each in sys.argv[1:2]]
    if sys.argv[1:2] and sys.argv[1] not in AS_APPLICATION:
        os.environ.setdefault("STEGVIS_DATABASE_ROLE", "owner")
        logging.disable(logging.INFO)
    try:
        run(sys.argv)
    except CannotStart as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"Kommandot avbröts: {kept(error, embedded.var_folder())}")


def run(arguments: list[str]) -> None:
    """DATABASE_URL's server when there is one, else the embedded database: shared, or for this command."""
    if os.environ.get("DATABASE_URL"):
        preparation.check_server()
        execute(arguments)
    else:
        with embedded.running():
            execute(arguments)


def execute(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 after the database is there

    execute_from_command_line(arguments)
