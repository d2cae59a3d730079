"""What every test stands on: the embedded database, no network, no luck with the order of rows."""

import gc
import os

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from stegvis.management import embedded
from tests import database, scheduling, shuffling


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.option.dist == "loadfile":
        return scheduling.Scheduling(config, log)
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items[:] = scheduling.in_order(items)


def pytest_collection_finish():
    """What is loaded and gathered by now stays to the end: nobody need look through it for what can be thrown away."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Start the embedded database, and copy each run's own from a migrated template."""
    with embedded.running():
        own = connection.settings_dict["TEST"]
        own["NAME"] = f"{database.RUN}{os.getpid()}"
        own["TEMPLATE"] = database.template()
        yield


@pytest.fixture(autouse=True)
def in_swedish():
    """A request in another language leaves it behind for its thread; the next test, or its class, begins in ours."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True, scope="session")
def shuffled_rows():
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("STEGVIS_SHUFFLE", "1") == "1":
            shuffling.shuffle(patch)
        yield
