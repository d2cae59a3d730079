"""What hangs on a placement's way: approval, reservations, visits, the host's link, a longer time, and how it went."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from stegvis.access import Actor, NotAllowed, NotAllowedNow, may, visible_to
from stegvis.access.roles import Permission
from stegvis.actions import placement as actions
from stegvis.actions.exit import close_case
from stegvis.actions.people import change_participant
from stegvis.jobs.placement import expire
from stegvis.models import (
    Agreement,
    CaseEvent,
    HostLink,
    Message,
    Place,
    Placement,
    PlacementExtension,
    ScheduleSlot,
    SupervisorRoom,
    User,
)
from stegvis.queries.placement import readable
from stegvis.rules.exit import Outcome
from stegvis.rules.history import EventKind
from stegvis.rules.message import MessageKind
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import (
    REFUSED_BY_DATABASE,
    Answer,
    ApprovedHow,
    EndReason,
    NotRealisedReason,
    PlacementStatus,
    VisitKind,
    Voice,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def coordinator():
    return Actor.of(make.user(role=Role.COORDINATOR, at=make.unit()))


@pytest.fixture
def case(coordinator):
    return make.case(coordinator=User.objects.get(pk=coordinator.user_id))


def stands(case, status, place=None, **values):
    usual = {"starts_on": make.today() + 14 * DAY, "ends_on": make.today() + 90 * DAY, "proposed_on": make.today()}
    return make.placement(case, place or make.place(), status, **usual | values)


def said(refusal):
    return [str(reason) for reason in refusal.value.reasons]


# What the host reads


def test_the_host_is_asked_first_when_yes_is_said_and_the_presentation_approved(case, coordinator):
    asked = stands(case, PlacementStatus.PARTICIPANT_ASKED, presentation="Gillar barn.")
    asked = actions.answer_for_participant(asked, answer=Answer.YES, by=coordinator)
    assert asked.status == PlacementStatus.PARTICIPANT_ASKED
    person = Actor.participant(case.participant)
    asked = actions.approve_presentation(asked, text="Van vid barn.", how=ApprovedHow.OWN_PAGE, by=person)
    assert (asked.status, asked.presentation) == (PlacementStatus.HOST_ASKED, "Van vid barn.")
    assert CaseEvent.objects.get(kind=EventKind.PRESENTATION_APPROVED).actor_role == "participant"


def test_approval_alone_asks_nobody(case, coordinator):
    asked = stands(case, PlacementStatus.PARTICIPANT_ASKED)
    asked = actions.approve_presentation(asked, text="Hej", how=ApprovedHow.PAPER, by=coordinator)
    assert asked.status == PlacementStatus.PARTICIPANT_ASKED


def test_a_changed_presentation_is_not_approved_and_the_host_cannot_say_yes_to_it(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED, presentation="Gillar barn.")
    asked = actions.change_presentation(asked, text="Gillar kök.", by=coordinator)
    assert asked.presentation_approved_on is None
    with pytest.raises(NotAllowedNow) as refusal:
        actions.answer_for_host(asked, answer=Answer.YES, by=coordinator)
    assert "godkänt presentationen" in said(refusal)[0]
    same = actions.change_presentation(asked, text="Gillar kök.", by=coordinator)
    assert CaseEvent.objects.filter(kind=EventKind.PLACEMENT_CHANGED, subject_id=same.pk).count() == 1


def test_a_participant_answers_only_the_own_proposals(case):
    other = stands(make.case(), PlacementStatus.PARTICIPANT_ASKED)
    with pytest.raises(NotAllowed):
        actions.answer_for_participant(other, answer=Answer.NO, by=Actor.participant(case.participant))


# Reservations


def test_a_reservation_is_kept_by_answers_and_ends_when_nobody_answers(case, coordinator):
    today = make.today()
    asked = stands(case, PlacementStatus.PARTICIPANT_ASKED, reserved_until=today)
    assert Placement.objects.reserving(today).filter(pk=asked.pk).exists()
    assert not Placement.objects.reserving(today + DAY).filter(pk=asked.pk).exists()
    asked = actions.answer_for_participant(asked, answer=Answer.YES, approved=ApprovedHow.PAPER, by=coordinator)
    assert asked.reserved_until == today + 10 * DAY


def test_somebody_is_reminded_twice_and_each_keeps_the_seat(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED, reserved_until=make.today())
    asked = actions.remind(asked, by=coordinator)
    assert (asked.reminders, asked.reserved_until) == (1, make.today() + 10 * DAY)
    actions.remind(asked, by=coordinator)
    with pytest.raises(NotAllowedNow) as refusal:
        actions.remind(asked, by=coordinator)
    assert said(refusal) == ["Påminnelse är redan skickad 2 gånger."]


def test_each_morning_what_nobody_answered_is_over_and_the_participant_is_told(case, monkeypatch):
    monkeypatch.setattr("stegvis.jobs.placement.close_old_connections", lambda: None)
    case.participant.reach_by, case.participant.email = "email", "rania@exempel.se"
    case.participant.save()
    late = {"reserved_until": make.today() - DAY}
    over = [stands(case, status, **late) for status in (PlacementStatus.PARTICIPANT_ASKED, PlacementStatus.VISIT)]
    stay = [
        stands(case, PlacementStatus.HOST_ASKED, reserved_until=make.today()),
        stands(case, PlacementStatus.AGREED, **late),
        stands(case, PlacementStatus.SIGNED, **late),
    ]
    expire(0)
    expire(0)
    for each in over:
        each.refresh_from_db()
        assert (each.status, each.not_realised_because) == (PlacementStatus.NOT_REALISED, NotRealisedReason.NO_ANSWER)
    assert [Placement.objects.get(pk=each.pk).status for each in stay] == [each.status for each in stay]
    assert CaseEvent.objects.filter(kind=EventKind.RESERVATION_EXPIRED).count() == 2
    assert Message.objects.filter(kind=MessageKind.PLACEMENT_ANSWERED).count() == 2


def test_they_meet_first_and_the_seat_is_kept_until_after_it(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED)
    day = make.today() + 5 * DAY
    met = actions.plan_visit(asked, kind=VisitKind.INTERVIEW, visit_on=day, by=coordinator)
    assert (met.status, met.reserved_until) == (PlacementStatus.VISIT, day + 10 * DAY)
    moved = actions.plan_visit(met, kind=VisitKind.INTERVIEW, visit_on=day + DAY, by=coordinator)
    assert moved.visit_on == day + DAY
    agreed = actions.answer_for_host(moved, answer=Answer.YES, answered_by="Åsa", by=coordinator)
    assert agreed.status == PlacementStatus.AGREED
    with pytest.raises(NotAllowedNow):
        actions.plan_visit(agreed, kind=VisitKind.VISIT, visit_on=day, by=coordinator)


# The host's link


def test_a_link_opens_one_placement_and_nothing_else(case, coordinator):
    asked, other = stands(case, PlacementStatus.HOST_ASKED), stands(case, PlacementStatus.HOST_ASKED)
    made = actions.make_host_link(asked, by=coordinator)
    assert made.signs not in str(HostLink.objects.values())
    link = actions.enter_as_host(made.code.lower(), source="a")
    assert link == made.link
    host = Actor.host(link.placement, name="Åse")
    assert list(readable(host)) == [asked]
    assert may(host, Permission.PLACEMENT_ANSWER_FOR_HOST, asked)
    assert not may(host, Permission.PLACEMENT_ANSWER_FOR_HOST, other)
    assert not visible_to(host, type(case)).exists()
    assert actions.answer_for_host(asked, answer=Answer.YES, by=host).host_answered_by == "Åse"
    assert CaseEvent.objects.get(kind=EventKind.HOST_SAID_YES).actor_role == "host"
    with pytest.raises(NotAllowed):
        actions.sign_placement(asked, signed_on=make.today(), signed_for_host_by="Åse", by=host)


def test_a_link_that_was_replaced_taken_back_or_is_too_old_opens_nothing(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED)
    first = actions.make_host_link(asked, by=coordinator)
    second = actions.make_host_link(asked, by=coordinator)
    actions.revoke_host_link(asked, by=coordinator)
    third = actions.make_host_link(asked, by=coordinator)
    HostLink.objects.filter(pk=third.link.pk).update(expires_at=timezone.now() - DAY)
    answers = []
    for made in (first, second, third):
        with pytest.raises(NotAllowedNow) as refusal:
            actions.enter_as_host(made.signs, source="a")
        answers += said(refusal)
    assert ["gäller inte längre" in answers[0], "gäller inte längre" in answers[1]] == [True, True]
    assert "för gammal" in answers[2]


def test_wrong_links_are_counted_and_then_locked():
    for _ in range(20):
        with pytest.raises(NotAllowedNow):
            actions.enter_as_host("ACDEFHJKLMNP", source="b")
    with pytest.raises(NotAllowedNow) as refusal:
        actions.enter_as_host("ACDEFHJKLMNR", source="b")
    assert "Vänta en timme" in said(refusal)[0]


def test_no_link_before_the_presentation_is_approved_and_none_about_somebody_protected(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED, presentation_approved_on=None)
    with pytest.raises(NotAllowedNow):
        actions.make_host_link(asked, by=coordinator)
    case.participant.protection = Protection.FICTITIOUS
    case.participant.save()
    with pytest.raises(NotAllowed):
        actions.make_host_link(asked, by=coordinator)


def test_links_shut_the_moment_somebody_becomes_protected(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED)
    other = stands(make.case(), PlacementStatus.HOST_ASKED)
    for each in (asked, other):
        actions.make_host_link(each, by=make.SYSTEM)
    change_participant(case.participant, protection=Protection.FICTITIOUS, by=make.SYSTEM)
    assert not asked.host_links.filter(revoked_at=None).exists()
    assert other.host_links.filter(revoked_at=None).exists()
    assert CaseEvent.objects.get(kind=EventKind.HOST_LINK_REVOKED).subject_id == asked.pk


def test_a_no_from_either_closes_the_week_and_the_links(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED)
    actions.make_host_link(asked, by=coordinator)
    make.slot(asked, 1, 9, 12)
    actions.answer_for_host(asked, answer=Answer.NO, by=coordinator)
    assert not HostLink.objects.filter(revoked_at=None).exists()
    assert not ScheduleSlot.objects.exists()


def test_after_the_end_the_host_may_come_in_two_weeks_more(case, coordinator):
    running = stands(case, PlacementStatus.ACTIVE, starts_on=make.today())
    actions.make_host_link(running, by=coordinator)
    assert HostLink.objects.get().expires_at > timezone.now() + 100 * DAY
    actions.end_placement(running, ended_on=make.today(), because=EndReason.WORK, by=coordinator)
    assert HostLink.objects.get().expires_at < timezone.now() + 15 * DAY


def test_a_closed_case_takes_its_proposals_along(case, coordinator):
    asked = stands(case, PlacementStatus.HOST_ASKED)
    actions.make_host_link(asked, by=coordinator)
    close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=coordinator)
    asked.refresh_from_db()
    assert asked.not_realised_because == NotRealisedReason.CASE_CLOSED
    assert not HostLink.objects.filter(revoked_at=None).exists()


# Starting


def test_everything_that_stops_a_start_is_said_at_once(case, coordinator):
    place = make.place(seats=1, room=1)
    make.placement(make.case(), place)
    Agreement.objects.filter(pk=place.agreement_id).update(seats=1)
    signed = stands(case, PlacementStatus.SIGNED, place, starts_on=make.today())
    with pytest.raises(NotAllowedNow) as refusal:
        actions.start_placement(signed, by=coordinator)
    assert len(said(refusal)) == 3
    assert said(refusal)[0] == "Arbetsplatsen är full."
    signed.refresh_from_db()
    assert (signed.status, signed.seat, signed.agreement) == (PlacementStatus.SIGNED, None, None)


def test_a_start_counts_against_the_agreement_and_the_supervisor(case, coordinator):
    signed = stands(case, PlacementStatus.SIGNED, starts_on=make.today())
    started = actions.start_placement(signed, by=coordinator)
    assert started.agreement_id == started.place.agreement_id
    assert started.supervisor == started.place.supervisions.get().supervisor


@pytest.mark.parametrize("held", ["agreement", "supervision"])
def test_what_the_database_holds_back_is_said_in_a_sentence(case, coordinator, monkeypatch, held):
    """Somebody else was a moment before: the rule saw room, the database does not."""
    place = make.place(seats=5)
    make.placement(make.case(), place)
    Agreement.objects.filter(pk=place.agreement_id).update(seats=1 if held == "agreement" else 9)
    SupervisorRoom.objects.filter(supervisor__supervisions__place=place).update(people=1)
    agreement, supervisor = place.agreement, place.supervisions.get().supervisor
    monkeypatch.setattr("stegvis.actions.placement.running.agreement_for", lambda *_, **__: (agreement, []))
    monkeypatch.setattr("stegvis.actions.placement.running.supervisor_for", lambda *_, **__: (supervisor, []))
    signed = stands(case, PlacementStatus.SIGNED, place, starts_on=make.today())
    with pytest.raises(NotAllowedNow) as refusal:
        actions.start_placement(signed, by=coordinator)
    assert refusal.value.reasons == [REFUSED_BY_DATABASE[f"placement_within_{held}"]]


def test_nobody_is_proposed_to_a_place_that_is_not_open(case, coordinator):
    place = make.place()
    Place.objects.filter(pk=place.pk).update(status="paused")
    place.refresh_from_db()
    with pytest.raises(NotAllowedNow) as refusal:
        actions.propose_placement(
            case, place=place, form="work_experience", starts_on=make.today(), ends_on=make.today() + DAY,
            hours_per_week=Decimal(20), by=coordinator,
        )  # fmt: skip
    assert said(refusal) == ["Arbetsplatsen vilar."]


# Longer


def test_an_extension_keeps_seat_week_and_reason(case, coordinator):
    running = stands(case, PlacementStatus.ACTIVE, starts_on=make.today() - 30 * DAY, ends_on=make.today() + 5 * DAY)
    make.slot(running, 1, 9, 12, where="Köket")
    to = make.today() + 40 * DAY
    extended = actions.extend_placement(running, to=to, reason="Går bra", by=coordinator)
    assert (extended.ends_on, extended.seat) == (to, 1)
    row = PlacementExtension.objects.get()
    assert (row.from_ends_on, row.to_ends_on, row.reason) == (make.today() + 5 * DAY, to, "Går bra")
    assert ScheduleSlot.objects.filter(placement=running, ends_on=to, where="Köket").count() == 1


def test_an_extension_is_refused_with_every_reason_and_changes_nothing(case, coordinator):
    place = make.place(seats=1, room=1)
    running = stands(
        case, PlacementStatus.ACTIVE, place, starts_on=make.today() - 360 * DAY, ends_on=make.today() + DAY
    )
    after = {"starts_on": make.today() + 10 * DAY, "ends_on": make.today() + 60 * DAY}
    make.placement(make.case(), place, **after)
    Agreement.objects.filter(pk=place.agreement_id).update(ends_on=make.today() - DAY)
    before = list(Placement.objects.order_by("pk").values_list())
    with pytest.raises(NotAllowedNow) as refusal:
        actions.extend_placement(running, to=make.today() + 30 * DAY, reason=" ", by=coordinator)
    assert {reason.at for reason in refusal.value.reasons} >= {"to", "reason", None}
    assert len(said(refusal)) >= 5
    assert list(Placement.objects.order_by("pk").values_list()) == before
    assert not PlacementExtension.objects.exists()


def test_a_renewal_asks_both_again_and_counts_the_months_together(case, coordinator):
    started = make.today() - 340 * DAY
    running = stands(case, PlacementStatus.ACTIVE, starts_on=started, ends_on=make.today(), presentation="Gillar barn.")
    first = make.today() + DAY
    renew = {"starts_on": first, "hours_per_week": Decimal(20), "reason": "Vill fortsätta", "by": coordinator}
    with pytest.raises(NotAllowedNow) as refusal:
        actions.renew_placement(running, ends_on=first + 60 * DAY, **renew)
    assert [reason.at for reason in refusal.value.reasons] == ["ends_on"]
    renewal = actions.renew_placement(running, ends_on=first + 60 * DAY, studies_follow=True, **renew)
    assert (renewal.status, renewal.renews) == (PlacementStatus.PARTICIPANT_ASKED, running)
    assert (renewal.presentation, renewal.presentation_approved_on) == ("Gillar barn.", None)
    with pytest.raises(NotAllowedNow):
        actions.renew_placement(running, ends_on=first + 30 * DAY, **renew)
    actions.answer_for_participant(renewal, answer=Answer.NO, by=coordinator)
    assert actions.renew_placement(running, ends_on=first + 10 * DAY, **renew).renews == running


# How it went


def test_two_voices_each_once_and_the_other_may_disagree(case, coordinator):
    ended = stands(case, PlacementStatus.ENDED, starts_on=make.today() - 60 * DAY, ends_on=make.today() - DAY)
    host, person = Actor.host(ended, name="Åse"), Actor.participant(case.participant)
    words = {"went_well": "Kom i tid", "could_be_better": ""}
    theirs = actions.evaluate_placement(ended, voice=Voice.HOST, would_again=True, **words, by=host)
    assert theirs.written_by == "Åse"
    with pytest.raises(NotAllowedNow):
        actions.evaluate_placement(ended, voice=Voice.HOST, **words, by=host)
    for voice, by in ((Voice.PARTICIPANT, host), (Voice.HOST, person)):
        with pytest.raises(NotAllowed):
            actions.evaluate_placement(ended, voice=voice, **words, by=by)
    said_so = actions.disagree_with_evaluation(theirs, voice=Voice.PARTICIPANT, words="Jag hade ingen buss", by=person)
    assert said_so.disagreement == "Jag hade ingen buss"
    with pytest.raises(NotAllowedNow):
        actions.disagree_with_evaluation(theirs, voice=Voice.PARTICIPANT, words="Igen", by=person)
    actions.evaluate_placement(ended, voice=Voice.PARTICIPANT, went_well="", could_be_better="Fler timmar", by=person)
    assert ended.evaluations.count() == 2
