"""Stated figures: read as a report writes them, computed anew, and every contradiction found with none invented."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.exchange import Sheet
from stegvis.rules.stated import Quantity, QuantityKind, check, read_quantity, read_table, written
from stegvis.rules.stated.quantity import agree
from stegvis.rules.stated.rings import rings
from stegvis.rules.words import Reason

DOCS = Path(__file__).parents[2] / "docs" / "stated"
PERCENT, RATIO = QuantityKind.PERCENT, QuantityKind.RATIO


def nothing(call):
    return Reason("{call} finns inte", call=str(call))


def table(*rows, header="id,label,value,equals,source"):
    """Rows with commas between the cells, or | where a cell has a comma of its own."""
    return read_table([Sheet("", [header.split(","), *(each.split("|" if "|" in each else ",") for each in rows)])])


def checked(*rows, look_up=nothing):
    return check(table(*rows), look_up)


def texts(found):
    return [str(each.text) for each in found.contradictions]


def problems(found):
    return [(each.cell, each.column, str(each.reason)) for each in found.problems]


def document(name):
    return read_table([Sheet("", list(csv.reader(io.StringIO((DOCS / name).read_text(encoding="utf-8")))))])


# The documents --------------------------------------------------------------------------------------------------------


def test_every_contradiction_of_the_follow_up_is_found_and_none_invented():
    found = check(document("follow-up-500-places.csv"), nothing)
    assert [(each.kind.value, each.id, each.stated, each.other) for each in found.contradictions] == [
        ("sum", "ordinary", "475 st", "474"),
        ("repeated", "total", "661", "649"),
        ("sum", "total", "649", "661"),
        ("repeated", "places_2018", "126", "114"),
        ("repeated", "uaf", "285 st", "298 st"),
        ("sum", "uaf", "285 st", "298"),
        ("repeated", "leanlink", "99 st", "111 st"),
        ("sum", "leanlink", "99 st", "111"),
        ("sum", "kff_more", "3", "\N{MINUS SIGN}1"),
    ]
    assert found.problems == ()
    assert found.notices == ()


def test_the_sentences_have_both_values_and_where_they_stand():
    said = texts(check(document("follow-up-500-places.csv"), nothing))
    assert "Platser totalt är 649 (§2.2), men 475 + 186 = 661. Det skiljer 12." in said
    assert "Platser totalt har olika värden: 661 (§1), 649 (§2.2), 660 (räknat, §2.5–2.12)." in said
    assert "Leanlink är 99 st (§1) men också 111 st (§2.2). Det skiljer 12." in said
    assert (
        "Platser i ordinarie verksamhet är 475 st (§1, §2.2), men 264 + 210 = 474 (§2.5–2.12). Det skiljer 1." in said
    )


def test_the_internal_budget_gives_no_alarm():
    found = check(document("internal-budget-2019.csv"), nothing)
    assert texts(found) == []
    assert found.problems == ()
    assert found.compared > 40
    assert "18 dagar1" in str(found.notices[4].reason)


@pytest.mark.parametrize("row", range(2, 60))
def test_a_budget_that_is_one_off_anywhere_in_its_sums_is_found_out(row):
    """Every amount that a sum rests on is held: change any of them by one, and something contradicts."""
    rows = list(csv.reader(io.StringIO((DOCS / "internal-budget-2019.csv").read_text(encoding="utf-8"))))
    amount = read_quantity(rows[row - 1][2]).quantity
    rows[row - 1][2] = written(amount.value + 1)
    found = check(read_table([Sheet("", rows)]), nothing)
    assert found.contradictions != ()


# Numbers --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "value", "half", "kind"),
    [
        ("186", "186", "0", "count"),
        ("186 st", "186", "0", "count"),
        ("1 234,5", "1234.5", "0.05", "count"),
        ("1\u00a0234\u00a0567", "1234567", "0", "count"),
        ("1.234.567", "1234567", "0", "count"),
        ("4,8 %", "0.048", "0.0005", "percent"),
        ("45%", "0.45", "0.005", "percent"),
        ("45 procent", "0.45", "0.005", "percent"),
        ("0,048", "0.048", "0.0005", "count"),
        ("-   14 870", "-14870", "0", "count"),
        ("−12 940 tkr", "-12940", "0", "count"),
        ("ca 1 200", "1200", "50", "count"),
        ("1363¹", "1363", "0", "count"),
        ("47p", "47", "0", "count"),
        (649, "649", "0", "count"),
        (0.1 + 0.2, "0.3", "0.05", "count"),
        (21 / 47, "0.446808510638", "0.0000000000005", "count"),
        (12345678901, "12345678901", "0", "count"),
    ],
)
def test_a_figure_is_read_as_a_report_writes_it(raw, value, half, kind):
    found = read_quantity(raw).quantity
    assert (found.value, found.half, found.kind.value) == (Decimal(value), Decimal(half), kind)


@pytest.mark.parametrize(
    "raw", ["Ska öka", ">0", "höst.1", "18 dagar1", "12 34", "225–250", "1.234", "–", "3 av 4", True]
)
def test_what_is_no_number_is_never_guessed_at(raw):
    found = read_quantity(raw)
    assert found.quantity is None
    assert found.reason is not None


def test_a_raised_footnote_is_left_out_and_said():
    assert "fotnot" in str(read_quantity("1363¹").notice)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_what_is_written_is_read_back(value):
    assert read_quantity(written(value)).quantity.value == value


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 2))
def test_a_rightly_rounded_ratio_always_agrees(count, base, decimals):
    share = Decimal(count) / base
    stated = read_quantity(written(share, percent=True, decimals=decimals)).quantity
    assert agree(stated, Quantity(share, kind=RATIO)) or abs(stated.value - share) == stated.half


# Formulas and values --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "equals", "wrong"),
    [
        ("661", "a + b", ""),
        ("660", "a + b", "475 + 186 = 661"),
        ("289", "a - b", ""),
        ("290", "a − b", "475 − 186 = 289"),
        ("72 %", "a / c", ""),
        ("71,9 %", "a / c", ""),
        ("0,72", "a / c", ""),
        ("72", "a / c", ""),
        ("71 %", "a / c", "475 / 661 blir 71,9"),
        ("71,8 %", "a / c", "475 / 661 blir 71,86"),
        ("100 %", "(a + b) / c", ""),
        ("99 %", "(a + b) / c", "(475 + 186) / 661 blir 100"),
        ("475", "c - (a - b) - b + b - a + a - b - b + b", "661 − (475 − 186)"),
        ("661", "= A + B", ""),
    ],
)
def test_sums_differences_and_ratios_are_computed_anew(value, equals, wrong):
    found = checked("a,,475,,§1", "b,,186,,§1", "c,,661,,§1", f"d|Prov|{value}|{equals}|§2")
    said = texts(found)
    assert problems(found) == []
    assert [True for text in said if wrong.replace(" ", "") in text.replace("\u00a0", "").replace(" ", "")] == (
        [True] if wrong else []
    ), said


def test_the_same_figure_more_exactly_stated_is_no_contradiction():
    assert texts(checked("a,,45 %,,§1", "a,,44.7 %,,§2", "b,,661,,§1", "b,,661 st,,§2")) == []


def test_percentages_that_are_rounded_may_add_up_to_a_little_less():
    assert texts(checked("a,,33 %,,", "b,,33 %,,", "c,,33 %,,", "whole,,100 %,a + b + c,")) == []
    assert len(texts(checked("a,,33 %,,", "b,,30 %,,", "c,,33 %,,", "whole,,100 %,a + b + c,"))) == 1


def test_the_value_of_the_same_source_is_the_one_that_is_meant():
    rows = ("part,,99,,§1", "part,,111,,§2", "rest,,1,,", "whole,,112,part + rest,§1", "sum,,112,part + rest,§3")
    found = checked(*rows)
    assert [(each.kind.value, each.id) for each in found.contradictions] == [("repeated", "part"), ("sum", "whole")]


def test_ids_may_hold_hyphens_and_spaces():
    assert texts(checked("uaf-2019,,177,,", "uaf 2020,,121,,", "uaf,,298,uaf-2019 + uaf 2020,")) == []
    assert texts(checked("a,,3,,", "b,,1,,", "c,,2,a-b,")) == []


def test_a_glued_footnote_is_a_question_and_never_an_error_of_its_own():
    assert texts(checked("a,,1384,,", "b,,13631,,")) == []
    found = checked("a,,1000,,", "b,,363,,", "c,,13631,a + b,")
    assert "fotnot" in str(found.contradictions[0].hint)
    assert checked("a,,1000,,", "b,,363,,", "c,,14631,a + b,").contradictions[0].hint is None


def test_a_figure_of_the_records_is_named_in_the_contradiction():
    def look_up(call):
        assert (call.name, call.arguments) == ("ledger.seats", ("2020-12-31",))
        return Quantity(Decimal(655))

    found = checked("a,Platser,661,ledger.seats(2020-12-31),§1", look_up=look_up)
    assert texts(found) == ["Platser är 661 (§1), men i Stegvis är ledger.seats(2020-12-31) 655. Det skiljer 6."]
    assert found.contradictions[0].kind.value == "records"


# What is wrong in the file -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("equals", "said"),
    [
        ("a + odinary", "odinary finns inte i kolumnen id. Menar du ordinary?"),
        ("a + xyz", "xyz finns inte i kolumnen id. Lägg till en rad"),
        ("a + 17", "17 är ett tal och inget id"),
        ("a * ordinary", "Tecknet * går inte att använda"),
        ("a +", "Formeln slutar mitt i"),
        ("+ a", "Det saknas ett id före +"),
        ("(a + ordinary", "Det saknas en högerparentes"),
        ("a + ordinary)", "Det finns en högerparentes för mycket"),
        ("ledger.seats", "till exempel ledger.seats(2020)"),
        ("a / zero", "Det går inte att dela med noll"),
        ("a + words", "words på rad 4 kan inte räknas: ”Ska öka” är inget tal."),
        ("a + empty", "empty har inget värde (rad 6)"),
        ("a + percent", "Procent och antal går inte att räkna ihop"),
        ("tkr + mkr", "Raden blandar tkr och mkr"),
        ("__import__('os')", "finns inte i kolumnen id"),
        ("(" * 30 + "a" + ")" * 30, "för många parenteser"),
        (" + ".join(["a"] * 250), "fler än 200 delar"),
        ("nosuch.figure(2020)", "nosuch.figure(2020) finns inte"),
    ],
)
def test_a_formula_that_cannot_be_computed_says_why_at_its_cell(equals, said):
    found = checked(
        "a,,1,,", "ordinary,,2,,", "words,,Ska öka,,", "zero,,0,,", "empty,,,,", "percent,,5 %,,",
        "tkr,,5 tkr,,", "mkr,,5 mkr,,", f"last,,9,{equals},",
    )  # fmt: skip
    (cell, column, text), *rest = problems(found)
    assert (cell, column, rest) == ("D10", "equals", [])
    assert said in text
    assert found.contradictions == ()


def test_formulas_that_go_round_are_stopped_and_the_rest_is_still_checked():
    found = checked("a,,1,b + c,", "b,,2,a - c,", "c,,3,,", "d,,9,c + c,")
    assert [cell for cell, *_ in problems(found)] == ["D2", "D3"]
    assert "Formlerna går i ring: a → b → a." in problems(found)[0][2]
    assert [each.id for each in found.contradictions] == ["d"]
    assert problems(checked("a,,1,a + b,", "b,,2,,"))[0][0] == "D2"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("id,label,equals,source", "Kolumnen value saknas."),
        ("label,value,equals,source", "Kolumnen id saknas."),
        ("id,label,value,source", "Kolumnen equals saknas."),
        ("id,value,equals,value", "Kolumnen value finns två gånger, i B och D."),
        ("namn,siffra", "Kolumnen id saknas."),
        ("x,y,z", "Filen saknar en rubrikrad."),
    ],
)
def test_a_table_without_its_columns_says_which(header, said):
    assert said in " ".join(map(str, table("a,b,c,d,e", header=header).stops))


def test_swedish_headings_are_known():
    found = table("a,Platser,3,,§1", header="beteckning,benämning,värde,lika med,källa")
    assert [(row.id, row.label, row.text, row.source) for row in found.rows] == [("a", "Platser", "3", "§1")]


@pytest.mark.parametrize("rows", [[], [[]], [["", None]]])
def test_an_empty_file_is_said_to_be_empty(rows):
    assert [str(each) for each in read_table([Sheet("", rows)]).stops] == ["Filen är tom."]


def test_headings_alone_are_no_table():
    assert "inga rader" in str(table().stops[0])


def test_a_row_that_is_wrong_is_named_and_the_others_are_read():
    found = checked("a,,1,,", ",Utan id,3,,", "b,,2,,", "c,,1,234,a + b,extra", "d,,4,a + b,")
    assert problems(found)[0][:2] == ("A3", "id")
    assert "decimalkomma" in problems(found)[1][2]
    assert [each.id for each in found.contradictions] == ["d"]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=3)))
def test_rings_are_the_ids_that_reach_themselves(leads_to):
    def reached(start):
        seen, work = set(), list(leads_to.get(start, ()))
        while work:
            one = work.pop()
            if one not in seen:
                seen.add(one)
                work += leads_to.get(one, ())
        return seen

    assert {id for ring in rings(leads_to) for id in ring} == {id for id in leads_to if id in reached(id)}


def test_what_is_very_long_is_said_shortly():
    many = checked(*[f"a,Platser,{number},,§{number}" for number in range(30)])
    assert texts(many)[0].endswith("6 (§6), 7 (§7) och 22 till.")
    ring = checked(*[f"y{number},,1,y{(number + 1) % 30}," for number in range(30)])
    assert problems(ring)[0][2].endswith("y7 → … → y0. Ta bort formeln på en av raderna.")
    assert "fler än 2000 rader" in str(table(*["a,,1,,"] * 2001).stops[0])


@pytest.mark.parametrize("raw", ["9" * 40, 1e300, "0," + "1" * 30])
def test_a_number_of_too_many_digits_is_no_figure(raw):
    assert read_quantity(raw).quantity is None
