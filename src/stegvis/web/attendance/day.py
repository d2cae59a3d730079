"""The day of a unit on a phone (dagens närvaro): all who should be there, one tap for everybody, then what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ...access import Permission, may, require
from ...actions.attendance import DayMarked, mark_many
from ...queries.attendance import DayList, day_list
from ...queries.attendance.day import marked_day
from ...rules.history import ReadKind
from ...rules.words import Reason
from ..attempt import CHANGED_MEANWHILE, REFUSED
from ..case import show
from ..format import reason
from ..request import Request, number_in
from .asked import Asked, asked_for
from .typed import MINE, THEIRS, Typed, gone, standing, typed, with_refusals

ALL_HERE = "all_here"


def attendance_day(request: Request) -> HttpResponse:
    """Everybody of a day, and one save for all; where two have marked differently the later one chooses."""
    require(request.actor, Permission.ATTENDANCE_MARK)
    is_post = request.method == "POST"
    asked = asked_for(request.POST if is_post else request.GET, usual=_usual(localdate()))
    found = day_list(request.actor, asked.day, host=asked.host, page=asked.page)
    if not is_post:
        return _page(request, asked, found, [standing(row) for row in found.rows])
    rows = typed(request.POST, found.rows, all_here=request.POST.get("act") == ALL_HERE)
    undecided = [each for each in rows if _is_undecided(request, each)]
    new = [each for each in rows if each.is_new and each.keep != THEIRS and each not in undecided]
    lost = gone(request.POST, found.rows)
    if not new and not lost and not undecided and all(each.keep != THEIRS for each in rows):
        nothing = Reason("Markera minst en person.")
        return _page(request, asked, found, rows, refused=[nothing], status=REFUSED)
    done = mark_many(_marks(new), day=asked.day, by=request.actor)
    _tell(request, done)
    return _answer(request, Sent(asked, rows, undecided, lost), done)


def _usual(today: date) -> date:
    """Today; on a Saturday or Sunday the Friday before, which may be left to mark."""
    return today - timedelta(days=max(0, today.isoweekday() - 5))


def _is_undecided(request: Request, each: Typed) -> bool:
    """Both were shown, and nobody said which."""
    return bool(request.POST.get(f"choose_{each.key}")) and each.keep not in (MINE, THEIRS)


def _marks(rows: Sequence[Typed]) -> dict[int, Any]:
    return {each.key: each.to_mark for each in rows}


def _tell(request: Request, done: DayMarked) -> None:
    if done.saved:
        many = ngettext("{people} person är markerad.", "{people} personer är markerade.", len(done.saved))
        messages.success(request, many.format(people=len(done.saved)))


@dataclass(frozen=True)
class Sent:
    """A day as it was sent: its rows, those where both were shown and nobody said which, and how many are gone."""

    asked: Asked
    rows: Sequence[Typed]
    undecided: Sequence[Typed]
    lost: int


def _answer(request: Request, sent: Sent, done: DayMarked) -> HttpResponse:
    """Both marks where two differ; else what could not be saved, as it was typed; else the day."""
    differing = [
        replace(each, standing=marked_day(done.differing[each.key])) for each in sent.rows if each.key in done.differing
    ]
    differing += [replace(each, standing=each.row.mark) for each in sent.undecided if each.row.mark]
    if differing:
        return _choose(request, sent.asked, differing, is_asked_again=bool(sent.undecided))
    if not done.refused and not sent.lost:
        return redirect(sent.asked.address("attendance_day"))
    return _refused(request, sent, done)


def _refused(request: Request, sent: Sent, done: DayMarked) -> HttpResponse:
    fresh = day_list(request.actor, sent.asked.day, host=sent.asked.host, page=sent.asked.page)
    kept = {each.key: each for each in sent.rows if each.key in done.refused}
    shown = [
        replace(kept[row.placement_id], row=row) if row.placement_id in kept else standing(row) for row in fresh.rows
    ]
    reasons = [
        Reason("{name}: {why}", name=each.row.name, why=" ".join(reason(one) for one in done.refused[each.key]))
        for each in shown
        if each.key in done.refused
    ]
    if sent.lost:
        lost = Reason("{many} på sidan är inte längre placerade hos er den dagen. Det är inte sparat.", many=sent.lost)
        reasons.append(lost)
    rows = with_refusals(shown, done.refused)
    return _page(request, sent.asked, fresh, rows, refused=reasons, status=REFUSED)


def _choose(request: Request, asked: Asked, differing: Sequence[Typed], *, is_asked_again: bool) -> HttpResponse:
    context = {"asked": asked, "rows": differing, "is_asked_again": is_asked_again}
    about = [each.row.participant_id for each in differing]
    return show(request, "attendance/choose.html", context, about=about, kind=ReadKind.LIST, status=CHANGED_MEANWHILE)


def _page(
    request: Request,
    asked: Asked,
    found: DayList,
    rows: Sequence[Typed],
    *,
    refused: Sequence[Reason] = (),
    status: int = 200,
) -> HttpResponse:
    today = localdate()
    context = {
        "asked": asked,
        "found": found,
        "rows": rows,
        "refused": refused,
        "today": today,
        "is_ahead": asked.day > today,
        "before": _workday(asked.day, -1),
        "after": _workday(asked.day, 1),
        "several_places": len({row.place_id for row in found.rows}) > 1,
        "may_approve": may(request.actor, Permission.ATTENDANCE_APPROVE),
        "may_report": may(request.actor, Permission.INCIDENT_WRITE),
    }
    about = [row.participant_id for row in found.rows]
    return show(request, "attendance/day.html", context, about=about, kind=ReadKind.LIST, status=status)


def _workday(day: date, step: int) -> date:
    """The next or the last day that is no Saturday or Sunday."""
    day += timedelta(days=step)
    while day.isoweekday() > 5:
        day += timedelta(days=step)
    return day


@require_POST
def attendance_mark(request: Request) -> HttpResponse:
    """One row, sent by the script when it was tapped or when the line came back: the row as it stands after it.

    With both marks when somebody else has marked differently; 409 when somebody else is signed in than who tapped.
    """
    require(request.actor, Permission.ATTENDANCE_MARK)
    if request.POST.get("user", "") != str(request.actor.user_id):
        return HttpResponse(status=CHANGED_MEANWHILE)
    asked = asked_for(request.POST, usual=localdate())
    key = request.POST.get("person", "")
    one = typed(request.POST, [row for row in _everybody(request, asked) if str(row.placement_id) == key])
    if not one or not one[0].kind:
        return HttpResponse(status=404)
    done = mark_many(_marks(one), day=asked.day, by=request.actor) if one[0].is_new else None
    if done and done.differing:
        shown = replace(one[0], standing=marked_day(done.differing[one[0].key]))
        return _row(request, asked, shown)
    if done and done.refused:
        return _row(request, asked, with_refusals(one, done.refused)[0])
    fresh = next(row for row in _everybody(request, asked) if str(row.placement_id) == key)
    return _row(request, asked, standing(fresh))


def _everybody(request: Request, asked: Asked) -> Sequence[Any]:
    return day_list(request.actor, asked.day, only=number_in(request.POST, "person") or 0).rows


def _row(request: Request, asked: Asked, one: Typed) -> HttpResponse:
    context = {
        "one": one,
        "today": localdate(),
        "asked": asked,
        "several_places": True,
        "may_report": may(request.actor, Permission.INCIDENT_WRITE),
    }
    return show(request, "attendance/row.html", context, about=[one.row.participant_id])
