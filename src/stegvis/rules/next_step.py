"""Next step (nästa steg): the one thing that a participant's page wants done, from where the person stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .exit import CONFIRM_AFTER_DAYS
from .ladder import LAST_STEP
from .meeting import FOLLOW_UP_DAYS, FollowUp
from .placement import PlacementStatus
from .plan import PlanAnswer
from .words import N_, Labelled, Reason

ENDS_SOON_DAYS = 30
ANSWER_WITHIN_DAYS = 14
REMIND_DAYS = 7
PREPARE_DAYS = 1


class NextAct(Labelled):
    """What the button of the next step does; the label is the button."""

    NOTHING = "nothing", N_("Inget")
    REFER = "refer", N_("Skriv en anvisning")
    DECIDE_REFERRAL = "decide_referral", N_("Ta ställning till anvisningen")
    ASSIGN_COORDINATOR = "assign_coordinator", N_("Välj koordinator")
    HOLD_MAPPING = "hold_mapping", N_("Gör kartläggningen")
    MAKE_PLAN = "make_plan", N_("Gör en plan")
    READ_ANSWER = "read_answer", N_("Läs svaret och ändra planen")
    PREPARE_MEETING = "prepare_meeting", N_("Inför mötet")
    HOLD_CONVERSATION = "hold_conversation", N_("Öppna samtalet")
    RECORD_ANSWER = "record_answer", N_("Skriv in svaret")
    SIGN_PLACEMENT = "sign_placement", N_("Skriv under överenskommelsen")
    START_PLACEMENT = "start_placement", N_("Starta placeringen")
    OPEN_PLACEMENT = "open_placement", N_("Öppna förslaget")
    SEE_PLACES = "see_places", N_("Se platser som passar")
    MOVE_UP = "move_up", N_("Flytta upp ett steg")
    EXIT = "exit", N_("Avsluta inskrivningen")
    CONFIRM_OUTCOME = "confirm_outcome", N_("Bekräfta utfallet")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a person stands: what the next step follows from."""

    given_name: str
    has_case: bool
    is_open: bool = False
    has_waiting_referral: bool = False
    has_coordinator: bool = False
    has_mapping: bool = False
    plan_made_on: date | None = None
    plan_answer: PlanAnswer = PlanAnswer.WAITING
    placement_ends_on: date | None = None
    waiting_place: str = ""
    waiting_status: PlacementStatus | None = None
    step: int = 1
    last_step: int = LAST_STEP
    step_is_reached: bool = False
    exited_on: date | None = None
    outcome_confirmed: bool = False
    follow_up: FollowUp | None = None
    meeting_on: date | None = None


@dataclass(frozen=True)
class NextStep:
    """The act, what it is about, and why."""

    act: NextAct
    heading: Reason
    why: Reason | None = None


def what_next(standing: Standing, *, today: date) -> NextStep:
    """The first thing in the chain that is missing or about to end; the order is that of the chain itself."""
    if not standing.is_open:
        return _after_or_before(standing, today=today)
    return (
        _beginning(standing)
        or _plan(standing)
        or _placement(standing, today=today)
        or _forward(standing)
        or _keeping_up(standing, today=today)
        or NextStep(NextAct.NOTHING, Reason("Inget behöver göras just nu."))
    )


def _after_or_before(standing: Standing, *, today: date) -> NextStep:
    name = standing.given_name
    if standing.has_waiting_referral:
        return NextStep(NextAct.DECIDE_REFERRAL, Reason("En anvisning väntar på svar.", name=name))
    if not standing.has_case:
        return NextStep(NextAct.REFER, Reason("{name} är registrerad men inte anvisad än.", name=name))
    if standing.exited_on is None or standing.outcome_confirmed:
        return NextStep(NextAct.NOTHING, Reason("Inskrivningen är avslutad."))
    from_on = standing.exited_on + timedelta(days=CONFIRM_AFTER_DAYS)
    if today < from_on:
        return NextStep(
            NextAct.NOTHING,
            Reason("Inskrivningen är avslutad."),
            Reason("Utfallet kan bekräftas från och med {day}.", day=from_on),
        )
    return NextStep(
        NextAct.CONFIRM_OUTCOME,
        Reason("Höll det? Avslutet är mer än en månad gammalt."),
        Reason("Fråga {name} hur det gick. Först då räknas utfallet som bekräftat.", name=name),
    )


def _beginning(standing: Standing) -> NextStep | None:
    name = standing.given_name
    if not standing.has_coordinator:
        return NextStep(
            NextAct.ASSIGN_COORDINATOR,
            Reason("{name} har ingen koordinator.", name=name),
            Reason("En öppen inskrivning ska alltid ha en."),
        )
    if not standing.has_mapping:
        return NextStep(
            NextAct.HOLD_MAPPING,
            Reason("Kartläggningen är inte gjord."),
            Reason("Den låser utgångsläget, så att framsteg går att mäta."),
        )
    return None


