"""Both pictures beside each other: rounds, gaps, differences; what is internal stays with the professional."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now

from stegvis.models import Instrument, InstrumentItem, InstrumentText, Rating
from stegvis.queries import rating as queries
from stegvis.queries.own.extract import copy_of
from stegvis.rules.own import PageLanguage
from stegvis.rules.rating import LEAST_TO_SHOW, Direction, Respondent
from tests import factories as make
from tests.ratings import PARTICIPANT, PROFESSIONAL, answered, two_voices

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2] / "src/stegvis"


def ago(days):
    return make.today() - timedelta(days=days)


@pytest.fixture
def maria():
    return make.user("Maria Ekdahl")


@pytest.fixture
def case(maria):
    two_voices()
    return make.case(opened_on=ago(500))


def quarter(case, maria, days, *values, belief=5):
    mine, theirs = values
    answered(case, PARTICIPANT, ago(days), q1=mine, q2=3)
    answered(case, PROFESSIONAL, ago(days - 2), by=maria, q1=theirs, q2=3, belief=belief)


def copied(case):
    """Who, which question and what value, of each answer in the participant's own copy."""
    content = copy_of(case.participant, made_at=now())
    rows = {section["key"]: section["rows"] for section in content["sections"]}
    return [(row["respondent"], row["question"], row["value"]) for row in rows["rating_answers"]]


def test_four_latest_rounds_with_differences_and_directions(case, maria):
    for days, mine, theirs in ((400, 1, 1), (300, 2, 2), (200, 3, 2), (100, 3, 3), (10, 4, 3)):
        quarter(case, maria, days, mine, theirs)
    two = queries.two_voices_of(case, for_participant=False)
    first, second, belief = two.lines
    assert two.days == tuple(ago(days - 2) for days in (300, 200, 100, 10))
    assert [given.value for given in first.participant] == [2, 3, 3, 4]
    assert [given.value for given in first.professional] == [2, 2, 3, 3]
    assert (first.difference, second.difference, belief.difference) == (1, 0, None)
    assert first.direction(Respondent.PARTICIPANT) is Direction.UP
    assert first.direction(Respondent.PROFESSIONAL) is Direction.SAME
    assert (two.participant, two.professional) == ("Rania", "Maria")
    assert first.words.text == "Fråga 1 participant"


def test_unknown_is_a_gap_and_never_a_zero(case, maria):
    quarter(case, maria, 100, 3, 3)
    quarter(case, maria, 10, None, 4)
    line = queries.two_voices_of(case, for_participant=False).lines[0]
    assert [given.value for given in line.participant] == [3, None]
    assert line.difference is None
    assert line.direction(Respondent.PARTICIPANT) is Direction.FIRST


def test_internal_question_never_reaches_the_participant(case, maria):
    quarter(case, maria, 10, 4, 3)
    theirs = queries.two_voices_of(case, for_participant=False)
    mine = queries.two_voices_of(case, for_participant=True)
    assert [line.key for line in theirs.lines] == ["q1", "q2", "belief"]
    assert [line.key for line in mine.lines] == ["q1", "q2"]
    asked = [question for _, question, _ in copied(case)]
    assert asked == [f"Fråga {number} {who}" for who in (PARTICIPANT, PROFESSIONAL) for number in (1, 2)]


def test_participant_sees_the_professionals_picture_first_after_answering(case, maria):
    answered(case, PROFESSIONAL, ago(3), by=maria, q1=1, q2=1, belief=1)
    assert queries.two_voices_of(case, for_participant=True).days == ()
    assert copied(case) == []
    answered(case, PARTICIPANT, ago(1), q1=3, q2=3)
    assert queries.two_voices_of(case, for_participant=True).lines[0].professional[0].value == 1
    assert copied(case) == [
        (PROFESSIONAL, "Fråga 1 professional", 1),
        (PROFESSIONAL, "Fråga 2 professional", 1),
        (PARTICIPANT, "Fråga 1 participant", 3),
        (PARTICIPANT, "Fråga 2 participant", 3),
    ]


def test_answer_to_an_earlier_version_stands_at_the_question_with_its_key(case, maria):
    old = Instrument.objects.get().versions.get()
    new = two_voices(3, version=2)
    answered(case, PARTICIPANT, ago(100), version=old, q1=2, q2=2)
    answered(case, PARTICIPANT, ago(5), version=new, q1=4, q2=4, q3=4)
    lines = queries.two_voices_of(case, for_participant=True).lines
    assert [(line.key, len(line.participant)) for line in lines] == [("q1", 2), ("q2", 2), ("q3", 2)]
    assert lines[2].participant[0] is None


def test_values_on_another_scale_are_not_laid_beside(case, maria):
    answered(case, PARTICIPANT, ago(100), version=two_voices(version=2, highest=7), q1=7, q2=7)
    answered(case, PARTICIPANT, ago(5), version=Instrument.objects.get().versions.get(version=1), q1=4, q2=4)
    assert len(queries.two_voices_of(case, for_participant=True).days) == 1
    assert sorted(value for *_, value in copied(case)) == [4, 4, 7, 7]


