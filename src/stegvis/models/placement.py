"""Placement (placering): two voices, a seat, a period. The database holds the seat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from ..rules import placement as rules
from ..rules.place import PlacementForm
from ..rules.placement import Answer, EndReason, NotRealisedReason, PlacementStatus, VisitKind, Voice
from ..rules.words import Reason
from .agreement import Agreement
from .employment import Employment
from .people import User
from .place import Place
from .referral import Case
from .supervisor import Supervisor
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


WITHIN_AGREEMENT = """
    IF NEW.status <> 'active' OR NEW.agreement_id IS NULL OR TG_OP = 'UPDATE'
        AND OLD.status = 'active' AND NEW.agreement_id = OLD.agreement_id AND NEW.form = OLD.form
        AND NEW.starts_on >= OLD.starts_on AND NEW.ends_on <= OLD.ends_on THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM stegvis_agreement WHERE id = NEW.agreement_id FOR NO KEY UPDATE;
    IF EXISTS (
        WITH held AS (
            SELECT p.form, GREATEST(p.starts_on, NEW.starts_on) AS first, p.ends_on AS last
            FROM stegvis_placement p
            WHERE p.agreement_id = NEW.agreement_id AND p.id IS DISTINCT FROM NEW.id AND p.status = 'active'
                AND p.starts_on <= NEW.ends_on AND p.ends_on >= NEW.starts_on
            UNION ALL SELECT NEW.form, NEW.starts_on, NEW.ends_on
        ), ceilings AS (
            SELECT NULL AS form, seats FROM stegvis_agreement WHERE id = NEW.agreement_id
            UNION ALL
            SELECT form, seats FROM stegvis_agreementceiling WHERE agreement_id = NEW.agreement_id AND form = NEW.form
        )
        SELECT 1 FROM ceilings c JOIN held h ON c.form IS NULL OR h.form = c.form
            JOIN (SELECT DISTINCT first AS day FROM held) turns ON turns.day BETWEEN h.first AND h.last
        GROUP BY c.form, c.seats, turns.day HAVING count(*) > c.seats
    ) THEN
        RAISE EXCEPTION 'agreement % is full', NEW.agreement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_within_agreement';
    END IF;
    RETURN NEW;
"""

WITHIN_SUPERVISION = """
    IF NEW.status <> 'active' OR NEW.supervisor_id IS NULL OR TG_OP = 'UPDATE'
        AND OLD.status = 'active' AND NEW.supervisor_id = OLD.supervisor_id
        AND NEW.supervision_hours <= OLD.supervision_hours
        AND NEW.starts_on >= OLD.starts_on AND NEW.ends_on <= OLD.ends_on THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM stegvis_supervisor WHERE id = NEW.supervisor_id FOR NO KEY UPDATE;
    IF EXISTS (
        WITH held AS (
            SELECT 1 AS people, p.supervision_hours AS hours,
                GREATEST(p.starts_on, NEW.starts_on) AS first, LEAST(p.ends_on, NEW.ends_on) AS last
            FROM stegvis_placement p
            WHERE p.supervisor_id = NEW.supervisor_id AND p.id IS DISTINCT FROM NEW.id AND p.status = 'active'
                AND p.starts_on <= NEW.ends_on AND p.ends_on >= NEW.starts_on
            UNION ALL
            SELECT l.people, l.hours_per_week, GREATEST(l.starts_on, NEW.starts_on), LEAST(l.ends_on, NEW.ends_on)
            FROM stegvis_supervisorload l
            WHERE l.supervisor_id = NEW.supervisor_id
                AND l.starts_on <= NEW.ends_on AND l.ends_on >= NEW.starts_on
            UNION ALL SELECT 1, NEW.supervision_hours, NEW.starts_on, NEW.ends_on
        ), room AS (
            SELECT r.people, r.hours_per_week AS hours, GREATEST(r.starts_on, NEW.starts_on) AS first,
                LEAST(COALESCE(r.ends_on, NEW.ends_on), NEW.ends_on) AS last
            FROM stegvis_supervisorroom r
            WHERE r.supervisor_id = NEW.supervisor_id
                AND r.starts_on <= NEW.ends_on AND COALESCE(r.ends_on, NEW.ends_on) >= NEW.starts_on
        ), turns AS (SELECT first AS day FROM held UNION SELECT first FROM room)
        SELECT 1 FROM turns t JOIN room r ON t.day BETWEEN r.first AND r.last
            JOIN held h ON t.day BETWEEN h.first AND h.last
        GROUP BY t.day, r.people, r.hours
        HAVING sum(h.people) > r.people OR sum(h.hours) > r.hours
    ) THEN
        RAISE EXCEPTION 'supervisor % has no room', NEW.supervisor_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_within_supervision';
    END IF;
    RETURN NEW;
