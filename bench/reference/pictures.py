"""The participant's two drawings in the reference: the project's own shapes, from the reference's objects."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.rules.activity import FULL_TIME_HOURS, GAP_DAYS
from stegvis.rules.ladder import Mark
from stegvis.rules.placement import months_later
from stegvis.web.drawing.staircase import Criterion, MoveBack, Step, staircase
from stegvis.web.drawing.timeline import Activity, Change, StepSpell, timeline
from stegvis.web.format import short_date

STATES = {Mark.RED: "not_started", Mark.YELLOW: "started", Mark.GREEN: "done"}
FULL, DAY = "j F Y", "j F"


def stairs_of(person, case, ladder, moves, today):
    steps, said = [], []
    for step in ladder:
        criteria = [Criterion(text, STATES[mark], _(mark.label), judged(row)) for text, mark, row in step["points"]]
        note = note_of(step, case, moves)
        steps.append(Step(step["number"], step["name"], tuple(criteria), note, step["number"] < case.step))
        sentence = _("På steg {step} är {done} av {all} punkter klara.")
        if step["number"] == case.step:
            sentence = _("{name} är på steg {step}, där {done} av {all} punkter är klara.")
        values = {"step": step["number"], "done": step["done"], "all": len(step["points"]), "name": person.given_name}
        said.append(sentence.format(**values))
    return staircase(
        id="stairs",
        title=_("Utvecklingstrappan för {name}").format(name=person.name),
        description=" ".join([*said, _("Alla punkter finns i tabellen under bilden.")]),
        steps=steps,
        current=case.step,
        here=_("{name} är här").format(name=person.given_name),
        moves_back=[move_back(move, today) for move in moves if move.to_step < move.from_step],
    )


def judged(row):
    if row is None:
        return ""
    name = row.marked_by.name if row.marked_by else ""
    return ", ".join(filter(None, [name, short_date(row.marked_on) if row.marked_on else ""]))


def note_of(step, case, moves):
    number = step["number"]
    if number < case.step:
        left = [move.moved_on for move in moves if move.from_step == number and move.to_step > number]
        return _("Nått {day}").format(day=date_format(left[-1], FULL)) if left else ""
    if number == case.step:
        since = moves[len(moves) - 1].moved_on if moves else case.opened_on
        return _("Här sedan {day}").format(day=date_format(since, FULL))
    return _("{done} av {all} klara").format(done=step["done"], all=len(step["points"]))


def move_back(move, today):
    day = date_format(move.moved_on, DAY) if move.moved_on.year == today.year else short_date(move.moved_on)
    return MoveBack(move.to_step, _("tillbaka {day}").format(day=day))


def timeline_of(case, runs, moves, today):
    since = max(case.opened_on, months_later(today.replace(day=1), -17))
    running = sum(run["start"] <= today and (run["end"] is None or run["end"] >= today) for run in runs)
    now = ngettext("{n} insats pågår i dag.", "{n} insatser pågår i dag.", running).format(n=running)
    return timeline(
        id="weeks",
        title=_("Insatser och luckor sedan {day}").format(day=date_format(since, FULL)),
        description=" ".join([now, _("Tiderna och luckorna finns i tabellen under bilden.")]),
        activities=[Activity(word(run), detail(run), run["start"], run["end"], run["hours"]) for run in runs],
        changes=changes(case),
        steps=spells(case, moves),
        since=since,
        today=today,
        full_time=FULL_TIME_HOURS,
        most_months=18,
        shortest_gap_days=GAP_DAYS + 1,
    )


def changes(case):
    """Everybody who took over; the first one did not."""
    periods = list(case.coordinator_periods.all())[:-1]
    return [Change(each.starts_on, each.coordinator.name) for each in reversed(periods)]


def word(run):
    said = _(run["kind"].label)
    return said[:1].upper() + said[1:]


def detail(run):
    """The name of it, unless that only repeats the kind."""
    return "" if run["name"].lower() == _(run["kind"].label).lower() else run["name"]


def spells(case, moves):
    found, since = [], case.opened_on
    for move in moves:
        if move.moved_on > since:
            found.append(StepSpell(move.from_step, since, move.moved_on - timedelta(days=1)))
        since = max(since, move.moved_on)
    return [*found, StepSpell(moves[len(moves) - 1].to_step if moves else case.step, since)]
