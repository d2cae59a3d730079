"""The drawings of the participant's page (trappan och tidslinjen), made from what the page object holds."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.queries.people import ParticipantPage
from stegvis.queries.people.chain import TIMELINE_MONTHS, timeline_from
from stegvis.queries.people.parts import Move, Run
from stegvis.rules.activity import FULL_TIME_HOURS, GAP_DAYS
from stegvis.web import format
from stegvis.web.answers import as_sentence
from stegvis.web.drawing.staircase import Staircase
from stegvis.web.drawing.timeline import Activity, Change, StepSpell, Timeline, timeline
from stegvis.web.ladder.stairs import stairs


def stairs_of(page: ParticipantPage) -> Staircase | None:
    """The steps with their points, where the person stands, and the moves back."""
    case = page.case
    if case is None:
        return None
    return stairs(
        page.ladder,
        page.moves,
        current=case.step,
        since=page.moves[-1].moved_on if page.moves else case.opened_on,
        name=page.person.name,
        given_name=page.person.given_name,
        today=page.today,
        is_open=case.is_open,
    )


def timeline_of(page: ParticipantPage) -> Timeline | None:
    """What has run beside each other, the way on the stairs and the gaps; for an enrolment that is open."""
    case = page.case
    if case is None or case.opened_on is None or not case.is_open:
        return None
    since = max(case.opened_on, timeline_from(page.today))
    return timeline(
        id="weeks",
        title=_("Insatser och luckor sedan {day}").format(day=format.full_date(since)),
        description=_gaps_in_words(page),
        activities=[
            Activity(as_sentence(format.label(run.row)), _detail(run), run.starts_on, run.ends_on, run.hours_per_week)
            for run in page.runs
        ],
        changes=[Change(each.on, each.name) for each in page.coordinator_changes],
        steps=spells_of(page.moves, opened_on=case.opened_on, step_now=case.step),
        since=since,
        today=page.today,
        full_time=FULL_TIME_HOURS,
        most_months=TIMELINE_MONTHS,
        shortest_gap_days=GAP_DAYS + 1,
    )


def _detail(run: Run) -> str:
    """The name of it, unless that only repeats the kind."""
    return "" if run.detail.casefold() == format.label(run.row).casefold() else run.detail


def _gaps_in_words(page: ParticipantPage) -> str:
    running = sum(run.runs_on(page.today) for run in page.runs)
    now = ngettext("{n} insats pågår i dag.", "{n} insatser pågår i dag.", running).format(n=running)
    return " ".join([now, _("Tiderna och luckorna finns i tabellen under bilden.")])


def spells_of(moves: tuple[Move, ...], *, opened_on: date, step_now: int) -> list[StepSpell]:
    """The times on each step, from the first day until now."""
    spells, since = [], opened_on
    for move in moves:
        if move.moved_on > since:
            spells.append(StepSpell(move.from_step, since, move.moved_on - timedelta(days=1)))
        since = max(since, move.moved_on)
    return [*spells, StepSpell(moves[-1].to_step if moves else step_now, since)]
