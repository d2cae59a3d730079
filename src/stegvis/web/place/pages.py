"""The overview of places by department and week (platsöversikten)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_safe

from ...access import Permission, may, require
from ...queries.place import Overview, overview, waiting_for_host, weeks_ahead
from ...rules.history import ReadKind
from ...rules.people import Role
from ..case import show
from ..drawing.capacity import load_bar, seat_cell
from ..format import number
from ..request import Request, page_asked, query_without
from .forms import FilterForm

EASY, EVEN, HEAVY = gettext_noop("lugnt"), gettext_noop("jämnt"), gettext_noop("tungt")


@require_safe
def place_list(request: Request) -> HttpResponse:
    """Free seats by department and week; what waits for the reader's answer on top."""
    require(request.actor, Permission.PLACE_READ)
    today = localdate()
    form = FilterForm(request.GET, weeks=weeks_ahead(today))
    filters = form.filters(group=request.GET.get("group", ""), page=page_asked(request))
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
        "query": query_without(request.GET, "group", "page"),
        "group_query": query_without(request.GET, "page"),
        "may_see_ahead": may(request.actor, Permission.INDICATOR_READ),
        "cell": lambda room: seat_cell(seats=room.seats, occupied=room.occupied, reserved=room.reserved),
        "bar": load_bar,
        "load_words": lambda value, most: _(_load_word(value, most)),
    }
    about = [row.participant_id for row in waiting]
    return show(request, "place/list.html", context, about=about, kind=ReadKind.LIST)


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
    seats = ngettext("%(num)s plats", "%(num)s platser", total.seats) % {"num": number(total.seats)}
    places = ngettext("%(num)s arbetsplats", "%(num)s arbetsplatser", total.places) % {"num": number(total.places)}
    said = _("{seats} på {places}.").format(seats=seats, places=places)
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
