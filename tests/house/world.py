"""Two sides of a municipality: on each, one person of every role and a participant they all can know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from stegvis.models import (
    AccessGrant,
    Activity,
    Case,
    CoordinatorCover,
    Criterion,
    Exit,
    ImportRun,
    Ladder,
    Organisation,
    Participant,
    Place,
    Plan,
    PlanAction,
    PlanDirection,
    PlanTemplate,
    ReviewItem,
    ReviewSample,
    StaffRole,
    Step,
    User,
)
from stegvis.rules.exchange import FileKind
from stegvis.rules.history import GrantKind
from stegvis.rules.people import Role
from tests import factories
from tests.house import meetings, owns, sharings
from tests.ratings import keys_of_rating


@dataclass(frozen=True)
class Side:
    """The users by role, and the keys that addresses take."""

    users: dict[Role, User]
    keys: dict[str, Any]


def cover_of(coordinator: User) -> int:
    """Somebody stands in for the coordinator today."""
    today = factories.today()
    cover = CoordinatorCover.objects.create(
        coordinator=coordinator, substitute=factories.user(), starts_on=today, ends_on=today, reason="Ledig"
    )
    return cover.pk


def left_by(coordinator: User, unit: Organisation) -> Case:
    """Somebody who has gone on to work, whose outcome waits to be confirmed."""
    left = factories.case(coordinator=coordinator, at=unit, closed_on=factories.today())
    Exit.objects.create(
        case=left, exited_on=left.closed_on - timedelta(days=40), outcome="work_regular", lasts_a_month=True
    )
    left.coordinator_periods.update(ends_on=left.closed_on)
    return left


def part_of(person: Participant, reader: User) -> int:
    """A colleague has a part in the work."""
    grant = AccessGrant.objects.create(
        user=reader,
        participant=person,
        kind=GrantKind.TEAM,
        reason="Språkstöd",
        starts_at=timezone.now() - timedelta(days=1),
    )
    return grant.pk


def led_by(place: Place) -> dict[str, int]:
    """The supervisor of a place with others they have, the agreement that the place rests on, a point of its own."""
    one = place.supervisions.get().supervisor
    load = one.loads.create(what="studerande", people=1, starts_on=factories.today(), ends_on=factories.today())
    training = one.trainings.create(name="Handledarutbildning", offered_on=factories.today())
    document = place.agreement.documents.create(
        name="Avtal.txt", media_type="text/plain", size=3, content=b"abc", added_on=factories.today()
    )
    return {
        "supervisor": one.pk,
        "load": load.pk,
        "training": training.pk,
        "agreement": place.agreement_id,
        "agreement_document": document.pk,
        "point": factories.introduction_point(place.host).pk,
    }


def side(name: str) -> Side:
    """A unit, a workshop, and somebody in the middle of everything, known to every role that can know a person."""
    unit, workshop = factories.unit(f"Arena {name}"), factories.unit(f"Verkstan {name}", takes_participants=False)
    users = {role: factories.user(f"{role.label} {name}", role=role, at=unit) for role in Role}
    StaffRole.objects.filter(user=users[Role.WORK_SUPERVISOR]).update(unit=workshop)
    referred = {"referred_by": users[Role.REFERRER], "unit": unit}
    person = factories.participant("Rania", name)
    accepted = factories.referral(person, status="accepted", decided_at=timezone.now(), **referred)
    case = factories.case(person, coordinator=users[Role.COORDINATOR], at=unit, referral=accepted)
    mapping = factories.mapping(case)
    place = factories.place(
        host=workshop, seats=3, supervisor=users[Role.WORKPLACE_SUPERVISOR], manager=users[Role.RECEIVING_MANAGER]
    )
    plan = Plan.objects.create(case=case, version=1, made_on=factories.today())
    action = PlanAction.objects.create(plan=plan, position=1, text="Ringa", owner="both", due_on=factories.today())
    review = drawn_for_review(plan, reviewer=users[Role.UNIT_MANAGER])
    placement = factories.placement(case, place)
    keys = {
        **meetings.of(case, users[Role.COORDINATOR]),
        **sharings.of(case, users[Role.REFERRER]),
        **owns.of(case),
        "left": left_by(users[Role.COORDINATOR], unit).pk,
        "cover": cover_of(users[Role.COORDINATOR]),
        "participant": person.pk,
        "case": case.pk,
        "mapping": mapping.pk,
        "action": action.pk,
        "grant": part_of(person, users[Role.TEAM_MEMBER]),
        "place": place.pk,
        "placement": placement.pk,
        "referral": factories.referral(factories.participant("Leif", name), **referred).pk,
        "activity": _activity(case).pk,
        "absence": factories.absence(case).pk,
        "incident": factories.incident(place, placement=placement).pk,
        "unit": unit.pk,
        **keys_of_rating(case),
        "course": factories.course(f"Köksspåret {name}", at=unit).pk,
        "type": factories.activity_type(f"Jobbsökargrupp {name}").pk,
        **led_by(place),
        "order": factories.place_order(case).pk,
        "host": place.host_id,
        "contact": factories.contact(at=place.host).pk,
        "employment": factories.employment(case).pk,
        "mandate": factories.mandate(f"Nya platser {name}").pk,
        "target": factories.mandate_target(f"Ordinarie {name}").pk,
        "project": factories.project(f"Vägen in {name}").pk,
        "criterion": Criterion.objects.first().pk if Criterion.objects.exists() else 0,
        "step": Step.objects.first().pk if Step.objects.exists() else 0,
        "ladder": Ladder.objects.first().pk if Ladder.objects.exists() else 0,
        "sample": review.sample_id,
        "review_item": review.pk,
        "direction": PlanDirection.objects.get_or_create(key="x", defaults={"name": "Söka", "position": 1})[0].pk,
        "template": PlanTemplate.objects.get_or_create(name="Söka arbete")[0].pk,
        "user": users[Role.COORDINATOR].pk,
        "role": users[Role.COORDINATOR].roles.get().pk,
        "run": ImportRun.objects.create(
            kind=FileKind.PARTICIPANTS, file_name="lista.csv", started_by=users[Role.INTAKE]
        ).pk,
    }
    return Side(users, keys)


def _activity(case: Case) -> Activity:
    """One with times of the week, so that the week has something to show."""
    made = factories.activity(case)
    factories.slot(made, 3, 9, 12, where="Lärcentrum")
    return made


def drawn_for_review(plan: Plan, *, reviewer: User) -> ReviewItem:
    """A sample of one plan, with its only item."""
    sample = ReviewSample.objects.create(
        kind="plans", unit=plan.case.unit, period="2026", seed=7, size=1, drawn_from=1, drawn_on=factories.today(),
        reviewer=reviewer, ends_on=factories.today() + timedelta(days=14),
    )  # fmt: skip
    return ReviewItem.objects.create(sample=sample, position=1, case=plan.case, plan=plan)
