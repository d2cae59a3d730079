"""The participant's first page: what needs me, what comes next and how to get there, my week, my plan, my steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ...models import (
    AbsenceNotice,
    Case,
    CoordinatorPeriod,
    Meeting,
    OwnRequest,
    Participant,
    Placement,
    PlacementEvaluation,
    TravelTime,
)
from ...rules.meeting import MeetingKind, MeetingStatus
from ...rules.own import RequestKind, RequestStatus
from ...rules.place import PlacementForm
from ...rules.placement import MISSING_FOR_DAYS, WAITING, PlacementStatus, Voice, may_be_evaluated
from ...rules.rating import Respondent
from ...rules.schedule import EntryKind
from ..absence import absence_now
from ..attendance.person import OwnMonth, own_month
from ..ladder import LadderOf, ladder_of
from ..plan import PlanVersion, latest_version, plan_of
from ..rating.form import waiting_of
from ..schedule import Entry, Week, week_of

ENDS_SOON_DAYS = 14
LOOK_AHEAD_WEEKS = 3
ANSWERED_LATELY_DAYS = 30


@dataclass(frozen=True)
class Coming:
    """Something that comes: when, where, whom to ask for, and how to get there as far as anybody has written it."""

    entry: Entry
    how_to_get_there: str = ""
    travel_minutes: int | None = None
    about: str = ""


@dataclass(frozen=True)
class NextDay:
    """The next day with something on it."""

    day: date
    coming: tuple[Coming, ...]


@dataclass(frozen=True)
class PlaceNow:
    """A workplace: where one is, or that is suggested."""

    name: str
    form: PlacementForm
    ends_on: date
    pk: int = 0
    visit_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """A request that has lately been answered."""

    pk: int
    kind: RequestKind
    answered_on: date


@dataclass(frozen=True)
class WaitingRating:
    """Questions to answer."""

    pk: int
    name: str


@dataclass(frozen=True)
class Whom:
    """The coordinator: whom to ask."""

    name: str
    email: str

    @property
    def given_name(self) -> str:
        return self.name.split()[0] if self.name else ""


@dataclass(frozen=True)
class Home:
    """The first page, whole; the parts that hang on an open case are empty without one."""

    today: date
    whom: Whom | None = None
    absence: AbsenceNotice | None = None
    week: Week | None = None
    next_day: NextDay | None = None
    plan: PlanVersion | None = None
    ladder: LadderOf | None = None
    ratings: tuple[WaitingRating, ...] = ()
    ends_soon: PlaceNow | None = None
    suggested: tuple[PlaceNow, ...] = ()
    on_the_way: tuple[PlaceNow, ...] = ()
    to_evaluate: tuple[PlaceNow, ...] = ()
    hours: OwnMonth | None = None
    answered: tuple[Asked, ...] = ()

    @property
    def plan_waits(self) -> bool:
        return self.plan is not None and self.plan.answer == "waiting"


def own_home(person: Participant, case: Case | None, *, now: datetime) -> Home:
    """The first page as it stands now, in as many statements for a long file as for a short one."""
    today = timezone.localdate(now)
    answered = _answered(person, today)
    if case is None:
        return Home(today, answered=answered)
    if case.closed_on is not None:
        return Home(
            today,
            plan=plan_of(case, latest_version(case)),
            ladder=ladder_of(case, today=today),
            answered=answered,
        )
    placements = _placements(case)
    return Home(
        today=today,
        whom=coordinator_of(case),
        absence=absence_now(case, today),
        week=week_with_meetings(case, _first_day_to_show(today)),
        next_day=_next_day(case, person, now),
        plan=plan_of(case, latest_version(case)),
        ladder=ladder_of(case, today=today),
        ratings=tuple(
            WaitingRating(each.pk, each.version.instrument.name)
            for each in waiting_of(case, respondent=Respondent.PARTICIPANT)
        ),
        ends_soon=_ends_soon(placements, today),
        suggested=tuple(_place(each) for each in placements if each.status == PlacementStatus.PARTICIPANT_ASKED),
        on_the_way=tuple(_place(each) for each in placements if each.status in AFTER_YES),
        to_evaluate=tuple(_place(each) for each in placements if _wants_words(each, today)),
        hours=own_month(case, today=today),
        answered=answered,
    )


def coordinator_of(case: Case) -> Whom | None:
    """One statement."""
    row = CoordinatorPeriod.objects.current().filter(case=case).values_list("coordinator__name", "coordinator__email")
    return next((Whom(*each) for each in row), None)


def _first_day_to_show(today: date) -> date:
    """From Friday evening on people look at the coming week; the whole weekend belongs to it."""
    return today + timedelta(days=7 - today.weekday()) if today.weekday() >= 5 else today


def week_with_meetings(case: Case, day: date) -> Week:
    """The week with what is booked in it. Four statements."""
    week = week_of(case, day)
    return week.with_entries(_meetings(case, week.monday, week.sunday))


def _meetings(case: Case, first: date, last: date) -> dict[date, list[Entry]]:
    booked = Meeting.objects.filter(
        case=case, status=MeetingStatus.PLANNED, starts_at__date__gte=first, starts_at__date__lte=last
    )
    found: dict[date, list[Entry]] = {}
    for each in booked.select_related("held_by").order_by("starts_at", "pk"):
        begins = timezone.localtime(each.starts_at)
        found.setdefault(begins.date(), []).append(_entry(each, begins))
    return found


def _entry(meeting: Meeting, begins: datetime) -> Entry:
    starts = begins.hour * 60 + begins.minute
    return Entry(
        kind=EntryKind.MEETING,
        starts_minute=starts,
        ends_minute=min(starts + meeting.minutes, 24 * 60),
        name="",
        label=MeetingKind(meeting.kind),
        where=meeting.where,
        whom=meeting.held_by.name if meeting.held_by else "",
        pk=meeting.pk,
    )


def _next_day(case: Case, person: Participant, now: datetime) -> NextDay | None:
    """The first day after today, within three weeks, with something on it."""
    today = timezone.localdate(now)
    for ahead in range(LOOK_AHEAD_WEEKS):
        week = week_with_meetings(case, today + timedelta(days=7 * ahead + 1))
        for day in week.days:
            if day.day > today and day.entries:
                return NextDay(day.day, _ways(case, person, day.entries))
    return None


def _ways(case: Case, person: Participant, entries: tuple[Entry, ...]) -> tuple[Coming, ...]:
    """How to get to each: what is written of the meeting, else the travel time between zones where it is known."""
    meetings = {
        each.pk: each for each in Meeting.objects.filter(pk__in=[e.pk for e in entries if e.kind is EntryKind.MEETING])
    }
    zones = dict(
        Placement.objects.filter(
            case=case, pk__in=[e.pk for e in entries if e.kind is EntryKind.PLACEMENT]
        ).values_list("pk", "place__travel_zone")
    )
    minutes = dict(
        TravelTime.objects.filter(from_zone=person.travel_zone, to_zone__in=set(zones.values())).values_list(
            "to_zone", "minutes"
        )
        if person.travel_zone
        else ()
    )
    coming = []
    for entry in entries:
        meeting = meetings.get(entry.pk or 0) if entry.kind is EntryKind.MEETING else None
        zone = zones.get(entry.pk or 0, "") if entry.kind is EntryKind.PLACEMENT else ""
        coming.append(
            replace(
                Coming(entry, travel_minutes=minutes.get(zone)),
                how_to_get_there=meeting.how_to_get_there if meeting else "",
                about=meeting.about if meeting else "",
            )
        )
    return tuple(coming)


def _placements(case: Case) -> list[Placement]:
    """What waits, what runs, and what ended so lately that it may be said how it went."""
    since = timezone.localdate() - timedelta(days=MISSING_FOR_DAYS)
    lately = Q(status=PlacementStatus.ENDED, ends_on__gte=since)
    own = PlacementEvaluation.objects.filter(placement=OuterRef("pk"), voice=Voice.PARTICIPANT)
    rows = Placement.objects.filter(Q(status__in=[*WAITING, PlacementStatus.ACTIVE]) | lately, case=case)
    return list(rows.annotate(has_own_words=Exists(own)).select_related("place").order_by("pk"))


AFTER_YES = tuple(status for status in WAITING if status is not PlacementStatus.PARTICIPANT_ASKED)


def _wants_words(placement: Placement, today: date) -> bool:
    """The participant has not yet said how it went."""
    has_own_words: bool = placement.has_own_words  # type: ignore[attr-defined]
    status = PlacementStatus(placement.status)
    return not has_own_words and may_be_evaluated(status=status, ends_on=placement.ends_on, today=today)


def _place(placement: Placement) -> PlaceNow:
    form, visit_on = PlacementForm(placement.form), placement.visit_on
    return PlaceNow(placement.place.name, form, placement.ends_on, placement.pk, visit_on)


def _ends_soon(placements: list[Placement], today: date) -> PlaceNow | None:
    last = today + timedelta(days=ENDS_SOON_DAYS)
    active = [each for each in placements if each.status == PlacementStatus.ACTIVE and today <= each.ends_on <= last]
    return next((_place(each) for each in active), None)


def _answered(person: Participant, today: date) -> tuple[Asked, ...]:
    since = today - timedelta(days=ANSWERED_LATELY_DAYS)
    rows = OwnRequest.objects.filter(~Q(status=RequestStatus.WAITING), participant=person, answered_on__gte=since)
    columns = rows.order_by("-answered_on", "-pk").values_list("pk", "kind", "answered_on")
    return tuple(Asked(pk, RequestKind(kind), day) for pk, kind, day in columns if day is not None)
