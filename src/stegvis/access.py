"""Access (behörighet): who is here. `may` answers for one act, `visible_to` for a list; both from the same table.

When something is possible stands in `rules/`. A permission is held in a *scope*: what the holder must have to do with
the person (own caseload, placed in my unit, referred by me …). Somebody with protected identity is in nobody's scope
without an explicit grant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from .models import (
    AccessGrant,
    Activity,
    Case,
    CaseEvent,
    CoordinatorPeriod,
    CriterionMark,
    Exit,
    Participant,
    Placement,
    Plan,
    PlanAction,
    Referral,
    StaffRole,
    StepMove,
    User,
)
from .rules.people import Protection, Role
from .rules.placement import Answer, PlacementStatus
from .rules.referral import ReferralStatus
from .rules.words import Reason

AnyModel = TypeVar("AnyModel", bound=Model)


class Permission(StrEnum):
    """What somebody may do. The key is the name of the act."""

    TODAY_READ = "today_read"
    PARTICIPANT_SEARCH = "participant_search"
    PARTICIPANT_NAME = "participant_name"
    PARTICIPANT_WORK = "participant_work"
    PARTICIPANT_READ = "participant_read"
    PARTICIPANT_WRITE = "participant_write"
    PARTICIPANT_OPEN_WITH_REASON = "participant_open_with_reason"
    ACCESS_GRANT = "access_grant"
    REFERRAL_CREATE = "referral_create"
    REFERRAL_READ = "referral_read"
    REFERRAL_DECIDE = "referral_decide"
    COORDINATOR_ASSIGN = "coordinator_assign"
    MAPPING_WRITE = "mapping_write"
    PLAN_WRITE = "plan_write"
    ACTIVITY_WRITE = "activity_write"
    CRITERION_MARK = "criterion_mark"
    STEP_MOVE = "step_move"
    PLACE_READ = "place_read"
    PLACE_WRITE = "place_write"
    PLACEMENT_READ = "placement_read"
    PLACEMENT_PROPOSE = "placement_propose"
    PLACEMENT_ANSWER_FOR_HOST = "placement_answer_for_host"
    PLACEMENT_START = "placement_start"
    PLACEMENT_END = "placement_end"
    EXIT_WRITE = "exit_write"
    INDICATOR_READ = "indicator_read"
    INDICATOR_RECORDS = "indicator_records"
    REPORT_READ = "report_read"
    PARTICIPANTS_IMPORT = "participants_import"
    PLACES_IMPORT = "places_import"
    LOG_READ = "log_read"
    SETTINGS_WRITE = "settings_write"


class Scope(StrEnum):
    """What the holder must have to do with the person."""

    EVERYONE = "everyone"
    OWN_CASELOAD = "own_caseload"
    OWN_UNIT = "own_unit"
    QUEUE = "queue"
    PLACED_IN_UNIT = "placed_in_unit"
    OWN_PLACES = "own_places"
    OWN_REFERRALS = "own_referrals"
    AT_PLACES = "at_places"
    GRANTED = "granted"


P = Permission
CASE_WORK = frozenset(
    {P.PARTICIPANT_READ, P.PARTICIPANT_WORK, P.PARTICIPANT_WRITE, P.REFERRAL_READ, P.ACCESS_GRANT}
    | {P.MAPPING_WRITE, P.PLAN_WRITE, P.ACTIVITY_WRITE, P.CRITERION_MARK, P.STEP_MOVE, P.EXIT_WRITE}
    | {P.PLACEMENT_READ, P.PLACEMENT_PROPOSE, P.PLACEMENT_ANSWER_FOR_HOST, P.PLACEMENT_START, P.PLACEMENT_END}
)
"""What whoever has the case does with it."""


def _held(*permissions: Permission, scope: Scope = Scope.EVERYONE) -> dict[Permission, Scope]:
    return dict.fromkeys(permissions, scope)


ROLES: Mapping[Role, Mapping[Permission, Scope]] = {
    Role.INTAKE: {
        **_held(P.TODAY_READ, P.PARTICIPANT_SEARCH, P.REFERRAL_CREATE, P.PLACE_READ, P.PARTICIPANTS_IMPORT),
        **_held(P.REFERRAL_READ, P.REFERRAL_DECIDE, P.COORDINATOR_ASSIGN, scope=Scope.OWN_UNIT),
        **_held(P.PARTICIPANT_READ, P.PARTICIPANT_WRITE, scope=Scope.QUEUE),
        **_held(P.PARTICIPANT_NAME, scope=Scope.OWN_UNIT),
    },
    Role.COORDINATOR: {
        **_held(P.TODAY_READ, P.PARTICIPANT_SEARCH, P.PLACE_READ, P.INDICATOR_READ, P.PARTICIPANT_OPEN_WITH_REASON),
        **_held(*CASE_WORK, scope=Scope.OWN_CASELOAD),
        **_held(P.PARTICIPANT_NAME, scope=Scope.OWN_UNIT),
    },
    Role.TEAM_MEMBER: {
        **_held(P.PLACE_READ),
        **_held(P.PARTICIPANT_NAME, P.PARTICIPANT_READ, P.PARTICIPANT_WORK, P.PLACEMENT_READ, scope=Scope.GRANTED),
    },
    Role.WORK_SUPERVISOR: {
        **_held(P.TODAY_READ, P.PLACE_READ),
        **_held(
            P.PARTICIPANT_NAME,
            P.PARTICIPANT_WORK,
            P.CRITERION_MARK,
            P.PLACEMENT_READ,
            P.PLACEMENT_ANSWER_FOR_HOST,
            P.PLACEMENT_END,
            scope=Scope.PLACED_IN_UNIT,
        ),
    },
    Role.WORKPLACE_SUPERVISOR: {
        **_held(P.PLACE_READ),
        **_held(P.PARTICIPANT_NAME, P.PLACEMENT_READ, scope=Scope.OWN_PLACES),
    },
    Role.RECEIVING_MANAGER: {
        **_held(P.TODAY_READ, P.PLACE_READ),
        **_held(P.PARTICIPANT_NAME, P.PLACEMENT_READ, P.PLACEMENT_ANSWER_FOR_HOST, scope=Scope.OWN_PLACES),
    },
    Role.EMPLOYER_COORDINATOR: {
        **_held(P.TODAY_READ, P.PLACE_READ, P.PLACE_WRITE, P.PLACES_IMPORT, P.INDICATOR_READ),
        **_held(P.PARTICIPANT_NAME, P.PLACEMENT_READ, P.PLACEMENT_ANSWER_FOR_HOST, scope=Scope.AT_PLACES),
    },
    Role.HR: {
        **_held(P.TODAY_READ, P.PLACE_READ, P.PLACE_WRITE, P.PLACES_IMPORT, P.INDICATOR_READ),
        **_held(P.PARTICIPANT_NAME, P.PLACEMENT_READ, P.PLACEMENT_ANSWER_FOR_HOST, scope=Scope.AT_PLACES),
    },
    Role.REFERRER: {
        **_held(P.REFERRAL_CREATE, P.PARTICIPANT_SEARCH),
        **_held(P.REFERRAL_READ, P.PARTICIPANT_NAME, scope=Scope.OWN_REFERRALS),
    },
    Role.UNIT_MANAGER: {
        **_held(P.TODAY_READ, P.PARTICIPANT_SEARCH, P.PLACE_READ, P.INDICATOR_READ, P.INDICATOR_RECORDS, P.REPORT_READ),
        **_held(P.REFERRAL_CREATE, P.PARTICIPANTS_IMPORT, P.PLACES_IMPORT, P.PARTICIPANT_OPEN_WITH_REASON),
        **_held(*CASE_WORK, P.PARTICIPANT_NAME, P.REFERRAL_DECIDE, P.COORDINATOR_ASSIGN, scope=Scope.OWN_UNIT),
    },
    Role.ANALYST: _held(P.INDICATOR_READ, P.INDICATOR_RECORDS, P.REPORT_READ),
    Role.COMMITTEE_SECRETARY: _held(P.INDICATOR_READ, P.REPORT_READ),
    Role.COMMITTEE_MEMBER: _held(P.INDICATOR_READ, P.REPORT_READ),
    Role.ADMINISTRATOR: _held(P.SETTINGS_WRITE, P.PARTICIPANTS_IMPORT, P.PLACES_IMPORT, P.PLACE_READ),
    Role.PRIVACY_OFFICER: _held(P.LOG_READ),
}


@dataclass(frozen=True)
class Assignment:
    """One current role in one unit."""

    role: Role
    unit_id: int | None = None
    unit_name: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts: somebody signed in with their current roles, or the system itself."""

    user_id: int | None
    name: str
    assignments: tuple[Assignment, ...] = ()
    is_system: bool = False
    granted: frozenset[int] = frozenset()

    @classmethod
    def of(cls, user: User) -> Actor:
        """The user with today's roles and grants; read at each request, so a revoked right is gone at the next."""
        grants = AccessGrant.objects.current(timezone.now()).filter(user=OuterRef("user")).values("participant")
        roles = StaffRole.objects.current(timezone.localdate()).filter(user=user).order_by("pk")
        rows = list(roles.values_list("role", "unit_id", "unit__name", ArraySubquery(grants)))
        assignments = tuple(Assignment(Role(role), unit_id, name or "") for role, unit_id, name, _ in rows)
        return cls(user.pk, user.name, assignments, granted=frozenset(rows[0][-1] if rows else ()))

    @classmethod
    def system(cls, name: str) -> Actor:
        """The system itself: a command or a job, named in the log."""
        return cls(None, name, is_system=True)

    @property
    def signed_in_id(self) -> int:
        """The user's key; the system itself has none and may not do what a person must answer for."""
        if self.user_id is None:
            raise PermissionDenied("needs somebody signed in")
        return self.user_id

    @property
    def role(self) -> Role | None:
        """The first role, which decides navigation and what the logs say."""
        return self.assignments[0].role if self.assignments else None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(each.role for each in self.assignments)

    @property
    def role_key(self) -> str:
        return "system" if self.is_system else (self.role or "")

    @property
    def role_label(self) -> str:
        return self.role.label if self.role else ""

    @property
    def unit_name(self) -> str:
        return self.assignments[0].unit_name if self.assignments else ""

    @property
    def unit_ids(self) -> list[int]:
        return [each.unit_id for each in self.assignments if each.unit_id is not None]


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


