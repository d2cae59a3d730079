"""The words of a message (utskickets ord): that there is something, never what or why."""

from __future__ import annotations

from .message import MessageKind
from .words import N_

TEXTS: dict[MessageKind, str] = {
    MessageKind.INVITATION: N_("Du har ett möte {day} kl. {clock}."),
    MessageKind.MEETING_REMINDER: N_("Kom ihåg ditt möte {day} kl. {clock}."),
    MessageKind.MEETING_CANCELLED: N_("Ditt möte {day} kl. {clock} är inställt."),
    MessageKind.PLAN_TO_ANSWER: N_("Du har en plan att läsa och svara på."),
    MessageKind.RATING_TO_ANSWER: N_("Du har några frågor att svara på."),
    MessageKind.NEW_COORDINATOR: N_("Du har fått en ny koordinator."),
    MessageKind.WEEK_CHANGED: N_("Din vecka har ändrats."),
    MessageKind.ANSWER_TO_REQUEST: N_("Du har fått svar på det du bad om."),
    MessageKind.PLACEMENT_TO_ANSWER: N_("Du har ett förslag att läsa och svara på."),
    MessageKind.PLACE_VISIT: N_("Ett besök är bokat för dig."),
    MessageKind.PLACEMENT_ANSWERED: N_("Det finns nytt om ett förslag till dig."),
}
"""All that is said outside the own pages: that there is something, never what or why."""
READ_MORE = N_("Läs mer på Mina sidor: {address}")
ASK_US = N_("Undrar du något, ring {phone}.")
NO_REPLY = N_("Du kan inte svara på det här meddelandet.")
SUBJECT = N_("Meddelande från {municipality}")
