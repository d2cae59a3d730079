"""Employers: asked by one at a time, left alone when they have enough, and never a contact who has said no."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions import employer, order, organisation
from stegvis.models import Approach, CaseEvent, Contact, ContactNote, OrganisationLink
from stegvis.queries.ledger import counted, ledger_rows
from stegvis.rules.employer import ContactWay
from stegvis.rules.ledger import By
from stegvis.rules.people import OrganisationKind, Protection, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def refusal(act):
    with pytest.raises(NotAllowedNow) as refused:
        act()
    return [str(reason) for reason in refused.value.reasons]


def in_days(number):
    return make.today() + timedelta(days=number)


@pytest.fixture
def host():
    return make.unit("Handlarn", kind=OrganisationKind.COMPANY)


def test_a_colleague_who_asks_keeps_others_away_until_it_ends(host):
    petra, sven = make.actor_for_places("Petra Sandbäck"), make.actor_for_places("Sven Åkerlind")
    asked = employer.begin_approach(host, about="Butik", ends_on=in_days(7), by=petra)
    said = refusal(lambda: employer.begin_approach(host, about="Lager", ends_on=in_days(3), by=sven))
    assert said == [f"Petra Sandbäck frågar redan arbetsgivaren, till och med {in_days(7)}."]
    employer.end_approach(asked, by=petra)
    employer.begin_approach(host, about="Lager", ends_on=in_days(3), by=sven)


def test_the_database_lets_only_one_ask(host):
    petra = make.actor_for_places()
    employer.begin_approach(host, about="Butik", ends_on=in_days(7), by=petra)
    with pytest.raises(IntegrityError, match="approaches_one_at_a_time"), transaction.atomic():
        Approach.objects.create(
            organisation=host, by_id=petra.user_id, about="x", starts_on=in_days(1), ends_on=in_days(2)
        )


def test_a_host_that_has_enough_is_not_asked(host):
    employer.let_rest(host, ends_on=in_days(30), by=BY)
    said = refusal(lambda: employer.begin_approach(host, about="", ends_on=in_days(-1), by=make.actor_for_places()))
    assert said == [
        "Skriv vad du ska fråga om.",
        "Välj i dag eller en dag som kommer.",
        f"Arbetsgivaren har nog just nu, till och med {in_days(30)}.",
    ]
    employer.end_rest(host, by=BY)
    employer.begin_approach(host, about="Butik", ends_on=in_days(7), by=make.actor_for_places())


def test_a_new_day_for_the_rest_replaces_the_old(host):
    employer.let_rest(host, ends_on=in_days(30), by=BY)
    employer.let_rest(host, ends_on=in_days(10), by=BY)
    assert [rest.ends_on for rest in host.rests.all()] == [in_days(10)]


def test_somebody_who_takes_back_their_yes_cannot_be_reached_any_more(host):
    contact = make.contact(at=host, email="ylva@handlarn.example")
    employer.note_contact(
        host, contact=contact, way=ContactWay.PHONE, talked_on=make.today(), text="Ville ha en till", by=BY
    )
    employer.forget_contact(contact, by=BY)
    row = Contact.objects.get()
    assert (row.name, row.phone, row.email, row.withdrawn_on) == ("", "", "", make.today())
    assert ContactNote.objects.get().text == "Ville ha en till"


def test_a_contact_needs_a_way_to_be_reached_and_a_yes(host):
    said = refusal(lambda: employer.save_contact(None, organisation=host, name=" ", agreed_on=None, by=BY))
    assert len(said) == 3


def test_a_note_says_every_reason_and_saves_nothing(host):
    said = refusal(
        lambda: employer.note_contact(
            host, contact=None, way=ContactWay.VISIT, talked_on=in_days(1), text="", next_step="Ring", by=BY
        )
    )
    assert len(said) == 3
    assert not ContactNote.objects.exists()


def test_a_new_note_closes_the_next_step_of_ones_last(host):
    petra = make.actor_for_places()
    talk = {"contact": None, "way": ContactWay.PHONE, "talked_on": make.today(), "by": petra}
    first = employer.note_contact(host, text="Ring igen", next_step="Ring", next_step_on=in_days(3), **talk)
    employer.note_contact(host, text="Klart", **talk)
    first.refresh_from_db()
    assert first.done_on == make.today()


def test_a_coordinator_may_not_write_about_employers(host):
    by = make.actor(Role.COORDINATOR, at=make.unit())
    with pytest.raises(NotAllowed):
        employer.let_rest(host, ends_on=in_days(1), by=by)


def test_an_order_is_taken_and_answered_once():
    one, petra = make.place_order(), make.actor_for_places()
    order.take_order(one, by=petra)
    order.answer_order(one, place=make.place(), by=petra)
    assert refusal(lambda: order.answer_order(one, answer="Igen", by=petra)) == [
        "Läget är ”besvarad”, så det går inte nu."
    ]


def test_one_open_order_for_each_person():
    case = make.case()
    make.place_order(case)
    usual = {"form": "work_experience", "hours_per_week": 0, "from_on": in_days(-1), "answer_by": in_days(-1)}
    said = refusal(lambda: order.order_place(case, fields=[], **usual, by=BY))
    assert len(said) == 5


def test_an_order_for_somebody_with_protected_identity_needs_a_grant():
    hidden = make.case(make.participant(protection=Protection.MARKED))
    with pytest.raises(NotAllowed):
        order.take_order(make.place_order(hidden), by=make.actor_for_places())


def test_the_events_of_an_order_hold_no_words():
    one = make.place_order(need="Behöver lugn och ro")
    order.answer_order(one, answer="Solgläntan passar", by=BY)
    assert "Solgläntan" not in str(CaseEvent.objects.values_list("data", flat=True))


@pytest.fixture
def departments():
    return tuple(make.unit(name, kind=OrganisationKind.DEPARTMENT) for name in ("Gamla", "Nya"))


def test_a_unit_that_moves_in_the_middle_of_the_year_counts_where_it_lay(departments):
    old, new = departments
    unit = organisation.save_organisation(None, name="Verkstaden", kind=OrganisationKind.UNIT, parent=old, by=BY)
    make.place(host=unit, seats=3)
    day = in_days(-20)
    organisation.move_organisation(unit, parent=new, from_on=day, by=BY)
    found = counted(By.DEPARTMENT, first=in_days(-21), last=day, today=make.today())
    assert {(row.name, row.day): row.seats for row in ledger_rows(found)} == {
        ("Gamla", in_days(-21)): 3,
        ("Nya", in_days(-21)): 0,
        ("Gamla", day): 0,
        ("Nya", day): 3,
    }


def test_a_move_says_every_reason(departments):
    old, _new = departments
    unit = organisation.save_organisation(None, name="Verkstaden", kind=OrganisationKind.UNIT, parent=old, by=BY)
    below = organisation.save_organisation(None, name="Bänken", kind=OrganisationKind.UNIT, parent=unit, by=BY)
    assert refusal(lambda: organisation.move_organisation(unit, parent=below, from_on=in_days(1), by=BY)) == [
        "En organisation kan inte ligga under sig själv.",
    ]
    assert refusal(lambda: organisation.move_organisation(unit, parent=old, from_on=date(1970, 1, 1), by=BY)) == [
        "Den ligger redan där.",
        "Den ligger där den ligger sedan 1971-01-01. Välj en senare dag.",
    ]


def test_an_organisation_never_lies_in_two_places_on_one_day(departments):
    old, new = departments
    unit = organisation.save_organisation(None, name="Verkstaden", kind=OrganisationKind.UNIT, parent=old, by=BY)
    with pytest.raises(IntegrityError, match="organisation_links_never_overlap"), transaction.atomic():
        OrganisationLink.objects.create(organisation=unit, parent=new, starts_on=make.today())


WRONG = {
    "a company under a department": (OrganisationKind.COMPANY, "”företag” ligger inte under någon annan."),
    "a department under a department": (
        OrganisationKind.DEPARTMENT,
        "”förvaltning” kan inte ligga under ”förvaltning”.",
    ),
}


@pytest.mark.parametrize(("kind", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_may_lie_under_what(departments, kind, said):
    act = lambda: organisation.save_organisation(None, name="Handlarn", kind=kind, parent=departments[0], by=BY)  # noqa: E731
    assert refusal(act) == [said]
