"""Indicator (uppföljning): the list of figures, one figure opened, and the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.access import Permission, may, require
from stegvis.actions.privacy import log_read
from stegvis.queries.indicator import Figure, figures_of, periods_with_facts, records_of
from stegvis.rules.history import ReadKind
from stegvis.rules.indicator.period import Period, latest_finished_quarter, read_period, reasons_not_to_report
from stegvis.rules.indicator.registry import indicator_on
from stegvis.rules.words import Reason
from stegvis.web import format
from stegvis.web.drawing import trend as drawing
from stegvis.web.drawing.shapes import Canvas
from stegvis.web.drawing.trend import Trend, sparkline, trend
from stegvis.web.fields import Option
from stegvis.web.request import Request, page_asked


class NoSuchPeriod(Exception):
    """The address names no period, or one that has not begun."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason


@dataclass(frozen=True)
class FigureLine:
    """One figure in a list: where it opens, and its eight quarters without an axis."""

    figure: Figure
    href: str
    spark: Canvas


@require_safe
def indicator_list(request: Request) -> HttpResponse:
    """Every figure of a period, each of which opens."""
    require(request.actor, Permission.INDICATOR_READ)
    today = timezone.localdate()
    try:
        period = asked_period(request, today)
    except NoSuchPeriod as wrong:
        return no_such_period(request, wrong)
    figures = figures_of(period, today=today)
    context = {
        "period": period,
        "figures": figures,
        "lines": lines_of(figures),
        "has_anything": any(figure.has_anything for figure in figures),
        "periods": period_options(period, today),
        "may_review": may(request.actor, Permission.SAMPLE_REVIEW),
    }
    return render(request, "indicator/list.html", context)


@require_safe
def indicator(request: Request, key: str) -> HttpResponse:
    """One figure, opened."""
    require(request.actor, Permission.INDICATOR_READ)
    today = timezone.localdate()
    try:
        period = asked_period(request, today)
    except NoSuchPeriod as wrong:
        return no_such_period(request, wrong)
    figure = _figure(key, period, today, request.GET.get("unit", ""))
    context = {
        "figure": figure,
        "trend": trend_of(figure),
        "periods": period_options(period, today),
        "units": _units(figure),
        "may_open_records": may(request.actor, Permission.INDICATOR_RECORDS),
        "records_href": f"{reverse('indicator_records', args=[key])}?{_query(figure)}",
        "report_href": reverse("report", args=[period.key]) if may(request.actor, Permission.REPORT_READ) else "",
        "computed_at": timezone.now(),
    }
    return render(request, "indicator/figure.html", context)


@require_safe
def indicator_records(request: Request, key: str) -> HttpResponse:
    """The rows behind a figure, without names. The reading is logged, page by page."""
    require(request.actor, Permission.INDICATOR_RECORDS)
    today = timezone.localdate()
    try:
        period = asked_period(request, today)
    except NoSuchPeriod as wrong:
        return no_such_period(request, wrong)
    figure = _figure(key, period, today, request.GET.get("unit", ""))
    definition = indicator_on(key, period.last_day)
    if definition is None:
        raise Http404
    records = records_of(
        definition, period, today=today, actor=request.actor, part_key=figure.part_key, page=page_asked(request)
    )
    if records.person_ids:
        purpose = f"{key} {period.key} {figure.part_key}".strip()
        log_read(records.person_ids, by=request.actor, screen="indicator_records", kind=ReadKind.LIST, purpose=purpose)
    context = {
        "figure": figure,
        "records": records,
        "figure_href": f"{reverse('indicator', args=[key])}?{_query(figure)}",
        "query": _query(figure),
    }
    return render(request, "indicator/records.html", context)


def asked_period(request: Request, today: date) -> Period:
    """The period in the address, or the latest finished quarter when it names none."""
    return checked_period(request.GET.get("period", ""), today)


