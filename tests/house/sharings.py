"""What is shared and handed over around one case, for the addresses of sharing and handover between units."""

from __future__ import annotations

from datetime import timedelta

from stegvis.models import Case, SecrecyConsent, Sharing, SharingSchedule, Transfer, User
from tests import factories


def of(case: Case, referrer: User) -> dict[str, int]:
    """A consent, a schedule with something sent to the referrer, a case on its way out and one on its way in."""
    today = factories.today()
    consent = SecrecyConsent.objects.create(
        participant=case.participant,
        receiver="Arbetsförmedlingen",
        parts=["plan"],
        starts_on=today,
        ends_on=today + timedelta(days=300),
        given_how="together",
    )
    schedule = SharingSchedule.objects.create(
        case=case, receiver="Socialtjänsten", receiver_user=referrer, parts=["goals"], ground="duty", law="SoL",
        every_months=3, next_on=today,
    )  # fmt: skip
    person = {"name": case.participant.name, "born_on": None}
    content = {
        "person": person, "unit": "Arena", "programme": "Steg", "receiver": "Socialtjänsten", "ground": "duty",
        "law": "SoL", "consent": None, "on": today.isoformat(), "parts": ["goals"], "goals": None,
    }  # fmt: skip
    sent = Sharing.objects.create(schedule=schedule, shared_on=today, content=content, fingerprint="0" * 64)
    third = factories.unit("Arena Tredje")
    coming = factories.case(factories.participant("Kim", "Kommer"), at=third)
    way = {"reason": "Flyttar", "parts": ["plan"], "sent_on": today}
    return {
        "consent": consent.pk,
        "sharing_schedule": schedule.pk,
        "shared": sent.pk,
        "transfer": Transfer.objects.create(case=case, from_unit=case.unit, to_unit=third, **way).pk,
        "transfer_in": Transfer.objects.create(case=coming, from_unit=third, to_unit=case.unit, **way).pk,
    }
