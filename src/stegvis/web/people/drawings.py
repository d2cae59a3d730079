"""The drawings of the participant's page (trappan och tidslinjen), made from what the page object holds."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.queries.people import ParticipantPage
from stegvis.queries.people.chain import TIMELINE_MONTHS, timeline_from
from stegvis.queries.people.parts import LadderStep, Move, Point
from stegvis.rules.activity import FULL_TIME_HOURS, GAP_DAYS
from stegvis.rules.ladder import Mark
from stegvis.web import format
from stegvis.web.answers import as_sentence
from stegvis.web.drawing.staircase import Criterion, MoveBack, Staircase, Step, staircase
from stegvis.web.drawing.timeline import Activity, StepSpell, Timeline, timeline

STATES = {Mark.RED: "not_started", Mark.YELLOW: "started", Mark.GREEN: "done"}


def stairs_of(page: ParticipantPage) -> Staircase | None:
    """The steps with their points, where the person stands, and the moves back."""
    if not page.ladder or page.case is None:
        return None
    return staircase(
        id="stairs",
        title=_("Utvecklingstrappan för {name}").format(name=page.person.name),
        description=_said(page),
        steps=[_step(step, page) for step in page.ladder],
        current=page.case.step,
        here=_("{name} är här").format(name=page.person.given_name),
        moves_back=[_move_back(move, page.today) for move in page.moves if move.is_back],
    )


def _step(step: LadderStep, page: ParticipantPage) -> Step:
    current = page.case.step if page.case else 0
    return Step(
        number=step.number,
        name=step.name,
        criteria=tuple(_criterion(point) for point in step.points),
        note=_note(step, current, page),
        reached=step.number < current,
    )


def _criterion(point: Point) -> Criterion:
    judged = ", ".join(filter(None, [point.marked_by, format.short_date(point.marked_on) if point.marked_on else ""]))
    return Criterion(point.text, STATES[point.mark], format.label(point.mark), judged)


def _note(step: LadderStep, current: int, page: ParticipantPage) -> str:
    """When the step was reached, since when one is here, or how far it is."""
    if step.number < current:
        left = [move.moved_on for move in page.moves if move.from_step == step.number and not move.is_back]
        return _("Nått {day}").format(day=format.full_date(left[-1])) if left else ""
    if step.number == current and page.case and page.case.opened_on:
        since = page.moves[-1].moved_on if page.moves else page.case.opened_on
        return _("Här sedan {day}").format(day=format.full_date(since))
    return _("{done} av {all} klara").format(done=step.done, all=len(step.points))


def _move_back(move: Move, today: date) -> MoveBack:
    day = format.day_and_month(move.moved_on) if move.moved_on.year == today.year else format.short_date(move.moved_on)
    return MoveBack(move.to_step, _("tillbaka {day}").format(day=day))


def _said(page: ParticipantPage) -> str:
    """The picture in words, one sentence for each step."""
    current = page.case.step if page.case else 0
    sentences = []
    for step in page.ladder:
        points = {"step": step.number, "done": step.done, "all": len(step.points), "name": page.person.given_name}
        if step.number == current:
            said = _("{name} är på steg {step}, där {done} av {all} punkter är klara.")
        else:
            said = _("På steg {step} är {done} av {all} punkter klara.")
        sentences.append(said.format(**points))
    return " ".join([*sentences, _("Alla punkter finns i tabellen under bilden.")])


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
            Activity(as_sentence(format.label(run.row)), run.detail, run.starts_on, run.ends_on, run.hours_per_week)
            for run in page.runs
        ],
        steps=spells_of(page.moves, opened_on=case.opened_on, step_now=case.step),
        since=since,
        today=page.today,
        full_time=FULL_TIME_HOURS,
        most_months=TIMELINE_MONTHS,
        shortest_gap_days=GAP_DAYS + 1,
    )


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
