"""The test database: copied from a template that is made once for each set of migrations.

`python -m tests.database` only makes the template, beside the checks that come before the tests.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from stegvis.management import embedded

PACKAGE = Path(embedded.__file__).parents[1]
LOCK = embedded.ROOT / "requirements" / "runtime.lock"
TEMPLATE, RUN = "migrated_", "test_stegvis_"


def template() -> str:
    """The name of a database with every table and no rows, made now if it is not there."""
    name = f"{TEMPLATE}{digest()}"
    with (embedded.var_folder() / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(embedded.url(embedded.OWNER), autocommit=True) as connection:
            remove_leftovers(connection, but=name)
            if name not in databases(connection, TEMPLATE):
                make(connection, name)
    return name


def digest() -> str:
    """The migrations, ours and (by the lock file) everybody else's, in one short word."""
    total = hashlib.sha256(LOCK.read_bytes())
    for path in sorted((PACKAGE / "migrations").glob("*.py")):
        total.update(path.read_bytes())
    total.update((PACKAGE / "management" / "commands" / "grant.py").read_bytes())
    return total.hexdigest()[:12]


def make(connection: psycopg.Connection, name: str) -> None:
    """Under another name until it is whole."""
    making = f"making_{name}"
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(making)))
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
    own = os.environ | {
        "DJANGO_SETTINGS_MODULE": "stegvis.settings",
        "STEGVIS_DATABASE_ROLE": "owner",
        "DATABASE_URL": embedded.url(embedded.APP, making),
        "DATABASE_OWNER_URL": embedded.url(embedded.OWNER, making),
    }
    subprocess.run([sys.executable, "-m", "stegvis", "migrate", "--verbosity=0"], env=own, check=True)
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (making, name))))


def remove_leftovers(connection: psycopg.Connection, *, but: str) -> None:
    """Templates of older migrations, and databases of runs that were killed."""
    for name in {*databases(connection, TEMPLATE), *databases(connection, RUN)} - {but}:
        if not belongs_to_a_living_run(name):
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def belongs_to_a_living_run(name: str) -> bool:
    number = name.removeprefix(RUN)
    return number.isdigit() and Path(f"/proc/{number}").exists()


def databases(connection: psycopg.Connection, prefix: str) -> list[str]:
    found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in found]


if __name__ == "__main__":
    with embedded.running():
        template()
