"""The timeline (tidslinjen): the way on the stairs, concurrent activities, gaps and hours per week over months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from stegvis.web.drawing.hours import level_changes
from stegvis.web.drawing.lettering import broken, width_of
from stegvis.web.drawing.months import Months
from stegvis.web.drawing.shapes import NARROW, WIDE, Canvas, Path, Picture, Shape, box, line, short, words
from stegvis.web.format import number

TOP = 44
STEP_RISE = 18
HOURS_HEIGHT = 58
HOURS_ROOM = 88
CHANGES_ROOM = 20
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Activity:
    """One activity (insats): the row it stands in, what exactly, when, and hours per week; no end: it goes on."""

    row: str
    detail: str
    start: date
    end: date | None
    hours_per_week: float


@dataclass(frozen=True)
class StepSpell:
    """A time on one step; no end: still there."""

    step: int
    start: date
    end: date | None = None


@dataclass(frozen=True)
class Gap:
    """A time without any activity, both days included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def words(self) -> str:
        weeks = round(self.days / 7)
        if weeks < 1:
            return ngettext("%(num)s dag utan insats", "%(num)s dagar utan insats", self.days) % {"num": self.days}
        return ngettext("%(num)s vecka utan insats", "%(num)s veckor utan insats", weeks) % {"num": weeks}


@dataclass(frozen=True)
class Change:
    """Somebody took over as coordinator (koordinatorsbyte): a mark on the day, and who."""

    on: date
    name: str


@dataclass(frozen=True)
class TimelineRow:
    """A row of the table under the drawing; a gap is one too, and a change, which lasts no time."""

    what: str
    start: date
    end: date | None
    hours_per_week: float
    is_gap: bool = False
    is_change: bool = False


@dataclass(frozen=True)
class Timeline:
    """The picture, the gaps and changes it shows and the rows of the table."""

    picture: Picture
    gaps: tuple[Gap, ...]
    rows: tuple[TimelineRow, ...]


def timeline(
    *,
    id: str,
    title: str,
    description: str,
    activities: Sequence[Activity],
    steps: Sequence[StepSpell],
    since: date,
    today: date,
    full_time: float = 40,
    most_months: int = 18,
    shortest_gap_days: int = 7,
    changes: Sequence[Change] = (),
) -> Timeline:
    """Draws the last `most_months` months of a case open `since`; a gap is looked for until today."""
    ordered = tuple(sorted(activities, key=lambda one: (one.start, one.row)))
    gaps = gaps_between(ordered, since=since, today=today, shortest_days=shortest_gap_days)
    window = Months.reaching(today, since=since, most=most_months)
    wide = _Layout(window.across(150, WIDE), WIDE, today, full_time, has_margin=True)
    narrow = _Layout(window.across(0, NARROW), NARROW, today, full_time, has_margin=False)
    drawn, drawn_narrow = (each.draw(ordered, steps, gaps, changes) for each in (wide, narrow))
    picture = Picture(id, title, description, drawn, drawn_narrow)
    return Timeline(picture, gaps, _rows(ordered, gaps, changes))


def gaps_between(
    activities: Sequence[Activity], *, since: date, today: date, shortest_days: int = 7
) -> tuple[Gap, ...]:
    """Every time from `since` to today without any activity, of at least `shortest_days` days."""
    gaps, free_from = [], since
    for one in sorted(activities, key=lambda one: one.start):
        if one.start > free_from:
            gaps.append(Gap(free_from, min(one.start - DAY, today)))
        free_from = max(free_from, (one.end or date.max - DAY) + DAY)
    if free_from <= today:
        gaps.append(Gap(free_from, today))
    return tuple(gap for gap in gaps if gap.start <= today and gap.days >= shortest_days)


def in_lanes(activities: Sequence[Activity]) -> list[tuple[str, list[list[Activity]]]]:
    """Rows in order of first start; activities of one row that overlap get lanes of their own."""
    rows: dict[str, list[list[Activity]]] = {}
    for one in sorted(activities, key=lambda one: one.start):
        lanes = rows.setdefault(one.row, [])
        free = next((lane for lane in lanes if (lane[-1].end or date.max) < one.start), None)
        if free is None:
            lanes.append([one])
        else:
            free.append(one)
    return list(rows.items())


