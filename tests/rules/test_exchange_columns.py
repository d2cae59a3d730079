"""A sheet read through its headings: where they stand, which are missing, which rows are none."""

import json
from datetime import date

import pytest

from stegvis.rules.exchange import COLUMNS, NEEDED, Directory, FileKind, Reading, Sheet, read_sheets
from stegvis.rules.exchange.columns import letter
from stegvis.rules.exchange.kept import keep, kept
from stegvis.rules.words import N_, Reason, Word

TODAY = date(2026, 11, 22)
HEAD = ["Personnummer", "Förnamn", "Efternamn"]
ROW = ["900101-9802", "Anna", "Ek"]


def read(*rows: list[object], kind: FileKind = FileKind.PARTICIPANTS) -> Reading:
    return read_sheets([Sheet("Blad1", rows)], COLUMNS[kind], needed=NEEDED[kind], today=TODAY)


def said(reasons: list[Reason]) -> str:
    return " ".join(str(reason) for reason in reasons)


@pytest.mark.parametrize("kind", FileKind)
def test_no_heading_means_two_columns(kind):
    seen: dict[str, str] = {}
    for column in COLUMNS[kind]:
        for heading in set(column.headings):
            assert seen.setdefault(heading, column.key) == column.key


@pytest.mark.parametrize(
    "heading", ["Personnummer", "PERSONNUMMER", "Personnr", "Pnr", "P-nr", "identity_number", "Identity number", "Pnr*"]
)
def test_a_heading_is_known_by_many_names(heading):
    assert read([heading, "Förnamn", "Efternamn"], ROW).rows[0].values["identity_number"].digits == "199001019802"


def test_titles_above_the_headings_are_passed_by():
    reading = read(["Deltagare hösten 2026"], [], HEAD, ROW)
    assert [row.number for row in reading.rows] == [4]


def test_the_sheet_with_the_headings_is_read():
    sheets = [Sheet("Info", [["Läs mig"]]), Sheet("Lista", [HEAD, ROW])]
    reading = read_sheets(sheets, COLUMNS[FileKind.PARTICIPANTS], needed=(), today=TODAY)
    assert len(reading.rows) == 1


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([], "Filen är tom"),
        ([[None, "  "], []], "Filen är tom"),
        ([["a", "b"], ["1", "2"]], "saknar en rad med rubriker"),
        ([HEAD], "rubriker men inga rader"),
        ([["Personnummer", "Förnamn"], ["900101-9802", "Anna"]], "saknar kolumner som behövs: Efternamn"),
        ([[*HEAD, "Pnr"], ROW], "Kolumnen Personnummer finns två gånger, i A och D"),
    ],
    ids=["nothing", "blank", "no headings", "no rows", "a column missing", "a column twice"],
)
def test_a_file_that_cannot_be_read_says_why(rows, problem):
    assert problem in said(read(*rows).problems)


def test_columns_that_are_unknown_or_missing_are_named():
    notices = said(read([*HEAD, "Skonummer"], ROW).notices)
    assert "Kolumnen Skonummer (D) läses inte" in notices
    assert "ändras inte: Födelsedatum, Kön" in notices


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["# en kommentar"], "kommentar"),
        (["// en kommentar", "x"], "kommentar"),
        (["OBS! Kolla dessa"], "kommentar"),
        (["Summa", None, 14], "summarad"),
        ([None, "Totalt", "14"], "summarad"),
        (["Summa 2026", "1363¹"], "summarad"),
        (HEAD, "Rubrikraden"),
    ],
    ids=str,
)
def test_rows_that_are_none_are_skipped_and_said(row, why):
    reading = read(HEAD, ROW, row)
    assert len(reading.rows) == 1
    assert [(number, why in str(reason)) for number, reason in reading.skipped] == [(3, True)]


def test_somebody_called_summa_is_a_person():
    assert len(read(HEAD, [None, "Summa", "Ek"]).rows) == 1


def test_blank_rows_need_no_word_and_keep_the_numbers():
    reading = read(HEAD, [], ROW)
    assert (reading.rows[0].number, reading.skipped) == (3, [])


def test_a_cell_knows_its_address():
    reading = read([None, None, *HEAD, "Född"], [None, None, *ROW, "igår"])
    assert reading.rows[0].cell("born_on") == "F2"
    assert set(reading.rows[0].failed) == {"born_on"}


def test_columns_have_letters_as_in_a_spreadsheet():
    assert [letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


class TestADirectory:
    units = Directory.of([(1, ["Arena", "Norr / Arena"]), (2, ["Arena", "Söder / Arena"]), (3, ["Växthuset"])])

    def test_finds_by_any_name_that_is_one_thing_only(self):
        assert self.units.find("söder / arena") == 2
        assert self.units.find("VÄXTHUSET") == 3

    def test_says_when_a_name_is_several_things(self):
        assert str(self.units.find("Arena")) == "Arena kan vara flera: Norr / Arena; Söder / Arena. Skriv vilken."

    def test_names_what_is_spelt_almost_so(self):
        assert str(self.units.find("Växthus")) == "Växthus finns inte i Stegvis. Menas Växthuset?"

    def test_writes_the_shortest_name_that_is_found_again(self):
        assert [self.units.find(self.units.labels[key]) for key in (1, 2, 3)] == [1, 2, 3]


def test_kept_reason_knows_its_days_and_its_own_words_from_what_stood_in_the_file():
    reason = Reason("{column} {text} {day}", column=N_("Namn"), text="Namn", day=date(2026, 5, 1))
    again = kept(json.loads(json.dumps(keep(reason))))
    assert again == reason
    assert isinstance(again.values["column"], Word)
    assert not isinstance(again.values["text"], Word)


def test_hidden_row_keeps_the_column_and_hides_what_stood_in_the_file():
    plain = keep(Reason("{column}: {text}", column=N_("Namn"), text="Rania"))
    assert kept(plain, hidden=True).values == {"column": "Namn", "text": "…"}
