"""Attempt (försök): do what a form asks for; a rule's no becomes the form's errors, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from ..access import NotAllowedNow
from .format import reason

Result = TypeVar("Result")
REFUSED = 422
CHANGED_MEANWHILE = 409


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form that is shown by GET and saved by POST."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, act: Callable[[], Result]) -> Result | None:
    """What the act gives; or None, with every reason at its field, or above the form where it has none.

    A form whose fields have other names than the rule's says so in `stands_at`.
    """
    try:
        return act()
    except NotAllowedNow as refusal:
        names = getattr(form, "stands_at", {})
        for one in refusal.reasons:
            at = names.get(one.at, one.at)
            form.add_error(at if at in form.fields else None, reason(one))
    return None
