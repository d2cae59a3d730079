"""Keep the embedded database running until Ctrl-C, for work beside it (inbyggd databas)."""

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Håller den inbyggda databasen igång tills du trycker Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"DATABASE_URL={settings.DATABASE_URL}")
        self.stdout.write(f"DATABASE_OWNER_URL={settings.DATABASE_OWNER_URL}")
        self.stdout.flush()
        ending = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        signal.pthread_sigmask(signal.SIG_BLOCK, ending)
        signal.sigwait(ending)
