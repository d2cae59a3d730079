"""Whether the process lives and everything it needs is there (hälsokontroll)."""

import os

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

START = os.environ.get("STEGVIS_START", "")
STARTED_AT = float(os.environ.get("STEGVIS_STARTED_AT", "0"))
LIVING_WORKER = """
    SELECT EXISTS (
        SELECT FROM procrastinate_workers
        WHERE last_heartbeat > greatest(now() - interval '45 seconds', to_timestamp(%s))
    )
"""


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; says which start it belongs to, so that nobody else is taken for it."""
    return JsonResponse({"alive": True, "start": START})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, migrations and worker, each by name; 503 until all are ready."""
    parts = {"database": False, "migrations": False, "worker": False}
    try:
        connection.ensure_connection()
        parts["database"] = True
        parts["migrations"] = all_migrated()
        parts["worker"] = parts["migrations"] and worker_lives()
    except DatabaseError:
        connection.close()
    ready = all(parts.values())
    return JsonResponse({"ready": ready, **parts, "start": START}, status=200 if ready else 503)


def all_migrated() -> bool:
    """Once true it stays true for this process: its code does not change."""
    if not _known_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _known_migrated.add(True)
    return True


def worker_lives() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(LIVING_WORKER, [STARTED_AT])
        return bool(cursor.fetchone()[0])


_known_migrated: set[bool] = set()
