"""Versions of a plan: three statements for one version, however many lines."""

import pytest

from stegvis.actions.plan import save_plan
from stegvis.queries.plan import latest_version, plan_of, versions_of
from stegvis.rules.plan import ActionOwner, PlannedAction
from tests import factories as make

pytestmark = pytest.mark.django_db


def save(case, lines, base):
    actions = [PlannedAction(f"Sak {number}", ActionOwner.BOTH, make.today()) for number in range(lines)]
    save_plan(case, goals=["Arbete"], actions=actions, base_version=base, by=make.SYSTEM)


@pytest.mark.parametrize("lines", [1, 12])
def test_one_version_takes_three_statements(django_assert_num_queries, lines):
    case = make.case()
    save(case, lines, 0)
    with django_assert_num_queries(3):
        plan = plan_of(case, 1)
    assert [line.position for line in plan.actions] == list(range(1, lines + 1))
    assert [action.continues for action in plan.planned] == list(range(1, lines + 1))


def test_versions_come_latest_first():
    case = make.case()
    assert (latest_version(case), versions_of(case), plan_of(case, 0)) == (0, [], None)
    for base in range(3):
        save(case, 1, base)
    assert latest_version(case) == 3
    assert [version.version for version in versions_of(case)] == [3, 2, 1]
