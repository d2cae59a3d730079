"""How long an import of many participants takes: python bench/import_rows.py [rows]. Needs an empty database.

Prints seconds for the file, the preview, the saving, the same file again, and an export. Nothing is kept: everything
happens in one transaction that is rolled back.
"""

import os
import sys
import time
from datetime import date, timedelta

import django
from django.utils import timezone

from stegvis.management import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
os.environ.setdefault("STEGVIS_DATABASE_ROLE", "owner")


def main(rows: int) -> None:
    from django.db import transaction  # noqa: PLC0415 (after set-up)

    with transaction.atomic():
        measure(rows)
        transaction.set_rollback(True)


def measure(rows: int) -> None:
    from stegvis.access import Actor  # noqa: PLC0415
    from stegvis.actions import exchange  # noqa: PLC0415
    from stegvis.rules.exchange import FileKind  # noqa: PLC0415

    world()
    by = Actor.system("bench")
    content = timed("write the file", lambda: file_of(rows))
    print(f"{len(content) / 1e6:.1f} MB")

    def load(dry_run: bool) -> None:
        compared = exchange.import_file(
            FileKind.PARTICIPANTS, content=content, file_name="bench.csv", by=by, dry_run=dry_run
        )
        print(compared.counts, compared.problems)

    timed("compare", lambda: load(True))
    timed("compare and save", lambda: load(False))
    timed("the same file again", lambda: load(False))
    for as_workbook in (False, True):
        content = timed(
            f"export {'xlsx' if as_workbook else 'csv'}",
            lambda: exchange.export(FileKind.PARTICIPANTS, as_workbook=as_workbook, by=by),  # noqa: B023
        )
        timed("compare the export", lambda: load(True))


def timed(what, act):
    start, used = time.perf_counter(), time.process_time()
    answer = act()
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    print(f"{what}: {seconds:.1f} s, of which {cpu:.1f} s CPU in Python", flush=True)
    return answer


def world() -> None:
    from stegvis.models import Organisation, Place, PlaceCapacity, Programme, StaffRole, User  # noqa: PLC0415

    unit = Organisation.objects.create(name="Mätenheten", kind="unit", takes_participants=True)
    Programme.objects.create(key="bench", name="Mätprogram")
    for number in range(100):
        user = User.objects.create(username=f"bench{number}", name=f"Koordinator {number}")
        StaffRole.objects.create(user=user, role="coordinator", unit=unit, starts_on=date(2020, 1, 1))
    for number in range(500):
        place = Place.objects.create(
            host=unit, name=f"Plats {number}", field="green", forms=["work_experience"], slots=1023,
            status="open", opened_on=date(2020, 1, 1),
        )  # fmt: skip
        PlaceCapacity.objects.create(place=place, seats=40, starts_on=date(2020, 1, 1))


def file_of(rows: int) -> bytes:
    from stegvis.demo.identity import number  # noqa: PLC0415

    today = timezone.localdate()
    lines = [
        "Personnummer;Förnamn;Efternamn;Telefon;E-post;Språk;Enhet;Program;Anvisad;Inskriven;Steg;Koordinator;"
        "Arbetsplats;Form;Placerad från;Placerad till;Timmar per vecka"
    ]
    for row in range(rows):
        born, serial = date(1960, 1, 1) + timedelta(days=row // 20), 980 + row % 20
        lines.append(
            f"{number(born_on=born, serial=serial)};Förnamn{row};Efternamn{row};070-{row:07d};a{row}@exempel.se;"
            "svenska;"
            f"Mätenheten;Mätprogram;{today - timedelta(days=90)};{today - timedelta(days=80)};{row % 4 + 1};"
            f"bench{row % 100};Mätenheten / Plats {row % 500};praktik;{today - timedelta(days=30)};"
            f"{today + timedelta(days=100)};20,5"
        )
    return "\r\n".join(lines).encode("cp1252")


if __name__ == "__main__":
    with embedded.running():
        django.setup()
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
