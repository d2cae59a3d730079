"""Registry (indikatorregister): every figure defined once, with what it counts, out of what, and what it leaves out.

Nobody else divides. A new meaning is a new version with its own first day; older periods keep the older version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, NamedTuple

from ..exit import NationalOutcome, Outcome
from ..words import N_, Labelled
from .facts import ExitFact, Fact, Facts, FirstPlacementFact, SeatsFact

Number = int | Decimal


class ValueUnit(Labelled):
    """What the value is measured in; the label stands after the number."""

    PEOPLE = "people", N_("personer")
    PERCENT = "percent", N_("%")
    DAYS = "days", N_("dagar")
    SEATS = "seats", N_("platser")


class Parts(Labelled):
    """What the whole is divided into; the label heads the column."""

    UNITS = "units", N_("Enhet")
    DEPARTMENTS = "departments", N_("Förvaltning")


class Population(Labelled):
    """What the base of a figure consists of. Figures with the same population are protected together."""

    REFERRED = "referred", N_("anvisade personer")
    PARTICIPANTS = "participants", N_("deltagare")
    EXITS = "exits", N_("avslut")
    FIRST_PLACEMENTS = "first_placements", N_("första placeringar")
    REVIEWS = "reviews", N_("granskade planer")
    SEATS = "seats", N_("platser")
    HOUSEHOLDS = "households", N_("hushåll med barn")


class Selection(NamedTuple):
    """The rows that are counted, and the rows that they are counted out of."""

    counted: Sequence[Fact]
    base: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Measured:
    """How many are counted, out of how many, and the value that is shown (none when the base is empty)."""

    count: int
    base: int
    value: Number | None


@dataclass(frozen=True)
class Aside:
    """A number shown beside the value, such as moves down."""

    key: str
    label: str
    count: Callable[[Facts], int]


@dataclass(frozen=True)
class Indicator:
    """One version of one figure."""

    key: str
    label: str
    definition: str
    not_counted: str
    source: str
    count_label: str
    unit: ValueUnit
    population: Population
    reads: tuple[str, ...]
    select: Callable[[Facts], Selection]
    valid_from: date = date(2020, 1, 1)
    version: int = 1
    parts: Parts = Parts.UNITS
    adds_up_over_time: bool = True
    has_genders: bool = True
    sum_of: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    in_report: bool = True  # every figure stands in the list; the committee's report has those that are its own

    def measure(self, facts: Facts) -> Measured:
        """Count and base of the facts of one period and group, and the value they make."""
        return MEASURES[self.unit](self.select(facts))

    @property
    def is_share(self) -> bool:
        return self.unit is ValueUnit.PERCENT

    @property
    def counts_people(self) -> bool:
        """Seats are no people: only groups of people are protected."""
        return self.unit is not ValueUnit.SEATS


def _number(selection: Selection) -> Measured:
    count = len(selection.counted)
    return Measured(count, count, count)


def _share(selection: Selection) -> Measured:
    count, base = len(selection.counted), len(selection.base)
    return Measured(count, base, _rounded(Decimal(100 * count) / base, "0.1") if base else None)


def _median_days(selection: Selection) -> Measured:
    days = [(row.on - row.referred_on).days for row in selection.counted if isinstance(row, FirstPlacementFact)]
    return Measured(len(days), len(days), int(_rounded(Decimal(median(days)), "1")) if days else None)


def _seats(selection: Selection) -> Measured:
    seats = sum(row.seats for row in selection.counted if isinstance(row, SeatsFact))
    return Measured(seats, seats, seats)


def _rounded(value: Decimal, to: str) -> Decimal:
    return value.quantize(Decimal(to), rounding=ROUND_HALF_UP)


MEASURES: dict[ValueUnit, Callable[[Selection], Measured]] = {
    ValueUnit.PEOPLE: _number,
    ValueUnit.PERCENT: _share,
    ValueUnit.DAYS: _median_days,
    ValueUnit.SEATS: _seats,
}


def _each_person_once(rows: Iterable[Any]) -> list[Any]:
    """The first row of each person, in the order given."""
    return list({row.person: row for row in reversed(list(rows))}.values())[::-1]


def _outcomes_of(national: NationalOutcome) -> frozenset[str]:
    return frozenset(outcome.value for outcome in Outcome if outcome.national is national)


WORK, STUDIES = _outcomes_of(NationalOutcome.WORK), _outcomes_of(NationalOutcome.STUDIES)


def began_work(row: ExitFact) -> bool:
    """Work on the regular market, with or without support, for at least a month (Kolada U40406).

    What was said at the exit counts until somebody has confirmed that it did not hold.
    """
    return row.outcome in WORK and row.lasts_a_month is True and row.outcome_held is not False


def began_studies(row: ExitFact) -> bool:
    """Studies that entitle to study aid (Kolada U40409); the month is asked of work alone."""
    return row.outcome in STUDIES


def began_work_or_studies(row: ExitFact) -> bool:
    """Either of the two (Kolada U40455)."""
    return began_work(row) or began_studies(row)


def _all_of(kind: str) -> Callable[[Facts], Selection]:
    """Every row of a kind, each its own."""

    def select(facts: Facts) -> Selection:
        rows = getattr(facts, kind)
        return Selection(rows, rows)

    return select


def _people_of(kind: str) -> Callable[[Facts], Selection]:
    """Every person of a kind of row, once."""

    def select(facts: Facts) -> Selection:
        rows = _each_person_once(getattr(facts, kind))
        return Selection(rows, rows)

    return select


def _exits_where(began: Callable[[ExitFact], bool]) -> Callable[[Facts], Selection]:
    def select(facts: Facts) -> Selection:
        return Selection([row for row in facts.exits if began(row)], facts.exits)

    return select


def _participants_who_moved_up(facts: Facts) -> Selection:
    base = _each_person_once(facts.cases)
    moved_up = {row.person for row in facts.moves if row.to_step > row.from_step}
    return Selection([row for row in base if row.person in moved_up], base)


def _households_that_go_to_work(facts: Facts) -> Selection:
    return Selection([row for row in facts.households if row.goes_to_work], facts.households)


def _reviews_without_remark(facts: Facts) -> Selection:
    return Selection([row for row in facts.reviews if row.is_without_remark], facts.reviews)


def _moves_up(facts: Facts) -> int:
    return sum(row.to_step > row.from_step for row in facts.moves)


def _moves_down(facts: Facts) -> int:
    return sum(row.to_step < row.from_step for row in facts.moves)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        key="exits_to_work_or_studies",
        label=N_("Avslut till arbete eller studier"),
        definition=N_(
            "Andel av periodens avslut där personen har börjat arbeta på den reguljära arbetsmarknaden, med eller utan "
            "stöd, i minst en sammanhängande månad, eller börjat studier som ger rätt till studiemedel."
        ),
        not_counted=N_("Kommunala arbetsmarknadsanställningar, arbete som inte varade en månad och andra studier."),
        source=N_("Avslut och bekräftelser i Stegvis. Definition: Kolada U40455, bas N40450."),
        count_label=N_("till arbete eller studier"),
        unit=ValueUnit.PERCENT,
        population=Population.EXITS,
        reads=("exits",),
        select=_exits_where(began_work_or_studies),
        sum_of=("exits_to_work", "exits_to_studies"),
    ),
    Indicator(
        key="exits_to_work",
        label=N_("Avslut till arbete"),
        definition=N_(
            "Andel av periodens avslut där personen har börjat arbeta på den reguljära arbetsmarknaden, med eller utan "
            "stöd, i minst en sammanhängande månad."
        ),
        not_counted=N_("Kommunala arbetsmarknadsanställningar och arbete som inte varade en månad."),
        source=N_("Avslut och bekräftelser i Stegvis. Definition: Kolada U40406 (A), bas N40450."),
        count_label=N_("till arbete"),
        unit=ValueUnit.PERCENT,
        population=Population.EXITS,
        reads=("exits",),
        select=_exits_where(began_work),
    ),
    Indicator(
        key="exits_to_studies",
        label=N_("Avslut till studier"),
        definition=N_("Andel av periodens avslut där personen har börjat studier som ger rätt till studiemedel."),
        not_counted=N_("Andra studier. Kravet på en månad gäller arbete, inte studier."),
        source=N_("Avslut i Stegvis. Definition: Kolada U40409 (B), bas N40450."),
        count_label=N_("till studier"),
        unit=ValueUnit.PERCENT,
        population=Population.EXITS,
        reads=("exits",),
        select=_exits_where(began_studies),
    ),
    Indicator(
        key="step_moves",
        label=N_("Deltagare som tagit ett steg uppåt"),
        definition=N_(
            "Andel av periodens deltagare som har flyttat minst ett steg uppåt på utvecklingstrappan. Antalet flyttar "
            "upp och ner står bredvid."
        ),
        not_counted=N_("Flyttar nedåt räknas inte i andelen. Den som har flyttat både upp och ner räknas."),
        source=N_("Stegförflyttningar i Stegvis. Verksamhetens egen definition."),
        count_label=N_("deltagare ett steg uppåt"),
        unit=ValueUnit.PERCENT,
        population=Population.PARTICIPANTS,
        reads=("cases", "moves"),
        select=_participants_who_moved_up,
        adds_up_over_time=False,
        asides=(
            Aside("moves_up", N_("Flyttar upp"), _moves_up),
            Aside("moves_down", N_("Flyttar ner"), _moves_down),
        ),
    ),
    Indicator(
        key="participants",
        label=N_("Deltagare"),
        definition=N_(
            "Antal personer som har haft en öppen inskrivning någon dag i perioden. Varje person räknas en gång, och "
            "en gång i varje enhet där personen har varit."
        ),
        not_counted=N_("Feriejobb. Personer som är anvisade men inte inskrivna."),
        source=N_("Inskrivningar i Stegvis. Definition: Kolada U40800."),
        count_label=N_("deltagare"),
        unit=ValueUnit.PEOPLE,
        population=Population.PARTICIPANTS,
        reads=("cases",),
        select=_people_of("cases"),
        adds_up_over_time=False,
    ),
    Indicator(
        key="new_referrals",
        label=N_("Nya anvisningar"),
        definition=N_("Antal personer som har anvisats till verksamheten i perioden. Varje person räknas en gång."),
        not_counted=N_("Feriejobb. Fler än en anvisning av samma person i perioden räknas som en."),
        source=N_("Anvisningar i Stegvis, efter mottagningsdag. Definition: Kolada U40803."),
        count_label=N_("anvisade personer"),
        unit=ValueUnit.PEOPLE,
        population=Population.REFERRED,
        reads=("referrals",),
        select=_people_of("referrals"),
    ),
    Indicator(
        key="days_to_first_placement",
        label=N_("Dagar från anvisning till första placering"),
        definition=N_(
            "Median av antalet dagar från anvisningen till den första placeringens första dag, för dem som fick sin "
            "första placering i perioden."
        ),
        not_counted=N_("De som väntar på en första placering. Placeringar som inte blev av."),
        source=N_("Anvisningar och placeringar i Stegvis. Verksamhetens egen definition."),
        count_label=N_("första placeringar"),
        unit=ValueUnit.DAYS,
        population=Population.FIRST_PLACEMENTS,
        reads=("first_placements",),
        select=_all_of("first_placements"),
    ),
    Indicator(
        key="places_by_department",
        label=N_("Platser per förvaltning"),
        definition=N_(
            "Antal platser som finns på periodens sista dag. Varje arbetsplats räknas en gång, hos den närmaste "
            "förvaltningen. Kommunala bolag, föreningar och företag står för sig."
        ),
        not_counted=N_("Placeringar: här räknas vad som finns, inte vem som är där. Stängda arbetsplatser."),
        source=N_("Platsöversikten i Stegvis. Verksamhetens egen definition."),
        count_label=N_("platser"),
        unit=ValueUnit.SEATS,
        population=Population.SEATS,
        reads=("seats",),
        select=_all_of("seats"),
        parts=Parts.DEPARTMENTS,
        adds_up_over_time=False,
    ),
    Indicator(
        key="households_to_work",
        label=N_("Barnfamiljer där någon går till arbete"),
        definition=N_(
            "Andel av hushållen med barn där minst en vuxen går till ett arbete på periodens sista dag, eller i dag "
            "när perioden pågår. Med är noterade hushåll med minst ett barn där någon har en öppen inskrivning den "
            "dagen. Ett barn räknas till och med det år det fyller 18. En vuxen går till arbete när någon i hushållet "
            "den dagen har en OSA- eller BEA-anställning, eller när den andra vuxna är noterad som arbetande."
        ),
        not_counted=N_(
            "Praktik, arbetsträning och studier är inte arbete här. Den vars inskrivning är avslutad, också till "
            "arbete, är inte kvar. Vad den andra vuxna gör är det som noterades sist, även för tidigare perioder."
        ),
        source=N_("Hushåll och placeringar i Stegvis. Verksamhetens egen definition."),
        count_label=N_("hushåll där någon går till arbete"),
        unit=ValueUnit.PERCENT,
        population=Population.HOUSEHOLDS,
        reads=("households",),
        select=_households_that_go_to_work,
        valid_from=date(2026, 7, 1),
        adds_up_over_time=False,
        has_genders=False,
    ),
    Indicator(
        key="reviewed_plans",
        label=N_("Granskade planer utan anmärkning"),
        definition=N_(
            "Andel av de planer som har granskats i perioden där ingen fråga i checklistan har fått svaret nej eller "
            "delvis. Planerna är slumpvis dragna ur enhetens planer."
        ),
        not_counted=N_("Journaler. Planer som är dragna men inte granskade än. Frågor som inte gäller planen."),
        source=N_("Kvalitetsgranskningar i Stegvis. Verksamhetens egen definition."),
        count_label=N_("planer utan anmärkning"), unit=ValueUnit.PERCENT, population=Population.REVIEWS,
        reads=("reviews",), select=_reviews_without_remark, valid_from=date(2026, 1, 1), in_report=False,
    ),
)  # fmt: skip


def indicator_on(key: str, day: date, registry: Iterable[Indicator] = INDICATORS) -> Indicator | None:
    """The version of a figure that holds on a day; the first one for days before it, none for an unknown key."""
    versions = sorted((each for each in registry if each.key == key), key=lambda each: each.valid_from)
    holding = [each for each in versions if each.valid_from <= day]
    return holding[-1] if holding else next(iter(versions), None)


def indicators_on(day: date, registry: Iterable[Indicator] = INDICATORS) -> tuple[Indicator, ...]:
    """One version of every figure, in the order of the registry."""
    registry = tuple(registry)
    found = (indicator_on(key, day, registry) for key in dict.fromkeys(each.key for each in registry))
    return tuple(each for each in found if each is not None)
