"""Print the ledger of places (stegvis ledger --from 2026-01-01 --to 2026-12-31 --by department --json)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from stegvis.queries.ledger import LedgerRow, counted, ledger_rows
from stegvis.rules.ledger import By, Measure

MOST_DAYS = 366 * 30


class Command(BaseCommand):
    help = "Skriver platsöversikten: platser, upptagna, reserverade och fria för varje dag och del."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", required=True, help="första dagen, som 2026-01-01")
        parser.add_argument("--to", dest="last", required=True, help="sista dagen, som 2026-12-31")
        parser.add_argument("--by", default=By.DEPARTMENT.value, choices=[by.value for by in By], help="uppdelningen")
        parser.add_argument("--json", action="store_true", help="skriv raderna som JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = _day(options["first"], "--from"), _day(options["last"], "--to")
        if last < first:
            raise CommandError("Sista dagen, --to, ligger före första dagen, --from.")
        if (last - first).days >= MOST_DAYS:
            raise CommandError("Det är mer än 30 år. Välj färre dagar.")
        by = By(options["by"])
        ledger = counted(by, first=first, last=last, today=timezone.localdate())
        write = _as_json if options["json"] else _in_words
        write(self.stdout, by, ledger_rows(ledger))


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} efter {name} är inte ett datum. Skriv det som 2026-12-31.") from None


def _as_json(out: Any, by: By, rows: Any) -> None:
    """One row on each line, so that it can be read while it is written."""
    out.write("[", ending="")
    for number, row in enumerate(rows):
        out.write(",\n " if number else "\n ", ending="")
        out.write(json.dumps(_told(by, row), ensure_ascii=False), ending="")
    out.write("\n]")


def _told(by: By, row: LedgerRow) -> dict[str, Any]:
    values = asdict(row)
    return {"day": values.pop("day").isoformat(), by.value: gettext(values.pop("name")), **values}


def _in_words(out: Any, by: By, rows: Any) -> None:
    out.write("\t".join(["dag", by.label, *(measure.label for measure in Measure)]))
    for row in rows:
        out.write("\t".join(str(value) for value in _told(by, row).values()))