PERSON_OF: dict[type[Model], str] = {
    Participant: "pk",
    Referral: "participant_id",
    Case: "participant_id",
    Plan: "case__participant_id",
    PlanAction: "plan__case__participant_id",
    Activity: "case__participant_id",
    CriterionMark: "case__participant_id",
    StepMove: "case__participant_id",
    Placement: "case__participant_id",
    Exit: "case__participant_id",
    CaseEvent: "participant_id",
}
"""How each table leads to the person it is about. A table that is not here holds no person."""

AFTER_EXIT_DAYS = 90
"""How long the last coordinator keeps a closed case: the outcome is confirmed after a month."""

READ: dict[type[Model], Permission] = {Referral: Permission.REFERRAL_READ}
"""The permission that lets somebody see rows of a table; PARTICIPANT_NAME where nothing else is said."""


def may(actor: Actor, permission: Permission, subject: Model | None = None) -> bool:
    """Whether the actor holds the permission, and, for a subject that is about a person, within its scope."""
    if actor.is_system:
        return True
    if not any(permission in ROLES[each.role] for each in actor.assignments):
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
    within = Q(pk__in=[])
    for each in actor.assignments:
        scope = ROLES[each.role].get(permission)
        if scope is not None:
            within |= _own_rows(actor, each, scope, model) or Q(**{f"{path}__in": PEOPLE[scope](actor, each)})
    let_in = Q(**{f"{path}__in": actor.granted}) if actor.granted else Q(pk__in=[])
    if any(permission in GRANTABLE and P.PARTICIPANT_OPEN_WITH_REASON in ROLES[e.role] for e in actor.assignments):
        within |= let_in
    return rows.filter(within, _unprotected(model, path) | let_in)


