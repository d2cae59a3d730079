"""Places (arbetsplatser): lines about places on their way and hosts to ask, for those who do that work."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Max, OuterRef

from stegvis.access import Actor, Permission, may
from stegvis.models import CaseEvent, Place, PlaceConfirmation
from stegvis.queries.place.fresh import questions_to_phone_about
from stegvis.rules.history import EventKind
from stegvis.rules.people import OrganisationKind
from stegvis.rules.place import EMPLOYERS, ConfirmationAnswer, PlaceStatus, freshness_on
from stegvis.rules.today import WorkLine, place_changed_line, place_phone_line, place_step_line

from .person import Person

ON_THE_WAY = (PlaceStatus.PROPOSED, PlaceStatus.PROFILED, PlaceStatus.UNION_NOTED, PlaceStatus.APPROVED)
AT_MOST = 50


def place_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Three statements: places that have not opened, questions to phone about, what hosts say has changed."""
    if not may(actor, Permission.PLACE_WRITE):
        return []
    return [*_steps(actor, day), *_phone(day), *_changed(day)]


def _steps(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    approves = may(actor, Permission.PLACE_APPROVE)
    moved = CaseEvent.objects.filter(
        subject_type="place", subject_id=OuterRef("pk"), kind=EventKind.PLACE_MOVED
    ).order_by()
    last = moved.values("subject_id").annotate(last=Max("happened_on")).values("last")
    rows = Place.objects.filter(status__in=ON_THE_WAY).annotate(since=last).order_by("pk")
    found = []
    for pk, name, status, kind, since in rows.values_list("pk", "name", "status", "host__kind", "since")[:AT_MOST]:
        passes = OrganisationKind(kind) in EMPLOYERS
        waits_for_hr = status == PlaceStatus.UNION_NOTED or (status == PlaceStatus.PROFILED and not passes)
        line = place_step_line(
            place_id=pk, name=name, status=PlaceStatus(status), since=since or day, passes_union=passes, today=day
        )
        if line is not None and (approves or not waits_for_hr):
            found.append((line, Person(0, name, 0)))
    return found


def _phone(day: date) -> list[tuple[WorkLine, Person]]:
    days = freshness_on(day).answer_days
    return [
        (
            place_phone_line(
                place_id=each.place_id, name=each.place.name, asked_on=each.asked_on, answer_days=days, today=day
            ),
            Person(0, each.place.name, 0),
        )
        for each in questions_to_phone_about()[:AT_MOST]
    ]


def _changed(day: date) -> list[tuple[WorkLine, Person]]:
    """Until somebody has saved the profile."""
    saved = CaseEvent.objects.filter(
        subject_type="place",
        subject_id=OuterRef("place"),
        kind=EventKind.PLACE_SAVED,
        happened_on__gte=OuterRef("answered_on"),
    )
    rows = PlaceConfirmation.objects.filter(~Exists(saved), answer=ConfirmationAnswer.CHANGED)
    return [
        (
            place_changed_line(place_id=each.place_id, name=each.place.name, answered_on=each.answered_on, today=day),
            Person(0, each.place.name, 0),
        )
        for each in rows.select_related("place").order_by("pk")[:AT_MOST]
        if each.answered_on is not None
    ]
