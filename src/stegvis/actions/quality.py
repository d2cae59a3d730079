"""Quality (kvalitetsgranskning): draw a sample, review one case of it, close the review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, NotAllowed, Permission, require
from ..models import AccessGrant, Case, Organisation, Participant, ReviewFinding, ReviewItem, ReviewSample, User
from ..queries.quality import Answer, own_people, population_of, questions_of, reviewers_on, units_led
from ..rules import quality as rules
from ..rules.history import EventKind, GrantKind
from ..rules.indicator.period import Period
from ..rules.quality import Drawn, SampleKind
from ..rules.words import Reason
from .log import event, log, log_many, stop_if


@transaction.atomic
def draw_sample(
    *,
    kind: SampleKind,
    unit: Organisation,
    period: Period,
    size: int,
    seed: int,
    reviewer: User,
    ends_on: date,
    by: Actor,
) -> ReviewSample:
    """Draw a sample and let the reviewer read those who were drawn for as long as the review lasts."""
    require(by, Permission.SAMPLE_DRAW)
    today = timezone.localdate()
    found = population_of(kind, unit_id=unit.pk, period=period)
    drawn = found.drawn(seed=seed, size=max(size, 0))
    reasons = rules.reasons_not_to_draw(
        size=size,
        seed=seed,
        found=len(drawn.case_ids) if size > 0 else drawn.drawn_from,
        leads_unit=leads(by, unit.pk),
        ends_on=ends_on,
        today=today,
        own_people=own_people(drawn.case_ids, coordinator_id=reviewer.pk),
        reviewer=reviewer.name,
    )
    stop_if(reasons + _reasons_about_reviewer(reviewer, today))
    sample = ReviewSample.objects.create(
        kind=kind,
        unit=unit,
        period=period.key,
        seed=seed,
        size=size,
        drawn_from=drawn.drawn_from,
        drawn_on=today,
        drawn_by_id=by.user_id,
        reviewer=reviewer,
        ends_on=ends_on,
    )
    _lay_out(sample, drawn, found.plans, by=by)
    log(EventKind.SAMPLE_DRAWN, sample, by=by, kind=kind.value, size=size, seed=seed, passed_over=drawn.passed_over)
    return sample


def leads(actor: Actor, unit_id: int) -> bool:
    """Whether somebody leads the unit; the system itself may draw anywhere."""
    return actor.is_system or unit_id in units_led(actor)


def _reasons_about_reviewer(reviewer: User, today: date) -> list[Reason]:
    if reviewers_on(today).filter(pk=reviewer.pk).exists():
        return []
    return [Reason("{name} kan inte granska. Välj en koordinator eller en chef.", name=reviewer.name, at="reviewer")]


def _lay_out(sample: ReviewSample, drawn: Drawn, plans: Mapping[int, int], *, by: Actor) -> None:
    """The drawn cases in order, each with the reviewer's right to read it."""
    cases = {case.pk: case for case in Case.objects.filter(pk__in=drawn.case_ids)}
    now, ends_at = timezone.now(), _end_of(sample.ends_on)
    grants = AccessGrant.objects.bulk_create(
        AccessGrant(
            user_id=sample.reviewer_id,
            participant_id=cases[case_id].participant_id,
            kind=GrantKind.REVIEW,
            reason="Kvalitetsgranskning",
            granted_by_id=by.user_id,
            starts_at=now,
            ends_at=ends_at,
        )
        for case_id in drawn.case_ids
    )
    ReviewItem.objects.bulk_create(
        ReviewItem(sample=sample, position=position, case_id=case_id, plan_id=plans.get(case_id), grant=grant)
        for position, (case_id, grant) in enumerate(zip(drawn.case_ids, grants, strict=True), start=1)
    )
    log_many(
        event(EventKind.ACCESS_GRANTED, grant, by=by, kind=GrantKind.REVIEW.value, user=sample.reviewer_id)
        for grant in grants
    )


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@transaction.atomic
def review_item(item: ReviewItem, *, answers: Mapping[int, Answer], by: Actor) -> ReviewItem:
    """Keep the answers to the checklist for one case; they can be changed until the review is closed."""
    item = ReviewItem.objects.select_for_update(of=("self",)).select_related("sample", "case").get(pk=item.pk)
    require_reviewer(item, by)
    sample = item.sample
    asked = [each.pk for each in questions_of(SampleKind(sample.kind), on=sample.drawn_on)]
    today = timezone.localdate()
    stop_if(
        rules.reasons_not_to_review(
            is_closed=sample.closed_on is not None, ends_on=sample.ends_on, today=today, asked=asked, answered=answers
        )
    )
    for question, said in answers.items():
        ReviewFinding.objects.update_or_create(
            item=item, question_id=question, defaults={"answer": said.answer, "note": said.note.strip()}
        )
    item.reviewed_on, item.reviewed_by_id = today, by.signed_in_id
    item.save()
    log(EventKind.PLAN_REVIEWED, item, by=by)
    return item


def require_reviewer(item: ReviewItem, by: Actor) -> None:
    """Only the reviewer, and only while the file may be read: the right ends with the review."""
    require(by, Permission.SAMPLE_REVIEW)
    if item.sample.reviewer_id != by.user_id:
        raise NotAllowed(Permission.SAMPLE_REVIEW, item)
    if item.sample.closed_on is None:
        require(by, Permission.PARTICIPANT_READ, item.case)


@transaction.atomic
def close_sample(sample: ReviewSample, *, by: Actor) -> ReviewSample:
    """End the review, finished or not; the reviewer's right to read ends with it."""
    sample = ReviewSample.objects.select_for_update().get(pk=sample.pk)
    if sample.reviewer_id != by.user_id:
        require(by, Permission.SAMPLE_DRAW)
        if not leads(by, sample.unit_id):
            raise NotAllowed(Permission.SAMPLE_DRAW)
    stop_if(rules.reasons_not_to_close(is_closed=sample.closed_on is not None))
    now = timezone.now()
    current = AccessGrant.objects.current(now).filter(pk__in=sample.items.values("grant"))
    ended = list(current.select_for_update())
    AccessGrant.objects.filter(pk__in=[grant.pk for grant in ended]).update(ends_at=now)
    log_many(
        event(EventKind.ACCESS_ENDED, grant, by=by, kind=GrantKind.REVIEW.value, user=grant.user_id) for grant in ended
    )
    sample.closed_on = timezone.localdate()
    sample.save()
    log(EventKind.SAMPLE_CLOSED, sample, by=by)
    return sample


def end_reviews(participant: Participant, *, by: Actor) -> None:
    """Somebody has become protected: a right to read that came by chance ends at once."""
    now = timezone.now()
    grants = AccessGrant.objects.current(now).filter(participant=participant, kind=GrantKind.REVIEW)
    for grant in grants.select_for_update().order_by("pk"):
        grant.ends_at = now
        grant.save(update_fields=["ends_at"])
        log(EventKind.ACCESS_ENDED, grant, by=by, kind=grant.kind, user=grant.user_id)