def _rows(activities: Sequence[Activity], gaps: Sequence[Gap], changes: Sequence[Change]) -> tuple[TimelineRow, ...]:
    rows = [
        TimelineRow(", ".join(filter(None, (one.row, one.detail))), one.start, one.end, one.hours_per_week)
        for one in activities
    ]
    rows += [TimelineRow(gettext("Utan insats"), gap.start, gap.end, 0, is_gap=True) for gap in gaps]
    took_over = gettext("{name} blev koordinator")
    rows += [TimelineRow(took_over.format(name=each.name), each.on, each.on, 0, is_change=True) for each in changes]
    return tuple(sorted(rows, key=lambda row: row.start))


@dataclass(frozen=True)
class _Layout:
    """One width of the drawing: wide has its labels in a margin, narrow above the bars."""

    months: Months
    width: float
    today: date
    full_time: float
    has_margin: bool

    @property
    def pitch(self) -> float:
        return 34 if self.has_margin else 44

    def draw(
        self,
        activities: Sequence[Activity],
        steps: Sequence[StepSpell],
        gaps: Sequence[Gap],
        changes: Sequence[Change] = (),
    ) -> Canvas:
        seen = [one for one in activities if self.months.shows(one.start, one.end)]
        spells = [one for one in steps if self.months.shows(one.start, one.end)]
        rows = in_lanes(seen)
        levels = max((one.step for one in spells), default=1) - min((one.step for one in spells), default=1)
        bars_top = TOP + 46 + levels * STEP_RISE + (CHANGES_ROOM if changes else 0)
        axis = bars_top + self.pitch * sum(len(lanes) for _row, lanes in rows) + HOURS_ROOM
        shapes = [
            *self._calendar(axis),
            *self._gaps(gaps, axis),
            *self._steps(spells, levels),
            *self._bars(rows, bars_top),
            *self._hours(seen, axis),
            *self._changes(changes, bars_top, axis),
            *self._today(axis),
        ]
        return Canvas(self.width, short(axis + 20), tuple(shapes))

    def _calendar(self, axis: float) -> list[Shape]:
        every = self.months.every(room=34 if self.has_margin else 44)
        shapes: list[Shape] = []
        year_end = 0.0
        for place, (x, month) in enumerate(self.months.marks()):
            if place % every == 0:
                shapes.append(Path(f"M{short(x)} 22V{short(axis)}", "grid"))
                shapes.append(words(x + 3, 32, self.months.name(month), "t-s"))
            if (place == 0 or month.month == 1) and x >= year_end:
                shapes.append(words(x + 3, 14, str(month.year), "t t-petrol"))
                year_end = x + 40
        return shapes

    def _gaps(self, gaps: Sequence[Gap], axis: float) -> list[Shape]:
        """Hatched through every row; named below where the name has room, else the table names it."""
        shapes: list[Shape] = []
        last_end = 0.0
        for gap in gaps:
            if not self.months.shows(gap.start, gap.end):
                continue
            left, right = self.months.x(gap.start), self.months.x(gap.end + DAY)
            shapes.append(box(left, TOP, right - left, axis - TOP, "gap"))
            room = width_of(gap.words, 12)
            start = min(left, self.width - room)
            if start >= last_end:
                shapes.append(words(start, axis + 15, gap.words, "t-s"))
                last_end = start + room + 12
        return shapes

    def _steps(self, spells: Sequence[StepSpell], levels: int) -> list[Shape]:
        if not spells:
            return []
        lowest = min(one.step for one in spells)
        bottom = TOP + 26 + levels * STEP_RISE
        shapes: list[Shape] = [words(0, bottom - 2, gettext("Steg"), "t" if self.has_margin else "t t-halo")]
        if not self.has_margin:
            shapes = [words(0, TOP + 12, gettext("Steg"), "t-s t-halo")]
        points: list[tuple[float, float]] = []
        names: list[Shape] = []
        for place, one in enumerate(spells):
            y = bottom - (one.step - lowest) * STEP_RISE
            left, right = self.months.x(one.start), self.months.x(one.end + DAY if one.end else self.today)
            points += [(left, y), (max(right, left), y)]
            rises = place > 0 and spells[place - 1].step < one.step
            name = gettext("steg {step}").format(step=one.step) if right - left > 44 else str(one.step)
            if right - left > 12:
                names.append(words(left + 4, y - 5 if rises else y + 15, name, "t-s t-halo"))
        return [*shapes, Path(line(*points), "tread"), *names]

    def _bars(self, rows: Sequence[tuple[str, list[list[Activity]]]], top: float) -> list[Shape]:
        shapes: list[Shape] = []
        place = 0
        for row, lanes in rows:
            y = top + place * self.pitch
            shapes += self._row_label(row, lanes, y)
            for lane in lanes:
                for one in lane:
                    shapes += self._bar(one, top + place * self.pitch)
                place += 1
        return shapes

    def _row_label(self, row: str, lanes: list[list[Activity]], y: float) -> list[Shape]:
        if not self.has_margin:
            return [words(0, y + 12, f"{row} · {_hours(lanes[-1][-1])}", "t t-halo")]
        lines = broken(row, 140, 13, most_lines=2)
        first = y + 16 - (len(lines) - 1) * 7
        return [words(0, first + number * 14, text) for number, text in enumerate(lines)]

    def _bar(self, one: Activity, y: float) -> list[Shape]:
        left = self.months.x(one.start)
        right = self.months.x(one.end + DAY) if one.end else self.months.right
        if not self.has_margin:
            return [box(left, y + 18, max(right - left, 2), 14, "bar", radius=2)]
        bar = box(left, y, max(right - left, 2), 24, "bar", radius=2)
        said = [" · ".join(filter(None, (one.detail, _hours(one)))), _hours(one)]
        fitting = next((text for text in said if width_of(text, 12.5) + 16 <= right - left), "")
        return [bar, words(left + 8, y + 16, fitting, "t-on")] if fitting else [bar]

    def _hours(self, activities: Sequence[Activity], axis: float) -> list[Shape]:
        """Hours per week as a stepped line against a dashed line at full time."""
        changes = level_changes(
            [(one.start, one.end, one.hours_per_week) for one in activities], self.months.first, self.months.end
        )
        most = max([self.full_time, *(hours for _day, hours in changes)])
        scale = HOURS_HEIGHT / most
        corners, path = [], ""
        for day, hours in changes:
            x, y = short(self.months.x(day)), short(axis - hours * scale)
            corners.append(f"H{x}V{y}")
        if corners:
            start = short(self.months.x(changes[0][0]))
            path = f"M{start} {short(axis)}{''.join(corners)}H{short(self.months.right)}"
        full = axis - self.full_time * scale
        shapes: list[Shape] = [Path(f"{path}V{short(axis)}z", "area"), Path(path, "l-petrol l-thin")] if path else []
        left = self.months.left
        shapes.append(Path(f"M{short(left)} {short(axis)}H{short(self.width)}", "axis"))
        shapes.append(Path(f"M{short(left)} {short(full)}H{short(self.width)}", "goal-line"))
        return shapes + self._hours_label(axis, full)

    def _hours_label(self, axis: float, full: float) -> list[Shape]:
        if self.has_margin:
            dashed = gettext("streckat = heltid, {hours} h").format(hours=number(self.full_time))
            return [words(0, axis - 30, gettext("Timmar i veckan")), words(0, axis - 14, dashed, "t-s")]
        both = gettext("Timmar i veckan, streckat = heltid {hours} h").format(hours=number(self.full_time))
        return [words(0, full - 5, both, "t-s t-halo")]

    def _changes(self, changes: Sequence[Change], top: float, axis: float) -> list[Shape]:
        """A line through every row with a diamond over them; named where the name has room, else by the table."""
        shapes: list[Shape] = []
        last_end = self.months.left - 8
        for each in sorted(changes, key=lambda one: one.on):
            if not self.months.shows(each.on, each.on):
                continue
            x, y = self.months.x(each.on), top - 14
            shapes.append(Path(f"M{short(x)} {short(y)}V{short(axis)}", "changed"))
            shapes.append(Path(f"M{short(x)} {short(y - 5)}l5 5 -5 5 -5 -5z", "d-ink"))
            room = width_of(each.name, 12)
            turns = x + 8 + room > self.width
            left = x - 8 - room if turns else x + 8
            if left >= last_end:
                shapes.append(words(x - 8 if turns else x + 8, y + 4, each.name, "t-s t-halo" + " t-end" * turns))
                last_end = left + room + 8
        return shapes

    def _today(self, axis: float) -> list[Shape]:
        x = self.months.x(self.today)
        said = gettext("i dag")
        end = min(x + width_of(said, 12) / 2, self.width)
        return [Path(f"M{short(x)} 20V{short(axis + 4)}", "today"), words(end, 14, said, "t-s t-voice t-end")]


def _hours(one: Activity) -> str:
    decimals = 0 if one.hours_per_week == int(one.hours_per_week) else 1
    return gettext("{hours} h").format(hours=number(one.hours_per_week, decimals))
