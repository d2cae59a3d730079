"""Settings (inställningar): users with roles and units, for whoever keeps the system. Nothing about participants."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.access import NotAllowedNow, Permission, require
from stegvis.actions.people import end_role, give_role
from stegvis.actions.settings import change_user, note_password_link, register_user
from stegvis.models import Organisation, StaffRole, User
from stegvis.queries.settings import NEEDS_UNIT, roles_of, units, user_list
from stegvis.rules.people import OrganisationKind, Role
from stegvis.web.answers import day_field, kind_field
from stegvis.web.attempt import REFUSED, attempt
from stegvis.web.fields import Option
from stegvis.web.format import full_date, reason
from stegvis.web.request import Request, page_asked


class UserForm(forms.Form):
    """Somebody who is to sign in here with an account of our own."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    username = forms.CharField(
        label=gettext_lazy("Användarnamn"),
        help_text=gettext_lazy("Till exempel maria.ekdahl. Går inte att ändra sedan."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(label=gettext_lazy("E-post"), required=False)


class ChangeForm(forms.Form):
    """What can be changed of somebody who is here."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-post"), required=False)
    case_ceiling = forms.IntegerField(
        label=gettext_lazy("Högst antal deltagare"),
        help_text=gettext_lazy("Mottagningen ser det när nya fördelas."),
        min_value=1,
        max_value=200,
    )
    is_active = forms.BooleanField(label=gettext_lazy("Får logga in"), required=False)
    leaves_without = forms.BooleanField(
        label=gettext_lazy("Stäng ändå"),
        help_text=gettext_lazy("Bara om det måste ske nu. Deltagarna står utan koordinator på enhetschefens Idag."),
        required=False,
    )


class RoleForm(forms.Form):
    """A role, where, and from when."""

    role = kind_field(gettext_lazy("Roll"), Role, blank=gettext_noop("Välj roll"))
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Enhet"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Hela kommunen"),
    )
    starts_on = day_field(gettext_lazy("Från och med"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        own = (OrganisationKind.DEPARTMENT, OrganisationKind.UNIT, OrganisationKind.MUNICIPALITY)
        unit.queryset = Organisation.objects.filter(kind__in=own).order_by("name")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("role") in NEEDS_UNIT and data.get("unit") is None and "unit" not in self.errors:
            self.add_error("unit", _("Rollen gäller i en enhet. Välj vilken."))
        return data


@require_safe
def settings_index(request: Request) -> HttpResponse:
    """Users and units."""
    require(request.actor, Permission.SETTINGS_WRITE)
    today = timezone.localdate()
    named, key = request.GET.get("named", "").replace("\x00", "")[:80], request.GET.get("role", "")
    role = Role(key) if key in set(Role) else None
    found = user_list(named=named, role=role, page=page_asked(request), today=today)
    roles = [Option("", _("Alla roller"), role is None)]
    roles += [Option(each.value, _(each.label), each is role) for each in Role]
    context = {
        "found": found,
        "units": units(today=today),
        "named": named,
        "roles": roles,
        "query": urlencode({key: value for key, value in (("named", named), ("role", role or "")) if value}),
    }
    return render(request, "settings/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user_new(request: Request) -> HttpResponse:
    """Register somebody; the next page gives the link with which they choose a password."""
    require(request.actor, Permission.SETTINGS_WRITE)
    form = UserForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        user = attempt(form, lambda: register_user(**form.cleaned_data, by=request.actor))
        if user is not None:
            messages.success(request, _("{name} är upplagd. Ge en roll och en länk.").format(name=user.name))
            return redirect("settings_user", pk=user.pk)
    return render(request, "settings/new.html", {"form": form}, status=REFUSED if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user_settings(request: Request, pk: int) -> HttpResponse:
    """One user: the facts, the roles, the way in."""
    require(request.actor, Permission.SETTINGS_WRITE)
    user = get_object_or_404(User, pk=pk)
    start = {"name": user.name, "email": user.email, "case_ceiling": user.case_ceiling, "is_active": user.is_active}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        changed = attempt(form, lambda: change_user(user, **form.cleaned_data, by=request.actor))
        if changed is not None:
            messages.success(request, _("Sparat."))
            return redirect("settings_user", pk=user.pk)
    return _show_user(request, user, form=form, status=REFUSED if form.is_bound else 200)


def _show_user(request: Request, user: User, *, status: int = 200, **shown: Any) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "person": user,
        "form": shown.get("form") or ChangeForm(initial=vars(user)),
        "role_form": shown.get("role_form") or RoleForm(initial={"starts_on": today}),
        "roles": roles_of(user, today=today),
        "link": shown.get("link", ""),
        "refusals": shown.get("refusals", []),
        "ends_anyway": shown.get("ends_anyway"),
        "has_password": user.has_usable_password(),
        "today": today,
    }
    return render(request, "settings/user.html", context, status=status)


@require_POST
def user_role_give(request: Request, pk: int) -> HttpResponse:
    """Give a role; it holds from the day, at the user's next request."""
    require(request.actor, Permission.SETTINGS_WRITE)
    user = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        given = attempt(form, lambda: give_role(user, **form.cleaned_data, by=request.actor))
        if given is not None:
            messages.success(request, _("Rollen är given."))
            return redirect("settings_user", pk=user.pk)
    return _show_user(request, user, role_form=form, status=REFUSED)


@require_POST
def user_role_end(request: Request, pk: int, role_pk: int) -> HttpResponse:
    """End a role; yesterday is the last day, so that the right is gone at the next request."""
    require(request.actor, Permission.SETTINGS_WRITE)
    staff_role = get_object_or_404(StaffRole.objects.select_related("user"), pk=role_pk, user=pk)
    if _is_own_way_in(request, staff_role):
        own = _("Du kan inte avsluta din egen roll som systemförvaltare. En annan systemförvaltare kan.")
        return _show_user(request, staff_role.user, refusals=[own], status=REFUSED)
    last_day, knows = _last_day(staff_role), request.POST.get("leaves_without") == "yes"
    try:
        left = end_role(staff_role, ends_on=last_day, leaves_without=knows, by=request.actor)
    except NotAllowedNow as refusal:
        refusals = [reason(each) for each in refusal.reasons]
        return _show_user(request, staff_role.user, refusals=refusals, ends_anyway=staff_role.pk, status=REFUSED)
    messages.success(request, _ended(last_day))
    if left:
        said = ngettext("{many} deltagare står utan koordinator.", "{many} deltagare står utan koordinator.", left)
        messages.warning(request, said.format(many=left))
    return redirect("settings_user", pk=pk)


def _is_own_way_in(request: Request, staff_role: StaffRole) -> bool:
    return staff_role.user_id == request.actor.user_id and staff_role.role == Role.ADMINISTRATOR


def _last_day(staff_role: StaffRole) -> date:
    """Yesterday; for a role that began today or later its own first day, since a period has at least one."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return max(yesterday, staff_role.starts_on)


def _ended(last_day: date) -> str:
    if last_day < timezone.localdate():
        return _("Rollen är avslutad. Sista dagen var {day}.").format(day=full_date(last_day))
    return _("Rollen började nyss och gäller dagen ut. Stäng kontot om personen ska ut genast.")


@never_cache
@require_POST
def user_password_link(request: Request, pk: int) -> HttpResponse:
    """A link with which the user chooses a password, shown once: it holds for one use."""
    require(request.actor, Permission.SETTINGS_WRITE)
    user = get_object_or_404(User, pk=pk)
    try:
        note_password_link(user, by=request.actor)
    except NotAllowedNow as refusal:
        return _show_user(request, user, refusals=[reason(each) for each in refusal.reasons], status=REFUSED)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, _dash, token = key.partition("-")
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
    return _show_user(request, user, link=request.build_absolute_uri(address))


urls = [
    path("installningar/", settings_index, name="settings_index"),
    path("installningar/anvandare/ny/", user_new, name="settings_user_new"),
    path("installningar/anvandare/<int:pk>/", user_settings, name="settings_user"),
    path("installningar/anvandare/<int:pk>/roll/", user_role_give, name="settings_role_give"),
    path("installningar/anvandare/<int:pk>/roll/<int:role_pk>/avsluta/", user_role_end, name="settings_role_end"),
    path("installningar/anvandare/<int:pk>/lank/", user_password_link, name="settings_password_link"),
]
