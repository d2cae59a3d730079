"""Proposing from the list: tried once more as everything stands when it is sent."""

from datetime import timedelta

import pytest

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.match import propose_from_match
from stegvis.models import User
from stegvis.queries.match import Ask
from stegvis.rules.match.values import ChosenBecause
from stegvis.rules.people import Role
from stegvis.rules.place import PlacementForm
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    user = make.user(role=Role.COORDINATOR, at=make.unit())
    case = make.case(coordinator=user)
    make.mapping(case, wishes=["children"])
    best = make.place("Förskolan", field="children")
    second = make.place("Köket", field="kitchen")
    return Actor.of(user), case, best, second


def ask(**values):
    start = make.today() + timedelta(days=3)
    return Ask(**{"starts_on": start, "ends_on": start + timedelta(weeks=12), "hours_per_week": 20} | values)


def propose(case, place, by, **values):
    usual = {"ask": ask(), "form": PlacementForm.WORK_EXPERIENCE}
    return propose_from_match(case, place=place, by=by, **usual | values)


def test_the_first_is_proposed_with_its_points_and_no_excuse(world):
    by, case, best, _second = world
    placement = propose(case, best, by, because=ChosenBecause.OTHER, words="onödigt")
    assert placement.points > 0
    assert placement.chosen_because == ""
    assert placement.proposed_by_id == by.user_id


def test_another_than_the_first_needs_a_reason_that_is_kept(world):
    by, case, _best, second = world
    with pytest.raises(NotAllowedNow) as refusal:
        propose(case, second, by)
    assert refusal.value.reasons[0].at == "because"
    placement = propose(case, second, by, because=ChosenBecause.PARTICIPANT_WISH, words="Hon har sett båda.")
    assert placement.chosen_because == "Deltagaren vill det. Hon har sett båda."


def test_a_place_that_filled_up_meanwhile_is_refused_with_every_reason(world):
    by, case, best, _second = world
    make.placement(make.case(), best, ends_on=make.today() + timedelta(days=90))
    best.needs_driving_licence = True
    best.save()
    with pytest.raises(NotAllowedNow) as refusal:
        propose(case, best, by)
    assert {reason.template for reason in refusal.value.reasons} == {
        "Platsen är full till {day}.",
        "Platsen kräver körkort.",
    }


def test_a_form_the_place_does_not_take_is_refused(world):
    by, case, best, _second = world
    with pytest.raises(NotAllowedNow) as refusal:
        propose(case, best, by, form=PlacementForm.OSA)
    assert "form" in {reason.at for reason in refusal.value.reasons}


def test_without_a_mapping_nothing_is_proposed(world):
    by, _case, best, _second = world
    unmapped = make.case(coordinator=User.objects.get(pk=by.user_id))
    with pytest.raises(NotAllowedNow):
        propose(unmapped, best, by)


def test_somebody_elses_participant_is_refused(world):
    _by, case, best, _second = world
    with pytest.raises(NotAllowed):
        propose(case, best, make.actor(Role.COORDINATOR))
