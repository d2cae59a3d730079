"""People (personer): those who work here, their roles and units, and the participants."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat

from ..rules.message import Channel
from ..rules.own import PageLanguage
from ..rules.people import Gender, OrganisationKind, Protection, Role
from .tracking import ends_after_start, known, tracked

LETTERS = "ÅÄÖÉÈÊËÁÀÂÃÍÌÎÏÓÒÔÕÚÙÛÜÝŸÑÇŠŽéèêëáàâãíìîïóòôõúùûüýÿñçšž"
FOLDED = "åäöeeeeaaaaiiiioooouuuuyyncszeeeeaaaaiiiioooouuuuyyncsz"
AFTER_Z = ("åäö", "{|}")


def folded(expression: Any) -> Func:
    """Lower case with å, ä and ö kept and other accents gone, whatever the database's collation."""
    letters = Func(expression, Value(LETTERS), Value(FOLDED), function="translate", output_field=models.TextField())
    return Func(letters, function="lower", output_field=models.TextField())


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def departments(self) -> OrganisationQuerySet:
        return self.filter(kind=OrganisationKind.DEPARTMENT)

    def taking_participants(self) -> OrganisationQuerySet:
        return self.filter(takes_participants=True)


@tracked()
class Organisation(models.Model):
    """A department, unit, association or company (organisation); a tree by `parent`."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    takes_participants = models.BooleanField(default=False)
    committee = models.CharField(max_length=120, blank=True, default="", db_default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("kind", OrganisationKind, name="organisation_kind_known"),
            models.UniqueConstraint("parent", "name", name="organisation_name_once", nulls_distinct=False),
            ends_after_start(name="organisation_valid_to_after_from", start="valid_from", end="valid_to"),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Somebody who signs in (användare)."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=120)
    case_ceiling = models.PositiveSmallIntegerField(default=35)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "username", "email", "password"})

    def get_full_name(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    def current(self, day: date) -> StaffRoleQuerySet:
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@tracked()
class StaffRole(models.Model):
    """One role of one user in one unit, for a time (roll)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = StaffRoleQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [
            known("role", Role, name="staff_role_known"),
            ends_after_start(name="staff_role_ends_after_start"),
        ]


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def with_open_case(self) -> ParticipantQuerySet:
        return self.filter(cases__closed_on__isnull=True, cases__isnull=False)

    def named_like(self, folded_words: list[str]) -> ParticipantQuerySet:
        """Every word stands at the beginning of some part of the name."""
        found = self
        for word in folded_words:
            found = found.filter(Q(search_name__startswith=word) | Q(search_name__contains=f" {word}"))
        return found


@tracked(without=("sort_name", "search_name"))
class Participant(models.Model):
    """Somebody who takes part (deltagare). Not everyone has an identity number."""

    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    identity_number = models.CharField(max_length=12, null=True, blank=True, unique=True)
    born_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=1, default=Gender.UNKNOWN)
    protection = models.CharField(max_length=30, default=Protection.NONE)
    language = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    travel_zone = models.CharField(max_length=40, blank=True)
    page_language = models.CharField(max_length=5, default=PageLanguage.SWEDISH, db_default=PageLanguage.SWEDISH.value)
    reach_by = models.CharField(max_length=10, default=Channel.NONE, db_default=Channel.NONE.value)
    arrived_on = models.DateField(null=True, blank=True)
    introduction_started_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sort_name = models.GeneratedField(
        expression=Func(
            folded(Concat(F("family_name"), Value(" "), F("given_name"), output_field=models.TextField())),
            Value(AFTER_Z[0]),
            Value(AFTER_Z[1]),
            function="translate",
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_name = models.GeneratedField(
        expression=folded(Concat(F("given_name"), Value(" "), F("family_name"), output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ParticipantQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset(
        {"given_name", "family_name", "identity_number", "language", "phone", "email", "sort_name", "search_name"}
        | {"protection", "travel_zone", "page_language", "reach_by"}
    )

    class Meta:
        constraints = [
            known("gender", Gender, name="participant_gender_known"),
            known("protection", Protection, name="participant_protection_known"),
            known("page_language", PageLanguage, name="participant_page_language_known"),
            known("reach_by", Channel, name="participant_reach_by_known"),
            models.CheckConstraint(
                condition=Q(identity_number__isnull=True) | Q(identity_number__regex=r"^\d{12}$"),
                name="participant_identity_number_is_twelve_digits",
            ),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="participant_sort")]

    def __str__(self) -> str:
        return f"Deltagare {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def is_protected(self) -> bool:
        return self.protection != Protection.NONE
