"""The participant list as a competent Django developer writes it, and as it becomes with a query here and there."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case as Either
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bench.reference.frame import log_read, role_of
from stegvis.models import (
    AccessGrant,
    Activity,
    Case,
    CoordinatorPeriod,
    HouseholdChild,
    HouseholdMember,
    Participant,
    Placement,
    Plan,
    PlanAction,
    Programme,
    StaffRole,
)
from stegvis.rules.activity import ActivityKind
from stegvis.rules.household import earliest_birth_year

PAGE_SIZE = 50
SORTS = {"name": "participant__sort_name", "step": "step", "plan": "plan_made_on"}


def visible_cases(request):
    """The unit's cases, without those whose identity is protected unless somebody let the reader in."""
    now = timezone.now()
    grants = AccessGrant.objects.current(now).filter(user=request.user).values("participant_id")
    hidden = Participant.objects.exclude(protection="none").exclude(pk__in=grants).values("pk")
    cases = Case.objects.filter(Q(unit=role_of(request).unit_id) | Q(participant__in=grants))
    return cases.exclude(participant__in=hidden)


def running_on(day):
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@login_required
def participant_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    plans = Plan.objects.filter(case=OuterRef("pk")).order_by("-version")
    due = PlanAction.objects.filter(plan=OuterRef("plan_id"), status__in=["to_do", "started"]).order_by("due_on")
    coordinator = CoordinatorPeriod.objects.filter(case=OuterRef("pk"), ends_on__isnull=True)
    cases = (
        filtered(visible_cases(request), request)
        .select_related("participant")
        .annotate(
            coordinator_name=Subquery(coordinator.values("coordinator__name")[:1]),
            plan_id=Subquery(plans.values("pk")[:1]),
            plan_made_on=Subquery(plans.values("made_on")[:1]),
            plan_answer=Subquery(plans.values("answer")[:1]),
            due_on=Subquery(due.values("due_on")[:1]),
        )
        .prefetch_related(
            Prefetch("placements", Placement.objects.active().select_related("place").order_by("starts_on"), "placed"),
            Prefetch("activities", Activity.objects.filter(running_on(today)), "running"),
        )
        .order_by(*families(request), SORTS.get(request.GET.get("sort"), "participant__sort_name"), "pk")
    )
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("page"))
    for case in page:
        fill(
            case,
            placements=case.placed,
            activities=case.running,
            plan_made_on=case.plan_made_on,
            due_on=case.due_on,
            today=today,
        )
    log_read(request, [case.participant_id for case in page], screen="participant_list", kind="list")
    return shown(request, page)


def filtered(cases, request):
    """The filters of the form above the list."""
    wanted = request.GET
    cases = cases.filter(closed_on__isnull=wanted.get("status") != "closed")
    if wanted.get("coordinator") == "none":
        cases = cases.exclude(coordinator_periods__ends_on__isnull=True)
    elif wanted.get("coordinator", "all") != "all":
        periods = CoordinatorPeriod.objects.current().filter(coordinator=wanted["coordinator"])
        cases = cases.filter(pk__in=periods.values("case_id"))
    if wanted.get("programme"):
        cases = cases.filter(programme=wanted["programme"])
    if wanted.get("step"):
        cases = cases.filter(step=wanted["step"])
    if wanted.get("without_activity"):
        cases = cases.exclude(placements__status="active").exclude(running_on(timezone.localdate()))
    if wanted.get("children"):
        cases = cases.annotate(children=children_at_home(timezone.localdate()))
    if wanted.get("children") == "only":
        cases = cases.filter(children__gt=0)
    return cases


def children_at_home(today):
    """The household's children where a household is noted, else as many as the referral said."""
    lives = HouseholdMember.objects.filter(participant=OuterRef("participant_id"), ends_on__isnull=True)
    children = HouseholdChild.objects.filter(
        household__members__participant=OuterRef("participant_id"),
        household__members__ends_on__isnull=True,
        born_year__gte=earliest_birth_year(today),
    )
    counted = children.order_by().values("household").annotate(number=Count("pk")).values("number")
    noted = Coalesce(Subquery(counted), 0)
    return Either(When(Exists(lives), then=noted), default="children_in_household", output_field=IntegerField())


def families(request):
    """Those with children first, when that is asked for."""
    if not request.GET.get("children"):
        return []
    return [Either(When(children__gt=0, then=0), default=1, output_field=IntegerField())]


def fill(case, *, placements, activities, plan_made_on, due_on, today):
    """What the row says beside what stands in the tables."""
    running = [*placements, *activities]
    case.hours = sum(each.hours_per_week for each in running)
    case.doing = [each.place.name for each in placements]
    case.doing += [each.name or _(ActivityKind(each.kind).label) for each in activities]
    case.more_doing = max(0, len(running) - 2)
    case.plan_days = (today - plan_made_on).days if plan_made_on else None
    days = [day for day in (due_on, *(each.ends_on for each in running)) if day]
    case.next_on = min(days, default=None)
    case.is_late = case.next_on is not None and case.next_on < today


def shown(request, page):
    unit = role_of(request).unit_id
    colleagues = StaffRole.objects.filter(role="coordinator", unit=unit, ends_on__isnull=True)
    context = {
        "page": page,
        "coordinators": colleagues.order_by("user__name").values_list("user_id", "user__name").distinct(),
        "programmes": Programme.objects.filter(is_open=True),
        "steps": range(1, 5),
        "wanted": request.GET,
        "is_filtered": any(key not in ("page", "sort") for key in request.GET),
        "query": urlencode([(key, value) for key, value in request.GET.items() if value and key != "page"]),
    }
    return render(request, "reference/participants.html", context)


@login_required
def participant_list_row_by_row(request: HttpRequest) -> HttpResponse:
    """The same page with what each row needs asked for row by row, and each person logged by themselves."""
    today = timezone.localdate()
    cases = filtered(visible_cases(request), request).order_by(*families(request), "participant__sort_name", "pk")
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("page"))
    for case in page:
        period = case.coordinator_periods.filter(ends_on__isnull=True).first()
        case.coordinator_name = period.coordinator.name if period else None
        plan = case.plans.order_by("-version").first()
        case.plan_answer = plan.answer if plan else None
        action = plan.actions.filter(status__in=["to_do", "started"]).order_by("due_on").first() if plan else None
        placements = list(case.placements.active().order_by("starts_on"))
        activities = list(case.activities.filter(running_on(today)))
        fill(
            case,
            placements=placements,
            activities=activities,
            plan_made_on=plan and plan.made_on,
            due_on=action and action.due_on,
            today=today,
        )
        log_read(request, [case.participant_id], screen="participant_list", kind="list")
    return shown(request, page)
