"""Places through the actions: the whole way, seats from a day on, resting, closing, what the host says."""

import email
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.signing import TimestampSigner

from stegvis.access import NotAllowed, NotAllowedNow
from stegvis.actions import place as actions
from stegvis.actions.place import Profile, Responsible, change_capacity, close_place, save_place
from stegvis.models import CaseEvent, Contact, Place, PlaceConfirmation
from stegvis.outside.mail import FileMail
from stegvis.queries.place.link import question_behind, signs_of
from stegvis.queries.placement import free_seat
from stegvis.rules.history import EventKind
from stegvis.rules.people import OrganisationKind, Role
from stegvis.rules.place import MOST_NEW_QUESTIONS, ConfirmationAnswer, FreshStep, PlaceStatus
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return make.actor(Role.HR)


@pytest.fixture
def seeker():
    return make.actor(Role.EMPLOYER_COORDINATOR)


def profile(**values):
    return Profile(**{"name": "Skolköket", "field": "kitchen", "forms": ["work_experience"]} | values)


FULL = profile(tasks="Diska, skära grönsaker", trains="Hygien och tempo")


def proposed(by, *, kind=OrganisationKind.UNIT):
    return actions.propose_place(host=make.unit("Norra skolan", kind=kind), profile=profile(), by=by)


def seats_of(place):
    return list(place.capacities.order_by("starts_on").values_list("seats", "starts_on", "ends_on"))


def in_days(number):
    return make.today() + timedelta(days=number)


class TestTheWay:
    def test_from_an_idea_to_open(self, hr, seeker):
        place = proposed(seeker)
        assert (place.status, place.opened_on, seats_of(place)) == (PlaceStatus.PROPOSED, None, [])
        place = actions.profile_place(place, profile=FULL, by=seeker)
        place = actions.note_union(place, noted_on=make.today(), note="Inga invändningar", by=hr)
        place = actions.approve_place(place, by=hr)
        assert (place.approved_on, place.approved_by_id) == (make.today(), hr.user_id)
        place = actions.open_place(place, opened_on=in_days(7), seats=2, by=seeker)
        assert (place.status, seats_of(place)) == (PlaceStatus.OPEN, [(2, in_days(7), None)])
        moved = CaseEvent.objects.filter(kind=EventKind.PLACE_MOVED).order_by("pk")
        assert [event.data["to"] for event in moved] == ["proposed", "profiled", "union_noted", "approved", "open"]

    def test_a_company_passes_the_dialogue_with_a_word_why(self, seeker):
        place = actions.profile_place(proposed(seeker, kind=OrganisationKind.COMPANY), profile=FULL, by=seeker)
        place = actions.pass_union(place, note="Eget samråd", by=seeker)
        assert (place.status, place.union_noted_on, place.union_note) == (PlaceStatus.UNION_NOTED, None, "Eget samråd")

    def test_a_municipal_place_does_not(self, hr):
        place = actions.profile_place(proposed(hr), profile=FULL, by=hr)
        with pytest.raises(NotAllowedNow, match="behöver facklig dialog"):
            actions.pass_union(place, note="Bråttom", by=hr)

    def test_an_employer_coordinator_neither_notes_nor_approves(self, seeker):
        place = actions.profile_place(proposed(seeker), profile=FULL, by=seeker)
        with pytest.raises(NotAllowed):
            actions.note_union(place, noted_on=make.today(), note="Bra", by=seeker)
        with pytest.raises(NotAllowed):
            actions.approve_place(place, by=seeker)

    def test_a_profile_without_tasks_is_not_done_and_nothing_is_saved(self, seeker):
        place = proposed(seeker)
        with pytest.raises(NotAllowedNow) as refusal:
            actions.profile_place(place, profile=replace(FULL, tasks="", extract_law="unstated"), by=seeker)
        assert [reason.at for reason in refusal.value.reasons] == ["tasks", "extract_law"]
        assert Place.objects.get().status == PlaceStatus.PROPOSED

    def test_back_to_the_profile_with_what_needs_another_word(self, hr):
        place = actions.profile_place(proposed(hr), profile=FULL, by=hr)
        place = actions.note_union(place, noted_on=make.today(), note="Frågor om lyft", by=hr)
        place = actions.return_place(place, note="Beskriv lyften", by=hr)
        assert (place.status, place.union_noted_on) == (PlaceStatus.PROFILED, None)

    def test_seats_wait_for_the_opening(self, hr):
        with pytest.raises(NotAllowedNow, match="inte öppnad än"):
            change_capacity(proposed(hr), seats=2, from_on=make.today(), by=hr)


