"""Programmes, households, consents, sharing and handover between units: the smallest world of each action."""

from __future__ import annotations

from stegvis.actions import programme
from stegvis.models import Programme
from stegvis.rules.history import EventKind as Kind
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("programme.move_to_programme", Kind.PROGRAMME_STARTED)
def _() -> Act:
    case, sfi = make.case(), Programme.objects.create(key="sfi", name="Svenska och praktik")
    return lambda: programme.move_to_programme(
        case, programme=sfi, from_on=make.today(), reason="Behöver mer svenska", by=BY
    )
