"""Worlds that several tests of actions stand on."""

import pytest

from stegvis.rules.people import Role
from tests import factories as make


@pytest.fixture
def world():
    """A unit, a programme, a coordinator and a place with one seat."""
    unit = make.unit()
    make.programme()
    coordinator = make.user("Maria Ekdahl", Role.COORDINATOR, unit, email="maria@exempel.se")
    return {"unit": unit, "coordinator": coordinator, "place": make.place("Kastanjen", seats=1)}
