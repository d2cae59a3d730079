"""Household (hushåll): note who lives together, children by year of birth and never by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowed, Permission, require, visible_to
from ..models import Case, Household, HouseholdChild, HouseholdMember, Participant
from ..rules import household as rules
from ..rules.case import CaseStatus
from ..rules.history import EventKind
from ..rules.household import Occupation
from .log import log, stop_if


@transaction.atomic
def note_household(
    case: Case,
    *,
    other_adult: Occupation,
    children_born_years: Sequence[int],
    lives_with: Sequence[Participant] = (),
    from_on: date,
    by: Actor,
) -> Household:
    """Note the household as it is from a day on.

    With the same grown-ups it is put right where it stands. With others the participant moves: into the household of
    whom they live with now, or to one of their own; nobody else's membership ends by it.
    """
    together = _locked(case, lives_with, by=by)
    person = together[case.participant_id]
    now = {each.participant_id: each for each in HouseholdMember.objects.filter(
        participant__in=list(together), ends_on__isnull=True
    ).select_related("household")}  # fmt: skip
    current = now.get(person.pk)
    moves = current is not None and _moves(current, together.keys() - {person.pk}, now)
    stop_if(
        rules.reasons_not_to_note(
            status=CaseStatus(case.status),
            born_years=children_born_years,
            from_on=from_on,
            current_since=current.starts_on if current else None,
            moves=moves,
            with_oneself=person.pk in {each.pk for each in lives_with},
            today=timezone.localdate(),
        )
    )
    household = _household(person, now, moves=moves, other_adult=other_adult)
    _set_children(household, children_born_years)
    if moves and current is not None:
        _leave(current, from_on)
    _move_in(household, [each for key, each in together.items() if key not in now or key == person.pk], from_on)
    log(EventKind.HOUSEHOLD_NOTED, case, by=by, happened_on=from_on, children=len(children_born_years))
    return household


def _locked(case: Case, lives_with: Sequence[Participant], *, by: Actor) -> dict[int, Participant]:
    """The participant and those they live with, each of whom the actor may write about."""
    require(by, Permission.HOUSEHOLD_WRITE, case)
    keys = {case.participant_id, *(each.pk for each in lives_with)}
    may_write = visible_to(by, Participant, Permission.HOUSEHOLD_WRITE).filter(pk__in=keys)
    if keys - set(may_write.values_list("pk", flat=True)):
        raise NotAllowed(Permission.HOUSEHOLD_WRITE)
    rows = Participant.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {each.pk: each for each in rows}


def _moves(current: HouseholdMember, others: Set[int], now: Mapping[int, HouseholdMember]) -> bool:
    """Whether somebody who lives there is left behind, or somebody they live with lives elsewhere."""
    there = HouseholdMember.objects.filter(household=current.household_id, ends_on__isnull=True)
    left_behind = there.exclude(participant__in=[*others, current.participant_id]).exists()
    return left_behind or any(now[key].household_id != current.household_id for key in others if key in now)


def _household(
    person: Participant, now: dict[int, HouseholdMember], *, moves: bool, other_adult: Occupation
) -> Household:
    """The one they have; of whom they move in with; or a new one."""
    stays = person.pk in now and not moves
    with_somebody = [each.household for key, each in now.items() if key != person.pk]
    household = now[person.pk].household if stays else with_somebody[0] if with_somebody else Household()
    household.other_adult, household.noted_on = other_adult, timezone.localdate()
    household.save()
    return household


def _set_children(household: Household, born_years: Sequence[int]) -> None:
    """Only what differs is written, so that the history says what changed."""
    left = sorted(born_years)
    for child in household.children.all():
        if child.born_year in left:
            left.remove(child.born_year)
        else:
            child.delete()
    for year in left:
        HouseholdChild.objects.create(household=household, born_year=year)


def _leave(member: HouseholdMember, from_on: date) -> None:
    """The last day is the one before; a membership that began the same day was never one."""
    if member.starts_on >= from_on:
        member.delete()
    else:
        member.ends_on = from_on - timedelta(days=1)
        member.save()


def _move_in(household: Household, people: Sequence[Participant], from_on: date) -> None:
    there = set(household.members.filter(ends_on__isnull=True).values_list("participant_id", flat=True))
    for person in people:
        if person.pk not in there:
            HouseholdMember.objects.create(household=household, participant=person, starts_on=from_on)
