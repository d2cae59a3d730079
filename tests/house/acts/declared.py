"""Where the actions are declared: a world that prepares each, and the kinds of line that it leaves."""

from __future__ import annotations

from collections.abc import Callable

from stegvis.rules.history import EventKind as Kind
from tests import factories as make

BY = make.SYSTEM
Act = Callable[[], object]
DECLARED: dict[str, tuple[Callable[[], Act], set[Kind]]] = {}
LEAVE_NO_LINE = {
    "exchange.export.export": "reads; every person in the file stands in the log of readings",
    "exchange.choosing.choose_hosts": "the run itself says what is chosen; nothing is saved before it is accepted",
    "exchange.runs.accept_import": "the run itself says who and when; what it saves leaves the lines",
    "exchange.runs.preview_import": "reads; everybody who was looked up stands in the log of readings",
    "exchange.runs.start_import": "the run itself says who and when",
    "exchange.runs.try_again": "the run itself says who and when",
    "log.event": "makes the line",
    "log.log": "adds the line",
    "standard.lay_in_standard": "what a new installation begins with, before anybody has done anything",
    "rating.answering.choose_language": "the rating itself says in which language",
    "rating.answering.save_answer": "the answer itself; that all are sent leaves the line",
    "rating.links.new_link": "part of asking or of a link, which leaves the line",
    "privacy.log_read": "a row in the log of readings",
}


def leaves(name: str, *kinds: Kind) -> Callable[[Callable[[], Act]], Callable[[], Act]]:
    """Declare the world of an action: a function that prepares it and gives the act."""

    def declare(world: Callable[[], Act]) -> Callable[[], Act]:
        DECLARED[name] = (world, set(kinds))
        return world

    return declare
