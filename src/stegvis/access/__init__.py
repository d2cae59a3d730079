"""Access (behörighet): who is here. `may` answers for one act, `visible_to` for a list; both from the same table.

When something is possible stands in `rules/`. A permission is held in a *scope*: what the holder must have to do with
the person (own caseload, placed in my unit, referred by me …). Somebody with protected identity is in nobody's scope
without an explicit grant; a participant reaches the own file and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from ..models import Participant
from ..rules.words import Reason
from .actor import Actor, Assignment
from .relation import AFTER_EXIT_DAYS, PEOPLE, PERSON_OF, READ, own_file, own_rows, unprotected
from .roles import CASE_WORK, GRANTABLE, HOST, OWN, ROLES, Permission, Scope

__all__ = [
    "AFTER_EXIT_DAYS",
    "CASE_WORK",
    "GRANTABLE",
    "HOST",
    "OWN",
    "PERSON_OF",
    "ROLES",
    "Actor",
    "Assignment",
    "NotAllowed",
    "NotAllowedNow",
    "Permission",
    "Scope",
    "may",
    "permissions_on",
    "reach",
    "require",
    "visible_to",
]

AnyModel = TypeVar("AnyModel", bound=Model)


class NotAllowed(PermissionDenied):
    """Somebody lacks the permission or the relation (403). Says what is missing; the view says who to ask."""

    def __init__(self, permission: Permission, subject: Model | None = None) -> None:
        super().__init__(permission.value)
        self.permission = permission
        self.subject = subject


class NotAllowedNow(Exception):
    """A rule says no, with every reason at once; the view shows them and keeps what was typed."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__("; ".join(str(reason) for reason in self.reasons))


def may(actor: Actor, permission: Permission, subject: Model | None = None) -> bool:
    """Whether the actor holds the permission, and, for a subject that is about a person, within its scope."""
    if actor.is_system:
        return True
    holds = permission in actor.own or any(permission in ROLES[each.role] for each in actor.assignments)
    if not holds:
        return False
    if subject is None or type(subject) not in PERSON_OF:
        return True
    return visible_to(actor, type(subject), permission).filter(pk=subject.pk).exists()


def permissions_on(actor: Actor, subject: Model, permissions: Iterable[Permission]) -> frozenset[Permission]:
    """Those of the permissions that the actor holds on one subject: one statement for each reach, not one for each."""
    person = subject.pk if isinstance(subject, Participant) else getattr(subject, "participant_id", None)
    by_reach: dict[object, list[Permission]] = {}
    for permission in permissions:
        by_grant, by_role = reach(actor, permission)
        is_let_in = by_grant and (person is None or person in actor.granted)
        by_reach.setdefault((is_let_in, by_role), []).append(permission)
    return frozenset(each for same in by_reach.values() if may(actor, same[0], subject) for each in same)


def reach(actor: Actor, permission: Permission) -> tuple[bool, tuple[Scope | None, ...]]:
    """How far a permission reaches for the actor; two with the same reach see the same people."""
    return permission in GRANTABLE, tuple(ROLES[each.role].get(permission) for each in actor.assignments)


def require(actor: Actor, permission: Permission, subject: Model | None = None) -> None:
    """Raise `NotAllowed` unless `may`."""
    if not may(actor, permission, subject):
        raise NotAllowed(permission, subject)


def visible_to(actor: Actor, model: type[AnyModel], permission: Permission | None = None) -> QuerySet[AnyModel]:
    """The rows that the actor may see (or, with a permission, use it on)."""
    rows = model._default_manager.all()
    if actor.is_system:
        return rows
    permission = permission or READ.get(model, Permission.PARTICIPANT_NAME)
    path = PERSON_OF[model]
    if actor.own:
        return rows.filter(own_file(actor, model, path)) if permission in actor.own else rows.none()
    within = Q(pk__in=[])
    for each in actor.assignments:
        scope = ROLES[each.role].get(permission)
        if scope is not None:
            within |= own_rows(actor, each, scope, model) or _among(PEOPLE[scope](actor, each), path)
    let_in = Q(**{f"{path}__in": actor.granted}) if actor.granted else Q(pk__in=[])
    if any(
        permission in GRANTABLE and Permission.PARTICIPANT_OPEN_WITH_REASON in ROLES[e.role] for e in actor.assignments
    ):
        within |= let_in
    return rows.filter(within, unprotected(model, path) | let_in)


def _among(people: QuerySet[Any, int] | frozenset[int], path: str) -> Q:
    """Whether a row's person is one of them, looked up for each row instead of gathering everybody for one."""
    if isinstance(people, frozenset):
        return Q(**{f"{path}__in": people})
    return Q(Exists(people.filter(**{PERSON_OF[people.model]: OuterRef(path)})))
