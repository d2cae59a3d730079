"""Importing and exporting: everything or nothing, once or twice the same, and what a file may never do."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from stegvis.access import Actor
from stegvis.actions import exchange
from stegvis.models import (
    Baseline,
    Case,
    CaseEvent,
    CoordinatorPeriod,
    Organisation,
    Participant,
    Placement,
)
from stegvis.rules.exchange import FileKind
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = make.today()
MONTHS_AGO = TODAY - timedelta(days=90)
HEADINGS = {
    "number": "Personnummer", "given": "Förnamn", "family": "Efternamn", "born": "Födelsedatum", "gender": "Kön",
    "protection": "Skydd", "phone": "Telefon", "case": "Ärendenummer", "unit": "Enhet", "programme": "Program",
    "referred": "Anvisad", "opened": "Inskriven", "step": "Steg", "level": "Självständighetsgrad",
    "coordinator": "Koordinator", "since": "Koordinator sedan", "place": "Arbetsplats", "form": "Form",
    "from": "Placerad från", "to": "Placerad till", "hours": "Timmar per vecka",
}  # fmt: skip


def number(serial: int = 980, born_on: date = date(1990, 1, 1)) -> str:
    return make.identity_number(born_on, serial)


def row(**cells: object) -> dict[str, str]:
    """Somebody new with a case, unless the test says otherwise."""
    basic = {"number": number(), "given": "Amina", "family": "Lind", "unit": "Arena Söder", "programme": "step"}
    basic |= {"opened": MONTHS_AGO}
    return {key: str(value) for key, value in (basic | cells).items() if value is not None}


def file_of(*rows: dict[str, str], headings: dict[str, str] = HEADINGS) -> bytes:
    keys = [key for key in headings if any(key in each for each in rows)] or list(headings)[:3]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([headings[key] for key in keys])
    writer.writerows([[each.get(key, "") for key in keys] for each in rows])
    return text.getvalue().encode()


def load(*rows: dict[str, str], by: Actor = make.SYSTEM, kind: FileKind = FileKind.PARTICIPANTS, **options: object):
    content = rows[0] if rows and isinstance(rows[0], bytes) else file_of(*rows)
    return exchange.import_file(kind, content=content, file_name="lista.csv", by=by, **options)


def kinds(compared) -> list[str]:
    return [each.kind.value for each in compared.rows]


def errors(compared) -> list[str]:
    return [f"{error.cell} {error.reason}" for each in compared.rows for error in each.errors]


FULL = {
    "coordinator": "Maria Ekdahl", "since": MONTHS_AGO, "step": 2, "level": 3, "phone": "070-123 45 67",
    "referred": MONTHS_AGO - timedelta(days=10), "place": "Drivhuset / Kastanjen", "form": "praktik",
    "from": TODAY - timedelta(days=20), "to": TODAY + timedelta(days=100), "hours": "20,5",
}  # fmt: skip


class TestANewPerson:
    def test_comes_with_case_coordinator_and_placement(self, world):
        compared = load(row(**FULL))
        assert errors(compared) == []
        case = Case.objects.select_related("participant").get()
        assert (case.step, case.independence_level, case.opened_on) == (2, 3, MONTHS_AGO)
        assert case.participant.born_on == date(1990, 1, 1)
        assert case.participant.gender == "K"
        assert case.baseline.locked_on is None
        assert case.coordinator_periods.get().coordinator == world["coordinator"]
        placement = case.placements.get()
        assert (placement.seat, placement.hours_per_week, placement.both_said_yes) == (1, Decimal("20.5"), True)

    def test_leaves_a_line_in_the_log_for_everything(self, world):
        load(row(**FULL))
        found = set(CaseEvent.objects.values_list("kind", flat=True))
        assert found == {
            "participant_registered", "case_opened", "coordinator_assigned", "placement_started", "imported",
        }  # fmt: skip

    def test_gets_the_next_case_number(self, world):
        make.case(number=f"{MONTHS_AGO.year}-00041")
        load(row(), row(number=number(982), given="Bo"))
        found = Case.objects.exclude(number__endswith="41").values_list("number", flat=True)
        assert sorted(found) == [f"{MONTHS_AGO.year}-00042", f"{MONTHS_AGO.year}-00043"]

    def test_may_bring_a_case_number_that_is_no_number_of_ours(self, world):
        load(row(case=f"{MONTHS_AGO.year}-A12"), row(number=number(982)))
        assert set(Case.objects.values_list("number", flat=True)) == {
            f"{MONTHS_AGO.year}-A12",
            f"{MONTHS_AGO.year}-00001",
        }

    def test_without_case_columns_is_registered_alone_and_it_is_said(self, world):
        compared = load(row(unit=None, programme=None, opened=None))
        assert "utan inskrivning" in str(compared.rows[0].notices[0])
        assert not Case.objects.exists()

    def test_without_number_or_birth_date_is_refused(self, world):
        assert errors(load(row(number=""))) == [
            "A2 En ny person behöver personnummer, födelsedatum eller ärendenummer."
        ]

    def test_of_the_only_unit_and_programme_needs_not_name_them(self, world):
        Organisation.objects.filter(name="Drivhuset").update(takes_participants=False)
        load(row(unit=None, programme=None))
        assert Case.objects.get().unit == world["unit"]


class TestTheSameFileAgain:
    def test_changes_nothing(self, world):
        load(row(**FULL), row(number="", given="Ali", born="1985-03-04"))
        events = CaseEvent.objects.count()
        again = load(row(**FULL), row(number="", given="Ali", born="1985-03-04"))
        assert again.counts == {"create": 0, "update": 0, "unchanged": 2, "error": 0, "skipped": 0}
        assert CaseEvent.objects.exclude(kind="imported").count() == events - 1

    @pytest.mark.parametrize(
        "written",
        ["19900101-9802", "900101-9802", "9001019802", "199001019802", "19900101 9802", " 900101–9802 "],
        ids=["12 with hyphen", "10 with hyphen", "10", "12", "space", "dash and spaces"],
    )
    def test_knows_a_number_however_it_is_written(self, world, written):
        load(row(number=number()))
        check = number()[-1]
        assert kinds(load(row(number=written.replace("9802", f"980{check}")))) == ["unchanged"]

    def test_leaves_what_an_empty_cell_says_nothing_about(self, world):
        load(row(**FULL))
        compared = load(row(phone="", coordinator="", place=""))
        assert kinds(compared) == ["unchanged"]
        assert Participant.objects.get().phone == "070-123 45 67"


class TestAChange:
    def test_says_from_what_to_what(self, world):
        load(row(phone="070-1 11 11"))
        compared = load(row(phone="070-2 22 22"))
        assert compared.rows[0].changes == {"phone": ("070-1 11 11", "070-2 22 22")}
        assert Participant.objects.get().phone == "070-2 22 22"
        assert CaseEvent.objects.get(kind="participant_changed").data["columns"] == ["phone"]

    def test_only_tried_writes_nothing(self, world):
        load(row(phone="070-1 11 11"))
        compared = load(row(phone="070-2 22 22"), dry_run=True)
        assert kinds(compared) == ["update"]
        assert Participant.objects.get().phone == "070-1 11 11"

    def test_of_coordinator_ends_the_one_before(self, world):
        load(row(**FULL))
        new = make.user("Nils Berg", Role.COORDINATOR, world["unit"])
        load(row(coordinator="nils berg", since=TODAY))
        before, after = CoordinatorPeriod.objects.order_by("starts_on")
        assert before.ends_on == TODAY - timedelta(days=1)
        assert (after.coordinator, after.starts_on, after.ends_on) == (new, TODAY, None)
        assert CaseEvent.objects.filter(kind="coordinator_changed").count() == 1

    def test_of_step_before_the_first_mapping_moves_the_starting_point(self, world):
        load(row(step=1))
        load(row(step=2))
        assert (Case.objects.get().step, Baseline.objects.get().step) == (2, 2)

    def test_of_step_after_the_first_mapping_is_refused(self, world):
        load(row(step=1))
        Baseline.objects.update(locked_on=TODAY)
        assert "Utgångsläget är låst" in errors(load(row(step=2)))[0]
        assert Case.objects.get().step == 1

    def test_of_a_placement_keeps_its_seat(self, world):
        load(row(**FULL))
        load(row(**FULL | {"to": TODAY + timedelta(days=120), "hours": "25"}))
        placement = Placement.objects.get()
        assert (placement.seat, placement.hours_per_week) == (1, 25)
        assert placement.ends_on == TODAY + timedelta(days=120)

    def test_gives_a_number_to_somebody_who_had_none(self, world):
        load(row(number="", born="1990-01-01"))
        load(row(number=number()))
        assert Participant.objects.get().identity_number == number()


class TestAFileWithErrors:
    def test_writes_nothing_of_any_row(self, world):
        compared = load(row(), row(number="19900101-1111", given="Bo"))
        assert kinds(compared) == ["create", "error"]
        assert errors(compared) == [
            "A3 Kontrollsiffran eller datumet i numret stämmer inte. Jämför med legitimationen."
        ]
        assert not Participant.objects.exists()
        assert not CaseEvent.objects.exists()

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ({"opened": "i våras"}, "i våras är inte ett datum"),
            ({"opened": "21/11 26"}, "hela årtalet"),
            ({"opened": "2999-01-01"}, "utanför|inte ett datum|inte varit än"),
            ({"opened": TODAY + timedelta(days=3)}, "inte varit än"),
            ({"referred": TODAY, "opened": MONTHS_AGO}, "före anvisningen"),
            ({"unit": "Arena Söde"}, "Menas Arena Söder"),
            ({"programme": "månlandning"}, "finns inte i Stegvis"),
            ({"step": "5"}, "utanför 1–4"),
            ({"step": "2¹"}, "fotnot"),
            ({"coordinator": "Ingen Alls"}, "finns inte i Stegvis"),
            ({"gender": "blå"}, "Välj bland: kvinna, man"),
            ({"protection": "kanske"}, "Välj bland: ingen"),
            ({"place": "Kastanjen"}, "behövs för en ny placering"),
            ({"given": "", "family": ""}, "Förnamn behövs"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_says_what_is_wrong_in_plain_words(self, world, cells, said):
        found = " | ".join(errors(load(row(**cells))))
        assert any(part in found for part in said.split("|")), found
        assert not Participant.objects.exists()

    def test_says_every_error_of_a_row_with_its_cell(self, world):
        compared = load(row(opened="x", step="9", gender="?"))
        assert [error.cell for error in compared.rows[0].errors] == ["D2", "G2", "H2"]

    def test_knows_the_same_person_twice(self, world):
        compared = load(row(), row(given="Bo"))
        assert errors(compared) == ["A3 Samma person står redan på rad 2. Ta bort den ena raden."]

    def test_does_not_guess_between_two_alike(self, world):
        for _ in range(2):
            make.participant("Amina", "Lind", identity_number=None, born_on=date(1990, 1, 1))
        compared = load(row(number="", born="1990-01-01"))
        assert "kan inte kopplas säkert" in errors(compared)[0]

    def test_does_not_choose_between_two_coordinators_of_the_same_name(self, world):
        other = make.user("Maria Ekdahl", Role.COORDINATOR, world["unit"])
        assert "kan vara flera" in errors(load(row(coordinator="Maria Ekdahl")))[0]
        assert errors(load(row(coordinator=other.username))) == []

    def test_gives_nobody_to_somebody_who_is_no_coordinator(self, world):
        make.user("Kim Ko", Role.HR)
        assert "har inte rollen koordinator" in errors(load(row(coordinator="Kim Ko")))[0]


class TestAClosedCase:
    @pytest.fixture
    def closed(self, world):
        person = make.participant("Amina", "Lind", identity_number=number())
        return make.case(person, number="2025-00007", opened_on=MONTHS_AGO, closed_on=TODAY - timedelta(days=5))

    def test_is_not_opened_by_its_number(self, closed):
        compared = load(row(case="2025-00007"))
        assert errors(compared) == ["C2 Inskrivningen är avslutad. En import öppnar den inte igen."] or (
            "öppnar den inte igen" in errors(compared)[0]
        )
        assert Case.objects.get().closed_on

    def test_is_not_followed_by_a_new_one_from_an_old_list(self, closed):
        assert "öppnar den inte igen" in errors(load(row()))[0]
        assert Case.objects.count() == 1

    def test_is_followed_by_a_new_one_when_the_day_is_later_and_it_is_said(self, closed):
        compared = load(row(opened=TODAY - timedelta(days=1)))
        assert kinds(compared) == ["update"]
        assert "En ny inskrivning öppnas" in str(compared.rows[0].notices[0])
        assert Case.objects.filter(closed_on=None).count() == 1

    def test_does_not_hinder_a_change_of_the_person_alone(self, closed):
        assert kinds(load(row(unit=None, programme=None, opened=None, phone="013-20 60 00"))) == ["update"]

    def test_waits_for_intake_when_a_referral_does(self, world):
        make.referral(make.participant("Amina", "Lind", identity_number=number()))
        assert "anvisning som väntar" in errors(load(row()))[0]


class TestSeats:
    def test_are_never_overbooked_by_a_file(self, world):
        compared = load(row(**FULL), row(**FULL | {"number": number(982), "given": "Bo"}))
        assert kinds(compared) == ["create", "error"]
        assert "ingen ledig plats på Kastanjen" in errors(compared)[0]
        assert not Placement.objects.exists()

    def test_that_are_taken_or_promised_stay_so(self, world):
        make.placement(make.case(), world["place"], status=make.PlacementStatus.AGREED)
        assert "ingen ledig plats" in errors(load(row(**FULL)))[0]

    def test_do_not_let_somebody_sit_on_two(self, world):
        load(row(**FULL))
        make.place("Linden", seats=2)
        compared = load(row(**FULL | {"place": "Drivhuset / Linden"}))
        assert "har redan en placering som pågår, på Drivhuset / Kastanjen" in errors(compared)[0]

    def test_freed_by_a_shorter_placement_can_be_had_by_the_next_row_only_if_nobody_overlaps(self, world):
        load(row(**FULL))
        late = {"from": TODAY - timedelta(days=1), "number": number(982), "given": "Bo"}
        compared = load(row(**FULL | {"to": TODAY - timedelta(days=2)}), row(**FULL | late))
        assert kinds(compared)[1] == "error"


PLACE_HEADINGS = {
    "host": "Värd", "kind": "Slags värd", "name": "Arbetsplats", "field": "Område", "forms": "Former",
    "days": "Halvdagar", "from": "Självständighet från", "to": "Självständighet till", "seats": "Platser",
    "since": "Platser från", "until": "Platser till",
    "law": "Lag för utdraget", "extract": "Utdrag", "opened": "Öppnad", "licence": "Körkort",
    "swedish": "Lägsta svenska",
}  # fmt: skip


def place_row(**cells: object) -> dict[str, str]:
    basic = {"host": "Drivhuset", "name": "Linden", "field": "park och natur", "forms": "praktik, OSA", "seats": 2}
    return {key: str(value) for key, value in (basic | cells).items() if value is not None}


def load_places(*rows: dict[str, str], **options: object):
    return load(file_of(*rows, headings=PLACE_HEADINGS), kind=FileKind.PLACES, **options)