def _unprotected(model: type[Model], path: str) -> Q:
    if model is CaseEvent:  # the history holds keys without relations
        return ~Q(participant_id__in=Participant.objects.exclude(protection=Protection.NONE).values("pk"))
    return Q(**{path.removesuffix("pk").replace("participant_id", "participant__") + "protection": Protection.NONE})


GRANTABLE = frozenset({P.PARTICIPANT_NAME, P.PARTICIPANT_WORK, P.PARTICIPANT_READ, P.PLACEMENT_READ})
"""What breaking the glass gives: reading, never writing."""


def _own_rows(actor: Actor, each: Assignment, scope: Scope, model: type[Model]) -> Q | None:
    """Referrals belong to who wrote them and to the unit that got them, not to everything of the same person.

    A host learns of a placement first when the participant has said yes.
    """
    said_yes = ~Q(status=PlacementStatus.PARTICIPANT_ASKED) & ~Q(participant_answer=Answer.NO)
    if model is Referral and scope is Scope.OWN_REFERRALS:
        return Q(referred_by=actor.user_id)
    if model is Referral and scope is Scope.OWN_UNIT:
        return Q(unit=each.unit_id)
    if model is Placement and scope is Scope.OWN_PLACES:
        return said_yes & (Q(place__supervisor=actor.user_id) | Q(place__manager=actor.user_id))
    if model is Placement and scope is Scope.PLACED_IN_UNIT:
        return said_yes & Q(place__host=each.unit_id)
    if model is Placement and scope is Scope.AT_PLACES:
        return said_yes & Q(case__closed_on__isnull=True)
    return None


