"""Lines (rader): one thing to do, when it is due and how that is said; and what is known of a case beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..exit import Outcome
from ..placement import PlacementStatus
from ..plan import PlanAnswer
from ..words import N_, Labelled, Reason


class Band(Labelled):
    """How soon. The heading over the lines."""

    BEFORE_WEEKEND = "before_weekend", N_("Före helgen")
    NEXT_WEEK = "next_week", N_("Nästa vecka")
    CAN_WAIT = "can_wait", N_("Kan vänta")


class WorkRule(Labelled):
    """Which rule put the line there; the label is the act that answers it."""

    OBJECTION = "objection", N_("Läs och svara")
    PLACEMENT_OVERDUE = "placement_overdue", N_("Avsluta placeringen")
    READY_TO_START = "ready_to_start", N_("Starta placeringen")
    READY_TO_SIGN = "ready_to_sign", N_("Skriv under")
    PLACEMENT_ENDS = "placement_ends", N_("Förläng eller avsluta")
    MAPPING_MISSING = "mapping_missing", N_("Gör kartläggningen")
    PLAN_MISSING = "plan_missing", N_("Gör planen")
    NO_ACTIVITY = "no_activity", N_("Föreslå insats")
    PLAN_UNANSWERED = "plan_unanswered", N_("Skriv in svaret")
    MEETING_SOON = "meeting_soon", N_("Inför mötet")
    MEETING_UNSETTLED = "meeting_unsettled", N_("Skriv hur det gick")
    FOLLOW_UP = "follow_up", N_("Öppna samtalet")
    ABSENT_LONG = "absent_long", N_("Se veckan")
    ACTION_LATE = "action_late", N_("Se planen")
    PARTICIPANT_UNANSWERED = "participant_unanswered", N_("Skriv in svaret")
    HOST_UNANSWERED = "host_unanswered", N_("Fråga värden igen")
    RESERVATION_EXPIRED = "reservation_expired", N_("Se förslaget")
    EVALUATION_MISSING = "evaluation_missing", N_("Skriv hur det gick")
    EMPLOYMENT_ENDS = "employment_ends", N_("Se anställningen")
    ORDER_ANSWERED = "order_answered", N_("Läs svaret")
    ORDER_LATE = "order_late", N_("Se beställningen")
    ORDER_WAITING = "order_waiting", N_("Hitta en plats")
    EMPLOYER_STEP = "employer_step", N_("Se arbetsgivaren")
    AGREEMENT_ENDS = "agreement_ends", N_("Se arbetsplatsen")
    AGREEMENT_RENEW = "agreement_renew", N_("Se avtalet")
    OUTGROWN = "outgrown", N_("Hitta nästa plats")
    OUTGROWN_HERE = "outgrown_here", N_("Se placeringen")
    OUTGROWN_PLACE = "outgrown_place", N_("Se arbetsplatsen")
    SAME_STEP = "same_step", N_("Se trappan")
    CONFIRM_OUTCOME = "confirm_outcome", N_("Bekräfta utfallet")
    HOST_ASKED = "host_asked", N_("Svara")
    SHARING_DUE = "sharing_due", N_("Granska och dela")
    TRANSFER_WAITING = "transfer_waiting", N_("Ta emot")
    REQUEST_WAITING = "request_waiting", N_("Svara på begäran")
    PLACE_PHONE = "place_phone", N_("Ring värden")
    PLACE_CHANGED = "place_changed", N_("Ändra profilen")
    PLACE_APPROVE = "place_approve", N_("Ta ställning")
    PLACE_UNION = "place_union", N_("Notera dialogen")
    PLACE_OPEN = "place_open", N_("Öppna arbetsplatsen")
    PLACE_PROFILE = "place_profile", N_("Gör platsprofilen")
    INCIDENT_WAITING = "incident_waiting", N_("Hantera")
    INTRODUCTION_LATE = "introduction_late", N_("Gå igenom punkterna")
    MONTH_WAITING = "month_waiting", N_("Godkänn månaden")
    REFERRAL_WAITING = "referral_waiting", N_("Ta ställning")
    NO_COORDINATOR = "no_coordinator", N_("Ge en koordinator")


@dataclass(frozen=True, kw_only=True)
class PlacementFacts:
    """One placement that is not over, as the rules of the day see it."""

    placement_id: int
    place_id: int
    place_name: str
    status: PlacementStatus
    starts_on: date
    ends_on: date
    asked_on: date
    agreement_ends_on: date | None = None
    independence_to: int | None = None


@dataclass(frozen=True)
class MeetingFacts:
    """One booked meeting: its key, the day and the time of day as it is said ("10.00")."""

    meeting_id: int
    day: date
    clock: str


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """One case, as the rules of the day see it. Dates that never happened are None."""

    case_id: int
    first_name: str
    opened_on: date
    step: int
    level: int | None = None
    mapped_on: date | None = None
    plan_made_on: date | None = None
    plan_answer: PlanAnswer | None = None
    plan_answered_on: date | None = None
    plan_comment: str = ""
    late_action: tuple[str, date] | None = None
    runs_now: bool = False
    last_ran_on: date | None = None
    on_step_since: date | None = None
    placements: tuple[PlacementFacts, ...] = ()
    has_coordinator: bool = True
    conversation_on: date | None = None
    rated_on: date | None = None
    meeting: MeetingFacts | None = None
    unsettled: MeetingFacts | None = None
    absent_since: date | None = None
    exited_on: date | None = None
    outcome: Outcome | None = None
    confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One thing to do: about which record, when it is due, how it is said, and the rule behind it."""

    rule: WorkRule
    case_id: int
    subject_id: int
    due_on: date
    when: Reason | None
    when_note: Reason
    why: Reason
    because: Reason
    can_wait: bool = False

    def band(self, today: date) -> Band:
        """Before the weekend until Friday (in a weekend: until the next Friday), then the week after, then the rest."""
        if self.can_wait:
            return Band.CAN_WAIT
        friday = today + timedelta(days=(4 - today.weekday()) % 7)
        if self.due_on <= friday:
            return Band.BEFORE_WEEKEND
        return Band.NEXT_WEEK if self.due_on <= friday + timedelta(days=7) else Band.CAN_WAIT


