"""Importing places, and exports of both kinds."""

from datetime import date, timedelta

import pytest

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions import exchange
from stegvis.models import (
    AccessLog,
    CaseEvent,
    Organisation,
    Place,
    PlaceCapacity,
)
from stegvis.queries.exchange.places import export_places
from stegvis.rules.exchange import PLACE_COLUMNS, FileKind, UnknownHost
from stegvis.rules.people import Role
from stegvis.rules.place import ExtractLaw
from tests import factories as make
from tests.actions.test_exchange import (
    FULL,
    PLACE_HEADINGS,
    errors,
    file_of,
    kinds,
    load,
    load_places,
    place_row,
    row,
)

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

    def test_a_closed_place_says_what_can_be_done(self):
        Place.objects.filter(name="Kastanjen").update(closed_on=make.today() - timedelta(days=1), status="closed")
        assert "Lämna ut raden, eller skriv ett nytt namn." in errors(load_places(place_row(name="Kastanjen")))[0]

    def test_a_season_gives_back_what_was_before_it(self):
        load_places(place_row(opened="2024-01-15"))
        first, last = make.today() + timedelta(days=30), make.today() + timedelta(days=60)
        season = place_row(seats=5, since=first, until=last)
        assert errors(load_places(season)) == []
        found = PlaceCapacity.objects.filter(place__name="Linden").order_by("starts_on")
        assert list(found.values_list("seats", flat=True)) == [2, 5, 2]
        assert kinds(load_places(season)) == ["unchanged"]

    def test_seats_that_would_undo_a_later_change_are_refused_with_a_way_forward(self):
        load_places(place_row(opened="2024-01-15"))
        load_places(place_row(seats=5, since=make.today() + timedelta(days=30)))
        refused = errors(load_places(place_row(seats=3, since=make.today())))
        assert "är 5 platser redan bestämt. Skriv en sista dag före det" in refused[0]

    def test_a_season_that_ends_before_it_begins_is_refused(self):
        refused = errors(load_places(place_row(opened="2024-01-15", since="2026-06-01", until="2026-05-01")))
        assert refused[0].endswith("Sista dagen ligger före den första.")

    def test_a_place_that_rests_keeps_its_seats(self):
        load_places(place_row(opened="2024-01-15"))
        Place.objects.filter(name="Linden").update(status="paused")
        assert "Arbetsplatsen vilar." in errors(load_places(place_row(seats=9)))[0]

    def test_a_law_says_that_an_extract_is_needed(self):
        load_places(place_row(law="skollagen"))
        place = Place.objects.get(name="Linden")
        assert place.extract_law == "school"
        assert errors(load_places(place_row(law="skollagen", extract="nej")))
        assert kinds(load_places(place_row(extract="ja"))) == ["unchanged"]
        assert errors(load_places(place_row(extract="nej"))) == []
        place.refresh_from_db()
        assert place.extract_law == ""

    def test_an_extract_without_a_law_waits_for_the_law(self):
        load_places(place_row(extract="ja"))
        place = Place.objects.get(name="Linden")
        assert place.extract_law == ExtractLaw.UNSTATED
        keys = [column.key for column in PLACE_COLUMNS]
        rows = [dict(zip(keys, row, strict=True)) for row in export_places(today=make.today())]
        written = next(row for row in rows if row["name"] == "Linden")
        assert (written["needs_extract"], written["extract_law"]) == ("ja", ExtractLaw.UNSTATED.label)
        assert kinds(load_places(place_row(extract="ja", law=written["extract_law"]))) == ["unchanged"]
        assert errors(load_places(place_row(law="skollagen"))) == []
        place.refresh_from_db()
        assert place.extract_law == ExtractLaw.SCHOOL


class TestUnknownHosts:
    """A host that nobody knows: mapped, added with its places proposed, or left out; never made in silence."""

    @pytest.fixture
    def hr(self, world):
        return Actor.of(make.user("Rut", Role.HR, world["unit"]))

    def run(self, by, *rows):
        content = file_of(*rows, headings=PLACE_HEADINGS)
        run = exchange.start_import(FileKind.PLACES, content=content, file_name="lista.csv", by=by)
        exchange.preview_import(run, by=by)
        run.refresh_from_db()
        return run

    def choose(self, run, by, **said):
        [key] = run.choices
        exchange.choose_hosts(run, choices={key: UnknownHost(run.choices[key]["text"], **said)}, by=by)
        exchange.preview_import(run, by=by)
        run.refresh_from_db()
        return run

    def save(self, run, by):
        exchange.accept_import(run, by=by)
        exchange.apply_import(run, by=by)
        run.refresh_from_db()
        return run

    def test_are_asked_about_and_nothing_is_made(self, hr):
        run = self.run(hr, place_row(host="Drivhusett"), place_row(host="Drivhusett", name="Eken"))
        [unknown] = run.choices.values()
        assert (run.status, unknown["rows"], unknown["close"]) == ("refused", 2, ["Drivhuset"])
        assert not Organisation.objects.filter(name="Drivhusett").exists()

    def test_one_is_another_that_is_here(self, hr):
        host = Organisation.objects.get(name="Drivhuset")
        run = self.choose(self.run(hr, place_row(host="Drivhusett")), hr, do="map", to=host.pk)
        assert self.save(run, hr).status == "saved"
        assert Place.objects.get(name="Linden").host == host

    def test_one_is_added_under_another_and_its_places_are_proposed(self, hr, world):
        department = make.unit("Kulturförvaltningen", kind="department")
        run = self.run(hr, place_row(host="Rymdmuseet"))
        run = self.choose(run, hr, do="create", kind="unit", parent=department.pk)
        assert self.save(run, hr).status == "saved"
        place = Place.objects.select_related("host").get(name="Linden")
        assert (place.host.name, place.host.parent, place.host.kind) == ("Rymdmuseet", department, "unit")
        assert (place.status, place.opened_on, place.capacities.count()) == ("proposed", None, 0)
        assert place.host.links.get().parent == department

    def test_one_is_left_out_and_the_rest_is_saved(self, hr):
        run = self.choose(self.run(hr, place_row(host="Rymdmuseet"), place_row(name="Eken")), hr, do="leave")
        assert run.counts["skipped"] == 1
        assert self.save(run, hr).status == "saved"
        assert not Place.objects.filter(name="Linden").exists()
        assert Place.objects.filter(name="Eken").exists()

    def test_a_choice_that_says_too_little_is_refused(self, hr):
        run = self.run(hr, place_row(host="Rymdmuseet"))
        with pytest.raises(NotAllowedNow):
            self.choose(run, hr, do="create", kind="unit")
        with pytest.raises(NotAllowedNow):
            self.choose(run, hr, do="map")

    def test_the_municipality_is_not_changed_by_whoever_may_not(self, world):
        seeker = Actor.of(make.user("Eva", Role.EMPLOYER_COORDINATOR, world["unit"]))
        run = self.run(seeker, place_row(host="Rymdmuseet"))
        with pytest.raises(NotAllowedNow, match="HR eller en administratör"):
            self.choose(run, seeker, do="create", kind="department", parent=world["unit"].pk)
        run.refresh_from_db()
        assert self.choose(run, seeker, do="create", kind="company").status == "ready"


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
