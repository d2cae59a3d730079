"""The month of a unit (månadens närvaro): planned, attended, absence by code, what is missing; approve one or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ...access import Permission, require
from ...actions.attendance import approve_months
from ...actions.privacy import log_read
from ...outside.spreadsheets import XLSX_TYPE, Heading, write_xlsx
from ...queries.attendance import MonthList, MonthRow, month_list
from ...rules.attendance import CODES, code_label, month_before, next_month
from ...rules.history import ReadKind
from ...rules.words import Reason
from ..answers import as_sentence
from ..attempt import REFUSED
from ..case import show
from ..format import month_and_year, number, reason
from ..request import Request, number_in, numbers_in
from .asked import Asked, asked_month

MOST_DAYS_NAMED = 5


@dataclass(frozen=True)
class Line:
    """One row of the page in words: hours, absence by code, what is missing."""

    row: MonthRow
    absence: tuple[tuple[str, str], ...]
    missing: tuple[date, ...]
    more_missing: int


def hours(minutes: int) -> str:
    """Minutes as hours, with a decimal where there is one."""
    return number(minutes / 60, decimals=0 if minutes % 60 == 0 else 1)


def absence_in_words(minutes: Any) -> tuple[tuple[str, str], ...]:
    """The word of each code with its hours, in the order of the codes."""
    return tuple((as_sentence(_(code_label(code))), hours(minutes[code])) for code in CODES if minutes.get(code))


@require_safe
def attendance_month(request: Request) -> HttpResponse:
    """The month before this one, or the one asked for."""
    require(request.actor, Permission.ATTENDANCE_APPROVE)
    return _page(request, _asked(request.GET))


def _asked(data: QueryDict) -> Asked:
    return asked_month(data, usual=month_before(localdate()))


def _found(request: Request, asked: Asked) -> MonthList:
    return month_list(request.actor, asked.day, today=localdate(), host=asked.host, page=asked.page)


def _page(request: Request, asked: Asked, *, refused: Sequence[Reason] = (), status: int = 200) -> HttpResponse:
    found = _found(request, asked)
    context = {
        "asked": asked,
        "found": found,
        "lines": [_line(row) for row in found.rows],
        "name": month_and_year(found.month),
        "refused": refused,
        "before": month_before(found.month),
        "after": next_month(found.month),
        "hours": hours,
    }
    about = [row.participant_id for row in found.rows]
    return show(request, "attendance/month.html", context, about=about, kind=ReadKind.LIST, status=status)


def _line(row: MonthRow) -> Line:
    named = row.unmarked[:MOST_DAYS_NAMED]
    return Line(row, absence_in_words(row.sum.absence_minutes), named, len(row.unmarked) - len(named))


@require_POST
def attendance_approve(request: Request) -> HttpResponse:
    """Approve those that are chosen, as they were read. Who cannot be approved is named; the others are."""
    require(request.actor, Permission.ATTENDANCE_APPROVE)
    asked = _asked(request.POST)
    seen = _seen(request.POST)
    if not seen:
        return _page(request, asked, refused=[Reason("Välj minst en person att godkänna.")], status=REFUSED)
    done = approve_months(seen, month=asked.day, by=request.actor)
    if done.saved:
        many = ngettext("{people} månad är godkänd.", "{people} månader är godkända.", len(done.saved))
        messages.success(request, many.format(people=len(done.saved)))
    if not done.refused:
        return redirect(asked.address("attendance_month"))
    names = {row.placement_id: row.name for row in _found(request, asked).rows}
    refused = [
        Reason("{name}: {why}", name=names.get(key, _("En person")), why=" ".join(reason(one) for one in reasons))
        for key, reasons in done.refused.items()
    ]
    return _page(request, asked, refused=refused, status=REFUSED)


def _seen(data: QueryDict) -> dict[int, int]:
    """The placements that were chosen, with the latest mark that was read: one button, or the ticks of the list."""
    keys = numbers_in(data, "one" if "one" in data else "person", most=400)
    return {key: number_in(data, f"seen_{key}") or 0 for key in keys}


@require_safe
def attendance_month_xlsx(request: Request) -> HttpResponse:
    """The month as a spreadsheet: names, hours and codes, no free text."""
    require(request.actor, Permission.ATTENDANCE_APPROVE)
    asked = _asked(request.GET)
    first = month_list(request.actor, asked.day, today=localdate(), host=asked.host, everybody=True)
    log_read(
        sorted({row.participant_id for row in first.rows}),
        by=request.actor, screen="attendance_month_xlsx", kind=ReadKind.EXPORT,
    )  # fmt: skip
    content = write_xlsx(_("Närvaro"), _headings(), [_cells(row) for row in first.rows])
    name = f"narvaro-{asked.day:%Y-%m}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _headings() -> list[Heading]:
    codes = [Heading(as_sentence(_(code_label(code)))) for code in CODES]
    return [
        Heading(_("Namn"), 28), Heading(_("Arbetsplats"), 28), Heading(_("Enhet eller arbetsgivare"), 28),
        Heading(_("Månad")), Heading(_("Planerade timmar")), Heading(_("Närvarotimmar")), *codes,
        Heading(_("Dagar utan närvaro")), Heading(_("Godkänd")), Heading(_("Version")), Heading(_("Godkänd av"), 24),
    ]  # fmt: skip


def _cells(row: MonthRow) -> list[Any]:
    is_approved = row.approved is not None and not row.is_changed
    approved = row.approved if is_approved else None
    return [
        row.name, row.place, row.host, f"{row.month:%Y-%m}", _hours(row.planned_minutes),
        _hours(row.sum.attended_minutes), *(_hours(row.sum.absence_minutes.get(code, 0)) for code in CODES),
        len(row.unmarked), approved.on if approved else None, approved.version if approved else None,
        approved.by if approved else None,
    ]  # fmt: skip


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)
