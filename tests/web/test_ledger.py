"""Places over time on screen: stock and flow apart, the places behind, a file, and mandates against what was made."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.models import MandateTarget, OrganisationLink, PlaceCapacity
from stegvis.queries.ledger import mandate_page
from stegvis.rules.people import OrganisationKind, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = make.today().year


@pytest.fixture
def hr(client):
    client.force_login(make.user(role=Role.HR, at=make.unit()))
    return client


@pytest.fixture
def school():
    return make.unit("Utbildningsförvaltningen", kind=OrganisationKind.DEPARTMENT)


def opened(host, seats, on, **values):
    return make.place(host=host, seats=seats, opened_on=on, **values)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_stock_at_both_ends_and_flow_between(hr, school):
    opened(school, 3, date(YEAR - 2, 1, 1))
    opened(school, 2, date(YEAR, 1, 2), name="Nya köket")
    page = text(hr.get(reverse("ledger")))
    assert "Från 3 till 5 platser" in page
    behind = text(hr.get(reverse("ledger_new")))
    assert "2 nya platser" in behind
    assert "Nya köket" in behind


def test_a_unit_that_moved_says_why_two_departments_differ(hr, school):
    """No seat came or went: three stood under one department on the first day, and under another on the last."""
    culture = make.unit("Kulturförvaltningen", kind=OrganisationKind.DEPARTMENT)
    yard = make.unit("Fritidsverkstan", parent=school)
    opened(make.unit("Cykelrummet", parent=yard), 3, date(YEAR - 2, 1, 1))
    OrganisationLink.objects.create(
        organisation=yard, parent=culture, starts_on=make.LONG_AGO, ends_on=date(YEAR, 1, 9)
    )
    OrganisationLink.objects.create(organisation=yard, parent=school, starts_on=date(YEAR, 1, 10))
    page = text(hr.get(reverse("ledger")))
    assert f"flyttade 10 januari {YEAR} från Kulturförvaltningen till Utbildningsförvaltningen, med 3 platser." in page
    assert "flyttade" not in text(
        hr.get(reverse("ledger"), {"first": date(YEAR, 1, 10), "last": make.today(), "by": "department"})
    )
    assert "flyttade" not in text(
        hr.get(reverse("ledger"), {"first": date(YEAR, 1, 1), "last": make.today(), "by": "kind"})
    )


def test_days_the_wrong_way_round_are_said_and_kept(hr):
    page = hr.get(reverse("ledger"), {"first": f"{YEAR}-05-01", "last": f"{YEAR}-04-01"})
    assert "Sista dagen ligger före första dagen." in text(page)
    assert f'value="{YEAR}-05-01"' in text(page)


def test_what_is_no_day_is_said(hr):
    assert "Skriv datumet som 2026-11-24." in text(hr.get(reverse("ledger"), {"first": "i fjol"}))


def test_every_form_by_itself_and_no_sum_of_them(hr, school):
    opened(school, 3, date(YEAR - 2, 1, 1), forms=["work_training", "work_experience"])
    page = text(hr.get(reverse("ledger"), {"by": "form"}))
    assert "3 platser i dag" in page
    assert "raderna summeras inte" in page


def test_the_file_has_a_row_for_each_day_and_slice(hr, school):
    opened(school, 3, date(YEAR - 2, 1, 1))
    days = {"first": f"{YEAR}-01-01", "last": f"{YEAR}-01-10", "by": "department"}
    sheet = openpyxl.load_workbook(io.BytesIO(hr.get(reverse("ledger_file"), days).content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Dag", "förvaltning", "arbetsplatser", "platser")
    assert [row[1:4] for row in rows[1:]] == [("Utbildningsförvaltningen", 1, 3)] * 10


def test_a_mandate_counts_new_seats_part_by_part(hr, school):
    mandate = make.mandate("500 nya platser")
    for part, kinds in (("Ordinarie linje", ["department"]), ("Bolagen", ["company"])):
        MandateTarget.objects.create(mandate=mandate, part=part, target=4, kinds=kinds)
    opened(school, 3, mandate.starts_on)
    opened(make.unit("Handlarn", kind=OrganisationKind.COMPANY), 1, mandate.starts_on)
    page = text(hr.get(reverse("mandate", args=[mandate.pk])))
    assert "4 nya platser av 8" in page
    assert "Utbildningsförvaltningen" in page


def test_seats_that_were_taken_away_again_are_flow_but_not_stock(school):
    mandate = make.mandate(starts_on=make.today() - timedelta(days=100))
    MandateTarget.objects.create(mandate=mandate, part="Alla", target=3)
    place = opened(school, 3, make.today() - timedelta(days=90))
    place.capacities.update(ends_on=make.today() - timedelta(days=30))
    PlaceCapacity.objects.create(place=place, seats=1, starts_on=make.today() - timedelta(days=29))
    rows = mandate_page(mandate, today=make.today()).rows
    assert [(row.progress.new, row.progress.net) for row in rows] == [(3, 1)]


def test_a_refused_target_keeps_what_was_typed(hr):
    mandate = make.mandate()
    typed = {"part": "Ordinarie linje", "number": "0", "year": str(YEAR + 9)}
    answer = hr.post(reverse("mandate_target_new", args=[mandate.pk]), typed)
    assert answer.status_code == 422
    assert "Skriv ett mål mellan 1 och" in text(answer)
    assert f"Uppdraget gäller {YEAR}–{YEAR + 1}" in text(answer)
    assert 'value="Ordinarie linje"' in text(answer)
    assert not mandate.targets.exists()


def test_a_target_is_saved_changed_and_taken_away(hr):
    mandate = make.mandate()
    hr.post(reverse("mandate_target_new", args=[mandate.pk]), {"part": "IAS", "number": "250", "in_forms": ["bea"]})
    target = mandate.targets.get()
    assert (target.target, target.forms) == (250, ["bea"])
    hr.post(reverse("mandate_target", args=[target.pk]), {"part": "IAS", "number": "240"})
    assert mandate.targets.get().target == 240
    hr.post(reverse("mandate_target", args=[target.pk]), {"remove": "1"})
    assert not mandate.targets.exists()


def test_a_mandate_takes_the_same_statements_for_few_places_and_for_many(hr, school):
    mandate = make.mandate_target().mandate
    page = reverse("mandate", args=[mandate.pk])
    opened(school, 3, mandate.starts_on)
    with CaptureQueriesContext(connection) as few:
        hr.get(page)
    for _ in range(10):
        opened(school, 1, mandate.starts_on)
        make.mandate_target(of=mandate, part=f"Del {_}")
    with CaptureQueriesContext(connection) as many:
        hr.get(page)
    assert len(few) == len(many)
