"""Handover and cover: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from stegvis.actions import cover, handover
from stegvis.actions.log import log
from stegvis.models import Case, CoordinatorCover, CoordinatorPeriod, User
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.people import Role
from tests import factories as make

from .declared import BY, Act, leaves


def two_coordinators() -> tuple[User, User]:
    unit = make.unit()
    return make.user(role=Role.COORDINATOR, at=unit), make.user(role=Role.COORDINATOR, at=unit)


def case_of_one() -> tuple[Case, User, User]:
    maria, nils = two_coordinators()
    return make.case(coordinator=maria), maria, nils


@leaves("handover.change_coordinator", Kind.COORDINATOR_CHANGED)
def _() -> Act:
    case, _maria, nils = case_of_one()
    return lambda: handover.change_coordinator(case, to=nils, from_on=make.today(), reason="Maria slutar", by=BY)


@leaves("handover.hand_over", Kind.COORDINATOR_CHANGED)
def _() -> Act:
    case, _maria, nils = case_of_one()
    return lambda: handover.hand_over({case.pk: nils.pk}, from_on=make.today(), reason="Maria slutar", by=BY)


@leaves("handover.begin_periods", Kind.COORDINATOR_ASSIGNED)
def _() -> Act:
    case, nils = make.case(), make.user()
    change = handover.Change(case=case, coordinator_id=nils.pk, from_on=make.today())
    return lambda: handover.begin_periods([change], note=partial(log, by=BY), by=BY)


@leaves("handover.leave_without_coordinator", Kind.COORDINATOR_LEFT)
def _() -> Act:
    case, maria, _nils = case_of_one()
    return lambda: handover.leave_without_coordinator(
        maria, unit_id=case.unit_id, ends_on=make.today(), is_known=True, by=BY
    )


@leaves("handover.extend_reading", Kind.ACCESS_GRANTED)
def _() -> Act:
    case, _maria, nils = case_of_one()
    before = {"starts_on": make.LONG_AGO, "ends_on": make.LONG_AGO}
    CoordinatorPeriod.objects.create(case=case, coordinator=nils, **before)
    until = make.today() + timedelta(days=9)
    return lambda: handover.extend_reading(case, to=nils, reason="Skriver klart ett intyg", ends_on=until, by=BY)


def covered(**values: Any) -> CoordinatorCover:
    maria, nils = two_coordinators()
    make.case(make.participant(**values), coordinator=maria)
    return cover.arrange_cover(
        maria, substitute=nils, starts_on=make.today(), ends_on=make.today(), reason="Ledig", by=BY
    )


@leaves("cover.arrange_cover", Kind.COVER_ARRANGED)
def _() -> Act:
    return covered


@leaves("cover.end_cover", Kind.COVER_ENDED)
def _() -> Act:
    one = covered()
    return lambda: cover.end_cover(one, by=BY)


@leaves("cover.end_covers_of", Kind.COVER_ENDED)
def _() -> Act:
    one = covered()
    return lambda: cover.end_covers_of(one.substitute, by=BY)


@leaves("cover.let_substitute_read", Kind.ACCESS_GRANTED)
def _() -> Act:
    one = covered(protection="marked")
    case = Case.objects.get()
    return lambda: cover.let_substitute_read(case, cover=one, by=BY)
