"""A quality review (kvalitetsgranskning) of the present: drawn by the head of the unit, and half done."""

from __future__ import annotations

from datetime import timedelta

from ...actions.quality import draw_sample, review_item
from ...models import Organisation, User
from ...queries.quality import Answer, questions_of
from ...rules.indicator.period import Period
from ...rules.quality import ReviewAnswer, SampleKind
from .around import Present

YES, PARTLY, NO, NONE = ReviewAnswer.YES, ReviewAnswer.PARTLY, ReviewAnswer.NO, ReviewAnswer.NOT_APPLICABLE
SIZE = 8
FOUND = (
    (YES, YES, YES, YES, YES, NONE, YES, YES),
    (YES, NO, YES, YES, YES, PARTLY, YES, YES),
    (PARTLY, YES, NO, YES, YES, NONE, YES, PARTLY),
    (YES, YES, YES, YES, YES, YES, YES, YES),
)
NOTES = {NO: "Finns inte med.", PARTLY: "Nämns, men bara i förbigående."}


def tell(present: Present) -> None:
    """Half of the drawn have been reviewed."""
    unit = Organisation.objects.get(pk=present.manager.unit_ids[0])
    sample = draw_sample(
        kind=SampleKind.PLANS,
        unit=unit,
        period=Period(present.today.year),
        size=SIZE,
        seed=7,
        reviewer=User.objects.get(pk=present.manager.signed_in_id),
        ends_on=present.today + timedelta(days=14),
        by=present.manager,
    )
    asked = questions_of(SampleKind.PLANS, on=present.today)
    for item, answers in zip(sample.items.order_by("position"), FOUND, strict=False):
        said = zip(asked, answers, strict=True)
        found = {each.pk: Answer(answer, NOTES.get(answer, "")) for each, answer in said}
        review_item(item, answers=found, by=present.manager)
