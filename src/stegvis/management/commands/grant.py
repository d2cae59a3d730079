"""Let the application's role read and write rows, but only add to logs and history (rättigheter)."""

from collections.abc import Iterable, Iterator
from typing import Any

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models, transaction
from psycopg import sql

FOR_ALL_TABLES = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)
# The history's context (who did it) is written by the trigger's own function, as the owner.
CONTEXT = (
    "ALTER FUNCTION _pgh_attach_context() SECURITY DEFINER SET search_path = public, pg_temp",
    "REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}",
)
APPEND_ONLY = "REVOKE UPDATE, DELETE ON {table} FROM {role}"


class Command(BaseCommand):
    help = "Ger programmets databasroll dess rättigheter; logg och historik kan den bara lägga till i."

    def handle(self, *args: Any, **options: Any) -> None:
        role = settings.DATABASE_APP_ROLE
        if role == connection.settings_dict["USER"]:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if not cursor.fetchone():
                raise CommandError(f"Databasrollen {role} ur DATABASE_URL finns inte på servern.")
            for statement in statements(role):
                cursor.execute(statement)


def statements(role: str) -> Iterator[sql.Composed]:
    """Everything in one transaction, so that a running application never meets half of it."""
    context = pghistory.models.Context._meta.db_table
    for text in FOR_ALL_TABLES:
        yield sql.SQL(text).format(role=sql.Identifier(role))
    for text in CONTEXT:
        yield sql.SQL(text).format(role=sql.Identifier(role), table=sql.Identifier(context))
    for table in append_only_tables(apps.get_models()):
        yield sql.SQL(APPEND_ONLY).format(role=sql.Identifier(role), table=sql.Identifier(table))


def append_only_tables(known: Iterable[type[models.Model]]) -> list[str]:
    """Tables of models that say `append_only`, and of every history."""
    return [
        model._meta.db_table
        for model in known
        if model._meta.managed and (getattr(model, "append_only", False) or issubclass(model, pghistory.models.Event))
    ]
