"""Settings on screen (inställningar): users with their roles, units. Nothing about participants."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..access import ROLES, Scope
from ..models import Organisation, StaffRole, User
from ..models.people import folded
from ..rules.people import OrganisationKind, Role, fold
from .paging import Paging

PAGE_SIZE = 50
IN_A_UNIT = frozenset({Scope.OWN_UNIT, Scope.QUEUE, Scope.PLACED_IN_UNIT})
NEEDS_UNIT = frozenset(role for role, held in ROLES.items() if IN_A_UNIT & set(held.values()))
"""Roles that reach nobody without a unit."""


@dataclass(frozen=True)
class RoleRow:
    """One role somebody has, had or will have."""

    pk: int
    role: Role
    unit: str
    starts_on: date
    ends_on: date | None
    is_current: bool


@dataclass(frozen=True)
class UserRow:
    """One line of the list of users, with the roles of today."""

    pk: int
    name: str
    username: str
    is_active: bool
    roles: tuple[tuple[Role, str], ...]


@dataclass(frozen=True)
class UserList:
    """One page of the users."""

    rows: tuple[UserRow, ...]
    paging: Paging


@dataclass(frozen=True)
class UnitRow:
    """One unit or other part of the municipality, with how many work there."""

    name: str
    kind: OrganisationKind
    parent: str
    takes_participants: bool
    staff: int


def user_list(*, named: str, role: Role | None, page: int, today: date) -> UserList:
    """Users by name, those one asks for."""
    users = User.objects.all()
    for word in fold(named).split():
        folded_name = folded("name")
        users = users.alias(folded=folded_name).filter(Q(folded__contains=word) | Q(username__contains=word))
    current = StaffRole.objects.current(today)
    if role is not None:
        users = users.filter(pk__in=current.filter(role=role).values("user_id"))
    paging = Paging.of(users.count(), page, size=PAGE_SIZE)
    shown = list(users.order_by("-is_active", folded("name"), "pk")[paging.rows])
    roles: dict[int, list[tuple[Role, str]]] = defaultdict(list)
    rows = current.filter(user__in=shown).order_by("pk").values_list("user_id", "role", "unit__name")
    for user_id, key, unit in rows:
        roles[user_id].append((Role(key), unit or ""))
    return UserList(
        rows=tuple(UserRow(user.pk, user.name, user.username, user.is_active, tuple(roles[user.pk])) for user in shown),
        paging=paging,
    )


def roles_of(user: User, *, today: date) -> tuple[RoleRow, ...]:
    """Every role, those that hold today first."""
    rows = StaffRole.objects.filter(user=user).select_related("unit").order_by("-starts_on", "-pk")
    found = [
        RoleRow(
            pk=row.pk,
            role=Role(row.role),
            unit=row.unit.name if row.unit else "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_current=row.starts_on <= today and (row.ends_on is None or row.ends_on >= today),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: not row.is_current))


def units(*, today: date) -> tuple[UnitRow, ...]:
    """The municipality's own parts. Associations and companies stand among the places."""
    own = (OrganisationKind.MUNICIPALITY, OrganisationKind.DEPARTMENT, OrganisationKind.UNIT)
    staff: dict[int, set[int]] = defaultdict(set)
    rows = StaffRole.objects.current(today).exclude(unit=None).values_list("unit_id", "user_id")
    for unit_id, user_id in rows:
        staff[unit_id].add(user_id)
    organisations = Organisation.objects.filter(kind__in=own).select_related("parent").order_by("name")
    return tuple(
        UnitRow(
            name=each.name,
            kind=OrganisationKind(each.kind),
            parent=each.parent.name if each.parent else "",
            takes_participants=each.takes_participants,
            staff=len(staff[each.pk]),
        )
        for each in organisations
    )
