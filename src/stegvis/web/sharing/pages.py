"""The sharing of one case: what runs, what has gone away, a new one, and the preview before each."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import Permission, may, require
from ...actions.sharing import end_sharing, plan_sharing, share_now
from ...models import Case, SecrecyConsent, SharingSchedule, StaffRole, User
from ...queries.sharing import consents_of, content_of, fingerprint_of, holds, schedules_of, shared_of
from ...rules.people import Role
from ..attempt import REFUSED, attempt, posted
from ..case import found_case, show_case
from ..format import full_date
from ..request import Request
from .forms import EndForm, SharingForm
from .words import readable


@require_safe
def sharing(request: Request, pk: int) -> HttpResponse:
    """What others get to know about one participant, and why they may."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    return sharing_page(request, case)


def sharing_page(
    request: Request, case: Case, *, ending: EndForm | None = None, ending_pk: int = 0, status: int = 200
) -> HttpResponse:
    today = localdate()
    schedules = schedules_of(case, today=today)
    return show_case(
        request,
        case,
        "sharing/sharing.html",
        here=_("Delning"),
        status=status,
        running=[each for each in schedules if each.ended_on is None],
        ended=[each for each in schedules if each.ended_on is not None],
        shared=shared_of(case),
        consents=consents_of(case.participant, today=today),
        may_share=may(request.actor, Permission.SHARING_WRITE, case) and not case.reasons_not_to_write(),
        may_consent=may(request.actor, Permission.CONSENT_WRITE, case.participant),
        ending=ending or EndForm(),
        ending_pk=ending_pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sharing_new(request: Request, pk: int) -> HttpResponse:
    """Decide what somebody gets. Nothing is shared by it."""
    case = found_case(request, pk, Permission.SHARING_WRITE)
    form = SharingForm(posted(request), receivers=_receivers(case), consents=_consents(case))
    if form.is_bound and form.is_valid():
        schedule = attempt(form, lambda: plan_sharing(case, by=request.actor, **form.asked()))
        if schedule is not None:
            said = _("Bestämt. {receiver} får uppgifter första gången {day}, när du har läst igenom och delat.")
            day = full_date(schedule.next_on) if schedule.next_on else ""
            messages.success(request, said.format(receiver=schedule.receiver, day=day))
            return redirect("sharing", pk=pk)
    return show_case(
        request,
        case,
        "sharing/new.html",
        here=_("Bestäm en delning"),
        status=REFUSED if form.errors else 200,
        form=form,
        refused=case.reasons_not_to_write(),
        has_consents=bool(_consents(case)),
    )


def _receivers(case: Case) -> QuerySet[User]:
    """Whoever referred the person, as long as they are a referrer here."""
    referrers = StaffRole.objects.current(localdate()).filter(role=Role.REFERRER).values("user")
    referred = case.participant.referrals.filter(referred_by__isnull=False).values("referred_by")
    return User.objects.filter(pk__in=referred, is_active=True).filter(pk__in=referrers).order_by("name", "pk")


def _consents(case: Case) -> QuerySet[SecrecyConsent]:
    """Those that hold today."""
    rows = SecrecyConsent.objects.filter(participant=case.participant_id)
    return rows.filter(pk__in=[row.pk for row in rows if holds(row, localdate())])


@require_http_methods(["GET", "HEAD", "POST"])
def sharing_preview(request: Request, pk: int) -> HttpResponse:
    """Read through exactly what will go away; then share it, or not."""
    schedule = _found(request, pk)
    case, today = schedule.case, localdate()
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.fields.clear()
        seen = request.POST.get("fingerprint", "")
        done = (
            attempt(form, lambda: share_now(schedule, fingerprint=seen, by=request.actor)) if form.is_valid() else None
        )
        if done is not None:
            messages.success(request, _("Delat med {receiver}.").format(receiver=schedule.receiver))
            return redirect("shared", pk=done.pk)
    content = content_of(schedule, today)
    return show_case(
        request,
        case,
        "sharing/preview.html",
        here=_("Läs igenom och dela"),
        status=REFUSED if form.errors else 200,
        schedule=schedule,
        form=form,
        content=readable(content),
        fingerprint=fingerprint_of(content),
        ground_holds=schedule.consent is None or holds(schedule.consent, today),
        is_early=schedule.next_on is not None and schedule.next_on > today,
    )


def _found(request: Request, pk: int) -> SharingSchedule:
    related = ("case__participant", "case__unit", "case__programme", "consent", "receiver_user")
    schedule = get_object_or_404(SharingSchedule.objects.select_related(*related), pk=pk)
    require(request.actor, Permission.SHARING_WRITE, schedule)
    return schedule


@require_POST
def sharing_end(request: Request, pk: int) -> HttpResponse:
    """No more by this schedule; what has gone away stays listed."""
    schedule = _found(request, pk)
    form = EndForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: end_sharing(schedule, because=because, by=request.actor)) is not None:
            messages.success(request, _("Delningen med {receiver} är avslutad.").format(receiver=schedule.receiver))
            return redirect("sharing", pk=schedule.case_id)
    return sharing_page(request, schedule.case, ending=form, ending_pk=pk, status=REFUSED)
