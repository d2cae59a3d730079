"""Whatever is done to ladder, plan, week and coordinators, in any order: nothing forbidden is ever true afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from stegvis.actions import cover, exit, handover, ladder, placement, plan, programme, schedule
from stegvis.actions.activity import add_activity, end_activity
from stegvis.models import (
    Activity,
    Case,
    CoordinatorCover,
    CoordinatorPeriod,
    Criterion,
    CriterionMark,
    Plan,
    PlanAction,
    ProgrammeEnrolment,
    ScheduleSlot,
    StepMove,
)
from stegvis.queries.ladder.recount import recounted
from stegvis.rules.activity import FULL_TIME_HOURS, ActivityKind
from stegvis.rules.exit import Outcome
from stegvis.rules.ladder import Mark
from stegvis.rules.people import Role
from stegvis.rules.placement import EndReason
from stegvis.rules.plan import ActionOwner, ActionStatus, PlanAnswer, PlannedAction
from tests import factories as make
from tests.walking import Walk

EXAMPLES, ACTS = 12, 20
"""So many ways of so many acts each; a longer walk is the same test with larger numbers."""
BY = make.SYSTEM
LOGGED = (
    Activity, Case, CoordinatorCover, CoordinatorPeriod, CriterionMark, Plan, PlanAction, ProgrammeEnrolment,
    ScheduleSlot, StepMove,
)  # fmt: skip
days = st.integers(-70, 40).map(lambda number: make.today() + timedelta(days=number))
near = st.integers(-20, 20).map(lambda number: make.today() + timedelta(days=number))
texts = st.sampled_from(["Ringa skolan", "Skriva cv", "Sök sfi", " "])
picks = st.integers(0, 5)
hours = st.sampled_from(["0", "0.5", "4", "12", "20", "40", "41"]).map(Decimal)
slots = st.lists(st.tuples(st.integers(1, 7), st.integers(0, 25 * 60), st.integers(0, 25 * 60)), max_size=4)
likely_slots = st.lists(
    st.tuples(st.integers(1, 5), st.integers(8, 12), st.integers(1, 5)).map(
        lambda s: (s[0], s[1] * 60, (s[1] + s[2]) * 60)
    ),
    max_size=4,
)


class Way(Walk):
    """One case among three coordinators of a unit, and everything that is done around it."""

    logged = LOGGED

    @initialize()
    def begin(self) -> None:
        self.take_savepoint()
        self.unit = make.unit()
        self.coordinators = [make.user(role=Role.COORDINATOR, at=self.unit, case_ceiling=2) for _ in range(3)]
        make.ladder()
        opened_on = make.today() - timedelta(days=60)
        self.case = make.case(coordinator=self.coordinators[0], at=self.unit, opened_on=opened_on)
        self.programmes = [make.programme("step"), make.programme("jump")]
        self.place = make.place(seats=1, host=self.unit)
        make.placement(self.case, self.place, starts_on=opened_on, ends_on=make.today() + timedelta(days=20))

    @rule(point=picks, mark=st.sampled_from(Mark), day=days)
    def judge(self, point: int, mark: Mark, day: date) -> None:
        criterion = list(Criterion.objects.order_by("pk"))[point]
        self.attempt(lambda: ladder.mark_criterion(self.case, criterion=criterion, mark=mark, marked_on=day, by=BY))

    @rule(day=days)
    def judge_the_whole_step(self, day: date) -> None:
        step = Case.objects.get(pk=self.case.pk).step
        judgements = [
            ladder.Judgement(each, Mark.GREEN) for each in Criterion.objects.filter(step__number=step).order_by("pk")
        ]
        self.attempt(lambda: ladder.mark_criteria(self.case, judgements=judgements, marked_on=day, by=BY))

    @rule(why=texts)
    def climb(self, why: str) -> None:
        self.judge_the_whole_step(make.today())
        self.move_one(1, why)

    @rule(to=st.integers(0, 6), day=days, why=texts)
    def move(self, to: int, day: date, why: str) -> None:
        self.attempt(lambda: ladder.move_step(self.case, to_step=to, moved_on=day, reason=why, by=BY))

    @rule(by_step=st.sampled_from([-1, 1]), why=texts)
    def move_one(self, by_step: int, why: str) -> None:
        to = Case.objects.get(pk=self.case.pk).step + by_step
        self.attempt(lambda: ladder.move_step(self.case, to_step=to, reason=why, by=BY))

    @rule(mark=st.sampled_from(Mark), point=picks)
    def mark_own(self, mark: Mark, point: int) -> None:
        criterion = list(Criterion.objects.order_by("pk"))[point]
        self.attempt(lambda: ladder.mark_own(self.case, marks={criterion.pk: mark}, by=BY))

    @rule(goal=texts, thing=texts, day=days, why=texts, behind=st.sampled_from([0, 0, 0, 1]))
    def plan(self, goal: str, thing: str, day: date, why: str, behind: int) -> None:
        latest = self.case.plans.count()
        lines = [PlannedAction(thing, ActionOwner.BOTH, day)]
        self.attempt(
            lambda: plan.save_plan(
                self.case, goals=[goal], actions=lines, base_version=latest - behind, change_reason=why, by=BY
            )
        )

    @rule(answer=st.sampled_from(PlanAnswer), comment=texts, behind=st.integers(0, 1))
    def answer(self, answer: PlanAnswer, comment: str, behind: int) -> None:
        found = list(self.case.plans.order_by("-version"))[behind : behind + 1]
        if found:
            self.attempt(lambda: plan.answer_plan(found[0], answer=answer, comment=comment, by=BY))

    @rule(status=st.sampled_from(ActionStatus), pick=picks)
    def get_done(self, status: ActionStatus, pick: int) -> None:
        found = list(PlanAction.objects.filter(plan__case=self.case).order_by("-pk"))
        if found:
            self.attempt(lambda: plan.change_action(found[pick % len(found)], status=status, by=BY))

    @rule(kind=st.sampled_from(ActivityKind), starts_on=days, ends_on=st.none() | days, hours=hours)
    def add(self, kind: ActivityKind, starts_on: date, ends_on: date | None, hours: Decimal) -> None:
        self.attempt(
            lambda: add_activity(
                self.case, kind=kind, starts_on=starts_on, ends_on=ends_on, hours_per_week=hours, by=BY
            )
        )

    @rule(pick=picks, ends_on=days)
    def end(self, pick: int, ends_on: date) -> None:
        found = list(Activity.objects.filter(case=self.case).order_by("pk"))
        if found:
            self.attempt(lambda: end_activity(found[pick % len(found)], ends_on=ends_on, by=BY))

    @rule(pick=picks, wanted=likely_slots | slots, from_on=days)
    def set_times(self, pick: int, wanted: list[tuple[int, int, int]], from_on: date) -> None:
        things = [*Activity.objects.filter(case=self.case).order_by("pk"), *self.case.placements.order_by("pk")]
        thing = things[pick % len(things)]
        self.attempt(lambda: schedule.set_schedule(thing, slots=wanted, from_on=from_on, by=BY))

    @rule(to=st.integers(0, 2), from_on=near, why=texts)
    def hand_over(self, to: int, from_on: date, why: str) -> None:
        receiver = {self.case.pk: self.coordinators[to].pk}
        self.attempt(lambda: handover.hand_over(receiver, from_on=from_on, reason=why, by=BY))

    @rule(who=st.integers(0, 2), other=st.integers(0, 2), starts_on=near, long=st.integers(-1, 9), why=texts)
    def arrange_cover(self, who: int, other: int, starts_on: date, long: int, why: str) -> None:
        self.attempt(
            lambda: cover.arrange_cover(
                self.coordinators[who],
                substitute=self.coordinators[other],
                starts_on=starts_on,
                ends_on=starts_on + timedelta(days=long),
                reason=why,
                by=BY,
            )
        )

    @rule()
    def end_cover(self) -> None:
        if found := CoordinatorCover.objects.order_by("pk").first():
            self.attempt(lambda: cover.end_cover(found, by=BY))

    @rule(to=st.integers(0, 1), from_on=near, why=texts)
    def move_to_programme(self, to: int, from_on: date, why: str) -> None:
        into = self.programmes[to]
        self.attempt(lambda: programme.move_to_programme(self.case, programme=into, from_on=from_on, reason=why, by=BY))

    @rule(on=near)
    def leave_the_place(self, on: date) -> None:
        placed = self.case.placements.get()
        self.attempt(lambda: placement.end_placement(placed, ended_on=on, because=EndReason.COMPLETED, by=BY))

    @rule(on=near, seldom=st.integers(0, 4))
    def close(self, on: date, seldom: int) -> None:
        if seldom == 0:
            self.attempt(
                lambda: exit.close_case(self.case, exited_on=on, outcome=Outcome.MOVED, lasts_a_month=None, by=BY)
            )

    @invariant()
    def one_coordinator_at_a_time(self) -> None:
        periods = list(self.case.coordinator_periods.order_by("starts_on"))
        for one, other in combinations(periods, 2):
            assert one.ends_on is not None
            assert one.ends_on < other.starts_on
        case = Case.objects.get(pk=self.case.pk)
        assert sum(each.ends_on is None for each in periods) == (case.closed_on is None)

    @invariant()
    def the_step_is_what_the_moves_make_it(self) -> None:
        case = Case.objects.get(pk=self.case.pk)
        assert recounted(case).agrees

    @invariant()
    def versions_follow_each_other(self) -> None:
        versions = list(self.case.plans.order_by("version").prefetch_related("goals", "actions"))
        assert [each.version for each in versions] == list(range(1, len(versions) + 1))
        for each in versions:
            assert each.goals.all()
            assert each.actions.all()
            assert each.answer != PlanAnswer.DISAGREED or each.answer_comment

    @invariant()
    def nothing_collides_in_any_week(self) -> None:
        rows = list(ScheduleSlot.objects.filter(case=self.case))
        for one, other in combinations(rows, 2):
            share_minutes = one.starts_minute < other.ends_minute and other.starts_minute < one.ends_minute
            share_days = (one.ends_on is None or other.starts_on <= one.ends_on) and (
                other.ends_on is None or one.starts_on <= other.ends_on
            )
            assert not (one.weekday == other.weekday and share_minutes and share_days)
        for day in {each.starts_on for each in rows}:
            now = [each for each in rows if each.starts_on <= day and (each.ends_on is None or day <= each.ends_on)]
            assert sum(each.ends_minute - each.starts_minute for each in now) <= FULL_TIME_HOURS * 60

    @invariant()
    def times_lie_within_what_they_are_for(self) -> None:
        for slot in ScheduleSlot.objects.filter(case=self.case).select_related("activity", "placement"):
            thing = slot.activity or slot.placement
            assert thing.starts_on <= slot.starts_on
            assert thing.ends_on is None or (slot.ends_on is not None and slot.ends_on <= thing.ends_on)

    @invariant()
    def one_programme_at_a_time_without_gaps(self) -> None:
        rows = list(self.case.enrolments.order_by("starts_on"))
        for one, following in pairwise(rows):
            assert one.ends_on == following.starts_on - timedelta(days=1)
        if rows:
            assert rows[-1].programme_id == Case.objects.get(pk=self.case.pk).programme_id


@pytest.mark.django_db
def test_no_way_leads_to_what_is_forbidden():
    run_state_machine_as_test(
        Way,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=ACTS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
