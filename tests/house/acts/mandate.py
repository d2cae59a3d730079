"""Mandates about places and their targets: the smallest world of each action."""

from __future__ import annotations

from stegvis.actions import mandate
from stegvis.rules.history import EventKind as Kind
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("mandate.save_mandate", Kind.MANDATE_SAVED)
def _() -> Act:
    days = {"starts_on": make.today(), "ends_on": make.today()}
    return lambda: mandate.save_mandate(None, name="500 nya platser", **days, by=BY)


@leaves("mandate.save_target", Kind.MANDATE_SAVED)
def _() -> Act:
    one = make.mandate()
    return lambda: mandate.save_target(None, mandate=one, part="Ordinarie linje", number=225, by=BY)


@leaves("mandate.remove_target", Kind.MANDATE_SAVED)
def _() -> Act:
    one = make.mandate_target()
    return lambda: mandate.remove_target(one, by=BY)
