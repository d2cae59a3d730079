"""Signing in (inloggning): the demonstration's door, where each role begins, and those without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, URLResolver, include, path
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from stegvis.access.actor import PARTICIPANT
from stegvis.demo import mark
from stegvis.models import StaffRole
from stegvis.web.door import demo_participant
from stegvis.web.navigation import first_page
from stegvis.web.own.door import let_in


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the demonstration's person with a role. Outside a demonstration this door does not exist."""
    if not (settings.DEMO and mark.found()):
        raise Http404
    person = demo_participant()
    if request.POST.get("role") == PARTICIPANT and person is not None:
        let_in(request, person)
        return redirect("own_home")
    roles = StaffRole.objects.current(timezone.localdate()).select_related("user").order_by("pk")
    staff_role = get_object_or_404(roles.filter(role=request.POST.get("role", ""))[:1])
    login(request, staff_role.user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")


@login_not_required
def login_without_account(request: HttpRequest) -> HttpResponse:
    """The municipality knows who this is, but nobody has given them an account here."""
    return render(request, "account/without_account.html", status=403)


def home(request: HttpRequest) -> HttpResponse:
    """The first page of the role; somebody without a current role is told so."""
    address = first_page(request)
    return redirect(address) if address else render(request, "account/without_role.html", status=403)


urls: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("demo/logga-in/", demo_sign_in, name="demo_sign_in"),
    path("konto/saknas/", login_without_account, name="login_without_account"),
    path("konto/", include("allauth.urls")),
    path("sprak/", login_not_required(set_language), name="set_language"),
]
