"""`stegvis words`: print docs/glossary.md and docs/states.md anew, or say that they are old (--check)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.management.words import glossary, states


class Command(BaseCommand):
    help = "Print the glossary and the state diagrams from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--docs", type=Path, default=Path("docs"))
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is old")

    def handle(self, *args: Any, docs: Path, check: bool, **options: Any) -> None:
        for name, text in (("glossary.md", glossary()), ("states.md", states())):
            page = docs / name
            if check and (not page.is_file() or page.read_text(encoding="utf-8") != text):
                raise CommandError(f"{page} är gammal. Kör: stegvis words")
            if not check:
                page.write_text(text, encoding="utf-8")
                self.stdout.write(f"{page}\n")
