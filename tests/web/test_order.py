"""Place orders and soon ready: what is needed is asked for without a name, and the answer comes back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stegvis.models import Criterion, CriterionMark, PlaceOrder, SupervisorRoom
from stegvis.queries.order import places_for
from stegvis.rules.people import Protection, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=make.unit())


@pytest.fixture
def case(maria):
    made = make.case(coordinator=maria)
    make.mapping(made, wishes=["kitchen"])
    return made


@pytest.fixture
def petra():
    return make.user("Petra Sandbäck", role=Role.EMPLOYER_COORDINATOR, at=make.unit())


def text(answer):
    return " ".join(answer.content.decode().split())


def order(client, case, **said):
    day = (make.today() + timedelta(days=10)).isoformat()
    usual = {
        "in_fields": ["kitchen"],
        "form": "work_experience",
        "hours_per_week": "20",
        "from_on": day,
        "answer_by": day,
    }
    return client.post(reverse("case_order", args=[case.pk]), usual | said, follow=True)


def test_what_the_mapping_says_is_filled_in(client, maria, case):
    client.force_login(maria)
    page = text(client.get(reverse("case_order", args=[case.pk])))
    assert "checked" in page.split('value="kitchen"')[1].split(">")[0]


def test_from_the_order_to_the_answer(client, maria, petra, case):
    client.force_login(maria)
    assert "En plats är beställd" in text(order(client, case, need="Lugn miljö"))
    client.force_login(petra)
    queue = text(client.get(reverse("order_list")))
    assert "1 plats att hitta" in queue
    assert "Lugn miljö" in queue
    assert case.number in queue
    assert case.participant.family_name not in queue
    one = PlaceOrder.objects.get()
    client.post(reverse("order_take", args=[one.pk]))
    place = make.place("Köket", field="kitchen")
    client.post(reverse("order_answer", args=[one.pk]), {"place": place.pk})
    client.force_login(maria)
    page = text(client.get(reverse("case_order", args=[case.pk])))
    assert "Köket" in page
    assert "Besvarad" in page


def test_a_refused_order_keeps_what_was_typed(client, maria, case):
    client.force_login(maria)
    yesterday = (make.today() - timedelta(days=1)).isoformat()
    answer = order(client, case, from_on=yesterday, need="Lugn miljö")
    assert answer.status_code == 422
    assert "Välj i dag eller en dag som kommer." in text(answer)
    assert "Lugn miljö" in text(answer)
    assert not PlaceOrder.objects.exists()


def test_places_that_suit_the_order_are_offered_those_with_room_first(client, petra):
    """Those in another field, level or form are not offered; one whose supervisor has no room is full."""
    roomy, full, alone = (make.place(name, independence_to=3) for name in ("Roomy", "Full", "Alone"))
    others = {"Field": {"field": "office"}, "Level": {"independence_from": 3}, "Form": {"forms": ["osa"]}}
    for name, values in others.items():
        make.place(name, **{"independence_to": 4} | values)
    make.placement(make.case(), full)
    SupervisorRoom.objects.filter(supervisor__in=alone.supervisions.values("supervisor")).update(people=0)
    order = make.place_order()
    client.force_login(petra)
    page = client.get(reverse("order_answer", args=[order.pk])).content.decode()
    assert not [name for name in others if f"{name}, " in page]
    assert (
        page.index("Har en ledig plats då")
        < page.index("Roomy")
        < page.index("Går inte just då")
        < page.index("Alone, ")
    )
    assert "Handledaren har fullt" in page
    assert "Platsen är full till" in page
    assert "1 fri" in page
    refused = client.post(reverse("order_answer", args=[order.pk]), {"place": make.place(field="office").pk})
    assert refused.status_code == 422
    assert client.post(reverse("order_answer", args=[order.pk]), {"place": roomy.pk}).status_code == 302


def test_the_places_of_an_order_take_the_same_statements_for_few_and_for_many(django_assert_num_queries):
    order = make.place_order()
    for number in (1, 20):
        for _ in range(number):
            make.placement(make.case(), make.place())
        with django_assert_num_queries(13):
            places_for(order)


def test_an_answer_with_nothing_in_it_is_refused(client, petra):
    client.force_login(petra)
    answer = client.post(reverse("order_answer", args=[make.place_order().pk]), {"answer": ""})
    assert "Välj en arbetsplats, eller skriv vad du kom fram till." in text(answer)


def test_an_order_about_somebody_protected_is_in_nobodys_queue(client, petra):
    make.place_order(make.case(make.participant(protection=Protection.MARKED)))
    client.force_login(petra)
    assert "Ingen beställning väntar" in text(client.get(reverse("order_list")))


def test_a_withdrawn_order_is_said_only_once(client, maria, case):
    one = make.place_order(case)
    client.force_login(maria)
    back = [client.post(reverse("case_order_withdraw", args=[one.pk]), follow=True) for _ in range(2)]
    assert "Beställningen är återtagen." in text(back[0])
    assert "så det går inte nu" in text(back[1])


def test_soon_ready_by_word_and_by_rule(client, maria, petra, case):
    make.ladder(criteria_per_step=4)
    other = make.case(step=2, ladder=Criterion.objects.first().step.ladder)
    for criterion in Criterion.objects.filter(step__number=2).order_by("pk")[:3]:
        CriterionMark.objects.create(case=other, criterion=criterion, mark="green", marked_on=make.today())
    client.force_login(maria)
    day = (make.today() + timedelta(days=9)).isoformat()
    client.post(reverse("case_soon_ready", args=[case.pk]), {"ready_from": day})
    make.contact()
    client.force_login(petra)
    page = text(client.get(reverse("order_soon_ready")))
    assert "2 snart redo för en plats" in page
    assert page.index(other.number) < page.index(case.number)
    client.force_login(maria)
    client.post(reverse("case_soon_ready", args=[case.pk]), {"end": "1"})
    client.force_login(petra)
    assert "1 snart redo för en plats" in text(client.get(reverse("order_soon_ready")))


def test_somebody_with_a_place_is_not_soon_ready_any_more(client, maria, petra, case):
    client.force_login(maria)
    client.post(reverse("case_soon_ready", args=[case.pk]), {"ready_from": make.today().isoformat()})
    make.placement(case, make.place())
    client.force_login(petra)
    assert "Ingen står som snart redo" in text(client.get(reverse("order_soon_ready")))


def test_the_queue_takes_the_same_statements_for_few_and_for_many(client, petra):
    client.force_login(petra)
    pages = (reverse("order_list"), reverse("order_soon_ready"))
    make.place_order()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            [client.get(page) for page in pages]
        counts.append(len(asked))
        for _more in range(6):
            make.place_order()
    assert counts[0] == counts[1]
