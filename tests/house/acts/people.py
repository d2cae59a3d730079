"""People, privacy, settings and today: the smallest world of each action."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from stegvis.actions import (
    people,
    privacy,
    settings,
    today,
)
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.history import GrantKind
from stegvis.rules.people import Role
from tests import factories as make

from .declared import BY, Act, leaves


@leaves("people.register_participant", Kind.PARTICIPANT_REGISTERED)
def _() -> Act:
    return lambda: people.register_participant(given_name="Amal", family_name="Öberg", born_on=make.LONG_AGO, by=BY)


@leaves("people.change_participant", Kind.PARTICIPANT_CHANGED)
def _() -> Act:
    person = make.participant()
    return lambda: people.change_participant(person, phone="070-123 45 67", by=BY)


@leaves("people.give_role", Kind.ROLE_GIVEN)
def _() -> Act:
    maria, unit = make.user(), make.unit()
    return lambda: people.give_role(maria, role=Role.COORDINATOR, unit=unit, starts_on=make.today(), by=BY)


@leaves("people.end_role", Kind.ROLE_ENDED)
def _() -> Act:
    role = make.user(role=Role.COORDINATOR, at=make.unit()).roles.get()
    return lambda: people.end_role(role, ends_on=make.today(), by=BY)


@leaves("privacy.open_with_reason", Kind.ACCESS_GRANTED)
def _() -> Act:
    person, by = make.case().participant, make.actor(Role.COORDINATOR)
    return lambda: privacy.open_with_reason(person, reason="Maria är akut sjuk", by=by)


def granted() -> Any:
    person, reader = make.participant(), make.user()
    return privacy.grant_access(person, to=reader, kind=GrantKind.TEAM, reason="Språkstöd", ends_at=None, by=BY)


@leaves("privacy.grant_access", Kind.ACCESS_GRANTED)
def _() -> Act:
    return granted


@leaves("privacy.let_read_protected", Kind.ACCESS_GRANTED)
def _() -> Act:
    person, reader = make.participant(protection="marked"), make.user()
    return lambda: privacy.let_read_protected(person, reader.pk, because="Koordinator", by=BY)


@leaves("privacy.end_access", Kind.ACCESS_ENDED)
def _() -> Act:
    grant = granted()
    return lambda: privacy.end_access(grant, by=BY)


@leaves("settings.register_user", Kind.USER_REGISTERED)
def _() -> Act:
    return lambda: settings.register_user(name="Nils Berg", username="nils.berg", by=BY)


@leaves("settings.change_user", Kind.USER_CHANGED)
def _() -> Act:
    nils = make.user("Nils Berg")
    return lambda: settings.change_user(nils, name="Nils Berg", email="", case_ceiling=20, is_active=True, by=BY)


@leaves("settings.note_password_link", Kind.PASSWORD_LINK_MADE)
def _() -> Act:
    nils = make.user("Nils Berg")
    return lambda: settings.note_password_link(nils, by=BY)


@leaves("today.snooze", Kind.WORK_SNOOZED)
def _() -> Act:
    case, by = make.case(), make.actor(Role.COORDINATOR)
    until = make.today() + timedelta(days=2)
    return lambda: today.snooze(rule="objection", subject_id=case.pk, until=until, reason="Möte på onsdag", by=by)
