"""Place, match, placement and exit: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from stegvis.actions import (
    exit,
    match,
    place,
    placement,
)
from stegvis.models import Exit
from stegvis.queries.match import Ask
from stegvis.rules.exit import Outcome
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import Answer, EndReason, PlacementStatus
from tests import factories as make

from .declared import BY, Act, leaves


def profile(name: str) -> place.Profile:
    return place.Profile(name=name, field="kitchen", forms=["work_experience"])


@leaves("place.profile.save_place", Kind.PLACE_SAVED)
def _() -> Act:
    host = make.unit("Drivhuset")
    return lambda: place.save_place(
        place=None, host=host, profile=profile("Köket"), opened_on=make.today(), seats=2, by=BY
    )


@leaves("place.seats.change_capacity", Kind.CAPACITY_CHANGED)
def _() -> Act:
    one = make.place()
    return lambda: place.change_capacity(one, seats=4, from_on=make.today(), by=BY)


@leaves("place.way.close_place", Kind.PLACE_CLOSED)
def _() -> Act:
    one = make.place()
    return lambda: place.close_place(one, closed_on=make.today(), by=BY)


@leaves("match.propose_from_match", Kind.PLACEMENT_PROPOSED)
def _() -> Act:
    case, one = make.case(), make.place(field="kitchen")
    make.mapping(case, wishes=["kitchen"])
    ask = Ask(starts_on=make.today(), ends_on=make.today() + timedelta(weeks=12), hours_per_week=20)
    return lambda: match.propose_from_match(case, place=one, ask=ask, form=PlacementForm.WORK_EXPERIENCE, by=BY)


@leaves("placement.propose_placement", Kind.PLACEMENT_PROPOSED)
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


@leaves("placement.answer_for_participant", Kind.PARTICIPANT_SAID_YES)
def _() -> Act:
    asked = make.placement(make.case(), make.place(), PlacementStatus.PARTICIPANT_ASKED)
    return lambda: placement.answer_for_participant(asked, answer=Answer.YES, by=BY)


@leaves("placement.answer_for_host", Kind.HOST_SAID_YES)
def _() -> Act:
    asked = make.placement(make.case(), make.place(), PlacementStatus.HOST_ASKED)
    return lambda: placement.answer_for_host(asked, answer=Answer.YES, answered_by="Åse Lindgren", by=BY)


@leaves("placement.start_placement", Kind.PLACEMENT_STARTED)
def _() -> Act:
    agreed = make.placement(make.case(), make.place(), PlacementStatus.AGREED, starts_on=make.today())
    return lambda: placement.start_placement(agreed, by=BY)


@leaves("placement.end_placement", Kind.PLACEMENT_ENDED)
def _() -> Act:
    running = make.placement(make.case(), make.place())
    return lambda: placement.end_placement(running, ended_on=make.today(), because=EndReason.WORK, by=BY)


@leaves("placement.give_up_placement", Kind.PLACEMENT_GIVEN_UP)
def _() -> Act:
    asked = make.placement(make.case(), make.place(), PlacementStatus.HOST_ASKED)
    return lambda: placement.give_up_placement(asked, reason="Ville inte", by=BY)


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
