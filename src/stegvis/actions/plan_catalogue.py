"""What plans choose among (inriktningar och planmallar): kept by whoever keeps the system."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from ..access import Actor, Permission, require
from ..models import PlanDirection, PlanTemplate, PlanTemplateAction
from ..rules.history import EventKind
from ..rules.plan import TemplateLine, reasons_about_name, reasons_not_to_save_template
from .log import log, stop_if


@transaction.atomic
def save_direction(direction: PlanDirection | None, *, name: str, is_open: bool = True, by: Actor) -> PlanDirection:
    """Add a direction, or change one; one that is closed stays in the plans that have it and is offered no more."""
    require(by, Permission.SETTINGS_WRITE)
    others = PlanDirection.objects.select_for_update().exclude(pk=direction.pk if direction else 0)
    stop_if(reasons_about_name(name=name, is_taken=others.filter(name__iexact=name.strip()).exists()))
    if direction is None:
        last = PlanDirection.objects.aggregate(last=Max("position"))["last"] or 0
        direction = PlanDirection(key=free_key(name), position=last + 1)
    direction.name, direction.is_open = name.strip(), is_open
    direction.save()
    log(EventKind.CATALOGUE_CHANGED, direction, by=by)
    return direction


def free_key(name: str) -> str:
    """A short key out of the name, with a number where it is taken."""
    start = slugify(name)[:32] or "inriktning"
    taken = set(PlanDirection.objects.filter(key__startswith=start).values_list("key", flat=True))
    return next(key for key in [start, *(f"{start}-{number}" for number in range(2, 99))] if key not in taken)


@transaction.atomic
def save_template(
    template: PlanTemplate | None, *, name: str, lines: Sequence[TemplateLine], is_open: bool = True, by: Actor
) -> PlanTemplate:
    """Add a template, or change one with all its lines; plans that used it are not touched."""
    require(by, Permission.SETTINGS_WRITE)
    others = PlanTemplate.objects.select_for_update().exclude(pk=template.pk if template else 0)
    is_taken = others.filter(name__iexact=name.strip()).exists()
    stop_if(reasons_not_to_save_template(name=name, is_taken=is_taken, lines=lines))
    template = template or PlanTemplate()
    template.name, template.is_open = name.strip(), is_open
    template.save()
    template.actions.all().delete()
    PlanTemplateAction.objects.bulk_create(
        PlanTemplateAction(
            template=template,
            position=position,
            text=line.text.strip(),
            owner=line.owner,
            due_after_days=line.due_after_days,
        )
        for position, line in enumerate(lines, start=1)
    )
    log(EventKind.CATALOGUE_CHANGED, template, by=by)
    return template
