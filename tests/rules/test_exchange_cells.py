"""Cells of a file: what can be written, and what is refused with a plain reason."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.exchange.cells import (
    error_from_excel,
    label_key,
    meanings,
    read_date,
    read_email,
    read_identity,
    read_label,
    read_number,
    read_phone,
    read_text,
    read_whole_number,
    read_yes_or_no,
)
from stegvis.rules.exchange.half_days import read_half_days, write_half_days
from stegvis.rules.people import Gender, IdentityNumber
from stegvis.rules.place import ALL_HALF_DAYS
from stegvis.rules.words import Reason

DAY = date(2026, 11, 21)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-21", "20261121", 20261121, 20261121.0, "2026/11/21", "2026.11.21", "21/11 2026", "21/11/2026",
        "21.11.2026", "21. 11. 2026", "21-11-2026", "21 nov 2026", "21 nov. 2026", "21 november 2026",
        "den 21 november 2026", "21 November 2026", "21-nov-2026", "2026-11-21 00:00:00", "2026-11-21T13:45", 46347,
        46347.5, "46347", datetime(2026, 11, 21, 8, 30), DAY, " 2026-11-21 ",
    ],
    ids=str,
)  # fmt: skip
def test_a_day_is_read_as_people_and_excel_write_it(written):
    assert read_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("höst.1", "höst.1 är inte ett datum"),
        ("21/11 26", "hela årtalet"),
        ("261121", "hela årtalet"),
        ("2026-13-01", "inte ett datum"),
        ("2026-02-30", "inte ett datum"),
        ("11/21/2026", "inte ett datum"),
        (1990, "1990 är inte ett datum"),
        ("1990", "1990 är inte ett datum"),
        (True, "inte ett datum"),
        ("2026-11-21¹", "fotnot"),
        ("0026-11-21", "inte ett datum"),
        (-5, "inte ett datum"),
    ],
    ids=str,
)
def test_what_is_no_day_is_refused(written, said):
    answer = read_date(written)
    assert isinstance(answer, Reason)
    assert said in str(answer)


@given(st.dates(date(1911, 1, 1), date(2099, 1, 1)))
def test_every_day_is_read_from_every_form(day):
    forms = (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}", f"{day:%d.%m.%Y}")
    assert {read_date(form) for form in forms} == {day}
    assert read_date((day - date(1899, 12, 30)).days) == day


NUMBER = "199001019802"


@pytest.mark.parametrize(
    "written",
    ["19900101-9802", "900101-9802", "9001019802", 9001019802, 199001019802, 199001019802.0, "'900101-9802",
     "19900101 9802", "900101 - 9802", "900101–9802"],
    ids=str,
)  # fmt: skip
def test_an_identity_number_is_read_however_it_is_written(written):
    answer = read_identity(written, today=TODAY)
    assert isinstance(answer, IdentityNumber)
    assert answer.digits == NUMBER


def test_zeros_that_excel_dropped_come_back():
    answer = read_identity(101019800, today=TODAY)
    assert isinstance(answer, IdentityNumber)
    assert answer.digits == "200101019800"


def test_a_plus_sign_is_somebody_over_a_hundred():
    answer = read_identity("200101+9807", today=TODAY)
    assert isinstance(answer, IdentityNumber)
    assert answer.born_on == date(1920, 1, 1)


@pytest.mark.parametrize(
    ("written", "said"),
    [("1,99001E+11", "kortat av"), ("1.99001E+11", "kortat av"), ("900101-9803", "Kontrollsiffran"),
     ("abc", "10 eller 12"), ("900101-980²", "fotnot"), (12, "10 eller 12")],
    ids=str,
)  # fmt: skip
def test_a_wrong_identity_number_is_refused_without_being_repeated(written, said):
    answer = read_identity(written, today=TODAY)
    assert isinstance(answer, Reason)
    assert said in str(answer)
    assert "9803" not in str(answer)


@pytest.mark.parametrize(
    ("written", "number"),
    [("20,5", "20.5"), ("20.5", "20.5"), (20.5, "20.5"), (20, "20"), ("1 200", "1200"), ("1\u00a0200", "1200"),
     (20.499999999999996, "20.5")],
    ids=str,
)  # fmt: skip
def test_a_number_has_decimal_comma_or_point(written, number):
    assert read_number(written, least=0, most=5000, decimals=1) == Decimal(number)


@pytest.mark.parametrize(
    "written", ["18 dagar1", "1363¹", "tjugo", "20 h", "2-3", "NaN", "inf", True, "41", "0", "20,55", ""], ids=str
)
def test_a_number_is_never_picked_out_of_text(written):
    assert isinstance(read_number(written, least=1, most=40, decimals=1), Reason)


def test_a_whole_number_has_no_decimals():
    assert read_whole_number("3,0", least=1, most=4) == 3
    assert "heltal" in str(read_whole_number("2,5", least=1, most=4))


@pytest.mark.parametrize("written", ["ja", "JA", "x", "X", 1, "1", 1.0, True, "sant", "yes", "j"], ids=str)
def test_yes(written):
    assert read_yes_or_no(written) is True


@pytest.mark.parametrize("written", ["nej", 0, "0", False, "falskt", "no", "N"], ids=str)
def test_no(written):
    assert read_yes_or_no(written) is False


def test_perhaps_is_neither():
    assert "ja eller nej" in str(read_yes_or_no("kanske"))


@pytest.mark.parametrize("written", ["K", "k", "Kvinna", "KVINNA", "woman", " kvinna. "])
def test_a_word_is_known_by_key_and_label(written):
    words = meanings(Gender, {"K": ["woman"]})
    assert read_label(written, words=words, choices=["kvinna"]) == "K"


def test_an_unknown_word_is_refused_with_what_there_is():
    answer = read_label("blå", words=meanings(Gender), choices=["kvinna", "man"])
    assert str(answer) == "blå finns inte att välja. Välj bland: kvinna, man."


def test_text_is_one_line_and_fits():
    assert read_text("  Anna\u00a0 Maria ", at_most=20) == "Anna Maria"
    assert read_text(12.0, at_most=20) == "12"
    assert "Högst 3" in str(read_text("fyra", at_most=3))
    assert isinstance(read_text("a\x07b", at_most=20), Reason)
    assert isinstance(read_text("Andr\ufffd", at_most=20), Reason)
    assert read_text("a\r\nb ", at_most=20, lines=True) == "a\nb"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (701234567, "0701234567"),
        ("701234567", "0701234567"),
        ("070-123 45 67", "070-123 45 67"),
        ("+46 70 1", "+46 70 1"),
    ],
    ids=str,
)
def test_a_phone_number_gets_its_zero_back(written, number):
    assert read_phone(written) == number


@pytest.mark.parametrize("written", ["ring inte", "x", "070 eller annat nummer hemma hos mamma i Boden"])
def test_words_are_no_phone_number(written):
    assert isinstance(read_phone(written), Reason)


def test_an_address_is_taken_out_of_its_brackets():
    assert read_email("Anna Ek <anna@exempel.se>") == "anna@exempel.se"
    assert isinstance(read_email("anna(at)exempel.se"), Reason)


@pytest.mark.parametrize(
    ("written", "slots"),
    [
        ("alla", ALL_HALF_DAYS), ("Hela veckan", ALL_HALF_DAYS), ("må fm", 0b1), ("må fm, ti em", 0b1001),
        ("måndag", 0b11), ("mån-fre fm", 0b0101010101), ("mån–fre fm", 0b0101010101), ("fm", 0b0101010101),
        ("må fm, em", 0b11), ("ons förmiddag och tors", 0b11010000), ("tue pm", 0b1000),
    ],
    ids=str,
)  # fmt: skip
def test_half_days_are_read_as_people_write_them(written, slots):
    assert read_half_days(written) == slots


@pytest.mark.parametrize("written", ["när som helst", "lördag", "må-lö fm", "fm-må"])
def test_other_times_are_refused(written):
    assert "går inte att läsa" in str(read_half_days(written))


@given(st.integers(1, ALL_HALF_DAYS))
def test_half_days_come_back_as_they_were_written(slots):
    assert read_half_days(write_half_days(slots)) == slots


@pytest.mark.parametrize("written", ["#N/A", "#REF!", "#SAKNAS!"])
def test_an_error_of_excel_is_seen(written):
    assert "Formeln" in str(error_from_excel(written))


def test_a_heading_is_compared_without_signs_and_accents():
    assert label_key("Person-nr¹") == label_key("person nr") == "person nr"
    assert label_key("Förnamn") != label_key("Fornamn")
