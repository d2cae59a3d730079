"""Ten years behind some people, and eighty people for one coordinator: python -m bench.history KEY KEY …

The demonstration's people have been here for months; the pages are measured with those who have been here for long.
Run once in a database that was made to be measured.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, time, timedelta
from typing import Any

import django

YEARS, CASELOAD = 10, 80
DAY = timedelta(days=1)
MONTH, QUARTER = 30 * DAY, 91 * DAY


def main(keys: list[int]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "stegvis.settings"
    os.environ["STEGVIS_DATABASE_ROLE"] = "owner"
    django.setup()
    from django.db import transaction  # noqa: PLC0415 (after set-up)

    from stegvis.models import Case  # noqa: PLC0415

    with transaction.atomic():
        for case in Case.objects.open().filter(participant__in=keys).order_by("pk"):
            ten_years(case)
        give_eighty()


def ten_years(case: Any) -> None:
    """The enrolment moved ten years back, with what such a time leaves behind."""
    from django.utils import timezone  # noqa: PLC0415

    from stegvis.models import Case, CoordinatorPeriod, ProgrammeEnrolment  # noqa: PLC0415

    today = timezone.localdate()
    began = today - timedelta(days=365 * YEARS)
    Case.objects.filter(pk=case.pk).update(opened_on=began, referred_on=began)
    for model in (CoordinatorPeriod, ProgrammeEnrolment):
        first = model.objects.filter(case=case).order_by("starts_on").values_list("pk", flat=True)[0]
        model.objects.filter(pk=first).update(starts_on=began)
    maria = case.coordinator_periods.get(ends_on__isnull=True).coordinator
    activities(case, began)
    rounds(case, began, maria)
    meetings(case, began, maria)
    events(case, began)


def activities(case: Any, began: Any) -> None:
    """One a month that has ended, and two that run with their times."""
    from stegvis.models import Activity, ScheduleSlot  # noqa: PLC0415

    Activity.objects.bulk_create(
        Activity(case=case, kind="worklike", starts_on=on, ends_on=on + 20 * DAY, hours_per_week=10)
        for on in (began + number * MONTH for number in range(12 * YEARS - 2))
    )
    for kind, weekdays in (("sfi", (3, 5)), ("job_search", (2,))):
        running = Activity.objects.create(case=case, kind=kind, starts_on=began + 3000 * DAY, hours_per_week=4)
        ScheduleSlot.objects.bulk_create(
            ScheduleSlot(
                case=case,
                activity=running,
                weekday=day,
                starts_minute=18 * 60,
                ends_minute=20 * 60,
                starts_on=running.starts_on,
            )
            for day in weekdays
        )


def rounds(case: Any, began: Any, maria: Any) -> None:
    """Both voices each quarter."""
    from stegvis.models import InstrumentVersion, Rating, RatingAnswer  # noqa: PLC0415

    version = InstrumentVersion.objects.filter(instrument__kind="two_voices").latest("version")
    items = list(version.items.all())
    for number in range(4 * YEARS):
        on = began + (number + 1) * QUARTER - 5 * DAY
        for who, how, by in (("participant", "together", None), ("professional", "together", maria)):
            rating = Rating.objects.create(
                version=version,
                case=case,
                respondent=who,
                asked_on=on,
                answered_on=on,
                answered_how=how,
                answered_by=by,
            )
            RatingAnswer.objects.bulk_create(
                RatingAnswer(rating=rating, item=item, state="answered", value=1 + (number + item.position) % 5)
                for item in items
                if who in item.respondents
            )


def meetings(case: Any, began: Any, maria: Any) -> None:
    """A meeting, a conversation and two notes each quarter."""
    from django.utils import timezone  # noqa: PLC0415

    from stegvis.models import Conversation, Meeting, Note  # noqa: PLC0415

    days = [began + (number + 1) * QUARTER - 5 * DAY for number in range(4 * YEARS)]
    held = Meeting.objects.bulk_create(
        Meeting(
            case=case,
            kind="follow_up",
            status="held",
            starts_at=timezone.make_aware(datetime.combine(day, time(10))),
            where="Arena Söder",
            held_by=maria,
            settled_on=day,
        )
        for day in days
    )
    Conversation.objects.bulk_create(
        Conversation(case=case, held_on=day, held_by=maria, meeting=meeting)
        for day, meeting in zip(days, held, strict=True)
    )
    Note.objects.bulk_create(
        Note(case=case, text="Vi gick igenom planen.", written_on=day, written_by=maria)
        for day in days
        for _ in range(2)
    )


def events(case: Any, began: Any) -> None:
    """Forty lines a year."""
    from stegvis.models import CaseEvent  # noqa: PLC0415

    CaseEvent.objects.bulk_create(
        CaseEvent(
            kind="conversation_held",
            happened_on=began + number * 9 * DAY,
            participant_id=case.participant_id,
            case_id=case.pk,
            subject_type="case",
            subject_id=case.pk,
            actor_name="Maria Ekdahl",
            actor_role="coordinator",
        )
        for number in range(40 * YEARS)
    )


def give_eighty() -> None:
    """Other people's cases of the unit, for the coordinator whose day is measured."""
    from stegvis.models import CoordinatorPeriod, User  # noqa: PLC0415

    maria = User.objects.get(username="coordinator")
    unit = maria.roles.get(role="coordinator").unit_id
    current = CoordinatorPeriod.objects.current().filter(case__closed_on__isnull=True, case__unit=unit)
    missing = CASELOAD - current.filter(coordinator=maria).count()
    taken = list(current.exclude(coordinator=maria).order_by("case").values_list("pk", flat=True)[: max(0, missing)])
    CoordinatorPeriod.objects.filter(pk__in=taken).update(coordinator=maria)


if __name__ == "__main__":
    main([int(key) for key in sys.argv[1:]])
