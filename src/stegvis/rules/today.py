"""Today (Idag): what needs somebody, why, by which rule, and how soon. Pure: what is known of a case in, lines out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .activity import GAP_DAYS
from .exit import CONFIRM_AFTER_DAYS, NationalOutcome, Outcome
from .placement import PlacementStatus
from .plan import FRESH_DAYS, PlanAnswer
from .words import N_, Labelled, Reason

MAPPING_DAYS = 14
PLAN_DAYS = 14
OBJECTION_DAYS = 14
PLAN_ANSWER_DAYS = 14
PARTICIPANT_ANSWER_DAYS = 7
HOST_ANSWER_DAYS = 10
PLACEMENT_ENDS_DAYS = 30
AGREEMENT_ENDS_DAYS = 30
SAME_STEP_DAYS = 183
REFERRAL_DAYS = 5


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
    PLACEMENT_ENDS = "placement_ends", N_("Se platser")
    MAPPING_MISSING = "mapping_missing", N_("Gör kartläggningen")
    PLAN_MISSING = "plan_missing", N_("Gör planen")
    NO_ACTIVITY = "no_activity", N_("Föreslå insats")
    PLAN_STALE = "plan_stale", N_("Förnya planen")
    PLAN_UNANSWERED = "plan_unanswered", N_("Skriv in svaret")
    ACTION_LATE = "action_late", N_("Se planen")
    PARTICIPANT_UNANSWERED = "participant_unanswered", N_("Skriv in svaret")
    HOST_UNANSWERED = "host_unanswered", N_("Fråga värden igen")
    AGREEMENT_ENDS = "agreement_ends", N_("Se arbetsplatsen")
    SAME_STEP = "same_step", N_("Se trappan")
    CONFIRM_OUTCOME = "confirm_outcome", N_("Bekräfta utfallet")
    HOST_ASKED = "host_asked", N_("Svara")
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


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """One case, as the rules of the day see it. Dates that never happened are None."""

    case_id: int
    first_name: str
    opened_on: date
    step: int
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


def lines_of(case: CaseFacts, *, today: date) -> list[WorkLine]:
    """Every line that a case gives, most urgent first. A closed case only waits for its outcome."""
    if case.exited_on is not None:
        return _outcome_to_confirm(case, today)
    found = [
        *_without_coordinator(case, today),
        *_about_the_start(case, today),
        *_about_the_plan(case, today),
        *_about_the_week(case, today),
        *_about_the_ladder(case, today),
    ]
    for placement in case.placements:
        found += _about_a_placement(case, placement, today)
    return in_order(found, today=today)


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


def _in_days(due_on: date, today: date) -> Reason:
    days = (due_on - today).days
    if days in (0, 1):
        return Reason("senast")
    if days == -1:
        return Reason("skulle varit klart i går")
    if days < 0:
        return Reason("{days} dagar sen", days=-days)
    return Reason("om {days} dagar", days=days)


def _line(  # noqa: PLR0917 (short sentences at the call, all of different types)
    case: CaseFacts, rule: WorkRule, due_on: date, today: date, why: Reason, because: Reason, /
) -> WorkLine:
    return WorkLine(
        rule=rule,
        case_id=case.case_id,
        subject_id=case.case_id,
        due_on=due_on,
        when=said_when(due_on, today),
        when_note=_in_days(due_on, today),
        why=why,
        because=because,
    )


def _without_coordinator(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.has_coordinator:
        return []
    why = Reason("{name} har ingen koordinator.", name=case.first_name)
    because = Reason("En öppen inskrivning ska alltid ha en koordinator.")
    return [_line(case, WorkRule.NO_COORDINATOR, today, today, why, because)]


def _about_the_start(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.mapped_on is None:
        due = case.opened_on + timedelta(days=MAPPING_DAYS)
        why = Reason("{name} skrevs in {day} och är inte kartlagd än.", name=case.first_name, day=case.opened_on)
        because = Reason("Kartläggningen görs inom {days} dagar.", days=MAPPING_DAYS)
        return [_line(case, WorkRule.MAPPING_MISSING, due, today, why, because)]
    if case.plan_made_on is None:
        due = case.mapped_on + timedelta(days=PLAN_DAYS)
        why = Reason("{name} är kartlagd men har ingen plan än.", name=case.first_name)
        because = Reason("Planen görs inom {days} dagar från kartläggningen.", days=PLAN_DAYS)
        return [_line(case, WorkRule.PLAN_MISSING, due, today, why, because)]
    return []


def _about_the_plan(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.plan_made_on is None:
        return []
    if case.plan_answer is PlanAnswer.DISAGREED and case.plan_answered_on is not None:
        due = case.plan_answered_on + timedelta(days=OBJECTION_DAYS)
        why = Reason("{name} håller inte med om planen: ”{comment}”", name=case.first_name, comment=case.plan_comment)
        because = Reason("En invändning får svar inom {days} dagar.", days=OBJECTION_DAYS)
        return [_line(case, WorkRule.OBJECTION, due, today, why, because)]
    age = (today - case.plan_made_on).days
    if age > FRESH_DAYS:
        due = case.plan_made_on + timedelta(days=FRESH_DAYS)
        why = Reason("Planen är {days} dagar gammal.", days=age)
        because = Reason("Planen ska vara högst {days} dagar.", days=FRESH_DAYS)
        return [_line(case, WorkRule.PLAN_STALE, due, today, why, because)]
    return [*_plan_unanswered(case, today, age), *_action_late(case, today)]


def _plan_unanswered(case: CaseFacts, today: date, age: int) -> list[WorkLine]:
    if case.plan_answer is not PlanAnswer.WAITING or age < PLAN_ANSWER_DAYS or case.plan_made_on is None:
        return []
    due = case.plan_made_on + timedelta(days=PLAN_ANSWER_DAYS)
    why = Reason("{name} har inte svarat på planen från {day}.", name=case.first_name, day=case.plan_made_on)
    because = Reason("Vi frågar efter {days} dagar. Planen gäller under tiden.", days=PLAN_ANSWER_DAYS)
    return [_line(case, WorkRule.PLAN_UNANSWERED, due, today, why, because)]


def _action_late(case: CaseFacts, today: date) -> list[WorkLine]:
    if case.late_action is None:
        return []
    text, due = case.late_action
    why = Reason("”{text}” står på dig i planen.", text=text)
    return [_line(case, WorkRule.ACTION_LATE, due, today, why, Reason("Det skulle vara klart {day}.", day=due))]


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
    return [_line(case, WorkRule.NO_ACTIVITY, since + timedelta(days=GAP_DAYS), today, why, because)]


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


def _about_a_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> list[WorkLine]:
    found: WorkLine | None = None
    match placement.status:
        case PlacementStatus.ACTIVE:
            found = _active_placement(case, placement, today)
        case PlacementStatus.AGREED:
            found = _agreed_placement(case, placement, today)
        case PlacementStatus.PARTICIPANT_ASKED:
            found = _unanswered(case, placement, today, PARTICIPANT_ANSWER_DAYS, WorkRule.PARTICIPANT_UNANSWERED)
        case PlacementStatus.HOST_ASKED:
            found = _unanswered(case, placement, today, HOST_ANSWER_DAYS, WorkRule.HOST_UNANSWERED)
    return [found] if found else []


def _at(placement: PlacementFacts, line: WorkLine) -> WorkLine:
    return WorkLine(**{**vars(line), "subject_id": placement.placement_id})


def _active_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> WorkLine | None:
    if placement.ends_on < today:
        why = Reason(
            "Placeringen på {place} skulle ha slutat {day}.", place=placement.place_name, day=placement.ends_on
        )
        because = Reason("En placering avslutas eller förlängs, den löper aldrig vidare av sig själv.")
        return _at(placement, _line(case, WorkRule.PLACEMENT_OVERDUE, placement.ends_on, today, why, because))
    has_next = any(other.placement_id != placement.placement_id for other in case.placements)
    if (placement.ends_on - today).days <= PLACEMENT_ENDS_DAYS and not has_next:
        why = Reason("Placeringen på {place} slutar och inget är planerat efteråt.", place=placement.place_name)
        because = Reason("En placering är längst 12 månader, 18 om studier följer.")
        return _at(placement, _line(case, WorkRule.PLACEMENT_ENDS, placement.ends_on, today, why, because))
    ends_on = placement.agreement_ends_on
    if ends_on is not None and ends_on < placement.ends_on and (ends_on - today).days <= AGREEMENT_ENDS_DAYS:
        why = Reason("Avtalet med {place} går ut före placeringen.", place=placement.place_name)
        because = Reason("Placeringen kan inte fortsätta utan avtal.")
        return _at(placement, _line(case, WorkRule.AGREEMENT_ENDS, ends_on, today, why, because))
    return None


def _agreed_placement(case: CaseFacts, placement: PlacementFacts, today: date) -> WorkLine | None:
    if (placement.starts_on - today).days > GAP_DAYS:
        return None
    why = Reason("{name} och {place} har båda tackat ja.", name=case.first_name, place=placement.place_name)
    because = Reason("Platsen är inte tagen förrän placeringen är startad.")
    return _at(placement, _line(case, WorkRule.READY_TO_START, placement.starts_on, today, why, because))


def _unanswered(case: CaseFacts, placement: PlacementFacts, today: date, days: int, rule: WorkRule) -> WorkLine | None:
    due = placement.asked_on + timedelta(days=days)
    if due > today:
        return None
    who = case.first_name if rule is WorkRule.PARTICIPANT_UNANSWERED else placement.place_name
    why = Reason("{who} har inte svarat på förslaget från {day}.", who=who, day=placement.asked_on)
    because = Reason("Ett förslag får svar inom {days} dagar.", days=days)
    return _at(placement, _line(case, rule, due, today, why, because))


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
    return [_line(case, WorkRule.CONFIRM_OUTCOME, due, today, why, because)]


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
    return WorkLine(
        rule=WorkRule.REFERRAL_WAITING,
        case_id=0,
        subject_id=referral_id,
        due_on=due,
        when=said_when(due, today),
        when_note=_in_days(due, today),
        why=why,
        because=Reason("En anvisning får svar inom {days} dagar.", days=REFERRAL_DAYS),
    )


def host_question_line(
    *, placement_id: int, case_id: int, name: str, place_name: str, asked_on: date, today: date
) -> WorkLine:
    """Somebody would like to come, has said yes, and waits for the host."""
    due = asked_on + timedelta(days=HOST_ANSWER_DAYS)
    return WorkLine(
        rule=WorkRule.HOST_ASKED,
        case_id=case_id,
        subject_id=placement_id,
        due_on=due,
        when=said_when(due, today),
        when_note=_in_days(due, today),
        why=Reason("{name} vill gärna komma till {place} och väntar på svar.", name=name, place=place_name),
        because=Reason("Ett förslag får svar inom {days} dagar.", days=HOST_ANSWER_DAYS),
    )
