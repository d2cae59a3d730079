"""Match (matchning): propose a place from the ranked list, tried once more as everything stands now."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from ..access import Actor, NotAllowedNow, Permission, may, require
from ..models import Case, Place, Placement
from ..queries.match import Ask, latest_mapping, match
from ..rules.match.ranking import Ranking, reasons_not_to_choose
from ..rules.match.values import ChosenBecause
from ..rules.place import PlacementForm
from ..rules.words import Reason
from .log import stop_if
from .placement import propose_placement


@transaction.atomic
def propose_from_match(
    case: Case,
    *,
    place: Place,
    ask: Ask,
    form: PlacementForm,
    studies_follow: bool = False,
    presentation: str = "",
    because: ChosenBecause | None = None,
    words: str = "",
    by: Actor,
) -> Placement:
    """Ask the participant about one place of the list, with its points and, when it was not first, why."""
    case = Case.objects.select_for_update(of=("self",)).select_related("participant").get(pk=case.pk)
    require(by, Permission.PLACEMENT_PROPOSE, case)
    mapping = latest_mapping(case)
    if mapping is None:
        raise NotAllowedNow([Reason("Gör en kartläggning först. Utan den går det inte att pröva platser.")])
    found = match(case, ask, mapping, reads_file=may(by, Permission.PARTICIPANT_READ, case))
    rank, points = _place_in(found.ranking, place)
    stop_if(_reasons_about_form(place, form) + reasons_not_to_choose(rank=rank, because=because, words=words))
    return propose_placement(
        case,
        place=place,
        form=form,
        starts_on=ask.starts_on,
        ends_on=ask.ends_on,
        hours_per_week=Decimal(ask.hours_per_week),
        studies_follow=studies_follow,
        presentation=presentation,
        points=points,
        chosen_because=as_said(because, words) if rank > 1 else "",
        by=by,
    )


def _place_in(ranking: Ranking, place: Place) -> tuple[int, int]:
    """The place's number in the list and its points; refused with every reason when it is blocked."""
    for each in ranking.suggestions:
        if each.offer.key == place.pk:
            return each.rank, each.score.total
    blocked = next((each for each in ranking.blocked if each.offer.key == place.pk), None)
    gone = [Reason("Arbetsplatsen är inte öppen då.")]
    raise NotAllowedNow([block.reason for block in blocked.blocks] if blocked else gone)


def _reasons_about_form(place: Place, form: PlacementForm) -> list[Reason]:
    if form in place.forms:
        return []
    return [Reason("Platsen tar inte emot {form}.", at="form", form=form)]


def as_said(because: ChosenBecause | None, words: str) -> str:
    """The reason as it is kept: the chosen line, and the own words after it."""
    return ". ".join(part for part in (because.label if because else "", words.strip()) if part)