"""


RESERVES_ALWAYS = Q(status__in=rules.BOTH_SAID_YES)


def _reserves_until(today: date) -> Q:
    """What waits for an answer, while the answer is in time."""
    return Q(status__in=rules.WAITING, reserved_until__gte=today)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def active(self) -> PlacementQuerySet:
        return self.filter(status=PlacementStatus.ACTIVE)

    def waiting(self) -> PlacementQuerySet:
        return self.filter(status__in=rules.WAITING)

    def reserving(self, today: date) -> PlacementQuerySet:
        """Those that hold a seat for somebody: both have said yes, or the answer is still in time."""
        return self.filter(RESERVES_ALWAYS | _reserves_until(today))

    def holding(self, today: date) -> PlacementQuerySet:
        """Those that have a seat, or hold one for somebody."""
        return self.filter(Q(status__in=rules.SEATED) | RESERVES_ALWAYS | _reserves_until(today))

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
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="placements")
    supervisor = models.ForeignKey(Supervisor, models.PROTECT, null=True, blank=True, related_name="placements")
    supervision_hours = models.DecimalField(max_digits=4, decimal_places=1, default=2, db_default=2)
    employment = models.ForeignKey(Employment, models.PROTECT, null=True, blank=True, related_name="placements")
    tasks = models.TextField(blank=True, default="", db_default="")
    presentation = models.TextField(blank=True)
    presentation_approved_on = models.DateField(null=True, blank=True)
    reserved_until = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)
    visit_on = models.DateField(null=True, blank=True)
    visit_kind = models.CharField(max_length=20, blank=True, default="", db_default="")
    signed_on = models.DateField(null=True, blank=True)
    signed_for_host_by = models.CharField(max_length=120, blank=True, default="", db_default="")
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
    not_realised_because = models.CharField(max_length=20, blank=True, default="", db_default="")
    end_comment = models.CharField(max_length=300, blank=True)
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals")

    objects = PlacementQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset(
        {"presentation", "chosen_because", "host_answered_by", "end_comment", "tasks", "signed_for_host_by"}
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
                condition=~Q(status__in=[*rules.BOTH_SAID_YES, *rules.SEATED])
                | Q(participant_answer=Answer.YES, host_answer=Answer.YES),
                name="placement_both_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(ended_because="") | Q(ended_because__in=[reason.value for reason in EndReason]),
                name="placement_ended_because_known",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.SIGNED) | Q(signed_on__isnull=False),
                name="placement_signed_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.VISIT) | Q(visit_on__isnull=False) & ~Q(visit_kind=""),
                name="placement_visit_has_day",
            ),
            models.CheckConstraint(
                condition=Q(visit_kind="") | Q(visit_kind__in=[kind.value for kind in VisitKind]),
                name="placement_visit_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(not_realised_because="")
                | Q(
                    status=PlacementStatus.NOT_REALISED,
                    not_realised_because__in=[reason.value for reason in NotRealisedReason],
                ),
                name="placement_not_realised_because_known",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=~Q(status=PlacementStatus.NOT_REALISED),
                name="placement_renewed_once",
            ),
            never_overlap("place_id", "seat", name="placement_seat_taken_once", condition=Q(seat__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["case", "-starts_on"], name="placement_of_case"),
            models.Index(fields=["place", "starts_on"], name="placement_at_place"),
            models.Index(
                fields=["agreement", "ends_on"],
                condition=Q(status=PlacementStatus.ACTIVE),
                name="placement_under_agreement",
            ),
            models.Index(
                fields=["supervisor", "ends_on"],
                condition=Q(status=PlacementStatus.ACTIVE),
                name="placement_under_supervisor",
            ),
            models.Index(fields=["status"], condition=Q(status__in=rules.WAITING), name="placement_waiting"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="seat_within_capacity",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("place_id", "seat", "starts_on", "ends_on"),
                func=SEAT_WITHIN_CAPACITY,
            ),
            pgtrigger.Trigger(
                name="within_agreement",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("status", "agreement_id", "form", "starts_on", "ends_on"),
                func=WITHIN_AGREEMENT,
            ),
            pgtrigger.Trigger(
                name="within_supervision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("status", "supervisor_id", "supervision_hours", "starts_on", "ends_on"),
                func=WITHIN_SUPERVISION,
            ),
        ]

    @property
    def status_label(self) -> str:
        return PlacementStatus(self.status).label

    @property
    def both_said_yes(self) -> bool:
        return self.participant_answer == Answer.YES and self.host_answer == Answer.YES

    def reasons_not_to_start(
        self,
        *,
        seats_free: int,
        not_covered: Iterable[Reason] = (),
        not_supervised: Iterable[Reason] = (),
        not_shown: Iterable[Reason] = (),
    ) -> list[Reason]:
        return rules.reasons_not_to_start(
            status=PlacementStatus(self.status),
            case_status=self.case.status,
            seats_free=seats_free,
            both_said_yes=self.both_said_yes,
            not_open=self.place.reasons_not_to_be_used(ends_on=self.ends_on),
            not_covered=not_covered,
            not_supervised=not_supervised,
            not_shown=not_shown,
        )


@tracked()
class PlacementExtension(models.Model):
    """A placement that goes on longer (förlängning): from which last day to which, with the reason."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="extensions")
    from_ends_on = models.DateField()
    to_ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        ordering = ["decided_on", "id"]
        constraints = [
            ends_after_start(name="placement_extension_goes_on_longer", start="from_ends_on", end="to_ends_on"),
            models.CheckConstraint(condition=~Q(reason=""), name="placement_extension_has_reason"),
        ]