def in_order(lines: Iterable[WorkLine], *, today: date) -> list[WorkLine]:
    """By when it must be done, then by what follows if it waits (the order of the rules)."""
    bands, rules = list(Band), list(WorkRule)
    return sorted(
        lines,
        key=lambda line: (bands.index(line.band(today)), line.due_on, rules.index(line.rule), line.subject_id),
    )


WEEKDAYS = (
    N_("På måndag"),
    N_("På tisdag"),
    N_("På onsdag"),
    N_("På torsdag"),
    N_("På fredag"),
    N_("På lördag"),
    N_("På söndag"),
)


def said_when(due_on: date, today: date) -> Reason | None:
    """The day as one says it, from today and a week on; None when only the date says it."""
    days = (due_on - today).days
    if days in (0, 1):
        return Reason("I dag") if days == 0 else Reason("I morgon")
    return Reason(WEEKDAYS[due_on.weekday()]) if 1 < days < 7 else None


def in_days(due_on: date, today: date) -> Reason:
    days = (due_on - today).days
    if days in (0, 1):
        return Reason("senast")
    if days == -1:
        return Reason("skulle varit klart i går")
    if days < 0:
        return Reason("{days} dagar sen", days=-days)
    return Reason("om {days} dagar", days=days)


def due_line(
    rule: WorkRule, subject_id: int, due_on: date, today: date, /, *, why: Reason, because: Reason, case_id: int = 0
) -> WorkLine:
    """About any record that is due on a day; `case_id` where somebody's enrolment is meant."""
    return WorkLine(
        rule=rule,
        case_id=case_id,
        subject_id=subject_id,
        due_on=due_on,
        when=said_when(due_on, today),
        when_note=in_days(due_on, today),
        why=why,
        because=because,
    )


def about(  # noqa: PLR0917 (short sentences at the call, all of different types)
    case: CaseFacts, rule: WorkRule, due_on: date, today: date, why: Reason, because: Reason, /
) -> WorkLine:
    return due_line(rule, case.case_id, due_on, today, why=why, because=because, case_id=case.case_id)
