"""The background worker: takes jobs from the queue in the database (bakgrundsarbetare)."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


class Command(BaseCommand):
    help = "Utför bakgrundsjobb tills den stoppas."
    requires_system_checks = ()  # they read every page of the web, which no job needs

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(work())


async def work() -> None:
    """Two jobs at a time; on SIGTERM the running ones get some seconds to finish."""
    assert isinstance(app.connector, DjangoConnector)
    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        await worker_app.run_worker_async(concurrency=2, shutdown_graceful_timeout=8, update_heartbeat_interval=5)
