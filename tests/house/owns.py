"""What somebody has on the own pages: a code, requests, a consent, a document to read."""

from __future__ import annotations

from typing import Any

from stegvis.actions.own.codes import make_code
from stegvis.models import Case, OwnRequest, SecrecyConsent
from tests import factories


def of(case: Case) -> dict[str, Any]:
    person, today = case.participant, factories.today()
    consent = SecrecyConsent.objects.create(
        participant=person, receiver="Försäkringskassan", parts=["plan"], starts_on=today, given_how="own_page"
    )
    kinds = {"request": "correction", "request_extract": "full_extract", "request_names": "reader_names"}
    made = {
        key: OwnRequest.objects.create(participant=person, kind=kind, text="Det stämmer inte.", made_on=today).pk
        for key, kind in kinds.items()
    }
    code = make_code(person, by=factories.SYSTEM)
    return made | {"code": code.code.pk, "signs": code.signs, "own_consent": consent.pk}
