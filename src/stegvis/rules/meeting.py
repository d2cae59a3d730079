"""Meeting (samtal): planned, held or missed, and by whom; one clock for everything that is followed up."""

from __future__ import annotations

from .words import N_, Labelled


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
