"""`stegvis check-figures FILE`: hold a report's own figures against each other and against the records."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from stegvis.access import Actor
from stegvis.outside.spreadsheets import LARGEST_FILE
from stegvis.queries.stated import Report, as_json, check_file, in_words
from stegvis.rules.stated import Check, Problem

AGREES, CONTRADICTS, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Räknar om siffrorna i en rapport (CSV eller XLSX med kolumnerna id, label, value, equals, source) och säger "
        "vilka som motsäger varandra. Svarar 1 när något gör det, 2 när filen eller en rad i den inte går att räkna."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tabellen med siffror: .csv eller .xlsx")
        parser.add_argument("--json", action="store_true", help="svara med JSON i stället för text")
        parser.add_argument("--language", choices=["sv", "en"], default="sv", help="språket i svaret")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            report = check_file(_content(options["file"]), by=Actor.system("check-figures"), today=timezone.localdate())
            if options["json"]:
                self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=1))
            elif report.stops:
                raise CommandError(" ".join(map(in_words, report.stops)), returncode=UNREADABLE)
            else:
                self.stdout.write("\n".join(_lines(report.check)))
        if answer := _answer(report):
            sys.exit(answer)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{path} är större än {LARGEST_FILE // 1024 // 1024} MB. Dela upp den.", returncode=2)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CommandError(f"{path} finns inte. Kontrollera sökvägen.", returncode=UNREADABLE) from error
    except IsADirectoryError as error:
        raise CommandError(f"{path} är en mapp. Ange en fil.", returncode=UNREADABLE) from error
    except OSError as error:
        raise CommandError(f"{path} gick inte att läsa: {error.strerror}.", returncode=UNREADABLE) from error


def _answer(report: Report) -> int:
    """A contradiction outweighs rows that could not be computed."""
    if report.check.contradictions:
        return CONTRADICTS
    return UNREADABLE if report.stops or report.check.problems else AGREES


def _lines(found: Check) -> list[str]:
    lines = [_heading(found)]
    for number, each in enumerate(found.contradictions, start=1):
        hint = f" {in_words(each.hint)}" if each.hint else ""
        rows = ", ".join(map(str, each.rows))
        lines.append(f"{number}. {in_words(each.text)}{hint} [{each.id}, rad {rows}]")
    return [
        *lines,
        *_listed(f"Kan inte räknas ({len(found.problems)}):", found.problems),
        *_listed(f"Inte räknat ({len(found.notices)}):", found.notices),
    ]


def _heading(found: Check) -> str:
    many = len(found.contradictions)
    checked = f"{found.rows} rader, {found.compared} jämförelser."
    if not many:
        return f"Inget motsäger sig. {checked}"
    return f"{'En motsägelse' if many == 1 else f'{many} motsägelser'}. {checked}"


def _listed(heading: str, rows: Sequence[Problem]) -> list[str]:
    if not rows:
        return []
    return [
        "",
        heading,
        *(f"  {each.cell}{f' {each.column}' if each.column else ''}: {in_words(each.reason)}" for each in rows),
    ]
