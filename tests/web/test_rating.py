"""Ratings for those who work here: both pictures, links on slips, answers written down, files of questions, groups."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from stegvis.access import Actor
from stegvis.actions import rating as actions
from stegvis.actions.own.codes import make_code
from stegvis.actions.standard import rating as standard
from stegvis.actions.standard.questions import AREAS
from stegvis.models import AccessLog, Instrument, InstrumentText, InstrumentVersion, Rating, RatingLink
from stegvis.outside.spreadsheets import Heading, write_csv, write_xlsx
from stegvis.queries.rating import two_voices_of
from stegvis.queries.rating.instruments import rows_of
from stegvis.rules.instrument_file import COLUMNS
from stegvis.rules.people import Role
from stegvis.rules.rating import AnsweredHow, AnswerState, Given, Respondent
from stegvis.web.rating.shown import shown
from tests import factories as make
from tests.ratings import PARTICIPANT, PROFESSIONAL, answered, two_voices
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
HEADINGS = [Heading(column.header) for column in COLUMNS]


def ago(days):
    return make.today() - timedelta(days=days)


@pytest.fixture
def maria(as_role):
    return as_role(Role.COORDINATOR, name="Maria Ekdahl")


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria.user, opened_on=ago(400))


@pytest.fixture
def questions():
    return two_voices()


@pytest.fixture
def pictures(case, maria, questions):
    for days, mine, theirs in ((120, 2, 3), (10, 4, 3)):
        answered(case, PARTICIPANT, ago(days), q1=mine, q2=3)
        answered(case, PROFESSIONAL, ago(days), by=maria.user, q1=theirs, q2=None, belief=5)


def page(client, name, case, *more):
    return text(client.get(reverse(name, args=[case.pk, *more])))


def test_both_pictures_say_difference_and_direction_in_words(maria, case, pictures):
    said = page(maria, "rating", case)
    assert "Rania 1 högre" in said
    assert '4 <span aria-hidden="true">↗</span><span class="ds-sr-only">, högre än förra gången</span>' in said
    assert '3 <span aria-hidden="true">→</span>' in said
    assert "3 / vet inte" in said
    assert "bara för personal" in said
    assert AccessLog.objects.filter(screen="rating", participant_ids=[case.participant_id]).exists()


def test_drawing_has_a_disc_and_a_square_for_each_answer_with_a_value(case, pictures):
    first, second, belief = shown(two_voices_of(case, for_participant=False)).lines
    marks = [[shape.kind for shape in line.canvas.shapes if shape.kind != "path"] for line in (first, second, belief)]
    assert marks == [["box", "box", "disc", "disc"], ["disc", "disc"], ["box", "box"]]
    assert (second.difference, belief.difference) == ("–", "–")


def test_participant_reads_about_you(case, pictures):
    code = make_code(case.participant, by=make.SYSTEM).signs
    own = Client()
    own.post(reverse("own_door"), {"code": code})
    assert "Du 1 högre" in text(own.get(reverse("own_voices")))


def test_reader_who_does_not_work_with_the_case_sees_nothing_internal(as_role, case, pictures):
    karin = as_role(Role.COORDINATOR)
    karin.post(
        reverse("participant_open", args=[case.participant_id]), {"reason": "Maria är akut sjuk och Rania ringer"}
    )
    said = page(karin, "rating", case)
    assert "Rania 1 högre" in said
    assert "bara för personal" not in said
    assert "Fråga 3" not in said
    assert "Fråga båda" not in said


def test_both_are_asked_at_once_or_not_at_all(maria, case, questions):
    assert "Börja med första gången" in page(maria, "rating", case)
    Rating.objects.create(version=questions, case=case, respondent=PROFESSIONAL, asked_on=ago(1))
    refused = maria.post(reverse("rating_ask", args=[case.pk]), {"which": "both"})
    assert (refused.status_code, Rating.objects.count()) == (422, 1)
    assert "väntar redan på svar" in text(refused)
    Rating.objects.all().delete()
    maria.post(reverse("rating_ask", args=[case.pk]), {"which": "both"})
    assert {each.respondent for each in Rating.objects.all()} == {PARTICIPANT, PROFESSIONAL}
    assert maria.post(reverse("rating_ask", args=[case.pk]), {"which": "x"}).status_code == 422


@pytest.fixture
def asked(case, questions, maria):
    return actions.ask(case, instrument_key="two_voices", respondent=Respondent.PARTICIPANT, by=Actor.of(maria.user))


def test_slip_shows_the_code_once_and_a_new_one_ends_it(maria, case, asked):
    address = reverse("rating_link", args=[case.pk, asked.pk])
    slip = maria.post(address)
    assert "no-store" in slip.headers["Cache-Control"]
    code = text(slip).split('<p class="code" dir="ltr">')[1].split("<")[0]
    assert actions.enter(code, source="x") == asked
    assert code not in page(maria, "rating", case)
    maria.post(address)
    assert RatingLink.objects.count() == 1
    maria.post(reverse("rating_link_revoke", args=[case.pk, asked.pk]))
    assert "länk och kod gäller" not in page(maria, "rating", case)


def test_what_is_written_down_is_kept_even_when_something_is_left(maria, case, asked):
    address = reverse("rating_answer", args=[case.pk, asked.pk])
    sent = {"q1": "4", "how": "paper", "answered_on": make.today(), "act": "finish"}
    refused = maria.post(address, sent)
    assert refused.status_code == 422
    assert "Fråga 2 har inget svar än" in text(refused)
    assert list(asked.answers.values_list("value", flat=True)) == [4]
    assert 'value="4" checked' in page(maria, "rating_answer", case, asked.pk)
    maria.post(address, sent | {"q2": "declined"})
    asked.refresh_from_db()
    assert (asked.answered_how, asked.answered_by) == ("paper", maria.user)
    assert maria.get(address).status_code == 302


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"q1": "9"}, "Det valet finns inte", id="off the scale"),
        pytest.param({"how": ""}, "Behöver fyllas i", id="in no way"),
        pytest.param({"answered_on": "2099-01-01"}, "inte efter i dag", id="ahead"),
        pytest.param({"answered_on": "i går"}, "Skriv datumet som", id="no day"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_chosen_is_kept(maria, case, asked, sent, words):
    whole = {"q1": "4", "q2": "5", "how": "paper", "answered_on": make.today(), "act": "finish"}
    answer = maria.post(reverse("rating_answer", args=[case.pk, asked.pk]), whole | sent)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="5" checked' in text(answer)
    asked.refresh_from_db()
    assert asked.answered_on is None


def test_withdrawn_by_a_button(maria, case, asked):
    maria.post(reverse("rating_withdraw", args=[case.pk, asked.pk]))
    assert not Rating.objects.exists()


def test_mapping_is_asked_answered_with_words_and_compared(maria, case):
    standard.lay_in(by=make.SYSTEM)
    assert "Ingen kartläggning område för område än" in page(maria, "rating_mapping", case)
    for value, words in (("3", "Har skulder hos Kronofogden"), ("1", "Skulden är betald")):
        step = maria.post(reverse("rating_ask", args=[case.pk]), {"which": "mapping"})
        sent = {area.key: value if area.key == "debts" else "1" for area in AREAS}
        maria.post(step.headers["Location"], sent | {"debts_comment": words, "act": "finish"})
    said = page(maria, "rating_mapping", case)
    assert "1 område har ändrats för Rania" in said
    assert said.index("Fungerar inte. Stöd behövs.") < said.index("Skulden är betald")
    assert "Områdena räknas inte ihop" in said


def test_closed_case_offers_nothing_to_do(maria, case, pictures):
    case.coordinator_periods.update(ends_on=make.today())
    case.closed_on = make.today()
    case.save()
    said = page(maria, "rating", case)
    assert "Rania 1 högre" in said
    assert "<form" not in said.split("<main")[1]


# Files of questions --------------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(as_role):
    standard.lay_in(by=make.SYSTEM)
    return as_role(Role.ADMINISTRATOR)


def upload(client, rows, *, as_workbook=True, **changes):
    content = write_xlsx("Frågor", HEADINGS, rows) if as_workbook else write_csv(HEADINGS, rows)
    file = SimpleUploadedFile("fragor.xlsx" if as_workbook else "fragor.csv", content)
    sent = {"instrument": "two_voices", "valid_from": make.today(), "licence_note": "Avtal 2026", "file": file}
    return client.post(reverse("instrument_upload"), sent | changes)


def standing(key="two_voices"):
    return [list(row) for row in rows_of(InstrumentVersion.objects.get(instrument__key=key))]


def looked_at(look):
    return text(look).split('name="looked_at" value="')[1].split('"')[0]


def save(client, look, **changes):
    sent = {"instrument": "two_voices", "valid_from": make.today(), "licence_note": "Avtal 2026"}
    return client.post(reverse("instrument_upload"), sent | {"looked_at": looked_at(look)} | changes)


@pytest.mark.parametrize("as_workbook", [True, False], ids=["xlsx", "csv"])
def test_file_that_was_taken_out_is_read_in_again_after_a_look(administrator, as_workbook):
    rows = standing()
    rows[0][6] = "Jag tror att jag kan ha ett arbete."
    look = upload(administrator, rows, as_workbook=as_workbook)
    assert "11 frågor i Vägen till arbete" in text(look)
    assert InstrumentVersion.objects.filter(instrument__key="two_voices").count() == 1
    assert save(administrator, look).headers["Location"] == reverse("instrument_list")
    new = InstrumentVersion.objects.get(instrument__key="two_voices", version=2)
    assert [list(row) for row in rows_of(new)] == rows
    assert new.items.get(key="job_belief").is_internal
    assert "Avtal 2026" in text(administrator.get(reverse("instrument_list")))


def test_file_with_a_missing_question_is_refused_with_every_row_and_nothing_half_saved(administrator):
    before = InstrumentText.objects.count()
    rows = [row for row in standing() if (row[1], row[5]) != ("health", "ar")]
    rows = [row for row in rows if not (row[0] == "skala" and row[2] == 5 and row[5] == "en")]
    rows[0][6] = ""
    answer = upload(administrator, rows)
    assert answer.status_code == 422
    said = text(answer)
    assert "<b>Rad 2</b> Cellen under Text är tom." in said
    assert "health saknas på arabiska till deltagaren" in said
    assert "job_confidence saknas" not in said
    assert "Skalans värde 5 saknar text på engelska till koordinatorn" in said
    assert InstrumentText.objects.count() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"%PDF-1.7", "Filen är en PDF", id="pdf"),
        pytest.param(b"MZ\x90\x00" + bytes(300), "rubriker som Stegvis känner igen", id="renamed program"),
        pytest.param(b"x" * (1024 * 1024 + 1), "större än 1 MB", id="too large"),
        pytest.param(b"a;b;c\n1;2;3\n", "rubriker som Stegvis känner igen", id="another list"),
    ],
)
def test_what_is_no_file_of_questions_is_told(administrator, content, words):
    answer = upload(administrator, [], file=SimpleUploadedFile("fragor.xlsx", content))
    assert answer.status_code == 422
    assert words in text(answer)


def test_looked_at_by_somebody_else_or_changed_on_the_way_saves_nothing(administrator):
    look = upload(administrator, standing())
    changed = looked_at(look)[:-4] + "AAAA"
    answer = administrator.post(reverse("instrument_upload"), {"looked_at": changed, "instrument": "two_voices"})
    assert "Välj den igen" in text(answer)
    answer = save(administrator, look, valid_from="2019-01-01", licence_note="x" * 400)
    assert "Högst 300 tecken" in text(answer)
    answer = save(administrator, look, valid_from="2019-01-01")
    assert "börja gälla efter den förra" in text(answer)
    assert Instrument.objects.get(key="two_voices").versions.count() == 1


def test_template_holds_the_words_as_they_stand(administrator):
    answer = administrator.get(reverse("instrument_template", args=["area_mapping"]), {"format": "csv"})
    assert "Våld i nära relation" in text(answer)
    assert "attachment" in answer.headers["Content-Disposition"]
    version = InstrumentVersion.objects.get(instrument__key="two_voices")
    assert 'dir="rtl">أعتقد' in text(administrator.get(reverse("instrument_version", args=[version.pk])))


# Groups --------------------------------------------------------------------------------------------------------------


def test_group_gets_slips_once_and_answers_show_from_five(as_role, unit):
    standard.lay_in(by=make.SYSTEM)
    karin = as_role(Role.UNIT_MANAGER)
    address = reverse("unit_survey", args=[unit.pk])
    assert karin.post(address, {"how_many": "61"}).status_code == 422
    said = text(karin.post(address, {"how_many": "6"}))
    codes = [part.split("<")[0] for part in said.split('<p class="code" dir="ltr">')[1:]]
    assert len(codes) == 6
    for number, code in enumerate(codes[:5], start=1):
        rating = actions.enter(code, source="x")
        given = {item.key: Given(AnswerState.ANSWERED, 4) for item in rating.version.items.all()}
        actions.answer(rating, given=given, how=AnsweredHow.LINK, by=Actor.unnamed())
        shown_now = text(karin.get(address))
        assert ("Döljs tills minst 5" in shown_now) is (number < 5)
        assert codes[0] not in shown_now
    assert '<td class="num">5</td>' in shown_now
