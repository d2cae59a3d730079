"""Households through the actions: years of birth only, dated membership, and nobody written about without right."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.household import note_household
from stegvis.models import Case, CaseEvent, Household, HouseholdChild, HouseholdMember, Referral
from stegvis.queries.household import children_at_home, household_of, lives_with
from stegvis.rules.household import Occupation, last_day_with_children
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(world):
    return Actor.of(world["coordinator"])


@pytest.fixture
def rania(world):
    return make.case(coordinator=world["coordinator"], children_in_household=3)


@pytest.fixture
def omar(world):
    return make.case(make.participant("Omar", "Haddad"), coordinator=world["coordinator"])


def years(*ages):
    return [make.today().year - age for age in ages]


def note(case, by, **values):
    usual = {"other_adult": Occupation.WORKS, "children_born_years": years(4, 7), "from_on": make.today()}
    return note_household(case, by=by, **usual | values)


def now(case):
    return household_of(case, today=make.today())


def test_ages_are_kept_and_no_names(rania, maria, django_assert_num_queries):
    note(rania, maria)
    with django_assert_num_queries(1):
        found = now(rania)
    assert (found.ages, found.other_adult, found.since) == ((7, 4), Occupation.WORKS, make.today())
    line = CaseEvent.objects.get(kind="household_noted")
    assert line.data == {"children": 2}
    assert {field.name for field in HouseholdChild._meta.fields} == {"id", "household", "born_year"}


def test_noting_again_puts_right_and_adds_no_second_household(rania, maria):
    first = note(rania, maria)
    kept = first.children.get(born_year=years(4)[0]).pk
    again = note(rania, maria, other_adult=Occupation.NONE, children_born_years=years(4, 0))
    assert again.pk == first.pk
    assert kept in again.children.values_list("pk", flat=True)
    assert (now(rania).ages, now(rania).other_adult) == ((4, 0), Occupation.NONE)
    assert Household.objects.count() == HouseholdMember.objects.count() == 1


def test_two_participants_share_one_household_and_part_again(rania, omar, maria):
    together = note(rania, maria, lives_with=[omar.participant], other_adult=Occupation.NONE)
    assert now(omar).ages == (7, 4)
    assert [each.pk for each in lives_with(rania)] == [omar.participant_id]
    earlier = make.today() - timedelta(days=3)
    HouseholdMember.objects.update(starts_on=earlier)
    own = note(rania, maria, children_born_years=years(4), other_adult=Occupation.NONE)
    assert own.pk != together.pk
    assert (now(rania).ages, now(omar).ages) == ((4,), (7, 4))
    assert rania.participant.household_members.get(household=together).ends_on == make.today() - timedelta(days=1)
    assert omar.participant.household_members.get().ends_on is None


def test_moving_in_with_somebody_joins_their_household(rania, omar, maria):
    theirs = note(omar, maria)
    note(rania, maria, children_born_years=[])
    HouseholdMember.objects.filter(participant=rania.participant).update(starts_on=make.LONG_AGO)
    note(rania, maria, lives_with=[omar.participant], children_born_years=years(4, 7, 9))
    assert HouseholdMember.objects.get(participant=rania.participant, ends_on=None).household_id == theirs.pk
    assert now(omar).ages == (9, 7, 4)


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"children_born_years": [1985]}, "children"),
        ({"children_born_years": [2090]}, "children"),
        ({"children_born_years": [2020] * 21}, "children"),
        ({"from_on": make.LONG_AGO.replace(year=2090)}, "from_on"),
    ],
    ids=["grown up", "not born", "too many", "ahead"],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(rania, maria, values, at):
    with pytest.raises(NotAllowedNow) as refusal:
        note(rania, maria, **values)
    assert [reason.at for reason in refusal.value.reasons] == [at]
    assert not Household.objects.exists()


def test_living_with_oneself_is_refused(rania, maria):
    with pytest.raises(NotAllowedNow, match="egen inskrivning"):
        note(rania, maria, lives_with=[rania.participant])


def test_somebody_elses_participant_is_not_drawn_in(rania, maria):
    north = make.unit("Arena Norr")
    other = make.case(make.participant("Gunilla", "Hemlig"), at=north)
    with pytest.raises(NotAllowed):
        note(rania, maria, lives_with=[other.participant])
    with pytest.raises(NotAllowed):
        note(other, maria)
    assert not HouseholdMember.objects.exists()


def test_household_decides_over_what_the_referral_said(rania, omar, maria):
    def children():
        counted = Case.objects.annotate(
            at_home=children_at_home("children_in_household", person="participant_id", today=make.today())
        )
        return dict(counted.values_list("pk", "at_home"))

    assert children() == {rania.pk: 3, omar.pk: 0}
    note(rania, maria, children_born_years=years(18, 4))
    note(omar, maria, children_born_years=years(2))
    assert children() == {rania.pk: 2, omar.pk: 1}
    HouseholdChild.objects.filter(born_year=years(18)[0]).update(born_year=years(19)[0])
    assert children()[rania.pk] == 1


def test_nobody_lives_in_two_households_at_once(rania):
    first, second = (Household.objects.create(noted_on=make.today()) for _ in range(2))
    HouseholdMember.objects.create(household=first, participant=rania.participant, starts_on=make.LONG_AGO)
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdMember.objects.create(household=second, participant=rania.participant, starts_on=make.today())


@pytest.mark.parametrize(
    "act",
    [
        lambda: Household.objects.create(noted_on=make.today(), other_adult="sover"),
        lambda: HouseholdChild.objects.create(
            household=Household.objects.create(noted_on=make.today()), born_year=1900
        ),
    ],
    ids=["unknown occupation", "impossible year"],
)
def test_the_database_refuses_what_cannot_be(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_a_child_counts_through_the_year_it_turns_eighteen():
    assert last_day_with_children([2001, 2009]).isoformat() == "2027-12-31"
    assert last_day_with_children([]) is None


def test_referral_counts_children_of_a_known_household(rania, maria):
    note(rania, maria, children_born_years=years(5))
    referral = make.referral(
        rania.participant,
        children_in_household=0,
        status="returned",
        return_comment="Ny",
        decided_at="2026-01-01T10:00Z",
    )
    counted = Referral.objects.annotate(
        at_home=children_at_home("children_in_household", person="participant_id", today=make.today())
    )
    assert counted.get(pk=referral.pk).at_home == 1


def test_role_without_the_file_writes_no_household(rania):
    with pytest.raises(NotAllowed):
        note(rania, make.actor(Role.WORK_SUPERVISOR))
