"""The sweep: every address as every role, on the own side, on the other side, and by nobody, against the table."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from stegvis.models import AccessLog
from stegvis.rules.history import ReadKind
from stegvis.rules.people import Role
from stegvis.web import refused
from tests import factories
from tests.house.addresses import ADDRESSES, OWN_ACCOUNT, OWN_DOOR, OWN_PAGES, PUBLIC
from tests.house.reach import NOBODY, Address
from tests.house.world import Side, side

pytestmark = pytest.mark.django_db
HANDS = [tuple(Role)[place::5] for place in range(5)]
"""Every role, in as many parts as the processes that run the suite can share; each part makes its own world."""
REFUSED = 403
NO_SUCH_METHOD = {302, REFUSED, 405}
ANSWERED = {200, 302, 400, 404, 409, 422}
"""What a page says to somebody who may: here it is, done, or a sentence about what is wrong with the request."""


def declared_names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from declared_names(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


@pytest.fixture
def sides() -> tuple[Side, Side]:
    factories.ladder()
    return side("Söder"), side("Norr")


def address_of(name: str, address: Address, where: Side) -> str:
    keys: dict[str, Any] = {key: where.keys.get(value, value) for key, value in (address.keys or {}).items()}
    return reverse(name, kwargs=keys)


def test_every_address_is_declared_once():
    names = set(declared_names(get_resolver()))
    assert names == set(ADDRESSES) | PUBLIC | OWN_ACCOUNT | OWN_DOOR | set(OWN_PAGES)
    assert not set(ADDRESSES) & (PUBLIC | OWN_ACCOUNT | OWN_DOOR | set(OWN_PAGES))


def test_nobody_is_sent_to_sign_in(client: Client, sides):
    wrong = []
    for name in [*ADDRESSES, *OWN_ACCOUNT]:
        where = address_of(name, ADDRESSES.get(name, Address()), sides[0])
        for answer in (client.get(where), client.post(where)):
            if answer.status_code != 302 or not answer.headers["Location"].startswith(reverse("account_login")):
                wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("some", HANDS, ids=" ".join)
def test_each_role_reaches_what_the_table_says(sides, some, monkeypatch):
    """What a refusal is made of is found each time; its page is always the same, and is read by the tests of it."""
    monkeypatch.setattr(refused, "render", lambda *_page, status: HttpResponse(status=status))
    wrong = []
    for role in some:
        client = Client(raise_request_exception=False)
        client.force_login(sides[0].users[role])
        for name, address in ADDRESSES.items():
            wrong += [f"{role} {name} {said}" for said in mistakes(client, role, name, address, sides)]
    assert wrong == []


def test_no_role_is_left_out():
    assert sorted(role for some in HANDS for role in some) == sorted(Role)


def mistakes(client: Client, role: Role, name: str, address: Address, sides: tuple[Side, Side]) -> Iterator[str]:
    """Where the answer is not the declared one. What a request changes is undone before the next."""
    for method, own, other in (
        (client.get, address.get, address.get_other),
        (client.post, address.post, address.post_other),
    ):
        for where, expected in zip(sides if address.keys else sides[:1], (own, other), strict=False):
            if own is None and role is not Role.COORDINATOR:
                continue  # a method that is not there is there for nobody; one role is enough to see it
            with transaction.atomic():
                status = method(address_of(name, address, where)).status_code
                transaction.set_rollback(True)
            if not as_declared(status, None if own is None else expected, role):
                yield f"{method.__name__} {'own' if where is sides[0] else 'other'}: {status}"


def as_declared(status: int, expected: frozenset[Role] | None, role: Role) -> bool:
    if expected is None:
        return status in NO_SUCH_METHOD
    return status in ANSWERED if role in expected else status == REFUSED


def test_own_pages_are_for_the_participant_alone(sides):
    """Nobody who works here comes in; a participant reaches the own things and nobody else's, and no page of staff."""
    own, other = sides
    wrong = []
    visitors = [Client(), *(Client() for _ in Role)]
    for client, role in zip(visitors[1:], Role, strict=True):
        client.force_login(own.users[role])
    inside = Client(raise_request_exception=False)
    inside.post(reverse("own_door"), {"code": own.keys["signs"]})
    for name, keys in OWN_PAGES.items():
        here = address_of(name, Address(keys=keys), own)
        answers = [client.get(here) for client in visitors] + [visitors[0].post(here)]
        wrong += [f"{name}: let in" for each in answers if each.headers.get("Location") != reverse("own_door")
                  and each.status_code != 405]  # fmt: skip
        for method in (inside.get, inside.post):
            with transaction.atomic():
                status = method(here).status_code
                wrong += [] if status in {200, 302, 404, 405, 422} else [f"{name}: {status}"]
                if any(value in other.keys for value in keys.values()):
                    there = method(address_of(name, Address(keys=keys), other)).status_code
                    wrong += [] if there in {404, 405} else [f"{name} of somebody else: {there}"]
                transaction.set_rollback(True)
    wrong += [name for name, address in ADDRESSES.items()
              if inside.get(address_of(name, address, own)).status_code != 302]  # fmt: skip
    assert wrong == []


def test_refusal_is_logged_with_the_person_and_the_page_does_not_name_them(client: Client, sides):
    own, other = sides
    client.force_login(own.users[Role.COORDINATOR])
    answer = client.get(reverse("participant", args=[other.keys["participant"]]))
    assert answer.status_code == REFUSED
    assert "Rania" not in answer.content.decode()
    assert AccessLog.objects.get(kind=ReadKind.DENIED).participant_ids == [other.keys["participant"]]


def test_unknown_key_is_not_found(client: Client, sides):
    wrong = []
    for name, address in ADDRESSES.items():
        if "pk" not in (address.keys or {}) or not (address.get or address.post):
            continue
        somebody = sorted((address.get or NOBODY) | (address.post or NOBODY))[0]
        client.force_login(sides[0].users[somebody])
        where = reverse(name, kwargs=dict.fromkeys(address.keys or {}, 999_999))
        status = (client.get(where) if address.get is not None else client.post(where)).status_code
        if status != 404:
            wrong.append(f"{name}: {status}")
    assert wrong == []
