"""The overview of places and the page of one: what is free, who is shown, in how many statements."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.access import Actor
from stegvis.actions.place import Profile, close_place, propose_place
from stegvis.models import AccessGrant, PlaceSupervisor
from stegvis.queries.ledger import counted
from stegvis.queries.place import (
    Filters,
    overview,
    place_page,
    waiting_for_host,
    way_page,
    weeks_ahead,
)
from stegvis.queries.place.way import steps_of
from stegvis.queries.placement import readable
from stegvis.rules.history import GrantKind
from stegvis.rules.ledger import By, Measure
from stegvis.rules.people import OrganisationKind, Protection, Role
from stegvis.rules.placement import EndReason, PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


def seen(**filters):
    return overview(Filters(**filters), today=make.today())


def school(name="Norra skolan"):
    department = make.unit("Utbildningsförvaltningen", kind=OrganisationKind.DEPARTMENT)
    host = make.unit(name)
    host.parent = department
    host.save()
    return host


def test_weeks_begin_today_and_then_on_mondays():
    weeks = weeks_ahead(date(2026, 11, 21))
    assert weeks[0] == (date(2026, 11, 21), date(2026, 11, 22))
    assert weeks[1] == (date(2026, 11, 23), date(2026, 11, 29))
    assert len(weeks) == 8


def test_hosts_stand_under_their_department_and_the_rest_by_kind():
    make.place("Köket", host=school(), seats=2)
    make.place("Secondhand", host=make.unit("Röda stugan", kind=OrganisationKind.ASSOCIATION))
    make.place("Butiken", host=make.unit("Handlarn", kind=OrganisationKind.COMPANY))
    assert [group.name for group in seen().groups] == ["Utbildningsförvaltningen", "Föreningar", "Företag"]
    assert seen().total.seats == 4


def test_a_week_is_free_when_all_its_days_are():
    place = make.place(seats=3, host=school())
    last = make.today() + timedelta(days=15)
    make.placement(make.case(), place, ends_on=last)
    make.placement(make.case(), place, PlacementStatus.AGREED, starts_on=last, ends_on=last + timedelta(days=90))
    weeks = seen().total.weeks
    now, eighth = weeks[0], weeks[7]
    assert (now.seats, now.occupied, now.reserved, now.free) == (3, 1, 0, 2)
    assert (eighth.occupied, eighth.reserved, eighth.free) == (0, 1, 2)


def test_free_seats_in_the_list_are_never_fewer_than_none():
    place = make.place(seats=2, host=school())
    for seat in (1, 2):
        make.placement(make.case(), place, seat=seat)
    make.placement(make.case(), place, PlacementStatus.AGREED)
    place.capacities.update(seats=1)
    room = seen().total.weeks[0]
    assert (room.seats, room.free) == (1, 0)


def test_a_place_is_counted_on_its_last_day_as_in_the_ledger():
    make.place(seats=3, host=school(), status="closed", closed_on=make.today())
    gone = make.today() - timedelta(days=1)
    make.place(seats=5, host=school("Södra skolan"), status="closed", closed_on=gone).capacities.update(ends_on=gone)
    ledger = counted(By.KIND, first=make.today(), last=make.today(), today=make.today())
    assert seen().total.seats == 3 == ledger.cells[Measure.SEATS].sum()


NARROWED = {
    "a word of the name": ({"words": "köket"}, {"Köket"}),
    "a word of the host": ({"words": "norra"}, {"Köket", "Förrådet"}),
    "two words": ({"words": "norra förr"}, {"Förrådet"}),
    "a form": ({"form": "osa"}, {"Förrådet"}),
    "a level": ({"level": 4}, {"Köket"}),
    "nothing fits": ({"words": "%"}, set()),
}


@pytest.mark.parametrize(("filters", "names"), NARROWED.values(), ids=NARROWED.keys())
def test_filters(filters, names):
    host = school()
    make.place("Köket", host=host, independence_to=4)
    make.place("Förrådet", host=host, independence_to=2, forms=["osa"])
    found = seen(group=str(host.parent_id), **filters)
    assert {row.name for group in found.groups for row in group.rows} == names


def test_only_places_free_in_the_chosen_week():
    host = school()
    full = make.place("Full", host=host)
    make.place("Ledig", host=host)
    make.placement(make.case(), full, ends_on=make.today() + timedelta(days=200))
    week = weeks_ahead(make.today())[3][0]
    found = seen(group=str(host.parent_id), free_in=week)
    assert [row.name for row in found.groups[0].rows] == ["Ledig"]


def test_an_open_department_is_shown_a_page_at_a_time():
    host = school()
    for number in range(30):
        make.place(f"Plats {number:02d}", host=host)
    first, second = (seen(group=str(host.parent_id), page=page) for page in (1, 2))
    assert (first.paging.first, first.paging.last, first.paging.next) == (1, 25, 2)
    assert [row.name for row in second.groups[0].rows] == [f"Plats {number:02d}" for number in range(25, 30)]
    assert seen(group=str(host.parent_id), page=99).paging.page == 2


def test_the_overview_takes_the_same_statements_for_few_places_and_for_many():
    host = school()
    make.place(host=host)
    with CaptureQueriesContext(connection) as few:
        seen()
    for _ in range(40):
        make.placement(make.case(), make.place(host=host))
    with CaptureQueriesContext(connection) as many:
        assert seen().total.places == 41
    assert len(few) == len(many) == 18


@pytest.fixture
def coordinator():
    return make.user(role=Role.COORDINATOR, at=make.unit())


def test_only_names_the_reader_may_see_stand_on_a_place(coordinator):
    place = make.place(seats=3)
    make.placement(make.case(make.participant("Amal", "Egen"), coordinator=coordinator), place, seat=1)
    make.placement(make.case(make.participant("Bo", "Annans")), place, seat=2)
    hidden = make.participant("Cia", "Skyddad", protection=Protection.MARKED)
    make.placement(make.case(hidden, coordinator=coordinator), place, seat=3)
    page = place_page(place, Actor.of(coordinator), today=make.today())
    assert [row.name for row in page.people] == ["Amal Egen"]
    assert (page.unseen, page.now(Measure.OCCUPIED), page.now(Measure.FREE)) == (2, 3, 0)


def test_the_page_and_the_overview_say_the_same_of_what_supervisors_have_room_for(coordinator):
    """Two seats, and somebody who takes two in all and has one at another place."""
    place, elsewhere = make.place("Här", seats=2), make.place("Annanstans", seats=5)
    shared = make.supervisor(at=place.host, room=2)
    PlaceSupervisor.objects.filter(place__in=[place, elsewhere]).update(supervisor=shared)
    make.placement(make.case(), elsewhere, supervisor=shared)
    page = place_page(place, Actor.of(coordinator), today=make.today())
    assert [page.now(each) for each in (Measure.SEATS, Measure.OCCUPIED, Measure.FREE)] == [2, 0, 1]
    assert page.unsupervised_now == 1
    (row,) = [row for group in seen(words="Här").groups for row in group.rows]
    assert row.weeks[0].free == 1


def test_a_grant_shows_somebody_with_protected_identity(coordinator):
    hidden = make.participant("Cia", "Skyddad", protection=Protection.MARKED)
    place = make.place()
    make.placement(make.case(hidden, coordinator=coordinator), place)
    AccessGrant.objects.create(
        user=coordinator,
        participant=hidden,
        kind=GrantKind.PROTECTED,
        reason="Koordinator",
        starts_at="2020-01-01T00:00Z",
    )
    assert len(place_page(place, Actor.of(coordinator), today=make.today()).people) == 1


def test_the_page_takes_the_same_statements_for_few_people_and_for_many(coordinator):
    place = make.place(seats=30)
    actor = Actor.of(coordinator)
    make.placement(make.case(coordinator=coordinator), place, seat=30)
    with CaptureQueriesContext(connection) as few:
        place_page(place, actor, today=make.today())
    for seat in range(1, 20):
        make.placement(make.case(coordinator=coordinator), place, seat=seat)
    with CaptureQueriesContext(connection) as many:
        assert len(place_page(place, actor, today=make.today()).people) == 20
    assert len(few) == len(many)


def test_how_it_has_gone_leaves_protected_people_out():
    place = make.place(seats=3)
    ended = {"ends_on": make.today() - timedelta(days=1)}
    make.placement(make.case(), place, PlacementStatus.ENDED, ended_because=EndReason.WORK, seat=1, **ended)
    make.placement(make.case(), place, PlacementStatus.ENDED, ended_because=EndReason.HOST, seat=2, **ended)
    hidden = make.participant(protection=Protection.MARKED)
    make.placement(make.case(hidden), place, PlacementStatus.ENDED, ended_because=EndReason.WORK, seat=3, **ended)
    went = place_page(place, make.SYSTEM, today=make.today()).went
    assert (went.total, went.onwards, went.broken_off) == (2, 1, 1)


STATES_THE_HOST_SEES = {
    PlacementStatus.PARTICIPANT_ASKED: False,
    PlacementStatus.HOST_ASKED: True,
    PlacementStatus.AGREED: True,
    PlacementStatus.ACTIVE: True,
}


@pytest.mark.parametrize(("status", "is_seen"), STATES_THE_HOST_SEES.items())
def test_the_host_sees_somebody_first_when_they_have_said_yes(status, is_seen):
    manager = make.user(role=Role.RECEIVING_MANAGER, at=make.unit())
    placement = make.placement(make.case(), make.place(manager=manager), status)
    assert readable(Actor.of(manager)).filter(pk=placement.pk).exists() is is_seen


def test_what_waits_for_the_manager_is_only_their_own():
    manager = make.user(role=Role.RECEIVING_MANAGER, at=make.unit())
    own = make.placement(make.case(), make.place(manager=manager), PlacementStatus.HOST_ASKED)
    make.placement(make.case(), make.place(), PlacementStatus.HOST_ASKED)
    rows, count = waiting_for_host(Actor.of(manager))
    assert ([row.pk for row in rows], count) == ([own.pk], 1)


def test_the_way_takes_the_same_statements_for_few_people_and_for_many(coordinator):
    place, actor = make.place(seats=30), Actor.of(coordinator)
    make.placement(make.case(coordinator=coordinator), place, seat=30)
    with CaptureQueriesContext(connection) as few:
        way_page(place, actor, today=make.today())
    for seat in range(1, 10):
        make.placement(make.case(coordinator=coordinator), place, seat=seat)
    with CaptureQueriesContext(connection) as many:
        way = way_page(place, actor, today=make.today())
    assert (len(way.staying.seen), way.staying.unseen) == (10, 0)
    assert len(few) == len(many)


def test_a_place_says_who_took_each_step_and_what_is_left():
    place = propose_place(
        host=make.unit("Norra skolan"),
        profile=Profile(name="Köket", field="kitchen", forms=["osa"], tasks="Diska", trains="Tempo"),
        by=make.SYSTEM,
    )
    assert [(step.status.value, step.is_reached) for step in steps_of(place)][:2] == [
        ("proposed", True),
        ("profiled", False),
    ]
    closed = close_place(place, closed_on=make.today(), by=make.SYSTEM)
    reached = [step.status.value for step in steps_of(closed) if step.is_reached]
    assert reached == ["proposed", "closed"]
    assert all(step.by for step in steps_of(closed) if step.is_reached)
