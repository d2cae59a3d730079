"""Places through the actions: profile, seats from a day on, closing."""

from datetime import timedelta

import pytest

from stegvis.access import NotAllowed, NotAllowedNow
from stegvis.actions.place import Profile, Responsible, change_capacity, close_place, save_place
from stegvis.actions.placement import free_seat
from stegvis.models import CaseEvent, Place
from stegvis.rules.history import EventKind
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return make.actor(Role.HR)


def profile(**values):
    return Profile(**{"name": "Skolköket", "field": "kitchen", "forms": ["work_experience"]} | values)


def test_a_new_place_has_its_seats_from_the_first_day(hr):
    host, manager = make.unit("Norra skolan"), make.user()
    place = save_place(
        place=None,
        host=host,
        profile=profile(),
        opened_on=make.today(),
        seats=3,
        responsible=Responsible(None, manager),
        by=hr,
    )
    assert place.manager == manager
    assert list(place.capacities.values_list("seats", "starts_on", "ends_on")) == [(3, make.today(), None)]
    assert CaseEvent.objects.get().kind == EventKind.PLACE_SAVED


def test_a_changed_profile_leaves_seats_and_people_responsible_alone(hr):
    manager = make.user()
    place = make.place("Köket", seats=2, manager=manager)
    save_place(place=place, host=place.host, profile=profile(), opened_on=place.opened_on, seats=9, by=hr)
    place = Place.objects.get(pk=place.pk)
    assert (place.name, place.manager, place.capacities.get().seats) == ("Skolköket", manager, 2)


def test_a_name_stands_once_at_each_host(hr):
    place = make.place("Skolköket")
    with pytest.raises(NotAllowedNow) as refusal:
        save_place(place=None, host=place.host, profile=profile(), opened_on=make.today(), seats=1, by=hr)
    assert refusal.value.reasons[0].at == "name"


def test_a_coordinator_may_not_change_places():
    with pytest.raises(NotAllowed):
        close_place(make.place(), closed_on=make.today(), by=make.actor(Role.COORDINATOR))


def test_other_seats_from_a_day_on(hr):
    place, day = make.place(seats=2), make.today() + timedelta(days=10)
    change_capacity(place, seats=5, from_on=day, by=hr)
    change_capacity(place, seats=4, from_on=day, by=hr)
    assert list(place.capacities.order_by("starts_on").values_list("seats", "ends_on")) == [
        (2, day - timedelta(days=1)),
        (4, None),
    ]


def test_nobody_starts_after_a_place_has_closed(hr):
    place, last = make.place(seats=2), make.today() + timedelta(days=10)
    place = close_place(place, closed_on=last, by=hr)
    assert place.closed_on == last
    assert free_seat(place, starts_on=make.today(), ends_on=last) == 1
    assert free_seat(place, starts_on=make.today(), ends_on=last + timedelta(days=1)) is None


def test_a_place_does_not_close_on_somebody(hr):
    place = make.place(seats=2)
    make.placement(make.case(), place, ends_on=make.today() + timedelta(days=3))
    make.placement(make.case(), place, PlacementStatus.HOST_ASKED, ends_on=make.today() + timedelta(days=3))
    with pytest.raises(NotAllowedNow) as refusal:
        close_place(place, closed_on=make.today(), by=hr)
    assert str(refusal.value.reasons[0]).startswith("2 placeringar pågår eller väntar")
    assert close_place(place, closed_on=make.today() + timedelta(days=3), by=hr).closed_on
