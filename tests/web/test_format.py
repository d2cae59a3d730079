"""How dates, numbers and reasons are written, in Swedish and in English."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from stegvis.rules.people import Role
from stegvis.rules.schedule import WEEKDAYS
from stegvis.rules.words import Reason
from stegvis.web import format

DAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 18, 13, 10, tzinfo=UTC)
BEFORE_MIDNIGHT_IN_LONDON = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

CASES = {
    "date": (format.full_date, DAY, "24 november 2026", "24 November 2026"),
    "day": (format.day_and_month, DAY, "24 november", "24 November"),
    "short": (format.short_date, DAY, "24 nov 2026", "24 Nov 2026"),
    "weekday": (format.weekday_and_date, DAY, "Tisdag 24 november 2026", "Tuesday 24 November 2026"),
    "iso": (format.iso_date, DAY, "2026-11-24", "2026-11-24"),
    "clock in winter": (format.clock, MOMENT, "14.10", "14:10"),
    "local day of a moment": (format.iso_date, BEFORE_MIDNIGHT_IN_LONDON, "2026-11-24", "2026-11-24"),
    "moment": (format.moment, MOMENT, "18 november 2026 kl. 14.10", None),
    "thousands": (format.number, 1234, "1\xa0234", "1,234"),
    "minus": (format.number, -3, "−3", "−3"),
    "state": (format.label, Role.COORDINATOR, "koordinator", None),
    "share": (format.percent, Decimal("0.384"), "38\xa0%", "38%"),
    **{
        f"nothing as {f.__name__}": (f, None, "–", "–")
        for f in (format.full_date, format.number, format.percent, format.clock)
    },
}


@pytest.mark.parametrize(("write", "value", "swedish", "english"), CASES.values(), ids=CASES.keys())
def test_written(write, value, swedish, english):
    assert write(value) == swedish
    if english is not None:
        with translation.override("en"):
            assert write(value) == english


@pytest.mark.parametrize(
    ("value", "decimals", "said"), [(1234.5, 1, "1\xa0234,5"), (38, 1, "38,0"), (Decimal("0.05"), 2, "0,05")]
)
def test_number_has_as_many_decimals_as_asked_for(value, decimals, said):
    assert format.number(value, decimals) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("Platsen är full."), "Platsen är full."),
        (Reason("{name} har {has}.", name="Rania", has=2), "Rania har 2."),
        (Reason("Full till {day}.", day=DAY), "Full till 24 november 2026."),
        (Reason("{hours} timmar.", hours=37.5), "37,5 timmar."),
        (Reason("Planen för {year}.", year=2026), "Planen för 2026."),
        (Reason("{rows} rader.", rows=20000), "20\xa0000 rader."),
        (Reason("Bara en {role}.", role=Role.COORDINATOR), "Bara en koordinator."),
        ("Vanlig text med {klamrar}.", "Vanlig text med {klamrar}."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_reason_is_written_with_its_values(reason, said):
    assert format.reason(reason) == said


def test_only_the_programs_own_words_are_translated():
    """A participant may write a word that the catalogue has too."""
    reason = Reason("{role} {weekday} ”{text}”", role=Role.COORDINATOR, weekday=WEEKDAYS[1], text="måndag")
    with translation.override("en"):
        assert format.reason(reason) == "coordinator Monday ”måndag”"
