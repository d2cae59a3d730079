"""Figures of the ledger (platsöversiktens siffror) that a report can be held against: by day, whole or in part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from django.utils.translation import gettext as _

from ...access import Permission, may
from ...models import PlaceCapacity
from ...rules.indicator.period import read_period
from ...rules.ledger import By, Capacity, Ledger, Measure, new_and_gone
from ...rules.stated import Call, Quantity
from ...rules.words import N_, Reason
from ..ledger import counted
from .asking import Asking, NamedFigure

MOST_DAYS = 40
LEAST_YEAR, MOST_YEAR = 2000, 2099
TENTHS = 10
LABELS = {
    Measure.PLACES: N_("Arbetsplatser med minst en plats en dag"),
    Measure.SEATS: N_("Platser en dag"),
    Measure.OCCUPIED: N_("Upptagna platser en dag"),
    Measure.RESERVED: N_("Reserverade platser en dag"),
    Measure.FREE: N_("Fria platser en dag"),
    Measure.OVER: N_("Personer över antalet platser en dag"),
    Measure.SUPERVISOR_HOURS: N_("Handledartimmar i veckan en dag"),
}
PARTS = (By.DEPARTMENT, By.COMMITTEE, By.KIND, By.FORM, By.UNIT)


def _on_a_day(asking: Asking, call: Call) -> Quantity | Reason:
    """ledger.seats(2020-12-31), or ledger.seats(2020-12-31, department=Utbildningsförvaltningen)."""
    if not may(asking.by, Permission.INDICATOR_READ):
        return Reason("Din roll kan inte läsa {name}.", name=call.name)
    if not call.arguments:
        return Reason("Skriv en dag inom parentes: {name}(2020-12-31).", name=call.name)
    day = _day(call.arguments[0])
    if isinstance(day, Reason):
        return day
    part = ", ".join(call.arguments[1:])
    asked = _part(part) if part else (By.UNIT, "")
    if isinstance(asked, Reason):
        return asked
    ledger = _ledger(asking, asked[0], day)
    return ledger if isinstance(ledger, Reason) else _amount(ledger, Measure(call.name.partition(".")[2]), asked[1])


def _day(text: str) -> date | Reason:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Reason("{text} är ingen dag. Skriv den som 2020-12-31.", text=text[:40])
    if LEAST_YEAR <= day.year <= MOST_YEAR:
        return day
    return Reason("{text} ligger utanför åren {first}–{last}.", text=text[:40], first=LEAST_YEAR, last=MOST_YEAR)


def _part(text: str) -> tuple[By, str] | Reason:
    """department=…: what to divide by, and the name of the part."""
    by, equal, name = text.partition("=")
    if not equal or by.strip() not in set(PARTS) or not name.strip():
        known = ", ".join(each.value for each in PARTS)
        return Reason("{text} är ingen del. Skriv delen, likhetstecken och namnet. Delarna är {known}.",
                      text=text[:60], known=known)  # fmt: skip
    return By(by.strip()), " ".join(name.split())


def _ledger(asking: Asking, by: By, day: date) -> Ledger | Reason:
    if (by, day) not in asking.ledgers:
        if len(asking.ledgers) >= MOST_DAYS:
            return Reason("Tabellen frågar om fler än {most} dagar. Dela upp den.", most=MOST_DAYS)
        asking.ledgers[by, day] = counted(by, first=day, last=day, today=asking.today)
    return asking.ledgers[by, day]


def _amount(ledger: Ledger, measure: Measure, name: str) -> Quantity | Reason:
    """The sum over everything, or over the rows of one name."""
    names = [_(each) for each in ledger.names]
    rows = [row for row, each in enumerate(names) if not name or each.casefold() == name.casefold()]
    if name and not rows:
        if close := get_close_matches(name, names, n=1):
            return Reason("{name} finns inte i platsöversikten. Menar du {close}?", name=name, close=close[0])
        return Reason("{name} finns inte i platsöversikten.", name=name)
    value = Decimal(int(ledger.cells[measure][rows, 0].sum()))
    return Quantity(value / TENTHS if measure is Measure.SUPERVISOR_HOURS else value)


def _new(asking: Asking, call: Call) -> Quantity | Reason:
    """ledger.new(2020): seats that were never there before, made in a year or a quarter."""
    if not may(asking.by, Permission.INDICATOR_READ):
        return Reason("Din roll kan inte läsa {name}.", name=call.name)
    if len(call.arguments) != 1:
        return Reason("Skriv en period inom parentes: {name}(2020) eller {name}(2020-Q3).", name=call.name)
    period = read_period(call.arguments[0])
    if isinstance(period, Reason):
        return period
    rows = PlaceCapacity.objects.filter(starts_on__lte=period.last_day).order_by("pk")
    capacities = (Capacity(*row) for row in rows.values_list("place_id", "seats", "starts_on", "ends_on"))
    turnover = new_and_gone(capacities, first=period.first_day, last=period.last_day)
    return Quantity(Decimal(sum(each.new for each in turnover)))


OF_PLACES = {
    **{
        f"ledger.{measure.value}": NamedFigure(label, f"ledger.{measure.value}(2020-12-31)", _on_a_day)
        for measure, label in LABELS.items()
    },
    "ledger.new": NamedFigure(N_("Nya platser under en period"), "ledger.new(2020)", _new),
}
