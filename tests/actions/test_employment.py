"""Employment and extracts: what is saved, what is refused and why, and what the rest of the program does with it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import NotAllowed, NotAllowedNow
from stegvis.actions.employment import (
    employ,
    end_employment,
    extend_employment,
    note_decision,
    renew_employment,
    rest_on,
)
from stegvis.actions.extract import note_extract
from stegvis.actions.placement import start_placement
from stegvis.models import Employment, ExtractShown, SupportDecision, User
from stegvis.rules.employment import Contract, Support, contract_rule
from stegvis.rules.people import OrganisationKind, Role
from stegvis.rules.place import EXTRACT_LAWS, ExtractLaw
from stegvis.rules.placement import PlacementStatus, months_later
from tests import factories as make

pytestmark = pytest.mark.django_db
BEA = contract_rule(Contract.BEA, on=date(2026, 1, 1)).criteria


def refused(act):
    """What is said, and where."""
    with pytest.raises(NotAllowedNow) as no:
        act()
    return [(str(reason), reason.at) for reason in no.value.reasons]


def words(act):
    return [said for said, _at in refused(act)]


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def hand(unit):
    return make.actor(Role.COORDINATOR, at=unit)


@pytest.fixture
def case(unit, hand):
    return make.case(coordinator=User.objects.get(pk=hand.user_id), at=unit)


def begin(case, by, **changed):
    usual = {
        "contract": Contract.BEA,
        "support": Support.INTRODUCTION_JOB,
        "starts_on": make.today(),
        "ends_on": make.today() + timedelta(days=364),
        "hours_per_week": Decimal(30),
        "confirmed": BEA,
    }
    return employ(case, **(usual | changed), by=by)


class TestEmploying:
    def test_what_was_said_is_kept(self, case, hand):
        one = begin(case, hand)
        assert (one.contract, one.support, one.hours_per_week) == ("bea", "introduction_job", Decimal(30))
        assert one.decided_by_id == hand.user_id

    def test_two_at_once_are_refused_with_everything_else(self, case, hand):
        begin(case, hand)
        said = refused(lambda: begin(case, hand, confirmed=BEA[1:], hours_per_week=Decimal(41)))
        assert said == [
            ("Skriv timmar i veckan, mellan 1 och 40.", "hours_per_week"),
            (f"Bekräfta: {BEA[0]}", "confirmed"),
            ("Det finns redan en anställning som gäller någon av de dagarna.", "starts_on"),
        ]
        assert Employment.objects.count() == 1

    def test_whoever_came_lately_need_not_have_been_away_from_work(self, hand, case):
        person = case.participant
        person.arrived_on = make.today() - timedelta(days=400)
        person.save()
        assert begin(case, hand, support=Support.NEW_START_JOB).pk

    def test_somebody_elses_coordinator_may_not(self, case):
        with pytest.raises(NotAllowed):
            begin(case, make.actor(Role.COORDINATOR))

    def test_the_database_holds_one_at_a_time(self, case):
        make.employment(case)
        with pytest.raises(IntegrityError, match="employments_never_overlap"), transaction.atomic():
            make.employment(case)


class TestGoingOn:
    def test_it_goes_on_until_a_later_day(self, case, hand):
        one = make.employment(case)
        later = one.ends_on + timedelta(days=30)
        assert extend_employment(one, ends_on=later, reason="Behöver längre tid", by=hand).ends_on == later

    def test_not_to_an_earlier_day_nor_over_the_next_nor_without_a_reason(self, case, hand):
        one = make.employment(case)
        assert words(lambda: extend_employment(one, ends_on=one.ends_on, reason=" ", by=hand)) == [
            f"Den nya sista dagen ska ligga efter den förra, {one.ends_on}.",
            "Skriv varför anställningen förlängs.",
        ]
        next_one = make.employment(case, starts_on=one.ends_on + timedelta(days=10), ends_on=None)
        assert words(lambda: extend_employment(one, ends_on=next_one.starts_on, reason="Mer tid", by=hand)) == [
            "Det finns redan en anställning som gäller någon av de dagarna."
        ]

    def test_it_is_renewed_once_and_after_its_end(self, case, hand):
        one = make.employment(case)
        new = {"hours_per_week": Decimal(20), "confirmed": BEA, "reason": "Går bra", "by": hand}
        said = words(lambda: renew_employment(one, starts_on=one.ends_on, **new))
        assert f"Den nya börjar efter den förra, som slutar {one.ends_on}." in said
        after = one.ends_on + timedelta(days=1)
        made = renew_employment(one, starts_on=after, **new)
        assert (made.renews, made.goes_on_because, made.support) == (one, "Går bra", one.support)
        assert "Anställningen är redan förnyad." in words(lambda: renew_employment(one, starts_on=after, **new))

    def test_it_ends_with_its_decisions_and_not_under_a_placement(self, case, hand):
        one = make.employment(case)
        decide(one, hand)
        placed = rests(one)
        today = make.today()
        assert words(lambda: end_employment(one, ended_on=today, because="", by=hand)) == [
            "Skriv varför anställningen slutar.",
            "En placering vilar på anställningen efter den dagen. Avsluta eller flytta den först.",
        ]
        rest_on(placed, employment=None, by=hand)
        end_employment(one, ended_on=today, because="Fick ett vanligt arbete", by=hand)
        assert SupportDecision.objects.get().ends_on == today


def decide(one, by, **changed):
    usual = {"reference": "AF 26-1", "decided_on": make.today(), "starts_on": one.starts_on, "ends_on": one.ends_on}
    return note_decision(one, **(usual | {"share_percent": Decimal(80)} | changed), by=by)


class TestDecisions:
    def test_the_second_is_an_extension_with_a_reason(self, case, hand):
        one = make.employment(case, ends_on=None)
        half = one.starts_on + timedelta(days=180)
        decide(one, hand, ends_on=half)
        more = {"starts_on": half + timedelta(days=1), "ends_on": half + timedelta(days=300)}
        assert words(lambda: decide(one, hand, **more)) == ["Skriv varför stödet förlängs."]
        assert decide(one, hand, **more, reason="Behöver mer tid").reason == "Behöver mer tid"

    def test_time_with_the_same_support_in_an_earlier_enrolment_counts(self, unit, hand, case):
        start = make.today() - timedelta(days=800)
        before = make.case(case.participant, at=unit, opened_on=start, closed_on=make.today() - timedelta(days=120))
        for first, last in ((800, 441), (440, 120)):
            earlier = make.employment(
                before,
                starts_on=make.today() - timedelta(days=first),
                ends_on=make.today() - timedelta(days=last),
            )
            SupportDecision.objects.create(
                employment=earlier, reference="AF 1", decided_on=start, starts_on=earlier.starts_on,
                ends_on=earlier.ends_on, share_percent=80,
            )  # fmt: skip
        one = make.employment(case)
        said = words(lambda: decide(one, hand, ends_on=one.starts_on + timedelta(days=80)))
        assert said == ["introduktionsjobb gäller högst 24 månader sammanlagt."]

    def test_a_new_start_job_is_supported_as_long_as_the_absence_lasted(self, case, hand):
        one = make.employment(case, support=Support.NEW_START_JOB, ends_on=None)
        longer = {"ends_on": months_later(one.starts_on, 13), "share_percent": Decimal(50)}
        assert refused(lambda: decide(one, hand, **longer)) == [
            ("nystartsjobb kräver minst 12 månader utan arbete; här är det 0.", "away_months")
        ]
        assert refused(lambda: decide(one, hand, **longer, away_months=12)) == [
            (
                "nystartsjobb gäller högst så länge som personen var utan arbete, här 12 månader sammanlagt.",
                "ends_on",
            )
        ]
        assert decide(one, hand, **longer, away_months=14).ends_on == longer["ends_on"]

    def test_whoever_came_lately_is_supported_without_absence(self, case, hand):
        case.participant.arrived_on = make.today() - timedelta(days=400)
        case.participant.save()
        one = make.employment(case, support=Support.NEW_START_JOB, ends_on=None)
        assert decide(one, hand, ends_on=months_later(one.starts_on, 20), share_percent=Decimal(50)).pk

    def test_everything_wrong_at_once(self, case, hand):
        one = make.employment(case)
        said = refused(
            lambda: decide(one, hand, reference="", ends_on=one.ends_on + timedelta(days=40), share_percent=Decimal(90))
        )
        assert {at for _said, at in said} == {"ends_on", "reference", "share_percent"}
        assert not SupportDecision.objects.exists()

    def test_the_database_holds_decisions_apart(self, case, hand):
        one = make.employment(case)
        decide(one, hand)
        with pytest.raises(IntegrityError, match="support_decisions_never_overlap"), transaction.atomic():
            SupportDecision.objects.create(
                employment=one, reference="AF 2", decided_on=make.today(), starts_on=one.starts_on,
                ends_on=one.starts_on, share_percent=10,
            )  # fmt: skip


def rests(one, *, form="bea", kind=OrganisationKind.UNIT):
    host = make.unit("Värden", takes_participants=False, kind=kind)
    placed = make.placement(
        one.case, make.place(host=host), form=form, starts_on=one.starts_on, ends_on=make.today() + timedelta(days=60)
    )
    placed.employment = one
    placed.save()
    return placed


class TestResting:
    def test_work_experience_at_a_company_beside_the_municipal_employment(self, case, hand):
        one = make.employment(case)
        rests(one)
        host = make.unit("Bolaget", takes_participants=False, kind=OrganisationKind.COMPANY)
        transition = make.placement(case, make.place(host=host), starts_on=make.today())
        assert rest_on(transition, employment=one, by=hand).employment == one

    def test_not_a_second_workplace_nor_somebody_elses_nor_outside_its_time(self, case, hand):
        one = make.employment(case)
        rests(one)
        other = make.placement(
            make.case(at=case.unit), make.place(), form="bea", starts_on=one.starts_on - timedelta(days=1),
            ends_on=make.today(),
        )  # fmt: skip
        hr = make.SYSTEM
        assert words(lambda: rest_on(other, employment=one, by=hr)) == [
            "Anställningen har redan en arbetsplats de dagarna.",
            "Anställningen gäller en annan inskrivning.",
            "Placeringen går utanför anställningens tid.",
        ]


class TestExtracts:
    def test_only_that_it_was_shown(self, case, hand):
        day = make.today()
        one = note_extract(case.participant, law=ExtractLaw.SCHOOL, extract_date=day, shown_on=day, by=hand)
        columns = {column.name for column in ExtractShown._meta.concrete_fields}
        assert columns == {"id", "participant", "law", "extract_date", "shown_on", "shown_to"}
        assert one.shown_to_id == hand.user_id

    def test_too_old_is_refused(self, case, hand):
        day = make.today()
        old = day - timedelta(days=190)
        said = refused(
            lambda: note_extract(case.participant, law=ExtractLaw.CARE_HOME, extract_date=old, shown_on=day, by=hand)
        )
        assert said == [("Utdraget får vara högst 6 månader gammalt när det visas.", "extract_date")]

    def test_a_place_that_asks_by_law_starts_nobody_who_has_not_shown_one(self, case, hand):
        at = make.place(extract_law=ExtractLaw.SCHOOL)
        signed = make.placement(case, at, PlacementStatus.SIGNED, starts_on=make.today())
        assert words(lambda: start_placement(signed, by=hand)) == [
            "Utdrag ur belastningsregistret ska visas först, enligt skollagen 2 kap. 31 §."
        ]
        make.extract(case.participant, law="children")
        assert refused(lambda: start_placement(signed, by=hand))
        make.extract(case.participant, law="school")
        assert start_placement(signed, by=hand).status == PlacementStatus.ACTIVE

    def test_nobody_starts_before_the_place_has_said_by_which_law(self, case, hand):
        signed = make.placement(
            case, make.place(extract_law=ExtractLaw.UNSTATED), PlacementStatus.SIGNED, starts_on=make.today()
        )
        for law in EXTRACT_LAWS:
            make.extract(case.participant, law=law)
        (said,) = words(lambda: start_placement(signed, by=hand))
        assert said.endswith("det är inte sagt enligt vilken lag. Ange lagen i platsprofilen.")

    @pytest.mark.parametrize("law", [ExtractLaw.NONE, ExtractLaw.UNSTATED], ids=str)
    def test_what_is_no_law_is_not_noted(self, case, hand, law):
        day = make.today()
        said = refused(lambda: note_extract(case.participant, law=law, extract_date=day, shown_on=day, by=hand))
        assert said == [("Välj vilken lag som kräver utdraget.", "law")]
        with pytest.raises(IntegrityError, match="extract_shown_law_known"):
            make.extract(case.participant, law=law)
