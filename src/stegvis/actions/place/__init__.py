"""Place (arbetsplats): its profile, its way from idea to closed, its seats, and what its host says of it."""

from .fresh import answer_for_place, ask_host, keep_fresh
from .profile import Profile, Responsible, profile_place, propose_place, save_place
from .question import mail_question
from .seats import change_capacity, drop_change
from .way import (
    approve_place,
    close_place,
    keep_open,
    note_union,
    open_place,
    pass_union,
    pause_place,
    reopen_place,
    return_place,
)

__all__ = [
    "Profile",
    "Responsible",
    "answer_for_place",
    "approve_place",
    "ask_host",
    "change_capacity",
    "close_place",
    "drop_change",
    "keep_fresh",
    "keep_open",
    "mail_question",
    "note_union",
    "open_place",
    "pass_union",
    "pause_place",
    "profile_place",
    "propose_place",
    "reopen_place",
    "return_place",
    "save_place",
]
