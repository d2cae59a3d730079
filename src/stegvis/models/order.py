"""Place order (platsbeställning): what a person needs when nothing fits, and who is soon ready."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.employer import OrderStatus, ReadyBecause
from ..rules.place import Field, PlacementForm
from .people import User
from .place import Place
from .referral import Case
from .tracking import ends_after_start, known, tracked


@tracked()
class PlaceOrder(models.Model):
    """A place looked for on behalf of one person (platsbeställning), what is needed and by when to answer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="place_orders")
    status = models.CharField(max_length=20, default=OrderStatus.WAITING)
    fields = ArrayField(models.CharField(max_length=20), default=list)
    form = models.CharField(max_length=20)
    independence = models.PositiveSmallIntegerField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    from_on = models.DateField()
    need = models.TextField(blank=True)
    ordered_on = models.DateField()
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField()
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"need", "answer"})

    class Meta:
        ordering = ["answer_by", "id"]
        constraints = [
            known("status", OrderStatus, name="place_order_status_known"),
            known("form", PlacementForm, name="place_order_form_known"),
            models.CheckConstraint(
                condition=Q(fields__contained_by=[field.value for field in Field]), name="place_order_fields_known"
            ),
            models.CheckConstraint(condition=Q(independence__range=(1, 4)), name="place_order_independence"),
            ends_after_start(name="place_order_answer_after_order", start="ordered_on", end="answer_by"),
            models.CheckConstraint(
                condition=~Q(status=OrderStatus.ANSWERED) | Q(answered_on__isnull=False),
                name="place_order_answered_has_day",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=[OrderStatus.WAITING, OrderStatus.TAKEN]),
                name="place_order_one_open",
            ),
        ]


@tracked()
class SoonReady(models.Model):
    """A participant soon ready for a place (snart redo), from a day; over when taken back or placed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="soon_ready")
    because = models.CharField(max_length=20)
    ready_from = models.DateField()
    set_on = models.DateField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["ready_from", "id"]
        constraints = [
            known("because", ReadyBecause, name="soon_ready_because_known"),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="soon_ready_one_open"),
        ]
