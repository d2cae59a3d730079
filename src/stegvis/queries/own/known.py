"""Texts of the lists that everybody has from the start (kända texter), so that participants read them in each language.

A municipality's own texts are shown as they were written.
"""

from __future__ import annotations

from ...rules.words import N_

STEPS = (
    N_("Komma igång"),
    N_("Arbeta i grupp"),
    N_("Arbeta självständigt"),
    N_("Redo för nästa"),
    N_("Jag kommer igång"),
    N_("Jag arbetar med andra"),
    N_("Jag arbetar själv"),
    N_("Jag är redo för nästa steg"),
)
POINTS = (
    N_("Jag kommer när dagen börjar."),
    N_("Jag hör av mig när jag inte kan komma."),
    N_("Jag följer reglerna för säkerhet."),
    N_("Jag orkar 10 timmar i veckan."),
    N_("Jag gör som vi har kommit överens om."),
    N_("Jag arbetar tillsammans med andra."),
    N_("Jag frågar när något är oklart."),
    N_("Jag orkar 20 timmar i veckan."),
    N_("Jag planerar min dag själv."),
    N_("Jag arbetar själv i två timmar."),
    N_("Jag möter människor i arbetet."),
    N_("Jag orkar 30 timmar i veckan."),
    N_("Jag har ett cv som är nytt."),
    N_("Någon kan berätta hur jag arbetar."),
    N_("Jag har sökt ett arbete eller en kurs."),
    N_("Jag orkar heltid."),
)
DIRECTIONS = (
    N_("Söka arbete"),
    N_("Arbete hos en arbetsgivare"),
    N_("Studier"),
    N_("Arbetsförmedlingen"),
    N_("Eget företag"),
    N_("Arbetsträning hos oss"),
)
