"""Page, PDF, spreadsheet and JSON say the same, cell by cell, and nothing that is hidden stands in any of them."""

import io
import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from stegvis.access import Actor, NotAllowed
from stegvis.outside.documents import DocumentFailed, Sheet, pdf, workbook
from stegvis.queries.committee import as_json, as_pdf, as_xlsx, report_of
from stegvis.queries.committee.files import TEMPLATE
from stegvis.rules.indicator.period import Period
from stegvis.rules.indicator.registry import INDICATORS
from stegvis.rules.people import Role
from stegvis.web.indicator import trend_of
from tests import factories
from tests.queries.small_municipality import TODAY, organisation, place, small_municipality

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
HARD = "\N{NO-BREAK SPACE}"


Q3 = Period(2026, 3)


def made(period: Period = Q3, people: int = 500):
    small_municipality(people)
    return report_of(period, by=Actor.system("test"), today=TODAY, computed_at=NOON)


def plain(text: str) -> str:
    """One form of every space."""
    return re.sub(r"\s+", " ", text.replace(HARD, " ").replace("\N{NARROW NO-BREAK SPACE}", " ")).strip()


def page_text(report) -> str:
    request = RequestFactory().get("/")
    request.actor, request.resolver_match = None, None
    figures = [(figure, trend_of(figure)) for figure in report.figures]
    html = render_to_string("committee/report.html", {"report": report, "figures": figures}, request)
    html = html[html.index("<main") :]
    html = re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)
    return plain(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").replace("&amp;", "&"))


def pdf_text(content: bytes) -> str:
    return plain(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def rows_of(figure: dict) -> list[list[str]]:
    """Every row of a figure's two tables, as a reader sees its cells from left to right."""

    def value(cell):
        return cell["text"] + " %" if figure["is_share"] and cell["showing"] == "shown" else cell["text"]

    def counts(cell):
        bases = [cell["count_text"], cell["base_text"]] if figure["is_share"] else [cell["count_text"]]
        return bases if figure["shows_base"] else []

    genders = ["women", "men", *(["unknown"] if figure["has_unknown"] else [])] if figure["has_genders"] else []
    rows = [
        [row["label"], *counts(row["all"]), value(row["all"]), *(value(row[g]) for g in genders)]
        + [aside["text"] for aside in row["asides"]]
        for row in figure["series"]
    ]
    return rows + [[part["label"], *counts(part), value(part)] for part in [*figure["parts"]]]


@pytest.mark.parametrize("period", [Period(2026, 3), Period(2025), Period(2026, 4)], ids=str)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_page_and_pdf_hold_every_row_of_the_object(period, language):
    with translation.override(language):
        report = made(period)
        data = json.loads(as_json(report))
        texts = {"page": page_text(report), "pdf": pdf_text(as_pdf(report))}
    total = 0
    for figure in data["figures"]:
        for row in rows_of(figure) if figure["has_anything"] else []:
            wanted = plain(" ".join(row))
            total += 1
            for name, text in texts.items():
                assert wanted in text, f"{name}: {figure['key']}: {wanted}"
        for note in (*figure["series_notes"], *figure["parts_notes"], figure["definition"], figure["change"]):
            for name, text in texts.items():
                assert plain(note).replace(" ", "") in text.replace(" ", ""), f"{name}: {note}"
    assert total > 60


def test_spreadsheet_holds_every_number_of_the_object_as_a_number():
    report = made()
    data = json.loads(as_json(report))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))
    assert len(book.sheetnames) == 2 + len(data["figures"])
    for figure, sheet in zip(data["figures"], book.worksheets[2:], strict=True):
        rows = {row[0]: [value for value in row[1:] if value is not None] for row in sheet.values if row[0]}
        for row in figure["series"]:
            assert rows[row["label"]] == numbers(row["all"], figure) + [
                number(cell)
                for cell in (
                    *([row["women"], row["men"]] if figure["has_genders"] else []),
                    *([row["unknown"]] if figure["has_genders"] and figure["has_unknown"] else []),
                    *row["asides"],
                )
            ]
        for part in figure["parts"]:
            assert rows[part["label"]] == numbers(part, figure)


def numbers(cell: dict, figure: dict) -> list:
    if figure["is_share"]:
        return [number(cell, "count"), number(cell, "base"), number(cell)]
    return [number(cell, "count"), number(cell)] if figure["shows_base"] else [number(cell)]


