"""The tree of organisations on screen: each place counted once, a move from a day, and no tail bitten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.access import Actor
from stegvis.actions.organisation import move_organisation, save_organisation
from stegvis.models import Organisation
from stegvis.rules.people import OrganisationKind, Role
from stegvis.web.format import full_date
from tests import factories as make

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def lay(name, kind=OrganisationKind.UNIT, under=None):
    return save_organisation(None, name=name, kind=kind, parent=under, by=BY)


@pytest.fixture
def jonas(client):
    client.force_login(make.user("Jonas Wiberg", role=Role.HR, at=make.unit()))
    return client


@pytest.fixture
def tree():
    """A department with a unit in a unit, and a department beside."""
    top = lay("Åsvalla", OrganisationKind.MUNICIPALITY)
    old, new = (lay(name, OrganisationKind.DEPARTMENT, top) for name in ("Gamla förvaltningen", "Nya förvaltningen"))
    workshop = lay("Verkstaden", under=old)
    bench = lay("Bänken", under=workshop)
    make.place("Slöjdsalen", host=workshop, seats=2)
    make.place("Hyvelbänken", host=bench, seats=3)
    return {"top": top, "old": old, "new": new, "workshop": workshop, "bench": bench}


def text(answer):
    return " ".join(answer.content.decode().split())


def page_of(client, one):
    return text(client.get(reverse("organisation", args=[one.pk])))


def move(client, one, parent, day=None):
    said = {"parent": parent.pk if parent else "", "from_on": (day or make.today()).isoformat()}
    return client.post(reverse("organisation_move", args=[one.pk]), said, follow=True)


def test_a_place_is_counted_once_however_deep_it_lies(jonas, tree):
    for name in ("top", "old", "workshop"):
        assert "5 fria platser av 5" in page_of(jonas, tree[name])
    assert "3 fria platser av 3" in page_of(jonas, tree["bench"])
    assert "fria platser" not in page_of(jonas, tree["new"])


def test_the_tree_is_read_from_the_top(jonas, tree):
    found = text(jonas.get(reverse("organisation_list"), {"q": ""}))
    names = ("Åsvalla<", "Gamla förvaltningen<", "Verkstaden<", "Bänken<", "Nya förvaltningen<")
    places = [found.index(name) for name in names]
    assert places == sorted(places)


def test_a_search_says_where_what_it_finds_lies(jonas, tree):
    found = text(jonas.get(reverse("organisation_list"), {"q": "bÄnk"}))
    assert "Åsvalla / Gamla förvaltningen / Verkstaden" in found
    assert "1 organisation<" in found
    nothing = text(jonas.get(reverse("organisation_list"), {"q": "finns inte", "page": "99"}))
    assert "Ingen organisation passar urvalet." in nothing


def test_a_move_is_shown_with_its_days_and_takes_the_places_along(jonas, tree):
    day = make.today() - timedelta(days=40)
    assert "Verkstaden är flyttad." in text(move(jonas, tree["workshop"], tree["new"], day))
    assert "5 fria platser av 5" in page_of(jonas, tree["new"])
    assert f"från och med {day.isoformat()}" in page_of(jonas, tree["workshop"])
    assert f"till {(day - timedelta(days=1)).isoformat()}" in page_of(jonas, tree["workshop"])


def test_a_refused_move_says_why_and_keeps_the_day_that_was_typed(jonas, tree):
    ahead = make.today() + timedelta(days=6 * 365)
    refused = move(jonas, tree["workshop"], tree["bench"], ahead)
    assert refused.status_code == 422
    assert "En organisation kan inte ligga under sig själv." in text(refused)
    assert "Det är mer än fem år dit. Kontrollera året." in text(refused)
    assert f'value="{ahead.isoformat()}"' in text(refused)
    assert Organisation.objects.get(pk=tree["workshop"].pk).parent_id == tree["old"].pk


def test_a_move_to_come_is_shown_on_both_pages_and_taken_back_with_a_click(jonas, tree):
    ahead = make.today() + timedelta(days=40)
    day = full_date(ahead)
    answer = text(move(jonas, tree["workshop"], tree["new"], ahead))
    assert f"Verkstaden flyttar till Nya förvaltningen den {day}." in answer
    assert f"Enhet. Flyttar till Nya förvaltningen den {day}." in page_of(jonas, tree["workshop"])
    assert "5 fria platser av 5" in page_of(jonas, tree["old"])
    assert f"flyttar hit den {day}" in page_of(jonas, tree["new"])
    again = text(move(jonas, tree["workshop"], tree["top"], ahead))
    assert f"Den ska redan flytta till Nya förvaltningen {day}. Ta tillbaka den flytten först" in again
    back = reverse("organisation_stay", args=[tree["workshop"].pk])
    assert back in page_of(jonas, tree["workshop"])
    assert "Flytten är återtagen. Verkstaden ligger kvar." in text(jonas.post(back, follow=True))
    assert "Flyttar till" not in page_of(jonas, tree["workshop"])
    refused = jonas.post(back)
    assert refused.status_code == 422
    assert "Det finns ingen flytt som går att ta tillbaka." in text(refused)


def test_standing_by_itself_is_a_move_like_any_other(jonas, tree):
    ahead = make.today() + timedelta(days=40)
    page = text(move(jonas, tree["workshop"], None, ahead))
    assert f"Verkstaden står för sig själv från den {full_date(ahead)}." in page
    assert f"Enhet. Ska stå för sig själv från den {full_date(ahead)}." in page


def test_a_first_day_that_cannot_be_is_told_at_its_field(jonas, tree):
    edit = reverse("organisation_edit", args=[tree["bench"].pk])
    tomorrow = (make.today() + timedelta(days=1)).isoformat()
    refused = jonas.post(edit, {"name": "Bänken", "kind": "unit", "valid_from": tomorrow})
    assert refused.status_code == 422
    assert f"Platser räknas där sedan {full_date(make.LONG_AGO)}. Välj den dagen eller en tidigare." in text(refused)
    assert f'value="{tomorrow}"' in text(refused)


def test_a_new_unit_lies_where_it_is_put_from_the_start(jonas, tree):
    new = reverse("organisation_new")
    assert "selected" in text(jonas.get(new, {"under": tree["new"].pk})).split(f'value="{tree["new"].pk}"')[1][:12]
    said = {"name": "Syateljén", "kind": "unit", "parent": tree["new"].pk, "valid_from": "2026-03-01"}
    page = text(jonas.post(new, said, follow=True))
    assert "Syateljén är sparad." in page
    assert "från och med 2026-03-01" in page


def test_a_refused_organisation_keeps_what_was_typed(jonas, tree):
    said = {"name": "gamla förvaltningen", "kind": "department", "parent": tree["top"].pk, "committee": "Nämnden"}
    refused = jonas.post(reverse("organisation_new"), said)
    assert refused.status_code == 422
    assert "Det finns redan en organisation med det namnet där." in text(refused)
    assert 'value="Nämnden"' in text(refused)


CHANGES = {
    "ended while a place is open": (
        {"kind": "unit", "valid_to": "2026-01-31"},
        "Arbetsplatser är öppna där efter den dagen. Stäng dem först.",
    ),
    "a last day before the first": (
        {"kind": "unit", "valid_from": "2026-02-01", "valid_to": "2026-01-31"},
        "Sista dagen ligger före första dagen.",
    ),
    "a kind that nothing can lie under": (
        {"kind": "municipality"},
        "”kommun” ligger inte under någon annan.",
    ),
}


@pytest.mark.parametrize(("said", "why"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_that_cannot_be_is_refused(jonas, tree, said, why):
    refused = jonas.post(reverse("organisation_edit", args=[tree["workshop"].pk]), {"name": "Verkstaden", **said})
    assert refused.status_code == 422
    assert why in text(refused)


def test_what_lies_under_stops_a_new_kind(jonas, tree):
    edit = reverse("organisation_edit", args=[tree["top"].pk])
    refused = text(jonas.post(edit, {"name": "Åsvalla", "kind": "company"}))
    assert "”förvaltning” ligger under den och kan inte ligga under ”företag”. Flytta det först." in refused


def test_whoever_may_not_write_sees_no_way_to_move(client, tree):
    client.force_login(make.user(role=Role.COORDINATOR, at=make.unit()))
    assert "Flytta till en annan" not in page_of(client, tree["workshop"])
    assert client.post(reverse("organisation_stay", args=[tree["workshop"].pk])).status_code == 403
    assert move(client, tree["workshop"], tree["new"]).status_code == 403


def test_tree_and_page_take_the_same_statements_for_few_and_for_many(jonas, tree):
    pages = (reverse("organisation_list"), reverse("organisation", args=[tree["old"].pk]))
    counts = []
    for time in range(2):
        with CaptureQueriesContext(connection) as asked:
            [jonas.get(page) for page in pages]
        counts.append(len(asked))
        for number in range(6):
            make.place(host=lay(f"Enhet {time}.{number}", under=tree["workshop"]))
            make.agreement(tree["old"], reference=f"Avtal {time}.{number}")
            coming = lay(f"Kommer {time}.{number}", under=tree["new"])
            move_organisation(coming, parent=tree["old"], from_on=make.today() + timedelta(days=30), by=BY)
    assert counts[0] == counts[1]
