"""Message (utskick): what is sent to a participant, gathered and few; nothing about what has been called off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from .words import N_, Labelled, Reason


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
    PLACEMENT_TO_ANSWER = "placement_to_answer", N_("ett förslag att svara på")
    PLACE_VISIT = "place_visit", N_("besök på en arbetsplats")
    PLACEMENT_ANSWERED = "placement_answered", N_("nytt om ett förslag")


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


class WhyNot(Labelled):
    """Why a message was never sent, or did not arrive."""

    MEETING_CHANGED = "meeting_changed", N_("mötet flyttades eller ställdes in")
    MEETING_OVER = "meeting_over", N_("mötet hade redan varit")
    SAID_ALREADY = "said_already", N_("samma sak sades i samma utskick")
    PLAN_ANSWERED = "plan_answered", N_("planen var redan besvarad")
    PLAN_REPLACED = "plan_replaced", N_("planen hade ersatts av en ny")
    RATING_ANSWERED = "rating_answered", N_("frågorna var redan besvarade")
    PLACEMENT_ANSWERED = "placement_answered", N_("förslaget var redan besvarat")
    COORDINATOR_CHANGED = "coordinator_changed", N_("koordinatorn hade bytts igen")
    CASE_CLOSED = "case_closed", N_("inskrivningen var avslutad")
    PROTECTED = "protected", N_("uppgifterna är skyddade")
    NOT_WANTED = "not_wanted", N_("deltagaren vill inte ha utskick")
    NO_ADDRESS = "no_address", N_("adress eller nummer saknas")
    SUBJECT_GONE = "subject_gone", N_("det som skulle sägas gäller inte längre")
    TOO_LATE = "too_late", N_("det hade väntat för länge")
    REFUSED = "refused", N_("adressen eller numret tog inte emot")
    UNREACHABLE = "unreachable", N_("det gick inte att skicka just då")


PER_WEEK = 2
OPENS, CLOSES = time(8), time(19)
WEEK = timedelta(days=7)
WAITS_AT_MOST = timedelta(days=14)
"""What has not been said in two weeks is no longer news; it stands on the own pages."""
TRY_AGAIN_AFTER, TRY_AT_MOST = timedelta(minutes=30), timedelta(days=2)
BREAKS_THE_CAP = frozenset({MessageKind.MEETING_CANCELLED})
"""Nobody should travel to a meeting that is not held."""
ABOUT_THE_PERSON = frozenset({MessageKind.ANSWER_TO_REQUEST})
"""What is said also when no case is open."""


@dataclass(frozen=True, kw_only=True)
class MeetingNow:
    """The meeting as it stands: when, and whether it is planned or called off by us."""

    starts_at: datetime
    is_planned: bool
    is_called_off: bool


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One message that waits, with what it is about as that stands now; `subject` is None when it is gone."""

    pk: int
    kind: MessageKind
    not_before: datetime
    subject: MeetingNow | bool | None = True
    is_replaced: bool = False


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The person as the letter sees them."""

    channel: Channel
    has_address: bool
    is_protected: bool
    has_open_case: bool


def why_not(each: Waiting, to: Reach, *, now: datetime) -> WhyNot | None:
    """Why it shall never be sent; None when it may. `subject` True: still to be answered; False: it has been."""
    stale = _about_person(each.kind, to) or _about_subject(each, now)
    if stale is None and now - each.not_before > WAITS_AT_MOST:
        return WhyNot.TOO_LATE
    return stale


def _about_person(kind: MessageKind, to: Reach) -> WhyNot | None:
    if to.is_protected:
        return WhyNot.PROTECTED
    if to.channel is Channel.NONE:
        return WhyNot.NOT_WANTED
    if not to.has_address:
        return WhyNot.NO_ADDRESS
    return WhyNot.CASE_CLOSED if not to.has_open_case and kind not in ABOUT_THE_PERSON else None


def _about_subject(each: Waiting, now: datetime) -> WhyNot | None:
    if each.subject is None:
        return WhyNot.SUBJECT_GONE
    if isinstance(each.subject, MeetingNow):
        return _about_meeting(each.kind, each.subject, now)
    return _about_answer(each)


def _about_meeting(kind: MessageKind, meeting: MeetingNow, now: datetime) -> WhyNot | None:
    if kind is MessageKind.MEETING_CANCELLED:
        if not meeting.is_called_off:
            return WhyNot.MEETING_CHANGED
    elif not meeting.is_planned:
        return WhyNot.MEETING_CHANGED
    return WhyNot.MEETING_OVER if meeting.starts_at <= now else None


ANSWERED = {
    MessageKind.PLAN_TO_ANSWER: WhyNot.PLAN_ANSWERED,
    MessageKind.RATING_TO_ANSWER: WhyNot.RATING_ANSWERED,
    MessageKind.NEW_COORDINATOR: WhyNot.COORDINATOR_CHANGED,
    MessageKind.PLACEMENT_TO_ANSWER: WhyNot.PLACEMENT_ANSWERED,
}
STAYS = frozenset({MessageKind.PLACE_VISIT, MessageKind.PLACEMENT_ANSWERED})
"""What is news whatever has been answered since."""


def _about_answer(each: Waiting) -> WhyNot | None:
    if each.is_replaced:
        return WhyNot.PLAN_REPLACED
    return None if each.subject or each.kind in STAYS else ANSWERED.get(each.kind, WhyNot.SUBJECT_GONE)


def is_quiet(moment: datetime) -> bool:
    """Evenings, nights and weekends are left in peace. `moment` in the municipality's own time."""
    return moment.weekday() >= 5 or not OPENS <= moment.time() < CLOSES