class TestProfile:
    def test_who_answers_for_it_is_said_with_the_profile(self, hr):
        manager, place = make.user(), make.place("Köket")
        assert save_place(place, profile=profile(), responsible=Responsible(manager), by=hr).manager == manager

    def test_a_changed_profile_leaves_seats_and_people_responsible_alone(self, hr):
        manager = make.user()
        place = make.place("Köket", seats=2, manager=manager)
        save_place(place, profile=profile(), by=hr)
        place = Place.objects.get(pk=place.pk)
        assert (place.name, place.manager, place.capacities.get().seats) == ("Skolköket", manager, 2)

    @pytest.mark.parametrize("status", list(PlaceStatus), ids=str)
    def test_a_changed_profile_leaves_it_where_it_is_on_its_way(self, hr, status):
        place = make.place("Köket", status=status, closed_on=make.today() if status is PlaceStatus.CLOSED else None)
        save_place(place, profile=FULL, by=hr)
        assert Place.objects.get().status == status

    def test_only_what_is_approved_is_opened(self, hr):
        for status in set(PlaceStatus) - {PlaceStatus.APPROVED, PlaceStatus.CLOSED}:
            place = make.place(status=status)
            with pytest.raises(NotAllowedNow, match="ska vara godkänd först"):
                actions.open_place(place, opened_on=make.today(), seats=1, by=hr)

    def test_a_name_stands_once_at_each_host(self, hr):
        place = make.place("Skolköket")
        with pytest.raises(NotAllowedNow) as refusal:
            actions.propose_place(host=place.host, profile=profile(), by=hr)
        assert refusal.value.reasons[0].at == "name"

    def test_a_coordinator_may_not_change_places(self):
        with pytest.raises(NotAllowed):
            close_place(make.place(), closed_on=make.today(), by=make.actor(Role.COORDINATOR))


class TestSeats:
    def test_other_seats_from_a_day_on(self, hr):
        place, day = make.place(seats=2), in_days(10)
        change_capacity(place, seats=5, from_on=day, by=hr)
        change_capacity(place, seats=4, from_on=day, by=hr)
        assert [(seats, last) for seats, _first, last in seats_of(place)] == [(2, in_days(9)), (4, None)]

    def test_a_season_and_back(self, hr):
        place = make.place(seats=1)
        change_capacity(place, seats=3, from_on=in_days(30), until=in_days(90), by=hr)
        assert [seats for seats, _first, _last in seats_of(place)] == [1, 3, 1]
        actions.drop_change(place, from_on=in_days(30), by=hr)
        assert [(seats, last) for seats, _first, last in seats_of(place)] == [(1, None)]

    def test_a_change_never_undoes_a_later_one_by_the_way(self, hr):
        place = make.place(seats=1)
        change_capacity(place, seats=3, from_on=in_days(30), by=hr)
        with pytest.raises(NotAllowedNow, match="redan bestämt") as refusal:
            change_capacity(place, seats=2, from_on=make.today(), by=hr)
        assert refusal.value.reasons[0].at == "until"

    def test_fewer_than_are_placed_lets_them_stay(self, hr):
        place = make.place(seats=2)
        for seat in (1, 2):
            make.placement(make.case(), place, seat=seat)
        change_capacity(place, seats=1, from_on=make.today(), by=hr)
        assert place.placements.active().count() == 2
        assert free_seat(place, starts_on=make.today(), ends_on=in_days(10)) is None


