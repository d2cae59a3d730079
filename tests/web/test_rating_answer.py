"""Answering on a phone: a code, one question on a page, kept as one goes, in Swedish, English and Arabic."""

import json
import logging
import re
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions import rating as actions
from stegvis.actions.own.codes import make_code
from stegvis.actions.standard import rating as standard
from stegvis.models import CodeGuess, Rating, RatingLink
from stegvis.outside.logs import json_formatter
from stegvis.rules.people import Role
from stegvis.rules.rating import TWO_VOICES, AnsweredHow, AnswerState, Given, Respondent
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    standard.lay_in(by=make.SYSTEM)
    maria = make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())
    case = make.case(coordinator=maria)
    return actions.ask(case, instrument_key=TWO_VOICES, respondent=Respondent.PARTICIPANT, by=Actor.of(maria))


@pytest.fixture
def made(asked):
    return actions.make_link(asked, by=make.SYSTEM)


@pytest.fixture
def phone(client, made):
    """A browser that has come in by the link."""
    client.get(reverse("answer_link", args=[made.signs]))
    return client


def answer(client, number, choice, act="next"):
    return client.post(reverse("answer_question", args=[number]), {"answer": choice, "act": act})


def test_link_leaves_the_code_out_of_the_next_address_and_names_nobody_before(client, made):
    door = text(client.get(reverse("answer_door")))
    assert "Rania" not in door
    step = client.get(reverse("answer_link", args=[made.signs]))
    assert (step.status_code, step.headers["Location"]) == (302, reverse("answer_start"))
    page = client.get(step.headers["Location"])
    assert "Hej Rania" in text(page)
    assert "Khoury" not in text(page)
    assert "<title>Frågor · Stegvis</title>" in text(page)
    assert "no-store" in page.headers["Cache-Control"]


def test_code_from_the_slip_opens_the_same(client, made):
    assert client.post(reverse("answer_door"), {"code": made.code.lower()}).status_code == 302
    assert "9 frågor" in text(client.get(reverse("answer_start")))


def test_network_that_dies_after_four_answers_loses_nothing(phone, made, asked):
    for number in range(1, 5):
        assert answer(phone, number, "4").headers["Location"] == reverse("answer_question", args=[number + 1])
    other = Client()
    other.get(reverse("answer_link", args=[made.signs]))
    page = text(other.get(reverse("answer_start")))
    assert "4 svar är sparade" in page
    assert "Fortsätt med fråga 5" in page
    for number in range(5, 10):
        answer(other, number, "unknown" if number == 9 else "2")
    assert "Skicka mina svar" in text(other.get(reverse("answer_check")))
    assert "Tack, svaren är skickade" in text(other.post(reverse("answer_check")))
    asked.refresh_from_db()
    assert (asked.answered_how, asked.answers.count()) == ("link", 9)
    assert asked.answers.filter(value=None, state="unknown").count() == 1


def test_nothing_is_sent_before_every_question_has_an_answer(phone, asked):
    answer(phone, 1, "4")
    page = phone.post(reverse("answer_check"))
    assert page.status_code == 422
    assert "Fråga 2 har inget svar än" in text(page)
    asked.refresh_from_db()
    assert asked.answered_on is None


@pytest.mark.parametrize("choice", ["", "0", "6", "maybe", "4; DROP"])
def test_choice_that_is_none_is_told_and_nothing_kept(phone, asked, choice):
    page = answer(phone, 1, choice)
    assert page.status_code == 422
    assert "Välj ett av svaren" in text(page)
    assert not asked.answers.exists()


def test_stopping_keeps_the_answer_and_closes_the_door_behind(phone, asked):
    page = text(answer(phone, 1, "3", act="later"))
    assert "1 svar är sparat" in page
    assert "8 frågor är kvar" in page
    assert phone.get(reverse("answer_question", args=[2])).headers["Location"] == reverse("answer_door")
    assert asked.answers.get().value == 3


def test_question_that_is_not_there(phone):
    assert phone.get(reverse("answer_question", args=[10])).status_code == 404
    assert phone.get("/svara/fragor/0/").status_code == 404


def test_what_was_answered_is_chosen_when_one_comes_back(phone):
    answer(phone, 1, "4")
    chosen = re.findall(r'value="(\w+)" checked', text(phone.get(reverse("answer_question", args=[1]))))
    assert chosen == ["4"]


def test_question_reads_as_one_group_with_its_words(phone):
    page = text(phone.get(reverse("answer_question", args=[1])))
    legend = re.search(r"<legend>(.*?)</legend>", page, re.S)[1]
    assert "Fråga 1 av 9" in legend
    assert "Jag tror att jag klarar ett arbete." in legend
    assert len(re.findall(r'<label for="id_answer_\d"><input type="radio"', page)) == 7
    assert not re.search(r'(src|href|action)="(https?:)?//', page)


def test_arabic_reads_from_the_right_with_the_questions_in_arabic(client, asked, made):
    Rating.objects.update(language="ar")
    client.get(reverse("answer_link", args=[made.signs]))
    page = text(client.get(reverse("answer_question", args=[1])))
    assert '<html lang="ar" dir="rtl"' in page
    assert "أعتقد أنني أستطيع القيام بعمل." in page
    assert "4. نعم، جيداً إلى حد ما" in page


