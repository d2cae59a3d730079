"""Agreements (avtal): save with its ceilings, end early, renew, add a document, move a placement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..access import Actor, NotAllowedNow, Permission, require
from ..models import (
    Agreement,
    AgreementCeiling,
    AgreementDocument,
    AgreementParty,
    Organisation,
    Place,
    Placement,
)
from ..outside.file_types import content_type_of
from ..queries.agreement import of_place, terms_of
from ..rules import agreement as rules
from ..rules.agreement import AgreementKind
from ..rules.document import ENDINGS, MOST_BYTES, clean_name, reasons_not_to_keep
from ..rules.history import EventKind
from ..rules.place import PlacementForm
from ..rules.placement import PlacementStatus
from ..rules.words import Reason
from .log import log, stop_if


@dataclass(frozen=True, kw_only=True)
class Content:
    """What an agreement says. `ceilings` are seats by form; `parties` are others than the municipality and the host."""

    organisation: Organisation
    kind: AgreementKind
    reference: str
    starts_on: date
    ends_on: date | None
    seats: int
    owed: int = 0
    funding: str = ""
    amount_sek: int | None = None
    notice_months: int = 0
    remind_days: int = 90
    ceilings: Mapping[PlacementForm, int] = field(default_factory=dict)
    parties: Sequence[Organisation] = ()


def lock_agreement(place: Place) -> None:
    """Let nobody else count on the place's agreements until the transaction ends; always in the order of their keys."""
    list(of_place(place).order_by("pk").select_for_update(of=("self",), no_key=True))


def _locked(agreement: Agreement) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return rows.get(pk=agreement.pk)


@transaction.atomic
def save_agreement(agreement: Agreement | None, *, content: Content, by: Actor) -> Agreement:
    """Write an agreement, new or changed. Lowered ceilings leave those who are placed; nobody more starts."""
    require(by, Permission.AGREEMENT_WRITE)
    row = _locked(agreement) if agreement else Agreement()
    stop_if(_reasons(row, content))
    for name in ("organisation", "kind", "starts_on", "ends_on", "seats", "owed", "amount_sek"):
        setattr(row, name, getattr(content, name))
    row.reference, row.funding = content.reference.strip(), content.funding.strip()
    row.notice_months, row.remind_days = content.notice_months, content.remind_days
    row.save()
    _write_ceilings(row, content.ceilings)
    _write_parties(row, content.parties)
    log(EventKind.AGREEMENT_SAVED, row, by=by, happened_on=row.starts_on, is_new=agreement is None, seats=row.seats)
    return row


def _reasons(row: Agreement, content: Content) -> list[Reason]:
    same = Agreement.objects.filter(reference=content.reference.strip()).exclude(pk=row.pk)
    return rules.reasons_not_to_save(
        kind=content.kind,
        reference=content.reference,
        is_taken=same.exists(),
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        seats=content.seats,
        owed=content.owed,
        ceilings=content.ceilings,
        ended_early=bool(row.ended_because),
    )


def _write_ceilings(row: Agreement, ceilings: Mapping[PlacementForm, int]) -> None:
    row.ceilings.exclude(form__in=list(ceilings)).delete()
    known = {each.form: each for each in row.ceilings.all()}
    for form, seats in ceilings.items():
        ceiling = known.get(form, AgreementCeiling(agreement=row, form=form))
        if ceiling.seats != seats:
            ceiling.seats = seats
            ceiling.save()


def _write_parties(row: Agreement, parties: Sequence[Organisation]) -> None:
    wanted = [each for each in parties if each.pk != row.organisation_id]
    row.parties.exclude(organisation__in=wanted).delete()
    known = set(row.parties.values_list("organisation_id", flat=True))
    for organisation in wanted:
        if organisation.pk not in known:
            AgreementParty.objects.create(agreement=row, organisation=organisation)


