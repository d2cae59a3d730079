"""Importing places, and exports of both kinds."""

from datetime import date, timedelta

import pytest

from stegvis.access import Actor, NotAllowed
from stegvis.actions import exchange
from stegvis.models import (
    AccessLog,
    CaseEvent,
    Organisation,
    Place,
    PlaceCapacity,
)
from stegvis.rules.exchange import FileKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_exchange import FULL, errors, kinds, load, load_places, place_row, row

pytestmark = pytest.mark.django_db


class TestPlaces:
    @pytest.fixture(autouse=True)
    def host(self, world):
        return world

    def test_come_with_profile_and_seats(self):
        compared = load_places(place_row(days="må fm, ti em", licence="ja", swedish="sfi B", opened="2024-01-15"))
        assert errors(compared) == []
        place = Place.objects.get(name="Linden")
        assert (place.forms, place.slots, place.lowest_swedish) == (["work_experience", "osa"], 0b1001, 2)
        assert (place.needs_driving_licence, place.opened_on) == (True, date(2024, 1, 15))
        capacity = place.capacities.get()
        assert (capacity.seats, capacity.starts_on) == (2, date(2024, 1, 15))
        assert CaseEvent.objects.filter(kind="place_saved").count() == 1

    def test_the_same_file_again_changes_nothing(self):
        load_places(place_row())
        assert kinds(load_places(place_row())) == ["unchanged"]

    def test_more_seats_from_a_day_end_those_before(self):
        load_places(place_row(opened="2024-01-15"))
        load_places(place_row(seats=3, since="2026-01-01"))
        before, after = PlaceCapacity.objects.filter(place__name="Linden").order_by("starts_on")
        assert (before.seats, before.ends_on) == (2, date(2025, 12, 31))
        assert (after.seats, after.starts_on, after.ends_on) == (3, date(2026, 1, 1), None)
        assert kinds(load_places(place_row(seats=3, since="2026-01-01"))) == ["unchanged"]

    def test_an_unknown_host_is_refused_with_what_was_perhaps_meant(self):
        assert errors(load_places(place_row(host="Drivhusett"))) == [
            "A2 Drivhusett finns inte i Stegvis. Menas Drivhuset?"
        ]

    def test_a_new_association_is_added_once_when_the_file_says_so(self):
        new = {"host": "Odlarna", "kind": "förening"}
        compared = load_places(place_row(**new), place_row(**new, name="Växthuset"))
        assert errors(compared) == []
        host = Organisation.objects.get(name="Odlarna")
        assert (host.kind, host.places.count()) == ("association", 2)

    def test_a_new_department_is_never_added(self):
        assert "finns inte i Stegvis" in errors(load_places(place_row(host="Rymdkontoret", kind="förvaltning")))[0]

    def test_a_profile_that_does_not_hold_together_is_refused(self):
        assert errors(load_places(place_row(**{"from": 4, "to": 2}))) == [
            "E2 Lägsta självständighetsgrad är högre än den högsta."
        ]

    def test_the_same_place_twice_is_refused(self):
        assert "står redan på rad 2" in errors(load_places(place_row(), place_row(name="linden")))[0]

    def test_a_closed_place_is_not_opened(self):
        Place.objects.filter(name="Kastanjen").update(closed_on=make.today() - timedelta(days=1))
        assert "öppnar den inte igen" in errors(load_places(place_row(name="Kastanjen")))[0]


class TestExport:
    def test_read_again_changes_nothing(self, world):
        load(row(**FULL), row(number="", given="Bo", family="=SUMMA(A1)", born="1985-03-04", phone="+46 70 1"))
        make.case(make.participant("Ola", "Ek", identity_number=None, born_on=None), closed_on=make.today())
        make.participant("Ola", "Ek", identity_number=None, born_on=None)
        for as_workbook in (False, True):
            content = exchange.export(FileKind.PARTICIPANTS, as_workbook=as_workbook, by=make.SYSTEM)
            compared = load(content, dry_run=True)
            assert errors(compared) == []
            assert compared.counts["unchanged"] == 4

    def test_of_places_read_again_changes_nothing(self, world):
        load_places(place_row(days="må fm, ti", licence="ja"))
        for as_workbook in (False, True):
            content = exchange.export(FileKind.PLACES, as_workbook=as_workbook, by=make.SYSTEM)
            assert load(content, kind=FileKind.PLACES, dry_run=True).counts["unchanged"] == 2

    def test_holds_only_those_whose_file_one_may_read_and_is_logged(self, world):
        mine = make.case(coordinator=world["coordinator"])
        make.case()
        protected = make.participant(protection="marked")
        make.case(protected, coordinator=world["coordinator"])
        content = exchange.export(FileKind.PARTICIPANTS, as_workbook=False, by=Actor.of(world["coordinator"]))
        assert len(content.decode().splitlines()) == 2
        logged = AccessLog.objects.get()
        assert (logged.kind, logged.participant_ids) == ("export", [mine.participant_id])

    def test_is_refused_to_those_who_read_nobody(self, world):
        with pytest.raises(NotAllowed):
            exchange.export(FileKind.PARTICIPANTS, as_workbook=False, by=make.actor(Role.HR))
