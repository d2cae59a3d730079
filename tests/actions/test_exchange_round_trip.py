"""An export that somebody has saved in another way changes nothing when it comes back; and the commands do the same."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.actions import exchange
from stegvis.models import Participant
from stegvis.rules.exchange import FileKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_exchange import FULL, PLACE_HEADINGS, file_of, load, number, place_row, row

pytestmark = pytest.mark.django_db

STYLES = {
    "12 with hyphen": lambda digits: f"{digits[:8]}-{digits[8:]}",
    "12": lambda digits: digits,
    "10 with hyphen": lambda digits: f"{digits[2:8]}-{digits[8:]}",
    "10": lambda digits: digits[2:],
    "spaces": lambda digits: f" {digits[:8]} {digits[8:]} ",
    "dash": lambda digits: f"{digits[2:8]}–{digits[8:]}",
}
DAYS = {
    "iso": lambda day: day,
    "slash": lambda day: f"{day[8:]}/{day[5:7]} {day[:4]}",
    "bare": lambda day: day.replace("-", ""),
}
DAY_COLUMNS = ("Födelsedatum", "Anvisad", "Inskriven", "Koordinator sedan", "Placerad från", "Placerad till")


@pytest.fixture
def everybody():
    """People of every sort: with and without number, open, closed and no case, protected, placed, dangerous names."""
    unit = make.unit()
    make.unit("Växthuset")
    make.programme()
    make.user("Maria Ekdahl", Role.COORDINATOR, unit)
    make.place("Kastanjen", seats=2)
    load(row(**FULL), row(number=number(984), given="Åsa", family="Öström-Née", protection="ja", phone="+46 70 1"))
    load(row(number="", given="=1+1", family="@x", born="1985-03-04", email="a@exempel.se"))
    make.case(make.participant("Ola", "Ek", identity_number=None, born_on=None), closed_on=make.today())
    for _ in range(2):
        make.participant("Ola", "Ek", identity_number=None, born_on=None)
    make.case(make.participant("Lina", "\u00c5by  Dal ", language="so\nmaliska"))
    return Participant.objects.count()


def resaved(content, *, encoding, separator, style, days, keep):
    """The export as somebody's spreadsheet saved it."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    at = rows[0].index("Personnummer")
    for each in rows[1:]:
        if each[at]:
            each[at] = STYLES[style](each[at].replace("-", ""))
        for column in DAY_COLUMNS:
            place = rows[0].index(column)
            each[place] = DAYS[days](each[place]) if each[place] else ""
    order = sorted(range(len(rows[0])), key=lambda column: (column * 7) % 11) if keep else range(len(rows[0]))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL if keep else csv.QUOTE_MINIMAL).writerows(
        [[each[column] for column in order] for each in rows]
    )
    return text.getvalue().encode(encoding)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    separator=st.sampled_from([";", ",", "\t"]),
    style=st.sampled_from(sorted(STYLES)),
    days=st.sampled_from(sorted(DAYS)),
    keep=st.booleans(),
)
def test_an_export_saved_in_any_way_changes_nothing(everybody, *, encoding, separator, style, days, keep):
    content = exchange.export(FileKind.PARTICIPANTS, as_workbook=False, by=make.SYSTEM)
    again = resaved(content, encoding=encoding, separator=separator, style=style, days=days, keep=keep)
    compared = load(again, dry_run=True)
    assert [f"{error.cell} {error.reason}" for each in compared.rows for error in each.errors] == []
    assert [each.changes for each in compared.rows if each.changes] == []
    assert compared.counts["unchanged"] == everybody


def test_an_export_of_somebody_over_a_hundred_comes_back_with_a_plus_sign(everybody):
    born = make.date(1920, 1, 1)
    digits = make.identity_number(born, 980)
    make.participant("Elsa", "Ek", identity_number=digits, born_on=born)
    content = exchange.export(FileKind.PARTICIPANTS, as_workbook=False, by=make.SYSTEM).decode("utf-8-sig")
    again = content.replace(f"{digits[:8]}-{digits[8:]}", f"{digits[2:8]}+{digits[8:]}")
    assert again != content
    assert load(again.encode(), dry_run=True).counts["unchanged"] == everybody + 1


class TestCommands:
    @pytest.fixture(autouse=True)
    def world(self):
        make.unit()
        make.programme()
        make.unit("Drivhuset", takes_participants=False)

    def run(self, *arguments, capsys):
        failed = False
        try:
            call_command(*map(str, arguments))
        except SystemExit as stop:
            failed = bool(stop.code)
        return failed, capsys.readouterr().out

    def test_import_answers_with_json_and_saves(self, tmp_path, capsys):
        file = tmp_path / "lista.csv"
        file.write_bytes(file_of(row()))
        failed, out = self.run("import", "participants", file, "--json", capsys=capsys)
        answer = json.loads(out)
        assert not failed
        assert {key: answer[key] for key in ("create", "update", "unchanged", "error")} == {
            "create": 1, "update": 0, "unchanged": 0, "error": 0,
        }  # fmt: skip
        assert answer["rows"][0]["kind"] == "create"
        assert Participant.objects.count() == 1

    def test_dry_run_saves_nothing(self, tmp_path, capsys):
        file = tmp_path / "lista.csv"
        file.write_bytes(file_of(row()))
        failed, out = self.run("import", "participants", file, "--dry-run", capsys=capsys)
        assert not failed
        assert "Inget sparades." in out
        assert not Participant.objects.exists()

    def test_errors_are_told_with_their_cell_and_end_with_one(self, tmp_path, capsys):
        file = tmp_path / "lista.csv"
        file.write_bytes(file_of(row(), row(number=number(982), step="9")))
        failed, out = self.run("import", "participants", file, capsys=capsys)
        assert failed
        assert "G3 Steg: 9 ligger utanför 1–4." in out
        assert not Participant.objects.exists()

    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    @pytest.mark.parametrize("kind", ["participants", "places"])
    def test_an_export_imported_again_changes_nothing(self, tmp_path, capsys, kind, suffix):
        rows = [row()] if kind == "participants" else [place_row(days="må fm")]
        file = tmp_path / "lista.csv"
        file.write_bytes(file_of(*rows) if kind == "participants" else file_of(*rows, headings=PLACE_HEADINGS))
        self.run("import", kind, file, capsys=capsys)
        out_file = tmp_path / f"ut.{suffix}"
        self.run("export", kind, out_file, capsys=capsys)
        failed, out = self.run("import", kind, out_file, "--json", capsys=capsys)
        assert not failed
        assert json.loads(out)["unchanged"] == 1

    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    def test_a_template_filled_in_can_be_imported(self, tmp_path, capsys, suffix):
        file = tmp_path / f"mall.{suffix}"
        self.run("import", "participants", "--template", file, capsys=capsys)
        failed, out = self.run("import", "participants", file, capsys=capsys)
        assert failed
        assert "rubriker men inga rader" in out

    def test_a_file_that_is_not_there_is_said_to_be_missing(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            call_command("import", "participants", str(tmp_path / "borta.csv"))
        with pytest.raises(CommandError, match=r"\.csv eller \.xlsx"):
            call_command("export", "participants", str(tmp_path / "ut.pdf"))

    def test_the_day_that_a_case_began_is_never_in_the_future(self, tmp_path, capsys):
        file = tmp_path / "lista.csv"
        file.write_bytes(file_of(row(opened=make.today() + timedelta(days=1))))
        failed, out = self.run("import", "participants", file, capsys=capsys)
        assert failed
        assert "inte varit än" in out
