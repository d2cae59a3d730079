"""Quality review: the smallest world of each action."""

from datetime import timedelta

from stegvis.access import Actor
from stegvis.actions import plan, quality
from stegvis.actions.standard import quality as standard
from stegvis.models import ReviewSample
from stegvis.queries.quality import Answer, questions_of
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.indicator.period import Period
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, PlannedAction
from stegvis.rules.quality import ReviewAnswer, SampleKind
from tests import factories as make

from .declared import BY, LEAVE_NO_LINE, Act, leaves

LEAVE_NO_LINE["standard.quality.lay_in"] = "what a new installation begins with, before anybody has done anything"
LEAVE_NO_LINE["quality.require_reviewer"] = "asks, and writes nothing"


def drawn() -> ReviewSample:
    """A sample of one plan, with a checklist, reviewed by somebody from another unit."""
    standard.lay_in(by=BY)
    actions = [PlannedAction("Ringa", ActionOwner.BOTH, make.today())]
    plan.save_plan(make.case(), goals=["Arbete"], actions=actions, base_version=0, by=BY)
    reviewer = make.user("Elin Berg", role=Role.COORDINATOR, at=make.unit("Arena Norr"))
    return quality.draw_sample(
        kind=SampleKind.PLANS,
        unit=make.unit(),
        period=Period(make.today().year),
        size=5,
        seed=7,
        reviewer=reviewer,
        ends_on=make.today() + timedelta(days=7),
        by=BY,
    )


@leaves("quality.draw_sample", Kind.SAMPLE_DRAWN, Kind.ACCESS_GRANTED, Kind.PLAN_SAVED)
def _() -> Act:
    return drawn


@leaves("quality.review_item", Kind.PLAN_REVIEWED)
def _() -> Act:
    sample = drawn()
    answers = {each.pk: Answer(ReviewAnswer.YES, "") for each in questions_of(SampleKind.PLANS, on=sample.drawn_on)}
    return lambda: quality.review_item(sample.items.get(), answers=answers, by=Actor.of(sample.reviewer))


@leaves("quality.close_sample", Kind.SAMPLE_CLOSED, Kind.ACCESS_ENDED)
def _() -> Act:
    sample = drawn()
    return lambda: quality.close_sample(sample, by=Actor.of(sample.reviewer))


@leaves("quality.end_reviews", Kind.ACCESS_ENDED)
def _() -> Act:
    person = drawn().items.get().case.participant
    return lambda: quality.end_reviews(person, by=BY)
