"""Files to rows and back: encodings, separators, workbooks, and files that are none."""

import csv
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.outside.spreadsheets import CannotRead, Heading, read, write_csv, write_xlsx

HEADINGS = ("Förnamn", "Ålder")


def known(row):
    return sum(cell in HEADINGS for cell in row)


def rows_of(content):
    return [list(row) for row in read(content, headings_in=known)[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_is_read_in_every_usual_form(encoding, separator):
    text = f'Förnamn{separator}Ålder\r\n"Åsa{separator}Eva"{separator}"två\nrader"\r\n'
    assert rows_of(text.encode(encoding)) == [["Förnamn", "Ålder"], [f"Åsa{separator}Eva", "två\nrader"]]


def test_commas_in_text_do_not_make_a_file_comma_separated():
    assert rows_of("Förnamn;Ålder\na, b, c, d;1,5\n".encode())[1] == ["a, b, c, d", "1,5"]


def test_excels_own_word_for_the_separator_is_obeyed():
    assert rows_of("sep=,\r\nFörnamn,Ålder\r\n".encode()) == [[], ["Förnamn", "Ålder"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tom"),
        (b"\xef\xbb\xbf\r\n", "tom"),
        (b"\x89PNG\r\n\x1a\n....", "bild"),
        (b"\xff\xd8\xff\xe0", "bild"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "gamla Excel-formatet"),
        (b"PK\x03\x04trasig", "skadad"),
        (b"\x7fELF\x00\x01\x02\x00\x00\x00\x00\x03", "ingen lista"),
        (b"a;" * 14_000_000, "större än 25 MB"),
        (b'a;"' + b"x" * 200_000 + b'"\n', "citattecknen"),
    ],
    ids=["empty", "blank", "png", "jpeg", "pdf", "xls", "broken zip", "program", "too large", "quotes"],
)
def test_a_file_that_is_no_list_says_what_it_is(content, said):
    with pytest.raises(CannotRead, match=said):
        read(content, headings_in=known)


def archive(**files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"content.xml": "x"}, "OpenDocument"),
        ({"word__document.xml": "x"}, "Word"),
        ({"bilder__semester.jpg": "x"}, "packad mapp"),
        ({"xl__workbook.xml": "x"}, "kalkylblad|skadad"),
        ({"xl__workbook.xml": "x", "xl__bomb.xml": b"\0" * 320_000_000}, "för stor när den packas upp"),
    ],
    ids=["ods", "docx", "zip", "broken xlsx", "bomb"],
)
def test_a_packed_file_that_is_no_workbook_says_what_it_is(files, said):
    with pytest.raises(CannotRead, match=said):
        read(archive(**files), headings_in=known)


def test_too_many_rows_are_refused():
    with pytest.raises(CannotRead, match="fler än 50000 rader"):
        read(b"a;b\n" * 50_100, headings_in=known)


def test_a_workbook_keeps_dates_numbers_and_the_numbers_of_its_rows():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.merge_cells("A1:C1")
    sheet["A1"] = "Rubrik över hela"
    sheet["A4"], sheet["B4"], sheet["C4"] = date(2026, 11, 21), 20.5, "0701"
    target = io.BytesIO()
    book.save(target)
    rows = rows_of(target.getvalue())
    assert rows[0][0] == "Rubrik över hela"
    assert (rows[3][0].date(), *rows[3][1:]) == (date(2026, 11, 21), 20.5, "0701")


def test_hidden_sheets_are_not_read():
    book = openpyxl.Workbook()
    book.active["A1"] = "syns"
    book.create_sheet("Dold").sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert [sheet.name for sheet in read(target.getvalue(), headings_in=known)] == ["Sheet"]


DANGEROUS = ["=1+1", "+46 70 1", "-1", "@SUMMA(A1)", "\tx", "'=x", "'+1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_is_a_formula_and_all_come_back(text):
    content = write_csv([Heading("Förnamn"), Heading("Ålder")], [[text, 20.5]])
    cell = next(csv.reader(io.StringIO(content.decode("utf-8-sig").split("\r\n", 1)[1]), delimiter=";"))
    assert cell[0].startswith("'")
    assert cell[1] == "20,5"
    assert rows_of(content)[1][0] == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text):
    content = write_xlsx("Lista", [Heading("Förnamn")], [[text]])
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_workbook_has_real_dates_and_a_head_that_stays():
    content = write_xlsx(
        "Lista", [Heading("Ålder", 12)], [[date(2026, 11, 21)], [3], [None]], notes=[["Kolumn"], ["x"]]
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Lista", "Så fyller du i"]
    assert (book.active["A2"].is_date, book.active["A3"].value, book.active.freeze_panes) == (True, 3, "A2")


PRINTABLE = (
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30).map(str.strip).filter(bool)
)


@given(st.lists(st.lists(PRINTABLE, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_is_written_comes_back(rows):
    headings = [Heading("Förnamn"), Heading("Ålder")]
    assert rows_of(write_csv(headings, rows))[1:] == rows
    assert rows_of(write_xlsx("Lista", headings, rows))[1:] == rows
