"""Moves of organisations entered ahead, taken back and carried out; and a first day that moves the first link."""

from datetime import date, timedelta

import pytest

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions import organisation as acts
from stegvis.jobs.organisation import carry_out
from stegvis.models import CaseEvent, Organisation, OrganisationLink, PlaceCapacity
from stegvis.queries.ledger import counted, ledger_rows
from stegvis.queries.organisation import coming_move, counted_since
from stegvis.rules.history import EventKind
from stegvis.rules.ledger import By
from stegvis.rules.organisation import Coming
from stegvis.rules.people import OrganisationKind, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
TODAY = make.today()


def day(days):
    return TODAY + timedelta(days=days)


def lay(name, kind=OrganisationKind.UNIT, under=None, **values):
    return acts.save_organisation(None, name=name, kind=kind, parent=under, by=BY, **values)


def move(one, to, days):
    return acts.move_organisation(one, parent=to, from_on=day(days), by=BY)


def begin(one, valid_from, **values):
    said = {"name": one.name, "kind": OrganisationKind(one.kind), "valid_from": valid_from, "by": BY}
    return acts.save_organisation(one, **said | values)


def refusal(act):
    with pytest.raises(NotAllowedNow) as refused:
        act()
    return [str(reason) for reason in refused.value.reasons]


def lies(one):
    return [
        (row.parent.name if row.parent else "", row.starts_on, row.ends_on)
        for row in OrganisationLink.objects.filter(organisation=one).order_by("starts_on")
    ]


def lies_under(one):
    return Organisation.objects.get(pk=one.pk).parent


def kinds_logged():
    return list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def old():
    return lay("Gamla", OrganisationKind.DEPARTMENT)


@pytest.fixture
def new():
    return lay("Nya", OrganisationKind.DEPARTMENT)


@pytest.fixture
def unit(old):
    return lay("Verkstaden", under=old)


def test_a_move_ahead_counts_from_its_day_and_the_tree_waits_for_it(old, new, unit):
    make.place(host=unit, seats=3)
    move(unit, new, 40)
    assert lies(unit) == [("Gamla", acts.LONG_AGO, day(39)), ("Nya", day(40), None)]
    assert lies_under(unit) == old
    assert coming_move(unit, today=TODAY) == Coming("Nya", day(40))
    found = counted(By.DEPARTMENT, first=day(39), last=day(40), today=TODAY)
    assert {(row.name, row.day): row.seats for row in ledger_rows(found)} == {
        ("Gamla", day(39)): 3,
        ("Nya", day(39)): 0,
        ("Gamla", day(40)): 0,
        ("Nya", day(40)): 3,
    }
    assert kinds_logged()[-1] == EventKind.ORGANISATION_MOVE_PLANNED


def test_on_its_day_it_is_carried_out_once(old, new, unit):
    move(unit, new, 40)
    assert acts.carry_out_moves(today=day(39), by=BY) == 0
    assert lies_under(unit) == old
    assert acts.carry_out_moves(today=day(40), by=BY) == 1
    assert lies_under(unit) == new
    assert acts.carry_out_moves(today=day(40), by=BY) == 0
    last = CaseEvent.objects.latest("pk")
    assert (last.kind, last.happened_on, last.data["parent"]) == (EventKind.ORGANISATION_MOVED, day(40), new.pk)


def test_several_that_were_missed_are_carried_out_in_the_order_of_their_days(old, new, unit):
    other = lay("Verkstaden", under=new)
    move(other, None, 10)
    move(unit, new, 12)
    assert acts.carry_out_moves(today=day(20), by=BY) == 2
    assert (lies_under(other), lies_under(unit)) == (None, new)


def test_standing_by_itself_is_carried_out_too(old, unit):
    move(unit, None, 3)
    assert acts.carry_out_moves(today=day(3), by=BY) == 1
    assert lies_under(unit) is None
    assert acts.carry_out_moves(today=day(4), by=BY) == 0


def test_the_job_carries_out_what_holds_today(old, new, unit, monkeypatch):
    monkeypatch.setattr("stegvis.jobs.organisation.close_old_connections", lambda: None)
    OrganisationLink.objects.filter(organisation=unit).update(ends_on=day(-1))
    OrganisationLink.objects.create(organisation=unit, parent=new, starts_on=TODAY)
    carry_out(timestamp=0)
    assert lies_under(unit) == new


