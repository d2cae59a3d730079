"""Letters as PDF: tagged, in the reader's language, and with every text as it was written."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from stegvis.outside.documents import pictures
from stegvis.outside.letters import TEMPLATE, UNSHOWN, Letter, Section, Table, as_data, letter_pdf

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def full(**changes) -> Letter:
    said = {
        "title": "Din plan",
        "lead": "Det här har du och Maria kommit överens om.",
        "facts": (("Nästa möte", "3 december kl. 10.00"), ("Var", "Arena Söder")),
        "sections": (
            Section("Dit är du på väg", items=("Arbeta med barn", "Egen lön")),
            Section("Det här händer", table=Table(("Vad", "Vem"), (("Ringa skolan", "Du"), ("Skriva cv", "Ni båda")))),
            Section("", paragraphs=("Första stycket.", "Andra\nstycket.")),
        ),
        "footer": "Frågor? Ring Maria.",
        "signatures": ("Deltagarens underskrift",),
    }
    return Letter(**said | changes)


def read(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_letter_holds_every_text_in_order():
    said = read(letter_pdf(full()))
    order = [
        "Din plan", "kommit överens", "Nästa möte", "10.00", "Dit är du på väg", "Egen lön", "Ringa skolan", "Ni båda",
        "Första", "stycket", "Deltagarens underskrift",
    ]  # fmt: skip
    places = [said.index(text) for text in order]
    assert places == sorted(places)
    assert "1 (1)" in said
    assert "Frågor? Ring Maria." in said


def test_letter_is_tagged_titled_and_in_its_language():
    reader = pypdf.PdfReader(io.BytesIO(letter_pdf(full(title="Your plan", language="en-gb"))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    assert reader.metadata.title == "Your plan"


@pytest.mark.parametrize(
    "text", ["#panic(1)", "*not bold*", "a\\b $x^2$", '"#data" [x] <y> @z', "= no heading", "- no list", "`raw` //x"]
)
def test_text_is_never_source(text):
    section = Section(text, (text,), (text,), Table((text,), ((text,),)))
    everywhere = full(title=text, lead=text, facts=((text, text),), sections=(section,))
    assert read(letter_pdf(everywhere)).replace(" ", "").count(text.replace(" ", "")) >= 8


def test_sign_without_a_font_leaves_the_rest():
    said = read(letter_pdf(full(lead="Hej 😀👩‍👧 du, 中文 och ሰላም\x00\x07!")))
    assert "Hej" in said
    assert UNSHOWN in said
    assert "du," in said


def test_right_to_left_is_written():
    assert len(letter_pdf(full(title="خطتي", lead="اكتب ما تريد", language="ar"))) > 5_000


def test_many_pages_are_numbered():
    long = full(sections=(Section("Allt", paragraphs=tuple("Ett stycke som är långt. " * 12 for _ in range(30))),))
    said = read(letter_pdf(long))
    assert "1 (4)" in said
    assert "4 (4)" in said


def test_empty_letter_is_a_letter():
    assert read(letter_pdf(Letter("Din plan"))).startswith("Åsvalla kommun")


def test_same_letter_and_moment_give_the_same_bytes():
    assert letter_pdf(full(), made_at=NOON) == letter_pdf(full(), made_at=NOON)


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="as long as its headings"):
        Table(("Vad", "Vem"), (("Ringa",),))


def test_pages_can_be_looked_at():
    assert pictures(TEMPLATE, as_data(full()))[0].startswith(b"\x89PNG")
