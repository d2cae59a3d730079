"""Letters of the meetings (kallelse och överenskommelse): one object, printed as a page and as a PDF."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ...actions.privacy import log_read
from ...models import Case
from ...outside.letters import Letter, Section, Table, letter_pdf
from ...queries.meeting.booked import MeetingRow
from ...queries.meeting.talks import ConversationRow
from ...rules.history import ReadKind
from ...rules.meeting import MeetingKind
from ...rules.plan import PlanAnswer
from ..answers import as_sentence
from ..format import clock, day_and_month, full_date, label, weekday_and_date
from ..request import Request

WRITTEN_IN = {"en": "en"}
"""The languages our letters are written in, besides Swedish; who reads another gets the Swedish one."""

USUALLY_ABOUT: dict[MeetingKind, Callable[[], str]] = {
    MeetingKind.FOLLOW_UP: lambda: _("Vi går igenom hur det har gått, din plan och vad som händer härnäst."),
    MeetingKind.MAPPING: lambda: _("Du berättar om dig: vad du kan, vad du vill och vad som kan vara svårt."),
    MeetingKind.THREE_PARTY: lambda: _("Vi går igenom hur det går och vad var och en ska göra."),
    MeetingKind.PHONE: lambda: _("Vi ringer dig. Du behöver inte komma hit."),
    MeetingKind.OTHER: lambda: _("Vi berättar mer när vi ses."),
}


def language_of(case: Case) -> str:
    """The language of a letter to the participant."""
    return WRITTEN_IN.get(case.participant.page_language, "sv")


def invitation(case: Case, row: MeetingRow) -> Letter:
    """Where, when, whom to ask for, what it is about, how to get there, and what to do when ill."""
    with translation.override(language_of(case)):
        facts = [
            (_("Dag"), weekday_and_date(row.starts_at)),
            (_("Tid"), _("{start} till {end}").format(start=clock(row.starts_at), end=clock(row.ends_at))),
            (_("Plats"), row.where or _("På telefon")),
            (_("Fråga efter"), row.whom),
            (_("Fler som kommer"), row.others),
        ]
        there = [Section(_("Så kommer du dit"), (row.how_to_get_there,))] if row.how_to_get_there else []
        return Letter(
            title=_("Välkommen på {kind}").format(kind=label(row.kind)),
            lead=_("Hej {name}. Här står när och var vi ses.").format(name=case.participant.given_name),
            facts=tuple((name, said) for name, said in facts if said),
            sections=(
                Section(_("Vad det handlar om"), (row.about or USUALLY_ABOUT[row.kind](),)),
                *there,
                Section(_("Om du är sjuk eller inte kan komma"), _when_ill(row)),
            ),
            footer=_sent_from(case),
            language=language_of(case),
        )


def _when_ill(row: MeetingRow) -> tuple[str, ...]:
    tell = _("Säg till så snart du kan, helst före klockan 9 samma dag. Du kan göra det på Mina sidor.")
    who = _("Du kan också ringa {whom}.").format(whom=row.whom) if row.whom else ""
    new = _("Du behöver inte säga vad du har. Vi bokar en ny tid.")
    return tuple(said for said in (tell, who, new) if said)


def _sent_from(case: Case) -> str:
    return _("{unit}, {day}").format(unit=case.unit.name, day=full_date(timezone.localdate()))


def agreement(case: Case, talk: ConversationRow) -> Letter:
    """What was agreed in a conversation: what happens next, by whom and when, and when we meet."""
    with translation.override(language_of(case)):
        return Letter(
            title=_("Det här kom vi överens om"),
            lead=_("Samtal {day} mellan {name} och {whom}.").format(
                day=full_date(talk.held_on), name=case.participant.given_name, whom=talk.held_by
            ),
            sections=tuple(_agreed_sections(talk)),
            footer=_sent_from(case),
            language=language_of(case),
            signatures=(_("Deltagaren"), _("Koordinatorn")),
        )


def _agreed_sections(talk: ConversationRow) -> list[Section]:
    sections = []
    if talk.agreed:
        sections.append(Section(_("Det här bestämde vi"), tuple(talk.agreed.splitlines())))
    if talk.goals:
        sections.append(Section(_("Målet"), items=talk.goals))
    if talk.to_do:
        rows = tuple((text, as_sentence(label(owner)), day_and_month(due_on)) for text, owner, due_on in talk.to_do)
        sections.append(Section(_("Det här gör vi"), table=Table((_("Vad"), _("Vem"), _("Senast")), rows)))
    if talk.answer is PlanAnswer.AGREED:
        sections.append(Section(_("Vad du tycker"), (_("Du håller med om planen."),)))
    elif talk.answer is PlanAnswer.DISAGREED:
        said = _("Du håller inte med om planen. Så här sa du: {comment}").format(comment=talk.answer_comment)
        sections.append(Section(_("Vad du tycker"), (said,)))
    sections.append(Section(_("Nästa möte"), _next_meeting(talk.next)))
    return sections


def _next_meeting(row: MeetingRow | None) -> tuple[str, ...]:
    if row is None or not row.is_planned:
        return (_("Inget möte är bokat än. Du får en kallelse."),)
    said = _("{day} kl. {clock}").format(day=weekday_and_date(row.starts_at), clock=clock(row.starts_at))
    return tuple(each for each in (said, row.where, row.how_to_get_there) if each)


def as_pdf(request: Request, case: Case, letter: Letter, *, name: str) -> HttpResponse:
    """A letter as a file; that it was taken out stands in the log."""
    screen = request.resolver_match.url_name if request.resolver_match else ""
    content = letter_pdf(letter)
    log_read([case.participant_id], by=request.actor, screen=screen or "", kind=ReadKind.EXPORT)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-{timezone.localdate()}.pdf") or ""
    response["Cache-Control"] = "no-store"
    return response
