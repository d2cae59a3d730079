"""Actor (den som handlar): somebody signed in with their current roles, a participant, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from ..models import Participant, Placement, User
from ..rules.people import Role
from .roles import HOST, OWN, Permission

PARTICIPANT, UNNAMED, AT_HOST = "participant", "unnamed", "host"
HELD = """
    SELECT held.role, held.unit_id, coalesce(unit.name, ''), ARRAY(
        SELECT opened.participant_id FROM stegvis_accessgrant AS opened
        WHERE opened.user_id = held.user_id AND opened.starts_at <= %(now)s::timestamptz
            AND (opened.ends_at IS NULL OR opened.ends_at > %(now)s::timestamptz)
    )
    FROM stegvis_staffrole AS held LEFT JOIN stegvis_organisation AS unit ON unit.id = held.unit_id
    WHERE held.user_id = %(user)s AND held.starts_on <= %(today)s::date
        AND (held.ends_on IS NULL OR held.ends_on >= %(today)s::date)
    ORDER BY held.id
"""
"""A user's roles and grants as they are now. Every request asks it, and the models' own way takes twenty times as long
to put into words: 2.6 ms against 0.1; a test holds the two together."""


@dataclass(frozen=True)
class Assignment:
    """One current role in one unit."""

    role: Role
    unit_id: int | None = None
    unit_name: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts: somebody signed in with their current roles, a participant on the own pages, or the system itself.

    `own` is what a participant may do with the own file; somebody who came by a link to one question has less.
    """

    user_id: int | None
    name: str
    assignments: tuple[Assignment, ...] = ()
    is_system: bool = False
    granted: frozenset[int] = frozenset()
    participant_id: int | None = None
    own: frozenset[Permission] = frozenset()
    placement_id: int | None = None

    @classmethod
    def of(cls, user: User) -> Actor:
        """The user with today's roles and grants; read at each request, so a revoked right is gone at the next."""
        with connection.cursor() as cursor:
            cursor.execute(HELD, {"user": user.pk, "today": timezone.localdate(), "now": timezone.now()})
            rows = cursor.fetchall()
        assignments = tuple(Assignment(Role(role), unit_id, unit_name) for role, unit_id, unit_name, _ in rows)
        return cls(user.pk, user.name, assignments, granted=frozenset(rows[0][-1] if rows else ()))

    @classmethod
    def system(cls, name: str) -> Actor:
        """The system itself: a command or a job, named in the log."""
        return cls(None, name, is_system=True)

    @classmethod
    def participant(cls, participant: Participant, *, own: frozenset[Permission] = OWN) -> Actor:
        """Somebody on the own pages."""
        return cls(None, participant.name, participant_id=participant.pk, own=own)

    @classmethod
    def host(cls, placement: Placement, *, name: str) -> Actor:
        """Somebody at a host who came by the link to one placement; the name is what they said themselves."""
        return cls(None, name, own=HOST, placement_id=placement.pk)

    @classmethod
    def unnamed(cls) -> Actor:
        """Somebody with a code to a form without a name."""
        return cls(None, "Någon utan namn", own=frozenset({Permission.RATING_ANSWER}))

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
        if self.is_system:
            return "system"
        if self.participant_id is not None:
            return PARTICIPANT
        if self.placement_id is not None:
            return AT_HOST
        return UNNAMED if self.own else (self.role or "")

    @property
    def role_label(self) -> str:
        return self.role.label if self.role else ""

    @property
    def unit_name(self) -> str:
        return self.assignments[0].unit_name if self.assignments else ""

    @property
    def unit_ids(self) -> list[int]:
        return [each.unit_id for each in self.assignments if each.unit_id is not None]