def test_language_is_chosen_on_the_page_and_answers_stay(phone, asked):
    answer(phone, 1, "4")
    phone.post(reverse("own_language"), {"language": "en", "next": reverse("answer_question", args=[2])})
    page = text(phone.get(reverse("answer_question", args=[2])))
    assert '<html lang="en"' in page
    assert "I work well together with others." in page
    answer(phone, 2, "5")
    asked.refresh_from_db()
    assert (asked.language, asked.answers.count()) == ("en", 2)


def test_link_that_is_taken_back_or_replaced_throws_out_at_the_next_page(phone, asked):
    actions.make_link(asked, by=make.SYSTEM)
    assert answer(phone, 1, "4").headers["Location"] == reverse("answer_door")
    assert not asked.answers.exists()


def test_link_that_ended_meanwhile(phone, asked):
    RatingLink.objects.update(expires_at=timezone.now())
    assert phone.get(reverse("answer_start")).headers["Location"] == reverse("answer_door")


def test_sent_answers_are_not_shown_again_to_whoever_finds_the_link(phone, made, asked):
    for number in range(1, 10):
        answer(phone, number, "4")
    phone.post(reverse("answer_check"))
    other = Client()
    other.get(reverse("answer_link", args=[made.signs]))
    assert "redan skickade" in text(other.get(reverse("answer_start")))
    assert other.get(reverse("answer_check")).headers["Location"] == reverse("answer_start")


def test_code_guessed_twenty_times_is_locked_out_with_a_kind_sentence(client, made):
    for number in range(20):
        page = client.post(reverse("answer_door"), {"code": f"AAAA-CCCC-{number:04d}"})
        assert page.status_code == 422
    assert "Vänta en timme" in text(client.post(reverse("answer_door"), {"code": made.code}))
    assert "Vänta en timme" in text(client.get(reverse("answer_link", args=[made.signs])))
    assert CodeGuess.objects.filter(source_hash__contains="127.0.0.1").count() == 0
    assert Client(REMOTE_ADDR="192.0.2.7").get(reverse("answer_link", args=[made.signs])).status_code == 302


def test_code_never_stands_in_the_log(client, made):
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(json_formatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        client.get(reverse("answer_link", args=["WRONGWRONG12"]))
        client.get(f"/svara/{made.signs}/mer/")
    finally:
        logger.removeHandler(handler)
    lines = stream.getvalue()
    assert lines.count("/svara/[kod]/") >= 2
    assert made.signs not in lines
    assert "WRONGWRONG12" not in lines


@pytest.fixture
def inside(client, asked):
    """The participant signed in on the own pages."""
    client.post(reverse("own_door"), {"code": make_code(asked.case.participant, by=make.SYSTEM).signs})
    return client


def test_participant_signed_in_answers_on_the_same_pages(inside, asked):
    step = inside.get(reverse("own_rating", args=[asked.pk]))
    assert step.headers["Location"] == reverse("answer_start")
    for number in range(1, 10):
        answer(inside, number, "4")
    assert "Till Mina sidor" in text(inside.post(reverse("answer_check")))
    asked.refresh_from_db()
    assert (asked.answered_how, asked.answered_by) == ("own_page", None)


def test_nobody_answers_for_somebody_else_and_not_after_signing_out(inside, asked):
    maria = make.user(role=Role.COORDINATOR, at=make.unit())
    other = make.case(make.participant("Leif"), coordinator=maria)
    theirs = actions.ask(other, instrument_key=TWO_VOICES, respondent=Respondent.PARTICIPANT, by=Actor.of(maria))
    assert inside.get(reverse("own_rating", args=[theirs.pk])).status_code == 404
    inside.get(reverse("own_rating", args=[asked.pk]))
    inside.post(reverse("own_leave"))
    assert answer(inside, 1, "4").headers["Location"] == reverse("answer_door")
    assert not asked.answers.exists()


def answers_in(copy):
    return next(each["rows"] for each in json.loads(copy)["sections"] if each["key"] == "rating_answers")


def test_what_is_internal_never_stands_on_the_own_pages_or_in_the_copy(inside, asked):
    by = Actor.of(make.user("Nils Berg", role=Role.UNIT_MANAGER, at=make.unit()))
    for rating in (
        asked,
        actions.ask(asked.case, instrument_key=TWO_VOICES, respondent=Respondent.PROFESSIONAL, by=by),
    ):
        keys = rating.version.items.filter(respondents__contains=[rating.respondent]).values_list("key", flat=True)
        given = {key: Given(AnswerState.ANSWERED, 2 if key == "job_belief" else 4) for key in keys}
        actions.answer(rating, given=given, how=AnsweredHow.TOGETHER, by=by)
    voices, home = text(inside.get(reverse("own_voices"))), text(inside.get(reverse("own_home")))
    copy = text(inside.post(reverse("own_copy_file", args=["json"])))
    assert "Jag samarbetar bra med andra." in voices
    assert "Jag samarbetar bra med andra." in copy
    assert {row["respondent"] for row in answers_in(copy)} == {"participant", "professional"}
    for page in (voices, home, copy):
        assert "inom ett år" not in page
        assert "job_belief" not in page
        assert '"value": 2' not in page


def test_form_without_a_name_greets_nobody(client):
    standard.lay_in(by=make.SYSTEM)
    link = actions.ask_without_name(about=make.unit(), how_many=5, by=make.SYSTEM)[0]
    client.get(reverse("answer_link", args=[link.signs]))
    page = text(client.get(reverse("answer_start")))
    assert "Du svarar utan namn" in page
    for number in range(1, 7):
        answer(client, number, "5")
    assert "räknas ihop med andras" in text(client.post(reverse("answer_check")))
    assert Rating.objects.get(answered_on__isnull=False).answered_by is None
