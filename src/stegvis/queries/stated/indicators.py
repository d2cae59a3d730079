"""Figures of the follow-up (uppföljningens siffror) that a report can be held against, by period."""

from __future__ import annotations

from decimal import Decimal

from ...access import Permission, may
from ...rules.indicator.period import Period, read_period, reasons_not_to_report
from ...rules.indicator.registry import INDICATORS, Indicator, ValueUnit
from ...rules.stated import Call, Quantity, QuantityKind
from ...rules.words import Reason
from ..indicator import Figure, figures_of
from .asking import Asking, NamedFigure

MOST_PERIODS = 24
HALF = Decimal("0.5")


def _indicator(asking: Asking, call: Call) -> Quantity | Reason:
    period = _period(asking, call)
    if isinstance(period, Reason):
        return period
    if not may(asking.by, Permission.INDICATOR_READ):
        return Reason("Din roll kan inte läsa {name}.", name=call.name)
    if period not in asking.figures and len(asking.figures) >= MOST_PERIODS:
        return Reason("Tabellen frågar om fler än {most} perioder. Dela upp den.", most=MOST_PERIODS)
    return _shown(_figures(asking, period)[_key(call)], call)


def _shown(figure: Figure, call: Call) -> Quantity | Reason:
    """A value that is hidden on the pages is hidden here too."""
    if figure.cell.is_hidden:
        return Reason("{call} visas inte, för att skydda små grupper.", call=str(call))
    if figure.cell.value is None:
        return Reason("{call} har inget att räkna.", call=str(call))
    return _quantity(figure)


def _period(asking: Asking, call: Call) -> Period | Reason:
    if len(call.arguments) != 1:
        return Reason("Skriv en period inom parentes: {name}(2020) eller {name}(2020-Q3).", name=call.name)
    period = read_period(call.arguments[0])
    if isinstance(period, Period):
        for reason in reasons_not_to_report(period, today=asking.today):
            return reason
    return period


def _figures(asking: Asking, period: Period) -> dict[str, Figure]:
    """Every figure that the table asks about in a period, read at once."""
    if period not in asking.figures:
        keys = {_key(call) for call in asking.calls if [period.key] == [_same(each) for each in call.arguments]}
        found = figures_of(period, today=asking.today, keys=keys)
        asking.figures[period] = {figure.key: figure for figure in found}
    return asking.figures[period]


def _same(argument: str) -> str:
    """A period as its key, however it is written."""
    period = read_period(argument)
    return period.key if isinstance(period, Period) else argument


def _key(call: Call) -> str:
    return call.name.partition(".")[2]


def _quantity(figure: Figure) -> Quantity:
    """The value as it is shown: shares with one decimal, a median of days to the nearest day, the rest exact."""
    value = Decimal(figure.cell.value or 0)
    if figure.unit is ValueUnit.PERCENT:
        return Quantity(value / 100, Decimal("0.0005"), QuantityKind.PERCENT)
    return Quantity(value, HALF if figure.unit is ValueUnit.DAYS else Decimal(0))


def _named(indicator: Indicator) -> NamedFigure:
    return NamedFigure(indicator.label, f"indicator.{indicator.key}(2026-Q3)", _indicator)


OF_INDICATORS = {f"indicator.{each.key}": _named(each) for each in INDICATORS}
