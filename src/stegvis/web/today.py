"""Today (Idag): the page somebody begins the day with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from stegvis.access import NotAllowedNow, Permission, require
from stegvis.actions.privacy import log_read
from stegvis.actions.today import snooze
from stegvis.queries.today import Person, Today, today_of
from stegvis.rules.history import ReadKind
from stegvis.rules.today import Band, WorkLine, WorkRule
from stegvis.web import format
from stegvis.web.drawing.ages import Age, AgeBar, age_bar
from stegvis.web.fields import Option
from stegvis.web.request import Request

WORDS = (
    gettext_noop("inget"), gettext_noop("en"), gettext_noop("två"), gettext_noop("tre"), gettext_noop("fyra"),
    gettext_noop("fem"), gettext_noop("sex"), gettext_noop("sju"), gettext_noop("åtta"), gettext_noop("nio"),
    gettext_noop("tio"), gettext_noop("elva"), gettext_noop("tolv"),
)  # fmt: skip
SNOOZE_REASONS = (
    gettext_noop("Väntar på svar."),
    gettext_noop("Deltagaren är sjuk eller ledig."),
    gettext_noop("Annat är viktigare i dag."),
)
ACT: dict[WorkRule, tuple[str, Callable[[WorkLine, Person], int]]] = {
    WorkRule.OBJECTION: ("plan", lambda line, person: line.case_id),
    WorkRule.PLACEMENT_OVERDUE: ("placement", lambda line, person: line.subject_id),
    WorkRule.READY_TO_START: ("placement", lambda line, person: line.subject_id),
    WorkRule.READY_TO_SIGN: ("placement", lambda line, person: line.subject_id),
    WorkRule.PLACEMENT_ENDS: ("placement_extend", lambda line, person: line.subject_id),
    WorkRule.RESERVATION_EXPIRED: ("placement", lambda line, person: line.subject_id),
    WorkRule.EVALUATION_MISSING: ("placement", lambda line, person: line.subject_id),
    WorkRule.MAPPING_MISSING: ("mapping_new", lambda line, person: line.case_id),
    WorkRule.PLAN_MISSING: ("plan_edit", lambda line, person: line.case_id),
    WorkRule.NO_ACTIVITY: ("activity_new", lambda line, person: line.case_id),
    WorkRule.PLAN_UNANSWERED: ("plan", lambda line, person: line.case_id),
    WorkRule.MEETING_SOON: ("meeting_before", lambda line, person: line.case_id),
    WorkRule.MEETING_UNSETTLED: ("meeting", lambda line, person: line.subject_id),
    WorkRule.FOLLOW_UP: ("conversation", lambda line, person: line.case_id),
    WorkRule.ABSENT_LONG: ("week", lambda line, person: line.case_id),
    WorkRule.ACTION_LATE: ("plan", lambda line, person: line.case_id),
    WorkRule.PARTICIPANT_UNANSWERED: ("placement", lambda line, person: line.subject_id),
    WorkRule.HOST_UNANSWERED: ("placement", lambda line, person: line.subject_id),
    WorkRule.EMPLOYMENT_ENDS: ("employment", lambda line, person: line.subject_id),
    WorkRule.AGREEMENT_ENDS: ("placement", lambda line, person: line.subject_id),
    WorkRule.ORDER_ANSWERED: ("case_order", lambda line, person: line.case_id),
    WorkRule.ORDER_LATE: ("case_order", lambda line, person: line.case_id),
    WorkRule.ORDER_WAITING: ("order_answer", lambda line, person: line.subject_id),
    WorkRule.EMPLOYER_STEP: ("employer", lambda line, person: line.subject_id),
    WorkRule.AGREEMENT_RENEW: ("agreement", lambda line, person: line.subject_id),
    WorkRule.OUTGROWN: ("match", lambda line, person: person.participant_id),
    WorkRule.OUTGROWN_HERE: ("placement", lambda line, person: line.subject_id),
    WorkRule.OUTGROWN_PLACE: ("place", lambda line, person: line.subject_id),
    WorkRule.SAME_STEP: ("criteria", lambda line, person: line.case_id),
    WorkRule.CONFIRM_OUTCOME: ("outcome_confirm", lambda line, person: line.case_id),
    WorkRule.HOST_ASKED: ("placement", lambda line, person: line.subject_id),
    WorkRule.SHARING_DUE: ("sharing_preview", lambda line, person: line.subject_id),
    WorkRule.TRANSFER_WAITING: ("transfer", lambda line, person: line.subject_id),
    WorkRule.REQUEST_WAITING: ("request_answer", lambda line, person: line.subject_id),
    WorkRule.PLACE_PHONE: ("place", lambda line, person: line.subject_id),
    WorkRule.PLACE_CHANGED: ("place", lambda line, person: line.subject_id),
    WorkRule.PLACE_APPROVE: ("place", lambda line, person: line.subject_id),
    WorkRule.PLACE_UNION: ("place", lambda line, person: line.subject_id),
    WorkRule.PLACE_OPEN: ("place", lambda line, person: line.subject_id),
    WorkRule.PLACE_PROFILE: ("place", lambda line, person: line.subject_id),
    WorkRule.INCIDENT_WAITING: ("incident", lambda line, person: line.subject_id),
    WorkRule.INTRODUCTION_LATE: ("introduction", lambda line, person: line.subject_id),
    WorkRule.REFERRAL_WAITING: ("referral", lambda line, person: line.subject_id),
    WorkRule.NO_COORDINATOR: ("coordinator_assign", lambda line, person: line.case_id),
}
"""Where each rule leads: the address and the key it takes. A month has no key, and stands in `_href`."""


TOPICS: dict[WorkRule, str] = {
    WorkRule.OBJECTION: gettext_noop("invändning mot planen"),
    WorkRule.PLACEMENT_OVERDUE: gettext_noop("placering att avsluta"),
    WorkRule.READY_TO_START: gettext_noop("placering att starta"),
    WorkRule.READY_TO_SIGN: gettext_noop("överenskommelse att skriva under"),
    WorkRule.PLACEMENT_ENDS: gettext_noop("placering som slutar"),
    WorkRule.RESERVATION_EXPIRED: gettext_noop("förslag utan svar"),
    WorkRule.EVALUATION_MISSING: gettext_noop("utvärdering saknas"),
    WorkRule.MAPPING_MISSING: gettext_noop("kartläggning"),
    WorkRule.PLAN_MISSING: gettext_noop("första planen"),
    WorkRule.NO_ACTIVITY: gettext_noop("utan insats"),
    WorkRule.PLAN_UNANSWERED: gettext_noop("svar på planen"),
    WorkRule.MEETING_SOON: gettext_noop("möte"),
    WorkRule.MEETING_UNSETTLED: gettext_noop("möte att skriva in"),
    WorkRule.FOLLOW_UP: gettext_noop("samtal"),
    WorkRule.ABSENT_LONG: gettext_noop("lång frånvaro"),
    WorkRule.ACTION_LATE: gettext_noop("sak i planen"),
    WorkRule.PARTICIPANT_UNANSWERED: gettext_noop("svar på förslag"),
    WorkRule.HOST_UNANSWERED: gettext_noop("svar från värden"),
    WorkRule.EMPLOYMENT_ENDS: gettext_noop("anställning som slutar"),
    WorkRule.AGREEMENT_ENDS: gettext_noop("avtal som går ut"),
    WorkRule.ORDER_ANSWERED: gettext_noop("svar på platsbeställning"),
    WorkRule.ORDER_LATE: gettext_noop("platsbeställning utan svar"),
    WorkRule.ORDER_WAITING: gettext_noop("platsbeställning"),
    WorkRule.EMPLOYER_STEP: gettext_noop("nästa steg hos arbetsgivare"),
    WorkRule.AGREEMENT_RENEW: gettext_noop("avtal som går ut"),
    WorkRule.OUTGROWN: gettext_noop("dags att gå vidare"),
    WorkRule.OUTGROWN_HERE: gettext_noop("dags att gå vidare"),
    WorkRule.OUTGROWN_PLACE: gettext_noop("dags att gå vidare"),
    WorkRule.SAME_STEP: gettext_noop("länge på samma steg"),
    WorkRule.CONFIRM_OUTCOME: gettext_noop("utfall att bekräfta"),
    WorkRule.HOST_ASKED: gettext_noop("fråga om plats"),
    WorkRule.SHARING_DUE: gettext_noop("delning"),
    WorkRule.TRANSFER_WAITING: gettext_noop("överlämning"),
    WorkRule.REQUEST_WAITING: gettext_noop("begäran"),
    WorkRule.PLACE_PHONE: gettext_noop("arbetsplats att fråga om"),
    WorkRule.PLACE_CHANGED: gettext_noop("ändrad arbetsplats"),
    WorkRule.PLACE_APPROVE: gettext_noop("godkännande av arbetsplats"),
    WorkRule.PLACE_UNION: gettext_noop("facklig dialog"),
    WorkRule.PLACE_OPEN: gettext_noop("arbetsplats att öppna"),
    WorkRule.PLACE_PROFILE: gettext_noop("platsprofil"),
    WorkRule.INCIDENT_WAITING: gettext_noop("tillbud"),
    WorkRule.INTRODUCTION_LATE: gettext_noop("introduktion"),
    WorkRule.MONTH_WAITING: gettext_noop("månad att godkänna"),
    WorkRule.REFERRAL_WAITING: gettext_noop("anvisning"),
    WorkRule.NO_COORDINATOR: gettext_noop("utan koordinator"),
}
"""What each rule is about, in a word or two."""


@dataclass(frozen=True)
class Row:
    """One line, ready to print."""

    line: WorkLine
    person: Person
    act: str
    href: str

    @property
    def about(self) -> str:
        """The page of who it is about; of what is no person, the page where the act is done."""
        key = self.person.participant_id
        return reverse("participant", args=[key]) if key else self.href


@dataclass(frozen=True)
class Group:
    """The lines of one band."""

    band: Band
    rows: list[Row]


@require_safe
def today(request: Request) -> HttpResponse:
    """What needs the reader, most urgent first."""
    require(request.actor, Permission.TODAY_READ)
    return _page(request)


def _page(request: Request, *, refused: NotAllowedNow | None = None) -> HttpResponse:
    day = timezone.localdate()
    found = today_of(request.actor, day=day)
    shown = {person.participant_id for _line, person in found.lines if person.participant_id}
    if shown:
        log_read(sorted(shown), by=request.actor, screen="today", kind=ReadKind.LIST)
    groups = _groups(found, day)
    context = {
        "found": found,
        "groups": groups,
        "heading": _heading(groups),
        "ages": _ages(found),
        "days": _days(day),
        "why": [Option(reason, _(reason)) for reason in SNOOZE_REASONS],
        "topics": TOPICS,
        "refusals": refused.reasons if refused else [],
        "counts": {"today": len(found.lines)},
    }
    return render(request, "today/today.html", context, status=409 if refused else 200)


def _groups(found: Today, day: date) -> list[Group]:
    rows: dict[Band, list[Row]] = {band: [] for band in Band}
    for line, person in found.lines:
        rows[line.band(day)].append(Row(line, person, line.rule.label, _href(line, person)))
    return [Group(band, rows[band]) for band in Band if rows[band]]


def _href(line: WorkLine, person: Person) -> str:
    """Where the line leads; a month is asked for in the query of its page."""
    if line.rule is WorkRule.MONTH_WAITING:
        return f"{reverse('attendance_month')}?dag={date.fromordinal(line.subject_id).isoformat()}"
    url_name, key = ACT[line.rule]
    return reverse(url_name, args=[key(line, person)])


def in_words(number: int) -> str:
    """Small numbers as words, as one says them; larger ones as figures."""
    return _(WORDS[number]) if number < len(WORDS) else format.number(number)


def _heading(groups: list[Group]) -> str:
    total = sum(len(group.rows) for group in groups)
    soon = sum(len(group.rows) for group in groups if group.band is Band.BEFORE_WEEKEND)
    if not total:
        return _("Inget behöver dig just nu")
    said = ngettext("%(many)s sak behöver dig", "%(many)s saker behöver dig", total) % {"many": in_words(total)}
    if 0 < soon < total:
        said = _("%(all)s, %(soon)s före helgen") % {"all": said, "soon": in_words(soon)}
    return said[:1].upper() + said[1:]


def _ages(found: Today) -> AgeBar:
    words = (_("under 30 dagar"), "30–60", "61–90", _("över 90"))
    return age_bar([Age(count, label) for count, label in zip(found.plan_ages, words, strict=True)])


def _days(day: date) -> list[Option]:
    """Tomorrow, the next Monday, and in one and two weeks."""
    monday = day + timedelta(days=7 - day.weekday())
    days = sorted({day + timedelta(days=1), monday, day + timedelta(days=7), day + timedelta(days=14)})
    return [Option(each.isoformat(), format.weekday_and_date(each)) for each in days]


class SnoozeForm(forms.Form):
    """Until when, and why it can wait."""

    rule = forms.ChoiceField(choices=WorkRule.choices())
    subject_id = forms.IntegerField()
    until = forms.DateField()
    reason = forms.CharField(max_length=200)


@require_POST
def put_off(request: Request) -> HttpResponse:
    """Put one line off."""
    require(request.actor, Permission.TODAY_READ)
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Välj en dag och skriv varför det kan vänta."))
        return redirect("today")
    try:
        row = snooze(**form.cleaned_data, by=request.actor)
    except NotAllowedNow as refused:
        return _page(request, refused=refused)
    messages.success(request, _("Det kommer tillbaka %(day)s.") % {"day": format.day_and_month(row.until)})
    return redirect("today")


urls = [
    path("idag/", today, name="today"),
    path("idag/skjut-upp/", put_off, name="snooze"),
]
