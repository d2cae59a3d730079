"""Whom to ask (vem man kan fråga): who has the relation that somebody lacks."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from ...models import Case, CoordinatorPeriod, Participant, Referral, StaffRole
from ...rules.people import Role
from ...rules.words import Reason


def whom_to_ask(participant: Participant) -> Reason:
    """The coordinator; for somebody without one, or with protected identity, the manager of the unit."""
    case = _latest_case(participant)
    if not participant.is_protected and case is not None:
        period = CoordinatorPeriod.objects.current().filter(case=case).select_related("coordinator").first()
        if period is not None:
            return Reason("{name}, koordinator i {unit}.", name=period.coordinator.name, unit=case.unit.name)
    unit_id = case.unit_id if case else _unit_of_referral(participant)
    managers = _managers(unit_id)
    if managers:
        return Reason("{names}, enhetschef.", names=", ".join(managers))
    return Reason("Mottagningen.")


def _latest_case(participant: Participant) -> Case | None:
    cases = Case.objects.filter(participant=participant).select_related("unit")
    return cases.order_by(F("closed_on").desc(nulls_first=True)).first()


def _unit_of_referral(participant: Participant) -> int | None:
    referrals = Referral.objects.filter(participant=participant).order_by("-received_on", "-pk")
    return referrals.values_list("unit_id", flat=True).first()


def _managers(unit_id: int | None) -> list[str]:
    roles = StaffRole.objects.current(timezone.localdate()).filter(role=Role.UNIT_MANAGER, unit=unit_id)
    return list(roles.order_by("user__name").values_list("user__name", flat=True)) if unit_id else []
