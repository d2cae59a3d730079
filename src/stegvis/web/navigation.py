"""The main menu (huvudmenyn): which pages each role finds at the left, at most seven."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from stegvis.access import Permission, may

MOST_ENTRIES = 7


@dataclass(frozen=True)
class Entry:
    """One page in the menu: `url_name` is where it leads, `sections` the url names' first words that light it."""

    label: str
    url_name: str
    sections: frozenset[str]


@dataclass(frozen=True)
class NavItem:
    """One line of the menu, ready to print; `current` is "page", "true" (a page below it) or empty."""

    label: str
    url: str
    count: int | None
    current: str


def _entry(label: str, url_name: str, *more_sections: str) -> Entry:
    return Entry(label, url_name, frozenset({url_name.partition("_")[0], *more_sections}))


ABOUT_A_PERSON = (
    "people", "case", "mapping", "plan", "criteria", "step", "activity", "match", "placement", "outcome", "coordinator",
    "privacy", "week", "absence",
    "rating", "meeting", "conversation", "note", "document", "programme", "household", "sharing", "consent",
    "own", "request", "message", "employment", "extract",
)  # fmt: skip

TODAY = _entry(gettext_noop("Idag"), "today")
REFERRALS = _entry(gettext_noop("Anvisningar"), "referral_list", "transfer")
SHARED = _entry(gettext_noop("Delat med mig"), "shared_list")
OWN_REFERRALS = _entry(gettext_noop("Mina anvisningar"), "referral_list", "participant", *ABOUT_A_PERSON)
PARTICIPANTS = _entry(gettext_noop("Deltagare"), "participant_list", *ABOUT_A_PERSON)
AWAY = _entry(gettext_noop("Borta i dag"), "away_today")
ATTENDANCE = _entry(gettext_noop("Närvaro"), "attendance_day", "incident", "introduction")
COURSES = _entry(gettext_noop("Kurser"), "course_list")
PLACES = _entry(gettext_noop("Platser"), "place_list", "ledger", "mandate", "agreement", "supervisor")
EMPLOYMENTS = _entry(gettext_noop("Anställningar"), "employment_list")
OWN_ROOM = _entry(gettext_noop("Mitt utrymme"), "supervisor_own")
EMPLOYERS = _entry(gettext_noop("Arbetsgivare"), "employer_list", "organisation")
ORDERS = _entry(gettext_noop("Platsbeställningar"), "order_list")
ASSESS = _entry(gettext_noop("Bedöma"), "assess")
UNIT = _entry(gettext_noop("Enheten"), "unit_points", "handover", "cover")
FIGURES = _entry(gettext_noop("Uppföljning"), "indicator_list", "project", "quality", "stated", "outlook")
COMMITTEE = _entry(gettext_noop("Läget"), "committee")
REPORT = _entry(gettext_noop("Rapport"), "report_list")
COMMITTEE_REPORT = _entry(gettext_noop("Nämndens rapport"), "report_list")
IMPORT = _entry(gettext_noop("Import"), "import_index", "exchange", "export")
LOGS = _entry(gettext_noop("Loggar"), "read_log")
REQUESTS = _entry(gettext_noop("Begäranden"), "request_list")
SETTINGS = _entry(gettext_noop("Inställningar"), "settings_index", "instrument", "organisation", "introduction")

BY_ROLE: Mapping[str, tuple[Entry, ...]] = {
    "intake": (TODAY, REFERRALS, PARTICIPANTS, IMPORT),
    "coordinator": (TODAY, PARTICIPANTS, COURSES, PLACES, FIGURES),
    "team_member": (PARTICIPANTS,),
    "work_supervisor": (TODAY, ATTENDANCE, ASSESS, PARTICIPANTS, AWAY, UNIT, PLACES),
    "workplace_supervisor": (ATTENDANCE, PARTICIPANTS, AWAY, OWN_ROOM),
    "receiving_manager": (TODAY, ATTENDANCE, AWAY, PLACES),
    "employer_coordinator": (TODAY, PLACES, ORDERS, EMPLOYERS, IMPORT, FIGURES),
    "hr": (TODAY, PLACES, EMPLOYMENTS, ORDERS, EMPLOYERS, IMPORT, FIGURES),
    "referrer": (OWN_REFERRALS, SHARED),
    "unit_manager": (TODAY, REFERRALS, PARTICIPANTS, UNIT, PLACES, FIGURES, IMPORT),
    "analyst": (FIGURES, COMMITTEE_REPORT),
    "committee_secretary": (COMMITTEE, REPORT, FIGURES),
    "committee_member": (COMMITTEE, REPORT, FIGURES),
    "administrator": (SETTINGS, IMPORT),
    "privacy_officer": (LOGS, REQUESTS),
}


def navigation(request: HttpRequest, counts: Mapping[str, int] | None = None) -> list[NavItem]:
    """The menu of the person asking; `counts` by url name stand at the end of a line."""
    counts = counts or {}
    here = getattr(request.resolver_match, "url_name", None) or ""
    return [
        NavItem(gettext(entry.label), reverse(entry.url_name), counts.get(entry.url_name), _current(entry, here))
        for entry in BY_ROLE.get(role_of(request), ())
    ]


def may_search(request: HttpRequest) -> bool:
    """Whether the search field for people stands in the top bar."""
    actor = getattr(request, "actor", None)
    return bool(actor and may(actor, Permission.PARTICIPANT_SEARCH))


def role_of(request: HttpRequest) -> str:
    actor = getattr(request, "actor", None)
    return str(actor.role_key) if actor else ""


def _current(entry: Entry, here: str) -> str:
    if here == entry.url_name:
        return "page"
    return "true" if here.partition("_")[0] in entry.sections else ""


def first_page(request: HttpRequest) -> str:
    """Where somebody begins: the first page of their menu; nothing without a role."""
    items = navigation(request)
    return items[0].url if items else ""
