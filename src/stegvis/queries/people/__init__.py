"""People (personer) on screen: the list, one participant's page, search, events and who has read."""

from .events import EventPage, event_page
from .page import full_person, level_of, participant_page
from .parts import Level, ParticipantPage
from .readers import GrantRow, LogPage, current_grants, readings
from .rows import (
    CHILDREN_FIRST,
    CHILDREN_ONLY,
    EVERYONE,
    NOBODY,
    OWN,
    SORTS,
    ParticipantList,
    ParticipantRow,
    Wanted,
    has_caseload,
    participant_list,
)
from .search import Found, Sought, find_people
from .whom import whom_to_ask

__all__ = [
    "CHILDREN_FIRST",
    "CHILDREN_ONLY",
    "EVERYONE",
    "NOBODY",
    "OWN",
    "SORTS",
    "EventPage",
    "Found",
    "GrantRow",
    "Level",
    "LogPage",
    "ParticipantList",
    "ParticipantPage",
    "ParticipantRow",
    "Sought",
    "Wanted",
    "current_grants",
    "event_page",
    "find_people",
    "full_person",
    "has_caseload",
    "level_of",
    "participant_list",
    "participant_page",
    "readings",
    "whom_to_ask",
]
