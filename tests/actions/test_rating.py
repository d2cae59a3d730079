"""Ratings through the actions: asked, answered as one goes, finished once; and the codes that let somebody in."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from stegvis.access import Actor, NotAllowed, NotAllowedNow, Permission
from stegvis.actions import rating as actions
from stegvis.actions.instrument import save_version
from stegvis.actions.rating.links import fingerprint
from stegvis.actions.standard import rating as standard
from stegvis.actions.standard.questions import OWN_WORDS, STANDARD
from stegvis.models import CaseEvent, CodeGuess, Instrument, InstrumentItem, InstrumentText, Message, Rating, RatingLink
from stegvis.rules.instrument import drafted
from stegvis.rules.own import MOST_GUESSES, PageLanguage
from stegvis.rules.people import Role
from stegvis.rules.rating import MAPPING, TWO_VOICES, AnsweredHow, AnswerState, Given, InstrumentKind, Respondent
from tests import factories as make

pytestmark = pytest.mark.django_db
PARTICIPANT, PROFESSIONAL = Respondent.PARTICIPANT, Respondent.PROFESSIONAL


@pytest.fixture(autouse=True)
def questions():
    standard.lay_in(by=make.SYSTEM)


@pytest.fixture
def maria():
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria)


@pytest.fixture
def by(case, maria):
    return Actor.of(maria)


@pytest.fixture
def asked(case, by):
    return actions.ask(case, instrument_key=TWO_VOICES, respondent=PARTICIPANT, by=by)


def keys_of(rating):
    items = InstrumentItem.objects.filter(version=rating.version, respondents__contains=[rating.respondent])
    return list(items.order_by("position").values_list("key", flat=True))


def value(number):
    return Given(AnswerState.ANSWERED, number)


def all_of(rating, number=3):
    return {key: value(number) for key in keys_of(rating)}


def test_nine_questions_to_the_participant_and_eleven_to_the_professional(case, by, asked):
    other = actions.ask(case, instrument_key=TWO_VOICES, respondent=PROFESSIONAL, by=by)
    assert (len(keys_of(asked)), len(keys_of(other))) == (9, 11)
    assert set(keys_of(asked)) < set(keys_of(other))
    internal = InstrumentItem.objects.filter(is_internal=True).values_list("key", "respondents")
    assert list(internal) == [("job_belief", ["professional"])]


def test_laying_in_again_changes_nothing():
    before = list(InstrumentText.objects.order_by("pk").values_list("pk", "text"))
    standard.lay_in(by=make.SYSTEM)
    assert list(InstrumentText.objects.order_by("pk").values_list("pk", "text")) == before


def test_network_that_dies_after_four_answers_keeps_four_and_goes_on_at_five(case, asked):
    rania = Actor.participant(case.participant)
    keys = keys_of(asked)
    for key in keys[:4]:
        actions.save_answer(asked, item_key=key, given=value(4), by=rania)
    with pytest.raises(NotAllowedNow) as refusal:
        actions.finish(asked, how=AnsweredHow.LINK, by=rania)
    assert [reason.at for reason in refusal.value.reasons] == keys[4:]
    for key in keys[4:]:
        actions.save_answer(asked, item_key=key, given=Given(AnswerState.UNKNOWN), by=rania)
    done = actions.finish(asked, how=AnsweredHow.LINK, by=rania)
    assert (done.answered_on, done.answered_how, done.answered_by) == (make.today(), "link", None)
    assert sorted(done.answers.values_list("value", flat=True), key=str) == [4, 4, 4, 4, None, None, None, None, None]


def test_an_answer_can_be_changed_until_it_is_sent(case, by, asked):
    key = keys_of(asked)[0]
    for given in (value(2), Given(AnswerState.DECLINED), value(5)):
        actions.save_answer(asked, item_key=key, given=given, by=by)
    assert list(asked.answers.values_list("state", "value")) == [("answered", 5)]
    actions.answer(asked, given=all_of(asked), how=AnsweredHow.TOGETHER, by=by)
    with pytest.raises(NotAllowedNow, match="redan skickade"):
        actions.save_answer(asked, item_key=key, given=value(1), by=by)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(value(0), "från 1 till 5", id="below the scale"),
        pytest.param(value(6), "från 1 till 5", id="above the scale"),
        pytest.param(Given(AnswerState.ANSWERED), "från 1 till 5", id="an answer without value"),
        pytest.param(Given(AnswerState.UNKNOWN, 0), "inget svar", id="unknown as zero"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_kept(by, asked, given, words):
    with pytest.raises(NotAllowedNow, match=words):
        actions.save_answer(asked, item_key=keys_of(asked)[0], given=given, by=by)
    with pytest.raises(NotAllowedNow, match=words):
        actions.answer(asked, given=all_of(asked) | {keys_of(asked)[8]: given}, how=AnsweredHow.PAPER, by=by)
    assert not asked.answers.exists()


def test_questions_of_another_form_are_refused(by, asked):
    with pytest.raises(NotAllowedNow, match="hör inte till"):
        actions.save_answer(asked, item_key="job_belief", given=value(5), by=by)


def test_same_questions_are_not_asked_twice_at_once(case, by, asked):
    with pytest.raises(NotAllowedNow, match="väntar redan på svar"):
        actions.ask(case, instrument_key=TWO_VOICES, respondent=PARTICIPANT, by=by)
    actions.answer(asked, given=all_of(asked), how=AnsweredHow.PAPER, by=by)
    actions.ask(case, instrument_key=TWO_VOICES, respondent=PARTICIPANT, by=by)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"instrument_key": "bip"}, "inga sådana frågor", id="no such questions"),
        pytest.param({"instrument_key": "user_survey"}, "utan namn", id="asked without names"),
        pytest.param({"instrument_key": MAPPING}, "inte till den du valde", id="not to the participant"),
        pytest.param({"asked_on": timezone.localdate() + timedelta(days=1)}, "mellan inskrivningen", id="ahead"),
    ],
)
def test_what_cannot_be_asked(case, by, values, words):
    with pytest.raises(NotAllowedNow, match=words):
        actions.ask(case, **{"instrument_key": TWO_VOICES, "respondent": PARTICIPANT, "by": by} | values)
    assert not Rating.objects.exists()


def test_participant_hears_of_it_in_the_way_they_want(case, by):
    case.participant.reach_by, case.participant.phone, case.participant.page_language = "sms", "070-1", "ar"
    case.participant.save()
    rating = actions.ask(case, instrument_key=TWO_VOICES, respondent=PARTICIPANT, by=by)
    assert rating.language == "ar"
    assert [(row.kind, row.subject_id) for row in Message.objects.all()] == [("rating_to_answer", rating.pk)]


def test_lines_of_asking_and_answering(case, by, asked):
    actions.answer(asked, given=all_of(asked), how=AnsweredHow.TOGETHER, by=by)
    lines = list(CaseEvent.objects.filter(case_id=case.pk).order_by("pk").values_list("kind", "data"))
    assert lines == [
        ("rating_asked", {"respondent": "participant"}),
        ("rating_answered", {"how": "together", "respondent": "participant"}),
    ]


def test_withdrawn_before_anybody_answered_and_not_after(by, asked):
    actions.save_answer(asked, item_key=keys_of(asked)[0], given=value(1), by=by)
    with pytest.raises(NotAllowedNow, match="redan börjat svara"):
        actions.withdraw(asked, by=by)
    asked.answers.all().delete()
    actions.withdraw(asked, by=by)
    assert not Rating.objects.exists()


def test_closed_case_is_neither_asked_nor_answered(case, by, asked):
    case.coordinator_periods.update(ends_on=make.today())
    case.closed_on = make.today()
    case.save()
    for act in (
        lambda: actions.save_answer(asked, item_key=keys_of(asked)[0], given=value(1), by=by),
        lambda: actions.make_link(asked, by=by),
        lambda: actions.ask(case, instrument_key=TWO_VOICES, respondent=PROFESSIONAL, by=by),
    ):
        with pytest.raises(NotAllowedNow, match="avslutad"):
            act()


# Who may -------------------------------------------------------------------------------------------------------------


def test_participant_never_reaches_the_professionals_half(case, by):
    half = actions.ask(case, instrument_key=TWO_VOICES, respondent=PROFESSIONAL, by=by)
    for rania in (Actor.participant(case.participant), by_link(case)):
        with pytest.raises(NotAllowed):
            actions.save_answer(half, item_key="job_belief", given=value(1), by=rania)


def by_link(case):
    return Actor.participant(case.participant, own=frozenset({Permission.RATING_ANSWER}))


def test_somebody_else_answers_nothing(asked):
    others = [Actor.participant(make.participant("Leif")), Actor.unnamed(), make.actor(Role.COORDINATOR)]
    for other in [*others, make.actor(Role.WORK_SUPERVISOR), make.actor(Role.PRIVACY_OFFICER)]:
        with pytest.raises(NotAllowed):
            actions.save_answer(asked, item_key=keys_of(asked)[0], given=value(1), by=other)
        with pytest.raises(NotAllowed):
            actions.make_link(asked, by=other)


def test_whoever_came_by_link_does_nothing_else_in_the_file(case, by, asked):
    actions.save_answer(asked, item_key=keys_of(asked)[0], given=value(1), by=by_link(case))
    with pytest.raises(NotAllowed):
        actions.ask(case, instrument_key=TWO_VOICES, respondent=PROFESSIONAL, by=by_link(case))
    with pytest.raises(NotAllowed):
        actions.withdraw(asked, by=by_link(case))


# Links ---------------------------------------------------------------------------------------------------------------


def test_code_opens_the_form_however_it_is_typed_and_until_it_is_sent(by, asked):
    made = actions.make_link(asked, by=by)
    for typed in (made.signs, made.code, made.code.lower(), f" {made.code.replace('-', ' ')} "):
        assert actions.enter(typed, source="here") == asked
    kept = RatingLink.objects.get()
    assert made.signs not in (kept.code_hash, str(vars(kept)))
    assert not CodeGuess.objects.exists()


def test_new_link_ends_the_old_and_a_link_taken_back_opens_nothing(by, asked):
    old, new = actions.make_link(asked, by=by), actions.make_link(asked, by=by)
    with pytest.raises(NotAllowedNow, match="stämmer inte"):
        actions.enter(old.signs, source="here")
    actions.revoke_link(asked, by=by)
    with pytest.raises(NotAllowedNow, match="gäller inte längre"):
        actions.enter(new.signs, source="here")
    assert RatingLink.objects.count() == 1


def test_link_that_is_too_old_says_so(by, asked):
    made = actions.make_link(asked, by=by)
    RatingLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(NotAllowedNow, match="för gammal"):
        actions.enter(made.signs, source="here")


def test_code_guessed_twenty_times_locks_its_source_for_a_time_and_nobody_else(by, asked):
    made = actions.make_link(asked, by=by)
    for number in range(MOST_GUESSES - 1):
        with pytest.raises(NotAllowedNow, match="stämmer inte"):
            actions.enter(f"AAAA-CCCC-{number:04d}", source="one")
    for typed in ("DDDD-DDDD-DDDD", made.signs):
        with pytest.raises(NotAllowedNow, match="Vänta en timme"):
            actions.enter(typed, source="one")
    assert actions.enter(made.signs, source="another") == asked
    CodeGuess.objects.update(at=timezone.now() - timedelta(hours=2))
    assert actions.enter(made.signs, source="one") == asked


def test_one_wrong_code_tried_from_many_places_is_locked_too(by, asked):
    for number in range(MOST_GUESSES):
        with pytest.raises(NotAllowedNow):
            actions.enter("DDDD-DDDD-DDDD", source=f"place {number}")
    with pytest.raises(NotAllowedNow, match="Vänta en timme"):
        actions.enter("DDDD-DDDD-DDDD", source="yet another")
    assert CodeGuess.objects.filter(source_hash=fingerprint("D" * 12)).count() == MOST_GUESSES


def test_link_is_to_the_participant_alone(case, by):
    half = actions.ask(case, instrument_key=TWO_VOICES, respondent=PROFESSIONAL, by=by)
    with pytest.raises(NotAllowedNow, match="Du svarar här"):
        actions.make_link(half, by=by)


# Without names -------------------------------------------------------------------------------------------------------


@pytest.fixture
def karin():
    return Actor.of(make.user("Karin Lodin", role=Role.UNIT_MANAGER, at=make.unit()))


def test_codes_to_a_group_hold_no_name(karin):
    links = actions.ask_without_name(about=make.unit(), how_many=5, by=karin)
    assert len({link.signs for link in links}) == 5
    rating = actions.enter(links[0].signs, source="here")
    assert (rating.case, rating.unit) == (None, make.unit())
    actions.answer(rating, given=all_of(rating), how=AnsweredHow.LINK, by=Actor.unnamed())
    event = CaseEvent.objects.get(kind="rating_answered")
    assert (event.participant_id, event.case_id, event.actor_id, event.actor_role) == (None, None, None, "unnamed")


def test_nobody_who_works_here_answers_or_opens_a_form_without_name(karin):
    actions.ask_without_name(about=make.unit(), how_many=5, by=karin)
    rating = Rating.objects.first()
    with pytest.raises(NotAllowed):
        actions.answer(rating, given=all_of(rating), how=AnsweredHow.PAPER, by=karin)
    with pytest.raises(NotAllowed):
        actions.make_link(rating, by=karin)


def test_only_the_own_unit_is_asked_and_only_a_group(karin):
    with pytest.raises(NotAllowed):
        actions.ask_without_name(about=make.unit("Arena Norr"), how_many=5, by=karin)
    with pytest.raises(NotAllowed):
        actions.ask_without_name(about=make.unit(), how_many=5, by=make.actor(Role.COORDINATOR))
    for many in (4, 61):
        with pytest.raises(NotAllowedNow, match="mellan 5 och 60"):
            actions.ask_without_name(about=make.unit(), how_many=many, by=karin)


# Versions ------------------------------------------------------------------------------------------------------------


def draft_of(key):
    each = next(one for one in STANDARD if one.key == key)
    return drafted(list(standard.lines_of(each)), kind=each.kind)[0]


def test_answered_version_stays_as_it_was_when_the_next_takes_over(by, asked):
    actions.answer(asked, given=all_of(asked), how=AnsweredHow.PAPER, by=by)
    before = list(InstrumentText.objects.filter(version=asked.version).order_by("pk").values_list("pk", "text"))
    two = Instrument.objects.get(key=TWO_VOICES)
    new = save_version(
        two, draft=draft_of(TWO_VOICES), valid_from=make.today(), licence_note="Licens 2026", by=make.SYSTEM
    )
    old = two.versions.get(version=1)
    assert (new.version, old.valid_to) == (2, make.today() - timedelta(days=1))
    assert list(InstrumentText.objects.filter(version=old).order_by("pk").values_list("pk", "text")) == before
    assert asked.answers.count() == 9


def test_version_that_cannot_take_over_writes_nothing():
    two, count = Instrument.objects.get(key=TWO_VOICES), InstrumentText.objects.count()
    with pytest.raises(NotAllowedNow) as refusal:
        save_version(two, draft=draft_of(TWO_VOICES), valid_from=standard.VALID_FROM, licence_note=" ", by=make.SYSTEM)
    assert {reason.at for reason in refusal.value.reasons} == {"licence_note", "valid_from"}
    assert InstrumentText.objects.count() == count
    with pytest.raises(NotAllowed):
        save_version(two, draft=draft_of(TWO_VOICES), valid_from=make.today(), licence_note="x", by=make.actor(Role.HR))


def test_the_words_are_our_own_and_say_so():
    assert all("inte den licensierade" in note for note in [OWN_WORDS])
    languages = InstrumentText.objects.filter(respondent=PARTICIPANT).values_list("language", flat=True)
    assert set(languages) == {each.value for each in PageLanguage}
    assert {each.kind for each in Instrument.objects.all()} == set(InstrumentKind)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"answered_on": timezone.localdate()}, "rating_answered_with_how", id="answered in no way"),
        pytest.param({"answered_on": make.LONG_AGO, "answered_how": "link"}, "rating_answered_after", id="too early"),
        pytest.param({"respondent": "boss"}, "rating_respondent_known", id="unknown respondent"),
        pytest.param({"language": "xx"}, "rating_language_known", id="unknown language"),
        pytest.param({"case": None}, "rating_about_one_thing", id="about nothing"),
        pytest.param({"answered_on": None, "answered_how": "owl"}, "rating_answered_", id="by owl"),
    ],
)
def test_rating_that_cannot_be(asked, values, constraint):
    row = {"version": asked.version, "case": asked.case, "respondent": "participant", "asked_on": make.today()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Rating.objects.create(**row | values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"state": "unknown", "value": 0}, "rating_answer_value_when_answered", id="unknown is zero"),
        pytest.param({"state": "answered"}, "rating_answer_value_when_answered", id="no value"),
        pytest.param({"state": "maybe", "value": 1}, "rating_answer_", id="unknown state"),
    ],
)
def test_answer_that_cannot_be(asked, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        asked.answers.create(item=asked.version.items.first(), **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"position": 1}, "instrument_item_position_once", id="same place"),
        pytest.param({"key": "health"}, "instrument_item_key_once", id="same key"),
        pytest.param({"respondents": []}, "instrument_item_respondents_known", id="to nobody"),
        pytest.param({"respondents": ["boss"]}, "instrument_item_respondents_known", id="to somebody unknown"),
        pytest.param(
            {"is_internal": True, "respondents": ["participant"]},
            "instrument_item_internal_is_professional",
            id="internal to the participant",
        ),
    ],
)
def test_question_that_cannot_be(asked, values, constraint):
    row = {"version": asked.version, "position": 99, "key": "new", "respondents": ["participant"]}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InstrumentItem.objects.create(**row | values)
