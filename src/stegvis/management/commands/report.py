"""Write the committee's report of a period to a file (stegvis report committee --period 2026-Q3 --out rapport.pdf)."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from stegvis.access import Actor
from stegvis.outside.documents import DocumentFailed
from stegvis.queries.committee import Report, as_json, as_pdf, as_xlsx, report_of
from stegvis.rules.indicator.period import Period, latest_finished_quarter, read_period, reasons_not_to_report
from stegvis.rules.words import Reason

WRITERS: dict[str, Callable[[Report], bytes]] = {".pdf": as_pdf, ".xlsx": as_xlsx, ".json": as_json}


class Command(BaseCommand):
    help = "Skriver nämndens rapport för en period till en fil: PDF, XLSX eller JSON efter filnamnets slut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", choices=["committee"], help="vilken rapport: committee är nämndens")
        parser.add_argument("--period", help="2026-Q3 eller 2026; annars det senaste avslutade kvartalet")
        parser.add_argument("--out", required=True, type=Path, help="filen att skriva: .pdf, .xlsx eller .json")
        parser.add_argument("--language", choices=["sv", "en"], default="sv", help="rapportens språk")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["out"]
        write = _writer(target)
        today = timezone.localdate()
        period = _period(options["period"], today)
        with translation.override(options["language"]):
            report = report_of(period, by=Actor.system("report"), today=today)
            try:
                content = write(report)
            except DocumentFailed as failure:
                raise CommandError(f"Rapporten kunde inte sättas: {failure}") from failure
        _save(target, content)
        self.stdout.write(f"{report.title}: {len(report.figures)} siffror skrivna till {target}.")


def _writer(target: Path) -> Callable[[Report], bytes]:
    if target.suffix.lower() not in WRITERS:
        raise CommandError(f"{target.name} slutar inte på {', '.join(WRITERS)}. Filnamnets slut väljer formatet.")
    if target.is_dir():
        raise CommandError(f"{target} är en mapp. Ange en fil.")
    if not target.absolute().parent.is_dir():
        raise CommandError(f"Mappen {target.absolute().parent} finns inte. Skapa den eller välj en annan.")
    return WRITERS[target.suffix.lower()]


def _period(text: str | None, today: Any) -> Period:
    period = latest_finished_quarter(today) if text is None else read_period(text)
    if isinstance(period, Reason):
        raise CommandError(str(period))
    if reasons := reasons_not_to_report(period, today=today):
        raise CommandError(" ".join(str(reason) for reason in reasons))
    return period


def _save(target: Path, content: bytes) -> None:
    """The whole file or none of it."""
    try:
        with tempfile.NamedTemporaryFile(dir=target.absolute().parent, delete=False) as half:
            half.write(content)
        os.chmod(half.name, 0o644 & ~_umask())
        os.replace(half.name, target)
    except OSError as error:
        raise CommandError(f"{target} gick inte att skriva: {error.strerror}.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
