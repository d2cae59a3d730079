"""Places of the present (arbetsplatser): some at each part of the way, one for a season, one nobody answers for."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import DateField, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast, Greatest

from ...access import Actor
from ...actions import place as actions
from ...actions.place import Profile
from ...models import Organisation, Place, PlaceConfirmation, Placement, User
from ...rules.people import Role
from ...rules.place import ConfirmationAnswer, Field, PlacementForm, PlaceStatus, freshness_on
from ...rules.placement import WAITING, PlacementStatus
from .around import Present

FORMS = [PlacementForm.WORK_EXPERIENCE.value, PlacementForm.WORK_TRAINING.value]
SUMMER = Profile(
    name="Sommarcaféet",
    field=Field.KITCHEN.value,
    forms=FORMS,
    tasks="Servera, diska, ta betalt",
    trains="Bemötande, tempo",
    travel_zone="Öster",
)
COMING = (
    ("Utbildningsförvaltningen", "Ängsskolan, odling", Field.GREEN, "Så, gallra, skörda", "Rutin, ansvar", 0),
    ("Kultur- och fritidsförvaltningen", "Kulturskolan, noter", Field.CULTURE, "Sortera och laga noter", "Ordning", 1),
    ("Vård- och omsorgsförvaltningen", "Ekliden, trädgård", Field.GREEN, "Rensa, vattna, gå ut med boende",
     "Bemötande, uthållighet", 2),
    ("Teknik- och miljöförvaltningen", "Fordonsgården, tvätthall", Field.TRANSPORT, "Tvätta och flytta bilar",
     "Rutin, ansvar", 3),
    ("Ekmans Livs", "Postombudet", Field.SHOP, "Lämna ut paket, packa upp", "Kundkontakt, svenska", 2),
)  # fmt: skip
"""Host, name, field, tasks, what it trains, and how many steps from the proposal."""
SPREAD_DAYS, STEP = 150, 37


def tell(present: Present) -> None:
    """HR and an employer coordinator do what the days ask for."""
    hr, seeker = _first(Role.HR), _first(Role.EMPLOYER_COORDINATOR)
    _confirmed_lately(present)
    for host, name, kind, tasks, trains, steps in COMING:
        profile = Profile(name=name, field=kind.value, forms=FORMS, tasks=tasks, trains=trains)
        _take_steps(host, profile, steps, present=present, hr=hr, seeker=seeker)
    for_a_season = _open_with(SUMMER, present=present, hr=hr, seeker=seeker)
    summer = date(present.today.year + 1, 6, 1)
    actions.change_capacity(for_a_season, seats=3, from_on=summer, until=summer.replace(month=8, day=31), by=seeker)
    empty = list(_empty(present)[:3])
    if len(empty) == 3:
        actions.pause_place(empty[0], until=present.today + timedelta(days=60), by=seeker)
        actions.close_place(empty[1], closed_on=present.today, by=hr)
        _ask_twice(empty[2], present=present, by=seeker)


def _first(role: Role) -> Actor:
    return Actor.of(User.objects.filter(roles__role=role).order_by("pk")[0])


def _confirmed_lately(present: Present) -> None:
    """Every open place has been confirmed some day this half-year, or since it opened."""
    today = Cast(Value(present.today), DateField())
    days = Cast(F("pk") * STEP % SPREAD_DAYS, IntegerField())
    ago = ExpressionWrapper(today - days, output_field=DateField())
    Place.objects.filter(status=PlaceStatus.OPEN).update(confirmed_on=Greatest(F("opened_on"), ago))


def _take_steps(host: str, profile: Profile, steps: int, *, present: Present, hr: Actor, seeker: Actor) -> Place:
    """Proposed, profiled, the dialogue noted or passed, approved: as many of them as the place has come."""
    at = Organisation.objects.get(name=host)
    place = actions.propose_place(host=at, profile=profile, by=seeker)
    if steps > 0:
        actions.profile_place(place, profile=profile, by=seeker)
    if steps > 1 and at.kind == "company":
        actions.pass_union(place, note="Företaget har eget samråd.", by=seeker)
    elif steps > 1:
        actions.note_union(place, noted_on=present.ago(2), note="Inga invändningar.", by=hr)
    if steps > 2:
        place = actions.approve_place(place, by=hr)
    return place


def _open_with(profile: Profile, *, present: Present, hr: Actor, seeker: Actor) -> Place:
    place = _take_steps("Kultur- och fritidsförvaltningen", profile, 3, present=present, hr=hr, seeker=seeker)
    return actions.open_place(place, opened_on=present.today, seats=1, by=seeker)


def _empty(present: Present) -> list[Place]:
    """Open places with nobody there or on the way, long after they opened."""
    here = Placement.objects.filter(
        Q(status=PlacementStatus.ACTIVE) | Q(status__in=WAITING), place=OuterRef("pk"), ends_on__gte=present.today
    )
    old = Place.objects.filter(~Exists(here), status=PlaceStatus.OPEN, opened_on__lt=present.ago(400))
    return list(old.order_by("-pk")[:3])


def _ask_twice(place: Place, *, present: Present, by: Actor) -> None:
    """Nobody answered the first question, and the second waits: somebody phones."""
    rule = freshness_on(present.today)
    Place.objects.filter(pk=place.pk).update(confirmed_on=present.ago(rule.days + rule.answer_days + 10))
    for _time in range(2):
        actions.ask_host(place, by=by)
    asked = PlaceConfirmation.objects.filter(place=place)
    day = present.ago(rule.answer_days + 2)
    asked.filter(answer=ConfirmationAnswer.SILENT).update(asked_on=day, answered_on=present.ago(2))
    asked.filter(answer=ConfirmationAnswer.WAITING).update(asked_on=present.ago(2))
