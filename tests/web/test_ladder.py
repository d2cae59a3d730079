"""The ladder on screen: several points in one save, a move up and a move down."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from stegvis.models import AccessLog, CaseEvent, Criterion, CriterionMark
from stegvis.queries.ladder import steps_of
from stegvis.rules.ladder import Mark
from stegvis.rules.people import Role
from stegvis.web.ladder.stairs import own_stairs
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(as_role):
    """A coordinator who is signed in."""
    make.ladder()
    return as_role(Role.COORDINATOR, name="Maria Ekdahl")


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria.user)


@pytest.fixture
def points(maria):
    return list(Criterion.objects.order_by("step__number", "position"))


def judged(points, marks, **changes):
    """What the form sends: every point, with what the page showed; `marks` by place in the list."""
    sent = {"marked_on": make.today()}
    for place, point in enumerate(points):
        sent |= {f"mark_{point.pk}": marks.get(place, ""), f"note_{point.pk}": "", f"seen_{point.pk}": "|"}
    return sent | changes


def mark(case, points, state=Mark.GREEN):
    for point in points:
        CriterionMark.objects.create(case=case, criterion=point, mark=state, marked_on=make.today())


def test_page_draws_the_stairs_and_is_logged(maria, case):
    page = text(maria.get(reverse("criteria", args=[case.pk])))
    assert "Rania är här" in page
    assert "Punkterna som tabell" in page
    assert AccessLog.objects.filter(screen="criteria", participant_ids=[case.participant_id]).exists()


def test_own_stairs_speak_plainly_and_climb_to_the_left_in_arabic(maria, case, points):
    Criterion.objects.filter(step__number=1).update(plain_text="Jag kommer i tid.")
    mark(case, points)
    CriterionMark.objects.update(marked_by=maria.user)
    steps = steps_of(case, today=make.today())
    drawn = own_stairs(steps, (), current=1, since=None, today=make.today())
    assert drawn.picture.direction == "ltr"
    assert drawn.steps[0].criteria[0].label == "Jag kommer i tid."
    assert "Maria" not in drawn.steps[0].criteria[0].judged_by, "it says when, not by whom"
    with override("ar"):
        turned = own_stairs(steps, (), current=1, since=None, today=make.today()).picture
    assert (turned.direction, turned.wide.height) == ("rtl", drawn.picture.wide.height)


def test_several_points_are_judged_in_one_save_with_a_line_each(maria, case, points):
    answer = maria.post(
        reverse("criteria", args=[case.pk]), judged(points, {0: "green", 1: "yellow", 4: "red"}), follow=True
    )
    assert "3 punkter är sparade" in text(answer)
    assert dict(CriterionMark.objects.values_list("criterion", "mark")) == {
        points[0].pk: "green",
        points[1].pk: "yellow",
        points[4].pk: "red",
    }
    assert CaseEvent.objects.filter(kind="criterion_marked", case_id=case.pk).count() == 3


def test_only_what_was_changed_here_is_saved(maria, case, points):
    """Somebody else has judged a point since the page was opened; it is not put back."""
    mark(case, points[:1])
    maria.post(reverse("criteria", args=[case.pk]), judged(points, {1: "yellow"}))
    assert CriterionMark.objects.get(criterion=points[0]).mark == "green"
    assert CaseEvent.objects.filter(kind="criterion_marked").count() == 1


@pytest.mark.parametrize(
    ("mark_of_first", "marked_on", "message"),
    [
        pytest.param("", "", "Bedömt: Behöver fyllas i", id="no day"),
        pytest.param("green", "2099-01-01", "inte har varit än", id="ahead"),
        pytest.param("green", "2001-01-01", "före inskrivningen", id="before the case"),
        pytest.param("blue", "2026-01-02", "Det valet finns inte", id="unknown colour"),
    ],
)
def test_judgement_that_cannot_be_is_told_and_saves_nothing(maria, case, mark_of_first, marked_on, message):
    points = Criterion.objects.order_by("step__number", "position")
    sent = judged(points, {0: mark_of_first}, marked_on=marked_on)
    answer = maria.post(reverse("criteria", args=[case.pk]), sent)
    assert answer.status_code == 422
    assert message in text(answer)
    assert not CriterionMark.objects.exists()


def test_saving_without_a_change_says_so(maria, case, points):
    assert "Ändra minst en punkt" in text(maria.post(reverse("criteria", args=[case.pk]), judged(points, {})))


def test_note_without_a_mark_is_told_and_kept(maria, case, points):
    answer = maria.post(
        reverse("criteria", args=[case.pk]), judged(points, {0: "green"}, **{f"note_{points[1].pk}": "Ber om hjälp"})
    )
    assert answer.status_code == 422
    assert "Välj hur punkten står" in text(answer)
    assert "Ber om hjälp" in text(answer)
    assert not CriterionMark.objects.exists()


def test_work_supervisor_judges_those_placed_in_the_own_unit(as_role, case, points):
    host = make.unit("Drivhuset", takes_participants=False)
    make.placement(case, make.place(host=host))
    client = as_role(Role.WORK_SUPERVISOR, at=host)
    page = text(client.get(reverse("criteria", args=[case.pk])))
    assert "Spara bedömningen" in page
    assert "Flytta steg" not in page
    client.post(reverse("criteria", args=[case.pk]), judged(points, {0: "green"}))
    assert CriterionMark.objects.get().marked_by == client.user
    assert client.get(reverse("step_move", args=[case.pk])).status_code == 403


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.REFERRER, Role.HR])
def test_those_without_the_person_neither_read_nor_judge(as_role, case, points, role):
    client = as_role(role, at=make.unit("Annan enhet"))
    assert client.get(reverse("criteria", args=[case.pk])).status_code == 403
    assert client.post(reverse("criteria", args=[case.pk]), judged(points, {0: "green"})).status_code == 403


def test_all_green_suggests_up(maria, case, points):
    mark(case, points[:2])
    assert "Flytta upp till steg 2" in text(maria.get(reverse("criteria", args=[case.pk])))
    assert 'value="2" checked' in text(maria.get(reverse("step_move", args=[case.pk])))
    maria.post(reverse("step_move", args=[case.pk]), {"to_step": 2, "moved_on": make.today(), "reason": ""})
    case.refresh_from_db()
    assert case.step == 2


def test_up_is_not_offered_and_says_which_points_are_left(maria, case, points):
    mark(case, points[:1])
    page = text(maria.get(reverse("step_move", args=[case.pk])))
    assert "Några punkter på steg 1 är inte klara än" in page
    assert "Punkt 1.2" in page
    assert "Upp till steg 2" not in page
    sent = {"to_step": 2, "moved_on": make.today(), "reason": ""}
    assert "inte klara än" in text(maria.post(reverse("step_move", args=[case.pk]), sent))
    case.refresh_from_db()
    assert case.step == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"reason": " "}, "Skriv varför steget ändras nedåt", id="down in silence"),
        pytest.param({"moved_on": "2099-01-01"}, "inte har varit än", id="ahead"),
        pytest.param({"moved_on": "2001-01-01"}, "före inskrivningen", id="before the case"),
        pytest.param({"to_step": "4"}, "Det valet finns inte", id="two steps"),
        pytest.param({"to_step": ""}, "Behöver fyllas i", id="nowhere"),
    ],
)
def test_move_that_cannot_be_is_told_and_kept(maria, case, changes, message):
    type(case).objects.filter(pk=case.pk).update(step=2)
    sent = {"to_step": 1, "moved_on": make.today(), "reason": "Timmarna håller sedan sex veckor"} | changes
    answer = maria.post(reverse("step_move", args=[case.pk]), sent)
    assert answer.status_code == 422
    assert message in text(answer)
    assert changes.get("reason", "Timmarna håller") in text(answer)
    case.refresh_from_db()
    assert case.step == 2


def test_same_move_sent_twice_moves_once(maria, case):
    type(case).objects.filter(pk=case.pk).update(step=3)
    sent = {"to_step": 2, "moved_on": make.today(), "reason": "Har varit borta länge"}
    for _ in range(2):
        maria.post(reverse("step_move", args=[case.pk]), sent)
    case.refresh_from_db()
    assert case.step == 2


def test_move_before_the_last_one_says_when_that_was(maria, case):
    type(case).objects.filter(pk=case.pk).update(step=3)
    url = reverse("step_move", args=[case.pk])
    maria.post(url, {"to_step": 2, "moved_on": make.today(), "reason": "Har varit borta"})
    earlier = make.today() - timedelta(days=1)
    assert "Förra flytten var" in text(maria.post(url, {"to_step": 1, "moved_on": earlier, "reason": "Borta än"}))
