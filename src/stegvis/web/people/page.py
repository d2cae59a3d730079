"""One participant's page (deltagarsidan), its number, its events and its readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import Permission, may, require
from stegvis.actions.privacy import log_read
from stegvis.models import Participant
from stegvis.queries.people import Level, ParticipantPage, current_grants, event_page, participant_page, readings
from stegvis.queries.people.readers import READ_DAYS, SCREENS
from stegvis.rules.activity import FULL_TIME_HOURS
from stegvis.rules.next_step import NextAct
from stegvis.rules.people import Role
from stegvis.web.case import show
from stegvis.web.people.drawings import stairs_of, timeline_of
from stegvis.web.rating.shown import shown
from stegvis.web.request import Request, page_asked

TEMPLATES = {Level.FULL: "people/full.html", Level.WORK: "people/work.html", Level.NAME: "people/name.html"}


@never_cache
@require_safe
def participant(request: Request, pk: int) -> HttpResponse:
    """The page, as much of it as the reader's relation opens."""
    return _show_page(request, get_object_or_404(Participant, pk=pk))


@never_cache
@require_POST
def participant_number(request: Request, pk: int) -> HttpResponse:
    """The same page with the whole identity number; asked for by a button, so that it never stands in an address."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.PARTICIPANT_READ, person)
    log_read([person.pk], by=request.actor, screen="participant_number")
    number = written(person.identity_number or "")
    if request.htmx:
        return render(request, "people/number.html", {"number": number})
    return _show_page(request, person, number=number, logged=True)


def written(digits: str) -> str:
    """19920412-9801."""
    return f"{digits[:8]}-{digits[8:]}" if digits else ""


def _show_page(request: Request, person: Participant, *, number: str = "", logged: bool = False) -> HttpResponse:
    page = participant_page(request.actor, person, now=timezone.now())
    if not logged:
        log_read([person.pk], by=request.actor, screen=SCREENS[page.level])
    context = {
        "page": page,
        "number": number,
        "trail": trail(page),
        "stairs": stairs_of(page),
        "timeline": timeline_of(page),
        "voices": shown(page.beside.voices) if page.beside else None,
        "next": next_link(page),
        "read_days": READ_DAYS,
        "full_time": FULL_TIME_HOURS,
        "role_words": role_words(),
        "can": {permission.value for permission in page.may},
        "may_open": page.level is Level.NAME and may(request.actor, P.PARTICIPANT_OPEN_WITH_REASON),
    }
    return render(request, TEMPLATES[page.level], context)


def role_words() -> dict[str, str]:
    """What the stored key of a role is called."""
    return {role.value: _(role.label) for role in Role} | {"system": _("systemet"), "": ""}


def trail(page: ParticipantPage, *more: tuple[str, str]) -> list[tuple[str, str]]:
    start = [(_("Deltagare"), reverse("participant_list"))]
    if more:
        return [*start, (page.person.name, reverse("participant", args=[page.person.pk])), *more]
    return [*start, (page.case.unit if page.case else page.person.name, "")]


@dataclass(frozen=True)
class NextLink:
    """Where the next step's button leads; nothing when the reader may not do it."""

    label: str
    href: str


def _case(page: ParticipantPage) -> list[int]:
    return [page.case.pk] if page.case else []


def _person(page: ParticipantPage) -> list[int]:
    return [page.person.pk]


def _first_waiting(page: ParticipantPage) -> list[int]:
    """The proposal that waits, else the placement that runs."""
    if page.waiting:
        return [page.waiting[0].pk]
    return [page.placement.pk] if page.placement else []


def _first_referral(page: ParticipantPage) -> list[int]:
    return [page.referrals[0].pk] if page.referrals else []


P = Permission
LEADS: dict[NextAct, tuple[str, Callable[[ParticipantPage], list[int]], Permission]] = {
    NextAct.DECIDE_REFERRAL: ("referral", _first_referral, P.PARTICIPANT_READ),
    NextAct.ASSIGN_COORDINATOR: ("coordinator_assign", _case, P.COORDINATOR_ASSIGN),
    NextAct.HOLD_MAPPING: ("mapping_new", _case, P.MAPPING_WRITE),
    NextAct.MAKE_PLAN: ("plan_edit", _case, P.PLAN_WRITE),
    NextAct.READ_ANSWER: ("plan", _case, P.PLAN_WRITE),
    NextAct.PREPARE_MEETING: ("meeting_before", _case, P.MEETING_WRITE),
    NextAct.HOLD_CONVERSATION: ("conversation", _case, P.MEETING_WRITE),
    NextAct.RECORD_ANSWER: ("plan", _case, P.PLAN_WRITE),
    NextAct.SIGN_PLACEMENT: ("placement", _first_waiting, P.PLACEMENT_START),
    NextAct.START_PLACEMENT: ("placement", _first_waiting, P.PLACEMENT_START),
    NextAct.OPEN_PLACEMENT: ("placement", _first_waiting, P.PLACEMENT_PROPOSE),
    NextAct.SEE_PLACES: ("match", _person, P.PLACEMENT_PROPOSE),
    NextAct.MOVE_UP: ("step_move", _case, P.STEP_MOVE),
    NextAct.EXIT: ("case_exit", _case, P.EXIT_WRITE),
    NextAct.CONFIRM_OUTCOME: ("outcome_confirm", _case, P.EXIT_WRITE),
}
"""Where each act is done, with which key, and what it takes to do it."""


def next_link(page: ParticipantPage) -> NextLink | None:
    """The button of the next band: shown when its act would be allowed."""
    if page.next_step is None:
        return None
    if page.next_step.act is NextAct.REFER and P.REFERRAL_CREATE in page.may:
        return NextLink(_(NextAct.REFER.label), f"{reverse('referral_new')}?person={page.person.pk}")
    if page.next_step.act not in LEADS:
        return None
    name, keys_of, permission = LEADS[page.next_step.act]
    keys = keys_of(page)
    if permission not in page.may or not keys:
        return None
    return NextLink(_(page.next_step.act.label), reverse(name, args=keys))


@never_cache
@require_safe
def participant_events(request: Request, pk: int) -> HttpResponse:
    """Everything that has happened, newest first."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.PARTICIPANT_READ, person)
    found = event_page(person.pk, page=page_asked(request))
    return show(request, "people/events.html", beside(person, _("Händelser"), found=found), about=[person.pk])


@never_cache
@require_safe
def participant_readers(request: Request, pk: int) -> HttpResponse:
    """Everyone who has seen, sought or been refused, and those who may read without a relation of their own."""
    person = get_object_or_404(Participant, pk=pk)
    require(request.actor, Permission.PARTICIPANT_READ, person)
    found = readings(person.pk, page=page_asked(request))
    context = beside(
        person,
        _("Vem har läst"),
        found=found,
        grants=current_grants(person.pk, now=timezone.now()),
        role_words=role_words(),
    )
    return show(request, "people/readers.html", context, about=[person.pk])


def beside(person: Participant, here: str, **context: Any) -> dict[str, Any]:
    """What the pages beside the participant's page have in common."""
    home = reverse("participant", args=[person.pk])
    return {
        "person": person,
        "back": home,
        "trail": [(_("Deltagare"), reverse("participant_list")), (person.name, home), (here, "")],
        **context,
    }
