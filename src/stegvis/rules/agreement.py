"""Agreement (avtal): parties, ceilings for each form, a period, and who counts against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from .place import PlacementForm
from .words import N_, Labelled, Reason

DAY = timedelta(days=1)


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
    """How many there are on the fullest day; somebody who ends leaves room from the next day."""
    here = [each for each in held if each.first <= last and each.last >= first]
    turns = [turn for each in here for turn in ((max(each.first, first), 1), (each.last + DAY, -1))]
    return max(accumulate(change for _day, change in sorted(turns)), default=0)


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
    """The first of the agreements that takes one more, whole periods before those that end meanwhile; or why none.

    Those that are about other forms are heard only when there is nothing else.
    """
    in_force = [terms for terms in found if terms.is_in_force(starts_on)]
    in_force = [terms for terms in in_force if terms.takes(form)] or in_force
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


def reasons_not_to_save(
    *,
    kind: AgreementKind,
    reference: str,
    is_taken: bool,
    starts_on: date,
    ends_on: date | None,
    seats: int,
    owed: int,
    ceilings: Mapping[PlacementForm, int],
    ended_early: bool,
) -> list[Reason]:
    """A name of its own, days in order, ceilings within the whole, and places owed in a procurement alone."""
    reasons = []
    if not reference.strip():
        reasons.append(Reason("Skriv avtalets nummer eller namn.", at="reference"))
    if is_taken:
        reasons.append(Reason("Det finns redan ett avtal med den beteckningen.", at="reference"))
    if ends_on is not None and ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    if ended_early:
        reasons.append(Reason("Avtalet är avslutat i förtid. Lägg upp ett nytt i stället."))
    for form, ceiling in ceilings.items():
        if ceiling > seats:
            reasons.append(
                Reason("Taket för {form} är högre än hela avtalets {seats} platser.", at=f"ceiling_{form.value}",
                       form=form, seats=seats)
            )  # fmt: skip
    if owed and kind is not AgreementKind.PROCUREMENT:
        reasons.append(Reason("Bara villkor i en upphandling lovar ett antal platser.", at="owed"))
    return reasons


def reasons_not_to_end(
    *, starts_on: date, agreed_until: date | None, ends_on: date, because: str, today: date, ended_early: bool
) -> list[Reason]:
    """Earlier than agreed, not before it began, and with a reason."""
    reasons = []
    if ended_early:
        reasons.append(Reason("Avtalet är redan avslutat i förtid."))
    if not because.strip():
        reasons.append(Reason("Skriv varför avtalet slutar i förtid.", at="because"))
    if ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="ends_on", day=starts_on))
    elif ends_on < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="ends_on"))
    if agreed_until is not None and ends_on >= agreed_until:
        reasons.append(Reason("Avtalet slutar redan {day}. Välj en dag före det.", at="ends_on", day=agreed_until))
    return reasons


def reasons_not_to_renew(*, is_renewed: bool, starts_on: date, ends_before: date | None) -> list[Reason]:
    """Once, and from a day after the one before it has ended."""
    reasons = []
    if is_renewed:
        reasons.append(Reason("Avtalet är redan förnyat."))
    if ends_before is None:
        reasons.append(Reason("Avtalet gäller tills vidare och behöver inte förnyas."))
    elif starts_on <= ends_before:
        reasons.append(Reason("Det nya avtalet börjar efter {day}, som är det gamlas sista dag.", at="starts_on",
                              day=ends_before))  # fmt: skip
    return reasons


def reasons_not_to_move(terms: Terms, *, form: PlacementForm, first: date, last: date, runs: bool) -> list[Reason]:
    """What runs may count against another agreement that is in force and has room."""
    if not runs:
        return [Reason("Placeringen pågår inte.")]
    if not terms.is_in_force(first):
        return [Reason("Avtalet {reference} gäller inte {day}.", at="agreement", reference=terms.reference, day=first)]
    return reasons_not_under(terms, form=form, starts_on=first, ends_on=last)
