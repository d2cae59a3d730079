"""People (personer): register and change participants, give and end roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Organisation, Participant, StaffRole, User
from ..rules.history import EventKind
from ..rules.message import Channel, reasons_not_to_reach_by
from ..rules.people import BECAME_PROTECTED, Gender, IdentityNumber, Protection, Role, read_identity_number
from ..rules.programme import reasons_against_clock
from ..rules.words import Reason
from .handover import leave_without_coordinator
from .log import log, stop_if
from .privacy import head_ids, let_read_protected, without_grant
from .protection import shut_out

CHANGEABLE = frozenset(
    {"given_name", "family_name", "gender", "born_on", "protection", "language", "phone", "email", "travel_zone"}
    | {"page_language", "reach_by", "arrived_on", "introduction_started_on"}
)


@transaction.atomic
def register_participant(
    *,
    given_name: str,
    family_name: str,
    identity_number: str = "",
    born_on: date | None = None,
    gender: Gender = Gender.UNKNOWN,
    protection: Protection = Protection.NONE,
    language: str = "",
    phone: str = "",
    email: str = "",
    travel_zone: str = "",
    by: Actor,
) -> Participant:
    """Register somebody new. Raises NotAllowedNow when the number is wrong or already here."""
    require(by, Permission.REFERRAL_CREATE)
    number, reasons = _read_number(identity_number)
    reasons += _reasons_about_names(given_name, family_name)
    if number:
        _one_at_a_time(number)
    if number and Participant.objects.filter(identity_number=number.digits).exists():
        reasons.append(Reason("Någon med det numret finns redan. Sök på numret.", at="identity_number"))
    if number is None and born_on is None:
        reasons.append(Reason("Skriv födelsedatum när identitetsnummer saknas.", at="born_on"))
    stop_if(reasons)
    participant = Participant.objects.create(
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        identity_number=number.digits if number else None,
        born_on=number.born_on if number else born_on,
        gender=number.gender if number else gender,
        protection=protection,
        language=language.strip(),
        phone=phone.strip(),
        email=email.strip(),
        travel_zone=travel_zone,
    )
    log(EventKind.PARTICIPANT_REGISTERED, participant, by=by)
    return participant


def _one_at_a_time(number: IdentityNumber) -> None:
    """Whoever comes second with the same number waits, and then meets the person instead of a constraint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('identity number'), hashtext(%s))", [number.digits])


def _read_number(text: str) -> tuple[IdentityNumber | None, list[Reason]]:
    if not text.strip():
        return None, []
    answer = read_identity_number(text, today=timezone.localdate())
    return (None, [answer]) if isinstance(answer, Reason) else (answer, [])


def _reasons_about_names(given_name: str, family_name: str) -> list[Reason]:
    reasons = []
    if not given_name.strip():
        reasons.append(Reason("Skriv förnamn.", at="given_name"))
    if not family_name.strip():
        reasons.append(Reason("Skriv efternamn.", at="family_name"))
    return reasons


@transaction.atomic
def change_participant(participant: Participant, *, by: Actor, **changes: Any) -> Participant:
    """Change what is known of a person; the number only where it was missing."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    require(by, Permission.PARTICIPANT_WRITE, participant)
    new_number = str(changes.pop("identity_number", "") or "")
    number, reasons = _read_number(new_number) if not participant.identity_number else (None, [])
    reasons += _reasons_about_names(
        changes.get("given_name", participant.given_name), changes.get("family_name", participant.family_name)
    )
    if number and Participant.objects.filter(identity_number=number.digits).exists():
        reasons.append(Reason("Någon med det numret finns redan. Sök på numret.", at="identity_number"))
    stop_if(reasons + _reasons_about_rest(participant, changes))
    was_protected = participant.is_protected
    changed = sorted(key for key in CHANGEABLE & changes.keys() if getattr(participant, key) != changes[key])
    for key in changed:
        setattr(participant, key, changes[key])
    if number:
        participant.identity_number, participant.born_on = number.digits, number.born_on
        changed.append("identity_number")
    if changed:
        participant.save()
        log(EventKind.PARTICIPANT_CHANGED, participant, by=by, columns=changed)
    if participant.is_protected and not was_protected:
        _let_those_at_work_read(participant, by=by)
        shut_out(participant, by=by)
    return participant


def _reasons_about_rest(participant: Participant, changes: Mapping[str, Any]) -> list[Reason]:
    """How somebody is reached, and the days of the newcomer's clock, as they would stand after the change."""

    def then(column: str) -> Any:
        return changes.get(column, getattr(participant, column))

    reasons = []
    if {"reach_by", "email", "phone"} & changes.keys():
        reasons += reasons_not_to_reach_by(
            reach_by=Channel(then("reach_by")),
            before=Channel(participant.reach_by),
            phone=then("phone"),
            email=then("email"),
            is_protected=Protection(then("protection")) is not Protection.NONE,
        )
    if {"arrived_on", "introduction_started_on"} & changes.keys():
        reasons += reasons_against_clock(
            arrived_on=then("arrived_on"),
            introduction_started_on=then("introduction_started_on"),
            today=timezone.localdate(),
        )
    return reasons


def _let_those_at_work_read(participant: Participant, *, by: Actor) -> None:
    """The day somebody becomes protected, the coordinator, the heads of the unit and whoever wrote it keep reading."""
    readers: list[int | None] = [by.user_id]
    for case in participant.cases.open():
        readers += head_ids(case.unit_id)
        readers += case.coordinator_periods.current().values_list("coordinator_id", flat=True)
    for reader_id in without_grant(participant, readers):
        let_read_protected(participant, reader_id, because=BECAME_PROTECTED, by=by)


@transaction.atomic
def give_role(user: User, *, role: Role, unit: Organisation | None, starts_on: date, by: Actor) -> StaffRole:
    """Give somebody a role in a unit from a day on."""
    require(by, Permission.SETTINGS_WRITE)
    exists = StaffRole.objects.current(starts_on).filter(user=user, role=role, unit=unit).exists()
    stop_if([Reason("Personen har redan den rollen där.", at="role")] if exists else [])
    staff_role = StaffRole.objects.create(user=user, role=role, unit=unit, starts_on=starts_on)
    log(EventKind.ROLE_GIVEN, staff_role, by=by, role=role.value, user=user.pk)
    return staff_role


@transaction.atomic
def end_role(staff_role: StaffRole, *, ends_on: date, leaves_without: bool = False, by: Actor) -> int:
    """End a role; the right is gone at the next request after the day.

    A coordinator hands over first. Whoever `leaves_without` knows that participants will stand without a coordinator
    on the manager's page of the day; the answer is how many.
    """
    require(by, Permission.SETTINGS_WRITE)
    staff_role = StaffRole.objects.select_for_update(of=("self",)).select_related("user").get(pk=staff_role.pk)
    early = ends_on < staff_role.starts_on
    stop_if([Reason("Sista dagen ligger före första dagen.", at="ends_on")] if early else [])
    left = 0
    if staff_role.role == Role.COORDINATOR:
        left = leave_without_coordinator(
            staff_role.user, unit_id=staff_role.unit_id, ends_on=ends_on, is_known=leaves_without, by=by
        )
    staff_role.ends_on = ends_on
    staff_role.save()
    log(EventKind.ROLE_ENDED, staff_role, by=by, role=staff_role.role, user=staff_role.user_id)
    return left
