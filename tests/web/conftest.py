"""Somebody signed in, and the words of a page."""

import pytest

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
