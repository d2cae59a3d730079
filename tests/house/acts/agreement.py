"""Agreements: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta

from stegvis.actions import agreement
from stegvis.models import Agreement
from stegvis.rules.agreement import AgreementKind
from stegvis.rules.history import EventKind as Kind
from tests import factories as make

from .declared import BY, Act, leaves


def ends(days: int = 30) -> Agreement:
    return make.agreement(make.unit("Drivhuset"), ends_on=make.today() + timedelta(days=days))


@leaves("agreement.save_agreement", Kind.AGREEMENT_SAVED)
def _() -> Act:
    content = agreement.Content(
        organisation=make.unit("Drivhuset"),
        kind=AgreementKind.INTERNAL,
        reference="Nytt",
        starts_on=make.today(),
        ends_on=None,
        seats=3,
    )
    return lambda: agreement.save_agreement(None, content=content, by=BY)


@leaves("agreement.end_agreement", Kind.AGREEMENT_ENDED)
def _() -> Act:
    one = ends()
    return lambda: agreement.end_agreement(one, ends_on=make.today(), because="Lokalen stänger", by=BY)


@leaves("agreement.renew_agreement", Kind.AGREEMENT_SAVED)
def _() -> Act:
    one, first = ends(), make.today() + timedelta(days=31)
    return lambda: agreement.renew_agreement(one, reference="Nästa", starts_on=first, ends_on=None, by=BY)


@leaves("agreement.add_agreement_document", Kind.AGREEMENT_DOCUMENT_ADDED)
def _() -> Act:
    one = ends()
    return lambda: agreement.add_agreement_document(one, content=b"Avtal", file_name="avtal.txt", by=BY)


@leaves("agreement.move_to_agreement", Kind.PLACEMENT_CHANGED)
def _() -> Act:
    other = make.agreement(make.unit("Drivhuset"), reference="Annat")
    placement = make.placement(make.case(), make.place())
    return lambda: agreement.move_to_agreement(placement, agreement=other, by=BY)
