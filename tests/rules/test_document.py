"""Files by the rules: not empty, not too large, of a known kind, and with a name that can do no harm."""

import pytest

from stegvis.rules.document import ENDINGS, MOST_BYTES, clean_name, reasons_not_to_keep


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, [], id="a certificate"),
        pytest.param({"size_bytes": 0}, ["tom"], id="empty"),
        pytest.param({"size_bytes": MOST_BYTES + 1}, ["större än 10 MB"], id="too big"),
        pytest.param({"size_bytes": MOST_BYTES}, [], id="just so big"),
        pytest.param({"content_type": ""}, ["av ett slag som inte kan sparas"], id="a program"),
        pytest.param({"name": ""}, ["heter"], id="without a name"),
    ],
)
def test_what_a_file_needs(values, words):
    facts = {"name": "intyg.pdf", "size_bytes": 10, "content_type": "application/pdf"}
    reasons = [str(reason) for reason in reasons_not_to_keep(**facts | values)]
    assert len(reasons) == len(words)
    assert all(word in reason for word, reason in zip(words, reasons, strict=True))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("intyg.pdf", "intyg.pdf", id="as it is"),
        pytest.param("C:\\Users\\maria\\intyg.PDF", "intyg.pdf", id="folders of Windows"),
        pytest.param("../../etc/passwd", "passwd.pdf", id="the way out"),
        pytest.param("intyg\r\nX: y\x00.pdf", "intygX y.pdf".replace("X y", "X: y"), id="control signs"),
        pytest.param("fdp.\u202egpj", "fdp.gpj.pdf", id="a sign that turns the name around"),
        pytest.param("bild.png", "bild.pdf", id="the ending that the content has"),
        pytest.param("  .dolt  ", "dolt.pdf", id="a leading dot"),
        pytest.param("...", "", id="nothing left"),
        pytest.param("å" * 300 + ".pdf", "å" * 116 + ".pdf", id="too long"),
    ],
)
def test_names_of_files_are_cleaned(given, kept):
    assert clean_name(given, ending=".pdf") == kept


def test_every_kind_of_file_has_an_ending():
    assert all(ending.startswith(".") for ending in ENDINGS.values())
