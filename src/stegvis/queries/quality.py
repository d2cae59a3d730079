"""Samples for review (kvalitetsgranskning): what can be drawn, how far a review has come, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from ..access import Actor
from ..models import (
    Case,
    CoordinatorPeriod,
    Organisation,
    Plan,
    ReviewFinding,
    ReviewItem,
    ReviewQuestion,
    ReviewSample,
    User,
)
from ..rules.indicator.period import Period
from ..rules.people import Protection, Role
from ..rules.quality import Drawn, ReviewAnswer, SampleKind, Tally, draw, tally

REVIEWERS = (Role.COORDINATOR, Role.UNIT_MANAGER)


@dataclass(frozen=True)
class Population:
    """Everything that a sample is drawn from: case ids, those with protected identity, and the plan of each case."""

    case_ids: tuple[int, ...]
    protected: frozenset[int]
    plans: dict[int, int]

    def drawn(self, *, seed: int, size: int) -> Drawn:
        return draw(self.case_ids, seed=seed, size=size, protected=self.protected)


def population_of(kind: SampleKind, *, unit_id: int, period: Period) -> Population:
    """The cases of a unit with a plan made in the period, or open some day of it. At most two statements."""
    cases = Case.objects.filter(unit=unit_id)
    plans: dict[int, int] = {}
    if kind is SampleKind.PLANS:
        made = Plan.objects.filter(case__unit=unit_id, made_on__range=(period.first_day, period.last_day))
        latest = made.order_by("case_id", "-version").distinct("case_id").values_list("case_id", "pk")
        plans = dict(latest)
        cases = cases.filter(pk__in=plans)
    else:
        open_then = Q(closed_on__isnull=True) | Q(closed_on__gte=period.first_day)
        cases = cases.filter(open_then, opened_on__lte=period.last_day)
    rows = list(cases.order_by("pk").values_list("pk", "participant__protection"))
    protected = frozenset(pk for pk, protection in rows if protection != Protection.NONE)
    return Population(tuple(pk for pk, _ in rows), protected, plans)


def own_people(case_ids: tuple[int, ...], *, coordinator_id: int) -> int:
    """How many of the cases somebody is the coordinator of now."""
    periods = CoordinatorPeriod.objects.current().filter(case__in=case_ids, coordinator=coordinator_id)
    return periods.values("case").distinct().count()


def units_led(actor: Actor) -> list[int]:
    """The units that somebody leads today."""
    led = (each.unit_id for each in actor.assignments if each.role is Role.UNIT_MANAGER)
    return [unit_id for unit_id in led if unit_id is not None]


def unit_choices(actor: Actor) -> QuerySet[Organisation]:
    """The units that somebody leads."""
    return Organisation.objects.filter(pk__in=units_led(actor), takes_participants=True).order_by("name")


def reviewers_on(day: date) -> QuerySet[User]:
    """Those whose role lets them review."""
    holds = Q(roles__role__in=REVIEWERS, roles__starts_on__lte=day)
    still = Q(roles__ends_on__isnull=True) | Q(roles__ends_on__gte=day)
    return User.objects.filter(holds & still, is_active=True).order_by("name", "pk").distinct()


@dataclass(frozen=True)
class SampleRow:
    """One sample, and how far its review has come."""

    pk: int
    kind: SampleKind
    unit: str
    period: str
    seed: int
    size: int
    drawn: int
    drawn_from: int
    drawn_on: date
    reviewer: str
    reviewer_id: int
    reviewed: int
    ends_on: date
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def samples_for(actor: Actor) -> list[SampleRow]:
    """Samples of the units that somebody leads and those somebody reviews, the latest first. One statement."""
    own = Q(unit__in=units_led(actor)) | Q(reviewer=actor.user_id)
    return [_row(each) for each in _counted(ReviewSample.objects.filter(own))]


def sample_for(actor: Actor, pk: int) -> SampleRow | None:
    """One of those samples."""
    return next((row for row in samples_for(actor) if row.pk == pk), None)


def _counted(samples: QuerySet[ReviewSample]) -> QuerySet[ReviewSample]:
    return samples.select_related("unit", "reviewer").annotate(
        drawn=Count("items"), reviewed=Count("items", filter=Q(items__reviewed_on__isnull=False))
    ).order_by("-drawn_on", "-pk")  # fmt: skip


def _row(each: ReviewSample) -> SampleRow:
    return SampleRow(
        pk=each.pk,
        kind=SampleKind(each.kind),
        unit=each.unit.name,
        period=each.period,
        seed=each.seed,
        size=each.size,
        drawn=each.drawn,  # type: ignore[attr-defined]
        drawn_from=each.drawn_from,
        drawn_on=each.drawn_on,
        reviewer=each.reviewer.name,
        reviewer_id=each.reviewer_id,
        reviewed=each.reviewed,  # type: ignore[attr-defined]
        ends_on=each.ends_on,
        closed_on=each.closed_on,
    )


@dataclass(frozen=True)
class ItemRow:
    """One drawn case: whose it is, and what is left to do."""

    pk: int
    position: int
    case_number: str
    name: str
    participant_id: int
    plan_version: int | None
    reviewed_on: date | None
    remarks: int


def items_of(sample_pk: int) -> list[ItemRow]:
    """The drawn cases in their order; somebody who has become protected since stands without a name. One statement."""
    short = Q(findings__answer__in=[ReviewAnswer.NO, ReviewAnswer.PARTLY])
    items = ReviewItem.objects.filter(sample=sample_pk).select_related("case__participant", "plan").order_by("position")
    return [
        ItemRow(
            pk=each.pk,
            position=each.position,
            case_number=each.case.number,
            name="" if each.case.participant.is_protected else each.case.participant.name,
            participant_id=each.case.participant_id,
            plan_version=each.plan.version if each.plan else None,
            reviewed_on=each.reviewed_on,
            remarks=each.remarks,
        )
        for each in items.annotate(remarks=Count("findings", filter=short))
    ]


@dataclass(frozen=True)
class Question:
    """One question of the checklist."""

    pk: int
    text: str


def questions_of(kind: SampleKind, *, on: date) -> list[Question]:
    """The checklist as it stood that day. One statement."""
    rows = ReviewQuestion.objects.filter(kind=kind, valid_from__lte=on)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).order_by("position", "pk")
    return [Question(pk, text) for pk, text in rows.values_list("pk", "text")]


@dataclass(frozen=True)
class Answer:
    """What was answered to one question about one case."""

    answer: ReviewAnswer
    note: str


def answers_of(item_pk: int) -> dict[int, Answer]:
    """The answers to the questions about one case, by the question's key. One statement."""
    rows = ReviewFinding.objects.filter(item=item_pk).values_list("question_id", "answer", "note")
    return {question: Answer(ReviewAnswer(answer), note) for question, answer, note in rows}


@dataclass(frozen=True)
class Result:
    """One question with how it was answered over all reviewed cases."""

    text: str
    tally: Tally


def result_of(sample: SampleRow) -> list[Result]:
    """The questions of a sample in order, with their answers counted. Two statements."""
    rows = ReviewFinding.objects.filter(item__sample=sample.pk).values_list("question_id", "answer")
    counted = tally((question, ReviewAnswer(answer)) for question, answer in rows)
    asked = questions_of(sample.kind, on=sample.drawn_on)
    return [Result(each.text, counted.get(each.pk, Tally())) for each in asked]


def next_item(sample_pk: int, *, after: int = 0) -> int | None:
    """The next case to review after one position, or else the first that is left; none when all are done."""
    left = ReviewItem.objects.filter(sample=sample_pk, reviewed_on__isnull=True).order_by("position")
    further = left.filter(position__gt=after).values_list("pk", flat=True).first()
    return further or left.values_list("pk", flat=True).first()


def new_seed() -> int:
    """A seed that has not been used: one more than the largest, so that it can be read and said aloud."""
    return (ReviewSample.objects.filter(seed__lt=1_000_000).aggregate(last=Max("seed"))["last"] or 0) + 1
