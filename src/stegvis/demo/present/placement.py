"""Placements of the present (placeringar): somebody at each part of the way, one reservation about to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ...actions import placement as actions
from ...models import Case, Place, Placement
from ...queries.agreement import agreement_for
from ...queries.placement import free_seat
from ...queries.supervisor import supervisor_for
from ...rules.place import ExtractLaw, PlacementForm, PlaceStatus
from ...rules.placement import Answer, ApprovedHow, PlacementStatus, VisitKind, Voice
from .around import Present

NEEDED, LOOKED_THROUGH = 6, 60
FORMS = (PlacementForm.WORK_EXPERIENCE, PlacementForm.WORK_TRAINING, PlacementForm.WORKLIKE)
PRESENTATION = "Van vid att arbeta tillsammans med andra. Vill lära sig mer svenska på jobbet och kommer i tid."


def tell(present: Present) -> None:
    """Six proposals, each a part further than the one before; and how one that has ended went."""
    starts_on = present.today + timedelta(days=15 - present.today.isoweekday())
    cases = [case for case in present.cases[8:] if not case.placements.waiting().exists()][:NEEDED]
    for number, (case, (place, form)) in enumerate(zip(cases, _places(starts_on), strict=False)):
        _go_on(_propose(case, place, form, starts_on, present), steps=number, present=present)
    _how_it_went(present)


def _last(starts_on: date) -> date:
    return starts_on + timedelta(weeks=12, days=-3)


def _places(starts_on: date) -> Iterator[tuple[Place, PlacementForm]]:
    """Open places where somebody could start: seat, agreement and supervisor have room."""
    last = _last(starts_on)
    places = Place.objects.filter(status=PlaceStatus.OPEN, extract_law=ExtractLaw.NONE).select_related("agreement")
    for place in places.order_by("pk")[:LOOKED_THROUGH]:
        form = next((form for form in FORMS if form in place.forms), None)
        if form is None or free_seat(place, starts_on=starts_on, ends_on=last) is None:
            continue
        _agreement, not_covered = agreement_for(place, form=form, starts_on=starts_on, ends_on=last)
        _supervisor, not_supervised = supervisor_for(
            place, hours=place.supervision_hours, starts_on=starts_on, ends_on=last
        )
        if not_covered or not_supervised:
            continue
        yield place, form


def _propose(case: Case, place: Place, form: PlacementForm, starts_on: date, present: Present) -> Placement:
    return actions.propose_placement(
        case,
        place=place,
        form=form,
        starts_on=starts_on,
        ends_on=_last(starts_on),
        hours_per_week=Decimal(20),
        presentation=PRESENTATION,
        chosen_because="Deltagaren vill det",
        by=present.coordinator,
    )


def _go_on(placement: Placement, *, steps: int, present: Present) -> None:
    """Asked; yes without the text approved; the host asked, soon too late; a visit; both yes; signed."""
    by = present.coordinator
    if steps == 1:
        actions.answer_for_participant(placement, answer=Answer.YES, by=by)
    if steps < 2:
        return
    actions.answer_for_participant(placement, answer=Answer.YES, approved=ApprovedHow.TOGETHER, by=by)
    if steps == 2:
        actions.make_host_link(placement, by=by)
        actions.remind(placement, by=by)
        _some_days_ago(placement, present)
    elif steps == 3:
        visit_on = placement.starts_on - timedelta(days=3)
        actions.plan_visit(placement, kind=VisitKind.VISIT, visit_on=visit_on, by=by)
    else:
        actions.answer_for_host(placement, answer=Answer.YES, answered_by="Lena på arbetsplatsen", by=by)
    if steps > 4:
        actions.sign_placement(placement, signed_on=present.today, signed_for_host_by="Lena på arbetsplatsen", by=by)


def _some_days_ago(placement: Placement, present: Present) -> None:
    """As if the question and the reminder had been long ago: the seat is kept until tomorrow."""
    asked_on = present.ago(12)
    Placement.objects.filter(pk=placement.pk).update(
        proposed_on=asked_on,
        participant_answered_on=asked_on,
        presentation_approved_on=asked_on,
        reserved_until=present.today + timedelta(days=1),
    )


def _how_it_went(present: Present) -> None:
    """The latest that ended: both have written, and one sees one thing in another way."""
    ended = (
        Placement.objects.filter(case__in=present.cases, status=PlacementStatus.ENDED)
        .order_by("-ends_on", "-pk")
        .first()
    )
    if ended is None:
        return
    by = present.coordinator
    host = actions.evaluate_placement(
        ended,
        voice=Voice.HOST,
        went_well="Lärde sig snabbt och var omtyckt av dem som var där.",
        could_be_better="Vi hade velat ha längre dagar.",
        would_again=True,
        written_by="Lena på arbetsplatsen",
        by=by,
    )
    actions.evaluate_placement(
        ended,
        voice=Voice.PARTICIPANT,
        went_well="Jag fick prata mycket svenska.",
        could_be_better="Det var långt att åka.",
        written_by=ended.case.participant.name,
        by=by,
    )
    actions.disagree_with_evaluation(
        host, voice=Voice.PARTICIPANT, words="Längre dagar gick inte för mig, jag hämtar barn klockan tre.", by=by
    )
