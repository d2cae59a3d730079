"""Standard checklists (granskningsfrågor): what is asked of a plan and of a journal."""

from __future__ import annotations

from datetime import date

from ...access import Actor
from ...models import ReviewQuestion
from ...rules.quality import SampleKind
from ...rules.words import N_

VALID_FROM = date(2020, 1, 1)
PLAN = (
    ("goals", N_("Är målen tydliga, så att man ser när de är nådda?")),
    ("own_words", N_("Finns deltagarens egen röst med, med egna ord?")),
    ("answered", N_("Har deltagaren svarat på planen?")),
    ("dated", N_("Har varje sak att göra någon som gör den och ett sista datum?")),
    ("followed_up", N_("Är planen uppföljd inom 90 dagar?")),
    ("children", N_("Har barnens situation beaktats, om det finns barn i hushållet?")),
    ("parallel", N_("Finns insatser parallellt, med individen i centrum?")),
    ("plain", N_("Går planen att förstå utan att någon förklarar den?")),
)
JOURNAL = (
    ("current", N_("Är anteckningarna aktuella?")),
    ("factual", N_("Är de sakliga, utan onödiga värderingar?")),
    ("necessary", N_("Står där bara det som behövs för arbetet?")),
    ("decisions", N_("Går det att följa varför beslut har fattats?")),
    ("voice", N_("Framgår vad deltagaren själv har sagt?")),
    ("children", N_("Har barnens situation beaktats, om det finns barn i hushållet?")),
)
STANDARD = {SampleKind.PLANS: PLAN, SampleKind.JOURNALS: JOURNAL}


def lay_in(*, by: Actor) -> None:
    """Add a checklist where there is none; one that is there is left as it is."""
    there = set(ReviewQuestion.objects.values_list("kind", flat=True))
    ReviewQuestion.objects.bulk_create(
        ReviewQuestion(key=key, kind=kind, position=position, text=text, valid_from=VALID_FROM)
        for kind, questions in STANDARD.items()
        if kind not in there
        for position, (key, text) in enumerate(questions, start=1)
    )
