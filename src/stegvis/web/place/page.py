"""The page of one place (arbetsplatsens sida): what it is, its way, its seats ahead, and how it has gone."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ...access import Permission, may, require
from ...models import Place, Supervisor
from ...queries.agreement import agreements_of
from ...queries.employer import employer_page
from ...queries.place import PlacePage, WayPage, place_page, way_page
from ...rules.assessment import Swedish
from ...rules.history import ReadKind
from ...rules.ledger import Measure
from ...rules.place import ExtractLaw, Field, PlacementForm, PlaceStatus
from ..case import show
from ..drawing.capacity import CapacityYear, capacity_year, spans_of
from ..format import label
from ..half_days import in_words as half_days_in_words
from ..request import Request
from . import act_forms as asked


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
    request: Request, one: Place, *, refused: Mapping[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with a refused form as it was typed."""
    today = localdate()
    page, way = place_page(one, request.actor, today=today), way_page(one, request.actor, today=today)
    refused = refused or {}
    context = {
        "page": page,
        "way": way,
        "place": one,
        "heading": _heading(page),
        "facts": facts_of(one),
        "employer": (
            employer_page(one.host, actor=request.actor, today=today)
            if may(request.actor, Permission.EMPLOYER_READ)
            else None
        ),
        "year": _year(page),
        "today": today,
        "may_supervise": may(request.actor, Permission.SUPERVISOR_WRITE),
        "own_supervisor": Supervisor.objects.filter(user=request.actor.user_id).values_list("pk", flat=True).first(),
        "may_keep_agreements": may(request.actor, Permission.AGREEMENT_WRITE),
        "agreements": agreements_of(one, today=today),
        "forms": {**_fresh_forms(page, way), **refused},
        "refused": next(iter(refused.values()), None),
        "may_write": may(request.actor, Permission.PLACE_WRITE),
    }
    about = {row.participant_id for row in page.people} | {row.participant_id for row in way.staying.seen}
    return show(request, "place/place.html", context, about=about, kind=ReadKind.LIST, status=status)


def _fresh_forms(page: PlacePage, way: WayPage) -> dict[str, forms.Form]:
    """The forms of the acts, filled with what is nearest at hand."""
    today = localdate()
    return {
        "place_union": asked.UnionForm(),
        "place_pass_union": asked.PassForm(),
        "place_return": asked.ReturnForm(),
        "place_open": asked.OpenForm(),
        "place_pause": asked.PauseForm(),
        "place_reopen": asked.ReopenForm(initial={"seats": way.before_rest}),
        "place_close": asked.CloseForm(initial={"closed_on": way.staying.last_day}),
        "place_capacity": asked.CapacityForm(initial={"seats": page.now(Measure.SEATS), "from_on": today}),
        "place_confirm": asked.StaffAnswerForm(),
    }


def _heading(page: PlacePage) -> str:
    """What one wants to know first: the free seats of an open place, else where it is."""
    name, status = page.place.name, PlaceStatus(page.place.status)
    if status is not PlaceStatus.OPEN:
        return _("{name}: {status}").format(name=name, status=label(status))
    if page.over and page.over[0][0] <= localdate():
        return _("{name}: {count} över").format(name=name, count=page.over[0][1])
    if not page.supervision.supervisors:
        return _("{name}: ingen handledare än").format(name=name)
    number = page.now(Measure.FREE)
    if not number:
        return _("{name}: fullt just nu").format(name=name)
    free = ngettext("%(num)s fri plats", "%(num)s fria platser", number) % {"num": number}
    return _("{name}: {free}").format(name=name, free=free)


def facts_of(one: Place) -> list[tuple[str, str]]:
    """The profile, line by line; what is not required is left out."""
    rows = [
        (_("Område"), label(Field(one.field))),
        (_("Uppgifter"), one.tasks),
        (_("Tränar"), one.trains),
        (_("Former"), ", ".join(label(PlacementForm(form)) for form in one.forms)),
        (_("Grad"), _span(one.independence_from, one.independence_to)),
        (_("Timmar"), _span(one.hours_from, one.hours_to)),
        (_("Öppen"), half_days_in_words(one.slots)),
        (_("Skift"), _("skift eller obekväm tid") if one.has_shifts else ""),
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
        (bool(one.extract_law), _extract(one)),
        (one.needs_lifting, _("lyft")),
        (bool(one.requirements), one.requirements),
    ]
    return [words for is_required, words in rows if is_required]


def _extract(one: Place) -> str:
    if one.extract_law == ExtractLaw.UNSTATED:
        return _("utdrag ur belastningsregistret, lagen är inte angiven")
    return _("utdrag ur belastningsregistret enligt {law}").format(law=label(ExtractLaw(one.extract_law)))


def _year(page: PlacePage) -> CapacityYear:
    said = _("I dag {seats} platser: {occupied} upptagna, {reserved} reserverade, {free} fria.")
    return capacity_year(
        id="capacity",
        title=_("Utrymme på {name} tolv månader framåt").format(name=page.place.name),
        description=said.format(
            seats=page.now(Measure.SEATS),
            occupied=page.now(Measure.OCCUPIED),
            reserved=page.now(Measure.RESERVED),
            free=page.now(Measure.FREE),
        ),
        spans=spans_of(page.ahead),
    )
