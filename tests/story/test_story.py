"""The story: one participant's way from referral to the committee's figure. Read it as the table of contents."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from stegvis.models import Case, CaseEvent, Criterion, Exit, Participant, Placement
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from tests import factories
from tests.story.people import Somebody

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date.today()
QUARTER = f"{TODAY.year}-Q{(TODAY.month + 2) // 3}"


@pytest.fixture
def world():
    """A unit with its people, a ladder and one workplace with a single seat."""
    factories.ladder(criteria_per_step=1)
    factories.programme()
    unit = factories.unit("Arena Söder")
    department = factories.unit("Utbildningsförvaltningen", kind="department", takes_participants=False)
    roles = (Role.REFERRER, Role.INTAKE, Role.COORDINATOR, Role.COMMITTEE_MEMBER)
    people = {role: factories.user(f"{role.label.capitalize()} Test", role=role, at=unit) for role in roles}
    factories.place("Solgläntan, måltid", seats=1, host=department, independence_to=2)
    return people


def test_from_referral_to_the_committees_figure(page: Page, live_server, world):
    def somebody(role: Role) -> Somebody:
        return Somebody.signed_in(page, live_server.url, world[role])

    a_referrer_refers(somebody(Role.REFERRER))
    intake_accepts_and_gives_a_coordinator(somebody(Role.INTAKE))
    coordinator = somebody(Role.COORDINATOR)
    idag_asks_for_the_mapping(coordinator)
    the_mapping_locks_the_starting_point(coordinator)
    the_plan_is_made_and_agreed(coordinator)
    a_place_is_suggested_and_both_say_yes(coordinator)
    all_three_sign(coordinator)
    the_placement_starts_and_takes_the_seat(coordinator)
    a_step_is_reached_and_moved(coordinator)
    the_placement_ends_and_the_case_closes_with_work(coordinator)
    the_committee_opens_the_figure_and_downloads_the_report(somebody(Role.COMMITTEE_MEMBER))
    everything_left_its_line()


def a_referrer_refers(who: Somebody) -> None:
    who.goes_to("Mina anvisningar")
    who.opens("Ny anvisning")
    who.writes("Personnummer", factories.identity_number(date(1992, 4, 12)))
    who.presses("Sök personen")
    who.writes("Förnamn", "Rania")
    who.writes("Efternamn", "Khoury")
    who.marks("Ja", among="Har personen försörjningsstöd?")
    who.writes("Barn i hushållet", "2")
    who.presses("Skicka anvisningen")
    who.sees("Rania")


def intake_accepts_and_gives_a_coordinator(who: Somebody) -> None:
    who.goes_to("Anvisningar")
    who.opens("Rania Khoury")
    who.marks("Koordinator Test")
    who.presses("Anta och skriv in")
    assert Case.objects.get().coordinator_periods.get().coordinator.name == "Koordinator Test"


def idag_asks_for_the_mapping(who: Somebody) -> None:
    assert who.heading() == "En sak behöver dig"
    who.opens("Gör kartläggningen")


def the_mapping_locks_the_starting_point(who: Somebody) -> None:
    who.writes("Med egna ord", "Jag vill arbeta i kök.")
    who.marks("Kök och måltid")
    who.presses("Spara och lås utgångsläget")
    assert Case.objects.get().baseline.locked_on == TODAY


def the_plan_is_made_and_agreed(who: Somebody) -> None:
    who.opens("Gör en plan")
    who.writes("Mål 1", "Arbeta i ett skolkök")
    who.writes("Sak 1", "Besöka Solgläntan")
    who.picks("Vem", "Deltagaren och koordinatorn")
    who.writes("Senast", TODAY + timedelta(days=14))
    who.presses("Spara planen")
    who.marks("Håller med")
    who.presses("Spara svaret")
    assert Case.objects.get().plans.get().answer == "agreed"


def a_place_is_suggested_and_both_say_yes(who: Somebody) -> None:
    who.page.goto(f"{who.address}/deltagare/{Participant.objects.get().pk}/forslag/")
    who.sees("Solgläntan, måltid")
    who.opens("Föreslå")
    who.presses("Föreslå platsen")
    who.marks("Ja")
    who.marks("Ja, tillsammans vid ett möte")
    who.presses("Spara deltagarens svar")
    who.marks("Ja")
    who.writes("Vem svarade", "Åse på Solgläntan")
    who.presses("Spara svaret")
    assert Placement.objects.get().both_said_yes


def all_three_sign(who: Somebody) -> None:
    who.sees("Se överenskommelsen")
    who.presses("Alla tre har skrivit under")
    assert Placement.objects.get().signed_for_host_by == "Åse på Solgläntan"


def the_placement_starts_and_takes_the_seat(who: Somebody) -> None:
    Placement.objects.update(starts_on=TODAY)
    who.page.reload()
    who.presses("Starta placeringen")
    started = Placement.objects.get()
    assert (started.status, started.seat) == (PlacementStatus.ACTIVE, 1)


def a_step_is_reached_and_moved(who: Somebody) -> None:
    who.page.goto(f"{who.address}/inskrivningar/{Case.objects.get().pk}/trappan/")
    who.marks("Klar", among=Criterion.objects.get(step__number=1).text)
    who.presses("Spara bedömningen")
    who.opens("Flytta upp")
    who.presses("Flytta steg")
    assert Case.objects.get().step == 2


def the_placement_ends_and_the_case_closes_with_work(who: Somebody) -> None:
    who.page.goto(f"{who.address}/placeringar/{Placement.objects.get().pk}/")
    who.picks("Varför slutar den?", "Arbete")
    who.presses("Avsluta placeringen")
    who.page.goto(f"{who.address}/inskrivningar/{Case.objects.get().pk}/avsluta/")
    who.marks("Arbete utan stöd")
    who.marks("Ja", among="Är arbetet tänkt att vara minst en månad?")
    who.presses("Avsluta inskrivningen")
    assert Exit.objects.get().outcome == "work_regular"


def the_committee_opens_the_figure_and_downloads_the_report(who: Somebody) -> None:
    who.goes_to("Uppföljning")
    who.page.goto(f"{who.address}/uppfoljning/?period={QUARTER}")
    who.opens("Avslut till arbete eller studier")
    who.sees("Definition")
    who.page.goto(f"{who.address}/namnden/rapport/{QUARTER}/")
    with who.page.expect_download() as download:
        who.page.get_by_role("link", name="PDF").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def everything_left_its_line() -> None:
    kinds = set(CaseEvent.objects.filter(participant_id=Participant.objects.get().pk).values_list("kind", flat=True))
    assert kinds >= {
        "referral_received", "referral_accepted", "case_opened", "coordinator_assigned", "mapping_held",
        "baseline_locked", "plan_saved", "plan_agreed", "placement_proposed", "participant_said_yes",
        "presentation_approved", "host_said_yes", "placement_signed", "placement_started", "criterion_marked",
        "step_up", "placement_ended", "exited",
    }  # fmt: skip
