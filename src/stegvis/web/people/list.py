"""The participant list (deltagarlistan): filters in the address, one row in the reading log for the whole page."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stegvis.access import Actor, Permission, may, require
from stegvis.actions.exchange.export import PERMISSION as MAY_EXPORT
from stegvis.actions.privacy import log_read
from stegvis.queries.cover import covering
from stegvis.queries.ladder import most_steps
from stegvis.queries.people import (
    CHILDREN_FIRST,
    CHILDREN_ONLY,
    EVERYONE,
    NOBODY,
    OWN,
    SORTS,
    ParticipantList,
    Wanted,
    has_caseload,
    participant_list,
)
from stegvis.rules.exchange import FileKind
from stegvis.rules.history import ReadKind
from stegvis.rules.ladder import FIRST_STEP
from stegvis.web.fields import Option
from stegvis.web.format import number
from stegvis.web.request import Request, number_in, page_in, query_without

CHILDREN = (CHILDREN_FIRST, CHILDREN_ONLY)


@require_safe
def show_list(request: Request) -> HttpResponse:
    """The people the reader has to do with."""
    require(request.actor, Permission.PARTICIPANT_NAME)
    wanted = wanted_from(request.GET, own_first=has_caseload(request.actor))
    found = participant_list(request.actor, wanted, today=timezone.localdate())
    if found.rows:
        ids = [row.participant_id for row in found.rows]
        log_read(ids, by=request.actor, screen="participant_list", kind=ReadKind.LIST)
    context = {
        "found": found,
        "heading": heading(found),
        "lead": lead(found),
        "options": filter_options(found),
        "query": query_without(request.GET, "page"),
        "query_without_sort": query_without(request.GET, "page", "sort"),
        "shows_coordinator": wanted.coordinator != OWN,
        "is_filtered": any(key not in {"page", "sort"} for key in request.GET),
        "may_refer": may(request.actor, Permission.REFERRAL_CREATE),
        "export_url": _export_url(request.actor),
        "covers": covering(request.actor, today=timezone.localdate()) if has_caseload(request.actor) else (),
    }
    return render(request, "people/list.html", context)


def _export_url(actor: Actor) -> str:
    """Where the list is taken out as a file, for those who read what stands in it."""
    may_take_out = may(actor, MAY_EXPORT[FileKind.PARTICIPANTS])
    return reverse("export", args=[FileKind.PARTICIPANTS]) if may_take_out else ""


def wanted_from(asked: QueryDict, *, own_first: bool) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    coordinator = asked.get("coordinator", "")
    if coordinator not in {EVERYONE, OWN, NOBODY} and not number_in(asked, "coordinator"):
        coordinator = OWN if own_first else EVERYONE
    sort = asked.get("sort", "name")
    return Wanted(
        coordinator=coordinator,
        unit=number_in(asked, "unit"),
        programme=number_in(asked, "programme"),
        step=number_in(asked, "step"),
        without_activity=asked.get("without_activity") == "1",
        children=asked.get("children", "") if asked.get("children") in CHILDREN else "",
        closed=asked.get("status") == "closed",
        sort=sort if sort.lstrip("-") in SORTS and sort.count("-") < 2 else "name",
        page=page_in(asked),
    )


def heading(found: ParticipantList) -> str:
    """The answer: how many there are of those one asked for."""
    total = number(found.paging.total)
    if found.wanted.closed:
        said = ngettext("{total} avslutad deltagare", "{total} avslutade deltagare", found.paging.total)
    elif found.wanted.coordinator == OWN:
        said = ngettext("{total} deltagare hos dig", "{total} deltagare hos dig", found.paging.total)
    else:
        said = ngettext("{total} deltagare", "{total} deltagare", found.paging.total)
    return said.format(total=total)


def lead(found: ParticipantList) -> str:
    if not found.works:
        return _("Du ser namn och koordinator.")
    if not found.reads:
        return _("Du ser dem som är placerade hos er, med det som arbetet behöver.")
    if found.wanted.coordinator != OWN and found.has_caseload:
        return _("Av andras deltagare ser du namn och koordinator.")
    return ""


def filter_options(found: ParticipantList) -> dict[str, list[Option]]:
    """The choices of each filter, with the one that holds marked; a filter without choices is not shown."""
    wanted, choices = found.wanted, found.choices
    if not found.reads:
        return {}
    people: list[tuple[str, str]] = [(OWN, _("Mina"))] if found.has_caseload else []
    people += [(EVERYONE, _("Alla i enheten")), (NOBODY, _("Ingen koordinator"))]
    people += [(str(key), name) for key, name in choices.coordinators]
    everyone = [("", _("Alla"))]
    return {
        "coordinator": _marked(people, wanted.coordinator),
        "unit": _marked(everyone + _keyed(choices.units), wanted.unit) if choices.units else [],
        "programme": _marked(everyone + _keyed(choices.programmes), wanted.programme),
        "step": _marked(
            everyone
            + [(str(step), _("Steg {step}").format(step=step)) for step in range(FIRST_STEP, most_steps() + 1)],
            wanted.step,
        ),
        "without_activity": _marked([("", _("Alla")), ("1", _("Utan insats"))], "1" if wanted.without_activity else ""),
        "children": _marked(
            [("", _("Alla")), (CHILDREN_FIRST, _("Barnfamiljer först")), (CHILDREN_ONLY, _("Bara barnfamiljer"))],
            wanted.children,
        ),
        "status": _marked([("", _("Pågår")), ("closed", _("Avslutade"))], "closed" if wanted.closed else ""),
    }


def _keyed(rows: tuple[tuple[int, str], ...]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in rows]


def _marked(rows: list[tuple[str, str]], chosen: object) -> list[Option]:
    said = "" if chosen is None else str(chosen)
    return [Option(value, label, value == said) for value, label in rows]
