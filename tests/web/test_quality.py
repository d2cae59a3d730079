"""Quality review on screen: draw, review case by case, read the result."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.actions.plan import save_plan
from stegvis.actions.standard import quality as standard
from stegvis.models import AccessLog, ReviewItem, ReviewQuestion, ReviewSample
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, PlannedAction
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(as_role):
    standard.lay_in(by=make.SYSTEM)
    return as_role(Role.UNIT_MANAGER, name="Karin Lodin")


def plans(many):
    for number in range(many):
        case = make.case(make.participant(f"Deltagare{number}"))
        actions = [PlannedAction("Ringa skolan", ActionOwner.BOTH, make.today())]
        save_plan(case, goals=["Arbeta med barn"], actions=actions, base_version=0, by=make.SYSTEM)


def drawing(client, **changes):
    asked = {
        "kind": "plans",
        "unit": make.unit().pk,
        "period": str(make.today().year),
        "size": 2,
        "seed": 7,
        "reviewer": client.user.pk,
        "ends_on": make.today() + timedelta(days=14),
    }
    return client.post(reverse("quality_draw"), asked | changes)


def answers(*said, note="Tydligt skrivet"):
    sent = {}
    for question, answer in zip(ReviewQuestion.objects.filter(kind="plans").order_by("position"), said, strict=False):
        sent |= {f"answer_{question.pk}": answer, f"note_{question.pk}": note}
    return sent


def test_manager_draws_reviews_and_sees_the_result(karin):
    plans(4)
    assert "Inget urval är draget än" in text(karin.get(reverse("quality_list")))
    drawn = drawing(karin)
    sample = ReviewSample.objects.get()
    assert drawn.headers["Location"] == reverse("quality_sample", args=[sample.pk])
    first, second = ReviewItem.objects.order_by("position")
    page = text(karin.get(reverse("quality_review", args=[first.pk])))
    assert "Arbeta med barn" in page
    assert "Har barnens situation beaktats" in page
    review = karin.post(reverse("quality_review", args=[first.pk]), answers(*["yes"] * 8))
    assert review.headers["Location"] == reverse("quality_review", args=[second.pk])
    review = karin.post(reverse("quality_review", args=[second.pk]), answers("no", "partly", *["yes"] * 6))
    assert review.headers["Location"] == reverse("quality_sample", args=[sample.pk])
    page = text(karin.get(review.headers["Location"]))
    assert "2 av 2 planer är granskade" in page
    assert "2 anmärkningar" in page
    assert "utan anmärkning" in page
    karin.post(reverse("quality_close", args=[sample.pk]))
    page = text(karin.get(reverse("quality_sample", args=[sample.pk])))
    assert "Läsrätten har upphört" in page
    assert karin.get(reverse("quality_review", args=[first.pk])).status_code == 302


def test_reading_the_drawn_is_logged(karin):
    plans(1)
    drawing(karin)
    item = ReviewItem.objects.get()
    karin.get(reverse("quality_sample", args=[item.sample_id]))
    karin.get(reverse("quality_review", args=[item.pk]))
    screens = AccessLog.objects.filter(participant_ids=[item.case.participant_id]).values_list("screen", "kind")
    assert set(screens) >= {("quality_sample", "list"), ("quality_review", "read")}


def test_unfinished_review_is_told_and_kept(karin):
    plans(1)
    drawing(karin)
    answer = karin.post(reverse("quality_review", args=[ReviewItem.objects.get().pk]), answers("no", "yes"))
    assert answer.status_code == 422
    assert text(answer).count('value="Tydligt skrivet"') == 2
    assert "Behöver fyllas i" in text(answer)
    assert ReviewItem.objects.get().reviewed_on is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"size": 0}, "Minst 1", id="nobody"),
        pytest.param({"size": "många"}, "Skriv ett heltal", id="no number"),
        pytest.param({"period": "2015"}, "Det valet finns inte", id="not offered"),
        pytest.param({"reviewer": ""}, "Behöver fyllas i", id="no reviewer"),
        pytest.param({"ends_on": "2031-01-01"}, "inom 90 dagar", id="too long"),
        pytest.param({"kind": "journals", "period": "2025"}, "inget att dra", id="nothing there"),
    ],
)
def test_draw_that_cannot_be_is_told(karin, changes, message):
    plans(1)
    answer = drawing(karin, **changes)
    assert answer.status_code == 422
    assert message in text(answer)
    assert not ReviewSample.objects.exists()


def test_journal_is_reviewed_with_its_own_checklist(karin):
    plans(1)
    drawing(karin, kind="journals")
    page = text(karin.get(reverse("quality_review", args=[ReviewItem.objects.get().pk])))
    assert "Läs journalen i akten" in page
    assert "6 frågor" in page


def test_sample_of_another_unit_is_refused(karin, as_role):
    plans(1)
    drawing(karin)
    sample = ReviewSample.objects.get()
    other = as_role(Role.UNIT_MANAGER, at=make.unit("Arena Norr"))
    assert "Inget urval" in text(other.get(reverse("quality_list")))
    assert other.get(reverse("quality_sample", args=[sample.pk])).status_code == 403
    assert other.get(reverse("quality_review", args=[sample.items.get().pk])).status_code == 403
    assert other.post(reverse("quality_close", args=[sample.pk])).status_code == 403


def test_figures_lead_to_the_reviews_for_those_who_review(karin, as_role):
    assert reverse("quality_list") in text(karin.get(reverse("indicator_list")))
    assert reverse("quality_list") not in text(as_role(Role.ANALYST).get(reverse("indicator_list")))


@pytest.mark.parametrize("many", [2, 9])
def test_pages_take_the_same_statements_however_many(karin, many, django_assert_max_num_queries):
    plans(many)
    drawing(karin, size=many)
    with django_assert_max_num_queries(16):
        karin.get(reverse("quality_sample", args=[ReviewSample.objects.get().pk]))