Keys = QuerySet[Any, int]


def _everyone(actor: Actor, each: Assignment) -> Keys:
    return Participant.objects.values_list("pk", flat=True)


def _of_unit(actor: Actor, each: Assignment) -> Keys:
    return Case.objects.filter(unit=each.unit_id).values_list("participant_id", flat=True)


def _in_queue(actor: Actor, each: Assignment) -> Keys:
    waiting = Referral.objects.filter(status=ReferralStatus.RECEIVED, unit=each.unit_id)
    return waiting.values_list("participant_id", flat=True)


def _placed_in_unit(actor: Actor, each: Assignment) -> Keys:
    return Placement.objects.active().filter(place__host=each.unit_id).values_list("case__participant_id", flat=True)


ASKED_OR_PLACED = (PlacementStatus.HOST_ASKED, PlacementStatus.AGREED, PlacementStatus.ACTIVE)


def _at_own_places(actor: Actor, each: Assignment) -> Keys:
    own = Q(place__supervisor=actor.user_id) | Q(place__manager=actor.user_id)
    placements = Placement.objects.filter(own, status__in=ASKED_OR_PLACED)
    return placements.values_list("case__participant_id", flat=True)


def _own_referrals(actor: Actor, each: Assignment) -> Keys:
    return Referral.objects.filter(referred_by=actor.user_id).values_list("participant_id", flat=True)


def _at_places(actor: Actor, each: Assignment) -> Keys:
    placements = Placement.objects.filter(status__in=ASKED_OR_PLACED, case__closed_on__isnull=True)
    return placements.values_list("case__participant_id", flat=True)


def _caseload(actor: Actor, each: Assignment) -> Keys:
    """Those whose coordinator the actor is, and for a while those who left: the outcome is to be confirmed."""
    latest = timezone.localdate() - timedelta(days=AFTER_EXIT_DAYS)
    own = CoordinatorPeriod.objects.filter(coordinator=actor.user_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on=F("case__closed_on"), case__closed_on__gte=latest)
    )
    return own.values_list("case__participant_id", flat=True)


PEOPLE: Mapping[Scope, Callable[[Actor, Assignment], Keys | frozenset[int]]] = {
    Scope.EVERYONE: _everyone,
    Scope.OWN_CASELOAD: _caseload,
    Scope.OWN_UNIT: _of_unit,
    Scope.QUEUE: _in_queue,
    Scope.PLACED_IN_UNIT: _placed_in_unit,
    Scope.OWN_PLACES: _at_own_places,
    Scope.OWN_REFERRALS: _own_referrals,
    Scope.AT_PLACES: _at_places,
    Scope.GRANTED: lambda actor, each: actor.granted,
}
"""Each scope as the keys of the people within it; built only when a role holds it."""