@transaction.atomic
def end_agreement(agreement: Agreement, *, ends_on: date, because: str, by: Actor) -> Agreement:
    """End before the agreed day, with a reason. Those who are placed stay until their own last day."""
    row = _locked(agreement)
    require(by, Permission.AGREEMENT_WRITE)
    stop_if(
        rules.reasons_not_to_end(
            starts_on=row.starts_on,
            agreed_until=row.ends_on,
            ends_on=ends_on,
            because=because,
            today=timezone.localdate(),
            ended_early=bool(row.ended_because),
        )
    )
    row.planned_ends_on, row.ends_on, row.ended_because = row.ends_on, ends_on, because.strip()
    row.save()
    log(EventKind.AGREEMENT_ENDED, row, by=by, happened_on=ends_on)
    return row


@transaction.atomic
def renew_agreement(
    agreement: Agreement, *, reference: str, starts_on: date, ends_on: date | None, by: Actor
) -> Agreement:
    """The same for a new period: parties and ceilings are copied. A start counts against the one that is in force."""
    row = _locked(agreement)
    require(by, Permission.AGREEMENT_WRITE)
    content = Content(
        organisation=row.organisation,
        kind=AgreementKind(row.kind),
        reference=reference,
        starts_on=starts_on,
        ends_on=ends_on,
        seats=row.seats,
        owed=row.owed,
        ceilings={PlacementForm(each.form): each.seats for each in row.ceilings.all()},
    )
    after = row.ends_on
    stop_if(
        _reasons(Agreement(), content)
        + rules.reasons_not_to_renew(
            is_renewed=Agreement.objects.filter(renews=row).exists(), starts_on=starts_on, ends_before=after
        )
    )
    renewed = Agreement.objects.create(
        renews=row,
        organisation=row.organisation,
        kind=row.kind,
        reference=reference.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        seats=row.seats,
        owed=row.owed,
        funding=row.funding,
        amount_sek=row.amount_sek,
        notice_months=row.notice_months,
        remind_days=row.remind_days,
    )
    _write_ceilings(renewed, content.ceilings)
    _write_parties(renewed, [each.organisation for each in row.parties.select_related("organisation")])
    log(EventKind.AGREEMENT_SAVED, renewed, by=by, happened_on=starts_on, is_new=True, renews=row.pk, seats=row.seats)
    return renewed


@transaction.atomic
def add_agreement_document(
    agreement: Agreement, *, content: bytes, file_name: str, name: str = "", by: Actor
) -> AgreementDocument:
    """Keep the signed agreement or an annex. What it is is read from its bytes."""
    row = _locked(agreement)
    require(by, Permission.AGREEMENT_WRITE)
    kind = content_type_of(content) if 0 < len(content) <= MOST_BYTES else ""
    called = clean_name(name.strip() or file_name, ending=ENDINGS.get(kind, ""))
    stop_if(reasons_not_to_keep(name=called, size_bytes=len(content), content_type=kind))
    document = AgreementDocument.objects.create(
        agreement=row,
        name=called,
        media_type=kind,
        size=len(content),
        content=content,
        added_on=timezone.localdate(),
        added_by_id=by.user_id,
    )
    log(EventKind.AGREEMENT_DOCUMENT_ADDED, row, by=by, size_bytes=len(content))
    return document


@transaction.atomic
def move_to_agreement(placement: Placement, *, agreement: Agreement, by: Actor) -> Placement:
    """Let a placement that runs count against another agreement, which has room for it."""
    require(by, Permission.AGREEMENT_WRITE)
    row = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    require(by, Permission.PLACEMENT_READ, row)
    agreement = _locked(agreement)
    form, today = PlacementForm(row.form), timezone.localdate()
    first = max(row.starts_on, today)
    (terms,) = terms_of([agreement], first=first, last=row.ends_on, besides=row.pk)
    stop_if(
        rules.reasons_not_to_move(
            terms, form=form, first=first, last=row.ends_on, runs=row.status == PlacementStatus.ACTIVE
        )
    )
    row.agreement = agreement
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NotAllowedNow([Reason("Någon annan tog den sista platsen i avtalet nyss.", at="agreement")]) from None
    log(EventKind.PLACEMENT_CHANGED, row, by=by, columns=["agreement"], agreement=agreement.pk)
    return row
