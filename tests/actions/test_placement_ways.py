"""Whatever is done to placements, in any order: no constraint breaks, a refusal writes nothing, acts leave lines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from stegvis.actions import placement as acts
from stegvis.actions.exit import close_case
from stegvis.models import (
    Agreement,
    HostLink,
    Placement,
    PlacementEvaluation,
    PlacementExtension,
    ScheduleSlot,
    SupervisorRoom,
)
from stegvis.rules.exit import Outcome
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import (
    ANSWERS_WAIT,
    SEATED,
    Answer,
    ApprovedHow,
    EndReason,
    NotRealisedReason,
    PlacementStatus,
    VisitKind,
    Voice,
    chain_starts_on,
    last_allowed_day,
)
from tests import factories as make
from tests.walking import Walk

EXAMPLES, ACTS = 4, 20
"""So many ways of so many acts each; a longer walk is the same test with larger numbers."""
BY = make.SYSTEM
LOGGED = (Placement, PlacementExtension, PlacementEvaluation, HostLink, ScheduleSlot)
picks = st.integers(0, 6)
near = st.integers(-20, 40).map(lambda number: make.today() + timedelta(days=number))
far = st.integers(-10, 700).map(lambda number: make.today() + timedelta(days=number))
texts = st.sampled_from(["Går bra", "Vill fortsätta", " ", "å" * 700])
answers = st.sampled_from([Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.WAITING])


class Ways(Walk):
    """Two people and one place with one seat, one supervisor for one, and an agreement for two."""

    logged = LOGGED

    @initialize()
    def begin(self) -> None:
        self.take_savepoint()
        self.place = make.place(seats=1, room=1)
        Agreement.objects.filter(pk=self.place.agreement_id).update(seats=2)
        opened_on = make.today() - timedelta(days=30)
        self.cases = [make.case(coordinator=make.user(), opened_on=opened_on) for _ in range(2)]
        for case, status in zip(self.cases, (PlacementStatus.SIGNED, PlacementStatus.PARTICIPANT_ASKED), strict=True):
            make.placement(case, self.place, status, starts_on=make.today(), proposed_on=make.today())

    def one(self, pick: int) -> Placement:
        rows = list(Placement.objects.order_by("pk"))
        return rows[pick % len(rows)]

    @rule(who=st.integers(0, 1), starts_on=near, ends_on=far, studies=st.booleans(), text=texts)
    def propose(self, who: int, starts_on: date, ends_on: date, studies: bool, text: str) -> None:
        self.attempt(
            lambda: acts.propose_placement(
                self.cases[who], place=self.place, form=PlacementForm.WORK_EXPERIENCE, starts_on=starts_on,
                ends_on=ends_on, hours_per_week=Decimal(20), studies_follow=studies, presentation=text, by=BY,
            )
        )  # fmt: skip

    @rule(pick=picks, answer=answers, approved=st.sampled_from([None, *ApprovedHow]), day=near)
    def participant(self, pick: int, answer: Answer, approved: ApprovedHow | None, day: date) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.answer_for_participant(one, answer=answer, answered_on=day, approved=approved, by=BY))

    @rule(pick=picks, text=texts)
    def approve(self, pick: int, text: str) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.approve_presentation(one, text=text, how=ApprovedHow.PAPER, by=BY))

    @rule(pick=picks, text=texts)
    def write(self, pick: int, text: str) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.change_presentation(one, text=text, by=BY))

    @rule(pick=picks, kind=st.sampled_from([None, *VisitKind]), day=near)
    def visit(self, pick: int, kind: VisitKind | None, day: date) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.plan_visit(one, kind=kind, visit_on=day, by=BY))

    @rule(pick=picks, answer=answers)
    def host(self, pick: int, answer: Answer) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.answer_for_host(one, answer=answer, answered_by="Åse", by=BY))

    @rule(pick=picks)
    def both_say_yes(self, pick: int) -> None:
        self.participant(pick, Answer.YES, ApprovedHow.TOGETHER, make.today())
        self.host(pick, Answer.YES)

    @rule(pick=picks, day=near, who=st.sampled_from(["Åse", " "]))
    def sign(self, pick: int, day: date, who: str) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.sign_placement(one, signed_on=day, signed_for_host_by=who, by=BY))

    @rule(pick=picks)
    def start(self, pick: int) -> None:
        self.sign(pick, make.today(), "Åse")
        one = self.one(pick)
        self.attempt(lambda: acts.start_placement(one, by=BY))

    @rule(pick=picks, day=near)
    def end(self, pick: int, day: date) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.end_placement(one, ended_on=day, because=EndReason.WORK, by=BY))

    @rule(
        pick=picks,
        because=st.sampled_from([None, *NotRealisedReason]),
        words=texts.filter(lambda text: len(text) < 300),
    )
    def give_up(self, pick: int, because: NotRealisedReason | None, words: str) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.give_up_placement(one, because=because, reason=words, by=BY))

    @rule(pick=picks, to=far, why=st.sampled_from(["Går bra", " "]), studies=st.booleans())
    def extend(self, pick: int, to: date, why: str, studies: bool) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.extend_placement(one, to=to, reason=why, studies_follow=studies, by=BY))

    @rule(pick=picks, wait=st.integers(0, 9), days=st.integers(-1, 500), studies=st.booleans())
    def renew(self, pick: int, wait: int, days: int, studies: bool) -> None:
        one = self.one(pick)
        first = one.ends_on + timedelta(days=wait)
        self.attempt(
            lambda: acts.renew_placement(
                one, starts_on=first, ends_on=first + timedelta(days=days), hours_per_week=Decimal(20),
                reason="Vill fortsätta", studies_follow=studies, by=BY,
            )
        )  # fmt: skip

    @rule(pick=picks)
    def remind(self, pick: int) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.remind(one, by=BY))

    @rule(pick=picks)
    def time_passes(self, pick: int) -> None:
        one = self.one(pick)
        Placement.objects.filter(pk=one.pk).exclude(reserved_until=None).update(
            reserved_until=make.today() - timedelta(days=1)
        )
        self.attempt(lambda: acts.expire_reservations(by=BY))

    @rule(pick=picks, revoke=st.booleans())
    def link(self, pick: int, revoke: bool) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.make_host_link(one, by=BY))
        if revoke:
            self.attempt(lambda: acts.revoke_host_link(one, by=BY))

    @rule(pick=picks, voice=st.sampled_from(Voice), words=st.sampled_from(["Bra", " "]))
    def evaluate(self, pick: int, voice: Voice, words: str) -> None:
        one = self.one(pick)
        self.attempt(lambda: acts.evaluate_placement(one, voice=voice, went_well=words, could_be_better="", by=BY))

    @rule(voice=st.sampled_from(Voice), words=st.sampled_from(["Nej", " "]))
    def disagree(self, voice: Voice, words: str) -> None:
        if found := PlacementEvaluation.objects.order_by("pk").first():
            self.attempt(lambda: acts.disagree_with_evaluation(found, voice=voice, words=words, by=BY))

    @rule(people=st.integers(0, 3))
    def room(self, people: int) -> None:
        SupervisorRoom.objects.filter(supervisor__supervisions__place=self.place).update(people=people)

    @rule(who=st.integers(0, 1), seldom=st.integers(0, 5))
    def close(self, who: int, seldom: int) -> None:
        if seldom == 0:
            self.attempt(
                lambda: close_case(
                    self.cases[who], exited_on=make.today(), outcome=Outcome.MOVED, lasts_a_month=None, by=BY
                )
            )

    @invariant()
    def nobody_is_asked_or_started_before_the_way_is_gone(self) -> None:
        for one in Placement.objects.all():
            if one.status in (*SEATED, PlacementStatus.SIGNED, PlacementStatus.AGREED):
                assert one.both_said_yes
            if one.status != PlacementStatus.PARTICIPANT_ASKED and one.status in ANSWERS_WAIT:
                assert one.participant_answer == Answer.YES
            if one.status in SEATED:
                assert one.signed_on is not None
                assert one.agreement_id is not None
                assert one.supervisor_id is not None

    @invariant()
    def one_seat_for_one_person_a_day(self) -> None:
        for one, other in combinations(Placement.objects.seated(), 2):
            assert one.ends_on < other.starts_on or other.ends_on < one.starts_on

    @invariant()
    def what_never_came_about_has_a_reason_and_no_way_in(self) -> None:
        for one in Placement.objects.filter(status=PlacementStatus.NOT_REALISED):
            assert one.not_realised_because
            assert not one.host_links.filter(revoked_at=None).exists()

    @invariant()
    def no_chain_is_longer_than_the_municipality_allows(self) -> None:
        for one in Placement.objects.exclude(status=PlacementStatus.NOT_REALISED):
            earlier, before = [], one.renews
            while before is not None:
                earlier.append((before.starts_on, before.ends_on))
                before = before.renews
            first = chain_starts_on(starts_on=one.starts_on, earlier=earlier)
            assert one.ends_on <= last_allowed_day(starts_on=first, studies_follow=one.studies_follow)


@pytest.mark.django_db
def test_no_way_leads_to_what_is_forbidden():
    run_state_machine_as_test(
        Ways,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=ACTS,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
