"""The week (veckan) on screen: how it is, how it was on a day, and the times of one activity or placement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..access import Permission, may
from ..actions.schedule import set_schedule
from ..models import Activity, Placement
from ..queries.absence import absence_now
from ..queries.schedule import EntryKind, SetTimes, Week, changes_of, times_of, week_of
from ..rules.activity import AbsenceKind, ActivityKind
from ..rules.place import PlacementForm
from ..rules.schedule import WEEKDAYS, WORKING_DAYS, Slot, Unreadable, read_day, week_to_show
from .answers import EARLIEST, LATEST, as_sentence, day_field
from .attempt import CHANGED_MEANWHILE, REFUSED, attempt, posted
from .case import found, found_case, show_case
from .format import full_date, label
from .request import Request

MOST_CHANGES = 12
RELATED = ("case__participant", "case__unit", "case__programme")


class TimesForm(forms.Form):
    """The times of one thing, a line for each weekday; empty when there is nothing that day."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in WEEKDAYS.items():
            self.fields[f"day_{weekday}"] = forms.CharField(label=as_sentence(_(name)), max_length=60, required=False)
        self.fields["where"] = forms.CharField(
            label=_("Var"), help_text=_("Adress eller lokal. Står i deltagarens vecka."), max_length=120, required=False
        )
        self.fields["from_on"] = day_field(
            _("Gäller från"), help_text=_("Tiderna före den dagen finns kvar som de var.")
        )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        said["slots"] = [slot for weekday in WEEKDAYS for slot in self._read(weekday)]
        return said

    def _read(self, weekday: int) -> list[Slot]:
        name = f"day_{weekday}"
        try:
            return read_day(self.cleaned_data.get(name, ""), weekday=weekday)
        except Unreadable:
            self.add_error(name, _("Skriv tiden som 9–14, eller 8.30–12 och 13–16."))
            return []

    @property
    def working_days(self) -> list[forms.BoundField]:
        return [self[f"day_{weekday}"] for weekday in WORKING_DAYS]

    @property
    def weekend(self) -> list[forms.BoundField]:
        return [self[f"day_{weekday}"] for weekday in WEEKDAYS if weekday not in WORKING_DAYS]

    @property
    def uses_weekend(self) -> bool:
        return any(field.value() or field.errors for field in self.weekend)


@require_safe
def week(request: Request, pk: int) -> HttpResponse:
    """The week of one case, as it is or as it was on the day asked for."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    today = localdate()
    absence = absence_now(case, today)
    asked, is_readable = asked_day(request.GET.get("dag", ""), usual=week_to_show(today))
    return show_case(
        request,
        case,
        "schedule/week.html",
        here=_("Veckan"),
        week=week_of(case, asked),
        asked=asked,
        is_readable=is_readable,
        is_now=asked.isocalendar()[:2] == week_to_show(today).isocalendar()[:2],
        before=max(EARLIEST, asked - timedelta(days=7)),
        after=min(LATEST, asked + timedelta(days=7)),
        changes=changes_of(case, since=case.opened_on)[:MOST_CHANGES],
        absence=absence,
        absence_kind=AbsenceKind(absence.kind) if absence else None,
        today=today,
        may_change=may(request.actor, Permission.ACTIVITY_WRITE, case) and case.closed_on is None,
    )


def asked_day(said: str, *, usual: date) -> tuple[date, bool]:
    """The day of the address, or the usual one, and whether what stood there was a day."""
    try:
        day = date.fromisoformat(said) if said else usual
    except ValueError:
        return usual, False
    return (day, True) if EARLIEST <= day <= LATEST else (usual, False)


def activity_times(request: Request, pk: int) -> HttpResponse:
    """Set the times of an activity from a day on."""
    activity = found(request, Activity, Permission.ACTIVITY_WRITE, *RELATED, pk=pk)
    return _times(request, activity, name=activity.name or as_sentence(label(ActivityKind(activity.kind))))


def placement_times(request: Request, pk: int) -> HttpResponse:
    """Set the times of a placement from a day on."""
    placement = found(request, Placement, Permission.ACTIVITY_WRITE, "place", *RELATED, pk=pk)
    form = as_sentence(label(PlacementForm(placement.form)))
    return _times(request, placement, name=_("{form}, {place}").format(form=form, place=placement.place.name))


def _times(request: Request, thing: Activity | Placement, *, name: str) -> HttpResponse:
    case = thing.case
    asked = max(localdate(), thing.starts_on)
    standing = times_of(thing, asked)
    form = TimesForm(posted(request), initial=_as_typed(standing, asked))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("slots", "from_on", "where", "seen")}
        if attempt(form, lambda: set_schedule(thing, **said, by=request.actor)) is not None:
            day = full_date(said["from_on"])
            words = _("Tiderna gäller från {day}.") if said["slots"] else _("Inga tider från {day}.")
            messages.success(request, words.format(day=day))
            return redirect(f"{reverse('week', args=[case.pk])}?dag={week_to_show(said['from_on']).isoformat()}")
    return show_case(
        request,
        case,
        "schedule/times.html",
        here=_("Tider"),
        status=_status(form),
        form=form,
        name=name,
        thing=thing,
        standing=standing,
        is_stale="seen" in form.errors,
        week=_beside(week_of(case, week_to_show(asked)), thing),
        refused=[*case.reasons_not_to_write()],
    )


def _status(form: forms.Form) -> int:
    if "seen" in form.errors:
        return CHANGED_MEANWHILE
    return REFUSED if form.errors else 200


def _as_typed(standing: SetTimes, asked: date) -> dict[str, Any]:
    days = {f"day_{weekday}": said for weekday, said in standing.by_day.items()}
    return {**days, "where": standing.where, "from_on": asked, "seen": standing.seen}


def _beside(found_week: Week, thing: Activity | Placement) -> list[tuple[Any, list[Any]]]:
    """What the week has besides, day by day, for whoever writes times."""
    kind = EntryKind.ACTIVITY if isinstance(thing, Activity) else EntryKind.PLACEMENT
    return [
        (day, [each for each in day.entries if (each.kind, each.pk) != (kind, thing.pk)]) for day in found_week.days
    ]


urls = [
    path("inskrivningar/<int:pk>/veckan/", week, name="week"),
    path("insatser/<int:pk>/tider/", activity_times, name="activity_times"),
    path("placeringar/<int:pk>/tider/", placement_times, name="placement_times"),
]
