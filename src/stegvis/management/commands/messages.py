"""`stegvis messages`: bring the catalogues up to the code, and say what still lacks a translation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from stegvis.management import catalogue


class Command(BaseCommand):
    help = "Renew the catalogues from the code and list what lacks a translation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", default="en")

    def handle(self, *args: Any, language: str, **options: Any) -> None:
        catalogue.renew(language)
        lacking = catalogue.missing(language)
        for text in lacking:
            self.stdout.write(f"saknar översättning: {text}")
        self.stdout.write(f"{catalogue.catalogue_file(language)}: {len(lacking)} texter saknar översättning")