def opens_next(moment: datetime) -> datetime:
    """The first moment that is not quiet, from this one on."""
    day = moment
    while is_quiet(day):
        tomorrow = day.time() >= OPENS or day.weekday() >= 5
        day = (day + timedelta(days=1) if tomorrow else day).replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)
    return day


@dataclass(frozen=True)
class Budget:
    """How many letters somebody has had within a week, of how many at most."""

    sent: int
    most: int = PER_WEEK

    @property
    def is_used_up(self) -> bool:
        return self.sent >= self.most


def in_one_letter(waiting: Sequence[Waiting], budget: Budget) -> list[Waiting]:
    """Everything that waits goes as one; nothing while the budget is used up, unless one of them cannot wait."""
    if not waiting or (budget.is_used_up and not any(each.kind in BREAKS_THE_CAP for each in waiting)):
        return []
    return sorted(waiting, key=lambda each: (ORDER.index(each.kind), each.not_before, each.pk))


def said_twice(waiting: Sequence[tuple[Waiting, object]]) -> set[int]:
    """Reminders of a meeting whose invitation goes in the same letter, and all but the last of what says the same."""
    invited = {subject for each, subject in waiting if each.kind is MessageKind.INVITATION}
    twice = {each.pk for each, subject in waiting if each.kind is MessageKind.MEETING_REMINDER and subject in invited}
    last = {(each.kind, subject): each.pk for each, subject in sorted(waiting, key=lambda pair: pair[0].pk)}
    return twice | {each.pk for each, subject in waiting if last[each.kind, subject] != each.pk}


ORDER = (
    MessageKind.MEETING_CANCELLED,
    MessageKind.INVITATION,
    MessageKind.MEETING_REMINDER,
    MessageKind.WEEK_CHANGED,
    MessageKind.PLAN_TO_ANSWER,
    MessageKind.RATING_TO_ANSWER,
    MessageKind.PLACEMENT_TO_ANSWER,
    MessageKind.PLACE_VISIT,
    MessageKind.PLACEMENT_ANSWERED,
    MessageKind.NEW_COORDINATOR,
    MessageKind.ANSWER_TO_REQUEST,
)
"""What one must act on first stands first."""

COUNTRY = "46"
PHONE = re.compile(r"\+[1-9]\d{6,14}\Z")


def phone_number(typed: str) -> str:
    """+46701234567 for 070-123 45 67; nothing when it cannot be a number to send to."""
    compact = re.sub(r"[\s()./-]", "", typed)
    if compact.startswith("00"):
        compact = f"+{compact[2:]}"
    elif compact.startswith("0"):
        compact = f"+{COUNTRY}{compact[1:]}"
    return compact if PHONE.match(compact) else ""


def reasons_not_to_reach_by(
    *, reach_by: Channel, before: Channel, phone: str, email: str, is_protected: bool
) -> list[Reason]:
    """A way to be reached needs a number or an address that can be sent to, whoever chooses it.

    Whoever is protected is sent nothing: a way that was chosen earlier may stand, so that nothing delays a protection.
    """
    reasons = []
    if is_protected and reach_by not in (Channel.NONE, before):
        reasons.append(Reason("Uppgifterna är skyddade. Inget skickas, så välj inga utskick.", at="reach_by"))
    if reach_by is Channel.SMS and not phone_number(phone):
        said = Reason("Skriv ett mobilnummer, till exempel 070-123 45 67, eller välj ett annat sätt.", at="phone")
        reasons.append(said)
    if reach_by is Channel.EMAIL and not email.strip():
        reasons.append(Reason("Skriv en e-postadress, eller välj ett annat sätt.", at="email"))
    return reasons
