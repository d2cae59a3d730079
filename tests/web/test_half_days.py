"""Half-days in words."""

import pytest

from stegvis.rules.place import ALL_HALF_DAYS
from stegvis.web.half_days import in_words

WEEKS = {
    "all": (ALL_HALF_DAYS, "alla vardagar, hela dagen"),
    "none": (0, ""),
    "Monday to Thursday": (0b00_11_11_11_11, "måndag–torsdag"),
    "two whole days": (0b00_00_00_11_11, "måndag, tisdag"),
    "one half": (0b00_00_01_00_00, "onsdag förmiddag"),
    "a stretch and a half": (0b01_00_11_11_11, "måndag–onsdag, fredag förmiddag"),
    "a half in the middle": (0b11_11_10_11_11, "måndag, tisdag, onsdag eftermiddag, torsdag, fredag"),
}


@pytest.mark.parametrize(("slots", "words"), WEEKS.values(), ids=WEEKS.keys())
def test_half_days_in_words(slots, words):
    assert in_words(slots) == words
