"""Settings (inställningar): register those who work here, change and close their accounts."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..access import Actor, Permission, require
from ..models import User
from ..rules.history import EventKind
from ..rules.words import Reason
from .handover import leave_without_coordinator
from .log import log, stop_if

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}\Z")


@transaction.atomic
def register_user(*, name: str, username: str, email: str = "", by: Actor) -> User:
    """Register somebody with a local account and no password; they choose one by a link."""
    require(by, Permission.SETTINGS_WRITE)
    name, username, email = name.strip(), username.strip().lower(), email.strip()
    stop_if(_reasons_about_name(name) + _reasons_about_username(username))
    user = User(username=username, name=name, email=email)
    user.set_unusable_password()
    user.save()
    log(EventKind.USER_REGISTERED, user, by=by)
    return user


def _reasons_about_name(name: str) -> list[Reason]:
    return [] if name else [Reason("Skriv namn.", at="name")]


def _reasons_about_username(username: str) -> list[Reason]:
    if not USERNAME.match(username):
        return [Reason("Användarnamnet har minst tre tecken: a–z, siffror, punkt och bindestreck.", at="username")]
    if User.objects.filter(username=username).exists():
        return [Reason("Användarnamnet finns redan.", at="username")]
    return []


@transaction.atomic
def change_user(
    user: User,
    *,
    name: str,
    email: str,
    case_ceiling: int,
    is_active: bool,
    leaves_without: bool = False,
    by: Actor,
) -> User:
    """Change name, address, how many cases somebody is to have at most, and whether they may sign in.

    An account with participants is closed when they have been handed over, or by whoever `leaves_without` knowingly.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    require(by, Permission.SETTINGS_WRITE)
    reasons = _reasons_about_name(name.strip())
    if not is_active and user.pk == by.user_id:
        reasons.append(Reason("Du kan inte stänga ditt eget konto.", at="is_active"))
    stop_if(reasons)
    wanted = {"name": name.strip(), "email": email.strip(), "case_ceiling": case_ceiling, "is_active": is_active}
    changed = sorted(key for key, value in wanted.items() if getattr(user, key) != value)
    if not is_active and "is_active" in changed:
        yesterday = timezone.localdate() - timedelta(days=1)
        leave_without_coordinator(user, unit_id=None, ends_on=yesterday, is_known=leaves_without, by=by)
    for key in changed:
        setattr(user, key, wanted[key])
    if changed:
        user.save(update_fields=changed)
        log(EventKind.USER_CHANGED, user, by=by, columns=changed)
    return user


@transaction.atomic
def note_password_link(user: User, *, by: Actor) -> None:
    """Somebody is given a link with which to choose a password. Whoever holds it can sign in, so the log has it."""
    require(by, Permission.SETTINGS_WRITE)
    stop_if([] if user.is_active else [Reason("Kontot är stängt.")])
    log(EventKind.PASSWORD_LINK_MADE, user, by=by)
