"""Import a list of participants or places from a file (import)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from stegvis.access import Actor, NotAllowedNow
from stegvis.actions.exchange import import_file
from stegvis.actions.exchange.template import template
from stegvis.queries.exchange.comparison import ComparedFile
from stegvis.queries.exchange.shown import plain_rows
from stegvis.rules.exchange import FileKind, RowKind

SHOWN_AT_MOST = 50


class Command(BaseCommand):
    help = "Läser in deltagare eller arbetsplatser från en fil (.csv eller .xlsx): allt eller inget."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in FileKind], help="participants eller places")
        parser.add_argument("file", type=Path, help="filen som ska läsas, eller med --template skrivas")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle hända, spara inget")
        parser.add_argument("--json", action="store_true", help="svara med JSON")
        parser.add_argument("--template", action="store_true", help="skriv en tom mall till filen i stället")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, path = FileKind(options["kind"]), options["file"]
        try:
            if options["template"]:
                path.write_bytes(template(kind, as_workbook=path.suffix.lower() != ".csv"))
                return
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        try:
            compared = import_file(
                kind, content=content, file_name=path.name, by=Actor.system("import"), dry_run=options["dry_run"]
            )
        except NotAllowedNow as refusal:
            raise CommandError(" ".join(str(reason) for reason in refusal.reasons)) from refusal
        self.tell(compared, dry_run=options["dry_run"], as_json=options["json"])
        if not compared.can_be_saved:
            sys.exit(1)

    def tell(self, compared: ComparedFile, *, dry_run: bool, as_json: bool) -> None:
        saved = compared.can_be_saved and not dry_run
        if as_json:
            answer: dict[str, Any] = {**compared.counts, "counts": compared.counts, "saved": saved, "dry_run": dry_run}
            answer["problems"] = [str(reason) for reason in compared.problems]
            answer["notices"] = [str(reason) for reason in compared.reading.notices]
            answer["rows"] = plain_rows(compared)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for line in self.lines(compared):
            self.stdout.write(line)
        self.stdout.write("Sparat." if saved else "Inget sparades.")

    def lines(self, compared: ComparedFile) -> list[str]:
        lines = [str(reason) for reason in (*compared.problems, *compared.reading.notices)]
        lines += [f"{kind.label}: {compared.counts[kind.value]}" for kind in RowKind]
        errors = [
            f"{error.cell} {error.header}: {error.reason}" for row in compared.rows for error in row.errors_in_order
        ]
        lines += errors[:SHOWN_AT_MOST]
        if len(errors) > SHOWN_AT_MOST:
            lines.append(f"… och {len(errors) - SHOWN_AT_MOST} fel till. Med --json visas alla.")
        return lines
