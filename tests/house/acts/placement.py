"""Match, placement and exit: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from stegvis.actions import (
    exit,
    match,
    placement,
)
from stegvis.models import Exit, Placement
from stegvis.queries.match import Ask
from stegvis.rules.exit import Outcome
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import (
    Answer,
    ApprovedHow,
    EndReason,
    NotRealisedReason,
    PlacementStatus,
    VisitKind,
    Voice,
)
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("match.propose_from_match", Kind.PLACEMENT_PROPOSED)
def _() -> Act:
    case, one = make.case(), make.place(field="kitchen")
    make.mapping(case, wishes=["kitchen"])
    ask = Ask(starts_on=make.today(), ends_on=make.today() + timedelta(weeks=12), hours_per_week=20)
    return lambda: match.propose_from_match(case, place=one, ask=ask, form=PlacementForm.WORK_EXPERIENCE, by=BY)


@leaves("placement.asking.propose_placement", Kind.PLACEMENT_PROPOSED)
def _() -> Act:
    case, one = make.case(), make.place()
    start = make.today()
    return lambda: placement.propose_placement(
        case,
        place=one,
        form=PlacementForm.WORK_EXPERIENCE,
        starts_on=start,
        ends_on=start + timedelta(weeks=12),
        hours_per_week=Decimal(20),
        by=BY,
    )


def stands(status: PlacementStatus, **values: Any) -> Placement:
    return make.placement(make.case(), make.place(), status, starts_on=make.today(), **values)


@leaves("placement.asking.change_presentation", Kind.PLACEMENT_CHANGED)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    return lambda: placement.change_presentation(asked, text="Gillar barn.", by=BY)


@leaves("placement.asking.approve_presentation", Kind.PRESENTATION_APPROVED)
def _() -> Act:
    asked = stands(PlacementStatus.PARTICIPANT_ASKED)
    return lambda: placement.approve_presentation(asked, text="Gillar barn.", how=ApprovedHow.PAPER, by=BY)


@leaves("placement.asking.answer_for_participant", Kind.PARTICIPANT_SAID_YES, Kind.PRESENTATION_APPROVED)
def _() -> Act:
    asked = stands(PlacementStatus.PARTICIPANT_ASKED)
    return lambda: placement.answer_for_participant(asked, answer=Answer.YES, approved=ApprovedHow.TOGETHER, by=BY)


@leaves("placement.asking.remind", Kind.PLACEMENT_REMINDED)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    return lambda: placement.remind(asked, by=BY)


@leaves("placement.asking.give_up_placement", Kind.PLACEMENT_GIVEN_UP)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    return lambda: placement.give_up_placement(asked, because=NotRealisedReason.HEALTH, by=BY)


@leaves("placement.asking.call_off_all", Kind.PLACEMENT_GIVEN_UP)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    return lambda: placement.call_off_all(asked.case, day=make.today(), by=BY)


@leaves("placement.asking.expire_reservations", Kind.RESERVATION_EXPIRED)
def _() -> Act:
    stands(PlacementStatus.HOST_ASKED, reserved_until=make.today() - timedelta(days=1))
    return lambda: placement.expire_reservations(by=BY)


@leaves("placement.hosts.plan_visit", Kind.VISIT_PLANNED)
def _() -> Act:
    later = make.today() + timedelta(days=7)
    asked = make.placement(
        make.case(), make.place(), PlacementStatus.HOST_ASKED, starts_on=later, proposed_on=make.today()
    )
    return lambda: placement.plan_visit(asked, kind=VisitKind.VISIT, visit_on=make.today(), by=BY)


@leaves("placement.hosts.answer_for_host", Kind.HOST_SAID_YES)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    return lambda: placement.answer_for_host(asked, answer=Answer.YES, answered_by="Åse Lindgren", by=BY)


@leaves("placement.hosts.make_host_link", Kind.HOST_LINK_MADE)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    return lambda: placement.make_host_link(asked, by=BY)


@leaves("placement.hosts.revoke_host_link", Kind.HOST_LINK_REVOKED)
def _() -> Act:
    asked = stands(PlacementStatus.HOST_ASKED)
    placement.make_host_link(asked, by=BY)
    return lambda: placement.revoke_host_link(asked, by=BY)


@leaves("placement.running.sign_placement", Kind.PLACEMENT_SIGNED)
def _() -> Act:
    agreed = stands(PlacementStatus.AGREED)
    return lambda: placement.sign_placement(agreed, signed_on=make.today(), signed_for_host_by="Åse Lindgren", by=BY)


@leaves("placement.running.start_placement", Kind.PLACEMENT_STARTED)
def _() -> Act:
    signed = stands(PlacementStatus.SIGNED)
    return lambda: placement.start_placement(signed, by=BY)


@leaves("placement.running.change_tasks", Kind.PLACEMENT_CHANGED)
def _() -> Act:
    running = stands(PlacementStatus.ACTIVE)
    return lambda: placement.change_tasks(running, tasks="Fylla på hyllor", by=BY)


@leaves("placement.running.end_placement", Kind.PLACEMENT_ENDED)
def _() -> Act:
    running = stands(PlacementStatus.ACTIVE)
    return lambda: placement.end_placement(running, ended_on=make.today(), because=EndReason.WORK, by=BY)


@leaves("placement.longer.extend_placement", Kind.PLACEMENT_EXTENDED)
def _() -> Act:
    running = stands(PlacementStatus.ACTIVE)
    to = running.ends_on + timedelta(days=7)
    return lambda: placement.extend_placement(running, to=to, reason="Går bra", by=BY)


@leaves("placement.longer.renew_placement", Kind.PLACEMENT_RENEWED)
def _() -> Act:
    running = stands(PlacementStatus.ACTIVE)
    first = running.ends_on + timedelta(days=1)
    return lambda: placement.renew_placement(
        running,
        starts_on=first,
        ends_on=first + timedelta(days=30),
        hours_per_week=Decimal(20),
        reason="Vill fortsätta",
        by=BY,
    )


@leaves("placement.evaluating.evaluate_placement", Kind.PLACEMENT_EVALUATED)
def _() -> Act:
    ended = stands(PlacementStatus.ENDED)
    return lambda: placement.evaluate_placement(ended, voice=Voice.HOST, went_well="Allt", could_be_better="", by=BY)


@leaves("placement.evaluating.disagree_with_evaluation", Kind.PLACEMENT_EVALUATED)
def _() -> Act:
    ended = stands(PlacementStatus.ENDED)
    said = placement.evaluate_placement(ended, voice=Voice.HOST, went_well="Allt", could_be_better="", by=BY)
    return lambda: placement.disagree_with_evaluation(said, voice=Voice.PARTICIPANT, words="Inte allt", by=BY)


@leaves("exit.close_case", Kind.EXITED, Kind.ACTIVITY_ENDED, Kind.PLACEMENT_GIVEN_UP)
def _() -> Act:
    case = make.case()
    make.activity(case, ends_on=None)
    make.placement(case, make.place(), PlacementStatus.AGREED)
    return lambda: exit.close_case(case, exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=BY)


@leaves("exit.confirm_outcome", Kind.OUTCOME_CONFIRMED)
def _() -> Act:
    day = make.today() - timedelta(days=40)
    ending = Exit.objects.create(case=make.case(closed_on=day), exited_on=day, outcome=Outcome.MOVED)
    return lambda: exit.confirm_outcome(ending, held=True, by=BY)
