"""How a story is told (berättande): one person's acts, in days ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ..rules.activity import ActivityKind
from ..rules.ladder import Mark
from ..rules.people import Role
from ..rules.place import PlacementForm
from ..rules.plan import ActionStatus
from ..rules.referral import ReferralSource
from ..rules.today import WorkRule
from . import activity, assessment, identity, ladder, people, placement, plan, referral, rows, texts, today
from .municipality import SOUTH, first
from .opening import offer
from .plan import Planned
from .world import Life, Seats, World, earlier

Act = Callable[..., None]


class Story:
    """One person's story, told in days ago; a weekend's act is done on the Friday before."""

    def __init__(self, world: World, life: Life) -> None:
        self.world, self.life = world, life

    def on(self, days_ago: int, act: Act, *values: Any, **named: Any) -> None:
        """Let one act happen to this person."""
        self.world.at(earlier(self.world.today - days_ago), _tell, act, self.life, values, named)

    def day(self, days_ago: int) -> date:
        """A working day so long ago (or ahead, when negative)."""
        return date.fromordinal(earlier(self.world.today - days_ago))


def _tell(world: World, act: Act, life: Life, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    act(world, life, *values, **named)


def somebody(
    world: World,
    name: tuple[str, str],
    born: date,
    language: str,
    *,
    woman: bool,
    zone: str,
    swedish: int,
    wishes: list[str],
) -> Life:
    serial = identity.WOMAN_WITH_A_STORY if woman else identity.MAN_WITH_A_STORY
    person = rows.Participant(
        id=0,
        given_name=name[0],
        family_name=name[1],
        identity_number=identity.number(born_on=born, serial=serial),
        born_on=born,
        gender="K" if woman else "M",
        language=language,
        phone=people.PHONES[0],
        email="",
        travel_zone=zone,
        created_at=people.NOT_YET,
    )
    return Life(
        person=person, woman=woman, language=language, swedish=swedish, drive=1.0, wishes=wishes, licence=False,
        can_lift=True, unit_id=world.units[SOUTH], scripted=True,
    )  # fmt: skip


def comes(story: Story, *, days_ago: int, children: int = 0, wish: str = "", step: int = 1) -> None:
    story.on(days_ago, _be_referred, children, wish, step)
    story.on(days_ago - 1, _be_accepted)


def _be_referred(world: World, life: Life, children: int, wish: str, step: int) -> None:
    by = first(world, Role.REFERRER)
    people.register(world, life, by)
    referral.receive(
        world, life, source=ReferralSource.SOCIAL_SERVICES, by=by, income_support=True, children=children, wish=wish,
        first_step=step, first_level=min(step, 2),
    )  # fmt: skip


def _be_accepted(world: World, life: Life) -> None:
    maria = world.staff[Role.COORDINATOR][0]
    by = first(world, Role.INTAKE, life.unit_id)
    referral.accept(world, life, programme=world.programmes[0], coordinator=maria, because="", by=by)


def make_plan(
    world: World, life: Life, goals: list[str], things: list[tuple[str, str, int, str]], reason: str = ""
) -> None:
    """Things to do with the last day in days from today."""
    actions: list[Planned] = [
        (text, owner, date.fromordinal(earlier(world.today + days)), status) for text, owner, days, status in things
    ]
    plan.save_plan(world, life, goals=goals, actions=actions, reason=reason)


def answer(world: World, life: Life, comment: str = "") -> None:
    if life.plan is not None:
        plan.answer_plan(world, life, life.plan, comment=comment)


def get_done(world: World, life: Life, *positions: int, status: ActionStatus = ActionStatus.DONE) -> None:
    for row in life.actions:
        if row.position in positions:
            plan.change_action(world, life, row, status=status)


def judge(world: World, life: Life, step: int, letters: str) -> None:
    """One letter for each point of the step: r, y or g; a dash leaves it."""
    if life.coordinator is None:
        return
    values = {"r": Mark.RED, "y": Mark.YELLOW, "g": Mark.GREEN}
    for criterion, letter in zip(world.criteria[step], letters, strict=True):
        if letter in values:
            ladder.mark(world, life, criterion, values[letter], by=life.coordinator)


def do(world: World, life: Life, kind: ActivityKind, name: str, *, hours: int, ends_in: int | None) -> None:
    """From today of the story; ends so many days from the day it ends on (negative: before)."""
    ends_on = None if ends_in is None else date.fromordinal(world.today + ends_in)
    activity.add_activity(world, life, kind, name=name, starts_on=world.date, ends_on=ends_on, hours=hours)


def _place(world: World, name: str) -> Seats:
    return next(seats for seats in world.places.values() if seats.row.name.startswith(name))


def be_placed(
    world: World, life: Life, name: str, form: PlacementForm, *, hours: int, starts_in: int, days: int
) -> None:
    """Asked, asked and agreed within a day; starts so many days later."""
    starts_on = date.fromordinal(earlier(world.day + starts_in))
    row = placement.propose(
        world, life, _place(world, name), form=form, starts_on=starts_on,
        ends_on=date.fromordinal(starts_on.toordinal() + days), hours=hours, studies_follow=False,
        presentation=texts.PRESENTATIONS[0], chosen_because="Passar målet i planen.",
    )  # fmt: skip
    placement.answer_for_participant(world, life, row)
    if life.coordinator is not None:
        said_by = world.places[row.place_id].row.supervisor_name
        placement.answer_for_host(world, life, row, by=life.coordinator, said_by=said_by)
    world.at(starts_on.toordinal(), _tell, _start, life, (row,), {})


def _start(world: World, life: Life, row: rows.Placement) -> None:
    if not placement.start(world, life, row):
        raise RuntimeError("the place of a story must have a seat")
    offer(world, world.places[row.place_id])


def be_mapped(world: World, life: Life, step: int, level: int, hours: int) -> None:
    assessment.hold_mapping(world, life, step=step, level=level, hours=hours)


def move(world: World, life: Life, to_step: int, reason: str = "") -> None:
    ladder.move(world, life, to_step=to_step, reason=reason)


def put_off(world: World, life: Life, reason: str) -> None:
    if life.case is not None:
        today.snooze(world, life, WorkRule.SAME_STEP, life.case.id, reason=reason, days=40)


def settle_in(story: Story, *, days_ago: int, step: int, level: int, marks: str, hours: int = 20) -> None:
    """The first weeks, which go alike for everyone: mapping, a plan that is agreed to, the first points."""
    story.on(days_ago - 8, be_mapped, step, level, hours)
    story.on(days_ago - 12, make_plan, ["Få ett arbete"], [("Pröva en insats", "participant", -days_ago + 50, "to_do")])
    story.on(days_ago - 12, answer)
    for below in range(1, step):
        story.on(days_ago - 13, judge, below, "gggg")
    story.on(days_ago - 13, judge, step, marks)
    story.on(days_ago - 50, get_done, 1)
