"""Meeting (samtal): planned, held or missed, and by whom; one clock for everything that is followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .case import CaseStatus, reasons_not_to_write
from .words import N_, Labelled, Reason

FOLLOW_UP_DAYS = 90
MOST_DAYS_AHEAD = 365
USUAL_MINUTES, PHONE_MINUTES = 60, 20
LEAST_MINUTES, MOST_MINUTES = 5, 480


class MeetingKind(Labelled):
    """What the meeting is for."""

    FOLLOW_UP = "follow_up", N_("uppföljningssamtal")
    MAPPING = "mapping", N_("kartläggning")
    THREE_PARTY = "three_party", N_("trepartssamtal")
    PHONE = "phone", N_("telefonsamtal")
    OTHER = "other", N_("annat möte")


class MeetingStatus(Labelled):
    """Where a meeting stands. Somebody who did not come is not the same as a meeting we called off."""

    PLANNED = "planned", N_("bokat")
    HELD = "held", N_("hölls")
    MISSED = "missed", N_("deltagaren kom inte")
    CANCELLED_BY_PARTICIPANT = "cancelled_by_participant", N_("avbokat av deltagaren")
    CANCELLED_BY_US = "cancelled_by_us", N_("avbokat av oss")


MOVES: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.PLANNED: frozenset(set(MeetingStatus) - {MeetingStatus.PLANNED}),
    MeetingStatus.HELD: frozenset(),
    MeetingStatus.MISSED: frozenset(),
    MeetingStatus.CANCELLED_BY_PARTICIPANT: frozenset(),
    MeetingStatus.CANCELLED_BY_US: frozenset(),
}


class SecrecyClass(Labelled):
    """Who may read a note or a document."""

    WORK = "work", N_("alla i arbetet med personen")
    FILE = "file", N_("den som läser hela akten")
    SENSITIVE = "sensitive", N_("bara koordinatorn och enhetschefen")


def overlaps(starts_at: datetime, minutes: int, *, other_starts_at: datetime, other_minutes: int) -> bool:
    """Whether two meetings share a minute; one may begin when the other ends."""
    ends_at = starts_at + timedelta(minutes=minutes)
    return starts_at < other_starts_at + timedelta(minutes=other_minutes) and other_starts_at < ends_at


@dataclass(frozen=True, kw_only=True)
class Booking:
    """What is asked of a meeting when it is booked or moved. `starts_at` is local time."""

    kind: MeetingKind
    starts_at: datetime
    minutes: int = USUAL_MINUTES
    where: str = ""
    how_to_get_there: str = ""
    about: str = ""
    others: str = ""


def reasons_not_to_plan(
    booking: Booking, *, status: CaseStatus, opened_on: date, now: datetime, participant_busy_at: datetime | None
) -> list[Reason]:
    """A meeting lies ahead, within the case, at a time when the participant is free, and says where and with whom."""
    reasons = reasons_not_to_write(status=status)
    day = booking.starts_at.date()
    if booking.starts_at <= now:
        reasons.append(Reason("Den tiden har redan varit. Välj en tid framåt.", at="day"))
    elif day < opened_on:
        reasons.append(Reason("Mötet kan inte ligga före inskrivningen, {day}.", at="day", day=opened_on))
    if day > now.date() + timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Boka högst {days} dagar framåt.", at="day", days=MOST_DAYS_AHEAD))
    if not LEAST_MINUTES <= booking.minutes <= MOST_MINUTES:
        reasons.append(
            Reason("Ett möte är {least}–{most} minuter.", at="minutes", least=LEAST_MINUTES, most=MOST_MINUTES)
        )
    if participant_busy_at is not None:
        clock = f"{participant_busy_at:%H.%M}"
        reasons.append(Reason("Deltagaren har redan ett möte den dagen kl. {clock}.", at="clock", clock=clock))
    if booking.kind is not MeetingKind.PHONE and not booking.where.strip():
        reasons.append(Reason("Skriv var ni ses.", at="where"))
    if booking.kind is MeetingKind.THREE_PARTY and not booking.others.strip():
        reasons.append(Reason("Skriv vilka fler som kommer till trepartssamtalet.", at="others"))
    return reasons


def reasons_not_to_move(status: MeetingStatus) -> list[Reason]:
    """Only what is booked can be moved."""
    if status is MeetingStatus.PLANNED:
        return []
    return [Reason("Mötet är redan avklarat: {status}. Boka ett nytt i stället.", status=status)]


def reasons_not_to_settle(
    *, status: MeetingStatus, outcome: MeetingStatus, starts_on: date, today: date
) -> list[Reason]:
    """What has not been was neither held nor missed; what is settled stays so."""
    if status is not MeetingStatus.PLANNED:
        return [Reason("Mötet är redan avklarat: {status}.", status=status)]
    if outcome not in MOVES[status]:
        return [Reason("Välj hur det gick.", at="outcome")]
    if outcome in (MeetingStatus.HELD, MeetingStatus.MISSED) and starts_on > today:
        return [Reason("Mötet har inte varit än. Boka av det om det inte blir av.", at="outcome")]
    return []


def reasons_not_to_hold(
    *, status: CaseStatus, held_on: date, opened_on: date, today: date, seen: int, latest: int
) -> list[Reason]:
    """A conversation has been, within the case; nobody saves on top of one they have not seen."""
    reasons = reasons_not_to_write(status=status)
    if held_on > today:
        reasons.append(Reason("Samtalet kan inte ha ett datum som inte har varit än.", at="held_on"))
    if held_on < opened_on:
        reasons.append(Reason("Samtalet kan inte ligga före inskrivningen, {day}.", at="held_on", day=opened_on))
    if seen != latest:
        reasons.append(Reason("Ett samtal har sparats sedan du öppnade sidan. Se vad som är nytt innan du sparar."))
    return reasons


def reasons_not_to_note(
    *, status: CaseStatus, text: str, written_on: date, opened_on: date, today: date, is_correction: bool = False
) -> list[Reason]:
    """A note says something about a day that has been. A wrong one may be put right even when the case is closed."""
    reasons = [] if is_correction else reasons_not_to_write(status=status)
    if not text.strip():
        reasons.append(Reason("Skriv något i anteckningen.", at="text"))
    if written_on > today:
        reasons.append(Reason("Anteckningen kan inte ha ett datum som inte har varit än.", at="written_on"))
    if written_on < opened_on:
        reasons.append(Reason("Anteckningen kan inte ligga före inskrivningen, {day}.", at="written_on", day=opened_on))
    return reasons


def classes_read(*, works_with: bool, reads_file: bool, reads_sensitive: bool) -> frozenset[SecrecyClass]:
    """Which secrecy classes somebody reads; the sensitive ones never come with reading the file alone (OSL 26:1)."""
    read = set()
    if works_with or reads_file:
        read.add(SecrecyClass.WORK)
    if reads_file:
        read.add(SecrecyClass.FILE)
    if reads_sensitive:
        read.add(SecrecyClass.SENSITIVE)
    return frozenset(read)


@dataclass(frozen=True)
class FollowUp:
    """When the next conversation is due, and why in words."""

    due_on: date
    why: Reason
    is_late: bool


def follow_up_due(
    *,
    last_conversation_on: date | None,
    plan_made_on: date | None,
    rated_on: date | None,
    opened_on: date,
    today: date,
) -> FollowUp:
    """The one clock: plan, rating and points are all renewed in a conversation, at most 90 days apart.

    Before the first conversation the clock runs from what was last renewed on its own, or else from the enrolment.
    """
    since, why = opened_on, Reason("Inskriven {day} och inget samtal än.", day=opened_on)
    if last_conversation_on is not None:
        since, why = last_conversation_on, Reason("Senaste samtalet var {day}.", day=last_conversation_on)
    elif plan_made_on is not None and (rated_on is None or plan_made_on >= rated_on):
        since, why = (
            plan_made_on,
            Reason("Planen är från {day} och inget samtal har hållits sedan dess.", day=plan_made_on),
        )
    elif rated_on is not None:
        since, why = (
            rated_on,
            Reason("Skattningen är från {day} och inget samtal har hållits sedan dess.", day=rated_on),
        )
    due_on = since + timedelta(days=FOLLOW_UP_DAYS)
    return FollowUp(due_on, why, is_late=due_on < today)
