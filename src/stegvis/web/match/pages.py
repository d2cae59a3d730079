"""The ranked list for one participant (förslag): what fits and why, what is blocked and what would open it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...access import Permission, may, require
from ...actions.match import propose_from_match
from ...models import Case, IntakeMapping, Participant, Place
from ...queries.match import Ask, Match, latest_mapping, usual_ask
from ...queries.match import match as try_every_place
from ...rules.assessment import Swedish
from ...rules.match.blocks import Relaxation, Where
from ...rules.match.ranking import Blocked, Suggestion
from ...rules.place import ALL_HALF_DAYS, Field, PlacementForm
from ..answers import as_sentence
from ..attempt import REFUSED, attempt, posted
from ..case import show
from ..format import day_and_month, full_date, label
from ..half_days import in_words as half_days_in_words
from ..request import Request, number_in
from ..today import in_words
from .forms import AskForm, ProposeForm

SUGGESTIONS_FIRST, BLOCKED_FIRST = 5, 4
MOST_SHOWN = 200


@dataclass(frozen=True)
class Tried:
    """What was tried for whom, and how much the reader may know of why."""

    case: Case
    mapping: IntakeMapping
    ask: Ask
    found: Match
    reads_file: bool


@dataclass(frozen=True)
class Chosen:
    """The place somebody is about to propose: its number in the list and its name."""

    rank: int
    place: Place


@dataclass(frozen=True)
class BlockedRow:
    """A blocked place with the address that tries its smallest change, when this page can try it."""

    blocked: Blocked
    host: str
    try_href: str
    try_label: str


def match(request: Request, pk: int) -> HttpResponse:
    """Try every place for the participant; post proposes one of them."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.PARTICIPANT_WORK, person)
    case = Case.objects.open().select_related("participant").filter(participant=person).first()
    mapping = latest_mapping(case) if case else None
    if case is None or mapping is None:
        return _nothing_to_try(request, person, case)
    return _tried(request, case, mapping)


def _nothing_to_try(request: Request, person: Participant, case: Case | None) -> HttpResponse:
    """Without an open case or a mapping there is nothing to try against; the page says what is missing."""
    may_map = case is not None and may(request.actor, Permission.MAPPING_WRITE, case)
    context = {
        "person": person,
        "case": case,
        "mapping_href": reverse("mapping_new", args=[case.pk]) if case and may_map else "",
    }
    return show(request, "match/nothing.html", context, about=[person.pk])


def _tried(request: Request, case: Case, mapping: IntakeMapping) -> HttpResponse:
    today = localdate()
    ask_form = AskForm(request.GET, usual=usual_ask(mapping, today=today), today=today)
    ask = ask_form.ask()
    reads_file = may(request.actor, Permission.PARTICIPANT_READ, case)
    tried = Tried(case, mapping, ask, try_every_place(case, ask, mapping, reads_file=reads_file), reads_file)
    if request.method == "POST":
        require(request.actor, Permission.PLACEMENT_PROPOSE, case)
    may_propose = may(request.actor, Permission.PLACEMENT_PROPOSE, case)
    chosen = _chosen(request, tried.found) if may_propose else None
    form = _propose_form(posted(request), chosen, ask) if chosen else None
    if chosen and form is not None and form.is_bound and form.is_valid():
        proposed = attempt(form, lambda: _propose(request, case, chosen, ask, form))
        if proposed is not None:
            said = _("{name} är föreslagen till {place}. Fråga och för in svaret här.")
            messages.success(request, said.format(name=case.participant.name, place=chosen.place.name))
            return redirect("placement", pk=proposed.pk)
    asked = {"ask_form": ask_form, "may_propose": may_propose, "chosen": chosen, "form": form}
    status = REFUSED if request.method == "POST" else 200
    about = [case.participant_id]
    return show(request, "match/match.html", _context(request, tried) | asked, about=about, status=status)


def _propose(request: Request, case: Case, chosen: Chosen, ask: Ask, form: ProposeForm) -> Any:
    read = form.cleaned_data
    return propose_from_match(
        case,
        place=chosen.place,
        ask=ask,
        form=read["kind"],
        studies_follow=read["studies_follow"],
        presentation=read["presentation"],
        because=read.get("because"),
        words=read.get("words", ""),
        by=request.actor,
    )


def _chosen(request: Request, found: Match) -> Chosen | None:
    """The place in the address or in the form. A blocked one may be sent; the action then says every reason."""
    key = number_in(request.POST if request.method == "POST" else request.GET, "place")
    if key is None:
        return None
    place = get_object_or_404(Place, pk=key)
    rank = next((each.rank for each in found.ranking.suggestions if each.offer.key == place.pk), 0)
    if not rank and request.method != "POST":
        return None
    return Chosen(rank, place)


def _propose_form(data: Any, chosen: Chosen, ask: Ask) -> ProposeForm:
    taken = [PlacementForm(form) for form in chosen.place.forms if ask.form in (None, PlacementForm(form))]
    initial = {"place": chosen.place.pk, "kind": taken[0].value if taken else ""}
    return ProposeForm(data, forms_taken=taken, rank=chosen.rank, initial=initial)


