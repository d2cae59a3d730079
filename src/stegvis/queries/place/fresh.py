"""Freshness (aktualitet): what is known of a place's last sign of life, whom to ask, and what somebody phones about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from ...models import Contact, Place, PlaceConfirmation, Placement
from ...rules.place import ConfirmationAnswer, PlaceStatus, freshness_on
from ...rules.placement import SEATED, WAITING, PlacementStatus

OPEN_QUESTIONS = (ConfirmationAnswer.WAITING, ConfirmationAnswer.SILENT)


@dataclass(frozen=True)
class Standing:
    """The last day somebody confirmed the place or was there, the questions since without an answer, who is there."""

    sign_of_life: date
    asked_on: tuple[date, ...]
    has_people: bool


def _sign_of_life(today: date) -> Greatest:
    """When a place opened, was confirmed, or last had somebody there: the latest of them."""
    here = Placement.objects.filter(place=OuterRef("pk"), status__in=SEATED, ends_on__lte=today)
    last = here.order_by().values("place").annotate(last=Max("ends_on")).values("last")
    return Greatest("opened_on", Coalesce("confirmed_on", "opened_on"), Coalesce(last, "opened_on"))


def _people(today: date) -> QuerySet[Placement]:
    return Placement.objects.filter(
        Q(status=PlacementStatus.ACTIVE) | Q(status__in=WAITING), place=OuterRef("pk"), ends_on__gte=today
    )


def due_for_asking(*, today: date) -> list[Place]:
    """Open places that nobody has confirmed for as long as the rule says, nobody there, the longest silent first."""
    places = Place.objects.filter(status=PlaceStatus.OPEN).annotate(sign_of_life=_sign_of_life(today))
    since = today - timedelta(days=freshness_on(today).days)
    return list(places.filter(~Exists(_people(today)), sign_of_life__lte=since).order_by("sign_of_life", "pk"))


def standing_of(place: Place, *, today: date) -> Standing:
    """What the rule of freshness asks of one place. Two statements."""
    rows = Place.objects.filter(pk=place.pk).annotate(sign_of_life=_sign_of_life(today))
    row = rows.annotate(has_people=Exists(_people(today))).values("sign_of_life", "has_people").get()
    since = row["sign_of_life"] or today
    asked = place.confirmations.filter(answer__in=OPEN_QUESTIONS, asked_on__gte=since)
    days = tuple(asked.order_by("asked_on", "pk").values_list("asked_on", flat=True))
    return Standing(since, days, row["has_people"])


def reach_of_host(place: Place) -> str | None:
    """The e-mail of somebody at the host who agrees to be contacted."""
    agree = Contact.objects.filter(organisation=place.host_id, agreed_on__isnull=False, withdrawn_on__isnull=True)
    return agree.exclude(email="").order_by("pk").values_list("email", flat=True).first()


def questions_to_phone_about() -> QuerySet[PlaceConfirmation]:
    """Questions that no e-mail carried and nobody has answered, the oldest first."""
    waiting = PlaceConfirmation.objects.filter(answer=ConfirmationAnswer.WAITING, mailed_on__isnull=True)
    return waiting.select_related("place").order_by("asked_on", "pk")