class TestResting:
    def test_it_has_no_seats_until_the_day_and_all_after_it(self, hr):
        place = actions.pause_place(make.place(seats=2), until=in_days(10), by=hr)
        assert place.status == PlaceStatus.PAUSED
        assert free_seat(place, starts_on=make.today(), ends_on=in_days(5)) is None
        assert free_seat(place, starts_on=in_days(11), ends_on=in_days(20)) == 1

    def test_it_is_opened_earlier_with_the_seats_it_is_given(self, hr):
        place = actions.pause_place(make.place(seats=2), until=in_days(10), by=hr)
        place = actions.reopen_place(place, seats=1, by=hr)
        assert (place.status, place.paused_until, place.confirmed_on) == (PlaceStatus.OPEN, None, make.today())
        assert [seats for seats, _first, _last in seats_of(place)] == [2, 1, 2]

    def test_the_morning_after_it_is_open_again(self, hr):
        place = actions.pause_place(make.place(seats=2), until=in_days(10), by=hr)
        actions.keep_fresh(by=make.SYSTEM, today=in_days(10))
        assert Place.objects.get(pk=place.pk).status == PlaceStatus.PAUSED
        actions.keep_fresh(by=make.SYSTEM, today=in_days(11))
        assert Place.objects.get(pk=place.pk).status == PlaceStatus.OPEN

    def test_never_with_somebody_in_it_or_on_the_way(self, hr):
        place = make.place(seats=2)
        make.placement(make.case(), place, PlacementStatus.HOST_ASKED)
        with pytest.raises(NotAllowedNow, match="någon i vilar inte"):
            actions.pause_place(place, until=in_days(10), by=hr)
        assert seats_of(Place.objects.get(pk=place.pk))[0][0] == 2


class TestClosing:
    def test_nobody_starts_after_a_place_has_closed(self, hr):
        place, last = make.place(seats=2), in_days(10)
        place = close_place(place, closed_on=last, by=hr)
        assert (place.closed_on, place.status) == (last, PlaceStatus.OPEN)
        assert free_seat(place, starts_on=make.today(), ends_on=last) == 1
        assert free_seat(place, starts_on=make.today(), ends_on=last + timedelta(days=1)) is None
        actions.keep_fresh(by=make.SYSTEM, today=last + timedelta(days=1))
        assert Place.objects.get(pk=place.pk).status == PlaceStatus.CLOSED

    def test_taken_back_before_the_day(self, hr):
        place = close_place(make.place(seats=2), closed_on=in_days(10), by=hr)
        actions.keep_open(place, by=hr)
        assert [(seats, last) for seats, _first, last in seats_of(place)] == [(2, None)]

    def test_today_with_nobody_there_it_is_closed_at_once(self, hr):
        assert close_place(make.place(), closed_on=make.today(), by=hr).status == PlaceStatus.CLOSED

    def test_an_idea_that_came_to_nothing_is_closed_today(self, hr):
        assert close_place(proposed(hr), closed_on=make.today(), by=hr).status == PlaceStatus.CLOSED

    def test_a_place_does_not_close_on_somebody(self, hr):
        place = make.place(seats=2)
        make.placement(make.case(), place, ends_on=in_days(3))
        make.placement(make.case(), place, PlacementStatus.HOST_ASKED, ends_on=in_days(3))
        with pytest.raises(NotAllowedNow) as refusal:
            close_place(place, closed_on=make.today(), by=hr)
        assert str(refusal.value.reasons[0]).startswith("2 placeringar pågår eller väntar")
        assert close_place(place, closed_on=in_days(3), by=hr).closed_on


@pytest.fixture
def old():
    """A place that nobody has confirmed since long ago."""
    return make.place("Skolköket", seats=2)


def morning(day):
    return {step: count for step, count in actions.keep_fresh(by=make.SYSTEM, today=day).items() if count}


