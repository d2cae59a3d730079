"""The ledger out of the tables: under the right department on the right day, and in as many statements for many."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.models import (
    OrganisationLink,
    PlaceCapacity,
    PlaceSupervisor,
    Supervisor,
    SupervisorLoad,
    SupervisorRoom,
)
from stegvis.queries.ledger import counted, ledger_rows
from stegvis.rules.ledger import By
from stegvis.rules.people import OrganisationKind
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)
LAST = date(2026, 3, 31)


def rows(by=By.DEPARTMENT, *, today=FIRST, **days):
    found = counted(by, **({"first": FIRST, "last": LAST} | days), today=today)
    return {(row.name, row.day): row for row in ledger_rows(found)}


def department(name, **values):
    return make.unit(name, kind=OrganisationKind.DEPARTMENT, **values)


def unit_under(parent, name="Norra skolan"):
    made = make.unit(name)
    made.parent = parent
    made.save()
    return made


def test_a_place_stands_under_the_department_of_its_unit():
    make.place(host=unit_under(department("Utbildningsförvaltningen")), seats=3)
    make.place(host=make.unit("Röda stugan", kind=OrganisationKind.ASSOCIATION), seats=2)
    found = rows()
    assert {name: row.seats for (name, day), row in found.items() if day == LAST} == {
        "Utbildningsförvaltningen": 3,
        "Föreningar": 2,
    }


def test_a_unit_that_moved_in_the_middle_of_the_month_counts_where_it_lay():
    old, new = department("Gamla förvaltningen"), department("Nya förvaltningen")
    moved = unit_under(new)
    day = date(2026, 3, 15)
    OrganisationLink.objects.create(
        organisation=moved, parent=old, starts_on=date(2020, 1, 1), ends_on=day - timedelta(days=1)
    )
    OrganisationLink.objects.create(organisation=moved, parent=new, starts_on=day)
    make.place(host=moved, seats=3)
    found = rows()
    seats = [
        (found["Gamla förvaltningen", each].seats, found["Nya förvaltningen", each].seats) for each in (FIRST, day)
    ]
    assert seats == [(3, 0), (0, 3)]


def test_a_unit_deep_in_the_tree_is_counted_once():
    top = department("Stora förvaltningen")
    middle = unit_under(top, "Området")
    make.place(host=unit_under(middle, "Verkstaden"), seats=3)
    make.place(host=middle, seats=2)
    assert rows()["Stora förvaltningen", FIRST].seats == 5


def test_who_is_there_who_waits_and_what_is_free():
    host = department("Förvaltningen")
    place = make.place(host=host, seats=3)
    make.placement(make.case(), place, starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 10))
    agreed = {"starts_on": date(2026, 3, 8), "ends_on": date(2026, 3, 20)}
    make.placement(make.case(), place, PlacementStatus.AGREED, **agreed)
    make.placement(make.case(), place, PlacementStatus.HOST_ASKED, reserved_until=date(2026, 2, 20), **agreed)
    found = rows()
    told = {
        day: (row.occupied, row.reserved, row.free)
        for day in (4, 5, 8, 10, 11, 21)
        if (row := found["Förvaltningen", date(2026, 3, day)])
    }
    assert told == {4: (0, 0, 3), 5: (1, 0, 2), 8: (1, 1, 1), 10: (1, 1, 1), 11: (0, 1, 2), 21: (0, 0, 3)}


def test_an_answer_that_is_awaited_in_time_holds_a_seat():
    place = make.place(host=department("Förvaltningen"), seats=1)
    days = {"starts_on": FIRST, "ends_on": LAST}
    make.placement(make.case(), place, PlacementStatus.PARTICIPANT_ASKED, reserved_until=FIRST, **days)
    assert rows(today=FIRST)["Förvaltningen", LAST].free == 0
    assert rows(today=FIRST + timedelta(days=1))["Förvaltningen", LAST].free == 1


def test_seats_lowered_below_those_who_are_there():
    place = make.place(host=department("Förvaltningen"), seats=2)
    for seat in (1, 2):
        make.placement(make.case(), place, seat=seat, starts_on=FIRST, ends_on=LAST)
    place.capacities.update(ends_on=date(2026, 3, 9))
    PlaceCapacity.objects.create(place=place, seats=1, starts_on=date(2026, 3, 10))
    row = rows()["Förvaltningen", date(2026, 3, 10)]
    assert (row.seats, row.occupied, row.over, row.free) == (1, 2, 1, 0)


def test_a_place_is_full_when_its_supervisor_is():
    place = make.place(host=department("Förvaltningen"), seats=5)
    PlaceSupervisor.objects.filter(place=place).delete()
    guide = Supervisor.objects.create(organisation=place.host, name="Åse Lindgren", starts_on=FIRST)
    PlaceSupervisor.objects.create(place=place, supervisor=guide, starts_on=FIRST)
    SupervisorRoom.objects.create(supervisor=guide, people=3, starts_on=FIRST)
    days = {"starts_on": FIRST, "ends_on": date(2026, 3, 10)}
    SupervisorLoad.objects.create(supervisor=guide, what="Studerande", people=2, **days)
    make.placement(make.case(), place, supervisor=guide, supervision_hours=Decimal("2.5"), **days)
    found = rows()
    full, later = (found["Förvaltningen", date(2026, 3, day)] for day in (10, 11))
    assert (full.free, full.supervisor_hours, later.free) == (0, 2.5, 3)


def test_by_committee_kind_unit_and_form():
    school = department("Utbildningsförvaltningen", committee="Utbildningsnämnden")
    make.place(host=school, seats=2, forms=["work_training", "work_experience"])
    make.place(host=make.unit("Handlarn", kind=OrganisationKind.COMPANY), seats=1, forms=["work_training"])
    told = {by: {name: row.seats for (name, day), row in rows(by).items() if day == FIRST} for by in By}
    assert told[By.COMMITTEE] == {"Utbildningsnämnden": 2, "Utan nämnd": 1}
    assert told[By.KIND] == {"Kommunens förvaltningar": 2, "Företag": 1}
    assert told[By.UNIT] == {"Utbildningsförvaltningen": 2, "Handlarn": 1}
    assert told[By.FORM] == {"arbetsträning": 3, "praktik": 2}


def test_a_row_of_a_form_counts_only_those_placed_in_it():
    place = make.place(host=department("Förvaltningen"), seats=3, forms=["work_training", "work_experience"])
    make.placement(make.case(), place, starts_on=FIRST, ends_on=LAST, form="work_experience")
    found = rows(By.FORM)
    assert [(found[name, FIRST].occupied, found[name, FIRST].free) for name in ("praktik", "arbetsträning")] == [
        (1, 2),
        (0, 2),
    ]


def test_the_ledger_takes_the_same_statements_for_few_places_and_for_many():
    host = department("Förvaltningen")
    make.place(host=host)
    with CaptureQueriesContext(connection) as few:
        rows()
    for _ in range(20):
        make.placement(make.case(), make.place(host=host))
    with CaptureQueriesContext(connection) as many:
        rows()
    assert len(few) == len(many) == 11
