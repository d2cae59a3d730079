"""Employers (arbetsgivare): contacts, what was said, who asks whom, and who has enough."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import Approach, Contact, ContactNote, HostRest, Organisation
from ..rules import employer as rules
from ..rules.employer import ContactWay
from ..rules.history import EventKind
from ..rules.words import Reason
from .log import log, stop_if


@transaction.atomic
def save_contact(
    contact: Contact | None,
    *,
    organisation: Organisation,
    name: str,
    title: str = "",
    phone: str = "",
    email: str = "",
    agreed_on: date | None,
    by: Actor,
) -> Contact:
    """Add somebody to talk with at a host (None), or change what stands about them."""
    require(by, Permission.EMPLOYER_WRITE)
    row = Contact(organisation=organisation)
    if contact:
        row = organisation.contacts.select_for_update().get(pk=contact.pk)
    name, phone, email = " ".join(name.split()), phone.strip(), email.strip()
    stop_if(
        rules.reasons_not_to_save_contact(
            name=name, phone=phone, email=email, agreed_on=agreed_on, today=timezone.localdate()
        )
    )
    row.name, row.title, row.phone, row.email, row.agreed_on = name, title.strip(), phone, email, agreed_on
    row.withdrawn_on = None
    row.save()
    log(EventKind.CONTACT_SAVED, row, by=by, organisation=organisation.pk)
    return row


@transaction.atomic
def forget_contact(contact: Contact, *, by: Actor) -> None:
    """Somebody does not want to be contacted any more: how to reach them is taken away, and what was said stays."""
    require(by, Permission.EMPLOYER_WRITE)
    row = Contact.objects.select_for_update().get(pk=contact.pk)
    row.name = row.title = row.phone = row.email = ""
    row.withdrawn_on = timezone.localdate()
    row.save()
    log(EventKind.CONTACT_SAVED, row, by=by, withdrawn=True)


@transaction.atomic
def note_contact(
    organisation: Organisation,
    *,
    contact: Contact | None,
    way: ContactWay,
    talked_on: date,
    text: str,
    next_step: str = "",
    next_step_on: date | None = None,
    by: Actor,
) -> ContactNote:
    """What was said with a host, and what comes next. A new note closes the next step one's last note left open."""
    require(by, Permission.EMPLOYER_WRITE)
    today = timezone.localdate()
    text, next_step = text.strip(), next_step.strip()
    reasons = rules.reasons_not_to_note(
        text=text, talked_on=talked_on, next_step=next_step, next_step_on=next_step_on, today=today
    )
    if contact is not None and contact.organisation_id != organisation.pk:
        reasons.append(Reason("Kontakten finns hos en annan arbetsgivare.", at="contact"))
    stop_if(reasons)
    organisation.contact_notes.filter(talked_by=by.user_id, done_on__isnull=True).update(done_on=today)
    row = ContactNote.objects.create(
        organisation=organisation,
        contact=contact,
        way=way,
        talked_on=talked_on,
        talked_by_id=by.user_id,
        text=text,
        next_step=next_step,
        next_step_on=next_step_on,
        done_on=None if next_step else today,
    )
    log(EventKind.CONTACT_NOTED, row, by=by, happened_on=talked_on, organisation=organisation.pk)
    return row


@transaction.atomic
def begin_approach(organisation: Organisation, *, about: str, ends_on: date, by: Actor) -> Approach:
    """Ask an employer: nobody else does until the last day, or until it is ended."""
    require(by, Permission.EMPLOYER_WRITE)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    today = timezone.localdate()
    now = organisation.approaches.filter(ends_on__gte=today).select_related("by").first()
    rest = organisation.rests.filter(starts_on__lte=today, ends_on__gte=today).first()
    stop_if(
        rules.reasons_not_to_approach(
            about=about.strip(),
            ends_on=ends_on,
            today=today,
            asked_by=now.by.name if now else "",
            asked_until=now.ends_on if now else None,
            rests_until=rest.ends_on if rest else None,
        )
    )
    row = Approach.objects.create(
        organisation=organisation, by_id=by.signed_in_id, about=about.strip(), starts_on=today, ends_on=ends_on
    )
    log(EventKind.APPROACH_BEGUN, row, by=by, organisation=organisation.pk, until=ends_on)
    return row


@transaction.atomic
def end_approach(approach: Approach, *, by: Actor) -> None:
    """Let go of an employer, so that others may ask."""
    require(by, Permission.EMPLOYER_WRITE)
    row = Approach.objects.select_for_update(of=("self",)).get(pk=approach.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    kind = EventKind.APPROACH_ENDED
    log(kind, row, by=by, organisation=row.organisation_id)
    if row.starts_on > yesterday:
        row.delete()
    elif row.ends_on > yesterday:
        row.ends_on = yesterday
        row.save()


@transaction.atomic
def let_rest(organisation: Organisation, *, ends_on: date, said_by: str = "", by: Actor) -> HostRest:
    """A host has enough: its places are not suggested until the day after. Said again, the new day counts."""
    require(by, Permission.EMPLOYER_WRITE)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    today = timezone.localdate()
    stop_if(rules.reasons_not_to_rest(ends_on=ends_on, today=today))
    _wake(organisation, today)
    row = HostRest.objects.create(organisation=organisation, starts_on=today, ends_on=ends_on, said_by=said_by.strip())
    log(EventKind.HOST_RESTS, row, by=by, organisation=organisation.pk, until=ends_on)
    return row


@transaction.atomic
def end_rest(organisation: Organisation, *, by: Actor) -> None:
    """A host takes people again before the day it said."""
    require(by, Permission.EMPLOYER_WRITE)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _wake(organisation, timezone.localdate())
    log(EventKind.HOST_RESTS, organisation, by=by, ended=True)


def _wake(organisation: Organisation, today: date) -> None:
    organisation.rests.filter(starts_on__gte=today).delete()
    organisation.rests.filter(ends_on__gte=today).update(ends_on=today - timedelta(days=1))