class TestFreshness:
    def test_asked_twice_and_then_it_rests(self, old, monkeypatch):
        steps = ((0, FreshStep.ASK), (13, FreshStep.NOTHING), (14, FreshStep.ASK_AGAIN), (28, FreshStep.REST))
        for day, step in [(in_days(number), step) for number, step in steps]:
            monkeypatch.setattr("django.utils.timezone.localdate", lambda day=day: day)
            assert morning(day) == {step: 1}
        old.refresh_from_db()
        assert (old.status, old.paused_until) == (PlaceStatus.PAUSED, None)
        assert set(old.confirmations.values_list("answer", flat=True)) == {ConfirmationAnswer.SILENT}

    def test_no_more_on_one_morning_than_somebody_can_phone_and_the_longest_silent_first(self, old):
        latest = make.place("Förrådet", seats=1)
        for number in range(MOST_NEW_QUESTIONS - 1):
            make.place(f"Kök {number}", seats=1)
        Place.objects.exclude(pk=latest.pk).update(opened_on=in_days(-400))
        Place.objects.filter(pk=latest.pk).update(opened_on=in_days(-300))
        assert morning(make.today()) == {FreshStep.ASK: MOST_NEW_QUESTIONS, FreshStep.NOTHING: 1}
        assert not latest.confirmations.exists()
        assert morning(make.today()) == {FreshStep.ASK: 1, FreshStep.NOTHING: MOST_NEW_QUESTIONS}

    def test_never_one_with_people_in_it(self, old):
        make.placement(make.case(), old)
        assert morning(make.today()) == {}

    def test_somebody_who_was_there_lately_is_a_sign_of_life(self, old):
        make.placement(make.case(), old, PlacementStatus.ENDED, ends_on=in_days(-20))
        assert morning(make.today()) == {}

    def test_an_answer_keeps_it_fresh(self, old, seeker):
        actions.ask_host(old, by=seeker)
        asked = actions.answer_for_place(
            old, answer=ConfirmationAnswer.AS_IT_STANDS, answered_by="Rut Rektor", by=seeker
        )
        assert (asked.answer, asked.answered_by) == (ConfirmationAnswer.AS_IT_STANDS, "Rut Rektor")
        assert PlaceConfirmation.objects.count() == 1
        assert morning(make.today()) == {}

    def test_enough_lets_an_empty_place_rest_until_the_day(self, old, seeker):
        actions.answer_for_place(old, answer=ConfirmationAnswer.ENOUGH, until=in_days(60), by=seeker)
        old.refresh_from_db()
        assert (old.status, old.paused_until) == (PlaceStatus.PAUSED, in_days(60))

    def test_enough_keeps_those_who_are_there_and_takes_nobody_more(self, old, seeker):
        make.placement(make.case(), old, seat=1)
        actions.answer_for_place(old, answer=ConfirmationAnswer.ENOUGH, until=in_days(60), by=seeker)
        old.refresh_from_db()
        assert old.status == PlaceStatus.OPEN
        assert [seats for seats, _first, _last in seats_of(old)] == [2, 1, 2]


@pytest.fixture
def contact(old):
    said = {"organisation": old.host, "name": "Rut Rektor", "email": "rut@exempel.se"}
    return Contact.objects.create(**said, agreed_on=make.today())


class TestQuestionByMail:
    @pytest.fixture(autouse=True)
    def address(self, monkeypatch):
        monkeypatch.setattr(settings, "SENDING", replace(settings.SENDING, address="https://exempel.se"))

    def test_goes_once_with_a_link_that_names_nobody(self, old, contact, seeker, tmp_path):
        asked, way = actions.ask_host(old, by=seeker), FileMail(tmp_path, "kommunen@exempel.se")
        assert actions.mail_question(asked, by=make.SYSTEM, way=way)
        assert not actions.mail_question(asked, by=make.SYSTEM, way=way)
        [letter] = tmp_path.iterdir()
        text = email.message_from_bytes(letter.read_bytes()).get_payload(decode=True).decode()
        assert f"https://exempel.se/plats/svar/{signs_of(asked)[:3]}" in text
        assert "Rut" not in text

    def test_nobody_who_has_not_agreed_is_written_to(self, old, contact, seeker, tmp_path):
        contact.agreed_on = None
        contact.save()
        asked = actions.ask_host(old, by=seeker)
        assert not actions.mail_question(asked, by=make.SYSTEM, way=FileMail(tmp_path, "k@exempel.se"))

    def test_signs_lead_to_one_question_for_thirty_days(self, old, seeker, monkeypatch):
        asked = actions.ask_host(old, by=seeker)
        signs = signs_of(asked)
        assert question_behind(signs) == asked
        assert question_behind(signs[:-1] + ("a" if signs[-1] != "a" else "b")) is None
        assert question_behind(TimestampSigner(salt="annat").sign(str(asked.pk))) is None
        monkeypatch.setattr("time.time", lambda: 1e10)
        assert question_behind(signs) is None
