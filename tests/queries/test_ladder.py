"""The ladder of one case: four statements, and a point nobody has judged has no mark of its own."""

import pytest

from stegvis.models import Criterion, CriterionMark
from stegvis.queries.ladder import judged_points, ladder_of, step_names
from stegvis.rules.ladder import Mark
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("points", [1, 6])
def test_ladder_takes_four_statements(django_assert_num_queries, points):
    make.ladder(points)
    case = make.case()
    with django_assert_num_queries(4):
        ladder = ladder_of(case, today=make.today())
    assert [(step.number, len(step.points)) for step in ladder.steps] == [(number, points) for number in range(1, 5)]


def test_unjudged_point_is_red_and_says_nothing():
    make.ladder(2)
    case = make.case()
    first = Criterion.objects.order_by("step__number", "position").first()
    CriterionMark.objects.create(case=case, criterion=first, mark="green", marked_on=make.today(), note="Alltid")
    judged, unjudged = judged_points(ladder_of(case, today=make.today()).now)
    assert (judged.said, judged.note) == ("green", "Alltid")
    assert (unjudged.mark, unjudged.said) == (Mark.RED, "")


def test_without_a_ladder_the_steps_have_numbers():
    assert step_names(today=make.today()) == {1: "", 2: "", 3: "", 4: ""}
    make.ladder()
    assert step_names(today=make.today())[2] == "Arbeta i grupp"
