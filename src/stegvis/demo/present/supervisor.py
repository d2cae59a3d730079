"""Supervisors and agreements of the present (handledare, avtal): who is full, who has students, what is renewed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from ...access import Actor
from ...actions.agreement import add_agreement_document, end_agreement, renew_agreement
from ...actions.supervisor import add_load, appoint_supervisor, note_training, set_room
from ...models import Agreement, Place, Supervisor, User
from ...rules.agreement import AgreementKind
from ...rules.people import Role
from ...rules.place import PlaceStatus
from ...rules.placement import PlacementStatus
from .around import Present

OTHERS = (("studerande från vårdutbildningen", 1, "4"), ("nyanställda", 2, "6"), ("studerande", 1, "3"))
ORDER = """OSA-beställning
Arbetsmarknadsförvaltningen beställer 70 platser för skyddat arbete hos offentlig arbetsgivare och 10 platser för
arbetsträning av Fritidsverkstan. Taken gäller samtidiga placeringar.
"""


def tell(present: Present) -> None:
    """An employer coordinator writes what supervisors have said, and keeps the agreements."""
    seeker = Actor.of(User.objects.filter(roles__role=Role.EMPLOYER_COORDINATOR).order_by("pk")[0])
    _room(present, seeker)
    _others(present, seeker)
    _training(present, seeker)
    _agreements(present, seeker)


def _busy() -> list[tuple[Supervisor, int]]:
    """Everybody with how many they have, those who have most to do first."""
    now = Count("placements", filter=Q(placements__status=PlacementStatus.ACTIVE))
    rows = Supervisor.objects.filter(user__isnull=True).annotate(now=now).order_by("-now", "pk")
    number = dict(rows.values_list("pk", "now"))
    return [(each, number[each.pk]) for each in rows]


def _room(present: Present, by: Actor) -> None:
    """One is just full, one has one too many, one says it in hours, one has two places; none where few are placed."""
    busy = [(one, now) for one, now in _busy() if now >= 2][:4]
    if len(busy) < 4:
        return
    (full, number), (over, many), (hours, few), (two, _now) = busy
    set_room(full, people=number, by=by)
    set_room(over, people=many - 1, by=by)
    set_room(hours, hours_per_week=Decimal(2 * few + 3), by=by)
    beside = Place.objects.filter(host=two.organisation_id, status=PlaceStatus.OPEN)
    place = beside.exclude(supervisions__supervisor=two).order_by("pk").first()
    if place is not None:
        appoint_supervisor(place, supervisor=two, by=by)


def _others(present: Present, by: Actor) -> None:
    last = present.today + timedelta(days=60)
    for one, (what, people, hours) in zip((one for one, now in _busy() if now == 1), OTHERS, strict=False):
        add_load(
            one, what=what, people=people, hours_per_week=Decimal(hours), starts_on=present.today, ends_on=last, by=by
        )


def _training(present: Present, by: Actor) -> None:
    offered = present.today - timedelta(days=20)
    untrained = [one for one, _now in _busy() if one.trained_on is None][:3]
    for one, taken in zip(untrained, (offered + timedelta(days=9), None, None), strict=False):
        note_training(
            one, name="Introduktion för handledare", offered_on=offered, taken_on=taken, is_introduction=True, by=by
        )


def _agreements(present: Present, by: Actor) -> None:
    """The order has its document, one is renewed for a year, and a company ends earlier than agreed."""
    order = Agreement.objects.filter(kind=AgreementKind.OSA_ORDER).order_by("pk").first()
    if order is not None:
        content = ORDER.encode()
        add_agreement_document(order, content=content, file_name="OSA-beställning.txt", by=by)
    yearly = Agreement.objects.filter(kind=AgreementKind.INTERNAL, ends_on__isnull=False).order_by("pk").first()
    if yearly is not None and yearly.ends_on is not None:
        first = yearly.ends_on + timedelta(days=1)
        reference = f"Överenskommelse {first.year}:{yearly.pk}"
        renew_agreement(yearly, reference=reference, starts_on=first, ends_on=date(first.year, 12, 31), by=by)
    ends = Agreement.objects.filter(kind=AgreementKind.PROCUREMENT).order_by("pk").last()
    if ends is not None:
        last = present.today + timedelta(days=30)
        end_agreement(ends, ends_on=last, because="Företaget flyttar till en annan kommun.", by=by)
