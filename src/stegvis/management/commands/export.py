"""Export participants or places to a file that can be imported again (export)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from stegvis.access import Actor
from stegvis.actions.exchange import export
from stegvis.rules.exchange import FileKind


class Command(BaseCommand):
    help = "Skriver deltagare eller arbetsplatser till en fil (.csv eller .xlsx) som kan läsas in igen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in FileKind], help="participants eller places")
        parser.add_argument("file", type=Path, help="filen som ska skrivas; ändelsen .csv eller .xlsx bestämmer slaget")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower() not in {".csv", ".xlsx"}:
            raise CommandError("Filens namn ska sluta med .csv eller .xlsx.")
        content = export(
            FileKind(options["kind"]), as_workbook=path.suffix.lower() == ".xlsx", by=Actor.system("export")
        )
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        self.stdout.write(f"Skrev {path}.")
