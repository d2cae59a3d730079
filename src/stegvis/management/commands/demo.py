"""Make the demonstration municipality (demonstrationskommunen)."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from stegvis.demo import mark, present
from stegvis.demo.simulation import simulate
from stegvis.demo.write import empty, without_collecting, write

MOST_PARTICIPANTS, MOST_YEARS = 100_000, 15


class Command(BaseCommand):
    help = "Skapar en påhittad kommun med deltagare, arbetsplatser och historia; samma frö och dag ger samma rader."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--participants", type=int, default=1500, help="antal deltagare (1500)")
        parser.add_argument("--years", type=int, default=6, help="antal år till och med i går (6)")
        parser.add_argument("--seed", type=int, default=1, help="frö: ett annat tal ger en annan kommun (1)")
        parser.add_argument("--events", type=int, default=0, help="minst så många händelser, för mätningar")
        parser.add_argument("--reset", action="store_true", help="töm den demonstration som finns och gör en ny")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()

        def told(text: str) -> None:
            self.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}".replace(".", ",", 1))
            self.stdout.flush()

        check(options)
        if options["reset"] and mark.found():
            told("Tömmer den gamla demonstrationen")
            empty()
        told(f"Låter {options['years']} år gå med {options['participants']} deltagare")
        world = without_collecting(
            lambda: simulate(
                participants=options["participants"],
                years=options["years"],
                seed=options["seed"],
                events=options["events"],
                today=timezone.localdate(),
            )
        )
        told("Skriver alla rader")
        write(world, told=told)
        told("Låter nutiden hända")
        present.happen()
        told(f"Klart: {len(world.lives)} deltagare, {len(world.events)} händelser")


def check(options: dict[str, Any]) -> None:
    """Stop with one sentence when the numbers or the database do not allow a demonstration."""
    if not 10 <= options["participants"] <= MOST_PARTICIPANTS:
        raise CommandError(f"Antalet deltagare ska vara mellan 10 och {MOST_PARTICIPANTS}.")
    if not 1 <= options["years"] <= MOST_YEARS:
        raise CommandError(f"Antalet år ska vara mellan 1 och {MOST_YEARS}.")
    if options["events"] < 0:
        raise CommandError("Antalet händelser kan inte vara mindre än noll.")
    if not mark.has_tables():
        raise CommandError("Databasen har inga tabeller än. Kör stegvis migrate först, eller ./start som gör allt.")
    if mark.is_unused():
        return
    if not mark.found():
        raise CommandError("Databasen innehåller annat än en demonstration och rörs därför inte.")
    if not options["reset"]:
        raise CommandError("Demonstrationen finns redan. Skriv --reset för att tömma den och göra en ny.")
