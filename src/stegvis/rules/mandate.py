"""Mandate (uppdrag): how many new places a committee has asked for, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .ledger import Turnover
from .people import OrganisationKind
from .place import PlacementForm
from .words import Reason

MOST_PLACES = 10_000


@dataclass(frozen=True)
class Target:
    """One line of a mandate: of a department or of everybody, in a year or in all, for some forms and kinds of host.

    An empty tuple means all. `baseline` is how many seats there were before.
    """

    part: str
    target: int
    baseline: int = 0
    department: str = ""
    year: int | None = None
    forms: tuple[PlacementForm, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()


@dataclass(frozen=True)
class Made:
    """A change of the seats of one place, with what a target asks about it."""

    change: Turnover
    department: str
    kind: OrganisationKind
    forms: frozenset[PlacementForm]

    def counts_for(self, target: Target) -> bool:
        """Whether the change is within what the target is about."""
        return (
            target.department in ("", self.department)
            and target.year in (None, self.change.day.year)
            and (not target.kinds or self.kind in target.kinds)
            and (not target.forms or not self.forms.isdisjoint(target.forms))
        )


@dataclass(frozen=True)
class Progress:
    """How far a target has come. `new` is flow: seats that had never been there; `net` is what is left of them all."""

    target: Target
    new: int
    net: int

    @property
    def missing(self) -> int:
        return max(0, self.target.target - self.new)


def progress(target: Target, made: Iterable[Made]) -> Progress:
    """New seats and the net change within one target."""
    own = [each.change for each in made if each.counts_for(target)]
    return Progress(target, sum(each.new for each in own), sum(each.new + each.back - each.gone for each in own))


def reasons_not_to_save_mandate(*, name: str, starts_on: date, ends_on: date, exists: bool) -> list[Reason]:
    """A mandate has a name of its own and a time."""
    reasons = []
    if not name:
        reasons.append(Reason("Skriv vad uppdraget heter.", at="name"))
    if exists:
        reasons.append(Reason("Det finns redan ett uppdrag med det namnet.", at="name"))
    if ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    return reasons


def reasons_not_to_save_target(
    *, part: str, target: int, year: int | None, starts_on: date, ends_on: date, exists: bool
) -> list[Reason]:
    """A target says how many, of what, and when it says when it is a year of the mandate."""
    reasons = []
    if not part:
        reasons.append(Reason("Skriv vilken del av uppdraget målet gäller.", at="part"))
    if not 1 <= target <= MOST_PLACES:
        reasons.append(Reason("Skriv ett mål mellan 1 och {most} platser.", at="target", most=MOST_PLACES))
    if year is not None and not starts_on.year <= year <= ends_on.year:
        reasons.append(Reason("Uppdraget gäller {first}–{last}. Välj ett år där emellan.", at="year",
                              first=starts_on.year, last=ends_on.year))  # fmt: skip
    if exists:
        reasons.append(Reason("Det finns redan ett mål för den delen, förvaltningen och året.", at="part"))
    return reasons
