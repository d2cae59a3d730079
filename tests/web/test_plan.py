"""The plan on screen: versions, the answer, and two people who edit at once."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse

from stegvis.access import Actor
from stegvis.actions.plan import answer_plan, save_plan
from stegvis.models import AccessLog, Plan, PlanDirection
from stegvis.rules.people import Role
from stegvis.rules.plan import ActionOwner, PlanAnswer, PlannedAction
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(as_role):
    """A coordinator who is signed in."""
    return as_role(Role.COORDINATOR, name="Maria Ekdahl")


@pytest.fixture
def case(maria):
    return make.case(coordinator=maria.user)


@pytest.fixture
def saved(case):
    """Save the next version as somebody who leads the unit."""
    karin = Actor.of(make.user(name="Karin Lodin", role=Role.UNIT_MANAGER, at=make.unit()))

    def save(*texts, goals=("Arbeta med barn",), base=0, **values):
        day = make.today() + timedelta(days=30)
        actions = [
            PlannedAction(words, ActionOwner.PARTICIPANT, day, continues=position)
            for position, words in enumerate(texts, start=1)
        ]
        values.setdefault("change_reason", "Det blev annorlunda" if base else "")
        return save_plan(case, goals=list(goals), actions=actions, base_version=base, by=karin, **values)

    return save


def typed(*texts, base=0, goals=("Arbeta med barn",), **changes):
    sent = {"base_version": base, "goal_rows": len(goals) + 1, "action_rows": len(texts) + 2}
    sent["change_reason"] = "Det blev annorlunda" if base else ""
    for number, goal in enumerate(goals, start=1):
        sent[f"goal_{number}"] = goal
    for number, words in enumerate(texts, start=1):
        row = {"text": words, "owner": "participant", "due_on": make.today() + timedelta(days=30), "continues": number}
        sent |= {f"action_{number}_{name}": value for name, value in row.items()}
    return sent | changes


def edit(client, case, sent):
    return client.post(reverse("plan_edit", args=[case.pk]), sent)


def test_case_without_a_plan_offers_to_write_the_first(maria, case):
    assert "Skriv första planen" in text(maria.get(reverse("plan", args=[case.pk])))


def test_first_plan_is_saved_and_shown(maria, case):
    edit(maria, case, typed("Ringa skolan", "Skriva cv"))
    page = text(maria.get(reverse("plan", args=[case.pk])))
    assert "2 saker att göra" in page
    assert "Ringa skolan" in page
    assert "har inte svarat än" in page


def test_reading_the_plan_is_logged(maria, case, saved):
    saved("Ringa skolan")
    maria.get(reverse("plan", args=[case.pk]))
    maria.get(reverse("plan_version", args=[case.pk, 1]))
    screens = AccessLog.objects.filter(participant_ids=[case.participant_id]).values_list("screen", flat=True)
    assert set(screens) == {"plan", "plan_version"}


def test_new_version_keeps_the_old_readable_and_says_what_changed(maria, case, saved):
    saved("Ringa skolan")
    saved("Ringa sfi", base=1)
    saved("Ringa sfi", "Skriva cv", base=2)
    page = text(maria.get(reverse("plan_version", args=[case.pk, 2])))
    assert "Version 3 gäller" in page
    assert "Ringa skolan" in page
    assert "Spara läget" not in page
    assert maria.get(reverse("plan_version", args=[case.pk, 9])).status_code == 404


def test_adding_a_row_keeps_what_was_typed_and_saves_nothing(maria, case):
    page = text(edit(maria, case, typed("Ringa skolan", act="add_action", goals=("Barnskötare",))))
    assert 'value="Ringa skolan"' in page
    assert 'value="Barnskötare"' in page
    assert 'name="action_4_text"' in page
    assert not Plan.objects.exists()


def test_removed_and_empty_rows_are_no_rows(maria, case):
    edit(maria, case, typed("Ringa skolan", "Skriva cv", action_1_remove="on"))
    assert [action.text for action in Plan.objects.get().actions.all()] == ["Skriva cv"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"goal_1": " ", "goal_2": ""}, "Skriv minst ett mål", id="no goal"),
        pytest.param({"action_1_text": "", "action_1_due_on": ""}, "Skriv minst en sak att göra", id="nothing to do"),
        pytest.param({"action_1_due_on": ""}, "Skriv senast när", id="no day"),
        pytest.param({"action_1_due_on": "snart"}, "Skriv datumet som", id="not a day"),
        pytest.param({"action_1_owner": ""}, "Välj vem som gör det", id="nobody"),
        pytest.param({"action_1_owner": "santa"}, "Det valet finns inte", id="somebody unknown"),
        pytest.param({"action_1_text": ""}, "Skriv vad som ska göras", id="a day and no text"),
        pytest.param({"action_1_text": "x" * 301}, "Högst 300 tecken", id="too long"),
        pytest.param({"base_version": "x"}, "Skriv ett heltal", id="tampered"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(maria, case, changes, message):
    answer = edit(maria, case, typed("Ringa skolan", goals=("Barnskötare", "Egen lön")) | changes)
    kept = "Egen lön" if "action_1_text" in changes else "Ringa skolan"
    assert answer.status_code == 422
    assert message in text(answer)
    assert f'value="{kept}"' in text(answer)
    assert not Plan.objects.exists()


def test_second_of_two_sees_what_changed_loses_nothing_and_saves_on_top(maria, case, saved):
    saved("Ringa skolan")
    saved("Ringa skolan", "Boka studievägledare", base=1)
    mine = typed("Ringa skolan", "Skriva cv", base=1)
    answer = edit(maria, case, mine)
    page = text(answer)
    assert answer.status_code == 409
    assert "Karin Lodin ändrade detta" in page
    assert "Boka studievägledare, deltagaren, senast" in page
    assert 'value="Skriva cv"' in page
    assert 'name="base_version" id="id_base_version" value="2"' in page
    assert Plan.objects.count() == 2
    edit(maria, case, mine | {"base_version": 2})
    assert [action.text for action in Plan.objects.get(version=3).actions.all()] == ["Ringa skolan", "Skriva cv"]


def test_what_the_other_added_can_be_put_last_in_mine(maria, case, saved):
    saved("Ringa skolan")
    saved("Ringa skolan", "Boka studievägledare", base=1, goals=("Arbeta med barn", "Egen lön"))
    mine = typed("Ringa skolan", "Skriva cv", base=2, since=1, act="take_new")
    page = text(edit(maria, case, mine))
    assert page.index('value="Skriva cv"') < page.index('value="Boka studievägledare"')
    assert 'value="Egen lön"' in page


def test_first_plan_written_by_two_at_once_shows_the_other_plan(maria, case, saved):
    saved("Ringa skolan")
    answer = edit(maria, case, typed("Skriva cv"))
    assert answer.status_code == 409
    assert "Ringa skolan" in text(answer)
    assert 'value="Skriva cv"' in text(answer)


def test_state_of_a_line_survives_a_new_version(maria, case, saved):
    """Somebody says that a thing is done while somebody else writes the next version: both stand."""
    line = saved("Ringa skolan", "Skriva cv").actions.get(text="Skriva cv")
    maria.post(reverse("plan_action", args=[case.pk, line.pk]), {"status": "done"})
    edit(maria, case, typed("Ringa skolan", "Skriva cv", base=1))
    assert Plan.objects.get(version=2).actions.get(text="Skriva cv").status == "done"


def test_state_of_an_old_version_is_not_changed(maria, case, saved):
    line = saved("Ringa skolan").actions.get()
    saved("Ringa skolan", base=1)
    answer = maria.post(reverse("plan_action", args=[case.pk, line.pk]), {"status": "done"}, follow=True)
    assert "Det finns en nyare version av planen" in text(answer)
    line.refresh_from_db()
    assert line.status == "to_do"


def test_unknown_state_is_told(maria, case, saved):
    line = saved("Ringa skolan").actions.get()
    answer = maria.post(reverse("plan_action", args=[case.pk, line.pk]), {"status": "won"}, follow=True)
    assert line.plan.actions.get().status == "to_do"
    assert "notice error" in text(answer)


def test_disagreement_is_recorded_with_its_comment_and_warns(maria, case, saved):
    saved("Ringa skolan")
    sent = {"version": 1, "answer": "disagreed", "how": "together", "comment": "Jag vill börja med svenskan"}
    sent["answered_on"] = make.today()
    page = text(maria.post(reverse("plan_answer", args=[case.pk]), sent, follow=True))
    assert "hindrar inget" in page
    assert "Jag vill börja med svenskan" in page
    edit(maria, case, typed("Läsa svenska", base=1))
    assert Plan.objects.filter(version=2).exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"answer": "disagreed"}, "Skriv vad deltagaren vill ändra", id="disagreed in silence"),
        pytest.param({"answer": ""}, "Behöver fyllas i", id="no answer"),
        pytest.param({"answer": "waiting"}, "Det valet finns inte", id="waiting is no answer"),
        pytest.param({"answered_on": "2099-01-01"}, "Svaret ska ligga mellan", id="ahead"),
    ],
)
def test_answer_that_cannot_be_is_told_and_kept(maria, case, saved, changes, message):
    saved("Ringa skolan")
    sent = {"version": 1, "answer": "agreed", "how": "paper", "comment": "", "answered_on": make.today()} | changes
    answer = maria.post(reverse("plan_answer", args=[case.pk]), sent)
    assert answer.status_code == 422
    assert message in text(answer)
    assert Plan.objects.get().answer == PlanAnswer.WAITING


def test_answer_to_an_older_version_is_refused(maria, case, saved):
    saved("Ringa skolan")
    saved("Skriva cv", base=1)
    sent = {"version": 1, "answer": "agreed", "how": "paper", "answered_on": make.today()}
    assert "Det finns en nyare version" in text(maria.post(reverse("plan_answer", args=[case.pk]), sent))
    assert maria.post(reverse("plan_answer", args=[case.pk]), sent | {"version": "7"}).status_code == 404


def test_old_plan_says_so(maria, case, saved):
    plan = saved("Ringa skolan")
    Plan.objects.filter(pk=plan.pk).update(made_on=make.today() - timedelta(days=95))
    assert "Planen är 95 dagar gammal. Den ska vara högst 90 dagar." in text(maria.get(reverse("plan", args=[case.pk])))


def test_agreed_plan_shows_both_voices(maria, case, saved):
    plan = saved("Ringa skolan")
    answer_plan(plan, answer=PlanAnswer.AGREED, comment="", by=Actor.of(maria.user))
    page = text(maria.get(reverse("plan", args=[case.pk])))
    assert "Rania håller med" in page
    assert "Karin Lodin skrev version 1" in page


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE, Role.REFERRER, Role.HR, Role.PRIVACY_OFFICER]
)
def test_those_without_the_case_neither_read_nor_write(as_role, case, saved, role):
    line = saved("Ringa skolan").actions.get()
    client = as_role(role)
    for url_name, args in [("plan", []), ("plan_version", [1]), ("plan_edit", [])]:
        assert client.get(reverse(url_name, args=[case.pk, *args])).status_code == 403
    assert client.post(reverse("plan_answer", args=[case.pk]), {}).status_code == 403
    assert client.post(reverse("plan_action", args=[case.pk, line.pk]), {"status": "done"}).status_code == 403


def test_change_of_the_agreement_says_why_and_a_note_of_done_does_not(maria, case, saved):
    line = saved("Ringa skolan").actions.get()
    answer = edit(maria, case, typed("Ringa sfi", base=1, change_reason=""))
    assert answer.status_code == 422
    assert "Skriv varför planen ändras" in text(answer)
    assert 'value="Ringa sfi"' in text(answer)
    sent = typed(base=1, change_reason="", action_rows=1, own_words="Jag ringde själv", action_1_text="Ringa skolan")
    sent |= {"action_1_owner": "participant", "action_1_due_on": line.due_on, "action_1_continues": 1}
    sent |= {"action_1_status": "done", "action_1_stood": "to_do"}
    assert edit(maria, case, sent).status_code == 302
    assert Plan.objects.get(version=2).actions.get().status == "done"


def test_state_that_was_not_touched_is_not_set_back(maria, case, saved):
    """The page was opened before somebody else noted that it was done."""
    line = saved("Ringa skolan").actions.get()
    maria.post(reverse("plan_action", args=[case.pk, line.pk]), {"status": "done"})
    edit(maria, case, typed("Ringa skolan", base=1, action_1_status="to_do", action_1_stood="to_do"))
    assert Plan.objects.get(version=2).actions.get().status == "done"


def test_second_of_two_sees_the_others_direction_and_keeps_the_own_words(maria, case, saved):
    studies = PlanDirection.objects.create(key="studies", name="Studier", position=1)
    saved("Ringa skolan")
    saved("Ringa skolan", base=1, direction=studies, own_words="Jag vill läsa")
    answer = edit(maria, case, typed("Ringa skolan", base=1, own_words="Jag vill arbeta"))
    page = text(answer)
    assert answer.status_code == 409
    assert "Studier" in page
    assert "Jag vill läsa" in page
    assert "Jag vill arbeta</textarea>" in page
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(("language", "direction"), [("sv", "Studier"), ("en", "Studies")])
def test_plan_on_paper_holds_everything_in_the_language_asked_for(maria, case, saved, language, direction):
    studies = PlanDirection.objects.create(key="studies", name="Studier", position=1)
    saved("Ringa skolan", direction=studies, own_words="Jag vill läsa *mer* #svenska")
    answer = maria.get(reverse("plan_pdf", args=[case.pk]), {"language": language})
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert reader.trailer["/Root"]["/Lang"] == language
    for words in ("Rania Khoury", "Maria Ekdahl", "Arbeta med barn", direction, "*mer* #svenska", "Ringa skolan"):
        assert words in said
    assert AccessLog.objects.filter(kind="export", screen="plan_pdf").count() == 1


def test_no_plan_is_no_paper(maria, case):
    assert maria.get(reverse("plan_pdf", args=[case.pk])).status_code == 404
