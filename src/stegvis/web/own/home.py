"""The participant's first page (Mina sidor): what is new, what comes, and the way to everything else."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ..request import Request
from .door import Own, own_page, show_own


@require_safe
@own_page
def own_home(request: Request, own: Own) -> HttpResponse:
    """What needs me, what is tomorrow, my week, my plan, my steps."""
    return show_own(request, own, "own/home.html", {})
