"""Look ahead (framåtblick): how many seats are missing by a week, and how wrong such answers have been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stegvis.access import Permission, may
from stegvis.queries.ledger import fill_on
from stegvis.queries.outlook import ALL, Found, Level, LookAhead, look_ahead_from
from stegvis.rules.outlook import HELD_OUT, Outlook, shown
from stegvis.rules.words import Reason
from stegvis.web import format
from stegvis.web.drawing.outlook import Ahead, Line, outlook
from stegvis.web.drawing.shapes import Picture
from stegvis.web.fields import Option
from stegvis.web.request import Request


@dataclass(frozen=True)
class Amount:
    """A whole number with the ends of its interval, never below nothing."""

    expected: int
    low: int
    high: int

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Row:
    """A level as a line of the table; None where nothing can be said, and then why."""

    label: str
    href: str
    is_chosen: bool
    free_now: int | None
    waiting_now: int | None
    free: Amount | None
    waiting: Amount | None
    missing: Amount | None
    why: Reason | None


@dataclass(frozen=True)
class WeekRow:
    """One coming week of the chosen level."""

    monday: date
    free: Amount | None
    waiting: Amount | None
    missing: Amount | None


@require_safe
def look_ahead(request: Request) -> HttpResponse:
    """The answer in the heading; every level in a table; the chosen one drawn, with how it was found."""
    found = look_ahead_from(by=request.actor, today=timezone.localdate())
    place, chosen = _asked_week(request, found), _asked_level(request)
    rows = [_row(level, place, found, chosen=chosen) for level in found.levels]
    level, row = found.levels[chosen], rows[chosen]
    monday = found.ahead[place]
    context = {
        "heading": _heading(row, monday),
        "lead": _lead(row, level),
        "rows": rows,
        "fill": fill_on(found.known[-1], today=timezone.localdate()) if found.known else None,
        "found_on": found.known[-1] if found.known else None,
        "row": row,
        "level": level,
        "monday": monday,
        "weeks": [Option(each.isoformat(), _week_words(each), chosen=each == monday) for each in found.ahead],
        "levels": [Option(str(each.level), _label(each.level), chosen=each is level) for each in found.levels],
        "picture": _picture(level, found),
        "week_rows": [_week_row(level, number, day) for number, day in enumerate(found.ahead)],
        "free_ahead": _known(level.free_ahead),
        "waiting_ahead": _known(level.waiting_ahead),
        "missing_ahead": _known(level.missing_ahead),
        "held_out": HELD_OUT,
        "may_read_places": may(request.actor, Permission.PLACE_READ),
    }
    return render(request, "outlook/outlook.html", context)


def _known(found: Found) -> Outlook | None:
    return found if isinstance(found, Outlook) else None


def _asked_week(request: Request, found: LookAhead) -> int:
    """The number of the week in the address among those ahead; the last when it names none of them."""
    names = [each.isoformat() for each in found.ahead]
    asked = request.GET.get("week", "")
    return names.index(asked) if asked in names else len(names) - 1


def _asked_level(request: Request) -> int:
    asked = request.GET.get("level", "")
    return int(asked) if asked in {"1", "2", "3", "4"} else ALL


def _label(level: int) -> str:
    return _("Självständighetsgrad {level}").format(level=level) if level else _("Alla nivåer")


def _week_words(monday: date) -> str:
    """vecka 21 2027: a week's year is not always that of its Monday."""
    year, week, _day = monday.isocalendar()
    return _("vecka {week} {year}").format(week=week, year=year)


def _amount(found: Found, place: int) -> Amount | None:
    if isinstance(found, Reason):
        return None
    each = found.ahead[place]
    return Amount(shown(each.expected), shown(each.low), shown(each.high))


