"""What the application's own database role may not do, whatever the code says."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, models
from psycopg import sql

from stegvis.management import embedded
from stegvis.management.commands.grant import append_only_tables

OURS = append_only_tables(apps.get_app_config("stegvis").get_models())


def as_application(statement: str, **names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {embedded.APP}")
        cursor.execute(sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()}))


def test_the_application_is_not_the_owner():
    assert settings.DATABASE_APP_ROLE == embedded.APP
    assert connection.settings_dict["USER"] == embedded.OWNER


def test_every_history_and_log_is_known_as_append_only():
    assert {"stegvis_caseevent", "stegvis_accesslog"} < set(OURS)
    histories = [model for model in apps.get_models() if model.__name__.endswith("History")]
    assert histories
    assert {model._meta.db_table for model in histories} <= set(OURS)


@pytest.mark.django_db
@pytest.mark.parametrize("table", OURS)
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "TRUNCATE {table}", "DROP TABLE {table}"])
def test_application_only_adds_to_logs_and_history(table, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        as_application(statement, table=table)


@pytest.mark.django_db
def test_application_cannot_change_who_did_it():
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_application("UPDATE pghistory_context SET metadata = '{{}}'")


@pytest.mark.django_db
def test_application_cannot_change_the_tables():
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_application("CREATE TABLE public.mine (id int)")


@pytest.mark.django_db
def test_application_reads_and_writes_every_other_table():
    append_only = set(append_only_tables(apps.get_models())) | {"django_migrations", "pghistory_context"}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname FROM pg_class
               WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT (
                   SELECT bool_and(has_table_privilege(%s, pg_class.oid, privilege))
                   FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege)""",
            [embedded.APP],
        )
        closed = {name for (name,) in cursor.fetchall()}
    assert closed == append_only


def test_shuffling_leaves_a_stated_order_alone(db):
    model: type[models.Model] = apps.get_model("contenttypes", "ContentType")
    assert "RANDOM()" in str(model._default_manager.all().query)
    assert "RANDOM()" not in str(model._default_manager.order_by("id").query)
    assert "RANDOM()" not in str(model._default_manager.values("app_label").distinct().query)