def test_what_waits_stands_beside_the_pictures(case):
    version = Instrument.objects.get().versions.get()
    for respondent in (PARTICIPANT, PROFESSIONAL):
        Rating.objects.create(version=version, case=case, respondent=respondent, asked_on=ago(4))
    theirs = queries.two_voices_of(case, for_participant=False)
    mine = queries.two_voices_of(case, for_participant=True)
    assert {each.respondent.value for each in theirs.waiting} == {PARTICIPANT, PROFESSIONAL}
    assert [each.respondent.value for each in mine.waiting] == [PARTICIPANT]
    assert theirs.lines == ()


def test_three_statements_for_one_round_and_for_many(case, maria, django_assert_num_queries):
    quarter(case, maria, 10, 4, 3)
    for rounds in (1, 6):
        for number in range(2, rounds + 1):
            quarter(case, maria, 60 * number, 4, 3)
        with django_assert_num_queries(3):
            queries.two_voices_of(case, for_participant=False)
        with django_assert_num_queries(3):
            queries.two_voices_of(case, for_participant=True)


def test_form_in_another_language_falls_back_to_swedish(case):
    version = Instrument.objects.select_related(None).get().versions.select_related("instrument").get()
    item = InstrumentItem.objects.get(version=version, key="q1")
    InstrumentText.objects.create(version=version, item=item, respondent=PARTICIPANT, language="ar", text="سؤال")
    form = queries.form_of_version(version, Respondent.PARTICIPANT, language=PageLanguage.ARABIC)
    assert [(each.words.text, each.words.language) for each in form.questions] == [
        ("سؤال", "ar"),
        ("Fråga 2 participant", "sv"),
    ]
    assert form.first_left == 1


# Mapping -------------------------------------------------------------------------------------------------------------


def test_two_mappings_are_compared_area_by_area_and_never_added(maria, django_assert_num_queries):
    version = two_voices()
    Instrument.objects.update(kind="mapping", key="area_mapping")
    case = make.case(opened_on=ago(500))
    for days, one in ((300, 3), (100, 2), (5, 2)):
        answered(case, PROFESSIONAL, ago(days), by=maria, version=version, q1=one, q2=1, belief=None)
    with django_assert_num_queries(3):
        now = queries.mapping_of(case)
    assert (now.before_on, now.now_on, now.changed) == (ago(100), ago(5), [])
    first = queries.mapping_of(case, against=now.all_days[0][0])
    assert [(area.key, area.before.value, area.now.value) for area in first.changed] == [("q1", 3, 2)]
    assert queries.mapping_of(make.case()).areas == ()
    assert copied(case) == []


# Without names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [LEAST_TO_SHOW - 1, LEAST_TO_SHOW])
def test_answers_without_names_show_first_when_there_are_enough(many, django_assert_num_queries):
    version, unit = two_voices(), make.unit()
    item = version.items.get(key="q1")
    for number in range(many + 1):
        is_answered = number < many
        rating = Rating.objects.create(
            version=version, unit=unit, respondent=PARTICIPANT, asked_on=ago(9),
            answered_on=ago(2) if is_answered else None, answered_how="link" if is_answered else "",
        )  # fmt: skip
        state, value = ("declined", None) if number == 0 else ("answered", 4)
        rating.answers.create(item=item, state=state, value=value)
    with django_assert_num_queries(3):
        results = queries.results_of(unit)
    assert [(each.asked, each.answered) for each in results] == [(many + 1, many)]
    assert results[0].is_shown is (many >= LEAST_TO_SHOW)
    if not results[0].is_shown:
        assert results[0].questions == ()
    else:
        assert (results[0].questions[0].values, results[0].questions[0].declined) == ((0, 0, 0, 4, 0), 1)


# House ---------------------------------------------------------------------------------------------------------------


def test_no_query_compares_coordinators():
    """Nobody groups answers or their differences by who works here: a module that reads ratings counts by no person."""
    people = {"answered_by", "asked_by", "made_by", "coordinator"}
    read = [path for path in ROOT.rglob("*.py") if "migrations" not in path.parts and "models" not in path.parts]
    wrong = []
    for path in read:
        source = path.read_text(encoding="utf-8")
        if "RatingAnswer" in source or "ratings" in source or "Rating.objects" in source:
            calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
            wrong += [f"{path.name}: {said}" for call in calls if (said := grouped_by(call) & people)]
    assert wrong == []


def grouped_by(call):
    """The words of a chain of calls that ends in `annotate` or `aggregate`, also cut at two underscores."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in {"annotate", "aggregate"}:
        return set()
    words = [part.value for part in ast.walk(call) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return {part for word in words for part in (word.partition("__")[0], word)}