def _missing(level: Level, place: int) -> Amount | None:
    """Those who wait less the free seats, as both are shown; more seats than people is nothing missing."""
    free, waiting, missing = (
        _amount(each, place) for each in (level.free_ahead, level.waiting_ahead, level.missing_ahead)
    )
    if free is None or waiting is None or missing is None:
        return None
    expected = max(0, waiting.expected - free.expected)
    return Amount(expected, min(expected, max(0, missing.low)), max(expected, missing.high))


def _row(level: Level, place: int, found: LookAhead, *, chosen: int) -> Row:
    query = urlencode({"week": found.ahead[place].isoformat(), "level": level.level})
    why = next((each for each in (level.free_ahead, level.waiting_ahead) if isinstance(each, Reason)), None)
    return Row(
        label=_label(level.level),
        href=f"{reverse('outlook')}?{query}#drawn",
        is_chosen=level.level == chosen,
        free_now=level.free[-1] if level.free else None,
        waiting_now=level.waiting[-1] if level.waiting else None,
        free=_amount(level.free_ahead, place),
        waiting=_amount(level.waiting_ahead, place),
        missing=_missing(level, place),
        why=why,
    )


def _week_row(level: Level, place: int, monday: date) -> WeekRow:
    return WeekRow(
        monday, _amount(level.free_ahead, place), _amount(level.waiting_ahead, place), _missing(level, place)
    )


def _heading(row: Row, monday: date) -> str:
    week = monday.isocalendar().week
    if row.missing is None:
        return _("Hur många platser som behövs kan inte bedömas")
    if not row.missing.expected:
        return _("Platserna väntas räcka vecka {week}").format(week=week)
    return ngettext(
        "Vecka %(week)s väntas det fattas en plats",
        "Vecka %(week)s väntas det fattas %(num)s platser",
        row.missing.expected,
    ) % {"week": week, "num": format.number(row.missing.expected)}


def _lead(row: Row, level: Level) -> str:
    """How many wait for how many seats, and how wrong that has been."""
    if row.why is not None:
        return format.reason(row.why)
    if row.free is None or row.waiting is None:
        return ""
    asked = _("{label}: {waiting} väntas stå utan plats. Fria platser: {free}.").format(
        label=row.label, waiting=format.number(row.waiting.expected), free=format.number(row.free.expected)
    )
    return f"{asked} {_error(level)}"


def _error(level: Level) -> str:
    if isinstance(level.missing_ahead, Reason):
        return ""
    wrong = shown(level.missing_ahead.error)
    if not wrong:
        return _("De senaste 26 veckorna hade vi fel med mindre än en plats i snitt.")
    return ngettext(
        "De senaste 26 veckorna hade vi fel med i snitt en plats.",
        "De senaste 26 veckorna hade vi fel med i snitt %(num)s platser.",
        wrong,
    ) % {"num": format.number(wrong)}


def _picture(level: Level, found: LookAhead) -> Picture | None:
    """Free seats and those who wait; none when neither can be said anything of."""
    lines = [
        _line("petrol", _("Fria platser"), level.free, level.free_ahead),
        _line("ink", _("Väntar"), level.waiting or (), level.waiting_ahead),
    ]
    drawn = [each for each in lines if each is not None]
    if not drawn:
        return None
    return outlook(
        id="ahead",
        title=_("{label}: fria platser och väntande, ett år bakåt och ett halvt framåt").format(
            label=_label(level.level)
        ),
        description=_("Linjerna är vad som har varit. Streckat är vad som väntas, och fältet runt det rymmer fyra av "
                      "fem veckor om vi har lika fel som förut. Siffrorna står i tabellen under."),
        known=found.known,
        ahead=found.ahead,
        lines=drawn,
        now=_("i dag"),
    )  # fmt: skip


def _line(css: str, label: str, known: tuple[int, ...], found: Found) -> Line | None:
    if isinstance(found, Reason):
        return None
    ahead = tuple(Ahead(each.expected, each.low, each.high) for each in found.ahead)
    return Line(css, label, tuple(map(float, known)), ahead)


urls = [path("platser/framat/", look_ahead, name="outlook")]