def number(cell: dict, what: str = "value"):
    if cell["showing"] in ("few", "neighbour"):
        return "döljs"
    return "–" if cell[what] is None else cell[what]


def test_hidden_cell_has_no_number_in_the_data():
    data = json.loads(as_json(made()))
    cells = [each for figure in data["figures"] for row in figure["series"] for each in (row["all"], row["women"])]
    behind = [cell for cell in cells if cell["showing"] in ("few", "neighbour")]
    assert behind
    assert all(cell["value"] is cell["count"] is cell["base"] is None for cell in behind)


def test_pdf_is_tagged_titled_and_in_the_reports_language():
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(made())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Arbetsmarknadsverksamheten, kvartal 3 2026"
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    assert any("Inter" in name for name in embedded_fonts(reader))


def embedded_fonts(reader: pypdf.PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }


def test_same_report_gives_the_same_bytes():
    report = made(people=60)
    assert as_pdf(report) == as_pdf(report)


@pytest.mark.parametrize("name", ['Kök & "Co" <b>', "=1+1", "#pagebreak()", "å" * 100, "$x^2$ *fet* _kursiv_ @ref"])
def test_names_are_only_text(name):
    place("a", organisation(name, "department"), (7, NOON.date().replace(year=2024), None))
    report = report_of(Period(2026, 3), by=Actor.system("test"), today=TODAY, computed_at=NOON)
    assert plain(name).replace(" ", "") in pdf_text(as_pdf(report)).replace(" ", "")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value == name]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_report_needs_its_permission():
    with pytest.raises(NotAllowed):
        report_of(Period(2026, 3), by=factories.actor(Role.COORDINATOR), today=TODAY)


@pytest.mark.parametrize("people", [0, 50, 500])
def test_statements_of_the_report_do_not_grow(people, django_assert_num_queries):
    small_municipality(people)
    with django_assert_num_queries(8):
        report_of(Period(2026, 3), by=Actor.system("test"), today=TODAY)


def test_template_that_is_wrong_says_so(tmp_path):
    template = tmp_path / "wrong.typ"
    template.write_text("#let")
    with pytest.raises(DocumentFailed, match="expected"):
        pdf(template, {}, made_at=NOON)
    assert TEMPLATE.exists()


def test_sheet_names_are_short_and_never_alike():
    names = ["Avslut/arbete: [alla]?", "x" * 40, "X" * 40, "''"]
    content = workbook([Sheet(name, [["a"]], heading_row=0) for name in names], title="t", made_at=NOON)
    found = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert len({name.casefold() for name in found}) == 4
    assert max(map(len, found)) <= 31


class TestCommand:
    @pytest.mark.parametrize(("name", "start"), [("r.pdf", b"%PDF"), ("r.XLSX", b"PK"), ("r.json", b"{")])
    def test_suffix_chooses_the_format(self, name, start, tmp_path, capsys):
        call_command("report", "committee", "--period", "2025-Q1", "--out", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(start)
        assert f"{sum(each.in_report for each in INDICATORS)} siffror" in capsys.readouterr().out
        assert [each.name for each in tmp_path.iterdir()] == [name]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--out", "r.docx"], "slutar inte på .pdf, .xlsx, .json"),
            (["--out", "r.pdf", "--period", "2026-Q9"], "2026-Q9 är ingen period"),
            (["--out", "r.pdf", "--period", "2090"], "har inte börjat än"),
            (["--out", "missing/r.pdf"], "finns inte"),
        ],
    )
    def test_wrong_arguments_get_one_plain_sentence(self, arguments, said, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(CommandError, match=re.escape(said)):
            call_command("report", "committee", *arguments)
        assert not list(tmp_path.iterdir())

    def test_folder_is_no_file(self, tmp_path):
        (tmp_path / "r.pdf").mkdir()
        with pytest.raises(CommandError, match="är en mapp"):
            call_command("report", "committee", "--out", str(tmp_path / "r.pdf"))

    def test_english_report_is_english(self, tmp_path):
        call_command("report", "committee", "--period", "2025", "--language", "en", "--out", str(tmp_path / "r.json"))
        assert json.loads((tmp_path / "r.json").read_text())["language"] == "en"
