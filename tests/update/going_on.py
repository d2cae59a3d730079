"""What this release can do with the rows of the release before; test_updating.py runs it in an updated database."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from stegvis.access import Actor, NotAllowedNow
from stegvis.actions import placement as actions
from stegvis.actions.attendance import ToMark, mark_attendance
from stegvis.models import Placement
from stegvis.rules.attendance import AttendanceKind, Said
from stegvis.rules.placement import EndReason

BY = Actor.system("Provet")


def weekday(day: date) -> date:
    """The day itself, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def begin(placement: Placement, today: date) -> None:
    actions.sign_placement(placement, signed_on=today, signed_for_host_by="Rut Rektor", by=BY)
    actions.start_placement(placement, by=BY)


def extend(placement: Placement, today: date) -> None:
    actions.extend_placement(placement, to=placement.ends_on + timedelta(days=30), reason="Det går bra", by=BY)


def mark(placement: Placement, today: date) -> None:
    said = ToMark(said=Said(AttendanceKind.PRESENT), sent_id=uuid4())
    mark_attendance(placement, day=weekday(today), mark=said, by=BY)


def end(placement: Placement, today: date) -> None:
    actions.end_placement(placement, ended_on=today, because=EndReason.COMPLETED, by=BY)


def tried(act: Callable[[Placement, date], None], placement: Placement) -> list[str]:
    """Why not; nothing when it went."""
    try:
        with transaction.atomic():
            act(placement, timezone.localdate())
    except NotAllowedNow as refusal:
        return [str(reason) for reason in refusal.reasons]
    return []


def everything() -> dict[str, Any]:
    """Every act on every placement that it is for."""
    agreed = {each.pk: tried(begin, each) for each in Placement.objects.filter(status="agreed").order_by("pk")}
    running = list(Placement.objects.active().order_by("pk"))
    done = {act.__name__: {each.pk: tried(act, each) for each in running} for act in (mark, extend, end)}
    return {"begin": agreed, **done}
