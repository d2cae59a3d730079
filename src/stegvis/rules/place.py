"""Place (arbetsplats): what it trains, what it requires, and how many seats it has when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .words import N_, Labelled, Reason


class PlacementForm(Labelled):
    """Training without employment, and employment with support (domain facts §5)."""

    WORK_TRAINING = "work_training", N_("arbetsträning")
    WORK_EXPERIENCE = "work_experience", N_("praktik")
    WORKLIKE = "worklike", N_("arbetslik aktivitet")
    OSA = "osa", N_("OSA-anställning")
    BEA = "bea", N_("BEA-anställning")
    HOK_AB = "hok_ab", N_("anställning enligt HÖK och AB")


class PlaceStatus(Labelled):
    """The way of a place from an idea to the day it closes. Only an open place is suggested."""

    PROPOSED = "proposed", N_("föreslagen")
    PROFILED = "profiled", N_("platsprofil klar")
    UNION_NOTED = "union_noted", N_("facklig dialog noterad")
    APPROVED = "approved", N_("godkänd")
    OPEN = "open", N_("öppen")
    PAUSED = "paused", N_("vilar")
    CLOSED = "closed", N_("stängd")


MOVES: dict[PlaceStatus, frozenset[PlaceStatus]] = {
    PlaceStatus.PROPOSED: frozenset({PlaceStatus.PROFILED, PlaceStatus.CLOSED}),
    PlaceStatus.PROFILED: frozenset({PlaceStatus.UNION_NOTED, PlaceStatus.CLOSED}),
    PlaceStatus.UNION_NOTED: frozenset({PlaceStatus.APPROVED, PlaceStatus.PROFILED, PlaceStatus.CLOSED}),
    PlaceStatus.APPROVED: frozenset({PlaceStatus.OPEN, PlaceStatus.CLOSED}),
    PlaceStatus.OPEN: frozenset({PlaceStatus.PAUSED, PlaceStatus.CLOSED}),
    PlaceStatus.PAUSED: frozenset({PlaceStatus.OPEN, PlaceStatus.CLOSED}),
    PlaceStatus.CLOSED: frozenset(),
}
HAS_BEEN_OPEN = (PlaceStatus.OPEN, PlaceStatus.PAUSED, PlaceStatus.CLOSED)


class ExtractLaw(Labelled):
    """The law by which an extract from the criminal record is shown before somebody starts (domain facts §6)."""

    NONE = "", N_("behövs inte")
    SCHOOL = "school", N_("skollagen 2 kap. 31 §")
    DISABILITY = "disability", N_("lagen 2010:479, barn med funktionsnedsättning")
    CARE_HOME = "care_home", N_("lagen 2007:171, hem för barn")
    CHILDREN = "children", N_("lagen 2013:852, annat arbete med barn")


class ConfirmationAnswer(Labelled):
    """What a host says when asked whether the place is still as it stands."""

    WAITING = "waiting", N_("har inte svarat")
    AS_IT_STANDS = "as_it_stands", N_("stämmer")
    CHANGED = "changed", N_("ändrat")
    ENOUGH = "enough", N_("har nog just nu")


class Field(Labelled):
    """The field of work a place belongs to and a participant aims at."""

    CHILDREN = "children", N_("barn och skola")
    CARE = "care", N_("vård och omsorg")
    KITCHEN = "kitchen", N_("kök och måltid")
    CLEANING = "cleaning", N_("lokalvård")
    GREEN = "green", N_("park och natur")
    CRAFT = "craft", N_("verkstad och bygg")
    SHOP = "shop", N_("butik och service")
    OFFICE = "office", N_("kontor och it")
    TRANSPORT = "transport", N_("transport och lager")
    CULTURE = "culture", N_("kultur och fritid")


HALF_DAYS = (
    N_("måndag förmiddag"), N_("måndag eftermiddag"),
    N_("tisdag förmiddag"), N_("tisdag eftermiddag"),
    N_("onsdag förmiddag"), N_("onsdag eftermiddag"),
    N_("torsdag förmiddag"), N_("torsdag eftermiddag"),
    N_("fredag förmiddag"), N_("fredag eftermiddag"),
)  # fmt: skip
ALL_HALF_DAYS = (1 << len(HALF_DAYS)) - 1


def half_days(slots: int) -> list[str]:
    """The Swedish names of the half-days that are set, Monday first; bit 0 is Monday morning."""
    return [name for bit, name in enumerate(HALF_DAYS) if slots >> bit & 1]


def first_free_seat(*, capacity: int, taken: Iterable[int]) -> int | None:
    """The lowest seat number (from 1) that nobody has during the period, or None when the place is full."""
    taken = set(taken)
    return next((seat for seat in range(1, capacity + 1) if seat not in taken), None)


def least_capacity(intervals: Iterable[tuple[date, date | None, int]], *, starts_on: date, ends_on: date) -> int:
    """The least number of seats on any day of the period; 0 when a day has no capacity at all."""
    covered_to = starts_on
    least: int | None = None
    for first, last, seats in sorted(intervals, key=lambda interval: interval[0]):
        if last is not None and last < starts_on:
            continue
        if first > covered_to:
            return 0
        least = seats if least is None else min(least, seats)
        if last is None or last >= ends_on:
            return least
        covered_to = last + timedelta(days=1)
    return 0


@dataclass(frozen=True)
class Seats:
    """The seats of one place over time (utrymme).

    `intervals` are (first day, last day or None, seats); `taken` are (seat, first day, last day); `reserved` are
    periods where both have said yes and nobody has a seat yet. Days are included at both ends.
    """

    intervals: tuple[tuple[date, date | None, int], ...]
    taken: tuple[tuple[int, date, date], ...] = ()
    reserved: tuple[tuple[date, date], ...] = ()

    def free(self, starts_on: date, ends_on: date) -> int:
        """How many more could start and stay the whole period, after those who have agreed have got their seats."""
        capacity = least_capacity(self.intervals, starts_on=starts_on, ends_on=ends_on)
        taken = sum(1 for seat in self._taken(starts_on, ends_on) if seat <= capacity)
        room = min(capacity - taken, capacity - self._most_at_once(starts_on, ends_on))
        return max(0, room - self.waiting(starts_on, ends_on))

    def waiting(self, starts_on: date, ends_on: date) -> int:
        """How many reservations touch the period."""
        return sum(1 for first, last in self.reserved if first <= ends_on and last >= starts_on)

    def occupied(self, starts_on: date, ends_on: date) -> int:
        """How many seats somebody has on some day of the period."""
        return len(self._taken(starts_on, ends_on))

    def _most_at_once(self, starts_on: date, ends_on: date) -> int:
        """Those who stayed when the seats became fewer count too, though their seats are gone."""
        here = [(first, last) for _seat, first, last in self.taken if first <= ends_on and last >= starts_on]
        turns = {max(first, starts_on) for first, _last in here}
        return max((sum(first <= day <= last for first, last in here) for day in turns), default=0)

    def _taken(self, starts_on: date, ends_on: date) -> set[int]:
        return {seat for seat, first, last in self.taken if first <= ends_on and last >= starts_on}

    def first_start(self, *, after: date, days: int) -> date | None:
        """The first day after the given one from which a seat is free that many days more; None if none is known."""
        ends = [last for _seat, _first, last in self.taken] + [last for _first, last in self.reserved]
        turns = {last + timedelta(days=1) for last in ends} | {first for first, _last, _seats in self.intervals}
        later = sorted(turn for turn in turns | {after + timedelta(days=1)} if turn > after)
        return next((day for day in later if self.free(day, day + timedelta(days=days)) > 0), None)


def reasons_not_to_save(
    *,
    independence_from: int,
    independence_to: int,
    hours_from: int,
    hours_to: int,
    slots: int,
    forms: Iterable[str],
) -> list[Reason]:
    """A place profile holds together."""
    reasons = []
    if independence_from > independence_to:
        reasons.append(Reason("Lägsta självständighetsgrad är högre än den högsta.", at="independence_from"))
    if hours_from > hours_to:
        reasons.append(Reason("Minst antal timmar är fler än det högsta.", at="hours_from"))
    if not slots:
        reasons.append(Reason("Välj minst en halvdag då platsen är öppen.", at="slots"))
    if not list(forms):
        reasons.append(Reason("Välj minst en form som platsen tar emot.", at="forms"))
    return reasons


def reasons_not_to_change_capacity(*, seats: int, from_on: date, current_from: date | None) -> list[Reason]:
    """Capacity is dated intervals; a new one starts after the present one."""
    reasons = []
    if seats < 0:
        reasons.append(Reason("Antal platser kan inte vara mindre än noll.", at="seats"))
    if current_from is not None and from_on < current_from:
        reasons.append(
            Reason(
                "Nuvarande antal gäller från {day}. Välj det datumet eller ett senare.", at="from_on", day=current_from
            )
        )
    return reasons


def reasons_not_to_close(
    *, closed_on: date, opened_on: date, already_closed_on: date | None, staying: int, today: date
) -> list[Reason]:
    """A place closes when nobody has a seat or an agreement there after the day."""
    reasons = []
    if already_closed_on is not None:
        reasons.append(Reason("Arbetsplatsen stängdes {day}.", day=already_closed_on))
    if closed_on < opened_on:
        reasons.append(Reason("Arbetsplatsen öppnade {day}. Välj det datumet eller ett senare.", at="closed_on",
                              day=opened_on))  # fmt: skip
    elif closed_on < today:
        reasons.append(Reason("Välj i dag eller en dag som kommer.", at="closed_on"))
    if staying == 1:
        reasons.append(
            Reason(
                "En placering pågår eller väntar efter den dagen. Avsluta eller dra tillbaka den först.", at="closed_on"
            )
        )
    elif staying:
        reasons.append(
            Reason("{count} placeringar pågår eller väntar efter den dagen. Avsluta eller dra tillbaka dem först.",
                   at="closed_on", count=staying)
        )  # fmt: skip
    return reasons
