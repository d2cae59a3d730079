"""Standard directions and templates for plans (inriktningar, planmallar)."""

from __future__ import annotations

from ...access import Actor
from ...models import PlanDirection, PlanTemplate
from ...rules.plan import ActionOwner, TemplateLine
from ...rules.words import N_
from ..plan_catalogue import save_template

DIRECTIONS = (
    ("soka-arbete", N_("Söka arbete")),
    ("naringsliv", N_("Arbete hos en arbetsgivare")),
    ("studier", N_("Studier")),
    ("arbetsformedlingen", N_("Arbetsförmedlingen")),
    ("eget-foretag", N_("Eget företag")),
    ("traning", N_("Arbetsträning hos oss")),
)
ME, COORDINATOR, BOTH = ActionOwner.PARTICIPANT, ActionOwner.COORDINATOR, ActionOwner.BOTH
TEMPLATES = {
    "De första två veckorna": (
        TemplateLine("Visa runt och gå igenom hur dagarna ser ut", COORDINATOR, 3),
        TemplateLine("Berätta vad du kan och vad du vill", ME, 7),
        TemplateLine("Bestämma första insatsen tillsammans", BOTH, 14),
    ),
    "Söka arbete": (
        TemplateLine("Skriva cv", ME, 14),
        TemplateLine("Läsa cv och personligt brev tillsammans", BOTH, 21),
        TemplateLine("Söka tre arbeten", ME, 30),
        TemplateLine("Öva på en anställningsintervju", BOTH, 35),
    ),
    "Inför arbetsplats": (
        TemplateLine("Besöka arbetsplatsen tillsammans", BOTH, 10),
        TemplateLine("Pröva resan dit på morgonen", ME, 14),
        TemplateLine("Stämma av med handledaren efter första veckan", COORDINATOR, 28),
    ),
    "Mot studier": (
        TemplateLine("Boka tid hos studievägledare", COORDINATOR, 10),
        TemplateLine("Samla betyg och intyg", ME, 21),
        TemplateLine("Ansöka till utbildningen", ME, 45),
    ),
}


def lay_in(*, by: Actor) -> None:
    """Add the directions and templates where there are none; a list of one's own is left as it is."""
    if not PlanDirection.objects.exists():
        PlanDirection.objects.bulk_create(
            PlanDirection(key=key, name=name, position=position)
            for position, (key, name) in enumerate(DIRECTIONS, start=1)
        )
    if not PlanTemplate.objects.exists():
        for name, lines in TEMPLATES.items():
            save_template(None, name=name, lines=lines, by=by)
