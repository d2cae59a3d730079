"""What is free at several places, where the same person supervises at more than one of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.models import PlaceSupervisor, SupervisorRoom
from stegvis.queries.ledger.fill import fill
from stegvis.queries.place import Filters, overview
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


def places(*seats, room=100):
    """Places with so many seats each, all with the same supervisor."""
    made = [make.place(seats=number) for number in seats]
    shared = make.supervisor(at=made[0].host, room=room)
    PlaceSupervisor.objects.filter(place__in=made).update(supervisor=shared)
    return made, shared


def next_week():
    return overview(Filters(), today=make.today()).next_week


def test_room_at_two_places_is_filled_once():
    places(2, 3, room=2)
    make.place(seats=4)
    found = next_week()
    assert (found.free, found.most, found.twice) == (2 + 2 + 4, 2 + 4, 2)


def test_where_there_is_room_for_all_nothing_is_counted_twice():
    places(2, 3, room=5)
    assert (next_week().free, next_week().twice) == (5, 0)


def test_whoever_waits_at_one_place_takes_of_the_room_at_the_other():
    (here, _there), _shared = places(1, 1, room=1)
    make.placement(make.case(), here, PlacementStatus.AGREED, ends_on=make.today() + timedelta(days=90))
    assert (next_week().free, next_week().most) == (1, 0)


def test_another_supervisor_at_one_of_them_takes_over():
    (here, _there), shared = places(1, 1, room=1)
    PlaceSupervisor.objects.create(
        place=here, supervisor=make.supervisor("Bo", at=here.host, room=1), starts_on=make.LONG_AGO
    )
    assert shared.name != "Bo"
    assert next_week().twice == 0


def test_room_in_hours_is_at_most_what_the_least_demanding_place_takes():
    (here, there), shared = places(4, 4, room=1)
    SupervisorRoom.objects.filter(supervisor=shared).update(people=None, hours_per_week=Decimal(4))
    for place, hours in ((here, 1), (there, 2)):
        place.supervision_hours = Decimal(hours)
        place.save()
    found = next_week()
    assert (found.free, found.most) == (4 + 2, 4)


def test_somebody_who_has_not_said_takes_everybody():
    _places, shared = places(4, 4)
    SupervisorRoom.objects.filter(supervisor=shared).delete()
    assert next_week().twice == 0


def test_the_statements_do_not_grow_with_the_places():
    many = []
    for number in (2, 30):
        made, _shared = places(*[1] * number, room=1)
        with CaptureQueriesContext(connection) as said:
            found = fill({place.pk: 1 for place in made}, day=make.today(), today=make.today())
        assert found.most == 1
        many.append(len(said))
    assert many == [10, 10]
