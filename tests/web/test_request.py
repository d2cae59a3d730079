"""The numbers that a request asks with (talen i anropet): read, or none; never one that the database cannot take."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from stegvis.rules.people import Role
from stegvis.web.request import key_asked, number_in, numbers_in, whole_number
from tests import factories as make

LARGEST_INTEGER = 2**31 - 1
NO_NUMBERS = {
    "left out": None,
    "empty": "",
    "words": "x",
    "negative": "-1",
    "with a sign": "+1",
    "decimal": "1.5",
    "raised": "²",
    "a half": "½",
    "digits of another script": "٣",
    "with a space": " 7",
    "grouped": "1_000",
    "ten digits": "9" * 10,
    "beyond bigint": "9" * 40,
    "beyond what Python reads": "9" * 5000,
}


@pytest.mark.parametrize("said", NO_NUMBERS.values(), ids=NO_NUMBERS.keys())
def test_what_cannot_be_a_number_is_none(said):
    asked = {} if said is None else {"key": said}
    assert whole_number(said) is None
    assert number_in(asked, "key") is None
    assert key_asked(RequestFactory().get("/", asked), "key") is None


@pytest.mark.parametrize(("said", "number"), [("0", 0), ("7", 7), ("007", 7), (7, 7), ("9" * 9, 999_999_999)])
def test_a_number_is_read_and_the_largest_fits_the_database(said, number):
    assert whole_number(said) == number <= LARGEST_INTEGER
    assert number_in({"key": said}, "key") == number
    assert key_asked(RequestFactory().get("/", {"key": said}), "key") == number


def test_of_many_the_numbers_are_kept_in_their_order_and_each_once():
    asked = QueryDict(mutable=True)
    asked.setlist("key", ["3", "x", "²", "9" * 40, "1", "3", "-1", "2"])
    assert numbers_in(asked, "key") == [3, 1, 2]
    assert numbers_in(asked, "key", most=5) == [3, 1]
    assert numbers_in(asked, "other") == []


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["²", "-1", "9" * 40, "9" * 5000], ids=lambda key: f"{key[0]} of {len(key)}")
def test_a_key_that_cannot_be_is_answered_as_one_that_is_not_there(as_role, key):
    coordinator = as_role(Role.COORDINATOR)
    case = make.case(coordinator=coordinator.user)
    assert coordinator.post(reverse("criteria_ladder", args=[case.pk]), {"ladder": key}).status_code == 404
    assert coordinator.post(reverse("plan_answer", args=[case.pk]), {"version": key}).status_code == 404
    assert coordinator.get(reverse("match", args=[case.participant_id]), {"place": key}).status_code == 200
    assert coordinator.get(reverse("participant_list"), {"step": key, "unit": key}).status_code == 200
    assert as_role(Role.INTAKE).get(reverse("referral_new"), {"person": key}).status_code == 200
    assert as_role(Role.UNIT_MANAGER).get(reverse("attendance_month"), {"enhet": key}).status_code == 200
    saved = as_role(Role.UNIT_MANAGER).post(reverse("handover_nobody"), {"act": "save", "cases": [key]})
    assert saved.status_code == 422
