"""Identity numbers as people write them, names as people search them, and the age that follows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.people import Gender, IdentityNumber, age_on, fold, read_identity_number
from stegvis.rules.words import Reason

TODAY = date(2026, 11, 20)


def number(born_on: date, serial: int, *, is_coordination_number: bool = False) -> str:
    """Twelve digits of the test series, with the check digit."""
    day = born_on.day + (60 if is_coordination_number else 0)
    digits = f"{born_on:%y%m}{day:02d}{serial:03d}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return f"{born_on:%Y%m}{day:02d}{serial:03d}{-total % 10}"


BORN = date(1992, 4, 12)
TWELVE = number(BORN, 980)

WRITTEN = {
    "twelve digits": TWELVE,
    "twelve with a hyphen": f"{TWELVE[:8]}-{TWELVE[8:]}",
    "ten digits": TWELVE[2:],
    "ten with a hyphen": f"{TWELVE[2:8]}-{TWELVE[8:]}",
    "spaces inside": f"{TWELVE[:4]} {TWELVE[4:6]} {TWELVE[6:8]} {TWELVE[8:]}",
    "spaces around": f"  {TWELVE}\t",
    "a hard space": f"{TWELVE[:8]}\u00a0{TWELVE[8:]}",
    "a dash from a word processor": f"{TWELVE[:8]}–{TWELVE[8:]}",
    "full-width digits": TWELVE.translate({48 + n: 0xFF10 + n for n in range(10)}),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_same_number_however_written(text):
    assert read_identity_number(text, today=TODAY) == IdentityNumber(TWELVE, BORN, Gender.WOMAN, False)


def test_coordination_number_has_sixty_added_to_the_day():
    text = number(BORN, 981, is_coordination_number=True)
    assert read_identity_number(text, today=TODAY) == IdentityNumber(text, BORN, Gender.MAN, True)


def test_plus_sign_means_more_than_a_hundred_years():
    old = number(date(1921, 5, 3), 982)
    read = read_identity_number(f"{old[2:8]}+{old[8:]}", today=TODAY)
    assert isinstance(read, IdentityNumber)
    assert read.born_on == date(1921, 5, 3)


def test_ten_digits_choose_the_century_that_has_been():
    child = number(date(2024, 2, 29), 983)
    read = read_identity_number(child[2:], today=TODAY)
    assert isinstance(read, IdentityNumber)
    assert read.digits == child


WRONG = {
    "nothing": "",
    "letters": "ÅÅÅÅMMDD-NNNN",
    "too short": TWELVE[:11],
    "too long": TWELVE + "1",
    "two hyphens": f"{TWELVE[:6]}-{TWELVE[6:8]}-{TWELVE[8:]}",
    "check digit": TWELVE[:-1] + str((int(TWELVE[-1]) + 1) % 10),
    "thirteenth month": "199213129801",
    "thirtieth of February": "199202309803",
    "not born yet": number(date(2027, 1, 1), 984),
    "a null byte": TWELVE[:11] + "\x00",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_is_no_number_is_told_at_the_field(text):
    answer = read_identity_number(text, today=TODAY)
    assert isinstance(answer, Reason)
    assert answer.at == "identity_number"


def test_a_refusal_never_repeats_what_was_typed():
    wrong = WRONG["check digit"]
    assert wrong not in str(read_identity_number(wrong, today=TODAY))


@given(
    born_on=st.dates(date(1927, 1, 1), TODAY),
    serial=st.sampled_from([238, 239, *range(980, 1000)]),
    is_coordination_number=st.booleans(),
    separator=st.sampled_from(["", "-", " ", " - "]),
    is_short=st.booleans(),
)
def test_every_number_is_read_back(born_on, serial, is_coordination_number, separator, is_short):
    digits = number(born_on, serial, is_coordination_number=is_coordination_number)
    text = digits[:8] + separator + digits[8:]
    read = read_identity_number(text[2:] if is_short else text, today=TODAY)
    assert read == IdentityNumber(digits, born_on, Gender.MAN if serial % 2 else Gender.WOMAN, is_coordination_number)


@given(digits=st.text("0123456789", min_size=9, max_size=9), wrong_by=st.integers(1, 9))
def test_one_wrong_digit_is_always_found(digits, wrong_by):
    born_on, serial = date(1990, 1, 1), 980 + int(digits[0])
    right = number(born_on, serial)
    wrong = right[:-1] + str((int(right[-1]) + wrong_by) % 10)
    assert isinstance(read_identity_number(wrong, today=TODAY), Reason)


@given(text=st.text(max_size=30))
def test_anything_typed_is_a_number_or_a_reason(text):
    assert isinstance(read_identity_number(text, today=TODAY), IdentityNumber | Reason)


FOLDED = {
    "å, ä and ö stay": ("Åsa Öberg-Ängström", "åsa öberg-ängström"),
    "accents fall away": ("André Éva Muñoz", "andre eva munoz"),
    "composed or not": ("A\u030asa O\u0308berg", "åsa öberg"),
    "spaces": ("  Rania \u00a0 Khoury ", "rania khoury"),
    "slavic letters": ("Suljić Čović", "suljic covic"),
}


@pytest.mark.parametrize(("name", "folded"), FOLDED.values(), ids=FOLDED)
def test_names_fold_as_they_are_searched(name, folded):
    assert fold(name) == folded


@given(name=st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(("day", "age"), [(date(2026, 4, 11), 33), (date(2026, 4, 12), 34)], ids=["before", "birthday"])
def test_age_changes_on_the_birthday(day, age):
    assert age_on(BORN, day) == age
