"""Which day, month and unit a page of attendance is asked for (vilken dag): read from the address, or from the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ...rules.attendance import first_of_month
from ..answers import EARLIEST, LATEST
from ..request import number_in, page_in


@dataclass(frozen=True)
class Asked:
    """A day (of a month its first), a host and a page of the list; `is_readable` unless what stood there is no day."""

    day: date
    host: int | None
    page: int
    is_readable: bool

    def address(self, url_name: str, **other: str) -> str:
        """The address of the same list, with something changed."""
        return f"{reverse(url_name)}?{self.query(**other)}"

    def query(self, **other: str) -> str:
        kept = {"dag": self.day.isoformat()}
        if self.host:
            kept["enhet"] = str(self.host)
        return urlencode({**kept, **other})


def asked_for(data: QueryDict, *, usual: date) -> Asked:
    """What the address or the form says; what it cannot mean is left out."""
    said = data.get("dag", "")
    day = _day(said)
    is_readable = day is not None or not said
    return Asked(day or usual, number_in(data, "enhet"), page_in(data), is_readable=is_readable)


def asked_month(data: QueryDict, *, usual: date) -> Asked:
    """The same for a month: any of its days will do, as will 2026-10."""
    query, said = data.copy(), str(data.get("dag", ""))
    if len(said) == len("2026-10"):
        query["dag"] = f"{said}-01"
    found = asked_for(query, usual=usual)
    return Asked(first_of_month(found.day), found.host, found.page, found.is_readable)


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError:
        return None
    return day if day is not None and EARLIEST <= day <= LATEST else None
