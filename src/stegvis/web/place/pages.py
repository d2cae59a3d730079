"""The overview of places by department and week, and the page of one place (platsöversikten, arbetsplatsens sida)."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_safe

from ...access import Permission, may, require
from ...models import Place
from ...queries.place import Overview, PlacePage, overview, place_page, waiting_for_host, weeks_ahead
from ...rules.agreement import AgreementKind
from ...rules.assessment import Swedish
from ...rules.history import ReadKind
from ...rules.people import Role
from ...rules.place import Field, PlacementForm
from ..case import show
from ..drawing.capacity import CapacityYear, capacity_year, load_bar, seat_cell, spans_ahead
from ..format import label, number
from ..half_days import in_words as half_days_in_words
from ..request import Request
from .forms import CapacityForm, CloseForm, FilterForm

EASY, EVEN, HEAVY = gettext_noop("lugnt"), gettext_noop("jämnt"), gettext_noop("tungt")
AGREEMENT_SOON_DAYS = 60


@require_safe
def place_list(request: Request) -> HttpResponse:
    """Free seats by department and week; what waits for the reader's answer on top."""
    require(request.actor, Permission.PLACE_READ)
    today = localdate()
    form = FilterForm(request.GET, weeks=weeks_ahead(today))
    filters = form.filters(group=request.GET.get("group", ""), page=request.GET.get("page", ""))
    found = overview(filters, today=today)
    waiting, waiting_count = waiting_for_host(request.actor)
    context = {
        "form": form,
        "filters": filters,
        "found": found,
        "heading": _heading(found),
        "lead": _lead(found),
        "waiting": waiting,
        "waiting_count": waiting_count,
        "waiting_first": request.actor.role is Role.RECEIVING_MANAGER,
        "may_write": may(request.actor, Permission.PLACE_WRITE),
        "query": _query(request, without=("group", "page")),
        "group_query": _query(request, without=("page",)),
        "cell": lambda room: seat_cell(seats=room.seats, occupied=room.occupied, reserved=room.reserved),
        "bar": load_bar,
        "load_words": lambda value, most: _(_load_word(value, most)),
    }
    about = [row.participant_id for row in waiting]
    return show(request, "place/list.html", context, about=about, kind=ReadKind.LIST)


def _query(request: Request, *, without: tuple[str, ...]) -> str:
    kept = [(name, value) for name, value in request.GET.items() if value and name not in without]
    return urlencode(kept)


def _heading(found: Overview) -> str:
    free = found.total.weeks[1].free
    if not found.total.places:
        return _("Inga arbetsplatser passar urvalet")
    if not free:
        return _("Inga fria platser nästa vecka")
    return ngettext("%(free)s fri plats nästa vecka", "%(free)s fria platser nästa vecka", free) % {
        "free": number(free)
    }


def _lead(found: Overview) -> str:
    total = found.total
    if not total.places:
        return ""
    words = {"places": number(total.places), "seats": number(total.seats)}
    said = _("{seats} platser på {places} arbetsplatser.").format(**words)
    best = max(found.groups, key=lambda group: group.weeks[1].free)
    if len(found.groups) > 1 and best.weeks[1].free:
        said = _("{said} Flest fria har {name}.").format(said=said, name=_(best.name))
    return said


def _load_word(value: float, most: float) -> str:
    """Light under half, heavy from nine tenths."""
    share = value / most if most else 1
    if share < 0.5:
        return EASY
    return HEAVY if share >= 0.9 else EVEN


@require_safe
def place(request: Request, pk: int) -> HttpResponse:
    """One place: what it is, its room ahead, who is there, and how it has gone."""
    require(request.actor, Permission.PLACE_READ)
    return show_place(request, found_place(pk))


def found_place(pk: int) -> Place:
    """The place with what its page says, or 404."""
    related = ("host__parent", "agreement", "manager")
    return get_object_or_404(Place.objects.select_related(*related), pk=pk)


def show_place(
    request: Request,
    one: Place,
    *,
    capacity: CapacityForm | None = None,
    close: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a refused form as it was typed."""
    today = localdate()
    page = place_page(one, request.actor, today=today)
    context = {
        "page": page,
        "place": one,
        "heading": _place_heading(page),
        "facts": _facts(one),
        "year": _year(page, today),
        "today": today,
        "agreement": _agreement(one, today),
        "capacity": capacity or CapacityForm(initial={"seats": page.seats_now, "from_on": today}),
        "close": close or CloseForm(),
        "may_write": may(request.actor, Permission.PLACE_WRITE),
        "is_closed": one.closed_on is not None and one.closed_on < today,
    }
    return show(
        request,
        "place/place.html",
        context,
        about=[row.participant_id for row in page.people],
        kind=ReadKind.LIST,
        status=status,
    )


def _place_heading(page: PlacePage) -> str:
    if not page.free_now:
        return _("{name}: fullt just nu").format(name=page.place.name)
    free = ngettext("%(num)s fri plats", "%(num)s fria platser", page.free_now) % {"num": page.free_now}
    return _("{name}: {free}").format(name=page.place.name, free=free)


def _facts(one: Place) -> list[tuple[str, str]]:
    """The profile, line by line; what is not required is left out."""
    rows = [
        (_("Område"), label(Field(one.field))),
        (_("Uppgifter"), one.tasks),
        (_("Tränar"), one.trains),
        (_("Former"), ", ".join(label(PlacementForm(form)) for form in one.forms)),
        (_("Grad"), _span(one.independence_from, one.independence_to)),
        (_("Timmar"), _span(one.hours_from, one.hours_to)),
        (_("Öppen"), half_days_in_words(one.slots)),
        (_("Kräver"), ", ".join(_requirements(one))),
        (_("Reszon"), one.travel_zone),
    ]
    return [(name, value) for name, value in rows if value]


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _requirements(one: Place) -> list[str]:
    rows = [
        (one.lowest_swedish > 0, _("svenska: {level}").format(level=label(Swedish(str(one.lowest_swedish))))),
        (one.needs_driving_licence, _("körkort")),
        (one.needs_extract, _("utdrag ur belastningsregistret")),
        (one.needs_lifting, _("lyft")),
    ]
    return [words for is_required, words in rows if is_required]


def _year(page: PlacePage, today: date) -> CapacityYear:
    seats = page.seats
    spans = spans_ahead(
        seats=seats.intervals,
        occupied=[(first, last) for _seat, first, last in seats.taken],
        reserved=seats.reserved,
        first=today,
    )
    said = _("I dag {seats} platser: {occupied} upptagna, {reserved} reserverade, {free} fria.")
    return capacity_year(
        id="capacity",
        title=_("Utrymme på {name} tolv månader framåt").format(name=page.place.name),
        description=said.format(
            seats=page.seats_now, occupied=page.occupied_now, reserved=page.reserved_now, free=page.free_now
        ),
        spans=spans,
    )


def _agreement(one: Place, today: date) -> dict[str, Any] | None:
    agreement = one.agreement
    if agreement is None:
        return None
    days = (agreement.ends_on - today).days if agreement.ends_on else None
    return {
        "kind": label(AgreementKind(agreement.kind)),
        "reference": agreement.reference,
        "seats": agreement.seats,
        "ends_on": agreement.ends_on,
        "has_ended": days is not None and days < 0,
        "ends_soon": days is not None and 0 <= days <= AGREEMENT_SOON_DAYS,
    }
