"""The week on screen: times as one writes them, every reason at once, what was typed kept; and the week as it was."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import ScheduleSlot
from stegvis.rules.people import Role
from stegvis.rules.schedule import week_to_show
from tests import factories as make
from tests.web.conftest import logged, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def sfi(case):
    return make.activity(case, name="Sfi kurs D", starts_on=make.today() - 30 * DAY)


@pytest.fixture
def praktik(case):
    placement = make.placement(case, make.place("Solgläntan"))
    for weekday in (1, 2, 3):
        make.slot(placement, weekday, 9, 15)
    return placement


def typed(**changes):
    return {"day_5": "9–12", "where": "Skolan", "from_on": make.today(), "seen": ""} | changes


def send(client, activity, **changes):
    return client.post(reverse("activity_times", args=[activity.pk]), typed(**changes))


def test_times_are_saved_and_shown_in_the_week(coordinator, case, sfi):
    answer = send(coordinator, sfi, day_4="8.30-12 och 13-16", from_on=make.today() - 7 * DAY)
    assert answer.status_code == 302
    shown = text(coordinator.get(answer.headers["Location"]))
    assert "8.30–12" in shown
    assert "Skolan" in shown
    assert "9,5 av 40 timmar" in shown
    assert ScheduleSlot.objects.filter(where="Skolan").count() == 3
    home = text(coordinator.get(reverse("participant", args=[case.participant_id])))
    assert f"Vecka {week_to_show(make.today()).isocalendar().week}: 9,5 av 40 timmar." in home


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"day_5": "0–25"}, "Ett dygn har 24 timmar", id="25 hours"),
        pytest.param({"day_5": "14-9"}, "Sluttiden måste komma efter starttiden", id="ends before it starts"),
        pytest.param({"day_5": "förmiddag"}, "Skriv tiden som 9–14", id="words"),
        pytest.param({"day_7": "9-24", "day_6": "0-24", "day_4": "0-9"}, "mer än heltid", id="more than full time"),
        pytest.param({"from_on": "2026-02-30"}, "Skriv datumet som", id="no such day"),
        pytest.param({"from_on": "2001-01-01"}, "tidigast från", id="before it begins"),
        pytest.param({"day_5": "9" * 61}, "Högst 60 tecken", id="too long"),
        pytest.param({"where": "x" * 121}, "Högst 120 tecken", id="a place too long"),
    ],
)
def test_times_that_cannot_be_are_told_and_kept(coordinator, sfi, changes, message):
    answer = send(coordinator, sfi, **changes)
    assert answer.status_code == 422
    assert message in text(answer)
    assert f'value="{changes.get("day_5", "9–12")}"' in text(answer)
    assert not ScheduleSlot.objects.exists()


def test_three_collisions_are_three_reasons_and_nothing_is_saved(coordinator, sfi, praktik):
    answer = send(coordinator, sfi, day_1="13–16", day_2="13–16", day_3="13–16")
    assert answer.status_code == 422
    for weekday in ("måndag", "tisdag", "onsdag"):
        assert f"På {weekday} 13–16 krockar Sfi kurs D med praktik 9–15." in text(answer)
    assert text(answer).count('value="13–16"') == 3
    assert not ScheduleSlot.objects.filter(activity=sfi).exists()


def test_change_on_top_of_what_somebody_else_changed_is_shown_first(coordinator, sfi):
    send(coordinator, sfi)
    answer = send(coordinator, sfi, day_5="13–16")
    assert answer.status_code == 409
    assert "Fredag 9–12" in text(answer)
    assert 'value="13–16"' in text(answer)
    seen = "-".join(str(pk) for pk in ScheduleSlot.objects.values_list("pk", flat=True))
    assert f'value="{seen}"' in text(answer)
    assert send(coordinator, sfi, day_5="13–16", seen=seen).status_code == 302


def test_times_of_a_placement(coordinator, praktik):
    where = reverse("placement_times", args=[praktik.pk])
    assert 'value="9–15"' in text(coordinator.get(where))
    seen = "-".join(str(pk) for pk in sorted(ScheduleSlot.objects.values_list("pk", flat=True)))
    assert coordinator.post(where, typed(seen=seen)).status_code == 302
    ahead = ScheduleSlot.objects.filter(starts_on=make.today())
    assert list(ahead.values_list("weekday", "ends_on")) == [(5, praktik.ends_on)]


def test_supervisor_reads_the_times_of_the_placement(as_role, case):
    supervisor = as_role(Role.WORKPLACE_SUPERVISOR)
    placement = make.placement(case, make.place("Solgläntan", supervisor=supervisor.user))
    for weekday, start in ((1, 9), (2, 9), (4, 13)):
        make.slot(placement, weekday, start, start + 3)
    shown = text(supervisor.get(reverse("placement", args=[placement.pk])))
    assert "Måndag och tisdag 9–12; torsdag 13–16" in shown


def test_week_as_it_was_on_a_day(coordinator, case, sfi):
    make.slot(sfi, 1, 9, 12, ends_on=make.today() - 8 * DAY)
    then, now = (make.today() - 14 * DAY).isoformat(), reverse("week", args=[case.pk])
    assert "9–12" in text(coordinator.get(now, {"dag": then}))
    assert "9–12" not in text(coordinator.get(now))
    assert "gick inte att läsa" in text(coordinator.get(now, {"dag": "igår"}))
    assert "gick inte att läsa" in text(coordinator.get(now, {"dag": "0001-01-01"}))
    assert logged(screen="week")[0].participant_ids == [case.participant_id]


def test_empty_week_says_what_to_do(coordinator, case):
    assert "Ingen insats eller placering den veckan." in text(coordinator.get(reverse("week", args=[case.pk])))


def test_closed_case_is_read_not_written(coordinator, case, sfi):
    case.closed_on = make.today()
    case.save()
    case.coordinator_periods.update(ends_on=make.today())
    assert "går bara att läsa" in text(coordinator.get(reverse("activity_times", args=[sfi.pk])))
    assert send(coordinator, sfi).status_code == 422
    assert "Sätt tider" not in text(coordinator.get(reverse("week", args=[case.pk])))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORK_SUPERVISOR, Role.INTAKE])
def test_those_without_the_case_reach_no_week(as_role, case, sfi, praktik, role):
    client = as_role(role)
    assert client.get(reverse("week", args=[case.pk])).status_code == 403
    assert send(client, sfi).status_code == 403
    assert client.post(reverse("placement_times", args=[praktik.pk]), typed()).status_code == 403
