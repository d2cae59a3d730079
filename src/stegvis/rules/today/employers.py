"""Employers in Idag (arbetsgivare): places looked for, what came of it, what was promised, and who has outgrown."""

from __future__ import annotations

from datetime import date, timedelta

from ..place import PlacementForm
from ..words import Reason
from .lines import WorkLine, WorkRule, due_line

ANSWER_READ_DAYS = 5


def order_waiting_line(
    *, order_id: int, who: str, form: PlacementForm, level: int, from_on: date, answer_by: date, today: date
) -> WorkLine:
    """A place is looked for; `who` is the number of the enrolment where the name is not for the reader."""
    why = Reason("{who} behöver en plats från {day}: {form}, grad {level}.", who=who, day=from_on, form=form,
                 level=level)  # fmt: skip
    because = Reason("En beställning får svar senast den dag koordinatorn har bett om.")
    return due_line(WorkRule.ORDER_WAITING, order_id, answer_by, today, why=why, because=because)


def order_answered_line(*, case_id: int, name: str, place_name: str, answered_on: date, today: date) -> WorkLine:
    """What was ordered has got an answer; somebody proposes the place, or orders again."""
    why = (
        Reason("Arbetsgivarkoordinatorn har hittat {place} till {name}.", place=place_name, name=name)
        if place_name
        else Reason("Arbetsgivarkoordinatorn har svarat om en plats till {name}.", name=name)
    )
    because = Reason("En hittad plats väntar inte länge. Läs svaret inom {days} dagar.", days=ANSWER_READ_DAYS)
    due = answered_on + timedelta(days=ANSWER_READ_DAYS)
    return due_line(WorkRule.ORDER_ANSWERED, case_id, due, today, why=why, because=because, case_id=case_id)


def order_late_line(*, case_id: int, name: str, answer_by: date, today: date) -> WorkLine:
    """The day one asked for has passed without an answer."""
    why = Reason("Beställningen av en plats till {name} har inte fått svar.", name=name)
    because = Reason("Svaret skulle ha kommit {day}.", day=answer_by)
    return due_line(WorkRule.ORDER_LATE, case_id, answer_by, today, why=why, because=because, case_id=case_id)


def next_step_line(*, employer_id: int, step: str, talked_on: date, due_on: date, today: date) -> WorkLine:
    """What one said one would do with an employer."""
    why = Reason("Nästa steg: {step}", step=step)
    because = Reason("Du skrev det efter samtalet {day}.", day=talked_on)
    return due_line(WorkRule.EMPLOYER_STEP, employer_id, due_on, today, why=why, because=because)


def agreement_renew_line(*, agreement_id: int, ends_on: date, remind_days: int, today: date) -> WorkLine:
    """An agreement ends within the days that it says itself, and nothing follows it."""
    why = Reason("Avtalet slutar {day} och är inte förnyat.", day=ends_on)
    because = Reason("Avtalet påminner {days} dagar före slutet.", days=remind_days)
    return due_line(WorkRule.AGREEMENT_RENEW, agreement_id, ends_on, today, why=why, because=because)


def outgrown_line(
    *, placement_id: int, case_id: int, name: str, place_name: str, level: int, is_host: bool, today: date
) -> WorkLine:
    """A participant has come further than what the place trains: for who has the case, and for the host's side."""
    why = Reason("{name} har nått grad {level} och har vuxit ur {place}.", name=name, level=level, place=place_name)
    because = Reason("Platsen tränar lägre grader. Då är det dags att gå vidare.")
    rule = WorkRule.OUTGROWN_HERE if is_host else WorkRule.OUTGROWN
    return _outgrown(rule, placement_id, case_id, today, why=why, because=because)


def outgrown_place_line(*, place_id: int, name: str, today: date) -> WorkLine:
    """Somebody at a place has outgrown it; who it is is not said."""
    why = Reason("Någon på {place} är redo för en plats med större ansvar.", place=name)
    because = Reason("Deltagarens grad är högre än platsen tränar. Fråga värden om nästa steg.")
    return _outgrown(WorkRule.OUTGROWN_PLACE, place_id, 0, today, why=why, because=because)


def _outgrown(
    rule: WorkRule, subject_id: int, case_id: int, today: date, /, *, why: Reason, because: Reason
) -> WorkLine:
    return WorkLine(
        rule=rule,
        case_id=case_id,
        subject_id=subject_id,
        due_on=today,
        when=Reason("Nu"),
        when_note=Reason("dags att gå vidare"),
        why=why,
        because=because,
        can_wait=True,
    )