def test_a_move_is_taken_back_until_its_day(old, new, unit):
    move(unit, new, 1)
    acts.take_back_move(unit, by=BY)
    assert lies(unit) == [("Gamla", acts.LONG_AGO, None)]
    assert kinds_logged()[-1] == EventKind.ORGANISATION_MOVE_TAKEN_BACK
    none = ["Det finns ingen flytt som går att ta tillbaka. Skriv in en ny i stället."]
    assert refusal(lambda: acts.take_back_move(unit, by=BY)) == none
    move(unit, new, 0)
    assert refusal(lambda: acts.take_back_move(unit, by=BY)) == none
    assert lies(unit) == [("Gamla", acts.LONG_AGO, day(-1)), ("Nya", TODAY, None)]


def test_one_that_is_yet_to_exist_has_no_move_to_take_back(old):
    unit = lay("Verkstaden", under=old, valid_from=day(10))
    assert coming_move(unit, today=TODAY) is None
    assert refusal(lambda: acts.take_back_move(unit, by=BY))
    assert lies(unit) == [("Gamla", day(10), None)]


def test_two_moves_ahead_are_taken_back_from_the_last(old, new, unit):
    third = lay("Tredje", OrganisationKind.DEPARTMENT)
    move(unit, new, 10)
    assert refusal(lambda: move(unit, third, 10)) == [
        f"Den ska redan flytta till Nya {day(10)}. Ta tillbaka den flytten först, eller välj en senare dag."
    ]
    assert refusal(lambda: move(unit, third, 0)) == [
        f"Den ska redan flytta till Nya {day(10)}. Ta tillbaka den flytten först, eller välj en senare dag."
    ]
    assert refusal(lambda: move(unit, new, 20)) == ["Den ska redan flytta dit."]
    move(unit, third, 20)
    acts.take_back_move(unit, by=BY)
    assert lies(unit) == [("Gamla", acts.LONG_AGO, day(9)), ("Nya", day(10), None)]


def test_two_moves_ahead_never_lay_each_under_the_other(old):
    one, other = lay("Ena", under=old), lay("Andra", under=old)
    move(other, one, 30)
    assert refusal(lambda: move(one, other, 10)) == [
        f"Från och med {day(30)} ligger den du valde under den här. Ta tillbaka den flytten först."
    ]
    assert refusal(lambda: move(one, other, 40)) == ["En organisation kan inte ligga under sig själv."]


def test_a_move_is_not_taken_back_when_another_rests_on_it(old, new):
    above = lay("Ovanför", under=old)
    below = lay("Under", under=above)
    move(below, new, 10)
    move(above, below, 20)
    assert refusal(lambda: acts.take_back_move(below, by=BY)) == [
        f"Från och med {day(20)} ligger den som är ovanför under den här. Ta tillbaka den flytten först."
    ]


def test_a_name_is_kept_free_for_the_one_that_comes(old, new, unit):
    move(unit, new, 10)
    taken = ["Det finns redan en organisation med det namnet där."]
    assert refusal(lambda: lay("verkstaden", under=new)) == taken
    lay("Verkstaden", under=lay("Bredvid", OrganisationKind.DEPARTMENT))
    assert refusal(lambda: lay("Verkstaden", under=old)) == taken
    other = lay("Andra", under=old)
    assert refusal(lambda: begin(other, None, name="Verkstaden")) == taken


def test_a_name_that_becomes_free_is_free_a_day_later_and_then_holds_the_move(old, new, unit):
    third = lay("Tredje", OrganisationKind.DEPARTMENT)
    other = lay("Verkstaden", under=third)
    move(unit, new, 10)
    assert refusal(lambda: move(other, old, 10)) == ["Det finns redan en organisation med det namnet där."]
    move(other, old, 11)
    assert refusal(lambda: acts.take_back_move(unit, by=BY)) == [
        "En annan med samma namn ska flytta in där den ligger nu. Ta tillbaka den flytten först."
    ]
    acts.carry_out_moves(today=day(12), by=BY)
    assert (lies_under(unit), lies_under(other)) == (new, old)


