"""How plans come about in the simulation (planarbete): versions, answers, objections, things done and late."""

from __future__ import annotations

from datetime import date

from ..rules.place import Field
from ..rules.plan import ActionStatus
from . import plan, rows, texts
from .plan import Planned
from .world import Life, World, working

RENEW_AFTER_DAYS = 55
"""From here on a meeting renews the plan, more and more surely; it may be at most 90 days old."""
DONE_IN_TIME = 0.9
OPEN = {"to_do", "started"}


def new_version(world: World, life: Life, *, reason: str = "") -> None:
    """Goals by what somebody wants; what is not done comes along, and two or three new things."""
    chance = world.chance
    if life.goals and chance.random() < 0.7:
        goals = [goal.text for goal in life.goals]
    else:
        goals = [chance.choice(texts.GOALS[Field(chance.choice(life.wishes))])]
        if chance.random() < 0.7:
            goals.append(chance.choice(texts.SUB_GOALS))
    actions = _actions(world, life)
    plan.save_plan(world, life, goals=goals, actions=actions, reason=reason, own_words=_own_words(life))
    _ask_for_answer(world, life)
    for row in life.actions:
        if row.owner in {"coordinator", "both"} and chance.random() < DONE_IN_TIME:
            day = row.due_on.toordinal()
            world.at(max(world.day, day - chance.randint(1, 9)), done_in_time, life, row)


def _own_words(life: Life) -> str:
    """Two in three have had their own words written down; they stay the same from plan to plan."""
    number = life.person.id
    return texts.OWN_WORDS[number % len(texts.OWN_WORDS)] if number % 3 else ""


def done_in_time(world: World, life: Life, row: rows.PlanAction) -> None:
    """What the coordinator has promised is mostly done before its day, if the plan still is the latest."""
    if life.case is not None and any(each is row for each in life.actions) and row.status in OPEN:
        plan.change_action(world, life, row, status=ActionStatus.DONE)


def _actions(world: World, life: Life) -> list[Planned]:
    chance = world.chance
    carried: list[Planned] = [
        (row.text, row.owner, max(row.due_on, _day(world, 14, 40)), row.status)
        for row in life.actions
        if row.status in OPEN
    ][:2]
    known = {text for text, *_ in carried}
    fresh = [(text, owner) for text, owner in chance.sample(texts.ACTIONS, 4) if text not in known]
    new: list[Planned] = [(text, owner, _day(world, 10, 75), "to_do") for text, owner in fresh]
    return carried + new[: chance.choice((2, 2, 3))]


def _day(world: World, least: int, most: int) -> date:
    return date.fromordinal(working(world.day + world.chance.randint(least, most)))


def _ask_for_answer(world: World, life: Life) -> None:
    """Most agree at the table or within days; some disagree, some never get to it."""
    kind, row = world.chance.random(), life.plan
    if kind < 0.55:
        world.at(world.day, agree, life, row)
    elif kind < 0.92:
        world.soon(1, 12, agree, life, row)
    elif kind < 0.975:
        world.soon(1, 10, disagree, life, row)


def agree(world: World, life: Life, row: rows.Plan) -> None:
    """At the table, or when they have thought it over."""
    plan.answer_plan(world, life, row)


def disagree(world: World, life: Life, row: rows.Plan) -> None:
    """An objection is answered with a new version, mostly within two weeks."""
    if life.plan is row and life.case is not None:
        plan.answer_plan(world, life, row, comment=world.chance.choice(texts.DISAGREEMENTS))
        world.soon(4, 16, answer_objection, life, row)


def answer_objection(world: World, life: Life, row: rows.Plan) -> None:
    if life.plan is row and life.case is not None and row.answer == "disagreed":
        new_version(world, life, reason=texts.AFTER_DISAGREEMENT)


def review_actions(world: World, life: Life) -> None:
    """What is due is done, mostly; what is not yet due has often begun."""
    chance, today = world.chance, world.date
    for row in life.actions:
        if row.status not in OPEN:
            continue
        if row.due_on <= today:
            status = chance.choices((ActionStatus.DONE, ActionStatus.STARTED, ActionStatus.DROPPED), (84, 10, 6))[0]
        elif chance.random() < 0.35:
            status = ActionStatus.STARTED if row.status == "to_do" else ActionStatus.DONE
        else:
            continue
        plan.change_action(world, life, row, status=status)


def consider_new_version(world: World, life: Life) -> None:
    """The older the plan, the surer a new one; a few grow stale."""
    chance = world.chance
    if life.plan is None:
        new_version(world, life)
        return
    age = (world.date - life.plan.made_on).days
    due = 0.06 if age < RENEW_AFTER_DAYS else 0.88
    nothing_left = not any(row.status in OPEN for row in life.actions)
    if chance.random() < (0.9 if nothing_left and age > 25 else due):
        new_version(world, life, reason=chance.choice(texts.PLAN_CHANGES))
