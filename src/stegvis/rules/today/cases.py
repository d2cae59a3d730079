"""Cases (inskrivningar): the lines that one enrolment gives, from what is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ..activity import GAP_DAYS
from ..exit import CONFIRM_AFTER_DAYS, NationalOutcome
from ..meeting import FOLLOW_UP_DAYS, follow_up_due
from ..plan import PlanAnswer
from ..words import Reason
from .lines import CaseFacts, WorkLine, WorkRule, about, in_order
from .placements import about_a_placement

MAPPING_DAYS = 14
PLAN_DAYS = 14
OBJECTION_DAYS = 14
PLAN_ANSWER_DAYS = 14
SAME_STEP_DAYS = 183
REMIND_DAYS = 7
BOOKED_WITHIN_DAYS = 14
PREPARE_DAYS = 1
ABSENT_DAYS = 7


def lines_of(case: CaseFacts, *, today: date) -> list[WorkLine]:
    """Every line that a case gives, most urgent first. A closed case only waits for its outcome."""
    if case.exited_on is not None:
        return _outcome_to_confirm(case, today)
    found = [
        *_without_coordinator(case, today),
        *_about_the_start(case, today),
        *_about_meetings(case, today),
        *_about_the_plan(case, today),
        *_about_the_follow_up(case, today),
        *_about_absence(case, today),
        *_about_the_week(case, today),
        *_about_the_ladder(case, today),
    ]
    for placement in case.placements:
        found += about_a_placement(case, placement, today)
    return in_order(found, today=today)


def _without_coordinator(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.has_coordinator:
        return []
    why = Reason("{name} har ingen koordinator.", name=case.first_name)
    because = Reason("En öppen inskrivning ska alltid ha en koordinator.")
    return [about(case, WorkRule.NO_COORDINATOR, today, today, why, because)]


def _about_the_start(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.mapped_on is None:
        due = case.opened_on + timedelta(days=MAPPING_DAYS)
        why = Reason("{name} skrevs in {day} och är inte kartlagd än.", name=case.first_name, day=case.opened_on)
        because = Reason("Kartläggningen görs inom {days} dagar.", days=MAPPING_DAYS)
        return [about(case, WorkRule.MAPPING_MISSING, due, today, why, because)]
    if case.plan_made_on is None:
        due = case.mapped_on + timedelta(days=PLAN_DAYS)
        why = Reason("{name} är kartlagd men har ingen plan än.", name=case.first_name)
        because = Reason("Planen görs inom {days} dagar från kartläggningen.", days=PLAN_DAYS)
        return [about(case, WorkRule.PLAN_MISSING, due, today, why, because)]
    return []


def _about_the_plan(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.plan_made_on is None:
        return []
    if case.plan_answer is PlanAnswer.DISAGREED and case.plan_answered_on is not None:
        due = case.plan_answered_on + timedelta(days=OBJECTION_DAYS)
        why = Reason("{name} håller inte med om planen: ”{comment}”", name=case.first_name, comment=case.plan_comment)
        because = Reason("En invändning får svar inom {days} dagar.", days=OBJECTION_DAYS)
        return [about(case, WorkRule.OBJECTION, due, today, why, because)]
    age = (today - case.plan_made_on).days
    return [*_plan_unanswered(case, today, age), *_action_late(case, today)]


def _plan_unanswered(case: CaseFacts, today: date, age: int) -> list[WorkLine]:
    if case.plan_answer is not PlanAnswer.WAITING or age < PLAN_ANSWER_DAYS or case.plan_made_on is None:
        return []
    due = case.plan_made_on + timedelta(days=PLAN_ANSWER_DAYS)
    why = Reason("{name} har inte svarat på planen från {day}.", name=case.first_name, day=case.plan_made_on)
    because = Reason("Vi frågar efter {days} dagar. Planen gäller under tiden.", days=PLAN_ANSWER_DAYS)
    return [about(case, WorkRule.PLAN_UNANSWERED, due, today, why, because)]


def _action_late(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.late_action is None:
        return []
    text, due = case.late_action
    why = Reason("”{text}” står på dig i planen.", text=text)
    return [about(case, WorkRule.ACTION_LATE, due, today, why, Reason("Det skulle vara klart {day}.", day=due))]


def _about_the_follow_up(case: CaseFacts, today: date) -> list[WorkLine]:
    """One clock for plan, rating and points; a meeting that is booked in time answers it."""
    if case.mapped_on is None or case.plan_made_on is None:
        return []
    clock = follow_up_due(
        last_conversation_on=case.conversation_on,
        plan_made_on=case.plan_made_on,
        rated_on=case.rated_on,
        opened_on=case.opened_on,
        today=today,
    )
    latest = max(clock.due_on, today) + timedelta(days=BOOKED_WITHIN_DAYS)
    is_booked = case.meeting is not None and case.meeting.day <= latest
    if is_booked or today < clock.due_on - timedelta(days=REMIND_DAYS):
        return []
    because = Reason("Plan, skattning och punkter förnyas i samtalet, högst {days} dagar isär.", days=FOLLOW_UP_DAYS)
    return [about(case, WorkRule.FOLLOW_UP, clock.due_on, today, clock.why, because)]


def _about_meetings(case: CaseFacts, today: date) -> list[WorkLine]:
    found = []
    if case.unsettled is not None:
        day = case.unsettled.day
        why = Reason("Mötet med {name} {day} är varken hållet eller avbokat.", name=case.first_name, day=day)
        because = Reason("Att någon inte kom är inte samma sak som att vi bokade av.")
        line = about(case, WorkRule.MEETING_UNSETTLED, day, today, why, because)
        found.append(replace(line, subject_id=case.unsettled.meeting_id))
    if case.meeting is not None and (case.meeting.day - today).days <= PREPARE_DAYS:
        why = Reason("{name} kommer kl. {clock}.", name=case.first_name, clock=case.meeting.clock)
        because = Reason("Ett blad med det som är nytt sedan sist.")
        found.append(about(case, WorkRule.MEETING_SOON, case.meeting.day, today, why, because))
    return found


def _about_absence(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.absent_since is None or (today - case.absent_since).days < ABSENT_DAYS:
        return []
    days = (today - case.absent_since).days
    why = Reason(
        "{name} har varit borta i {days} dagar. Hör av dig och fråga hur det går.", name=case.first_name, days=days
    )
    because = Reason("Vi hör av oss efter {days} dagar. Du behöver inte veta varför.", days=ABSENT_DAYS)
    return [about(case, WorkRule.ABSENT_LONG, case.absent_since + timedelta(days=ABSENT_DAYS), today, why, because)]


def _about_the_week(case: CaseFacts, today: date) -> list[WorkLine]:
    """Only for those who are past the start: before the plan there is nothing to run."""
    if case.runs_now or case.plan_made_on is None:
        return []
    since = max(case.last_ran_on or case.opened_on, case.plan_made_on)
    days = (today - since).days
    if days <= GAP_DAYS:
        return []
    why = Reason("{name} har varit utan insats i {days} dagar.", name=case.first_name, days=days)
    because = Reason("En deltagare ska inte vara utan insats mer än {days} dagar.", days=GAP_DAYS)
    return [about(case, WorkRule.NO_ACTIVITY, since + timedelta(days=GAP_DAYS), today, why, because)]


def _about_the_ladder(case: CaseFacts, today: date) -> list[WorkLine]:
    since = case.on_step_since or case.opened_on
    if (today - since).days < SAME_STEP_DAYS:
        return []
    months = (today - since).days * 12 // 365
    return [
        WorkLine(
            rule=WorkRule.SAME_STEP,
            case_id=case.case_id,
            subject_id=case.case_id,
            due_on=since + timedelta(days=SAME_STEP_DAYS),
            when=Reason("{months} månader", months=months),
            when_note=Reason("på samma steg"),
            why=Reason("{name} har varit på steg {step} sedan {day}. Behöver insatserna ändras?",
                       name=case.first_name, step=case.step, day=since),
            because=Reason("Vi frågar efter sex månader utan stegförflyttning."),
            can_wait=True,
        )
    ]  # fmt: skip


def _outcome_to_confirm(case: CaseFacts, today: date) -> list[WorkLine]:
    is_work = case.outcome is not None and case.outcome.national in (NationalOutcome.WORK, NationalOutcome.STUDIES)
    if case.exited_on is None or case.confirmed or not is_work or case.outcome is None:
        return []
    due = case.exited_on + timedelta(days=CONFIRM_AFTER_DAYS)
    if due > today:
        return []
    why = Reason("{name} gick till {outcome} den {day}. Höll det?",
                 name=case.first_name, outcome=case.outcome, day=case.exited_on)  # fmt: skip
    because = Reason("Utfallet bekräftas efter en månad, så att siffran stämmer.")
    return [about(case, WorkRule.CONFIRM_OUTCOME, due, today, why, because)]
