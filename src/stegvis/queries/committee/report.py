"""Report (nämndens rapport): every figure of a period, computed once; page, PDF and spreadsheet render this object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.access import Actor, Permission, require
from stegvis.queries.indicator.figure import Figure, figures_of
from stegvis.queries.indicator.words import in_digits, say
from stegvis.rules.indicator.period import Period
from stegvis.rules.indicator.registry import indicators_on
from stegvis.rules.indicator.table import Showing
from stegvis.rules.suppression import LEAST_SHOWN

MAIN = "exits_to_work_or_studies"
"""The figure that the heading speaks of."""


@dataclass(frozen=True)
class Report:
    """Everything the committee is told about a period, frozen when it was computed."""

    municipality: str
    title: str
    heading: str
    lead: str
    period: Period
    period_label: str
    until: date
    is_running: bool
    computed_at: datetime
    language: str
    about_hiding: str
    figures: tuple[Figure, ...]

    @property
    def has_anything(self) -> bool:
        return any(figure.has_anything for figure in self.figures)


def report_of(period: Period, *, by: Actor, today: date, computed_at: datetime | None = None) -> Report:
    """All figures of a period. The number of statements does not depend on how many people there are."""
    require(by, Permission.REPORT_READ)
    own = [each.key for each in indicators_on(period.last_day) if each.in_report]
    figures = figures_of(period, today=today, keys=own)
    main = next(figure for figure in figures if figure.key == MAIN)
    return Report(
        municipality=settings.MUNICIPALITY,
        title=_("Arbetsmarknadsverksamheten, {period}").format(period=say(period.words)),
        heading=_heading(main),
        lead=_lead(main),
        period=period,
        period_label=say(period.words),
        until=min(period.last_day, today),
        is_running=not period.is_over(today),
        computed_at=computed_at or timezone.localtime(),
        language=get_language() or "sv",
        about_hiding=_(
            "Grupper med färre än {least} personer döljs, och så många andra siffror att de inte går att räkna ut. "
            "Alla ingår i summorna."
        ).format(least=LEAST_SHOWN),
        figures=figures,
    )


def _heading(main: Figure) -> str:
    """The answer in one line: which way the main figure went, without a verdict."""
    now, before = main.cell, main.change.before
    if now.showing is Showing.NOBODY:
        return _("Inga avslut {period}").format(period=main.period_label)
    if now.value is None:
        return _("För få avslut {period} för att visa vart de ledde").format(period=main.period_label)
    if before.value is None:
        return _("{number} procent går vidare till arbete eller studier").format(
            number=in_digits(now.value, unit=main.unit)
        )
    if now.value == before.value:
        return _("Lika stor andel som året före går vidare till arbete eller studier")
    if now.value > before.value:
        return _("En större andel går vidare till arbete eller studier än året före")
    return _("En mindre andel går vidare till arbete eller studier än året före")


def _lead(main: Figure) -> str:
    now = main.cell
    if now.value is None:
        return _("Varje siffra går att öppna, med definition, bas och könsuppdelning.")
    return _("{share} procent av avsluten {period}, {count} av {base}. {change}").format(
        share=in_digits(now.value, unit=main.unit),
        period=main.period_label,
        count=in_digits(now.count or 0),
        base=in_digits(now.base or 0),
        change=main.change.words,
    )
