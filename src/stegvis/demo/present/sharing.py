"""Sharing and handovers (delning och överlämningar) of the present: consents, one that is due, one acknowledged."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ...access import Actor
from ...actions.sharing import give_consent, plan_sharing, receive_sharing, share_now, withdraw_consent
from ...actions.transfer import send_transfer
from ...models import Case, SecrecyConsent, Sharing, SharingSchedule, User
from ...queries.sharing import content_of, fingerprint_of
from ...rules.people import Role
from ...rules.sharing import ConsentHow, SharedPart, SharingGround
from .around import Present

EMPLOYMENT_SERVICE = "Arbetsförmedlingen"
SAME_MATTER = "Samma nämnd, ärendet om försörjningsstöd"


def tell(present: Present) -> None:
    """Rania's plan goes to a referrer and, as she lets it, to Arbetsförmedlingen; another took the word back."""
    rania, other = present.cases[:2]
    referrer = User.objects.filter(roles__role=Role.REFERRER, is_active=True).order_by("pk").first()
    _with_the_referrer(rania, referrer, present)
    _with_the_employment_service(rania, present)
    _taken_back(other, present)
    _on_the_way_in(rania, present)


def _with_the_referrer(case: Case, referrer: User | None, present: Present) -> None:
    """Shared three months ago and acknowledged; due again today."""
    schedule = plan_sharing(
        case,
        receiver="Socialkontoret",
        receiver_user=referrer,
        parts=list(SharedPart),
        ground=SharingGround.SAME_MATTER,
        law=SAME_MATTER,
        every_months=3,
        first_on=present.today,
        by=present.coordinator,
    )
    sent = _share(schedule, present)
    receive_sharing(sent, by=Actor.of(referrer) if referrer else present.coordinator)
    Sharing.objects.filter(pk=sent.pk).update(shared_on=present.ago(92), received_on=present.ago(90))
    SharingSchedule.objects.filter(pk=schedule.pk).update(next_on=present.today)


def _share(schedule: SharingSchedule, present: Present) -> Sharing:
    content = content_of(schedule, timezone.localdate())
    return share_now(schedule, fingerprint=fingerprint_of(content), by=present.coordinator)


def _consent(case: Case, present: Present, *parts: SharedPart, days_ago: int) -> SecrecyConsent:
    return give_consent(
        case.participant,
        receiver=EMPLOYMENT_SERVICE,
        parts=parts,
        starts_on=present.ago(days_ago),
        ends_on=present.today + timedelta(days=365 - days_ago),
        how=ConsentHow.TOGETHER,
        by=present.coordinator,
    )


def _by_consent(case: Case, consent: SecrecyConsent, present: Present, *parts: SharedPart, in_days: int) -> None:
    plan_sharing(
        case,
        receiver=EMPLOYMENT_SERVICE,
        receiver_user=None,
        parts=parts,
        ground=SharingGround.CONSENT,
        consent=consent,
        every_months=6,
        first_on=present.today + timedelta(days=in_days),
        by=present.coordinator,
    )


def _with_the_employment_service(case: Case, present: Present) -> None:
    parts = (SharedPart.PLAN, SharedPart.GOALS, SharedPart.ABILITIES)
    _by_consent(case, _consent(case, present, *parts, days_ago=40), present, *parts, in_days=24)


def _taken_back(case: Case, present: Present) -> None:
    consent = _consent(case, present, SharedPart.PLAN, days_ago=60)
    _by_consent(case, consent, present, SharedPart.PLAN, in_days=30)
    withdraw_consent(consent, by=present.coordinator)


def _on_the_way_in(here: Case, present: Present) -> None:
    """Somebody in another unit has moved, and waits for this one to receive them."""
    elsewhere = Case.objects.open().exclude(unit=here.unit_id).filter(participant__protection="none")
    case = elsewhere.filter(coordinator_periods__ends_on__isnull=True, plans__isnull=False).order_by("pk").first()
    if case is None:
        return
    period = case.coordinator_periods.current().select_related("coordinator").get()
    send_transfer(
        case,
        to_unit=here.unit,
        reason="Har flyttat och har nu nära till er. Vill fortsätta med praktik i kök.",
        parts=[SharedPart.PLAN, SharedPart.GOALS, SharedPart.ABILITIES],
        by=Actor.of(period.coordinator),
    )
