"""`stegvis extract`: everything that is kept about one participant, to a file that only its owner may read."""

from __future__ import annotations

import json
import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stegvis.access import Actor
from stegvis.actions.own.copies import make_extract
from stegvis.models import Participant
from stegvis.outside.letters import letter_pdf
from stegvis.queries.own.extract import Content
from stegvis.queries.own.letter import extract_letter

OWNER_ONLY = 0o600


class Command(BaseCommand):
    help = "Write everything about one participant to a file. Review it for secrecy before it is handed out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--participant", type=int, required=True, metavar="ID")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument("--format", choices=("json", "pdf"), default="json")

    def handle(self, *args: Any, participant: int, out: Path, format: str, **options: Any) -> None:
        person = Participant.objects.filter(pk=participant).first()
        if person is None:
            raise CommandError(f"Ingen deltagare har nummer {participant}.")
        if not out.parent.is_dir():
            raise CommandError(f"Mappen {out.parent} finns inte.")
        content = make_extract(person, by=Actor.system("stegvis extract"))
        write_whole(out, as_bytes(content, format, name=person.name))
        self.stdout.write(f"{out}: {len(content['sections'])} delar. Pröva sekretessen innan det lämnas ut.")


def as_bytes(content: Content, format: str, *, name: str) -> bytes:
    """The same object in either form."""
    if format == "pdf":
        return letter_pdf(extract_letter(content, name=name))
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def write_whole(path: Path, data: bytes) -> None:
    """Either the whole file or none, readable by its owner only from the first byte."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as target:
            os.fchmod(target.fileno(), OWNER_ONLY)
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
