"""Importing travel times: everything or nothing, every problem at once, one direction for both."""

import pytest

from stegvis.access import NotAllowed
from stegvis.actions import exchange
from stegvis.models import CaseEvent, TravelTime
from stegvis.rules.exchange import FileKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_exchange import errors, kinds

pytestmark = pytest.mark.django_db


def load(*lines, by=make.SYSTEM, **options):
    content = "\n".join(["Från;Till;Minuter", *lines]).encode()
    return exchange.import_file(FileKind.TRAVEL, content=content, file_name="restider.csv", by=by, **options)


def times():
    return {(time.from_zone, time.to_zone): time.minutes for time in TravelTime.objects.all()}


def test_one_direction_counts_for_both_and_it_is_said():
    compared = load("Söder;Norr;20", "Norr;Väster;15", "Väster;Norr;18")
    assert times() == {("Söder", "Norr"): 20, ("Norr", "Söder"): 20, ("Norr", "Väster"): 15, ("Väster", "Norr"): 18}
    assert "Gäller även Norr till Söder, som inte står i filen." in map(str, compared.rows[0].notices)
    assert CaseEvent.objects.filter(kind="travel_imported").count() == 1


def test_the_same_file_again_changes_nothing_and_a_new_time_changes_both_ways():
    load("Söder;Norr;20")
    assert kinds(load("Söder;Norr;20")) == ["unchanged"]
    assert kinds(load("söder; NORR ;25")) == ["update"]
    assert times() == {("Söder", "Norr"): 25, ("Norr", "Söder"): 25}


def test_every_problem_is_said_at_once_and_nothing_is_saved():
    compared = load("Söder;Norr;20", "Söder;Norr;21", ";Norr;10", "Väster;Öster;länge", "Öster;Väster;999", "A;B;")
    assert errors(compared) == [
        "A3 Samma sträcka står redan på rad 2. Ta bort den ena.",
        "A4 Från zon behövs på varje rad.",
        "C5 länge är inte ett tal. Skriv bara siffror.",
        "C6 999 ligger utanför 0–300.",
        "C7 Minuter behövs på varje rad.",
    ]
    assert times() == {}


def test_a_zone_that_nobody_has_is_said():
    make.place(travel_zone="Söder")
    assert [str(notice) for notice in load("Söder;Norr;20", "Norr;Söder;20").rows[0].notices] == [
        "Ingen arbetsplats eller deltagare har zonen Norr än."
    ]


def test_an_export_read_again_changes_nothing():
    load("Söder;Norr;20", "Söder;Söder;6")
    for as_workbook in (False, True):
        content = exchange.export(FileKind.TRAVEL, as_workbook=as_workbook, by=make.SYSTEM)
        again = exchange.import_file(FileKind.TRAVEL, content=content, file_name="x", by=make.SYSTEM, dry_run=True)
        assert again.counts["unchanged"] == 3


def test_a_coordinator_may_not():
    with pytest.raises(NotAllowed):
        load("Söder;Norr;20", by=make.actor(Role.COORDINATOR))
