"""Directions and templates on screen: kept by whoever keeps the system, used when a plan is written."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.actions.standard import plan as standard
from stegvis.models import Plan, PlanDirection, PlanTemplate
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(as_role):
    return as_role(Role.ADMINISTRATOR)


def lines(*rows):
    sent = {"rows": len(rows) + 2}
    for number, (words, owner, days) in enumerate(rows, start=1):
        values = {"text": words, "owner": owner, "days": days}
        sent |= {f"line_{number}_{name}": value for name, value in values.items()}
    return sent


def test_standard_is_there_and_is_laid_in_once(keeper):
    for _ in range(2):
        standard.lay_in(by=make.SYSTEM)
    page = text(keeper.get(reverse("settings_plan")))
    assert "6 inriktningar" in page
    assert "4 mallar" in page


def test_new_direction_can_be_chosen_and_a_closed_one_stays_where_it_is(keeper, as_role):
    keeper.post(reverse("settings_plan_direction_new"), {"name": "Körkort", "is_open": "on"})
    chosen = PlanDirection.objects.get()
    client = as_role(Role.COORDINATOR)
    case = make.case(coordinator=client.user)
    day = make.today()
    sent = {"base_version": 0, "goal_rows": 1, "action_rows": 1, "goal_1": "Köra", "direction": chosen.pk}
    sent |= {"action_1_text": "Öva", "action_1_owner": "both", "action_1_due_on": day, "own_words": "Jag vill köra"}
    client.post(reverse("plan_edit", args=[case.pk]), sent)
    assert (Plan.objects.get().direction, Plan.objects.get().own_words) == (chosen, "Jag vill köra")
    PlanDirection.objects.update(is_open=False)
    renewed = sent | {"base_version": 1, "action_1_continues": 1}
    assert client.post(reverse("plan_edit", args=[case.pk]), renewed).status_code == 302
    other = make.case(coordinator=client.user)
    answer = client.post(reverse("plan_edit", args=[other.pk]), sent)
    assert answer.status_code == 422
    assert "används inte längre" in text(answer)
    assert 'value="Öva"' in text(answer)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(" ", "Behöver fyllas i", id="no name"),
        pytest.param("studier", "Namnet finns redan", id="taken"),
        pytest.param("x" * 81, "Högst 80 tecken", id="too long"),
    ],
)
def test_direction_that_cannot_be_is_told(keeper, name, message):
    PlanDirection.objects.create(key="studier", name="Studier", position=1)
    answer = keeper.post(reverse("settings_plan_direction_new"), {"name": name})
    assert answer.status_code == 422
    assert message in text(answer)
    assert PlanDirection.objects.count() == 1


def test_template_is_saved_changed_and_closed(keeper):
    new, rows = reverse("settings_plan_template_new"), [("Ringa", "both", 7), ("Besöka", "participant", 14)]
    more = text(keeper.post(new, lines(*rows) | {"name": "Söka", "act": "add_row"}))
    assert 'value="Besöka"' in more
    assert 'name="line_5_text"' in more
    keeper.post(new, lines(*rows) | {"name": "Söka", "is_open": "on"})
    one = PlanTemplate.objects.get()
    assert [line.due_after_days for line in one.actions.all()] == [7, 14]
    keeper.post(reverse("settings_plan_template", args=[one.pk]), lines(rows[1]) | {"name": "Söka arbete"})
    one.refresh_from_db()
    assert (one.name, one.is_open, one.actions.get().text) == ("Söka arbete", False, "Besöka")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(("", "", ""), "Skriv minst en sak", id="nothing to do"),
        pytest.param(("Ringa", "", 7), "Välj vem", id="nobody"),
        pytest.param(("Ringa", "both", ""), "Skriv efter hur många dagar", id="no day"),
        pytest.param(("Ringa", "both", -1), "Minst 0", id="backwards"),
        pytest.param(("Ringa", "both", 9999), "Högst 730", id="far away"),
    ],
)
def test_template_that_cannot_be_is_told_and_kept(keeper, row, message):
    answer = keeper.post(reverse("settings_plan_template_new"), lines(row) | {"name": "Söka"})
    assert answer.status_code == 422
    assert message in text(answer)
    assert 'value="Söka"' in text(answer)
    assert not PlanTemplate.objects.exists()


def test_template_puts_dated_rows_after_what_was_typed(as_role):
    standard.lay_in(by=make.SYSTEM)
    client = as_role(Role.COORDINATOR)
    case = make.case(coordinator=client.user)
    one = PlanTemplate.objects.get(name="Mot studier")
    sent = {"base_version": 0, "goal_rows": 1, "action_rows": 3, "goal_1": "Läsa", "action_1_text": "Ringa skolan"}
    page = text(client.post(reverse("plan_edit", args=[case.pk]), sent | {"act": "use_template", "template": one.pk}))
    assert page.index('value="Ringa skolan"') < page.index('value="Boka tid hos studievägledare"')
    assert f'value="{make.today() + timedelta(days=10)}"' in page
    assert page.count('plan-row"') == 4
    assert not Plan.objects.exists()
