"""The plan on paper (planen på papper): to the participant, in plain words and the language that is asked for."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission
from ...models import Case
from ...outside.letters import Letter, Section, Table
from ...queries.meeting.booked import coordinator_of
from ...queries.plan import PlanVersion, latest_version, plan_of
from ...rules.plan import ActionOwner, PlanAnswer
from ..answers import as_sentence
from ..case import found_case
from ..format import full_date, label
from ..meeting.letters import as_pdf, language_of
from ..request import Request

LANGUAGES = ("sv", "en")


@require_safe
def plan_pdf(request: Request, pk: int) -> HttpResponse:
    """The version that counts as a PDF, in the language asked for or the one the participant reads."""
    case = found_case(request, pk, Permission.PARTICIPANT_READ)
    one = plan_of(case, latest_version(case))
    if one is None:
        raise Http404
    asked = request.GET.get("language", "")
    letter = plan_letter(case, one, language=asked if asked in LANGUAGES else language_of(case))
    return as_pdf(request, case, letter, name="plan")


def plan_letter(case: Case, one: PlanVersion, *, language: str = "sv") -> Letter:
    """One version of the plan, said to the person it is about."""
    with translation.override(language):
        whom = coordinator_of(case)
        facts = (
            (_("Namn"), case.participant.name),
            (_("Min koordinator"), whom),
            (_("Planen gjordes"), full_date(one.made_on)),
            (_("Version"), str(one.version)),
        )
        return Letter(
            title=_("Min plan"),
            lead=_lead(one.answer),
            facts=tuple((name, said) for name, said in facts if said),
            sections=tuple(_sections(one, whom)),
            footer=_("{unit}, {day}").format(unit=case.unit.name, day=full_date(localdate())),
            language=language,
            signatures=_signatures(one.answer),
        )


def _lead(answer: PlanAnswer) -> str:
    if answer is PlanAnswer.AGREED:
        return _("Det här är planen som du har sagt ja till.")
    if answer is PlanAnswer.DISAGREED:
        return _("Du håller inte med om den här planen. Ni ska prata om vad som behöver ändras.")
    return _("Läs planen i lugn och ro. Säg till om något inte stämmer. Du får säga att du inte håller med.")


def _sections(one: PlanVersion, whom: str) -> list[Section]:
    sections = [Section(_("Dit vill jag"), items=tuple(one.goals))]
    if one.direction:
        sections.append(Section(_("Inriktning som jag har valt"), (_(one.direction),)))
    if one.own_words:
        sections.append(Section(_("Med mina egna ord"), (one.own_words,)))
    rows = tuple(
        (
            line.planned.text,
            _who(line.planned.owner),
            full_date(line.planned.due_on),
            as_sentence(label(line.planned.status)),
        )
        for line in one.actions
    )
    sections.append(Section(_("Det här ska göras"), table=Table((_("Vad"), _("Vem"), _("Senast"), _("Läge")), rows)))
    if one.answer_comment:
        sections.append(Section(_("Det här har jag sagt om planen"), (one.answer_comment,)))
    return [*sections, Section(_("Bra att veta"), _good_to_know(whom))]


def _who(owner: ActionOwner) -> str:
    return {
        ActionOwner.PARTICIPANT: _("Jag"),
        ActionOwner.COORDINATOR: _("Min koordinator"),
        ActionOwner.BOTH: _("Vi båda"),
        ActionOwner.OTHER: _("Någon annan"),
    }[owner]


def _good_to_know(whom: str) -> tuple[str, ...]:
    talk = _("Prata med {whom} om du undrar något.").format(whom=whom) if whom else ""
    renewed = _("Planen görs om minst var tredje månad. Du kan be om att ändra den tidigare.")
    kept = _("Äldre versioner av planen finns kvar. Du får läsa dem.")
    return tuple(said for said in (renewed, kept, talk) if said)


def _signatures(answer: PlanAnswer) -> tuple[str, ...]:
    """Lines to sign on are for a plan that is still to be answered on paper."""
    if answer is not PlanAnswer.WAITING:
        return ()
    return (_("Jag håller med / håller inte med"), _("Koordinatorn, datum"))
