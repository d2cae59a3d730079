"""A file of questions (frågefil): its columns, and its rows as the lines of a version."""

from __future__ import annotations

from datetime import date

from .exchange import Column, Reading, ReadRow, Sheet, read_sheets
from .exchange.cells import as_text, label_key, meanings, read_label, read_text, read_whole_number, read_yes_or_no
from .exchange.participants import labels_of
from .instrument import HIGHEST_SCALE, MOST_QUESTIONS, MOST_TEXT, Line, LineKind, Problem
from .own import PageLanguage
from .rating import Respondent
from .words import N_, Reason

MOST_PLACE = max(MOST_QUESTIONS, HIGHEST_SCALE)
KINDS = meanings(LineKind, {"question": ["question", "item"], "scale": ["scale", "värde"]})
RESPONDENTS = meanings(
    Respondent,
    {
        "participant": ["deltagare", "brukare", "participant"],
        "professional": ["koordinator", "handläggare", "personal"],
    },
)
LANGUAGES = meanings(PageLanguage, {"sv": ["swedish"], "en": ["engelska"], "ar": ["arabiska", "arabic"]})


def read_key(raw: object, today: date) -> str | Reason:
    """A short name of a question: letters, digits and underscores."""
    text = label_key(as_text(raw)).replace(" ", "_").translate(str.maketrans("åäö", "aao"))
    if not text or len(text) > 40:
        return Reason("Skriv nyckeln med 1–40 bokstäver eller siffror, till exempel samarbete.")
    return text


COLUMNS: tuple[Column, ...] = (
    Column(
        key="kind",
        header=N_("Rad"),
        read=lambda raw, today: read_label(raw, words=KINDS, choices=labels_of(LineKind)),
        aliases=("Typ", "Slag"),
        hint=N_("Om raden är en fråga eller ett värde på skalan."),
        choices=tuple(labels_of(LineKind)),
        example="fråga",
        width=10,
    ),
    Column(
        key="key",
        header=N_("Nyckel"),
        read=read_key,
        aliases=("Key", "Id"),
        hint=N_("Ett kort namn på frågan, samma i alla språk och versioner. Tom på skalans rader."),
        example="samarbete",
        width=20,
    ),
    Column(
        key="place",
        header=N_("Plats"),
        read=lambda raw, today: read_whole_number(raw, least=0, most=MOST_PLACE),
        aliases=("Position", "Nummer", "Värde"),
        hint=N_("Frågans nummer från 1. På skalans rader: värdet."),
        example="2",
        width=8,
    ),
    Column(
        key="respondent",
        header=N_("Vem svarar"),
        read=lambda raw, today: read_label(raw, words=RESPONDENTS, choices=labels_of(Respondent)),
        aliases=("Respondent", "Svarar"),
        hint=N_("Vem texten är till."),
        choices=tuple(labels_of(Respondent)),
        example="deltagaren",
        width=14,
    ),
    Column(
        key="internal",
        header=N_("Intern"),
        read=lambda raw, today: read_yes_or_no(raw),
        aliases=("Internal",),
        hint=N_("Ja för en fråga som deltagaren aldrig ska se. Tom betyder nej."),
        choices=("ja", "nej"),
        example="nej",
        width=8,
    ),
    Column(
        key="language",
        header=N_("Språk"),
        read=lambda raw, today: read_label(raw, words=LANGUAGES, choices=[each.value for each in PageLanguage]),
        aliases=("Language",),
        hint=N_("sv, en eller ar. Svenska ska alltid finnas."),
        choices=tuple(each.value for each in PageLanguage),
        example="sv",
        width=8,
    ),
    Column(
        key="text",
        header=N_("Text"),
        read=lambda raw, today: read_text(raw, at_most=MOST_TEXT),
        aliases=("Fråga", "Formulering"),
        hint=N_("Orden som den som svarar läser."),
        example="Jag samarbetar bra med andra.",
        width=70,
    ),
)
NEEDED = ("kind", "key", "place", "respondent", "language", "text")
WANTED = ("kind", "place", "respondent", "language", "text")
"""What every row must have; only questions have a key."""


def read_lines(sheets: list[Sheet], *, today: date) -> tuple[list[Line], list[Problem]]:
    """The lines of a file, or every cell that cannot be read with its row."""
    reading: Reading = read_sheets(sheets, COLUMNS, needed=NEEDED, today=today)
    problems = [Problem(0, reason) for reason in reading.problems]
    problems += [
        Problem(row.number, _said(key, failed.reason)) for row in reading.rows for key, failed in row.failed.items()
    ]
    problems += [problem for row in reading.rows for problem in _missing(row)]
    return [_line(row) for row in reading.rows if _is_known(row)], problems


def _is_known(row: ReadRow) -> bool:
    """Whether it can be told what the row is about; its text alone may be wrong without more being missing."""
    return all(key in row.values for key in WANTED if key != "text") and not set(row.failed) - {"text"}


def _header(key: str) -> str:
    return next(column.header for column in COLUMNS if column.key == key)


def _said(key: str, reason: Reason) -> Reason:
    return Reason("{column}: {why}", column=_header(key), why=reason)


def _missing(row: ReadRow) -> list[Problem]:
    return [
        Problem(row.number, Reason("Cellen under {column} är tom.", column=_header(key)))
        for key in WANTED
        if key not in row.values and key not in row.failed
    ]


def _line(row: ReadRow) -> Line:
    values = row.values
    kind = LineKind(values["kind"])
    return Line(
        kind=kind,
        respondent=Respondent(values["respondent"]),
        language=PageLanguage(values["language"]),
        place=values["place"],
        text=values.get("text", ""),
        key=values.get("key", "") if kind is LineKind.QUESTION else "",
        is_internal=bool(values.get("internal", False)),
        row=row.number,
    )
