"""Search for people (sök deltagare). That somebody is known here is itself secret: a name is sought only among those
the reader may see, and elsewhere only a full identity number finds anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from ...access import Actor, Permission, visible_to
from ...models import CoordinatorPeriod, Participant
from ...models.people import ParticipantQuerySet
from ...rules.people import fold, read_identity_number
from ...rules.words import Reason
from .whom import whom_to_ask

MOST_HITS = 50
SHORTEST_WORD = 2
LOOKS_LIKE_A_NUMBER = re.compile(r"[\d\s+\-–−/]{6,}\Z")


class Sought(StrEnum):
    """What was typed: nothing that can be sought, a name, or a whole number."""

    NOTHING = "nothing"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True)
class Hit:
    """Somebody the reader may see: the name leads to the page."""

    participant_id: int
    name: str
    born_year: int | None
    coordinator: str
    is_protected: bool


@dataclass(frozen=True)
class Elsewhere:
    """Somebody with that very number who belongs to others: only whom to ask, never the name."""

    participant_id: int
    whom: Reason
    is_protected: bool


@dataclass(frozen=True)
class Found:
    """The answer to one search."""

    sought: Sought
    hits: tuple[Hit, ...] = ()
    elsewhere: Elsewhere | None = None
    is_cut: bool = False
    problem: Reason | None = None
    digits: str = ""

    @property
    def participant_ids(self) -> list[int]:
        known = [hit.participant_id for hit in self.hits]
        return [*known, self.elsewhere.participant_id] if self.elsewhere else known

    @property
    def may_register(self) -> bool:
        """A form for somebody new comes only after a search that a person who is here would have turned up in."""
        return self.problem is None and self.elsewhere is None and not (self.hits and self.sought is Sought.NUMBER)


def find_people(actor: Actor, typed: str, *, today: date) -> Found:
    """Search for what was typed: a whole identity number, or the beginnings of names."""
    typed = typed.replace("\x00", " ").strip()
    if LOOKS_LIKE_A_NUMBER.match(typed):
        return _by_number(actor, typed, today=today)
    words = fold(typed).split()
    if not any(len(word) >= SHORTEST_WORD for word in words):
        return Found(
            Sought.NOTHING, problem=Reason("Skriv minst två bokstäver av namnet, eller ett helt personnummer.")
        )
    return _by_name(actor, words)


def _by_name(actor: Actor, words: list[str]) -> Found:
    own = _within_reach(actor).named_like(words).order_by("sort_name", "pk")
    people = list(own[: MOST_HITS + 1])
    return Found(Sought.NAME, hits=_hits(people[:MOST_HITS]), is_cut=len(people) > MOST_HITS)


def _by_number(actor: Actor, typed: str, *, today: date) -> Found:
    number = read_identity_number(typed, today=today)
    if isinstance(number, Reason):
        return Found(Sought.NOTHING, problem=number)
    person = Participant.objects.filter(identity_number=number.digits).first()
    if person is None:
        return Found(Sought.NUMBER, digits=number.digits)
    if _within_reach(actor).filter(pk=person.pk).exists():
        return Found(Sought.NUMBER, hits=_hits([person]), digits=number.digits)
    elsewhere = Elsewhere(person.pk, whom_to_ask(person), person.is_protected)
    return Found(Sought.NUMBER, elsewhere=elsewhere, digits=number.digits)


def _within_reach(actor: Actor) -> ParticipantQuerySet:
    """Those whose name the reader may see, and those in the queue whose file intake reads."""
    named = visible_to(actor, Participant, Permission.PARTICIPANT_NAME).values("pk")
    read = visible_to(actor, Participant, Permission.PARTICIPANT_READ).values("pk")
    return Participant.objects.filter(Q(pk__in=named) | Q(pk__in=read))


def _hits(people: list[Participant]) -> tuple[Hit, ...]:
    periods = CoordinatorPeriod.objects.current().filter(case__participant__in=people)
    coordinators = dict(periods.values_list("case__participant_id", "coordinator__name"))
    return tuple(
        Hit(
            participant_id=person.pk,
            name=person.name,
            born_year=person.born_on.year if person.born_on else None,
            coordinator=coordinators.get(person.pk, ""),
            is_protected=person.is_protected,
        )
        for person in people
    )
