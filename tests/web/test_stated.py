"""A report's figures: the page and the command say what contradicts what, and what is wrong in the file."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from stegvis.management import cli
from stegvis.models import AccessLog
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs" / "stated"
FOLLOW_UP, BUDGET = DOCS / "follow-up-500-places.csv", DOCS / "internal-budget-2019.csv"
HEAD = "id,label,value,equals,source\n"
READERS = [Role.COMMITTEE_SECRETARY, Role.ANALYST, Role.HR, Role.UNIT_MANAGER]


def upload(client, content, name="siffror.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("stated"), {"file": SimpleUploadedFile(name, content)})


def workbook(*rows):
    made, target = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(target)
    return target.getvalue()


def command(*arguments):
    """The exit code and what was written."""
    out = io.StringIO()
    try:
        call_command("check_figures", *map(str, arguments), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


@pytest.mark.parametrize("role", READERS)
def test_the_follow_up_is_held_against_itself(role, as_role):
    page = upload(as_role(role), FOLLOW_UP.read_bytes())
    assert page.status_code == 200
    assert "9 motsägelser" in text(page)
    assert "Platser totalt är 649 (§2.2), men 475 + 186 = 661. Det skiljer 12." in text(page)


def test_the_budget_passes(as_role):
    page = text(upload(as_role(Role.ANALYST), BUDGET.read_bytes()))
    assert "Inget motsäger sig" in page
    assert "Motsägelser," not in page
    assert "18 dagar1" in page


@pytest.mark.parametrize("role", [Role.INTAKE, Role.REFERRER, Role.WORK_SUPERVISOR, Role.ADMINISTRATOR])
def test_others_are_refused(role, as_role):
    assert as_role(role).get(reverse("stated")).status_code == 403
    assert upload(as_role(role), BUDGET.read_bytes()).status_code == 403
    assert AccessLog.objects.count() == 2


SAME = "id;label;value;equals;source\r\na;Platser;1 234,5;;§1\r\nb;Övrigt;2;;§1\r\nc;Summa;1 236,6;a + b;§2\r\n"


@pytest.mark.parametrize(
    "content",
    [
        SAME,
        SAME.encode("utf-8-sig"),
        SAME.encode("latin-1"),
        SAME.replace(",", "§§").replace(";", ",").replace("1 234§§5", '"1 234,5"').replace("1 236§§6", '"1 236,6"'),
        workbook(*[line.split(";") for line in SAME.splitlines()]),
        workbook(["id", "label", "value", "equals", "source"], ["a", "Platser", 1234.5, None, "§1"],
                 ["b", "Övrigt", 2, None, "§1"], ["c", "Summa", 1236.6, "a + b", "§2"]),
    ],
    ids=["semicolon", "marked", "latin-1", "comma", "workbook of text", "workbook of numbers"],
)  # fmt: skip
def test_every_usual_kind_of_file_says_the_same(content, as_role):
    page = text(upload(as_role(Role.HR), content)).replace("\u00a0", " ")
    assert "En motsägelse" in page
    assert "men 1 234,5 + 2 = 1 236,5 (§1). Det skiljer 0,1." in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Filen är tom."),
        (HEAD, "Filen har rubriker men inga rader under dem."),
        ("id,label,value,source\na,A,1,§1\n", "Kolumnen equals saknas."),
        ("bara text", "Filen saknar en rubrikrad."),
        ("%PDF-1.7", "Filen är en PDF."),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(content, said, as_role):
    page = upload(as_role(Role.HR), content)
    assert page.status_code == 422
    assert said in text(page)


def test_no_file_says_choose_one(as_role):
    page = as_role(Role.HR).post(reverse("stated"))
    assert page.status_code == 422
    assert "Välj en fil." in text(page)


def test_a_row_that_cannot_be_computed_is_named_and_the_rest_is_checked(as_role):
    page = text(upload(as_role(Role.HR), HEAD + "a,,1,,\nb,,2,a + ccc,\nd,,3,a + a,\n"))
    assert "En motsägelse" in page
    assert "Kan inte räknas, 1" in page
    assert "ccc finns inte i kolumnen id." in page


def test_what_stands_in_the_file_is_never_markup(as_role):
    page = text(upload(as_role(Role.HR), HEAD + "a,<script>x</script>,1,,\na,,2,,<img src=x>\n"))
    assert "<script>x" not in page
    assert "<img src=x>" not in page


@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_the_template_is_a_file_that_can_be_checked(query, as_role):
    client = as_role(Role.ANALYST)
    file = client.get(reverse("stated_template") + query).content
    assert "En motsägelse" not in text(upload(client, file))
    assert "2 motsägelser" in text(upload(client, file))


def test_the_ledger_and_the_follow_up_answer_by_name(as_role):
    host = make.unit("Biblioteket")
    make.place(seats=3, host=host)
    day = make.today().isoformat()
    rows = [
        f"a,Platser i dag,5,ledger.seats({day}),§1",
        f'b,Bibliotekets platser,3,"ledger.seats({day}, unit=Biblioteket)",§1',
        f'c,Okänd enhet,3,"ledger.seats({day}, unit=Bibliotket)",§1',
        "d,Fel dag,3,ledger.free(2020-13-01),§1",
        f"e,Nya platser,4,ledger.new({day[:4]}),§1",
        f"f,Deltagare,7,indicator.participants({day[:4]}),§1",
        "g,Framtid,7,indicator.participants(2099),§1",
        "h,Okänd,7,ledger.nosuch(2020),§1",
    ]
    page = text(upload(as_role(Role.HR), HEAD + "\n".join(rows)))
    assert f"Platser i dag är 5 (§1), men i Stegvis är ledger.seats({day}) 3. Det skiljer 2." in page
    assert "Bibliotekets platser är" not in page
    assert "Bibliotket finns inte i platsöversikten. Menar du Biblioteket?" in page
    assert "2020-13-01 är ingen dag." in page
    assert "Nya platser är 4" in page
    assert "indicator.participants" in page
    assert "2099 har inte börjat än" in page
    assert "Stegvis har ingen siffra som heter ledger.nosuch." in page


def test_the_command_answers_with_its_exit_code():
    code, said = command(FOLLOW_UP)
    assert (code, said.splitlines()[0]) == (1, "9 motsägelser. 54 rader, 26 jämförelser.")
    code, said = command(BUDGET)
    assert (code, said.splitlines()[0]) == (0, "Inget motsäger sig. 144 rader, 42 jämförelser.")


def test_the_command_answers_in_json():
    code, said = command(FOLLOW_UP, "--json")
    found = json.loads(said)
    assert (code, found["readable"], len(found["contradictions"]), found["problems"]) == (1, True, 9, [])
    total = next(each for each in found["contradictions"] if each["id"] == "total" and each["kind"] == "sum")
    assert (total["stated"], total["other"], total["where"], total["rows"]) == ("649", "661", ["§2.2"], [13])
    assert [(term["id"], term["value"]) for term in total["terms"]] == [("ordinary", "475 st"), ("ias", "186 st")]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", 2, "Filen är tom."),
        ("id,value\na,1\n", 2, "Kolumnen equals saknas."),
        (HEAD + "a,,1,b,\n", 2, "b finns inte i kolumnen id."),
        (HEAD + "a,,1,b,\na,,2,,\n", 1, "En motsägelse."),
        (HEAD + "a,,1,,\n", 0, "Inget motsäger sig."),
    ],
)
def test_a_file_that_cannot_be_computed_is_its_own_answer(content, code, said, tmp_path):
    file = tmp_path / "siffror.csv"
    file.write_text(content, encoding="utf-8")
    answer = command(file)
    assert answer[0] == code
    assert said in answer[1]
    assert command(file, "--json")[0] == code


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    assert command(tmp_path / "saknas.csv") == (2, f"{tmp_path / 'saknas.csv'} finns inte. Kontrollera sökvägen.")
    assert command(tmp_path)[0] == 2


def test_the_command_is_called_with_a_hyphen(monkeypatch):
    asked = []
    monkeypatch.setattr("sys.argv", ["stegvis", "check-figures", "siffror.csv"])
    monkeypatch.setattr(cli, "run", asked.append)
    monkeypatch.setattr("logging.disable", lambda *_: None)
    monkeypatch.setenv("STEGVIS_DATABASE_ROLE", "owner")
    cli.main()
    assert asked == [["stegvis", "check_figures", "siffror.csv"]]
