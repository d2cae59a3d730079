"""What every test stands on: the embedded database and a fixed world."""

import os
from pathlib import Path

import pytest

from stegvis.management import embedded

os.environ.setdefault("STEGVIS_VAR", str(Path(__file__).parents[1] / "var" / "test"))
os.environ.setdefault("STEGVIS_DATABASE_LOOSE", "1")
os.environ["STEGVIS_DATABASE_ROLE"] = "owner"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Start the embedded database before the first test that wants one."""
    with embedded.running():
        yield