def checked_period(text: str, today: date) -> Period:
    """A period that can be reported, or `NoSuchPeriod` with the rule's reason."""
    period = read_period(text) if text else latest_finished_quarter(today)
    if isinstance(period, Reason):
        raise NoSuchPeriod(period)
    for reason in reasons_not_to_report(period, today=today):
        raise NoSuchPeriod(reason)
    return period


def no_such_period(request: Request, wrong: NoSuchPeriod) -> HttpResponse:
    return render(request, "indicator/no_period.html", {"reason": wrong.reason}, status=404)


def lines_of(figures: tuple[Figure, ...]) -> list[FigureLine]:
    """Figures as lines that open."""
    return [
        FigureLine(
            figure,
            f"{reverse('indicator', args=[figure.key])}?{_query(figure)}",
            _spark(figure),
        )
        for figure in figures
    ]


def _spark(figure: Figure) -> Canvas:
    """Eight quarters; a tenth of the value fills half the height."""
    values = _values(figure, "all")
    largest = max((value for value in values if value is not None), default=0.0)
    return sparkline(values, least_span=largest / 5)


def period_options(chosen: Period, today: date) -> list[Option]:
    """The periods with facts, and the chosen one even if it has none."""
    periods = periods_with_facts(today)
    if chosen not in periods:
        periods = tuple(sorted((*periods, chosen), key=lambda each: each.last_day, reverse=True))
    return [
        Option(
            each.key,
            _("%(period)s (pågår)") % {"period": format.reason(each.words)}
            if not each.is_over(today)
            else format.reason(each.words),
            chosen=each == chosen,
        )
        for each in periods
    ]


def trend_of(figure: Figure) -> Trend | None:
    """The eight quarters as a drawing; none when there is not even two values to draw a line between."""
    if sum(row.all.value is not None for row in figure.series) < 2:
        return None
    lines = [drawing.Series(drawing.ALL, _("Alla"), _values(figure, "all"))]
    if figure.has_genders:
        lines.append(drawing.Series(drawing.WOMEN, _("Kvinnor"), _values(figure, "women")))
        lines.append(drawing.Series(drawing.MEN, _("Män"), _values(figure, "men")))
    return trend(
        id=f"trend-{figure.key}",
        title=figure.label,
        description=_description(figure),
        periods=[
            drawing.Period(_("kv %(quarter)s") % {"quarter": row.period.quarter}, row.period.year)
            for row in figure.series
        ],
        series=lines,
        decimals=figure.decimals,
        from_zero=not figure.shows_base,
    )


def _values(figure: Figure, who: str) -> tuple[float | None, ...]:
    cells = (getattr(row, who) for row in figure.series)
    return tuple(None if cell.value is None else float(cell.value) for cell in cells)


def _description(figure: Figure) -> str:
    shown = [row for row in figure.series if row.all.value is not None]
    first, last = shown[0], shown[-1]
    return _("Från %(first)s %(from)s till %(last)s %(to)s. Värdena finns i tabellen under diagrammet.") % {
        "first": format.number(first.all.value, figure.decimals),
        "from": first.label,
        "last": format.number(last.all.value, figure.decimals),
        "to": last.label,
    }


def _figure(key: str, period: Period, today: date, unit: str) -> Figure:
    found = figures_of(period, today=today, keys=[key], part_key=unit)
    if not found:
        raise Http404
    if unit and unit not in {each.key for each in found[0].parts} and not found[0].has_anything:
        raise Http404
    return found[0]


def _units(figure: Figure) -> list[Option]:
    whole = Option("", _("Hela verksamheten"), chosen=not figure.part_key)
    return [whole, *(Option(each.key, each.label, chosen=each.key == figure.part_key) for each in figure.parts)]


def _query(figure: Figure) -> str:
    values = {"period": figure.period.key} | ({"unit": figure.part_key} if figure.part_key else {})
    return urlencode(values)


urls = [
    path("uppfoljning/", indicator_list, name="indicator_list"),
    path("uppfoljning/<slug:key>/", indicator, name="indicator"),
    path("uppfoljning/<slug:key>/poster/", indicator_records, name="indicator_records"),
]
