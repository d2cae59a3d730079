"""Check (kontroll): every stated figure computed anew from the others and from the records, and what contradicts.

An id that stands several times is one figure. Where a formula needs it, the value of the same source counts; where the
source says nothing of it, any of its values may be meant, and nothing is called wrong that one of them makes right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from ..words import N_, Labelled, Reason
from .formula import Binary, Call, Name, Part, calls_in, names_in
from .quantity import Quantity, QuantityKind, added, agree, divided, rounded_like
from .rings import rings
from .sentences import Side, Where, glued, repeated, unequal
from .table import Column, Problem, Row, Table

MOST_WAYS, MOST_IN_RING = 64, 8
LookUp = Callable[[Call], Quantity | Reason]


class ContradictionKind(Labelled):
    """What a figure does not agree with."""

    REPEATED = "repeated", N_("olika värden på olika ställen")
    SUM = "sum", N_("summan stämmer inte")
    RATIO = "ratio", N_("kvoten stämmer inte")
    RECORDS = "records", N_("stämmer inte med Stegvis")


@dataclass(frozen=True)
class Term:
    """One part of what was computed: its id, what it is, its value as written, and where it stands."""

    id: str
    label: str
    value: str
    where: Where


@dataclass(frozen=True)
class Contradiction:
    """Two figures that cannot both be right, in words; `hint` when a glued footnote would explain it."""

    kind: ContradictionKind
    id: str
    label: str
    text: Reason
    stated: str
    other: str
    where: tuple[Where, ...]
    rows: tuple[int, ...]
    terms: tuple[Term, ...] = ()
    equals: str = ""
    hint: Reason | None = None


@dataclass(frozen=True)
class Check:
    """What came of it. `compared` is how many comparisons were made."""

    contradictions: tuple[Contradiction, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    rows: int = 0
    compared: int = 0


@dataclass(frozen=True)
class Value:
    """A value of an id at one place, stated there or computed from a formula there."""

    quantity: Quantity
    row: Row
    is_computed: bool = False


@dataclass(frozen=True)
class Way:
    """One way to compute a formula: what came out, and the values that went into it, id by id."""

    quantity: Quantity
    used: dict[str, Value] = field(default_factory=dict)


def check(table: Table, look_up: LookUp) -> Check:
    """Every repeated id compared, every formula computed. `look_up` answers for the figures of the records."""
    return _Checker(table, look_up).check()


class _Checker:
    """One table being checked."""

    def __init__(self, table: Table, look_up: LookUp) -> None:
        self.table, self.look_up = table, look_up
        self.rows: dict[str, list[Row]] = defaultdict(list)
        for row in table.rows:
            self.rows[row.id].append(row)
        self.problems = list(table.problems)
        self.in_ring: set[int] = set()
        self.known: dict[str, list[Value]] = {}
        self.figures: dict[Call, Quantity | Reason] = {}
        self.ways: dict[int, list[Way] | Reason] = {}
        self.compared = 0

    def check(self) -> Check:
        self._stop_rings()
        for id in self._parts_first():
            self.known[id] = self._values(id)
        found = []
        for id, rows in self.rows.items():
            found += self._repeated(id)
            found += self._formulas(rows)
        return Check(
            tuple(found),
            tuple(sorted(self.problems, key=lambda each: each.row)),
            (*self.table.notices, *self._words()),
            len(self.table.rows),
            self.compared,
        )

    def _leads_to(self) -> dict[str, list[str]]:
        """What each id is computed from; formulas that go round are left out once they are known."""
        return {
            id: [
                name for row in rows if row.formula and row.number not in self.in_ring for name in names_in(row.formula)
            ]
            for id, rows in self.rows.items()
        }

    def _stop_rings(self) -> None:
        for ring in rings(self._leads_to()):
            shown = ring if len(ring) <= MOST_IN_RING else (*ring[:MOST_IN_RING], "…")
            way = " → ".join((*shown, ring[0]))
            for row in (row for id in ring for row in self.rows[id]):
                if row.formula and set(names_in(row.formula)) & set(ring):
                    self.in_ring.add(row.number)
                    self.problems.append(row.problem(Column.EQUALS, Reason(
                        "Formlerna går i ring: {way}. Ta bort formeln på en av raderna.", way=way
                    )))  # fmt: skip

    def _parts_first(self) -> Iterable[str]:
        """The ids in such an order that everything a formula needs comes before it."""
        leads_to = self._leads_to()
        done: dict[str, None] = {}
        for start, parts in leads_to.items():
            work = [(start, iter(parts))]
            while work:
                id, rest = work[-1]
                following = next((each for each in rest if each not in done), None)
                if following is None:
                    done.setdefault(id)
                    work.pop()
                else:
                    work.append((following, iter(leads_to[following])))
        return done

    def _values(self, id: str) -> list[Value]:
        found = []
        for row in self.rows[id]:
            if row.formula and row.number not in self.in_ring:
                self.ways[row.number] = self._ways(row)
            if row.quantity is not None:
                found.append(Value(row.quantity, row))
            elif not row.text and isinstance(ways := self.ways.get(row.number), list):
                found.append(Value(ways[0].quantity, row, is_computed=True))
        return found

    # Computing ---------------------------------------------------------------------------------------------------

    def _ways(self, row: Row) -> list[Way] | Reason:
        """Every way to compute the row's formula that its ids' values allow, the likeliest first; or why none."""
        assert row.formula is not None
        names = list(dict.fromkeys(names_in(row.formula)))
        choices = []
        for name in names:
            values = self._meant(name, row)
            if isinstance(values, Reason):
                return values
            choices.append(values)
        ways: list[Way] = []
        wrong: Reason | None = None
        for number, chosen in enumerate(product(*choices)):
            used = dict(zip(names, chosen, strict=True))
            answer = self._computed(row.formula, used)
            if isinstance(answer, Reason):
                wrong = wrong or answer
            else:
                ways.append(Way(answer, used))
            if number + 1 == MOST_WAYS:
                break
        return ways or wrong or Reason("Formeln går inte att räkna.")

    def _meant(self, name: str, row: Row) -> list[Value] | Reason:
        """The values of an id that a formula may mean: those of its own source, else each that differs."""
        values = self.known.get(name, [])
        if not values:
            return self._why_unknown(name)
        here = [each for each in values if each.row.source == row.source] if row.source else []
        different: list[Value] = []
        for each in here or values:
            if all(each.quantity != other.quantity for other in different):
                different.append(each)
        return different

    def _why_unknown(self, name: str) -> Reason:
        row = self.rows[name][0]
        if row.why_none is not None:
            return Reason("{name} på rad {row} kan inte räknas: {why}", name=name, row=row.number, why=row.why_none)
        if row.text or not row.equals:
            return Reason("{name} har inget värde (rad {row}). Skriv det, eller vad det ska räknas ur.",
                          name=name, row=row.number)  # fmt: skip
        return Reason("{name} på rad {row} gick inte att räkna ut.", name=name, row=row.number)

    def _computed(self, part: Part, used: dict[str, Value]) -> Quantity | Reason:
        if isinstance(part, Name):
            return used[part.id].quantity
        if isinstance(part, Call):
            if part not in self.figures:
                self.figures[part] = self.look_up(part)
            return self.figures[part]
        left, right = self._computed(part.left, used), self._computed(part.right, used)
        if isinstance(left, Reason) or isinstance(right, Reason):
            return left if isinstance(left, Reason) else right
        return divided(left, right) if part.sign == "/" else added(left, right, sign=1 if part.sign == "+" else -1)

    # Comparing ---------------------------------------------------------------------------------------------------

    def _formulas(self, rows: Sequence[Row]) -> list[Contradiction]:
        """The rows of one id held against their formulas; the same said at several places is one contradiction."""
        found: dict[tuple[object, ...], list[tuple[Row, Way]]] = {}
        for row in rows:
            ways = self.ways.get(row.number)
            if isinstance(ways, Reason):
                self.problems.append(row.problem(Column.EQUALS, ways))
            elif row.formula and row.text and row.quantity is None and row.number not in self.in_ring:
                self.problems.append(row.problem(Column.VALUE, row.why_none or Reason("Värdet går inte att läsa.")))
            elif ways and row.quantity is not None:
                self.compared += 1
                if not any(self._fits(row, way) for way in ways):
                    found.setdefault((row.quantity, row.formula, ways[0].quantity), []).append((row, ways[0]))
        return [self._unequal([row for row, _way in same], same[0][1]) for same in found.values()]

    @staticmethod
    def _fits(row: Row, way: Way) -> bool:
        assert row.quantity is not None
        stated = rounded_like(row.quantity) if way.quantity.kind is QuantityKind.RATIO else row.quantity
        return agree(stated, way.quantity)

    def _unequal(self, rows: Sequence[Row], way: Way) -> Contradiction:
        row = rows[0]
        assert row.formula is not None
        sides = [Side(each.row, each.quantity, each.is_computed) for each in way.used.values()]
        said = unequal(rows, row.formula, way.quantity, sides, self.figures)
        return Contradiction(
            kind=self._kind(row.formula, way),
            id=row.id,
            label=row.name,
            text=said.text,
            stated=said.stated,
            other=said.other,
            where=said.where,
            rows=tuple(each.number for each in rows),
            terms=tuple(Term(side.row.id, side.row.name, side.written, side.where) for side in sides),
            equals=row.equals,
            hint=self._glued(row, way),
        )

    @staticmethod
    def _kind(formula: Part, way: Way) -> ContradictionKind:
        if any(True for _call in calls_in(formula)):
            return ContradictionKind.RECORDS
        is_ratio = isinstance(formula, Binary) and way.quantity.kind is QuantityKind.RATIO
        return ContradictionKind.RATIO if is_ratio else ContradictionKind.SUM

    def _glued(self, row: Row, way: Way) -> Reason | None:
        """A footnote's sign that has stuck to a number: said only when it explains everything."""
        assert row.quantity is not None
        assert row.formula is not None
        for name, value in [("", Value(row.quantity, row)), *way.used.items()]:
            shorter = glued(value.quantity)
            if shorter is None or value.is_computed:
                continue
            used = way.used if not name else way.used | {name: Value(shorter, value.row)}
            computed = self._computed(row.formula, used)
            stated = row.quantity if name else shorter
            if isinstance(computed, Quantity) and agree(stated, computed):
                return Reason("Utan sista siffran i {number} stämmer det. Kan det vara en fotnot som följt med?",
                              number=value.row.text)  # fmt: skip
        return None

    def _repeated(self, id: str) -> list[Contradiction]:
        """The values of one id held against each other."""
        values = self.known[id]
        if len(values) < 2:
            return []
        self.compared += 1
        sides = [Side(each.row, each.quantity, each.is_computed) for each in values]
        different = list(dict.fromkeys(side.quantity for side in sides))
        if all(agree(one, other) for at, one in enumerate(different) for other in different[at + 1 :]):
            return []
        said = repeated(sides)
        row = values[0].row
        return [
            Contradiction(
                kind=ContradictionKind.REPEATED,
                id=id,
                label=row.name,
                text=said.text,
                stated=said.stated,
                other=said.other,
                where=said.where,
                rows=tuple(each.row.number for each in values),
                terms=tuple(Term(id, side.row.name, side.written, side.where) for side in sides),
            )
        ]

    def _words(self) -> list[Problem]:
        """Values in words that nothing is computed from: said, so that nobody thinks that they were checked."""
        said = {problem.row for problem in self.problems}
        return [
            row.problem(Column.VALUE, row.why_none)
            for row in self.table.rows
            if row.why_none is not None and row.number not in said
        ]
