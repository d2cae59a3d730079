"""Placement (placering): two voices, a seat, a period. The database holds the seat."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from ..rules import placement as rules
from ..rules.place import PlacementForm
from ..rules.placement import Answer, EndReason, PlacementStatus
from ..rules.words import Reason
from .people import User
from .place import Place
from .referral import Case
from .tracking import ends_after_start, known, never_overlap, tracked

SEAT_WITHIN_CAPACITY = """
    IF TG_OP = 'UPDATE' AND NEW.place_id = OLD.place_id AND NEW.seat IS NOT DISTINCT FROM OLD.seat
        AND NEW.starts_on >= OLD.starts_on AND NEW.ends_on <= OLD.ends_on THEN
        RETURN NEW;
    END IF;
    IF NEW.seat IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stegvis_placecapacity c
        WHERE c.place_id = NEW.place_id AND c.seats >= NEW.seat
        HAVING range_agg(daterange(c.starts_on, c.ends_on, '[]')) @> daterange(NEW.starts_on, NEW.ends_on, '[]')
    ) THEN
        RAISE EXCEPTION 'seat % of place % lies outside its capacity', NEW.seat, NEW.place_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_seat_within_capacity';
    END IF;
    RETURN NEW;
"""


class PlacementQuerySet(models.QuerySet["Placement"]):
    def active(self) -> PlacementQuerySet:
        return self.filter(status=PlacementStatus.ACTIVE)

    def waiting(self) -> PlacementQuerySet:
        return self.filter(status__in=rules.WAITING)

    def seated(self) -> PlacementQuerySet:
        return self.filter(seat__isnull=False)


@tracked()
class Placement(models.Model):
    """One person at one place for a time (placering), from the first question to the last day.

    `seat` is the number of the seat, 1 and up. Two placements never share a seat on a day, and a seat never lies above
    the capacity of the place on any day of the period: the first is an exclusion constraint, the second a trigger that
    runs when a placement takes more than it had (lowering the capacity later leaves those who are there).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="placements")
    place = models.ForeignKey(Place, models.PROTECT, related_name="placements")
    status = models.CharField(max_length=20, default=PlacementStatus.PARTICIPANT_ASKED)
    form = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    studies_follow = models.BooleanField(default=False)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    presentation = models.TextField(blank=True)
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    chosen_because = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField()
    participant_answer = models.CharField(max_length=10, default=Answer.WAITING)
    participant_answered_on = models.DateField(null=True, blank=True)
    host_answer = models.CharField(max_length=10, default=Answer.WAITING)
    host_answered_on = models.DateField(null=True, blank=True)
    host_answered_by = models.CharField(max_length=120, blank=True)
    ended_because = models.CharField(max_length=20, blank=True)
    end_comment = models.CharField(max_length=300, blank=True)

    objects = PlacementQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset(
        {"presentation", "chosen_because", "host_answered_by", "end_comment"}
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            known("status", PlacementStatus, name="placement_status_known"),
            known("form", PlacementForm, name="placement_form_known"),
            known("participant_answer", Answer, name="placement_participant_answer_known"),
            known("host_answer", Answer, name="placement_host_answer_known"),
            ends_after_start(name="placement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(status__in=rules.SEATED, seat__isnull=False, seat__gte=1)
                | ~Q(status__in=rules.SEATED) & Q(seat__isnull=True),
                name="placement_seat_when_seated",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PlacementStatus.AGREED, *rules.SEATED])
                | Q(participant_answer=Answer.YES, host_answer=Answer.YES),
                name="placement_both_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(ended_because="") | Q(ended_because__in=[reason.value for reason in EndReason]),
                name="placement_ended_because_known",
            ),
            never_overlap("place_id", "seat", name="placement_seat_taken_once", condition=Q(seat__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["case", "-starts_on"], name="placement_of_case"),
            models.Index(fields=["place", "starts_on"], name="placement_at_place"),
            models.Index(fields=["status"], condition=Q(status__in=rules.WAITING), name="placement_waiting"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="seat_within_capacity",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("place_id", "seat", "starts_on", "ends_on"),
                func=SEAT_WITHIN_CAPACITY,
            )
        ]

    @property
    def status_label(self) -> str:
        return PlacementStatus(self.status).label

    @property
    def both_said_yes(self) -> bool:
        return self.participant_answer == Answer.YES and self.host_answer == Answer.YES

    def reasons_not_to_start(self, *, seats_free: int) -> list[Reason]:
        return rules.reasons_not_to_start(
            status=PlacementStatus(self.status),
            case_status=self.case.status,
            seats_free=seats_free,
            both_said_yes=self.both_said_yes,
        )
