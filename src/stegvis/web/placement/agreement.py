"""The agreement of three (överenskommelsen): tasks, hours, period, supervisor, when ill; page and PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import Permission, require
from ...models import Placement
from ...outside.letters import Letter, Section
from ...queries.meeting.booked import coordinator_of
from ...queries.placement import supervised_by
from ...queries.schedule import times_of
from ...rules.place import PlacementForm
from ..answers import as_sentence
from ..case import show
from ..format import full_date, label
from ..half_days import in_words as half_days_in_words
from ..meeting.letters import as_pdf, language_of
from ..request import Request
from ..week_words import times_in_words
from .pages import found

LANGUAGES = ("sv", "en")


@require_safe
def placement_agreement(request: Request, pk: int) -> HttpResponse:
    """The agreement as a page to print."""
    one = _found(request, pk)
    letter = agreement_of_three(one, language=_language(request, one))
    context = {"one": one, "place": one.place, "person": one.case.participant, "letter": letter}
    return show(request, "placement/agreement.html", context, about=[one.case.participant_id])


@require_safe
def placement_agreement_pdf(request: Request, pk: int) -> HttpResponse:
    """The same as a file, to sign."""
    one = _found(request, pk)
    return as_pdf(request, one.case, agreement_of_three(one, language=_language(request, one)), name="overenskommelse")


def _found(request: Request, pk: int) -> Placement:
    one = found(request, pk)
    require(request.actor, Permission.PLACEMENT_START, one)
    return one


def _language(request: Request, one: Placement) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else language_of(one.case)


def agreement_of_three(one: Placement, *, language: str = "sv") -> Letter:
    """What participant, host and coordinator agree on, said to the participant."""
    with translation.override(language):
        whom = coordinator_of(one.case)
        supervisor = supervised_by(one)
        facts = (
            (_("Deltagare"), one.case.participant.name),
            (_("Arbetsplats"), one.place.name),
            (_("Värd"), one.place.host.name),
            (_("Form"), as_sentence(label(PlacementForm(one.form)))),
            (_("Period"), _("{first} till {last}").format(first=full_date(one.starts_on), last=full_date(one.ends_on))),
            (_("Timmar i veckan"), f"{one.hours_per_week.normalize():f}"),
            (_("Handledare på arbetsplatsen"), supervisor),
            (_("Koordinator i kommunen"), whom),
        )
        return Letter(
            title=_("Överenskommelse om en plats"),
            lead=_("Det här har {name}, {host} och kommunen kommit överens om.").format(
                name=one.case.participant.given_name, host=one.place.host.name
            ),
            facts=tuple((name, said) for name, said in facts if said),
            sections=tuple(_sections(one, whom=whom, supervisor=supervisor)),
            footer=_("{unit}, {day}").format(unit=one.case.unit.name, day=full_date(localdate())),
            language=language,
            signatures=(_("Deltagaren, datum"), _("För värden, datum"), _("Koordinatorn, datum")),
        )


def _sections(one: Placement, *, whom: str, supervisor: str) -> list[Section]:
    times = times_in_words(times_of(one, max(localdate(), one.starts_on)).slots)
    hours = times or _("Tiderna bestäms tillsammans. Platsen är öppen {half_days}.").format(
        half_days=half_days_in_words(one.place.slots)
    )
    tasks = one.tasks or one.place.tasks
    return [
        Section(_("Det här ska du göra"), (tasks or _("Handledaren visar dig uppgifterna den första dagen."),)),
        Section(_("Tider"), (hours,)),
        Section(_("Om du blir sjuk"), _when_ill(supervisor)),
        Section(_("Vem du kan fråga"), _whom_to_ask(supervisor, whom)),
        Section(_("Det här gör värden"), items=_host_does()),
        Section(_("Bra att veta"), _good_to_know()),
    ]


def _when_ill(supervisor: str) -> tuple[str, ...]:
    tell = _("Säg till före klockan 9 samma dag, på Mina sidor eller genom att ringa.")
    who = _("På arbetsplatsen säger du till {who}.").format(who=supervisor) if supervisor else ""
    return tuple(said for said in (tell, who, _("Du behöver inte säga vad du har.")) if said)


def _whom_to_ask(supervisor: str, whom: str) -> tuple[str, ...]:
    work = _("Om arbetet: fråga {who}.").format(who=supervisor) if supervisor else ""
    rest = _("Om allt annat: fråga {who}.").format(who=whom) if whom else ""
    return tuple(said for said in (work, rest) if said)


def _host_does() -> tuple[str, ...]:
    return (
        _("Visar arbetsplatsen, arbetsmiljön och vad som gäller om det brinner eller någon skadas."),
        _("Har en handledare som finns nära och ger uppgifter som du klarar."),
        _("Säger till koordinatorn om något inte fungerar."),
    )


def _good_to_know() -> tuple[str, ...]:
    return (
        _("Du kan säga till när som helst om något inte känns bra. Prata först med handledaren eller koordinatorn."),
        _("Var och en av oss tre kan avsluta i förtid. Då säger vi till de andra först."),
        _("När tiden är slut skriver både du och arbetsplatsen hur det gick."),
    )
