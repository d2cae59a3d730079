"""Every action leaves its line in the history: what it does stands in the log, and nothing is done in silence.

An action is a public function in `actions/` that says who does it (`by`). Each is declared in `acts.py`; one that is
not declared there fails.
"""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

from stegvis import actions
from stegvis.models import CaseEvent
from stegvis.rules.history import EventKind as Kind
from tests.house.acts import DECLARED, LEAVE_NO_LINE


def test_every_action_is_declared():
    declared = DECLARED.keys() | LEAVE_NO_LINE.keys()
    assert sorted(set(all_actions()) - declared) == [], "an action that is not declared here"
    assert sorted(declared - set(all_actions())) == [], "declared here, but no action any more"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DECLARED))
def test_action_leaves_its_lines(name):
    world, kinds = DECLARED[name]
    act = world()
    before = CaseEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    act()
    left = CaseEvent.objects.filter(pk__gt=before)
    assert {Kind(event.kind) for event in left} == kinds
    assert all(event.actor_name for event in left)


def all_actions() -> Iterator[str]:
    """Every public function below `actions/` that takes `by`, by its module's name and its own."""
    for found in pkgutil.walk_packages(actions.__path__, f"{actions.__name__}."):
        module = import_module(found.name)
        for name, member in inspect.getmembers(module, inspect.isfunction):
            is_own = member.__module__ == module.__name__ and not name.startswith("_")
            if is_own and "by" in inspect.signature(member).parameters:
                yield f"{found.name.removeprefix(f'{actions.__name__}.')}.{name}"