def test_the_kind_must_do_for_what_is_on_its_way_there(old, new, unit):
    bench = lay("Bänken", under=old)
    move(bench, unit, 10)
    said = refusal(lambda: begin(unit, None, kind=OrganisationKind.ASSOCIATION))
    assert said == ["”förening” ligger inte under någon annan."]
    school = lay("Skolan", OrganisationKind.DEPARTMENT, lay("Åsvalla", OrganisationKind.MUNICIPALITY))
    move(school, lay("Kommunen", OrganisationKind.MUNICIPALITY), 10)
    later = Organisation.objects.get(name="Kommunen")
    assert refusal(lambda: begin(later, None, kind=OrganisationKind.COMPANY)) == [
        "”förvaltning” ligger under den och kan inte ligga under ”företag”. Flytta det först."
    ]


def test_whoever_may_not_write_neither_takes_back_nor_carries_out(old, new, unit):
    move(unit, new, 10)
    other = Actor.of(make.user(role=Role.COORDINATOR, at=make.unit()))
    for act in (acts.take_back_move, lambda *_one, by: acts.carry_out_moves(by=by)):
        with pytest.raises(NotAllowed):
            act(unit, by=other)
    assert len(lies(unit)) == 2


# The first day --------------------------------------------------------------------------------------------------------


def test_a_changed_first_day_moves_the_first_link(old, new, unit):
    move(unit, new, -5)
    begin(unit, day(-400))
    assert lies(unit) == [("Gamla", day(-400), day(-6)), ("Nya", day(-5), None)]
    begin(unit, None)
    assert lies(unit)[0] == ("Gamla", acts.LONG_AGO, day(-6))


def test_a_first_day_that_stays_moves_nothing(old, unit):
    OrganisationLink.objects.filter(organisation=unit).update(starts_on=day(-3))
    begin(unit, None, name="Snickeriet")
    assert lies(unit) == [("Gamla", day(-3), None)]


def test_a_first_day_after_a_move_says_why_not_and_changes_nothing(old, new, unit):
    move(unit, new, -5)
    said = f"Den flyttade {day(-5)} från där den låg först. Välj en dag före den."
    assert refusal(lambda: begin(unit, day(-5), name="Snickeriet")) == [said]
    row = Organisation.objects.get(pk=unit.pk)
    assert (row.name, row.valid_from) == ("Verkstaden", None)
    assert lies(unit)[0][1] == acts.LONG_AGO


def test_seats_are_never_left_without_a_department(old, unit):
    """Those of what lies under it too, from the day when it came there."""
    below = lay("Bänken", under=old)
    make.place(host=below, seats=2, opened_on=day(-300))
    assert counted_since(unit.pk) is None
    move(below, unit, -100)
    assert counted_since(unit.pk) == day(-100)
    assert refusal(lambda: begin(unit, day(-99))) == [
        f"Platser räknas där sedan {day(-100)}. Välj den dagen eller en tidigare."
    ]
    begin(unit, day(-100))
    make.place(host=unit, seats=1, opened_on=day(-200))
    assert refusal(lambda: begin(unit, day(-150))) == [
        f"Platser räknas där sedan {day(-200)}. Välj den dagen eller en tidigare."
    ]


def test_seats_that_were_gone_before_it_came_there_do_not_count(old, unit):
    below = lay("Bänken", under=old)
    gone = make.place(host=below, seats=2, opened_on=day(-300))
    PlaceCapacity.objects.filter(place=gone).update(ends_on=day(-200))
    move(below, unit, -100)
    assert counted_since(unit.pk) is None


def test_a_department_stands_for_itself_whatever_is_counted_under_it(old, unit):
    make.place(host=unit, seats=2)
    begin(old, day(-10))
    assert lies(old) == [("", day(-10), None)]


def test_nothing_begins_before_what_it_lies_under(old, unit):
    begin(old, date(2024, 1, 1))
    assert refusal(lambda: begin(unit, date(2023, 12, 31))) == [
        "Gamla finns från och med 2024-01-01. Välj den dagen eller en senare."
    ]
    begin(unit, date(2024, 1, 1))
    assert lies(unit) == [("Gamla", date(2024, 1, 1), None)]


def test_it_does_not_end_before_it_moves(old, new, unit):
    move(unit, new, 10)
    assert refusal(lambda: begin(unit, None, valid_to=day(9))) == [
        f"Den ska flytta {day(10)}, efter den dagen. Ta tillbaka flytten först."
    ]
