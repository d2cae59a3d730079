"""Sharing (delning) on screen: what would go away, what has gone away with its receipt, and what is due.

What is shared is put together in one place, from columns that may be shared. Notes, ratings, comments and the free text
of mappings are read by nothing here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max

from ..access import Actor, Permission, visible_to
from ..models import Case, Participant, Plan, SecrecyConsent, Sharing, SharingSchedule
from ..rules.attendance import CODES
from ..rules.sharing import ConsentHow, SharedPart, SharingGround, consent_holds
from .absence import hours_of_month
from .attendance.person import SharedMonth, shared_months

FORMAT = 1
MOST_MONTHS = 12

Content = dict[str, Any]


# What goes away ------------------------------------------------------------------------------------------------------


def content_of(schedule: SharingSchedule, day: date) -> Content:
    """Exactly what the receiver gets on the day: keys, days, numbers, and the words of the plan itself."""
    case = schedule.case
    parts = [part for part in SharedPart if part.value in schedule.parts]
    return {
        "format": FORMAT,
        "on": day.isoformat(),
        "receiver": schedule.receiver,
        "ground": schedule.ground,
        "law": schedule.law,
        "consent": _consent(schedule.consent),
        **summary_of(case, parts, day=day, months=schedule.every_months),
    }


def summary_of(case: Case, parts: list[SharedPart], *, day: date, months: int = 1) -> Content:
    """Who it is about and the parts asked for; the same for another authority and for another unit."""
    person = case.participant
    made: Content = {
        "person": {"name": person.name, "born_on": person.born_on.isoformat() if person.born_on else None},
        "unit": case.unit.name,
        "programme": case.programme.name,
        "parts": [part.value for part in parts],
    }
    plan = _latest_plan(case) if {SharedPart.PLAN, SharedPart.GOALS} & {*parts} else None
    if SharedPart.PLAN in parts:
        made["plan"] = _plan(plan)
    if SharedPart.GOALS in parts:
        made["goals"] = _goals(plan)
    if SharedPart.ABILITIES in parts:
        made["abilities"] = _abilities(case)
    if SharedPart.HOURS in parts:
        made["hours"] = _hours(case, months_before(day, min(months, MOST_MONTHS)), today=day)
    return made


def fingerprint_of(content: Content) -> str:
    """The same for the same content, and for no other (SHA-256 of its sorted form)."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def months_before(day: date, many: int) -> list[tuple[int, int]]:
    """The whole months before the month of the day, the oldest first."""
    last = day.year * 12 + day.month - 2
    return [(month // 12, month % 12 + 1) for month in range(last - many + 1, last + 1)]


def _consent(consent: SecrecyConsent | None) -> Content | None:
    if consent is None:
        return None
    return {"starts_on": consent.starts_on.isoformat(), "ends_on": consent.ends_on and consent.ends_on.isoformat()}


def _latest_plan(case: Case) -> Plan | None:
    """Only the columns that may be shared."""
    plans = case.plans.order_by("-version").select_related("direction")
    return plans.only("case", "version", "made_on", "answer", "direction", "direction__name").first()


def _plan(plan: Plan | None) -> Content | None:
    if plan is None:
        return None
    actions = plan.actions.order_by("position").values_list("text", "owner", "due_on", "status")
    return {
        "version": plan.version,
        "made_on": plan.made_on.isoformat(),
        "answer": plan.answer,
        "actions": [
            {"text": text, "owner": owner, "due_on": due_on.isoformat(), "status": status}
            for text, owner, due_on, status in actions
        ],
    }


def _goals(plan: Plan | None) -> Content | None:
    if plan is None:
        return None
    goals = plan.goals.order_by("position").values_list("text", flat=True)
    return {"direction": plan.direction.name if plan.direction else "", "goals": list(goals)}


ABILITIES = (
    "held_on", "hours_per_week", "slots", "longest_travel_minutes", "swedish", "has_driving_licence", "can_lift",
    "wishes",
)  # fmt: skip
"""The columns of a mapping that say what somebody can; its running text is not among them."""


def _abilities(case: Case) -> Content | None:
    row = case.mappings.order_by("-held_on", "-id").values(*ABILITIES).first()
    return {**row, "held_on": row["held_on"].isoformat()} if row else None


def _hours(case: Case, months: list[tuple[int, int]], *, today: date) -> list[Content]:
    """Month by month: activities by the schedule and what was called in, workplaces by approved attendance alone."""
    at_work = shared_months(case, [date(year, month, 1) for year, month in months])
    return [_month(case, year, month, at_work.get(date(year, month, 1)), today=today) for year, month in months]


def _month(case: Case, year: int, month: int, at_work: SharedMonth | None, *, today: date) -> Content:
    hours = hours_of_month(case, year=year, month=month, today=today, only_activities=True)
    return {
        "year": year,
        "month": month,
        "planned": float(hours.planned_hours),
        "absent": [{"kind": each.kind.value, "days": each.days, "hours": float(each.hours)} for each in hours.absent],
        "at_work": _at_work(at_work) if at_work else None,
    }


def _at_work(found: SharedMonth) -> Content:
    """Hours and codes that somebody has approved, and how many placements wait for it; the rows are named by key."""
    absent = found.sum.absence_minutes
    return {
        "months": list(found.keys),
        "waiting": found.waiting,
        "planned": found.sum.planned_minutes / 60,
        "attended": found.sum.attended_minutes / 60,
        "absent": [{"code": code, "hours": absent[code] / 60} for code in CODES if absent.get(code)],
    }


def approved_months_in(content: Content) -> list[int]:
    """The approved months that go away with what is shared."""
    return [key for month in content.get("hours", ()) if month.get("at_work") for key in month["at_work"]["months"]]


# Schedules, receipts and consents ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shared:
    """One time something was shared."""

    pk: int
    receiver: str
    shared_on: date
    shared_by: str
    parts: tuple[SharedPart, ...]
    received_on: date | None
    received_by: str


@dataclass(frozen=True)
class Received:
    """Something one has been sent, and whom it is about."""

    participant_id: int
    name: str
    shared: Shared


@dataclass(frozen=True)
class Schedule:
    """What one receiver gets, how often and on what ground."""

    pk: int
    receiver: str
    has_account: bool
    parts: tuple[SharedPart, ...]
    ground: SharingGround
    law: str
    consent_until: date | None
    ground_holds: bool
    every_months: int
    next_on: date | None
    is_due: bool
    ended_on: date | None
    ended_because: str
    latest: Shared | None


@dataclass(frozen=True)
class ConsentLine:
    """One secrecy consent, and whether it holds today."""

    pk: int
    receiver: str
    parts: tuple[SharedPart, ...]
    starts_on: date
    ends_on: date | None
    how: ConsentHow
    withdrawn_on: date | None
    holds: bool
    shared_times: int


@dataclass(frozen=True)
class DueSharing:
    """A fixed day that has come: somebody reads through and shares."""

    pk: int
    case_id: int
    participant_id: int
    name: str
    receiver: str
    next_on: date
    ground_holds: bool


def schedules_of(case: Case, *, today: date) -> list[Schedule]:
    """Those that run first, by their next day; then those that have ended. Two statements."""
    latest = {each.schedule_id: each for each in _rows(Sharing.objects.filter(schedule__case=case).order_by("pk"))}
    rows = case.sharing.select_related("consent").order_by(F("ended_on").desc(nulls_first=True), "next_on", "pk")
    return [_schedule(row, _shared(latest[row.pk]) if row.pk in latest else None, today) for row in rows]


def _schedule(row: SharingSchedule, latest: Shared | None, today: date) -> Schedule:
    return Schedule(
        pk=row.pk,
        receiver=row.receiver,
        has_account=row.receiver_user_id is not None,
        parts=parts_in_order(row.parts),
        ground=SharingGround(row.ground),
        law=row.law,
        consent_until=row.consent.ends_on if row.consent else None,
        ground_holds=row.consent is None or holds(row.consent, today),
        every_months=row.every_months,
        next_on=row.next_on,
        is_due=row.next_on is not None and row.next_on <= today,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        latest=latest,
    )


def shared_of(case: Case) -> list[Shared]:
    """Everything that has been shared, the latest first; it stays whatever happens to the ground. One statement."""
    return [_shared(row) for row in _rows(Sharing.objects.filter(schedule__case=case).order_by("-shared_on", "-pk"))]


def shared_with(actor: Actor) -> list[Received]:
    """What the actor has been sent, what waits for a receipt first. One statement."""
    rows = visible_to(actor, Sharing, Permission.SHARING_RECEIVE)
    rows = rows.order_by(F("received_on").asc(nulls_first=True), "-shared_on", "-pk")
    found = _rows(rows, "schedule__case__participant")
    people = [(row, row.schedule.case.participant) for row in found]
    return [Received(person.pk, person.name, _shared(row)) for row, person in people]


def waiting_receipts(actor: Actor) -> int:
    """How much the actor has been sent and not yet acknowledged."""
    return visible_to(actor, Sharing, Permission.SHARING_RECEIVE).filter(received_on__isnull=True).count()


def _rows(sharings: Any, *related: str) -> Any:
    return sharings.select_related("schedule", "shared_by", "received_by", *related).defer("content")


def _shared(row: Sharing) -> Shared:
    return Shared(
        pk=row.pk,
        receiver=row.schedule.receiver,
        shared_on=row.shared_on,
        shared_by=row.shared_by.name if row.shared_by else "",
        parts=parts_in_order(row.schedule.parts),
        received_on=row.received_on,
        received_by=row.received_by.name if row.received_by else "",
    )


def consents_of(participant: Participant, *, today: date) -> tuple[ConsentLine, ...]:
    """Every secrecy consent, the latest first. One statement."""
    rows = SecrecyConsent.objects.filter(participant=participant).order_by("-starts_on", "-pk")
    return tuple(
        ConsentLine(
            pk=row.pk,
            receiver=row.receiver,
            parts=parts_in_order(row.parts),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            how=ConsentHow(row.given_how),
            withdrawn_on=row.withdrawn_on,
            holds=holds(row, today),
            shared_times=row.times,
        )
        for row in rows.annotate(times=Count("schedules__sharings"))
    )


def holds(consent: SecrecyConsent, day: date) -> bool:
    """Whether the consent holds on a day."""
    return consent_holds(
        starts_on=consent.starts_on, ends_on=consent.ends_on, withdrawn_on=consent.withdrawn_on, day=day
    )


def parts_in_order(keys: list[str]) -> tuple[SharedPart, ...]:
    return tuple(part for part in SharedPart if part.value in keys)


def sharings_due(actor: Actor, day: date) -> list[DueSharing]:
    """The fixed days that have come, the oldest first. Nothing goes away until somebody has read it. One statement."""
    rows = visible_to(actor, SharingSchedule, Permission.SHARING_WRITE).filter(
        next_on__lte=day, ended_on__isnull=True, case__closed_on__isnull=True
    )
    return [
        DueSharing(
            pk=row.pk,
            case_id=row.case_id,
            participant_id=row.case.participant_id,
            name=row.case.participant.name,
            receiver=row.receiver,
            next_on=row.next_on or day,
            ground_holds=row.consent is None or holds(row.consent, day),
        )
        for row in rows.select_related("case__participant", "consent").order_by("next_on", "pk")
    ]


def last_shared_on(schedule: SharingSchedule) -> date | None:
    """The latest day something went away by this schedule."""
    day: date | None = schedule.sharings.aggregate(day=Max("shared_on"))["day"]
    return day
