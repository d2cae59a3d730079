"""The conversation through its action: everything renewed at once, or nothing at all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stegvis.access import Actor, NotAllowed
from stegvis.actions.conversation import ConversationRefused, PlanSaid, Said, hold_conversation, keep_draft
from stegvis.actions.ladder import Judgement
from stegvis.actions.meeting import plan_meeting
from stegvis.actions.plan import save_plan
from stegvis.actions.standard.rating import lay_in
from stegvis.models import (
    CaseEvent,
    Conversation,
    ConversationDraft,
    Criterion,
    CriterionMark,
    InstrumentItem,
    Meeting,
    Message,
    Note,
    Plan,
    Rating,
)
from stegvis.queries.plan import plan_of
from stegvis.queries.rating import version_of
from stegvis.rules.ladder import Mark
from stegvis.rules.meeting import Booking, MeetingKind, SecrecyClass
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer, PlannedAction
from stegvis.rules.rating import AnswerState, Given, Respondent
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user(name="Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    """Somebody with a plan, a ladder and questions in force, who wants to hear of things."""
    make.ladder()
    lay_in(by=make.SYSTEM)
    case = make.case(make.participant(reach_by="email", email="rania@example.se"), coordinator=maria)
    actions = [line("Ringa skolan"), line("Skriva cv")]
    save_plan(case, goals=["Arbeta med barn"], actions=actions, base_version=0, by=make.SYSTEM)
    return case


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


def line(text, days=7, **values):
    return PlannedAction(text, ActionOwner.BOTH, make.today() + timedelta(days=days), **values)


def standing(case, version=1):
    """The plan as the page holds it when nobody has touched it."""
    plan = plan_of(case, version)
    lines = [
        PlannedAction(each.text, each.owner, each.due_on, each.status, each.continues, each.status)
        for each in plan.planned
    ]
    return PlanSaid(goals=plan.goals, actions=lines, base_version=version, own_words=plan.own_words)


def all_of(respondent):
    version = version_of("two_voices", make.today())
    items = InstrumentItem.objects.filter(version=version, respondents__contains=[respondent.value])
    return {item.key: Given(AnswerState.ANSWERED, 3) for item in items.order_by("position")}


def ahead(days=14, **values):
    starts_at = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=days)
    return Booking(**{"kind": MeetingKind.FOLLOW_UP, "starts_at": starts_at, "where": "Arena Söder"} | values)


def say(case, **values):
    return Said(**{"held_on": make.today(), "seen": 0, "plan": standing(case)} | values)


def counts():
    return [model.objects.count() for model in (Plan, Rating, CriterionMark, Meeting, Note, Conversation)]


def test_nothing_changed_costs_one_row_and_moves_the_clock(case, by):
    before = CaseEvent.objects.count()
    held = hold_conversation(case, said=say(case), by=by)
    assert (held.plan.version, held.plan_renewed, held.points_judged) == (1, False, 0)
    assert counts() == [1, 0, 0, 0, 0, 1]
    assert list(CaseEvent.objects.order_by("pk").values_list("kind", flat=True))[before:] == ["conversation_held"]


def test_everything_is_renewed_at_once(case, by):
    renewed = [line("Ringa skolan", days=20, continues=1, status=ActionStatus.DONE, stood=ActionStatus.TO_DO)]
    points = list(Criterion.objects.order_by("pk")[:3])
    held = hold_conversation(
        case,
        said=say(
            case,
            plan=PlanSaid(goals=["Arbeta med barn"], actions=renewed, base_version=1, change_reason="Cv:t är färdigt"),
            answer=PlanAnswer.AGREED,
            own=all_of(Respondent.PARTICIPANT),
            professional=all_of(Respondent.PROFESSIONAL),
            judgements=[Judgement(point, Mark.GREEN) for point in points],
            next=ahead(),
            agreed="Rania ringer på måndag.",
            note="Barnen börjar på fritids.",
            note_secrecy=SecrecyClass.SENSITIVE,
        ),
        by=by,
    )
    held.refresh_from_db()
    assert counts() == [2, 2, 3, 1, 1, 1]
    assert (held.plan.version, held.plan.answer, held.plan.answered_how) == (2, "agreed", "together")
    assert [action.status for action in held.plan.actions.all()] == ["done"]
    assert {held.own_rating.respondent, held.professional_rating.respondent} == {"participant", "professional"}
    assert Rating.objects.filter(answered_on=make.today(), answered_how="together").count() == 2
    assert held.next_meeting.where == "Arena Söder"
    assert Note.objects.get().secrecy == "sensitive"


def test_what_was_answered_on_the_spot_is_nothing_to_remind_of(case, by):
    hold_conversation(case, said=say(case, answer=PlanAnswer.AGREED, own=all_of(Respondent.PARTICIPANT)), by=by)
    waiting = Message.objects.filter(status="waiting").values_list("kind", flat=True)
    assert list(waiting) == []


def test_line_that_has_come_further_makes_no_new_version(case, by):
    plan = standing(case)
    done = [PlannedAction(**(vars(plan.actions[0]) | {"status": ActionStatus.DONE})), plan.actions[1]]
    held = hold_conversation(case, said=say(case, plan=PlanSaid(**(vars(plan) | {"actions": done}))), by=by)
    assert Plan.objects.count() == 1
    assert not held.plan_renewed
    assert set(Plan.objects.get().actions.values_list("text", "status")) == {
        ("Ringa skolan", "done"),
        ("Skriva cv", "to_do"),
    }


def test_meeting_booked_that_day_is_held_by_it(case, by):
    booked = Meeting.objects.create(case=case, kind="follow_up", starts_at=timezone.now())
    other = plan_meeting(case, booking=ahead(3), by=by)
    held = hold_conversation(case, said=say(case), by=by)
    booked.refresh_from_db()
    other.refresh_from_db()
    assert (held.meeting, booked.status, other.status) == (booked, "held", "planned")


def test_any_no_saves_nothing_and_tells_each_reason_at_its_part(case, by):
    plan_meeting(case, booking=ahead(), by=by)
    before, events = counts(), CaseEvent.objects.count()
    partly = dict(list(all_of(Respondent.PARTICIPANT).items())[:4])
    plan = standing(case)
    with pytest.raises(ConversationRefused) as refusal:
        hold_conversation(
            case,
            said=say(
                case,
                plan=PlanSaid(**(vars(plan) | {"goals": ["Något helt annat"]})),
                own=partly,
                professional=all_of(Respondent.PROFESSIONAL),
                judgements=[Judgement(Criterion.objects.first(), Mark.GREEN)],
                next=ahead(where=""),
                note="Sägs inte",
            ),
            by=by,
        )
    told = {part: {reason.at for reason in reasons} for part, reasons in refusal.value.parts.items()}
    assert told.keys() == {"plan", "own", "talk"}
    assert told["plan"] == {"change_reason"}
    assert told["talk"] == {"clock", "where"}
    assert len(told["own"]) == len(all_of(Respondent.PARTICIPANT)) - 4
    assert (counts(), CaseEvent.objects.count()) == (before, events)


def test_disagreement_without_words_stands_at_the_comment(case, by):
    with pytest.raises(ConversationRefused) as refusal:
        hold_conversation(case, said=say(case, answer=PlanAnswer.DISAGREED), by=by)
    assert [reason.at for reason in refusal.value.parts["talk"]] == ["comment"]


def test_second_to_save_is_told_and_overwrites_nothing(case, by):
    first = hold_conversation(case, said=say(case, agreed="Mitt"), by=by)
    with pytest.raises(ConversationRefused, match="har sparats sedan du öppnade"):
        hold_conversation(case, said=say(case, agreed="Ditt"), by=by)
    again = hold_conversation(case, said=say(case, seen=first.pk, agreed="Ditt"), by=by)
    assert list(Conversation.objects.order_by("pk").values_list("agreed", flat=True)) == ["Mitt", "Ditt"]
    assert again.plan.version == 1


def test_plan_that_somebody_changed_is_not_overwritten_but_untouched_it_is_no_hindrance(case, by):
    plan = standing(case)
    save_plan(
        case,
        goals=["Egen lön"],
        actions=[line("Ringa")],
        base_version=1,
        change_reason="Nytt",
        by=make.SYSTEM,
    )
    changed = PlanSaid(**(vars(plan) | {"goals": ["Barnskötare"], "change_reason": "Vill det"}))
    with pytest.raises(ConversationRefused, match="Version 2 finns nu"):
        hold_conversation(case, said=say(case, plan=changed), by=by)
    held = hold_conversation(case, said=say(case, plan=plan), by=by)
    assert (held.plan.version, Plan.objects.count()) == (2, 2)


def test_draft_is_gone_when_the_conversation_is_saved(case, by):
    keep_draft(case, typed={"talk-agreed": "Ring"}, seen=0, by=by)
    keep_draft(case, typed={"talk-agreed": "Ringa"}, seen=0, by=by)
    assert ConversationDraft.objects.get().typed == {"talk-agreed": "Ringa"}
    held = hold_conversation(case, said=say(case), by=by)
    assert not ConversationDraft.objects.exists()
    assert keep_draft(case, typed={"talk-agreed": "Ringa"}, seen=0, by=by) is None, "sent before, here after"
    assert keep_draft(case, typed={"talk-agreed": "Nästa"}, seen=held.pk, by=by)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.TEAM_MEMBER])
def test_who_may_not_hold_it(case, role):
    with pytest.raises(NotAllowed):
        hold_conversation(case, said=say(case), by=make.actor(role))
    assert not Conversation.objects.exists()
