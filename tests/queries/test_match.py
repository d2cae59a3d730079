"""Every place tried for one case: what is counted, and in a number of statements that the places do not change."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stegvis.models import AgreementCeiling, HostRest, Place, PlaceSupervisor, TravelTime
from stegvis.queries.agreement import RestsOn, agreement_for, uncovered
from stegvis.queries.match import Ask, latest_mapping, match, usual_ask
from stegvis.rules.match.blocks import Code
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db

STATEMENTS = 16


@pytest.fixture
def case():
    made = make.case(make.participant(travel_zone="Söder"), independence_level=2)
    make.mapping(made, wishes=["kitchen"], hours_per_week=20)
    return made


def ask():
    return Ask(make.today(), make.today() + timedelta(weeks=8), 20)


def tried(case):
    return match(case, ask(), latest_mapping(case), reads_file=True)


def codes_of(case, place):
    found = tried(case)
    return next({b.code for b in row.blocks} for row in found.ranking.blocked if row.offer.key == place.pk)


def test_the_number_of_statements_is_the_same_for_few_places_and_for_many(case):
    make.place()
    TravelTime.objects.create(from_zone="Söder", to_zone="Norr", minutes=20)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert tried(case).ranking.tried == 1
    for _ in range(40):
        place = make.place(travel_zone="Norr")
        make.placement(make.case(), place)
    with CaptureQueriesContext(connection) as many:
        assert tried(case).ranking.tried == 41
    assert len(few) - 1 == len(many) - 1 == STATEMENTS


def test_the_latest_mapping_counts(case):
    make.mapping(case, held_on=make.today(), wishes=["office"])
    assert latest_mapping(case).wishes == ["office"]


def test_the_usual_start_is_next_monday_and_the_end_a_friday():
    mapping = type("Mapping", (), {"hours_per_week": 25})()
    asked = usual_ask(mapping, today=date(2026, 11, 21))
    assert (asked.starts_on, asked.ends_on, asked.hours_per_week) == (date(2026, 11, 23), date(2027, 2, 12), 25)


def test_places_that_have_closed_are_not_tried(case):
    make.place(closed_on=make.today() - timedelta(days=1))
    assert tried(case).ranking.tried == 0


def test_travel_is_read_from_the_zone_of_the_participant(case):
    near, far = make.place(travel_zone="Norr"), make.place(travel_zone="Öster")
    for zone, minutes in (("Norr", 12), ("Öster", 90)):
        TravelTime.objects.create(from_zone="Söder", to_zone=zone, minutes=minutes)
    assert tried(case).ranking.suggestions[0].offer.key == near.pk
    assert codes_of(case, far) == {Code.TRAVEL}


def test_a_supervisor_of_two_places_is_counted_once_over_both(case):
    supervisor = make.user()
    here = make.place(seats=3, supervisor=supervisor, room=2)
    there = make.place(seats=3, supervisor=supervisor)
    for seat in (1, 2):
        make.placement(make.case(), there, seat=seat)
    assert codes_of(case, here) == {Code.SUPERVISOR}


def test_a_place_without_a_supervisor_or_under_full_agreements_says_so(case):
    alone = make.place()
    PlaceSupervisor.objects.filter(place=alone).delete()
    assert codes_of(case, alone) == {Code.NOBODY}
    host = make.unit("Hotellet")
    full = make.agreement(host, reference="Full", seats=1)
    ended = make.agreement(host, reference="Slut", ends_on=make.today() - timedelta(days=1))
    place = make.place(host=host, seats=5, agreement=ended)
    make.placement(make.case(), place, agreement_id=full.pk, seat=1)
    assert codes_of(case, place) == {Code.AGREEMENT}
    make.agreement(host, reference="Ny", seats=1)
    assert place.pk in {row.offer.key for row in tried(case).ranking.suggestions}


def test_what_is_said_of_all_places_at_once_is_what_is_said_of_each():
    """Own agreements, those of the host, those that name forms, are full, have ended or come later."""
    today = make.today()
    hosts = [make.unit(f"Värd {number}") for number in range(3)]
    days = [(make.LONG_AGO, None), (make.LONG_AGO, today - timedelta(days=1)), (today + timedelta(days=9), None)]
    agreements = [
        make.agreement(host, reference=f"{host.name} {number}", seats=seats, starts_on=first, ends_on=last)
        for host, seats in zip(hosts, (2, 1), strict=False)
        for number, (first, last) in enumerate(days)
    ]
    AgreementCeiling.objects.create(agreement=agreements[3], form="osa", seats=1)
    places = [make.place(host=host, seats=9, agreement=own) for host in hosts for own in (None, *agreements)]
    for number, place in enumerate(places[:2]):
        make.placement(make.case(), place, agreement_id=agreements[3 * number].pk, form="osa", ends_on=today)
    first, last = today, today + timedelta(days=30)
    rests = {place: RestsOn(place.host_id, place.agreement_id, getattr(place.agreement, "organisation_id", None))
             for place in places}  # fmt: skip
    said = uncovered(rests.values(), starts_on=first, ends_on=last)
    for place in places:
        for form in PlacementForm:
            found, reasons = agreement_for(place, form=form, starts_on=first, ends_on=last)
            assert list(map(str, said[rests[place]].get(form, ()))) == list(map(str, reasons))
            assert (form in said[rests[place]]) is (found is None)
    assert {form in each for each in said.values() for form in PlacementForm} == {True, False}


def test_a_promised_seat_is_taken_until_nobody_has_answered_in_time(case):
    promised, wanted, forgotten = make.place(), make.place(seats=2), make.place()
    make.placement(make.case(), promised, PlacementStatus.HOST_ASKED)
    make.placement(make.case(), wanted, PlacementStatus.HOST_ASKED)
    yesterday = make.today() - timedelta(days=1)
    make.placement(make.case(), forgotten, PlacementStatus.HOST_ASKED, reserved_until=yesterday)
    assert Code.FULL in codes_of(case, promised)
    found = tried(case)
    assert [found.shown[place.pk].others_asked for place in (wanted, forgotten)] == [1, 0]
    assert {row.offer.key for row in found.ranking.suggestions} == {wanted.pk, forgotten.pk}


def test_only_open_places_are_tried_and_what_rests_says_until_when(case):
    rests, enough, shut = make.place(), make.place(host=make.unit("Nog")), make.place()
    until = make.today() + timedelta(days=40)
    Place.objects.filter(pk=rests.pk).update(status="paused", paused_until=until)
    Place.objects.filter(pk=shut.pk).update(status="approved")
    HostRest.objects.create(organisation=enough.host, starts_on=make.today(), ends_on=until)
    assert codes_of(case, rests) == {Code.PAUSED}
    assert codes_of(case, enough) == {Code.RESTS}
    assert tried(case).ranking.tried == 2
    HostRest.objects.update(starts_on=make.today() - timedelta(days=9), ends_on=make.today() - timedelta(days=1))
    assert [row.offer.key for row in tried(case).ranking.suggestions] == [enough.pk]


def test_ones_own_waiting_proposal_blocks_the_place(case):
    place = make.place()
    make.placement(case, place, PlacementStatus.PARTICIPANT_ASKED)
    assert codes_of(case, place) == {Code.ASKED}
