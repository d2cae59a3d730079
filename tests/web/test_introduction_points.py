"""The points of the introduction on screen: added, worded anew, put to rest and set in order, with bad input kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.models import IntroductionPoint
from stegvis.rules.people import Role
from stegvis.web.format import full_date
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
FOR_ALL = "/installningar/introduktion/"
TOMORROW = make.today() + timedelta(days=1)


@pytest.fixture
def administrator(as_role):
    return as_role(Role.ADMINISTRATOR)


@pytest.fixture
def host():
    return make.unit("Drivhuset", takes_participants=False)


def words(answer):
    return " ".join(text(answer).split())


def own(host):
    return reverse("introduction_points", args=[host.pk])


def test_settings_lead_to_the_points_and_a_new_one_is_added(administrator):
    assert f'href="{FOR_ALL}"' in text(administrator.get(reverse("settings_index")))
    assert "Inga punkter än. Lägg till den första nedan." in words(administrator.get(FOR_ALL))
    page = words(administrator.post(FOR_ALL, {"text": "Visa runt", "from_on": TOMORROW.isoformat()}, follow=True))
    assert "Punkten står på listan." in page
    assert "1 punkt för alla arbetsplatser" in page
    assert f"från {full_date(TOMORROW)}" in page


WRONG = {
    "no words": ({"text": " "}, "Behöver fyllas i."),
    "the same words": ({"text": "visa runt"}, "Punkten finns redan."),
    "today": ({"from_on": make.today().isoformat()}, "Välj i morgon eller senare."),
    "no day": ({"from_on": "2026-02-30"}, "2026-02-30"),
    "far too long": ({"text": "x" * 201}, "200 tecken"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(administrator, change, said):
    make.introduction_point()
    typed = {"text": "Brandsläckaren", "from_on": TOMORROW.isoformat()} | change
    refused = administrator.post(FOR_ALL, typed)
    assert refused.status_code == 422
    assert said in words(refused)
    assert f'value="{typed["text"].strip()}"' in text(refused) or not typed["text"].strip()
    assert IntroductionPoint.objects.count() == 1


def test_other_words_hold_from_the_day_and_are_taken_back_with_a_click(administrator):
    point = make.introduction_point()
    where = reverse("introduction_point", args=[point.pk])
    assert 'value="Visa runt"' in text(administrator.get(where))
    refused = administrator.post(where, {"text": "Visa runt", "from_on": TOMORROW.isoformat()})
    assert refused.status_code == 422
    assert "Skriv något annat än förut." in words(refused)
    page = words(administrator.post(where, {"text": "Visa huset", "from_on": TOMORROW.isoformat()}, follow=True))
    assert f"Från {full_date(TOMORROW)}: Visa huset" in page
    coming = IntroductionPoint.objects.get(text="Visa huset")
    page = words(administrator.post(reverse("introduction_point_remove", args=[coming.pk]), follow=True))
    assert "Ändringen är återtagen." in page
    assert "Visa huset" not in page
    stays = administrator.post(reverse("introduction_point_remove", args=[point.pk]))
    assert stays.status_code == 422
    assert "Låt den vila i stället." in words(stays)


def test_a_point_rests_and_holds_again(administrator):
    point = make.introduction_point()
    rest = reverse("introduction_point_rest", args=[point.pk])
    assert administrator.post(rest, {"from_on": make.today().isoformat()}).status_code == 422
    page = words(administrator.post(rest, {"from_on": TOMORROW.isoformat()}, follow=True))
    assert f"vilar från {full_date(TOMORROW)}" in page
    resume = reverse("introduction_point_resume", args=[point.pk])
    assert "Punkten gäller igen." in words(administrator.post(resume, follow=True))
    assert "Punkten vilar inte." in words(administrator.post(resume))
    IntroductionPoint.objects.update(valid_to=make.today() - timedelta(days=1))
    page = words(administrator.get(FOR_ALL))
    assert "Vilar, 1" in page
    assert "Låt den gälla igen från i morgon" in page


def test_the_order_is_changed_a_step_at_a_time(administrator):
    keys = [make.introduction_point(text=each, position=place).pk for place, each in enumerate("ABC", start=1)]

    def order():
        return list(IntroductionPoint.objects.order_by("position").values_list("text", flat=True))

    def move(key, way):
        administrator.post(reverse("introduction_point_order", args=[key]), {way: "1"})

    move(keys[2], "up")
    assert order() == ["A", "C", "B"]
    move(keys[0], "down")
    assert order() == ["C", "A", "B"]
    move(keys[2], "up")
    assert order() == ["C", "A", "B"]
    move(keys[1], "down")
    assert order() == ["C", "A", "B"]


def test_a_host_has_points_of_its_own_beside_those_of_all(as_role, host):
    make.introduction_point(text="Tystnadsplikt")
    manager = as_role(Role.RECEIVING_MANAGER)
    make.place(host=host, manager=manager.user)
    page = words(manager.get(own(host)))
    assert "0 punkter hos Drivhuset" in page
    assert "1 punkt gäller alla arbetsplatser" in page
    assert "Tystnadsplikt" in page
    said = {"text": "tystnadsplikt", "from_on": TOMORROW.isoformat()}
    assert "Punkten finns redan." in words(manager.post(own(host), said))
    assert "1 punkt hos Drivhuset" in words(manager.post(own(host), said | {"text": "Skorna"}, follow=True))
    assert own(host) in text(manager.get(reverse("organisation", args=[host.pk])))
    listed = words(as_role(Role.ADMINISTRATOR).get(FOR_ALL))
    assert "1 egen punkt" in listed
    assert own(host) in listed


def test_whoever_goes_through_the_points_is_led_to_them_only_if_they_keep_them(as_role, host):
    make.introduction_point()
    place = make.place(host=host)
    placement = make.placement(make.case(), place)
    where = reverse("introduction", args=[placement.pk])
    supervisor = as_role(Role.WORK_SUPERVISOR, at=host)
    assert own(host) not in text(supervisor.get(where))
    manager = as_role(Role.RECEIVING_MANAGER)
    place.manager = manager.user
    place.save()
    assert own(host) in text(manager.get(where))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HR, Role.WORK_SUPERVISOR, Role.INTAKE])
def test_nobody_else_comes_there(as_role, host, role):
    client, point = as_role(role), make.introduction_point(host)
    assert client.get(FOR_ALL).status_code == 403
    assert client.get(own(host)).status_code == 403
    assert client.post(reverse("introduction_point_rest", args=[point.pk])).status_code == 403


def test_a_unit_manager_keeps_the_hosts_and_not_what_holds_for_all(as_role, host):
    client = as_role(Role.UNIT_MANAGER)
    assert client.get(FOR_ALL).status_code == 403
    assert client.get(own(host)).status_code == 200
    for_all = make.introduction_point()
    assert client.get(reverse("introduction_point", args=[for_all.pk])).status_code == 403


def test_what_does_not_exist_is_not_found(administrator):
    assert administrator.get(reverse("introduction_points", args=[987654])).status_code == 404
    assert administrator.post(reverse("introduction_point_order", args=[987654])).status_code == 404


def test_the_page_takes_the_same_statements_for_few_and_for_many(administrator, host):
    counts = []
    for time in range(2):
        for number in range(1, 7):
            make.introduction_point(text=f"Punkt {time}.{number}", position=time * 10 + number)
            make.introduction_point(host, text=f"Egen {time}.{number}", position=time * 10 + number)
        with CaptureQueriesContext(connection) as asked:
            [administrator.get(page) for page in (FOR_ALL, own(host))]
        counts.append(len(asked))
    assert counts[0] == counts[1]