@tracked(without=("code_hash",))
class HostLink(models.Model):
    """A link by which a host answers or marks attendance without an account (värdlänk): for a time, revocable."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="host_links")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"code_hash"})

    class Meta:
        ordering = ["-made_at", "-id"]


@tracked()
class PlacementEvaluation(models.Model):
    """How a placement went, in one voice (utvärdering). The other may disagree with a comment; nothing is graded."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="evaluations")
    voice = models.CharField(max_length=20)
    went_well = models.TextField(blank=True)
    could_be_better = models.TextField(blank=True)
    would_again = models.BooleanField(null=True, blank=True)
    written_on = models.DateField()
    written_by = models.CharField(max_length=120, blank=True)
    disagreed_on = models.DateField(null=True, blank=True)
    disagreement = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"went_well", "could_be_better", "written_by", "disagreement"})

    class Meta:
        ordering = ["voice"]
        constraints = [
            known("voice", Voice, name="placement_evaluation_voice_known"),
            models.UniqueConstraint(fields=["placement", "voice"], name="placement_evaluation_once_per_voice"),
            models.CheckConstraint(
                condition=Q(disagreed_on__isnull=True, disagreement="")
                | Q(disagreed_on__isnull=False) & ~Q(disagreement=""),
                name="placement_evaluation_disagreement_has_words",
            ),
        ]
