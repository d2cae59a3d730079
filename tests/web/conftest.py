"""Somebody signed in, and the words of a page."""

import pytest
from django.urls import reverse

from stegvis.models import AccessLog
from stegvis.rules.people import Role
from tests import factories as make


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def as_role(client, unit):
    """Sign somebody new in with a role and give the client back; `client.user` is who it is."""

    def sign_in(role, at=None, **values):
        client.logout()
        client.cookies.clear()
        client.user = make.user(role=role, at=at or unit, **values)
        client.force_login(client.user)
        return client

    return sign_in


def text(response):
    return response.content.decode()


def address(name, person, *more):
    return reverse(name, args=[person.pk, *more])


def logged(**values):
    return list(AccessLog.objects.filter(**values).order_by("pk"))


@pytest.fixture
def coordinator(as_role):
    return as_role(Role.COORDINATOR, name="Maria Ekdahl")


@pytest.fixture
def case(coordinator, unit):
    return make.case(coordinator=coordinator.user, at=unit)


@pytest.fixture
def elsewhere():
    """Somebody in another unit, with another coordinator."""
    north = make.unit("Arena Norr")
    person = make.participant("Gunilla", "Hemlig")
    make.case(person, coordinator=make.user("Anders Wiklander", role=Role.COORDINATOR, at=north), at=north)
    return person
