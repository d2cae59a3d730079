"""A small municipality (liten kommun): units, hosts and some hundred people with all that figures are counted from."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from stegvis.models import (
    Case,
    Exit,
    Household,
    HouseholdChild,
    HouseholdMember,
    Organisation,
    Participant,
    Place,
    PlaceCapacity,
    Placement,
    Programme,
    Referral,
    ReviewItem,
    ReviewSample,
    StepMove,
    User,
)
from stegvis.rules.place import ALL_HALF_DAYS

TODAY = date(2026, 11, 21)
OUTCOMES = ("work_regular", "work_subsidised", "work_municipal", "studies", "other_studies", "moved", "dropped_out")
EXTRA = {"form": "work_experience", "hours_per_week": 20, "participant_answer": "yes", "host_answer": "yes"}


def organisation(name: str, kind: str = "unit", parent: Organisation | None = None, **values) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, parent=parent, **values)


def place(name: str, host: Organisation, *spells: tuple[int, date, date | None], **values) -> Place:
    """A place with (seats, first day, last day) one after the other."""
    values = {"opened_on": spells[0][1], "status": "open"} | values
    made = Place.objects.create(
        name=name, host=host, field="kitchen", forms=["work_experience"], slots=ALL_HALF_DAYS, **values
    )
    for seats, first, last in spells:
        PlaceCapacity.objects.create(place=made, seats=seats, starts_on=first, ends_on=last)
    return made


def small_municipality(people: int = 300, seed: int = 1) -> dict[str, Organisation]:
    """Three units of very different size, two departments, an association; everything between 2024 and today."""
    town = organisation("Åsvalla kommun", "municipality")
    office = organisation("Arbetsmarknadsförvaltningen", "department", town)
    schools = organisation("Utbildningsförvaltningen", "department", town)
    made = {
        "town": town,
        "office": office,
        "schools": schools,
        "big": organisation("Arena Söder", parent=office, takes_participants=True),
        "middle": organisation("Arena Norr", parent=office, takes_participants=True),
        "small": organisation("Drivhuset", parent=office, takes_participants=True),
        "association": organisation("Röda stugan", "association"),
    }
    kitchen = place("Skolköket", organisation("Kastanjens skola", parent=schools), (1000, date(2023, 1, 1), None))
    place("Secondhand", made["association"], (8, date(2024, 1, 1), date(2026, 8, 31)), (3, date(2026, 9, 1), None))
    _people(made, kitchen, people, Random(seed))
    return made


def _people(made: dict[str, Organisation], kitchen: Place, many: int, chance: Random) -> None:
    programme = Programme.objects.create(key="step", name="Steg mot arbete")
    decided = datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Stockholm"))
    persons = Participant.objects.bulk_create(
        Participant(
            given_name="Person",
            family_name=f"Nummer {n}",
            gender=chance.choices(["K", "M", "X"], [50, 48, 1])[0],
            protection="marked" if n % 50 == 7 else "none",
        )
        for n in range(many)
    )
    referrals, cases, moves, exits, placements = [], [], [], [], []
    for n, person in enumerate(persons):
        unit = chance.choices([made["big"], made["middle"], made["small"]], [60, 36, 4])[0]
        received = date(2024, 1, 1) + timedelta(days=chance.randrange(1000))
        referral = Referral(
            participant=person, unit=unit, source="social_services", received_on=received, status="accepted",
            decided_at=decided,
        )  # fmt: skip
        referrals.append(referral)
        opened = received + timedelta(days=chance.randrange(20))
        closed = opened + timedelta(days=chance.randrange(60, 600))
        case = Case(
            participant=person, unit=unit, programme=programme, number=f"{n}", referred_on=received, opened_on=opened,
            closed_on=closed if closed <= TODAY else None,
        )  # fmt: skip
        cases.append(case)
        if case.closed_on:
            outcome = chance.choice(OUTCOMES)
            lasts = chance.choice([True, True, True, False, None]) if outcome.startswith("work") else None
            held = chance.choice([True, False]) if chance.random() < 0.4 else None
            exits.append(
                Exit(case=case, exited_on=closed, outcome=outcome, lasts_a_month=lasts, outcome_held=held,
                     confirmed_on=closed if held is not None else None)
            )  # fmt: skip
        for day in (opened + timedelta(days=40), opened + timedelta(days=200)):
            if day <= min(closed, TODAY) and chance.random() < 0.5:
                up = chance.random() < 0.8
                moves.append(StepMove(case=case, from_step=2, to_step=3 if up else 1, moved_on=day, reason="Kort"))
        if chance.random() < 0.7:
            start = opened + timedelta(days=chance.randrange(5, 120))
            placements.append(
                Placement(case=case, place=kitchen, status="ended", seat=n + 1, starts_on=start,
                          ends_on=start + timedelta(days=90), proposed_on=start, **EXTRA)
            )  # fmt: skip
    for model, rows in (
        (Referral, referrals),
        (Case, cases),
        (StepMove, moves),
        (Exit, exits),
        (Placement, placements),
    ):
        model.objects.bulk_create(rows)


def some_households(many: int = 40) -> None:
    """Families with a child and an open case, in every third of which the other adult works."""
    cases = list(Case.objects.order_by("-opened_on", "pk")[:many])
    homes = Household.objects.bulk_create(
        Household(other_adult="works" if n % 3 else "neither", noted_on=TODAY) for n in range(len(cases))
    )
    HouseholdChild.objects.bulk_create(HouseholdChild(household=home, born_year=2019) for home in homes)
    HouseholdMember.objects.bulk_create(
        HouseholdMember(household=home, participant_id=case.participant_id, starts_on=date(2024, 1, 1))
        for home, case in zip(homes, cases, strict=True)
    )


def some_reviews(many: int = 30) -> None:
    """Plans that were reviewed, some in every quarter of two years."""
    reviewer = User.objects.create(username="granskare", name="Gun Granskare")
    cases = list(Case.objects.order_by("pk")[:many])
    sample = ReviewSample.objects.create(
        kind="plans", unit=cases[0].unit, period="2026", seed=7, size=many, drawn_from=many, drawn_on=TODAY,
        reviewer=reviewer, ends_on=TODAY,
    )  # fmt: skip
    ReviewItem.objects.bulk_create(
        ReviewItem(
            sample=sample, position=n, case=case, reviewed_by=reviewer,
            reviewed_on=date(2025, 1, 15) + timedelta(days=23 * n),
        )
        for n, case in enumerate(cases)
    )  # fmt: skip
