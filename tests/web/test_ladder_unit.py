"""The pages of a unit: everybody assessed in one save, and where people stand still; the ladders in the settings."""

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, CaseEvent, Criterion, CriterionMark, Ladder, OwnMark, OwnReport, Step
from stegvis.rules.people import Role
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def points():
    make.ladder()
    return list(Criterion.objects.order_by("step__number", "position"))


@pytest.fixture
def host(points):
    return make.unit("Drivhuset", takes_participants=False)


@pytest.fixture
def nils(as_role, host):
    return as_role(Role.WORK_SUPERVISOR, at=host, name="Nils Hedberg")


def placed(host, name, **values):
    case = make.case(make.participant(name, "Öberg"), **values)
    make.placement(case, make.place(host=host))
    return case


def sent(cases, points, marks, **changes):
    """What the page sends: everybody with what it showed; `marks` by case and place of the point."""
    data = {"marked_on": make.today(), "person": [case.pk for case in cases]}
    for case in cases:
        data[f"name_{case.pk}"] = case.participant.name
        for place, point in enumerate(points[:2]):
            key = f"{case.pk}_{point.pk}"
            data |= {f"mark_{key}": marks.get((case, place), ""), f"seen_{key}": "", f"note_{key}": ""}
    return data | changes


def test_everybody_placed_here_is_assessed_in_one_save(nils, host, points):
    amal, leif = placed(host, "Amal"), placed(host, "Leif")
    page = text(nils.get(reverse("assess")))
    assert "2 personer att bedöma" in page
    assert "Punkt 1.1" in page
    assert "Punkt 2.1" not in page, "only the present step"
    marks = {(amal, 0): "green", (amal, 1): "yellow", (leif, 1): "red"}
    answer = nils.post(reverse("assess"), sent([amal, leif], points, marks), follow=True)
    assert "3 punkter är sparade för 2 personer." in text(answer)
    assert CriterionMark.objects.filter(marked_by=nils.user).count() == 3
    assert AccessLog.objects.filter(screen="assess", participant_ids__contains=[amal.participant_id]).exists()


def test_only_what_changed_is_saved_and_the_same_page_twice_changes_nothing(nils, host, points):
    amal = placed(host, "Amal")
    data = sent([amal], points, {(amal, 0): "green"})
    for _ in range(2):
        answer = nils.post(reverse("assess"), data)
    assert answer.status_code == 422
    assert "Ändra minst en punkt" in text(answer)
    assert CaseEvent.objects.filter(kind="criterion_marked").count() == 1


def test_note_is_saved_with_the_point_and_wants_a_mark(nils, host, points):
    amal = placed(host, "Amal")
    key = f"{amal.pk}_{points[0].pk}"
    answer = nils.post(reverse("assess"), sent([amal], points, {}, **{f"note_{key}": "Ber om hjälp"}))
    assert answer.status_code == 422
    assert "Välj hur punkten står" in text(answer)
    assert "Ber om hjälp" in text(answer)
    data = sent([amal], points, {(amal, 0): "yellow"}, **{f"note_{key}": "Ber om hjälp"})
    nils.post(reverse("assess"), data)
    assert CriterionMark.objects.get().note == "Ber om hjälp"


def test_who_left_since_the_page_opened_is_named_and_the_rest_are_saved(nils, host, points):
    amal, leif = placed(host, "Amal"), placed(host, "Leif")
    data = sent([amal, leif], points, {(amal, 0): "green", (leif, 0): "yellow"})
    leif.placements.update(status="ended", ended_because="work", ends_on=make.today())
    answer = nils.post(reverse("assess"), data)
    page = text(answer)
    assert answer.status_code == 422
    assert "Leif Öberg är inte längre placerad hos er" in page
    assert "Punkt 1.1: påbörjad" in page, "what could not be saved is told"
    assert "1 punkt är sparad för 1 person." in page
    assert dict(CriterionMark.objects.values_list("case", "mark")) == {amal.pk: "green"}


