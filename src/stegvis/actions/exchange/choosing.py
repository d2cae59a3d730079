"""Choosing (välja): what happens to the rows of hosts that nobody knows; then the file is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from ...access import Actor, NotAllowedNow, Permission, may, require
from ...models import ImportRun
from ...rules.exchange import (
    FileKind,
    ImportStatus,
    UnknownHost,
    UnknownHosts,
    reasons_not_to_choose,
    reasons_not_to_try_again,
)
from ..log import stop_if
from .runs import read_again


@transaction.atomic
def choose_hosts(run: ImportRun, *, choices: Mapping[str, UnknownHost], by: Actor) -> None:
    """Say what each unknown host is; nothing is saved before the new preview is looked at."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(by, Permission.PLACES_IMPORT)
    stop_if(reasons_not_to_try_again(status=ImportStatus(run.status), has_content=run.content is not None))
    known = UnknownHosts.of(run.choices)
    may_add = may(by, Permission.ORGANISATION_WRITE)
    for key, chosen in choices.items():
        if FileKind(run.kind) is not FileKind.PLACES or key not in known.found:
            continue
        reasons = reasons_not_to_choose(
            do=chosen.do, to=chosen.to, kind=chosen.kind, parent=chosen.parent, may_add=may_add
        )
        if reasons:
            raise NotAllowedNow(reasons)
        known.found[key] = replace(
            known.found[key], rows=1, do=chosen.do, to=chosen.to, kind=chosen.kind, parent=chosen.parent
        )
    run.choices = {key: each.plain() for key, each in known.found.items()}
    read_again(run)
