"""What was prepared the last time, so that a later start need not load Django to find out (stämpel)."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

import psycopg

from stegvis.management import embedded

PACKAGE = Path(__file__).resolve().parents[1]
APPLIED = """
    SELECT md5(coalesce(string_agg(app || '.' || name, ',' ORDER BY id), '')),
           coalesce(obj_description('public'::regnamespace, 'pg_namespace'), '')
    FROM django_migrations
"""


def last_time(*, no_demo: bool) -> bool | None:
    """Whether it was a demonstration, if code, static files and database are as they were then; else None."""
    try:
        then = json.loads(stamp().read_text())
    except (OSError, ValueError):
        return None
    if then != {"state": as_it_is(), "no_demo": no_demo, "demo": then.get("demo")} or not then["state"]:
        return None
    return bool(then["demo"])


def remember(*, no_demo: bool, is_demonstration: bool) -> None:
    found = {"state": as_it_is(), "no_demo": no_demo, "demo": is_demonstration}
    with contextlib.suppress(OSError):
        stamp().write_text(json.dumps(found))


def stamp() -> Path:
    return embedded.var_folder() / "prepared.json"


def as_it_is() -> dict[str, str] | None:
    """The files in one word, and what the database says of itself; None when it has no tables."""
    address = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL") or embedded.url(embedded.OWNER)
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            row = connection.execute(APPLIED).fetchone()
    except psycopg.Error:
        return None
    applied, mark = row or ("", "")
    return {
        "files": files(),
        "database": hashlib.sha256(address.encode()).hexdigest(),
        "applied": applied,
        "mark": mark,
    }


def files() -> str:
    """Migrations and static files by name, size and time; what is installed by ./start's own stamp."""
    seen = hashlib.sha256()
    with contextlib.suppress(OSError):
        seen.update((embedded.ROOT / ".venv" / ".stegvis").read_bytes())
    for folder in (PACKAGE / "migrations", PACKAGE / "static"):
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                about = path.stat()
                seen.update(f"{path} {about.st_mtime_ns} {about.st_size};".encode())
    return seen.hexdigest()
