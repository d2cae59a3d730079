"""Meetings (samtal) and what comes out of them: the conversation, notes and documents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..rules.meeting import MeetingKind, MeetingStatus, SecrecyClass
from .people import User
from .plan import Plan
from .rating import Rating
from .referral import Case
from .tracking import known, tracked


@tracked()
class Meeting(models.Model):
    """One meeting with one participant (möte), planned and then held, missed or called off."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=30, default=MeetingStatus.PLANNED)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    where = models.CharField(max_length=120, blank=True)
    how_to_get_there = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=200, blank=True)
    others = models.CharField(max_length=200, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"where", "how_to_get_there", "about", "others"})

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            known("kind", MeetingKind, name="meeting_kind_known"),
            known("status", MeetingStatus, name="meeting_status_known"),
            models.CheckConstraint(condition=Q(minutes__range=(5, 480)), name="meeting_minutes_within_day"),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.PLANNED, settled_on__isnull=True)
                | ~Q(status=MeetingStatus.PLANNED) & Q(settled_on__isnull=False),
                name="meeting_settled_when_not_planned",
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_at"], name="meeting_of_case")]

    @property
    def status_label(self) -> str:
        return MeetingStatus(self.status).label


@tracked()
class Conversation(models.Model):
    """One conversation saved as one (samtal): what it renewed. The clock of all follow-up is the latest of these.

    `plan` is the version that counted when it ended; `plan_renewed` says whether the conversation wrote it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="conversations")
    held_on = models.DateField()
    held_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="conversation")
    next_meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    own_rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    professional_rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    plan_renewed = models.BooleanField(default=False)
    points_judged = models.PositiveSmallIntegerField(default=0)
    agreed = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"agreed"})

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["case", "-held_on"], name="conversation_of_case")]


class ConversationDraft(models.Model):
    """What somebody has typed of a conversation that is not saved yet (utkast); only the writer's, gone when saved.

    It has no history: what was never saved leaves no trace.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="conversation_drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)
    typed_at = models.DateTimeField(auto_now=True)

    personal: ClassVar[frozenset[str]] = frozenset({"typed"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="conversation_draft_once")]


@tracked()
class Note(models.Model):
    """What somebody writes down about a person (journalanteckning). Never rewritten: a correction is a new note."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="notes")
    secrecy = models.CharField(max_length=20, default=SecrecyClass.FILE)
    text = models.TextField()
    written_on = models.DateField()
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    personal: ClassVar[frozenset[str]] = frozenset({"text"})

    class Meta:
        ordering = ["-written_on", "-id"]
        constraints = [
            known("secrecy", SecrecyClass, name="note_secrecy_known"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]
        indexes = [models.Index(fields=["case", "-written_on"], name="note_of_case")]


@tracked()
class Document(models.Model):
    """A file that belongs to a case (handling). Its type was read from its content, not from its name."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    secrecy = models.CharField(max_length=20, default=SecrecyClass.FILE)
    shown_to_participant = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "sha256"})

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [known("secrecy", SecrecyClass, name="document_secrecy_known")]


class DocumentContent(models.Model):
    """The bytes of a document; in the database, so that a backup and a rollback take them along."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="content")
    data = models.BinaryField()

    personal: ClassVar[frozenset[str]] = frozenset({"data"})
