"""Supervisors (handledare) on screen: the list, one of them, their room in one click, and who supervises where."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from ..access import NotAllowed, Permission, may, require
from ..actions.supervisor import (
    add_load,
    appoint_supervisor,
    end_load,
    note_training,
    save_supervisor,
    set_room,
    stop_supervising,
    take_training,
)
from ..models import Place, StaffRole, Supervisor, SupervisorLoad, SupervisorTraining, User
from ..queries.supervisor import supervisor_list as listed
from ..queries.supervisor import supervisor_page
from ..rules.history import ReadKind
from ..rules.people import Role
from ..rules.supervisor import MOST_HOURS, MOST_PEOPLE
from .answers import among, day_field, hours_field
from .attempt import REFUSED, attempt, posted
from .case import show
from .request import Request, page_asked, query_without

SIGNS_IN = (Role.WORKPLACE_SUPERVISOR, Role.WORK_SUPERVISOR)


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Sök"), max_length=100, required=False)
    untrained = forms.BooleanField(label=gettext_lazy("Bara de som saknar introduktion"), required=False)


class SupervisorForm(forms.Form):
    """Who they are."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    user = forms.ModelChoiceField(
        label=gettext_lazy("Inloggning"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy("Den som loggar in säger själv hur många det finns utrymme för."),
    )
    trained_on = day_field(gettext_lazy("Introduktionen gången"), required=False)
    ends_on = day_field(gettext_lazy("Sista dagen som handledare"), required=False)

    def __init__(self, *args: Any, supervisor: Supervisor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = StaffRole.objects.current(localdate()).filter(role__in=SIGNS_IN)
        users = User.objects.filter(pk__in=current.values("user"), is_active=True)
        among(self, "user", (users | User.objects.filter(supervisor=supervisor)).distinct().order_by("name", "pk"))


class HoursForm(forms.Form):
    """Room in hours, where somebody wants it so."""

    hours_per_week = hours_field(
        gettext_lazy("Timmar i veckan att handleda"), min_value=Decimal(0), max_value=Decimal(MOST_HOURS)
    )


class LoadForm(forms.Form):
    """Others they have for a time."""

    what = forms.CharField(
        label=gettext_lazy("Vilka"), max_length=80, help_text=gettext_lazy("Till exempel studerande eller nyanställda.")
    )
    people = forms.IntegerField(label=gettext_lazy("Antal"), min_value=1, max_value=MOST_PEOPLE)
    hours_per_week = hours_field(
        gettext_lazy("Timmar i veckan de tar"), min_value=Decimal(0), max_value=Decimal(MOST_HOURS)
    )
    starts_on = day_field(gettext_lazy("Från"))
    ends_on = day_field(gettext_lazy("Till"))


class TrainingForm(forms.Form):
    """A training that was offered, and perhaps taken."""

    name = forms.CharField(label=gettext_lazy("Utbildning"), max_length=120)
    offered_on = day_field(gettext_lazy("Erbjuden"))
    taken_on = day_field(gettext_lazy("Gången"), required=False)
    is_introduction = forms.BooleanField(label=gettext_lazy("Det är introduktionen för handledare"), required=False)


class AppointForm(forms.Form):
    """Somebody who supervises already, or somebody new."""

    supervisor = forms.ModelChoiceField(
        label=gettext_lazy("Någon som redan är handledare"),
        queryset=Supervisor.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen av dem"),
    )
    name = forms.CharField(label=gettext_lazy("Någon ny: namn"), max_length=120, required=False)
    people = forms.IntegerField(
        label=gettext_lazy("Hur många kan den nya ta emot?"), min_value=0, max_value=MOST_PEOPLE, required=False
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = place.supervisions.on(localdate()).values("supervisor")
        rows = Supervisor.objects.filter(organisation=place.host_id).exclude(ends_on__lt=localdate())
        among(self, "supervisor", rows.exclude(pk__in=here).order_by("name", "pk"))
        self.fields["supervisor"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


@require_safe
def supervisor_list(request: Request) -> HttpResponse:
    """Everybody who supervises, with how much room they have."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    form = FilterForm(request.GET)
    read: dict[str, Any] = form.cleaned_data if form.is_valid() else {"q": "", "untrained": False}
    found = listed(
        words=read["q"],
        untrained=read["untrained"],
        page=page_asked(request),
        today=localdate(),
    )
    context = {"form": form, "found": found, "today": localdate(), "query": query_without(request.GET, "page")}
    return render(request, "supervisor/list.html", context)


@require_safe
def supervisor_own(request: Request) -> HttpResponse:
    """The own page of somebody who supervises and signs in."""
    own = Supervisor.objects.filter(user=request.actor.user_id).first()
    if own is not None:
        return redirect("supervisor", pk=own.pk)
    require(request.actor, Permission.SUPERVISOR_WRITE)
    return redirect("supervisor_list")


@require_safe
def supervisor(request: Request, pk: int) -> HttpResponse:
    """One supervisor: room, whom they have, places, training."""
    return _page(request, _found(request, pk))


def _found(request: Request, pk: int) -> Supervisor:
    """Those who keep supervisors reach everybody; whoever supervises reaches themselves."""
    one = get_object_or_404(Supervisor.objects.select_related("organisation"), pk=pk)
    if one.user_id != request.actor.user_id and not may(request.actor, Permission.SUPERVISOR_WRITE):
        raise NotAllowed(Permission.SUPERVISOR_WRITE)
    return one


def _page(request: Request, one: Supervisor, *, status: int = 200, **refused: forms.Form) -> HttpResponse:
    today = localdate()
    page = supervisor_page(one, request.actor, today=today)
    may_write = may(request.actor, Permission.SUPERVISOR_WRITE)
    all_forms = {"hours": HoursForm(), "load": LoadForm(initial={"starts_on": today}), "training": TrainingForm()}
    trail = [(_("Handledare"), reverse("supervisor_list"))] if may_write else []
    context = {
        "page": page,
        "one": one,
        "today": today,
        "may_write": may_write,
        "forms": all_forms | refused,
        "trail": [*trail, (one.name, "")],
    }
    about = [row.participant_id for row in page.people]
    return show(request, "supervisor/page.html", context, about=about, kind=ReadKind.LIST, status=status)


def supervisor_edit(request: Request, pk: int) -> HttpResponse:
    """Name, account, introduction and last day."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    one = get_object_or_404(Supervisor.objects.select_related("organisation"), pk=pk)
    before = {name: getattr(one, name) for name in ("name", "user", "trained_on", "ends_on")}
    form = SupervisorForm(posted(request), supervisor=one, initial=before)
    if form.is_bound and form.is_valid():
        saved = attempt(form, lambda: save_supervisor(one, **form.cleaned_data, by=request.actor))
        if saved is not None:
            messages.success(request, _("Ändringarna är sparade."))
            return redirect("supervisor", pk=pk)
    trail = [
        (_("Handledare"), reverse("supervisor_list")),
        (one.name, reverse("supervisor", args=[pk])),
        (_("Ändra"), ""),
    ]
    context = {"form": form, "one": one, "trail": trail}
    return render(request, "supervisor/edit.html", context, status=REFUSED if form.errors else 200)


class PeopleForm(forms.Form):
    """How many, in one click; `place` is the page it was clicked on."""

    people = forms.IntegerField(min_value=0, max_value=MOST_PEOPLE)
    place = forms.IntegerField(min_value=1, max_value=2**31, required=False, widget=forms.HiddenInput)


@require_POST
def supervisor_room(request: Request, pk: int) -> HttpResponse:
    """Room from today on: a number clicked, or hours typed."""
    one = _found(request, pk)
    if "hours_per_week" in request.POST:
        form: forms.Form = HoursForm(request.POST)
        values = ("hours_per_week",)
    else:
        form, values = PeopleForm(request.POST), ("people",)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in values}
        room = attempt(form, lambda: set_room(one, **said, by=request.actor))
        if room is not None:
            messages.success(request, _room_words(one, room.people, room.hours_per_week))
            place = form.cleaned_data.get("place")
            if place and Place.objects.filter(pk=place).exists():
                return redirect("place", pk=place)
            return redirect("supervisor", pk=pk)
    return _page(request, one, status=REFUSED, hours=form)


def _room_words(one: Supervisor, people: int | None, hours: Decimal | None) -> str:
    if people is None:
        return _("{name} har {hours} timmar i veckan att handleda.").format(name=one.name, hours=f"{hours:g}")
    said = ngettext("{name} kan ta emot {num} deltagare.", "{name} kan ta emot {num} deltagare.", people)
    return said.format(name=one.name, num=people)


@require_POST
def supervisor_load(request: Request, pk: int) -> HttpResponse:
    """Others they have for a time."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    one, form = _found(request, pk), LoadForm(request.POST)
    if form.is_valid():
        load = attempt(form, lambda: add_load(one, **form.cleaned_data, by=request.actor))
        if load is not None:
            messages.success(request, _("Det är noterat."))
            return redirect("supervisor", pk=pk)
    return _page(request, one, status=REFUSED, load=form)


@require_POST
def supervisor_load_end(request: Request, pk: int) -> HttpResponse:
    """The others have left."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    one = end_load(get_object_or_404(SupervisorLoad.objects.select_related("supervisor"), pk=pk), by=request.actor)
    messages.success(request, _("Det är noterat."))
    return redirect("supervisor", pk=one.pk)


@require_POST
def supervisor_training(request: Request, pk: int) -> HttpResponse:
    """A training offered, and perhaps taken."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    one, form = _found(request, pk), TrainingForm(request.POST)
    if form.is_valid():
        noted = attempt(form, lambda: note_training(one, **form.cleaned_data, by=request.actor))
        if noted is not None:
            messages.success(request, _("Utbildningen är noterad."))
            return redirect("supervisor", pk=pk)
    return _page(request, one, status=REFUSED, training=form)


@require_POST
def supervisor_training_taken(request: Request, pk: int) -> HttpResponse:
    """What was offered is taken."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    rows = SupervisorTraining.objects.select_related("supervisor")
    done = take_training(get_object_or_404(rows, pk=pk), by=request.actor)
    messages.success(request, _("Utbildningen är noterad."))
    return redirect("supervisor", pk=done.supervisor_id)


def supervisor_appoint(request: Request, pk: int) -> HttpResponse:
    """Who supervises at a place: somebody more."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    place = get_object_or_404(Place.objects.select_related("host"), pk=pk)
    form = AppointForm(posted(request), place=place)
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: appoint_supervisor(place, **form.cleaned_data, by=request.actor))
        if made is not None:
            messages.success(request, _("{name} är handledare på {place}.").format(name=made.name, place=place.name))
            return redirect("place", pk=pk)
    trail = [
        (_("Platser"), reverse("place_list")),
        (place.name, reverse("place", args=[pk])),
        (_("Utse handledare"), ""),
    ]
    context = {"form": form, "place": place, "trail": trail}
    return render(request, "supervisor/appoint.html", context, status=REFUSED if form.errors else 200)


@require_POST
def supervisor_stop(request: Request, pk: int, supervisor: int) -> HttpResponse:
    """Somebody no longer supervises at a place."""
    require(request.actor, Permission.SUPERVISOR_WRITE)
    place = get_object_or_404(Place, pk=pk)
    row = place.supervisions.on(localdate()).filter(supervisor=supervisor).select_related("supervisor").first()
    if row is None:
        raise Http404
    stop_supervising(place, supervisor=row.supervisor, by=request.actor)
    messages.success(request, _("{name} är inte längre handledare här.").format(name=row.supervisor.name))
    return redirect("place", pk=pk)


urls = [
    path("handledare/", supervisor_list, name="supervisor_list"),
    path("handledare/jag/", supervisor_own, name="supervisor_own"),
    path("handledare/<int:pk>/", supervisor, name="supervisor"),
    path("handledare/<int:pk>/andra/", supervisor_edit, name="supervisor_edit"),
    path("handledare/<int:pk>/utrymme/", supervisor_room, name="supervisor_room"),
    path("handledare/<int:pk>/andra-de-har/", supervisor_load, name="supervisor_load"),
    path("handledare/andra-de-har/<int:pk>/slut/", supervisor_load_end, name="supervisor_load_end"),
    path("handledare/<int:pk>/utbildning/", supervisor_training, name="supervisor_training"),
    path("handledare/utbildning/<int:pk>/", supervisor_training_taken, name="supervisor_training_taken"),
    path("platser/<int:pk>/handledare/", supervisor_appoint, name="supervisor_appoint"),
    path("platser/<int:pk>/handledare/<int:supervisor>/slut/", supervisor_stop, name="supervisor_stop"),
]
