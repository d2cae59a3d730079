"""Extract from the criminal record (utdrag ur belastningsregistret): by which law, how old, and that it was shown.

What it says is never written down (domain facts §6). The laws differ in how old it may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .place import ExtractLaw
from .placement import months_later
from .words import Reason

MOST_MONTHS = {ExtractLaw.SCHOOL: 12, ExtractLaw.DISABILITY: 12, ExtractLaw.CARE_HOME: 6, ExtractLaw.CHILDREN: 12}
"""How old an extract may be when it is shown, in months (skollagen 2:31, 2010:479, 2007:171, 2013:852)."""
RENEWED_WITHIN_MONTHS = 12
"""Whoever comes back to the same kind of work within a year need not show another (skollagen 2:33)."""


@dataclass(frozen=True)
class Shown:
    """That an extract was shown: by which law, of which date, and on which day."""

    law: ExtractLaw
    extract_date: date
    shown_on: date

    def serves(self, law: ExtractLaw, *, starts_on: date) -> bool:
        """Whether it is enough for somebody who starts on a day under a law."""
        return (
            self.law is law
            and starts_on <= months_later(self.shown_on, RENEWED_WITHIN_MONTHS)
            and self.shown_on <= months_later(self.extract_date, MOST_MONTHS[law])
        )


def reasons_about_extract(law: ExtractLaw, shown: Iterable[Shown], *, starts_on: date) -> list[Reason]:
    """Why somebody cannot start where an extract is asked for; none when it is not, or has been shown."""
    if law is ExtractLaw.UNSTATED:
        return [LAW_UNSTATED]
    if law is ExtractLaw.NONE or any(each.serves(law, starts_on=starts_on) for each in shown):
        return []
    return [Reason("Utdrag ur belastningsregistret ska visas först, enligt {law}.", law=law.label)]


LAW_UNSTATED = Reason(
    "Arbetsplatsen kräver utdrag ur belastningsregistret, men det är inte sagt enligt vilken lag. Ange lagen i "
    "platsprofilen."
)
"""The laws ask for different extracts, so none can be shown before the place says which."""


def reasons_not_to_note(*, law: ExtractLaw, extract_date: date, shown_on: date, today: date) -> list[Reason]:
    """What is noted is a day that has been, and an extract that was young enough."""
    reasons = []
    if law not in MOST_MONTHS:
        reasons.append(Reason("Välj vilken lag som kräver utdraget.", at="law"))
    if shown_on > today:
        reasons.append(Reason("Dagen då utdraget visades kan inte vara i framtiden.", at="shown_on"))
    if extract_date > shown_on:
        reasons.append(Reason("Utdraget kan inte ha ett senare datum än dagen då det visades.", at="extract_date"))
    elif law in MOST_MONTHS and shown_on > months_later(extract_date, MOST_MONTHS[law]):
        reasons.append(Reason("Utdraget får vara högst {months} månader gammalt när det visas.", at="extract_date",
                              months=MOST_MONTHS[law]))  # fmt: skip
    return reasons