def _plan(standing: Standing) -> NextStep | None:
    name = standing.given_name
    if standing.plan_made_on is None:
        return NextStep(
            NextAct.MAKE_PLAN,
            Reason("{name} har ingen plan.", name=name),
            Reason("Skriv minst ett mål och en sak att göra, med vem och när."),
        )
    if standing.plan_answer is PlanAnswer.DISAGREED:
        return NextStep(
            NextAct.READ_ANSWER,
            Reason("{name} håller inte med om planen.", name=name),
            Reason("Läs vad som ska ändras och skriv en ny version tillsammans. Inget stoppas under tiden."),
        )
    return None


WAITS: dict[PlacementStatus, tuple[NextAct, str]] = {
    PlacementStatus.SIGNED: (NextAct.START_PLACEMENT, N_("{name} och {place} har skrivit under.")),
    PlacementStatus.AGREED: (NextAct.SIGN_PLACEMENT, N_("{name} och {place} har tackat ja.")),
    PlacementStatus.VISIT: (NextAct.OPEN_PLACEMENT, N_("{name} och {place} träffas först.")),
    PlacementStatus.HOST_ASKED: (NextAct.OPEN_PLACEMENT, N_("{place} har inte svarat än.")),
    PlacementStatus.PARTICIPANT_ASKED: (NextAct.OPEN_PLACEMENT, N_("{name} har inte svarat om {place} än.")),
}
"""What a placement that waits wants done, in the order of its way."""


def _placement(standing: Standing, *, today: date) -> NextStep | None:
    if standing.waiting_status is not None and standing.waiting_status in WAITS:
        act, words = WAITS[standing.waiting_status]
        return NextStep(act, Reason(words, name=standing.given_name, place=standing.waiting_place))
    ends_on = standing.placement_ends_on
    if ends_on is not None and ends_on < today:
        return NextStep(
            NextAct.OPEN_PLACEMENT, Reason("Placeringen skulle ha slutat {day} och är inte avslutad.", day=ends_on)
        )
    if ends_on is not None and ends_on <= today + timedelta(days=ENDS_SOON_DAYS):
        return NextStep(
            NextAct.SEE_PLACES,
            Reason("Placeringen slutar {day}. Inget är planerat efteråt.", day=ends_on),
            Reason("Se vilka platser som passar, så att det inte blir en lucka."),
        )
    return None


def _forward(standing: Standing) -> NextStep | None:
    name = standing.given_name
    if standing.step_is_reached and standing.step < standing.last_step:
        return NextStep(
            NextAct.MOVE_UP,
            Reason("Alla punkter på steg {step} är klara.", step=standing.step),
            Reason("{name} kan flytta upp ett steg.", name=name),
        )
    if standing.step_is_reached:
        return NextStep(
            NextAct.EXIT,
            Reason("Alla punkter på det sista steget är klara."),
            Reason("Prata med {name} om arbete eller studier, och avsluta när det är klart.", name=name),
        )
    if standing.placement_ends_on is None:
        return NextStep(
            NextAct.SEE_PLACES,
            Reason("{name} har ingen arbetsplats.", name=name),
            Reason("Platserna är ordnade efter hur väl de passar planen och schemat."),
        )
    return None


def _keeping_up(standing: Standing, *, today: date) -> NextStep | None:
    """The one clock, and an answer that has not come."""
    if standing.meeting_on is not None and standing.meeting_on <= today + timedelta(days=PREPARE_DAYS):
        return NextStep(
            NextAct.PREPARE_MEETING,
            Reason("Ni ses {day}.", day=standing.meeting_on),
            Reason("Ett blad med det som är nytt sedan sist."),
        )
    clock = standing.follow_up
    if clock is not None and clock.due_on <= today + timedelta(days=REMIND_DAYS) and standing.meeting_on is None:
        return NextStep(
            NextAct.HOLD_CONVERSATION,
            clock.why,
            Reason("Plan, skattning och punkter förnyas i samtalet, högst {days} dagar isär.", days=FOLLOW_UP_DAYS),
        )
    made_on = standing.plan_made_on
    if (
        made_on is not None
        and standing.plan_answer is PlanAnswer.WAITING
        and today - made_on > timedelta(days=ANSWER_WITHIN_DAYS)
    ):
        return NextStep(
            NextAct.RECORD_ANSWER,
            Reason("{name} har inte svarat om planen än.", name=standing.given_name),
            Reason("Fråga om planen stämmer. Det går att säga nej."),
        )
    return None
