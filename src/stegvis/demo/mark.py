"""Whether this database holds the demonstration municipality, and nothing else (demonstrationens märke).

The mark is a comment on the database's own schema: no forgotten setting can put it on a real installation,
and the doors that only a demonstration has stay shut without it.
"""

from django.contrib.auth import get_user_model
from django.db import connection

MAKING, MADE = "Stegvis demonstration: skapas", "Stegvis demonstration"


def put(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON SCHEMA public IS '{text}'")


def found() -> str:
    """The mark, or an empty text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(obj_description('public'::regnamespace, 'pg_namespace'), '')")
        text: str = cursor.fetchone()[0]
    return text if text in (MAKING, MADE) else ""


def has_tables() -> bool:
    """Whether anything has been set up here at all."""
    return get_user_model()._meta.db_table in connection.introspection.table_names()


def is_unused() -> bool:
    """No one has ever worked here: there is nobody to sign in as."""
    return not get_user_model()._default_manager.exists()


def wipe() -> None:
    """Remove everything in the database; only ever called for a demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
