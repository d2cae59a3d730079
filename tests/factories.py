"""The smallest world (fabriker): one line each, with sensible values where the test does not care.

Identity numbers come from the series that the Swedish Tax Agency publishes for tests (serials 980–999).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from stegvis.access import Actor
from stegvis.models import (
    AbsenceNotice,
    Activity,
    ActivityType,
    Agreement,
    Baseline,
    Case,
    Contact,
    CoordinatorPeriod,
    Course,
    Criterion,
    Employment,
    ExtractShown,
    Incident,
    IntakeMapping,
    IntroductionPoint,
    Ladder,
    Mandate,
    MandateTarget,
    Organisation,
    Participant,
    Place,
    PlaceCapacity,
    Placement,
    PlaceOrder,
    PlaceSupervisor,
    Programme,
    ProgrammeEnrolment,
    Project,
    Referral,
    ScheduleSlot,
    StaffRole,
    Step,
    Supervisor,
    SupervisorRoom,
    User,
)
from stegvis.rules.people import OrganisationKind, Role
from stegvis.rules.place import ALL_HALF_DAYS, PlaceStatus
from stegvis.rules.placement import BOTH_SAID_YES, SEATED, WAITING, Answer, PlacementStatus

numbers = count(1)
LONG_AGO = date(2020, 1, 1)


def today() -> date:
    return timezone.localdate()


def unit(name: str = "Arena Söder", **values: Any) -> Organisation:
    defaults = {"kind": OrganisationKind.UNIT, "takes_participants": True}
    return Organisation.objects.get_or_create(name=name, parent=None, defaults=defaults | values)[0]


def user(name: str = "", role: Role | None = None, at: Organisation | None = None, **values: Any) -> User:
    number = next(numbers)
    made = User.objects.create(username=f"user{number}", name=name or f"Person {number}", **values)
    if role is not None:
        StaffRole.objects.create(user=made, role=role, unit=at, starts_on=LONG_AGO)
    return made


def actor(role: Role, at: Organisation | None = None, name: str = "") -> Actor:
    return Actor.of(user(name=name, role=role, at=at or unit()))


SYSTEM = Actor.system("test")


def identity_number(born_on: date = date(1990, 1, 1), serial: int = 980) -> str:
    """A number of the test series with its check digit (Luhn)."""
    digits = f"{born_on:%y%m%d}{serial:03d}"
    total = sum(sum(divmod(int(digit) * (2 - position % 2), 10)) for position, digit in enumerate(digits))
    return f"{born_on:%Y%m%d}{serial:03d}{-total % 10}"


def participant(given_name: str = "Rania", family_name: str = "Khoury", **values: Any) -> Participant:
    if "identity_number" not in values:
        values["identity_number"] = identity_number(date(1970, 1, 1) + timedelta(days=next(numbers)))
    values.setdefault("born_on", date(1990, 1, 1))
    values.setdefault("gender", "K")
    return Participant.objects.create(given_name=given_name, family_name=family_name, **values)


def programme(key: str = "step") -> Programme:
    return Programme.objects.get_or_create(key=key, defaults={"name": "Steg mot arbete"})[0]


def referral(person: Participant | None = None, **values: Any) -> Referral:
    values.setdefault("unit", unit())
    values.setdefault("source", "social_services")
    values.setdefault("received_on", today() - timedelta(days=3))
    values.setdefault("receives_income_support", True)
    return Referral.objects.create(participant=person or participant(), **values)


def case(
    person: Participant | None = None,
    *,
    coordinator: User | None = None,
    at: Organisation | None = None,
    opened_on: date | None = None,
    **values: Any,
) -> Case:
    """An open case with its preliminary baseline, and a coordinator where one is given."""
    day = opened_on or today() - timedelta(days=100)
    values.setdefault("programme", programme())
    values.setdefault("number", f"{day.year}-{next(numbers):05d}")
    values.setdefault("referred_on", day)
    made = Case.objects.create(participant=person or participant(), unit=at or unit(), opened_on=day, **values)
    Baseline.objects.create(case=made, step=made.step, independence_level=made.independence_level, set_on=day)
    ProgrammeEnrolment.objects.create(case=made, programme=made.programme, starts_on=day, ends_on=made.closed_on)
    if coordinator is not None:
        CoordinatorPeriod.objects.create(case=made, coordinator=coordinator, starts_on=day)
    return made


def ladder(criteria_per_step: int = 2) -> Ladder:
    made = Ladder.objects.create(name="Utvecklingstrappan", valid_from=LONG_AGO)
    for number, name in enumerate(("Komma igång", "Arbeta i grupp", "Arbeta självständigt", "Redo för nästa"), start=1):
        step = Step.objects.create(ladder=made, number=number, name=name)
        Criterion.objects.bulk_create(
            Criterion(step=step, position=position, text=f"Punkt {number}.{position}")
            for position in range(1, criteria_per_step + 1)
        )
    return made


def mapping(for_case: Case, **values: Any) -> IntakeMapping:
    values.setdefault("held_on", today() - timedelta(days=30))
    return IntakeMapping.objects.create(case=for_case, **values)


def agreement(host: Organisation, **values: Any) -> Agreement:
    """The one agreement of a host, with room for everybody, or another as said."""
    defaults = {"kind": "internal", "starts_on": LONG_AGO, "seats": 1000} | values
    reference = defaults.pop("reference", f"Avtal {host.pk}")
    return Agreement.objects.get_or_create(reference=reference, defaults=defaults | {"organisation": host})[0]


def supervisor(
    name: str = "", *, at: Organisation | None = None, user: User | None = None, room: int | None = 100, **values: Any
) -> Supervisor:
    """Somebody who supervises, with room for as many as is said; the one with the account where there is one."""
    known = Supervisor.objects.filter(user=user).first() if user else None
    if known is not None:
        return known
    values.setdefault("starts_on", LONG_AGO)
    name = name or (user.name if user else f"Handledare {next(numbers)}")
    made = Supervisor.objects.create(organisation=at or unit("Drivhuset"), name=name, user=user, **values)
    if room is not None:
        SupervisorRoom.objects.create(supervisor=made, people=room, starts_on=LONG_AGO)
    return made


def supervise(at: Place, user: User) -> Supervisor:
    """Let somebody who signs in supervise at a place."""
    made = supervisor(user=user, at=at.host)
    PlaceSupervisor.objects.create(place=at, supervisor=made, starts_on=LONG_AGO)
    return made


def place(name: str = "", *, seats: int = 1, host: Organisation | None = None, **values: Any) -> Place:
    values.setdefault("field", "kitchen")
    values.setdefault("forms", ["work_experience"])
    values.setdefault("slots", ALL_HALF_DAYS)
    values.setdefault("opened_on", LONG_AGO)
    values.setdefault("status", PlaceStatus.OPEN)
    user, who, room = values.pop("supervisor", None), values.pop("supervisor_name", ""), values.pop("room", 100)
    host = host or unit("Drivhuset", takes_participants=False)
    if "agreement" not in values:
        values["agreement"] = agreement(host)
    made = Place.objects.create(name=name or f"Arbetsplats {next(numbers)}", host=host, **values)
    led_by = supervisor(who, user=user, at=host, room=room)
    PlaceSupervisor.objects.create(place=made, supervisor=led_by, starts_on=LONG_AGO)
    if made.opened_on is not None:
        PlaceCapacity.objects.create(place=made, seats=seats, starts_on=made.opened_on)
    return made


def placement(for_case: Case, at: Place, status: PlacementStatus = PlacementStatus.ACTIVE, **values: Any) -> Placement:
    """A placement in the given status, with the answers it presumes and the first seat where it has one."""
    asked_host = status is not PlacementStatus.PARTICIPANT_ASKED
    both = status in (*BOTH_SAID_YES, *SEATED)
    values.setdefault("starts_on", today() - timedelta(days=30))
    values.setdefault("ends_on", today() + timedelta(days=60))
    values.setdefault("form", "work_experience")
    values.setdefault("hours_per_week", Decimal(20))
    values.setdefault("proposed_on", values["starts_on"])
    values.setdefault("seat", 1 if status in (PlacementStatus.ACTIVE, PlacementStatus.ENDED) else None)
    values.setdefault("participant_answer", Answer.YES if asked_host else Answer.WAITING)
    values.setdefault("host_answer", Answer.YES if both else Answer.WAITING)
    values.setdefault("presentation_approved_on", values["proposed_on"] if asked_host else None)
    values.setdefault("reserved_until", today() + timedelta(days=10) if status in WAITING else None)
    if status in SEATED:
        here = at.supervisions.order_by("pk").first()
        values = {"agreement_id": at.agreement_id, "supervisor_id": here and here.supervisor_id} | values
    if status is PlacementStatus.SIGNED:
        values = {"signed_on": today(), "signed_for_host_by": "Åse Lindgren"} | values
    if status is PlacementStatus.VISIT:
        values = {"visit_on": today(), "visit_kind": "visit"} | values
    return Placement.objects.create(case=for_case, place=at, status=status, **values)


def slot(of: Activity | Placement, weekday: int, start: int, end: int, **values: Any) -> ScheduleSlot:
    """A stretch of the week, in whole hours; as long as what it is for where nothing else is said."""
    key = "activity" if isinstance(of, Activity) else "placement"
    values = {"starts_on": of.starts_on, "ends_on": of.ends_on, key: of} | values
    return ScheduleSlot.objects.create(
        case=of.case, weekday=weekday, starts_minute=start * 60, ends_minute=end * 60, **values
    )


def absence(for_case: Case, **values: Any) -> AbsenceNotice:
    values.setdefault("kind", "ill")
    values.setdefault("starts_on", today())
    return AbsenceNotice.objects.create(case=for_case, **values)


def incident(at: Place, **values: Any) -> Incident:
    values = {"kind": "near_miss", "happened_on": today(), "reported_on": today(), "text": "Halt golv"} | values
    return Incident.objects.create(place=at, **values)


def introduction_point(at: Organisation | None = None, text: str = "Visa runt", **values: Any) -> IntroductionPoint:
    """A point of the introduction at a host, or at all of them."""
    values = {"position": 1, "valid_from": LONG_AGO} | values
    return IntroductionPoint.objects.create(organisation=at, text=text, **values)


def course(name: str = "Köksspåret", *, at: Organisation | None = None, **values: Any) -> Course:
    values.setdefault("kind", "studies")
    values.setdefault("starts_on", today() - timedelta(days=20))
    values.setdefault("ends_on", today() + timedelta(days=60))
    values.setdefault("seats", 2)
    values.setdefault("hours_per_week", Decimal(10))
    return Course.objects.create(name=name, unit=at or unit(), **values)


def activity_type(name: str = "Jobbsökargrupp", **values: Any) -> ActivityType:
    values.setdefault("kind", "job_search")
    values.setdefault("hours_per_week", Decimal(4))
    values.setdefault("valid_from", LONG_AGO)
    return ActivityType.objects.create(name=name, **values)


def contact(name: str = "Ylva Strand", *, at: Organisation | None = None, **values: Any) -> Contact:
    values.setdefault("phone", "070-1740605")
    values.setdefault("agreed_on", today())
    return Contact.objects.create(name=name, organisation=at or unit("Handlarn"), **values)


def actor_for_places(name: str = "Petra Sandbäck") -> Actor:
    return actor(Role.EMPLOYER_COORDINATOR, name=name)


def place_order(for_case: Case | None = None, **values: Any) -> PlaceOrder:
    usual = {"form": "work_experience", "fields": ["kitchen"], "independence": 2, "hours_per_week": Decimal(20)}
    days = {"from_on": today(), "ordered_on": today(), "answer_by": today() + timedelta(days=7)}
    return PlaceOrder.objects.create(case=for_case or case(), **(usual | days | values))


def employment(for_case: Case | None = None, **values: Any) -> Employment:
    """BEA with an introduction job for a year, since a month."""
    days = {"starts_on": today() - timedelta(days=30), "ends_on": today() + timedelta(days=334)}
    kind = {"contract": "bea", "support": "introduction_job", "hours_per_week": Decimal(30), "decided_on": today()}
    return Employment.objects.create(case=for_case or case(), **(days | kind | values))


def extract(person: Participant, *, to: User | None = None, law: str = "school", **values: Any) -> ExtractShown:
    days = {"extract_date": today() - timedelta(days=20), "shown_on": today() - timedelta(days=10)}
    return ExtractShown.objects.create(participant=person, law=law, shown_to=to or user(), **(days | values))


def mandate(name: str = "500 nya platser", **values: Any) -> Mandate:
    values.setdefault("starts_on", date(today().year, 1, 1))
    values.setdefault("ends_on", date(today().year + 1, 12, 31))
    return Mandate.objects.create(name=name, **values)


def mandate_target(part: str = "Ordinarie linje", *, of: Mandate | None = None, **values: Any) -> MandateTarget:
    values.setdefault("target", 225)
    return MandateTarget.objects.create(mandate=of or mandate(f"Uppdrag {next(numbers)}"), part=part, **values)


def project(name: str = "Vägen in", **values: Any) -> Project:
    values.setdefault("funder", "esf")
    values.setdefault("starts_on", LONG_AGO)
    return Project.objects.create(name=name, **values)


def activity(for_case: Case, **values: Any) -> Activity:
    values.setdefault("kind", "sfi")
    values.setdefault("starts_on", today() - timedelta(days=20))
    values.setdefault("hours_per_week", Decimal(8))
    return Activity.objects.create(case=for_case, **values)
