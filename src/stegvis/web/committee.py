"""Committee (nämnd): where things stand, and the report of a period as page, PDF and spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from stegvis.access import Permission, require
from stegvis.queries.committee import Report, as_pdf, as_xlsx, report_of
from stegvis.queries.indicator import periods_with_facts
from stegvis.web.indicator import (
    NoSuchPeriod,
    asked_period,
    checked_period,
    lines_of,
    no_such_period,
    period_options,
    trend_of,
)
from stegvis.web.request import Request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def committee(request: Request) -> HttpResponse:
    """The answer in the heading, and every figure behind it."""
    require(request.actor, Permission.REPORT_READ)
    today = timezone.localdate()
    try:
        period = asked_period(request, today)
    except NoSuchPeriod as wrong:
        return no_such_period(request, wrong)
    report = report_of(period, by=request.actor, today=today)
    context = {"report": report, "lines": lines_of(report.figures), "periods": period_options(period, today)}
    return render(request, "committee/committee.html", context)


@require_safe
def report_list(request: Request) -> HttpResponse:
    """The reports there are, the newest first."""
    require(request.actor, Permission.REPORT_READ)
    today = timezone.localdate()
    periods = periods_with_facts(today)
    context = {
        "finished": [each for each in periods if each.is_over(today)],
        "running": [each for each in periods if not each.is_over(today)],
    }
    return render(request, "committee/list.html", context)


@require_safe
def report(request: Request, period: str) -> HttpResponse:
    """The report of a period to read on screen or print."""
    try:
        found = _report(request, period)
    except NoSuchPeriod as wrong:
        return no_such_period(request, wrong)
    context = {"report": found, "figures": [(figure, trend_of(figure)) for figure in found.figures]}
    return render(request, "committee/report.html", context)


@require_safe
def report_pdf(request: Request, period: str) -> HttpResponse:
    """The same report as a tagged PDF."""
    return _file(request, period, as_pdf, content_type="application/pdf", ending="pdf")


@require_safe
def report_xlsx(request: Request, period: str) -> HttpResponse:
    """The same report as a spreadsheet."""
    return _file(request, period, as_xlsx, content_type=XLSX, ending="xlsx")


def _report(request: Request, period: str) -> Report:
    today = timezone.localdate()
    require(request.actor, Permission.REPORT_READ)
    return report_of(checked_period(period, today), by=request.actor, today=today)


def _file(
    request: Request, period: str, write: Callable[[Report], bytes], *, content_type: str, ending: str
) -> HttpResponse:
    try:
        found = _report(request, period)
    except NoSuchPeriod as wrong:
        return no_such_period(request, wrong)
    name = f"stegvis-{found.period.key}.{ending}"
    return HttpResponse(
        write(found),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


urls = [
    path("namnden/", committee, name="committee"),
    path("namnden/rapport/", report_list, name="report_list"),
    path("namnden/rapport/<str:period>.pdf", report_pdf, name="report_pdf"),
    path("namnden/rapport/<str:period>.xlsx", report_xlsx, name="report_xlsx"),
    path("namnden/rapport/<str:period>/", report, name="report"),
]
