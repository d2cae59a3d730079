"""A file of questions: what is missing is told with its row, all at once, and nothing is guessed."""

from datetime import date, timedelta

import pytest

from stegvis.rules.exchange import Sheet
from stegvis.rules.instrument import Line, LineKind, drafted, reasons_not_to_publish
from stegvis.rules.instrument_file import COLUMNS, read_lines
from stegvis.rules.own import PageLanguage
from stegvis.rules.rating import InstrumentKind, Respondent

TODAY = date(2026, 11, 22)
HEADINGS = [column.header for column in COLUMNS]
TWO, COURSE = InstrumentKind.TWO_VOICES, InstrumentKind.COURSE_EVALUATION


def rows():
    """Two questions in two languages to the participant, in one to the professional; a scale of two values."""
    found = []
    for place, key in enumerate(("samarbete", "vardag"), start=1):
        found += [["fråga", key, place, "deltagaren", "nej", spoken, f"{key} {spoken}"] for spoken in ("sv", "en")]
        found.append(["fråga", key, place, "koordinatorn", "nej", "sv", f"{key} sv"])
    for value in (1, 2):
        found += [["skala", "", value, "deltagaren", "", spoken, f"{value} {spoken}"] for spoken in ("sv", "en")]
        found.append(["skala", "", value, "koordinatorn", "", "sv", f"{value} sv"])
    return found


def read(file_rows, kind=TWO, headings=HEADINGS):
    lines, problems = read_lines([Sheet("Frågor", [headings, *file_rows])], today=TODAY)
    if problems:
        return None, [(one.row, str(one.reason)) for one in problems]
    draft, problems = drafted(lines, kind=kind)
    return draft, [(one.row, str(one.reason)) for one in problems]


def test_whole_file_becomes_a_version():
    draft, problems = read(rows())
    assert problems == []
    assert [(each.key, each.position, each.respondents) for each in draft.questions] == [
        ("samarbete", 1, tuple(Respondent)), ("vardag", 2, tuple(Respondent)),
    ]  # fmt: skip
    assert (draft.lowest, draft.highest) == (1, 2)
    assert draft.languages(Respondent.PARTICIPANT) == [PageLanguage.SWEDISH, PageLanguage.ENGLISH]
    assert draft.scale[Respondent.PROFESSIONAL, PageLanguage.SWEDISH, 2] == "2 sv"


def changed(at, **cells):
    file_rows = rows()
    for name, value in cells.items():
        file_rows[at][["kind", "key", "place", "respondent", "internal", "language", "text"].index(name)] = value
    return file_rows


def without(*places):
    return [row for place, row in enumerate(rows()) if place not in places]


@pytest.mark.parametrize(
    ("file_rows", "row", "words"),
    [
        pytest.param(without(4), 5, "vardag saknas på engelska till deltagaren", id="missing in one language"),
        pytest.param(without(0), 2, "samarbete saknas på svenska till deltagaren", id="no Swedish"),
        pytest.param(without(0, 1, 2), 2, "Fråga nummer 1 saknas", id="a gap in the places"),
        pytest.param([*rows()[:3], *(["fråga", "vardag", 1, *row[3:]] for row in rows()[3:6]), *rows()[6:]], 5,
                     "samma plats som samarbete", id="two at one place"),
        pytest.param(changed(1, place=2), 3, "har plats 2 här, men 1 på rad 2", id="one question at two places"),
        pytest.param([*rows(), rows()[0]], 14, "samma sak som rad 2", id="said twice"),
        pytest.param(changed(2, internal="ja"), 4, "intern på en rad men inte", id="internal on one row"),
        pytest.param([[*row[:4], "ja", *row[5:]] if row[1] == "vardag" else row for row in rows()], 5,
                     "intern och kan inte ställas till deltagaren", id="internal to the participant"),
        pytest.param(changed(0, key=""), 2, "saknar nyckel", id="no key"),
        pytest.param(without(6), 0, "Skalans värde 1 saknar text på svenska till deltagaren", id="scale without text"),
        pytest.param(rows()[:6], 0, "ingen text till skalan", id="no scale"),
        pytest.param(without(9, 10, 11), 8, "minst två värden", id="a scale of one value"),
        pytest.param(changed(6, place=11), 8, "utanför 0–10", id="a value off every scale"),
        pytest.param(rows()[6:], 0, "ingen fråga", id="no question"),
        pytest.param(changed(0, text=""), 2, "Cellen under Text är tom", id="no text"),
        pytest.param(changed(0, text="x" * 301), 2, "Högst 300", id="too long"),
        pytest.param(changed(0, language="da"), 2, "finns inte att välja", id="a language we do not have"),
        pytest.param(changed(0, respondent="chefen"), 2, "finns inte att välja", id="somebody unknown"),
        pytest.param(changed(0, place="ett"), 2, "är inte ett tal", id="no number"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_its_row(file_rows, row, words):
    draft, problems = read(file_rows)
    assert draft is None
    assert any(at == row and words in said for at, said in problems), problems


def test_everything_is_told_at_once():
    _, problems = read([row for place, row in enumerate(changed(2, internal="ja")) if place not in (4, 6)])
    assert {at for at, _said in problems} >= {0, 4, 5}


def test_two_voices_need_two_and_a_course_only_its_participants():
    alone = [row for row in rows() if row[3] == "deltagaren"]
    assert "både till deltagaren och" in str(read(alone)[1])
    assert read(alone, COURSE)[1] == []
    assert "bara till deltagare" in str(read(rows(), COURSE)[1])


def test_file_without_the_headings_is_refused():
    assert "Filen saknar kolumner" in str(
        read(rows(), headings=["Rad", "Nyckel", "Plats", "x", "y", "Språk", "Text"])[1]
    )
    assert "saknar en rad med rubriker" in str(read(rows(), headings=list("abcdefg"))[1])


def test_scale_of_somebody_who_is_not_asked_is_left_out():
    line = Line(LineKind.SCALE, Respondent.PROFESSIONAL, PageLanguage.SWEDISH, 1, "x", row=99)
    own = [row for row in rows() if row[3] == "deltagaren"]
    lines, _problems = read_lines([Sheet("", [HEADINGS, *own])], today=TODAY)
    draft, problems = drafted([*lines, line], kind=COURSE)
    assert problems == []
    assert all(who is Respondent.PARTICIPANT for who, _language, _value in draft.scale)


@pytest.mark.parametrize(
    ("values", "at"),
    [
        pytest.param({"licence_note": " "}, "licence_note", id="by no right"),
        pytest.param({"valid_from": TODAY - timedelta(days=10)}, "valid_from", id="on the day of the one before"),
        pytest.param({"valid_from": TODAY + timedelta(days=500)}, "valid_from", id="far ahead"),
    ],
)
def test_version_that_cannot_be_published(values, at):
    said = {
        "licence_note": "Avtal 2026",
        "valid_from": TODAY,
        "latest_from": TODAY - timedelta(days=10),
        "today": TODAY,
    }
    assert reasons_not_to_publish(**said) == []
    assert [reason.at for reason in reasons_not_to_publish(**said | values)] == [at]
