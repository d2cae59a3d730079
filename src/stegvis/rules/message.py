"""Message (utskick): what is sent to a participant, gathered and few; nothing about what has been called off."""

from __future__ import annotations

from .words import N_, Labelled


class Channel(Labelled):
    """How somebody wants to be reached."""

    NONE = "none", N_("inga utskick")
    EMAIL = "email", N_("e-post")
    SMS = "sms", N_("sms")


class MessageKind(Labelled):
    """What a message is about."""

    INVITATION = "invitation", N_("kallelse")
    MEETING_REMINDER = "meeting_reminder", N_("påminnelse om möte")
    MEETING_CANCELLED = "meeting_cancelled", N_("inställt möte")
    PLAN_TO_ANSWER = "plan_to_answer", N_("en plan att svara på")
    RATING_TO_ANSWER = "rating_to_answer", N_("frågor att svara på")
    NEW_COORDINATOR = "new_coordinator", N_("ny koordinator")
    WEEK_CHANGED = "week_changed", N_("ändrad vecka")
    ANSWER_TO_REQUEST = "answer_to_request", N_("svar på det du bad om")


class MessageStatus(Labelled):
    """Where a message stands."""

    WAITING = "waiting", N_("väntar")
    SENT = "sent", N_("skickat")
    DROPPED = "dropped", N_("skickades inte")
    FAILED = "failed", N_("kom inte fram")


MOVES: dict[MessageStatus, frozenset[MessageStatus]] = {
    MessageStatus.WAITING: frozenset({MessageStatus.SENT, MessageStatus.DROPPED, MessageStatus.FAILED}),
    MessageStatus.SENT: frozenset(),
    MessageStatus.DROPPED: frozenset(),
    MessageStatus.FAILED: frozenset({MessageStatus.WAITING}),
}
