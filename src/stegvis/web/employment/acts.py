"""Acts of employments and extracts (göra): employ, decide, go on longer, renew, rest, end, and that one was shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...access import NotAllowedNow, Permission, may
from ...actions import employment as acts
from ...actions.extract import note_extract
from ...models import Case, Employment, Participant, Placement
from ...queries.extract import extracts_of
from ...rules.employment import Contract, Person, Support, notes_on_employment, notes_on_wage, support_rule
from ...rules.placement import months_later
from ...rules.words import Reason
from ..attempt import REFUSED, attempt, posted
from ..case import back, found, found_case, show, show_case
from ..format import reason
from ..request import Request
from .forms import DecisionForm, EmploymentForm, EndForm, ExtractForm, LongerForm, RenewForm
from .pages import found_employment, show_employment, trail


def employment_new(request: Request, pk: int) -> HttpResponse:
    """Employ somebody; every reason stands at its field."""
    case = found_case(request, pk, Permission.EMPLOYMENT_WRITE)
    form = EmploymentForm(posted(request), on=localdate())
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: acts.employ(case, **form.cleaned_data, by=request.actor))
        if made is not None:
            messages.success(request, _("Anställningen är sparad."))
            _tell(request, _about_support(made, form))
            return redirect("employment", pk=made.pk)
    return show_case(
        request,
        case,
        "employment/new.html",
        here=_("Ny anställning"),
        status=REFUSED if form.errors else 200,
        form=form,
        is_closed=case.closed_on is not None,
    )


def _asked(
    request: Request,
    one: Employment,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    heading: str,
    lead: str,
    button: str,
    done: str,
    notes: Callable[[Any], list[Reason]] = lambda made: [],
    **context: Any,
) -> HttpResponse:
    """A page with one form about an employment; back to it when done, with what is worth knowing (`notes`)."""
    if form.is_bound and form.is_valid():
        result = attempt(form, act)
        if result is not None:
            messages.success(request, done)
            _tell(request, notes(result))
            key = result.pk if isinstance(result, Employment) else one.pk
            return redirect("employment", pk=key)
    words = {"heading": heading, "lead": lead, "button": button, "trail": trail(one, heading)}
    page = {"form": form, "one": one, "person": one.case.participant} | words | context
    status = REFUSED if form.errors else 200
    return show(request, "employment/ask.html", page, about=[one.case.participant_id], status=status)


def _tell(request: Request, notes: list[Reason]) -> None:
    for note in notes:
        messages.info(request, reason(note))


def _about_support(made: Employment, form: forms.Form) -> list[Reason]:
    person = made.case.participant
    return notes_on_employment(
        support=Support(made.support),
        starts_on=made.starts_on,
        ends_on=made.ends_on,
        person=Person(person.born_on, form.cleaned_data["away_months"], person.arrived_on),
    )


def employment_decision(request: Request, pk: int) -> HttpResponse:
    """Note what the employment service has decided."""
    one = found_employment(request, pk)
    rule = support_rule(Support(one.support), on=one.starts_on)
    form = DecisionForm(posted(request), rule=rule, initial=_decision_as_expected(one))
    return _asked(
        request,
        one,
        form,
        lambda: acts.note_decision(one, **form.said(), by=request.actor),
        heading=_("Skriv in ett beslut"),
        lead=_("Arbetsförmedlingen beslutar om stödet. Här står bara vad beslutet säger, aldrig varför."),
        button=_("Spara beslutet"),
        done=_("Beslutet är sparat."),
        notes=lambda made: notes_on_wage(
            support=Support(one.support), on=made.starts_on, wage_sek=form.cleaned_data.get("wage_sek")
        ),
        rule=rule,
    )


def _decision_as_expected(one: Employment) -> dict[str, Any]:
    """From the day after the last one, for as long as is usual, within the employment."""
    last = one.decisions.order_by("-ends_on").first()
    first = last.ends_on + timedelta(days=1) if last else one.starts_on
    rule = support_rule(Support(one.support), on=first)
    until = months_later(first, rule.longest_at_a_time) - timedelta(days=1) if rule and rule.longest_at_a_time else None
    ends_on = min((day for day in (until, one.ends_on) if day), default=None)
    return {"starts_on": first, "ends_on": ends_on, "share_percent": rule.share_percent if rule else None}


def employment_longer(request: Request, pk: int) -> HttpResponse:
    """Let it go on until a later day."""
    one = found_employment(request, pk)
    form = LongerForm(posted(request))
    return _asked(
        request,
        one,
        form,
        lambda: acts.extend_employment(one, **form.cleaned_data, by=request.actor),
        heading=_("Förläng anställningen"),
        lead=_("Stödet förlängs för sig, med ett nytt beslut."),
        button=_("Förläng"),
        done=_("Anställningen är förlängd."),
    )


def employment_renew(request: Request, pk: int) -> HttpResponse:
    """The same again, from a day after it has ended."""
    one = found_employment(request, pk)
    first: date = one.ends_on + timedelta(days=1) if one.ends_on else localdate()
    initial = {"starts_on": first, "hours_per_week": one.hours_per_week}
    form = RenewForm(posted(request), on=first, contract=Contract(one.contract), initial=initial)
    return _asked(
        request,
        one,
        form,
        lambda: acts.renew_employment(one, **form.cleaned_data, by=request.actor),
        heading=_("Förnya anställningen"),
        lead=_("En ny anställning av samma slag, efter den som slutar. Reglerna prövas på nytt."),
        button=_("Förnya"),
        done=_("Anställningen är förnyad."),
        notes=lambda made: _about_support(made, form),
    )


def employment_end(request: Request, pk: int) -> HttpResponse:
    """End it on a day, with the reason."""
    one = found_employment(request, pk)
    form = EndForm(posted(request))
    return _asked(
        request,
        one,
        form,
        lambda: acts.end_employment(one, **form.cleaned_data, by=request.actor),
        heading=_("Avsluta anställningen"),
        lead=_("Beslut om stöd som gäller längre kortas till samma dag."),
        button=_("Avsluta"),
        done=_("Anställningen är avslutad."),
    )


@require_POST
def employment_rest(request: Request, pk: int, placement_pk: int) -> HttpResponse:
    """Let a placement rest on it, or no longer (`act` is "off")."""
    one = found_employment(request, pk)
    placement = get_object_or_404(Placement, pk=placement_pk, case=one.case_id)
    is_off = request.POST.get("act") == "off"
    try:
        acts.rest_on(placement, employment=None if is_off else one, by=request.actor)
    except NotAllowedNow as refused:
        return show_employment(request, one, refused=refused)
    done = _("Placeringen vilar inte längre på anställningen.") if is_off else _("Placeringen vilar på anställningen.")
    messages.success(request, done)
    return redirect("employment", pk=pk)


def extract_new(request: Request, pk: int) -> HttpResponse:
    """Note that somebody has shown an extract, and see when it was done before."""
    person = found(request, Participant, Permission.EXTRACT_NOTE, pk=pk)
    form = ExtractForm(posted(request))
    is_sent = form.is_bound and form.is_valid()
    if is_sent and attempt(form, lambda: note_extract(person, **form.cleaned_data, by=request.actor)) is not None:
        messages.success(request, _("Noterat: utdraget är visat. Ge tillbaka papperet."))
        return redirect("extract_new", pk=pk)
    case = Case.objects.filter(participant=person).order_by("-opened_on", "-pk").first()
    may_name = may(request.actor, Permission.PARTICIPANT_NAME, person)
    href = (back(request, case) if case else "") or (reverse("participant", args=[pk]) if may_name else "")
    context = {"form": form, "person": person, "rows": extracts_of(person.pk), "back": href}
    context["trail"] = [(person.name, href), (_("Utdrag ur belastningsregistret"), "")]
    status = REFUSED if form.errors else 200
    return show(request, "extract/new.html", context, about=[person.pk], status=status)
