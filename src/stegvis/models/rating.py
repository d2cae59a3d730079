"""Rating (skattning): instruments as versioned data, the questions asked, and the answers of both voices."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.own import PageLanguage
from ..rules.rating import AnsweredHow, AnswerState, InstrumentKind, Respondent
from .activity import Course
from .people import Organisation, User
from .referral import Case
from .tracking import ends_after_start, known, tracked


@tracked()
class Instrument(models.Model):
    """A set of questions over its versions (instrument)."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["name"]
        constraints = [known("kind", InstrumentKind, name="instrument_kind_known")]

    def __str__(self) -> str:
        return self.name


class InstrumentVersionQuerySet(models.QuerySet["InstrumentVersion"]):
    def on(self, day: date) -> InstrumentVersionQuerySet:
        """The versions in force on a day; at most one of an instrument."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


@tracked()
class InstrumentVersion(models.Model):
    """One version of an instrument; a version that somebody has answered is never changed."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    lowest = models.PositiveSmallIntegerField(default=1)
    highest = models.PositiveSmallIntegerField(default=5)
    licence_note = models.CharField(max_length=300)

    objects = InstrumentVersionQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "version"], name="instrument_version_once"),
            ends_after_start(name="instrument_version_valid_to_after_from", start="valid_from", end="valid_to"),
            models.CheckConstraint(condition=Q(highest__gt=models.F("lowest")), name="instrument_scale_rises"),
        ]


@tracked()
class InstrumentItem(models.Model):
    """One question (fråga). An internal one is the professional's alone and never reaches the participant's pages."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    respondents = ArrayField(models.CharField(max_length=20))
    is_internal = models.BooleanField(default=False)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="instrument_item_position_once"),
            models.UniqueConstraint(fields=["version", "key"], name="instrument_item_key_once"),
            models.CheckConstraint(
                condition=Q(respondents__contained_by=[each.value for each in Respondent], respondents__len__gt=0),
                name="instrument_item_respondents_known",
            ),
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(respondents=[Respondent.PROFESSIONAL.value]),
                name="instrument_item_internal_is_professional",
            ),
        ]


@tracked()
class InstrumentText(models.Model):
    """The words of a question, or of one value of the scale (item is null), in one language for one respondent."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="texts")
    item = models.ForeignKey(InstrumentItem, models.CASCADE, null=True, blank=True, related_name="texts")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    respondent = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=300)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["id"]
        constraints = [
            known("respondent", Respondent, name="instrument_text_respondent_known"),
            known("language", PageLanguage, name="instrument_text_language_known"),
            models.CheckConstraint(
                condition=Q(item__isnull=True, value__isnull=False) | Q(item__isnull=False, value__isnull=True),
                name="instrument_text_of_item_or_value",
            ),
            models.UniqueConstraint(
                fields=["version", "item", "value", "respondent", "language"],
                name="instrument_text_once",
                nulls_distinct=False,
            ),
        ]


@tracked()
class Rating(models.Model):
    """One person asked to answer one version (skattning): about a case, or without a name about a course or a unit."""

    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="ratings")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="ratings")
    course = models.ForeignKey(Course, models.CASCADE, null=True, blank=True, related_name="ratings")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    respondent = models.CharField(max_length=20)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_how = models.CharField(max_length=20, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, default=PageLanguage.SWEDISH)

    personal: ClassVar[frozenset[str]] = frozenset({"language"})

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            known("respondent", Respondent, name="rating_respondent_known"),
            known("language", PageLanguage, name="rating_language_known"),
            models.CheckConstraint(
                condition=Q(answered_how="") | Q(answered_how__in=[how.value for how in AnsweredHow]),
                name="rating_answered_how_known",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_how="")
                | Q(answered_on__isnull=False) & ~Q(answered_how=""),
                name="rating_answered_with_how",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("asked_on")),
                name="rating_answered_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, course__isnull=True, unit__isnull=True)
                | Q(case__isnull=True, course__isnull=False, unit__isnull=True)
                | Q(case__isnull=True, course__isnull=True, unit__isnull=False),
                name="rating_about_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["case", "-answered_on"], name="rating_of_case")]


@tracked()
class RatingAnswer(models.Model):
    """The answer to one question: a value, "vet inte" or "vill inte svara". The last two have no value."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="answers")
    item = models.ForeignKey(InstrumentItem, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.CharField(max_length=300, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"comment"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "item"], name="rating_answer_once"),
            known("state", AnswerState, name="rating_answer_state_known"),
            models.CheckConstraint(
                condition=Q(state=AnswerState.ANSWERED, value__isnull=False)
                | ~Q(state=AnswerState.ANSWERED) & Q(value__isnull=True),
                name="rating_answer_value_when_answered",
            ),
        ]


@tracked(without=("code_hash",))
class RatingLink(models.Model):
    """The way in to one rating without signing in: a link or a short code (svarslänk)."""

    rating = models.OneToOneField(Rating, models.CASCADE, related_name="link")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"code_hash"})
