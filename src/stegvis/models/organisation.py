"""Organisation in time (organisation): under whom it lies when, who answers there, and what was said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ..rules.employer import ContactWay
from .people import Organisation, User
from .tracking import ends_after_start, known, never_overlap, tracked


class OrganisationLinkQuerySet(models.QuerySet["OrganisationLink"]):
    def on(self, day: date) -> OrganisationLinkQuerySet:
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@tracked()
class OrganisationLink(models.Model):
    """Under whom an organisation lies, from day to day. The one without an end is `Organisation.parent`."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="links")
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = OrganisationLinkQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start(name="organisation_link_ends_after_start"),
            models.CheckConstraint(condition=~Q(parent=F("organisation")), name="organisation_link_not_to_itself"),
            never_overlap("organisation_id", name="organisation_links_never_overlap"),
        ]


@tracked()
class Contact(models.Model):
    """Somebody to talk with at a host (kontakt). Kept only while they agree to be contacted."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "title", "phone", "email"})

    class Meta:
        ordering = ["name"]
        constraints = [
            ends_after_start(name="contact_withdrawn_after_agreed", start="agreed_on", end="withdrawn_on"),
        ]

    def __str__(self) -> str:
        return f"Kontakt {self.pk}"


@tracked()
class ContactNote(models.Model):
    """One time somebody talked with a host (kontakttillfälle), and the next step it led to."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_notes")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="notes")
    way = models.CharField(max_length=20)
    talked_on = models.DateField()
    talked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"text", "next_step"})

    class Meta:
        ordering = ["-talked_on", "-id"]
        constraints = [
            known("way", ContactWay, name="contact_note_way_known"),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_on__isnull=True) | ~Q(next_step="") & Q(next_step_on__isnull=False),
                name="contact_note_next_step_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-talked_on"], name="contact_note_of_host"),
            models.Index(fields=["next_step_on"], condition=Q(done_on__isnull=True), name="contact_note_next_step"),
        ]


@tracked()
class Approach(models.Model):
    """An employer is being asked by one colleague (förfrågan): nobody else asks until it has ended."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="approaches")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset({"about"})

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            ends_after_start(name="approach_ends_after_start"),
            never_overlap("organisation_id", name="approaches_one_at_a_time"),
        ]


@tracked()
class HostRest(models.Model):
    """A host has enough (paus): its places are not suggested until the day after the last."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rests")
    starts_on = models.DateField()
    ends_on = models.DateField()
    said_by = models.CharField(max_length=120, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"said_by"})

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            ends_after_start(name="host_rest_ends_after_start"),
            never_overlap("organisation_id", name="host_rests_never_overlap"),
        ]
