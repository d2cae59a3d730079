"""Queues (köer): what waits for somebody without being one of their own cases."""

from __future__ import annotations

from datetime import date, timedelta

from ..own import ANSWER_WITHIN, RequestKind
from ..own import due_on as answer_due_on
from ..words import Reason
from .lines import WorkLine, WorkRule, due_line
from .placements import HOST_ANSWER_DAYS

REFERRAL_DAYS = 5
TRANSFER_DAYS = 5
EVALUATION_DAYS = 14


def referral_line(
    *, referral_id: int, name: str, received_on: date, children_in_household: int, today: date
) -> WorkLine:
    """A referral in the queue: it is answered within some days; families with children first."""
    due = received_on + timedelta(days=REFERRAL_DAYS)
    why = (
        Reason("{name} är anvisad {day}. Det finns barn i hushållet.", name=name, day=received_on)
        if children_in_household
        else Reason("{name} är anvisad {day}.", name=name, day=received_on)
    )
    because = Reason("En anvisning får svar inom {days} dagar.", days=REFERRAL_DAYS)
    return due_line(WorkRule.REFERRAL_WAITING, referral_id, due, today, why=why, because=because)


def host_question_line(
    *, placement_id: int, case_id: int, name: str, place_name: str, asked_on: date, today: date
) -> WorkLine:
    """Somebody would like to come, has said yes, and waits for the host."""
    due = asked_on + timedelta(days=HOST_ANSWER_DAYS)
    why = Reason("{name} vill gärna komma till {place} och väntar på svar.", name=name, place=place_name)
    because = Reason("Ett förslag får svar inom {days} dagar.", days=HOST_ANSWER_DAYS)
    return due_line(WorkRule.HOST_ASKED, placement_id, due, today, why=why, because=because, case_id=case_id)


def reservation_expired_line(
    *, placement_id: int, case_id: int, name: str, place_name: str, until: date, today: date
) -> WorkLine:
    """Nobody answered in time; somebody sees to what comes instead."""
    why = Reason("Ingen svarade i tid om {place} för {name}.", place=place_name, name=name)
    because = Reason("En reservation utan svar går ut {day}, och platsen kan föreslås andra.", day=until)
    return due_line(WorkRule.RESERVATION_EXPIRED, placement_id, today, today, why=why, because=because, case_id=case_id)


def evaluation_missing_line(
    *, placement_id: int, case_id: int, name: str, place_name: str, ended_on: date, today: date
) -> WorkLine:
    """A placement is over and somebody has not said how it went."""
    due = ended_on + timedelta(days=EVALUATION_DAYS)
    why = Reason("{name} slutade på {place}, och utvärdering saknas.", name=name, place=place_name)
    because = Reason("Båda skriver hur det gick inom {days} dagar.", days=EVALUATION_DAYS)
    return due_line(WorkRule.EVALUATION_MISSING, placement_id, due, today, why=why, because=because, case_id=case_id)


def sharing_line(
    *, schedule_id: int, case_id: int, receiver: str, next_on: date, ground_holds: bool, today: date
) -> WorkLine:
    """Something is to be shared on a fixed day; a person looks at it and shares it."""
    why = (
        Reason("{receiver} ska få uppgifter {day}.", receiver=receiver, day=next_on)
        if ground_holds
        else Reason("{receiver} skulle få uppgifter {day}, men samtycket gäller inte längre.",
                    receiver=receiver, day=next_on)
    )  # fmt: skip
    because = Reason("Inget går iväg av sig självt. Du ser precis vad som delas innan.")
    return due_line(WorkRule.SHARING_DUE, schedule_id, next_on, today, why=why, because=because, case_id=case_id)


def transfer_line(*, transfer_id: int, case_id: int, name: str, from_unit: str, sent_on: date, today: date) -> WorkLine:
    """Another unit hands somebody over and waits for the receipt."""
    why = Reason("{unit} vill lämna över {name}.", unit=from_unit, name=name)
    because = Reason("En överlämning får kvitto inom {days} dagar.", days=TRANSFER_DAYS)
    due = sent_on + timedelta(days=TRANSFER_DAYS)
    return due_line(WorkRule.TRANSFER_WAITING, transfer_id, due, today, why=why, because=because, case_id=case_id)


def request_line(*, request_id: int, name: str, kind: RequestKind, made_on: date, today: date) -> WorkLine:
    """A participant has asked for something: it stands here from the first day, and rises as the promised day comes."""
    why = Reason("{name} väntar på svar: {kind}.", name=name, kind=kind)
    because = Reason("En begäran får svar inom {days} dagar.", days=ANSWER_WITHIN[kind].days)
    due = answer_due_on(kind, made_on=made_on)
    return due_line(WorkRule.REQUEST_WAITING, request_id, due, today, why=why, because=because)
