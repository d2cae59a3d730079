"""The door in the demonstration (demodörren): who one can try Stegvis as, one person per role."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from stegvis.access.actor import PARTICIPANT
from stegvis.demo import mark
from stegvis.models import Participant, StaffRole
from stegvis.rules.people import Protection, Role

WHAT_THEY_DO = {
    Role.COORDINATOR: gettext_noop("egna deltagare, plan, uppföljning"),
    Role.INTAKE: gettext_noop("anvisningar, kön, fördelning till koordinator, import"),
    Role.UNIT_MANAGER: gettext_noop("enheten, belastning, omfördelning"),
    Role.TEAM_MEMBER: gettext_noop("deltagare som hen har en del i, så länge den varar"),
    Role.WORK_SUPERVISOR: gettext_noop("placerade i enheten, punkter i trappan"),
    Role.WORKPLACE_SUPERVISOR: gettext_noop("egna placeringar, namn och schema"),
    Role.RECEIVING_MANAGER: gettext_noop("svarar ja eller nej till en person på arbetsplatsen"),
    Role.EMPLOYER_COORDINATOR: gettext_noop("arbetsgivare och arbetsplatser"),
    Role.HR: gettext_noop("kommunens platser, avtal, mål per förvaltning"),
    Role.REFERRER: gettext_noop("anvisar och följer sina egna anvisningar"),
    Role.ANALYST: gettext_noop("indikatorer, rapporter, utan namn"),
    Role.COMMITTEE_SECRETARY: gettext_noop("nämndens rapporter och mål"),
    Role.COMMITTEE_MEMBER: gettext_noop("publicerade siffror"),
    Role.ADMINISTRATOR: gettext_noop("användare, enheter, inställningar, utan deltagare"),
    Role.PRIVACY_OFFICER: gettext_noop("vem som har läst vad, och varför"),
}


@dataclass(frozen=True)
class DemoPerson:
    """One line of the list on the sign-in page; `role` is the stored key that the button sends."""

    name: str
    role_label: str
    what: str
    role: str


def demo_people() -> list[DemoPerson]:
    """The first person of each role, in the order above; nobody outside the demonstration."""
    if not (settings.DEMO and mark.found()):
        return []
    person = demo_participant()
    rows = StaffRole.objects.current(timezone.localdate()).order_by("role", "pk").distinct("role")
    names = dict(rows.values_list("role", "user__name"))
    staff = [
        DemoPerson(names[role], gettext(role.label), gettext(what), role.value)
        for role, what in WHAT_THEY_DO.items()
        if role in names
    ]
    what = gettext("egen plan, vecka och steg, och vem som har läst")
    return [*([DemoPerson(person.name, gettext("deltagare"), what, PARTICIPANT)] if person else []), *staff]


def demo_participant() -> Participant | None:
    """The one whose own pages one can try: Rania Khoury, whose story is told; somebody else where she is not."""
    people = Participant.objects.with_open_case().filter(protection=Protection.NONE).order_by("pk")
    return people.filter(given_name="Rania", family_name="Khoury").first() or people.first()
