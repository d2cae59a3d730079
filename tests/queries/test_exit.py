"""What an exit will end: three statements, and nothing that is over already."""

from datetime import timedelta

import pytest

from stegvis.queries.exit import exit_of, will_happen
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_will_happen(django_assert_num_queries):
    case, day = make.case(), make.today()
    make.activity(case, kind="sfi", ends_on=None)
    make.activity(case, kind="health", starts_on=day - timedelta(days=30), ends_on=day - timedelta(days=1))
    make.placement(case, make.place("Köket"), PlacementStatus.AGREED)
    running = make.placement(case, make.place("Solgläntan"))
    make.placement(case, make.place("Förra"), PlacementStatus.ENDED)
    with django_assert_num_queries(3):
        will = will_happen(case, today=day)
    assert [one.kind for one in will.activities] == ["sfi"]
    assert (will.waiting_places, will.active_places) == (["Köket"], [(running.pk, "Solgläntan")])
    assert exit_of(case) is None
