"""Quality review through the actions: who is drawn, who may read for how long, and what the constraints refuse."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed, NotAllowedNow, Permission, may
from stegvis.actions.people import change_participant
from stegvis.actions.plan import save_plan
from stegvis.actions.quality import close_sample, draw_sample, review_item
from stegvis.actions.standard import quality as standard
from stegvis.models import AccessGrant, AccessLog, Participant, ReviewFinding, ReviewItem, ReviewQuestion, ReviewSample
from stegvis.queries.facts import Between, facts_of
from stegvis.queries.quality import Answer, population_of, questions_of, result_of, sample_for
from stegvis.rules.indicator.period import Period
from stegvis.rules.people import Protection, Role
from stegvis.rules.plan import ActionOwner, PlannedAction
from stegvis.rules.quality import ReviewAnswer, SampleKind
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin():
    return make.actor(Role.UNIT_MANAGER, name="Karin Lodin")


@pytest.fixture
def elin():
    """A coordinator of another unit."""
    standard.lay_in(by=make.SYSTEM)
    return make.user("Elin Berg", role=Role.COORDINATOR, at=make.unit("Arena Norr"))


def case_with_plan(**values):
    case = make.case(**values)
    actions = [PlannedAction("Ringa", ActionOwner.BOTH, make.today())]
    save_plan(case, goals=["Arbete"], actions=actions, base_version=0, by=make.SYSTEM)
    return case


def draw(by, reviewer, **changes):
    asked = {
        "kind": SampleKind.PLANS,
        "unit": make.unit(),
        "period": Period(make.today().year),
        "size": 3,
        "seed": 7,
        "ends_on": make.today() + timedelta(days=14),
    }
    return draw_sample(**asked | changes, reviewer=reviewer, by=by)


def all_answered(sample, *answers):
    asked = questions_of(SampleKind(sample.kind), on=sample.drawn_on)
    said = [*answers, *[ReviewAnswer.YES] * len(asked)]
    return {each.pk: Answer(answer, " bra ") for each, answer in zip(asked, said, strict=False)}


def test_reviewer_reads_the_drawn_and_nobody_else_until_the_review_ends(karin, elin):
    for _ in range(5):
        case_with_plan()
    sample = draw(karin, elin)
    drawn = {item.case.participant for item in sample.items.all()}
    assert [item.position for item in sample.items.order_by("position")] == [1, 2, 3]
    assert all(item.plan.version == 1 for item in sample.items.all())
    readable = {each for each in Participant.objects.all() if may(Actor.of(elin), Permission.PARTICIPANT_READ, each)}
    assert readable == drawn
    assert not any(may(Actor.of(elin), Permission.PLAN_WRITE, each.cases.get()) for each in drawn)
    close_sample(sample, by=Actor.of(elin))
    assert not any(may(Actor.of(elin), Permission.PARTICIPANT_READ, each) for each in drawn)
    sample.refresh_from_db()
    assert sample.closed_on == make.today()
    with pytest.raises(NotAllowedNow, match="redan avslutad"):
        close_sample(sample, by=karin)


def test_right_to_read_ends_by_itself_after_the_last_day(karin, elin):
    case_with_plan()
    sample = draw(karin, elin, ends_on=make.today())
    ends_at = AccessGrant.objects.get().ends_at
    assert not AccessGrant.objects.current(ends_at).exists()
    ReviewSample.objects.update(drawn_on=make.today() - timedelta(2), ends_on=make.today() - timedelta(1))
    with pytest.raises(NotAllowedNow, match="Granskningen slutade"):
        review_item(sample.items.get(), answers=all_answered(sample), by=Actor.of(elin))


def test_same_seed_draws_the_same_and_the_latest_plan_of_the_period_is_reviewed(karin, elin):
    cases = [case_with_plan() for _ in range(8)]
    actions = [PlannedAction("Skriva cv", ActionOwner.BOTH, make.today())]
    for case in cases:
        save_plan(case, goals=["Arbete"], actions=actions, base_version=1, change_reason="Nytt", by=make.SYSTEM)
    one, two = draw(karin, elin), draw(karin, elin)
    order = [list(each.items.order_by("position").values_list("case", flat=True)) for each in (one, two)]
    assert order[0] == order[1]
    assert set(one.items.values_list("plan__version", flat=True)) == {2}


def test_population_is_the_unit_and_the_period(elin):
    case_with_plan(at=make.unit("Arena Norr"))
    old, now = case_with_plan(), case_with_plan()
    old.plans.update(made_on=make.today() - timedelta(days=800))
    make.case()
    year = Period(make.today().year)
    assert population_of(SampleKind.PLANS, unit_id=make.unit().pk, period=year).case_ids == (now.pk,)
    assert len(population_of(SampleKind.JOURNALS, unit_id=make.unit().pk, period=year).case_ids) == 3
    assert population_of(SampleKind.JOURNALS, unit_id=make.unit().pk, period=Period(2015)).case_ids == ()


def test_protected_is_counted_and_never_drawn_by_chance(karin, elin):
    cases = [case_with_plan() for _ in range(4)]
    Participant.objects.filter(pk=cases[0].participant_id).update(protection=Protection.PROTECTED_REGISTRATION)
    sample = draw(karin, elin, size=4)
    assert sample.drawn_from == 4
    assert {item.case_id for item in sample.items.all()} == {case.pk for case in cases[1:]}


def test_somebody_who_becomes_protected_is_read_no_more(karin, elin):
    person = case_with_plan().participant
    sample = draw(karin, elin)
    change_participant(person, protection=Protection.PROTECTED_REGISTRATION, by=make.SYSTEM)
    with pytest.raises(NotAllowed):
        review_item(sample.items.get(), answers=all_answered(sample), by=Actor.of(elin))
    assert not may(Actor.of(elin), Permission.PARTICIPANT_READ, person)


def test_review_is_kept_whole_and_can_be_changed(karin, elin):
    case_with_plan()
    sample = draw(karin, elin)
    item, by = sample.items.get(), Actor.of(elin)
    with pytest.raises(NotAllowedNow, match="8 är kvar"):
        review_item(item, answers={}, by=by)
    assert not ReviewFinding.objects.exists()
    review_item(item, answers=all_answered(sample, ReviewAnswer.NO), by=by)
    review_item(item, answers=all_answered(sample, ReviewAnswer.PARTLY), by=by)
    item.refresh_from_db()
    assert (item.reviewed_on, item.reviewed_by) == (make.today(), elin)
    assert ReviewFinding.objects.count() == 8
    first = result_of(sample_for(karin, sample.pk))[0]
    assert (first.tally.partly, first.tally.no, first.tally.yes) == (1, 0, 0)


def test_only_the_reviewer_reviews(karin, elin):
    case_with_plan()
    sample = draw(karin, elin)
    for other in (karin, make.actor(Role.COORDINATOR)):
        with pytest.raises(NotAllowed):
            review_item(sample.items.get(), answers=all_answered(sample), by=other)
    with pytest.raises(NotAllowed):
        close_sample(sample, by=make.actor(Role.UNIT_MANAGER, at=make.unit("Arena Väster")))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.HR, Role.ANALYST])
def test_who_may_not_draw(elin, role):
    case_with_plan()
    with pytest.raises(NotAllowed):
        draw(make.actor(role), elin)


def test_what_stops_a_draw_saves_nothing(karin, elin):
    case_with_plan(coordinator=elin)
    for changes, words in (
        ({}, "Elin Berg är koordinator för 1"),
        ({"unit": make.unit("Arena Norr")}, "enhet du leder"),
        ({"period": Period(2015)}, "inget att dra"),
    ):
        with pytest.raises(NotAllowedNow, match=words):
            draw(karin, elin, **changes)
    with pytest.raises(NotAllowedNow, match="kan inte granska"):
        draw(karin, make.user("Leo", role=Role.REFERRER))
    assert not ReviewSample.objects.exists()
    assert not AccessGrant.objects.exists()


def test_figure_counts_reviewed_plans_without_remark(karin, elin):
    for _ in range(3):
        case_with_plan()
    sample = draw(karin, elin)
    items = list(sample.items.order_by("position"))
    review_item(items[0], answers=all_answered(sample), by=Actor.of(elin))
    review_item(items[1], answers=all_answered(sample, ReviewAnswer.NOT_APPLICABLE, ReviewAnswer.NO), by=Actor.of(elin))
    facts = facts_of(["reviews"], Between(make.today(), make.today())).facts.reviews
    assert sorted((row.id, row.is_without_remark) for row in facts) == [(items[0].pk, True), (items[1].pk, False)]


def sample_of(capsys, *options):
    asked = ["plans", "--size", "3", "--unit", "arena söder", "--period", str(make.today().year), "--seed", "7"]
    call_command("sample", *asked, "--json", *options)
    return json.loads(capsys.readouterr().out)


def test_command_draws_what_the_page_draws_and_saves_nothing(karin, elin, capsys):
    for _ in range(6):
        case_with_plan()
    told = sample_of(capsys)
    assert told["drawn_from"] == 6
    assert not ReviewSample.objects.exists()
    drawn = draw(karin, elin).items.order_by("position").values_list("case__number", "case__participant", "position")
    assert [(each["case"], each["participant"], each["position"]) for each in told["people"]] == list(drawn)
    assert AccessLog.objects.get(screen="sample").participant_ids == [each["participant"] for each in told["people"]]


def test_command_saves_with_a_reviewer(elin, capsys):
    case_with_plan()
    told = sample_of(capsys, "--save", "--reviewer", elin.username)
    assert ReviewSample.objects.get(pk=told["sample"]).reviewer == elin


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"--unit": "Månen"}, "Ingen enhet som tar emot deltagare heter Månen. Välj en av: Arena", id="unit"
        ),
        pytest.param({"--period": "i år"}, "är ingen period", id="period"),
        pytest.param({"--period": "2015"}, "inget att dra", id="empty"),
        pytest.param({"--size": "många"}, "--size ska vara ett heltal", id="size"),
        pytest.param({"--size": "0"}, "Dra mellan 1 och 100", id="nobody"),
        pytest.param({"--seed": "-1"}, "Fröet ska vara ett heltal", id="seed"),
        pytest.param({"--save": None}, "Ange vem som granskar", id="no reviewer"),
        pytest.param({"--save": None, "--reviewer": "nobody"}, "Ingen användare heter nobody", id="reviewer"),
        pytest.param({"--save": None, "--reviewer": "elin", "--until": "jul"}, "jul är inget datum", id="until"),
        pytest.param({"--save": None, "--reviewer": "elin", "--until": "2031-01-01"}, "inom 90 dagar", id="too long"),
    ],
)
def test_command_says_what_is_wrong_in_one_sentence(elin, changes, message):
    elin.username = "elin"
    elin.save()
    case_with_plan()
    asked = {"--unit": "Arena Söder", "--period": str(make.today().year), "--size": "3", "--seed": "7"} | changes
    words = [word for name, value in asked.items() for word in ([name] if value is None else [f"{name}={value}"])]
    with pytest.raises(CommandError, match=message):
        call_command("sample", "plans", *words)
    assert not ReviewSample.objects.exists()


def test_rows_that_cannot_be(karin, elin):
    case = case_with_plan()
    sample = draw(karin, elin)
    item, asked = sample.items.get(), ReviewQuestion.objects.first()
    wrong = [
        ("review_item_case_once", lambda: ReviewItem.objects.create(sample=sample, position=9, case=case)),
        ("review_item_position_once", lambda: ReviewItem.objects.create(sample=sample, position=1, case=make.case())),
        ("review_item_reviewed_by_somebody", lambda: ReviewItem.objects.update(reviewed_on=make.today())),
        ("review_sample_ends_after_drawn", lambda: ReviewSample.objects.update(ends_on=make.LONG_AGO)),
        ("review_sample_kind_known", lambda: ReviewSample.objects.update(kind="people")),
        (
            "review_finding_answer_known",
            lambda: ReviewFinding.objects.create(item=item, question=asked, answer="perhaps"),
        ),
    ]
    for constraint, act in wrong:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            act()