def test_refused_person_keeps_what_was_marked_and_the_rest_are_saved(nils, host, points):
    amal, new = placed(host, "Amal"), placed(host, "Ny", opened_on=make.today())
    yesterday = make.today() - timedelta(days=1)
    data = sent([amal, new], points, {(amal, 0): "green", (new, 1): "yellow"}, marked_on=yesterday)
    answer = nils.post(reverse("assess"), data)
    page = text(answer)
    assert "Ny Öberg: Bedömningen kan inte ligga före inskrivningen" in page
    assert f'name="mark_{new.pk}_{points[1].pk}" id="id_mark_{new.pk}_{points[1].pk}_1" value="yellow" checked' in page
    assert dict(CriterionMark.objects.values_list("case", "mark")) == {amal.pk: "green"}


def test_day_that_cannot_be_saves_nothing_and_keeps_the_marks(nils, host, points):
    amal = placed(host, "Amal")
    answer = nils.post(reverse("assess"), sent([amal], points, {(amal, 0): "green"}, marked_on="32 maj"))
    assert answer.status_code == 422
    assert 'value="green" checked' in text(answer)
    assert not CriterionMark.objects.exists()


def test_made_up_fields_do_no_harm(nils, host, points):
    amal, outside = placed(host, "Amal"), make.case()
    extra = {
        "person": [amal.pk, outside.pk, "x", "9" * 12],
        f"mark_{outside.pk}_{points[0].pk}": "green",
        f"mark_{outside.pk}_999999": "green",
        "mark_x_1": "green",
    }
    answer = nils.post(reverse("assess"), sent([amal], points, {}) | extra)
    assert answer.status_code == 422
    assert outside.participant.name not in text(answer), "nobody is named who was not on the page"
    assert not CriterionMark.objects.exists()


def test_nobody_placed_says_so(nils):
    assert "Ingen är placerad hos er just nu" in text(nils.get(reverse("assess")))


def test_unit_reads_where_it_stands_still_and_opens_to_people(as_role, points):
    karin = as_role(Role.UNIT_MANAGER, name="Karin Lodin")
    case = make.case(opened_on=make.today() - timedelta(days=200))
    make.case(make.participant("Dold", "Dolsson", protection="marked"), opened_on=case.opened_on)
    page = text(karin.get(reverse("unit_points")))
    assert "Flest står still på ”Punkt 1.1”" in page
    assert "2 av 2" in page
    assert "Rania" not in page, "numbers name nobody"
    people = text(karin.get(reverse("unit_point", args=[points[0].pk]), {"months": "3"}))
    assert "Rania Khoury" in people
    assert "Dold" not in people
    assert "1 till räknas men visas inte" in people
    assert AccessLog.objects.filter(screen="unit_point", participant_ids=[case.participant_id]).exists()
    assert "Ingen punkt där flera har stått still i 12 månader" in text(
        karin.get(reverse("unit_points"), {"months": "12"})
    )
    assert karin.get(reverse("unit_points"), {"months": "nonsens"}).status_code == 200


def test_own_picture_is_filled_in_together_and_shown_beside(coordinator, case, points):
    page = text(coordinator.get(reverse("criteria", args=[case.pk])))
    assert "Rania har inte svarat på punkterna än" in page
    url = reverse("criteria_own", args=[case.pk])
    answer = coordinator.post(url, {f"own_{points[0].pk}": "green", "text": "Det går bättre."}, follow=True)
    assert "Rania ser mer gjort" not in text(answer)
    assert "inte bedömd än" in text(answer)
    assert "Det går bättre." in text(answer)
    assert OwnMark.objects.get().mark == "green"
    empty = coordinator.post(url, {})
    assert "Svara på minst en punkt eller skriv något" in text(empty)
    kept = coordinator.post(url, {f"own_{points[1].pk}": "blue", "text": "Det här ska stå kvar"})
    assert kept.status_code == 422
    assert "Det här ska stå kvar" in text(kept)
    assert OwnReport.objects.count() == 1


