"""Pages about one case (inskrivningens sidor): found with permission, shown with the reading logged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ..access import Permission, may, require
from ..actions.privacy import log_read
from ..models import Case
from ..rules.history import ReadKind
from .request import Request

AnyModel = TypeVar("AnyModel", bound=Model)


def found(request: Request, model: type[AnyModel], permission: Permission, *related: str, **keys: Any) -> AnyModel:
    """The one row with the keys: 404 when there is none, 403 for somebody without the permission on it."""
    row = get_object_or_404(model._default_manager.select_related(*related), **keys)
    require(request.actor, permission, row)
    return row


def found_case(request: Request, pk: int, permission: Permission) -> Case:
    """The case with what the head of its pages says."""
    return found(request, Case, permission, "participant", "unit", "programme", pk=pk)


def show(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    about: Iterable[int],
    kind: ReadKind = ReadKind.READ,
    status: int = 200,
) -> HttpResponse:
    """Answer with a page about somebody; whoever stands on it is named in the log of readings."""
    screen = request.resolver_match.url_name if request.resolver_match else ""
    if people := sorted(set(about)):
        log_read(people, by=request.actor, screen=screen or "", kind=kind)
    return render(request, template, context, status=status)


def show_case(
    request: Request, case: Case, template: str, *, here: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Answer with a page of one case; `here` is the page's own name in the trail."""
    head = {"case": case, "person": case.participant, "trail": trail(request, case, here), "back": back(request, case)}
    return show(request, template, head | context, about=[case.participant_id], status=status)


def trail(request: Request, case: Case, here: str) -> Sequence[tuple[str, str]]:
    """Where one is: the list, the person, this page."""
    return [(_("Deltagare"), reverse("participant_list")), (case.participant.name, back(request, case)), (here, "")]


def back(request: Request, case: Case) -> str:
    """The participant's page, for those who may open it; a referrer or intake after their part is done may not."""
    if may(request.actor, Permission.PARTICIPANT_WORK, case) or may(request.actor, Permission.PARTICIPANT_READ, case):
        return reverse("participant", args=[case.participant_id])
    return ""