def _context(request: Request, tried: Tried) -> dict[str, Any]:
    case, found, shows = tried.case, tried.found, request.GET.get("show", "")
    suggestions = found.ranking.suggestions[: MOST_SHOWN if shows == "fits" else SUGGESTIONS_FIRST]
    blocked = found.ranking.blocked[: MOST_SHOWN if shows == "blocked" else BLOCKED_FIRST]
    return {
        "case": case,
        "person": case.participant,
        "mapping": tried.mapping,
        "mapping_href": _mapping_href(request, case),
        "found": found,
        "heading": _heading(found),
        "lead": _lead(found),
        "tags": _tags(tried),
        "wishes": [label(Field(wish)) for wish in tried.mapping.wishes],
        "suggestions": [(each, found.shown[each.offer.key], _about(each, found)) for each in suggestions],
        "blocked": [_blocked_row(each, found, tried.ask) for each in blocked],
        "stopped_by": [(code.label, count) for code, count in found.ranking.most_common()],
        "query": urlencode(_address(tried.ask)),
        "here": reverse("match", args=[case.participant_id]),
    }


def _mapping_href(request: Request, case: Case) -> str:
    return reverse("mapping_new", args=[case.pk]) if may(request.actor, Permission.MAPPING_WRITE, case) else ""


def _heading(found: Match) -> str:
    name, count = found.wanted.name, len(found.ranking.suggestions)
    if not found.ranking.tried:
        return _("Inga arbetsplatser är upplagda än")
    if not count:
        return _("Ingen plats passar {name} än").format(name=name)
    said = ngettext("%(many)s plats passar %(name)s", "%(many)s platser passar %(name)s", count)
    return as_sentence(said % {"many": in_words(count), "name": name})


def _lead(found: Match) -> str:
    ranking = found.ranking
    if not ranking.tried:
        return ""
    tried = ngettext("%(num)s plats är prövad.", "%(num)s platser är prövade.", ranking.tried) % {"num": ranking.tried}
    if not ranking.blocked:
        return tried
    stopped = ngettext(
        "%(tried)s %(num)s spärras av minst en regel, och alla skäl står längre ner.",
        "%(tried)s %(num)s spärras av minst en regel, och alla skäl står längre ner.",
        len(ranking.blocked),
    )
    return stopped % {"tried": tried, "num": len(ranking.blocked)}


def _tags(tried: Tried) -> list[str]:
    """What is looked for. What only readers of the file may know is left out for others."""
    wanted, ask = tried.found.wanted, tried.ask
    tags = [
        _("Självständighetsgrad {level}").format(level=wanted.independence_level),
        _("{hours} timmar i veckan").format(hours=wanted.hours_per_week),
        _slots(wanted.slots),
        _("Högst {minutes} min resa").format(minutes=wanted.longest_travel_minutes),
        _("{first} till {last}").format(first=day_and_month(ask.starts_on), last=full_date(ask.ends_on)),
        _("Svenska: {level}").format(level=label(Swedish(tried.mapping.swedish))),
    ]
    if wanted.has_driving_licence:
        tags.append(_("Körkort"))
    if tried.reads_file and not wanted.can_lift:
        tags.append(_("Inga lyft"))
    if tried.reads_file and wanted.extracts:
        shown_on = max(each.shown_on for each in wanted.extracts)
        tags.append(_("Utdrag visat {day}").format(day=full_date(shown_on)))
    return tags


def _slots(slots: int) -> str:
    """What is free, or what is taken when that is shorter."""
    if slots.bit_count() > ALL_HALF_DAYS.bit_count() // 2 and slots != ALL_HALF_DAYS:
        return _("Upptaget {half_days}").format(half_days=half_days_in_words(ALL_HALF_DAYS & ~slots))
    return as_sentence(half_days_in_words(slots)) or _("Inga lediga halvdagar")


def _about(each: Suggestion, found: Match) -> str:
    """The line under the name: host, hours, how many can start."""
    free = each.offer.free(found.wanted.starts_on, found.wanted.ends_on)
    seats = ngettext("%(num)s fri", "%(num)s fria", free) % {"num": free}
    said = _("{host}: {field}, {hours} tim, {seats}")
    low, high = each.offer.hours_from, each.offer.hours_to
    return said.format(
        host=found.shown[each.offer.key].host,
        field=label(each.offer.field),
        hours=str(low) if low == high else f"{low}–{high}",
        seats=seats,
    )


def _blocked_row(each: Blocked, found: Match, ask: Ask) -> BlockedRow:
    host = found.shown[each.offer.key].host
    changes = [block.opens for block in each.blocks]
    here = [change for change in changes if change is not None and change.where is Where.HERE]
    if len(here) != len(changes):
        return BlockedRow(each, host, "", "")
    tried: dict[str, Any] = {}
    for change in here:
        tried |= change.wanted
    return BlockedRow(each, host, urlencode(_address(ask) | _as_text(tried)), _try_label(here))


def _try_label(changes: list[Relaxation]) -> str:
    day = next((change.wanted["starts_on"] for change in changes if "starts_on" in change.wanted), None)
    return _("Pröva {day}").format(day=day_and_month(day)) if day else _("Pröva")


def _address(ask: Ask) -> dict[str, str]:
    said = {"starts_on": ask.starts_on, "ends_on": ask.ends_on, "hours_per_week": ask.hours_per_week, "form": ask.form}
    return _as_text({name: value for name, value in said.items() if value})


def _as_text(values: dict[str, Any]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in values.items()}