def test_closed_case_says_where_the_person_was_at_the_end(coordinator, case, points):
    type(case).objects.filter(pk=case.pk).update(closed_on=make.today())
    case.coordinator_periods.update(ends_on=make.today())
    page = text(coordinator.get(reverse("criteria", args=[case.pk])))
    assert "Rania var här till sist" in page
    assert "är här" not in page


def test_another_ladder_is_chosen_on_the_page_of_the_stairs(coordinator, case, points):
    other = make.ladder()
    Ladder.objects.filter(pk=other.pk).update(name="Språktrappan")
    url = reverse("criteria", args=[case.pk])
    assert "Byt till Språktrappan" in text(coordinator.get(url))
    answer = coordinator.post(reverse("criteria_ladder", args=[case.pk]), {"ladder": other.pk}, follow=True)
    assert "Rania följer nu Språktrappan" in text(answer)
    assert coordinator.post(reverse("criteria_ladder", args=[case.pk]), {"ladder": "x"}).status_code == 404


@pytest.fixture
def magnus(as_role, points):
    return as_role(Role.ADMINISTRATOR, name="Magnus Öhrnell")


def test_administrator_makes_a_ladder_with_points(magnus):
    sent = {"name": "Språktrappan", "steps": "Börja\n\n Tala \nSkriva", "valid_from": make.today()}
    page = text(magnus.post(reverse("settings_ladder_new"), sent, follow=True))
    assert "Steg 3. Skriva" in page
    step = Step.objects.get(name="Tala")
    url = reverse("settings_criterion_add", args=[step.pk])
    added = magnus.post(url, {"text": "Hälsar", "plain_text": "Jag hälsar.", "from_day": make.today()}, follow=True)
    assert "Jag hälsar." in text(added)
    refused = magnus.post(url, {"text": "hälsar", "plain_text": "Kvar", "from_day": "2001-01-01"})
    assert refused.status_code == 422
    assert "Steget har redan den punkten" in text(refused)
    assert "tidigast i dag" in text(refused)
    assert 'value="Kvar"' in text(refused)


def test_ladder_that_cannot_be_is_told_and_kept(magnus):
    sent = {"name": "Utvecklingstrappan", "steps": "Ett\nett", "valid_from": "2001-01-01"}
    answer = magnus.post(reverse("settings_ladder_new"), sent)
    page = text(answer)
    assert answer.status_code == 422
    assert all(why in page for why in ("Namnet finns redan", "Två steg kan inte heta samma sak", "tidigast i dag"))
    assert "Ett\nett" in page
    assert Ladder.objects.count() == 1


def test_point_is_ended_and_moved_by_the_administrator(magnus, points):
    magnus.post(reverse("settings_criteria_order", args=[points[0].step_id]), {"point": points[0].pk, "down": "1"})
    assert list(Criterion.objects.filter(step__number=1).order_by("position")) == [points[1], points[0]]
    url = reverse("settings_criterion_end", args=[points[0].pk])
    assert "tidigast i dag" in text(magnus.post(url, {"from_day": "2001-01-01"}))
    tomorrow = make.today() + timedelta(days=1)
    assert "Punkten är avslutad" in text(magnus.post(url, {"from_day": tomorrow}, follow=True))
    last = magnus.post(reverse("settings_criterion_end", args=[points[1].pk]), {"from_day": tomorrow})
    assert "minst en punkt kvar" in text(last)


def test_step_is_added_and_the_only_ladder_does_not_end(magnus, points):
    ladder = Ladder.objects.get()
    add, end = reverse("settings_step_add", args=[ladder.pk]), reverse("settings_ladder_end", args=[ladder.pk])
    assert "Namnet finns redan" in text(magnus.post(add, {"name": "Komma igång"}))
    assert "Steg 5. Egen lön" in text(magnus.post(add, {"name": "Egen lön"}, follow=True))
    assert "Ingen annan trappa gäller den dagen" in text(magnus.post(end, {"from_day": make.today()}))
    assert "vanlig" in text(magnus.get(reverse("settings_ladders")))
    step = reverse("settings_step", args=[points[0].step_id])
    assert "Steget är sparat" in text(magnus.post(step, {"name": "Börja", "plain_name": "Jag börjar"}, follow=True))
