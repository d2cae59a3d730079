"""Reach: groups of roles by what they do, and how an address says which of them come through on which side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stegvis.rules.people import Role

Roles = frozenset[Role]


def roles(*names: str) -> Roles:
    return frozenset(Role(name) for name in names)


NOBODY: Roles = frozenset()
EVERYBODY: Roles = frozenset(Role)
CASE = roles("coordinator", "unit_manager")
FILE = CASE | roles("team_member")
HOST_SIDE = roles("work_supervisor", "receiving_manager", "employer_coordinator", "hr")
ALL_PLACES = roles("employer_coordinator", "hr")
AT_THE_PLACE = roles("work_supervisor", "receiving_manager", "workplace_supervisor")
MONTHS = CASE | roles("work_supervisor", "receiving_manager")
MARKS = MONTHS | roles("workplace_supervisor")
AT_PLACE = FILE | HOST_SIDE | roles("workplace_supervisor")
NAME = AT_PLACE | roles("intake", "referrer")
QUEUE = roles("intake", "unit_manager")
PLACE_READERS = AT_PLACE | roles("intake", "administrator")
TODAY = roles("intake", "coordinator", "unit_manager") | HOST_SIDE
FIGURES = roles("coordinator", "employer_coordinator", "hr", "unit_manager", "analyst") | roles(
    "committee_secretary", "committee_member"
)
REPORT = roles("unit_manager", "analyst", "committee_secretary", "committee_member")
ADMINISTRATOR = roles("administrator")
LEADS_UNIT = roles("unit_manager", "work_supervisor")
PRIVACY = roles("privacy_officer")
MANAGER = roles("unit_manager")
PEOPLE_FILES = roles("intake", "unit_manager", "administrator")
EMPLOYER_READERS = roles("employer_coordinator", "hr", "unit_manager")
EMPLOYS = CASE | roles("hr")
EVERY_HOST = roles("administrator", "unit_manager")
KEEPS_POINTS = EVERY_HOST | roles("receiving_manager")
ORGANISES = roles("hr", "administrator")
TARGETS = roles("hr", "unit_manager")
APPROVES = roles("hr", "unit_manager")
SUPERVISORS = ALL_PLACES | roles("unit_manager", "work_supervisor")
OWN_ROOM = SUPERVISORS | roles("workplace_supervisor")
PLACE_FILES = ALL_PLACES | roles("unit_manager", "administrator")


@dataclass(frozen=True)
class Address:
    """One address: what its keys are, who reads and who posts on their own side, and on the other side.

    `None` for a method means that the address does not answer to it (405).
    """

    get: Roles | None = None
    post: Roles | None = None
    get_other: Roles = NOBODY
    post_other: Roles = NOBODY
    keys: dict[str, Any] | None = None


def same(get: Roles | None = None, post: Roles | None = None, **keys: Any) -> Address:
    """An address that has no sides: a page about nobody in particular, or a table that everyone with the role sees."""
    return Address(get, post, get or NOBODY, post or NOBODY, keys)


def about(get: Roles | None = None, post: Roles | None = None, *, other: Roles = NOBODY, **keys: Any) -> Address:
    """An address about somebody: only the own side, besides those whose role reaches everywhere."""
    return Address(get, post, (get or NOBODY) & other, (post or NOBODY) & other, keys)
