"""Agreement (avtal): parties, ceilings for each form, a period, and who counts against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .place import PlacementForm
from .words import N_, Labelled, Reason


class AgreementKind(Labelled):
    """The agreement that a place rests on."""

    OSA_ORDER = "osa_order", N_("OSA-beställning")
    CIVIC_PARTNERSHIP = "civic_partnership", N_("idéburet offentligt partnerskap")
    INTERNAL = "internal", N_("intern överenskommelse")
    PROCUREMENT = "procurement", N_("villkor i upphandling")


@dataclass(frozen=True)
class Held:
    """A placement that counts against an agreement, from its first day to its last."""

    form: PlacementForm
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What one agreement allows, and the placements that count against it."""

    key: int
    reference: str
    starts_on: date
    ends_on: date | None
    seats: int
    ceilings: Mapping[PlacementForm, int] = field(default_factory=dict)
    held: tuple[Held, ...] = ()

    def takes(self, form: PlacementForm) -> bool:
        """An agreement that names forms is about those alone."""
        return not self.ceilings or form in self.ceilings

    def is_in_force(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def covers(self, last: date) -> bool:
        return self.ends_on is None or last <= self.ends_on


def most_at_once(held: Iterable[Held], *, first: date, last: date) -> int:
    """How many there are on the fullest day; more begin to be there only on a day when somebody starts."""
    here = [(max(each.first, first), each.last) for each in held if each.first <= last and each.last >= first]
    return max((sum(1 for start, end in here if start <= day <= end) for day, _ in here), default=0)


def reasons_not_under(terms: Terms, *, form: PlacementForm, starts_on: date, ends_on: date) -> list[Reason]:
    """Every reason why one more cannot count against the agreement."""
    if not terms.takes(form):
        return [Reason("Avtalet {reference} omfattar inte {form}.", reference=terms.reference, form=form)]
    reasons = []
    in_all = most_at_once(terms.held, first=starts_on, last=ends_on)
    if in_all >= terms.seats:
        reasons.append(
            Reason(
                "Avtalet {reference} är fullt: {held} av {seats} platser är upptagna.",
                reference=terms.reference, held=in_all, seats=terms.seats,
            )
        )  # fmt: skip
    ceiling = terms.ceilings.get(form)
    if ceiling is not None:
        held = most_at_once((each for each in terms.held if each.form is form), first=starts_on, last=ends_on)
        if held >= ceiling:
            reasons.append(
                Reason(
                    "Taket för {form} i avtalet {reference} är nått: {held} av {seats}.",
                    form=form, reference=terms.reference, held=held, seats=ceiling,
                )
            )  # fmt: skip
    return reasons


def choose(
    found: Iterable[Terms], *, form: PlacementForm, starts_on: date, ends_on: date
) -> tuple[int | None, list[Reason]]:
    """The first of the agreements that takes one more, whole periods before those that end meanwhile; or why none."""
    in_force = [terms for terms in found if terms.is_in_force(starts_on)]
    if not in_force:
        return None, [Reason("Inget avtal gäller för arbetsplatsen den {day}. Förnya avtalet eller koppla ett annat.",
                             day=starts_on)]  # fmt: skip
    reasons = []
    for terms in sorted(in_force, key=lambda terms: not terms.covers(ends_on)):
        against = reasons_not_under(terms, form=form, starts_on=starts_on, ends_on=ends_on)
        if not against:
            return terms.key, []
        reasons += against
    return None, reasons
