"""Supervisors and agreements: what the acts do, and what the database itself refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions import agreement as agreements
from stegvis.actions import supervisor as supervisors
from stegvis.actions.placement import start_placement
from stegvis.models import AgreementCeiling, Placement
from stegvis.queries.agreement import agreement_for, agreement_page
from stegvis.queries.supervisor import supervision_at, supervisor_for
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db
BY = make.SYSTEM


def signed(place, **values) -> Placement:
    return make.placement(make.case(), place, PlacementStatus.SIGNED, starts_on=make.today(), **values)


def led_by(place):
    return place.supervisions.get().supervisor


def now(place):
    return supervision_at(first=make.today(), last=make.today(), places=[place.pk])[place.pk]


def refused(act) -> list[str]:
    with pytest.raises(NotAllowedNow) as no:
        act()
    return [str(one) for one in no.value.reasons]


def test_a_place_is_full_when_its_supervisor_is_even_with_seats_free():
    place = make.place(seats=3, room=1)
    start_placement(signed(place), by=BY)
    (said,) = refused(lambda: start_placement(signed(place), by=BY))
    assert said.endswith("handleder 1, kan ta 1.")


def test_room_in_one_click_from_today_and_those_who_are_there_stay():
    place = make.place(seats=3, room=3)
    for _ in range(2):
        start_placement(signed(place), by=BY)
    supervisors.set_room(led_by(place), people=1, by=BY)
    supervisors.set_room(led_by(place), people=1, by=BY)
    (one,) = now(place).supervisors
    assert str(one.said_on(make.today())) == "2 av 1 deltagare, 1 över"
    assert now(place).left(first=make.today(), last=make.today(), hours=Decimal(2)) == 0
    assert place.placements.active().count() == 2
    supervisors.set_room(led_by(place), hours_per_week=Decimal(6), by=BY)
    assert now(place).left(first=make.today(), last=make.today(), hours=Decimal(2)) == 1


def test_whoever_supervises_says_their_own_room_and_nobody_elses():
    own, other = make.supervisor(user=make.user(role=Role.WORKPLACE_SUPERVISOR, at=make.unit())), make.supervisor()
    by = Actor.of(own.user)
    supervisors.set_room(own, people=2, by=by)
    with pytest.raises(NotAllowed):
        supervisors.set_room(other, people=2, by=by)


def test_students_take_of_the_room_for_their_time():
    place, day = make.place(room=2), make.today()
    load = supervisors.add_load(
        led_by(place), what="studerande", people=2, hours_per_week=Decimal(4), starts_on=day, ends_on=day, by=BY
    )
    assert now(place).left(first=day, last=day, hours=Decimal(2)) == 0
    supervisors.end_load(load, by=BY)
    assert now(place).left(first=day, last=day, hours=Decimal(2)) == 2


def test_a_supervisor_of_two_places_and_somebody_new_at_one():
    here, there = make.place(), make.place()
    supervisors.appoint_supervisor(there, supervisor=led_by(here), by=BY)
    supervisors.appoint_supervisor(there, name="Ny Handledare", people=1, by=BY)
    assert len(now(there).supervisors) == 3
    assert refused(lambda: supervisors.appoint_supervisor(there, supervisor=led_by(here), by=BY)) == [
        "Hen är redan handledare här."
    ]
    supervisors.stop_supervising(there, supervisor=led_by(here), by=BY)
    assert len(now(there).supervisors) == 2


def test_introduction_makes_a_trained_supervisor_and_an_offer_does_not():
    one, day = make.supervisor(), make.today()
    offered = supervisors.note_training(one, name="Introduktion", offered_on=day, is_introduction=True, by=BY)
    one.refresh_from_db()
    assert (one.trained_on, offered.taken_on) == (None, None)
    supervisors.note_training(one, name="Introduktion", offered_on=day, taken_on=day, is_introduction=True, by=BY)
    one.refresh_from_db()
    assert one.trained_on == day


def test_a_form_has_a_ceiling_of_its_own_and_the_placement_counts_against_one():
    place = make.place(seats=9)
    AgreementCeiling.objects.create(agreement=place.agreement, form="work_experience", seats=1)
    assert start_placement(signed(place), by=BY).agreement == place.agreement
    (said,) = refused(lambda: start_placement(signed(place), by=BY))
    assert "är nått: 1 av 1" in said


def test_the_database_holds_ceiling_form_people_and_hours_whatever_the_program_does():
    def refuses(name: str, place, **values) -> None:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make.placement(make.case(), place, seat=2, **values)

    host = make.unit("Förrådet", takes_participants=False)
    full = make.place(seats=5, host=host, agreement=make.agreement(host, seats=1))
    make.placement(make.case(), full)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.placement(make.case(), full, seat=2)
    by_form = make.place(seats=5)
    AgreementCeiling.objects.create(agreement=by_form.agreement, form="work_experience", seats=1)
    make.placement(make.case(), by_form)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.placement(make.case(), by_form, seat=2)
    make.placement(make.case(), by_form, seat=2, form="osa")
    people = make.place(seats=5, host=host, agreement=None, room=1)
    make.placement(make.case(), people)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.placement(make.case(), people, seat=2)
    hours = make.place(seats=5, host=host, agreement=None)
    supervisors.set_room(led_by(hours), hours_per_week=Decimal(3), by=BY)
    make.placement(make.case(), hours, starts_on=make.today())
    with pytest.raises(IntegrityError), transaction.atomic():
        make.placement(make.case(), hours, seat=2, starts_on=make.today())
    make.placement(make.case(), hours, seat=2, starts_on=make.today(), supervision_hours=Decimal(1))


def test_what_is_there_stays_when_ceiling_or_room_is_lowered_or_others_come():
    place = make.place(seats=5)
    for seat in (1, 2):
        make.placement(make.case(), place, seat=seat)
    ceiling = AgreementCeiling.objects.create(agreement=place.agreement, form="work_experience", seats=1)
    supervisors.set_room(led_by(place), people=0, by=BY)
    make.supervisor().loads.create(what="nyanställda", people=9, starts_on=make.today(), ends_on=make.today())
    kept = place.placements.active().first()
    kept.ends_on = kept.ends_on - timedelta(days=1)
    kept.save()
    page = agreement_page(place.agreement, BY, today=make.today())
    assert [(each.held, each.free, each.over) for each in page.row.forms] == [(2, 0, 1)]
    assert ceiling.seats == 1


def test_an_agreement_ended_early_keeps_those_who_are_there_and_lists_them_with_a_way_on():
    host = make.unit("Föreningen", takes_participants=False)
    place = make.place(seats=3, host=host, agreement=make.agreement(host, ends_on=make.today() + timedelta(days=300)))
    placement = make.placement(make.case(), place)
    ended = agreements.end_agreement(place.agreement, ends_on=make.today(), because="Föreningen läggs ned", by=BY)
    assert ended.planned_ends_on == make.today() + timedelta(days=300)
    other = make.agreement(host, reference="Nya avtalet")
    page = agreement_page(ended, BY, today=make.today())
    assert ([each.pk for each in page.longer], page.others) == ([placement.pk], (other,))
    agreements.move_to_agreement(placement, agreement=other, by=BY)
    assert agreement_page(ended, BY, today=make.today()).longer == ()
    found, _reasons = agreement_for(
        place,
        form="work_experience",
        starts_on=make.today() + timedelta(days=1),
        ends_on=make.today() + timedelta(days=9),
    )
    assert found == other


def test_a_renewed_agreement_has_the_same_ceilings_and_takes_over_when_it_begins():
    last = make.today() + timedelta(days=30)
    host = make.unit("Föreningen", takes_participants=False)
    place = make.place(seats=3, host=host, agreement=make.agreement(host, ends_on=last, seats=7))
    AgreementCeiling.objects.create(agreement=place.agreement, form="work_experience", seats=5)
    first = last + timedelta(days=1)
    assert refused(
        lambda: agreements.renew_agreement(place.agreement, reference="B", starts_on=last, ends_on=None, by=BY)
    )
    renewed = agreements.renew_agreement(place.agreement, reference="B", starts_on=first, ends_on=None, by=BY)
    assert (renewed.seats, [each.seats for each in renewed.ceilings.all()]) == (7, [5])
    later, _ = agreement_for(place, form="work_experience", starts_on=first, ends_on=first)
    today, _ = agreement_for(place, form="work_experience", starts_on=make.today(), ends_on=make.today())
    assert (later, today) == (renewed, place.agreement)


BAD_FILES = {
    "empty": (b"", "avtal.pdf", "Filen är tom. Välj en annan."),
    "too large": (b"a" * (10 * 1024 * 1024 + 1), "avtal.txt", "Filen är större än 10 MB."),
    "a program that calls itself a document": (b"MZ\x90\x00" + b"\x00" * 99, "avtal.pdf", "Filen är av ett slag"),
}


@pytest.mark.parametrize(("content", "name", "said"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_files_that_are_not_kept(content, name, said):
    one = make.agreement(make.unit())
    (reason,) = refused(lambda: agreements.add_agreement_document(one, content=content, file_name=name, by=BY))
    assert reason.startswith(said)
    assert not one.documents.exists()


def test_nobody_starts_without_a_supervisor_or_an_agreement_and_both_are_said_at_once():
    place = make.place(agreement=None, host=make.unit("Nystartat", takes_participants=False))
    supervisors.stop_supervising(place, supervisor=led_by(place), by=BY)
    said = refused(lambda: start_placement(signed(place), by=BY))
    assert len(said) == 2
    assert supervisor_for(place, hours=Decimal(2), starts_on=make.today(), ends_on=make.today())[0] is None
