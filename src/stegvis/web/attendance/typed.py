"""What was tapped on the page of a day (ifyllt): read row by row, kept as it was typed, and made into marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ...actions.attendance import ToMark
from ...queries.attendance import DayRow, MarkedDay
from ...rules.attendance import AbsenceCode, AttendanceKind, Said
from ...rules.words import Reason
from ..answers import as_sentence
from ..fields import Option
from ..format import clock, label, moment
from ..request import number_in, whole_number

Read = TypeVar("Read")
AS_REPORTED = "reported"
"""An absence whose code the reader may not see: it is what the person said, or what a colleague wrote."""
MINE, THEIRS = "mine", "theirs"
BEFOREHAND = (AttendanceKind.ABSENT, AttendanceKind.CANCELLED_BY_HOST)


@dataclass(frozen=True)
class Typed:
    """One row as it stands on the page: what is chosen, and what it was set on top of."""

    row: DayRow
    kind: str
    absence: str
    late: str
    seen: int | None
    sent_id: UUID
    said_at: datetime | None = None
    keep: str = ""
    reasons: Sequence[Reason] = field(default=())
    standing: MarkedDay | None = None

    @property
    def key(self) -> int:
        return self.row.placement_id

    @property
    def is_new(self) -> bool:
        """Whether it says something else than what stands."""
        return bool(self.kind) and (self.row.mark is None or self.row.mark.said != self.said)

    @property
    def said(self) -> Said | None:
        """What it says; None when a part is missing."""
        if self.kind == AttendanceKind.LATE:
            return Said(AttendanceKind.LATE, late_minutes=whole_number(self.late) or 0)
        if self.kind == AttendanceKind.ABSENT:
            return Said(AttendanceKind.ABSENT, self.code)
        return Said(AttendanceKind(self.kind)) if self.kind else None

    @property
    def code(self) -> AbsenceCode | None:
        if self.absence == AS_REPORTED:
            standing = self.row.mark.said.absence if self.row.mark else None
            return standing or self.row.notice
        return AbsenceCode(self.absence) if self.absence in {*AbsenceCode} else None

    @property
    def marked_when(self) -> str:
        return when(self.row.mark.at) if self.row.mark else ""

    @property
    def standing_when(self) -> str:
        return when(self.standing.at) if self.standing else ""

    @property
    def said_when(self) -> str:
        return when(self.said_at) if self.said_at else ""

    @property
    def to_mark(self) -> ToMark | None:
        return ToMark(self.said, self.sent_id, self.seen, self.said_at) if self.said else None

    def kinds(self, today: date, day: date) -> list[tuple[str, str]]:
        """What one can tap; before the day only that somebody does not come."""
        shown = AttendanceKind if day <= today else BEFOREHAND
        words = {AttendanceKind.PRESENT: _("Här"), AttendanceKind.LATE: _("Sen"), AttendanceKind.ABSENT: _("Borta"),
                 AttendanceKind.CANCELLED_BY_HOST: _("Inställt")}  # fmt: skip
        return [(kind.value, words[kind]) for kind in shown]

    @property
    def codes(self) -> list[Option]:
        """Why somebody is away. Whoever may not read the code sees that there is one."""
        first = Option("", _("Välj varför"), chosen=not self.absence)
        hidden = self._has_hidden_code
        reported = [Option(AS_REPORTED, _("Som anmält"), chosen=self.absence == AS_REPORTED)] if hidden else []
        codes = [Option(code.value, as_sentence(label(code)), chosen=self.absence == code) for code in AbsenceCode]
        return [first, *reported, *codes]

    @property
    def _has_hidden_code(self) -> bool:
        has_code = bool(self.row.notice or (self.row.mark and self.row.mark.said.absence))
        return has_code and not self.row.shows_codes


def when(at: datetime) -> str:
    """The clock of today, or the whole moment of another day."""
    return clock(at) if localdate(at) == localdate() else moment(at)


def standing(row: DayRow) -> Typed:
    """The row as it is known: the mark that counts, or what the person has called in."""
    said = row.mark.said if row.mark else None
    if said is None and row.notice:
        said = Said(AttendanceKind.ABSENT, row.notice)
    code = said.absence.value if said and said.absence else ""
    return Typed(
        row,
        kind=said.kind.value if said else "",
        absence=code if row.shows_codes or not code else AS_REPORTED,
        late=str(said.late_minutes) if said and said.late_minutes else "",
        seen=row.mark.pk if row.mark else None,
        sent_id=uuid4(),
    )


def typed(data: QueryDict, rows: Iterable[DayRow], *, all_here: bool = False) -> list[Typed]:
    """Every row as it was sent; those that were not on the page stand as they are known."""
    found = [_typed(data, row) for row in rows]
    if not all_here:
        return found
    return [
        replace(each, kind=AttendanceKind.PRESENT.value) if not each.kind and each.row.is_open else each
        for each in found
    ]


def _typed(data: QueryDict, row: DayRow) -> Typed:
    key = row.placement_id
    if str(key) not in data.getlist("person"):
        return standing(row)
    kind = data.get(f"kind_{key}", "")
    return Typed(
        row,
        kind=kind if kind in {*AttendanceKind} else "",
        absence=data.get(f"absence_{key}", "")[:20],
        late=data.get(f"late_{key}", "")[:6].strip(),
        seen=number_in(data, f"seen_{key}"),
        sent_id=_uuid(data.get(f"sent_{key}", "")),
        said_at=_moment(data.get(f"at_{key}", "")),
        keep=data.get(f"keep_{key}", ""),
    )


def gone(data: QueryDict, rows: Iterable[DayRow]) -> int:
    """How many stood on the page with something tapped, and do not any more."""
    here = {str(row.placement_id) for row in rows}
    return sum(key not in here and bool(data.get(f"kind_{key}")) for key in dict.fromkeys(data.getlist("person")[:400]))


def _uuid(text: str) -> UUID:
    return _read(UUID, text) or uuid4()


def _moment(text: str) -> datetime | None:
    found = _read(datetime.fromisoformat, text)
    return found if found is not None and found.tzinfo is not None else None


def _read(reader: Callable[[str], Read], text: str) -> Read | None:
    try:
        return reader(text)
    except ValueError:
        return None


def with_refusals(found: Iterable[Typed], refused: Mapping[int, Sequence[Reason]]) -> list[Typed]:
    return [replace(each, reasons=refused.get(each.key, ())) for each in found]
