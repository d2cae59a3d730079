"""The ladder that a new installation begins with (standardtrappan): four steps of four points, with plain words."""

from __future__ import annotations

from django.utils import timezone

from ...access import Actor
from ...models import Criterion, Ladder
from ..ladder.making import make_ladder

NAME = "Utvecklingstrappan"
POINTS = {
    "Komma igång": {
        "Kommer i tid": "Jag kommer när dagen börjar.",
        "Hör av sig vid frånvaro": "Jag hör av mig när jag inte kan komma.",
        "Följer säkerhetsregler": "Jag följer reglerna för säkerhet.",
        "Klarar 10 timmar i veckan": "Jag orkar 10 timmar i veckan.",
    },
    "Arbeta i grupp": {
        "Tar instruktioner": "Jag gör som vi har kommit överens om.",
        "Samarbetar i gruppen": "Jag arbetar tillsammans med andra.",
        "Frågar vid oklarheter": "Jag frågar när något är oklart.",
        "Klarar 20 timmar i veckan": "Jag orkar 20 timmar i veckan.",
    },
    "Arbeta självständigt": {
        "Planerar sin dag": "Jag planerar min dag själv.",
        "Arbetar två timmar själv": "Jag arbetar själv i två timmar.",
        "Möter kunder eller brukare": "Jag möter människor i arbetet.",
        "Klarar 30 timmar i veckan": "Jag orkar 30 timmar i veckan.",
    },
    "Redo för nästa": {
        "Har ett aktuellt cv": "Jag har ett cv som är nytt.",
        "Har referens från plats": "Någon kan berätta hur jag arbetar.",
        "Har sökt arbete eller kurs": "Jag har sökt ett arbete eller en kurs.",
        "Klarar heltid": "Jag orkar heltid.",
    },
}
"""Steps from the lowest; each point as staff say it, and as the participant reads it."""


def lay_in(*, by: Actor) -> None:
    """The ladder, where there is none of any kind; somebody else's is left as it is."""
    if Ladder.objects.exists():
        return
    ladder = make_ladder(name=NAME, steps=list(POINTS), valid_from=timezone.localdate(), by=by)
    Criterion.objects.bulk_create(
        Criterion(step=step, position=position, text=text, plain_text=plain, valid_from=ladder.valid_from)
        for step in ladder.steps.order_by("number")
        for position, (text, plain) in enumerate(POINTS[step.name].items(), start=1)
    )
