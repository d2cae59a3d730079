"""Sharing and handovers on screen: the preview is what goes away, the receipt comes back, a no keeps what was typed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.sharing import give_consent
from stegvis.models import AccessLog, Note, PlanAction, SecrecyConsent, Sharing, SharingSchedule, Transfer
from stegvis.outside.letters import as_data
from stegvis.rules.people import Role
from stegvis.rules.sharing import ConsentHow, SharedPart
from stegvis.web.sharing.words import letter_of, readable
from tests import factories as make
from tests.actions.test_sharing import CANARY, full
from tests.web.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def sven():
    return make.user("Sven Anvisare", Role.REFERRER)


@pytest.fixture
def case(coordinator, unit, sven):
    person = make.participant()
    referral = make.referral(person, status="accepted", decided_at=timezone.now(), referred_by=sven)
    return full(make.case(person, coordinator=coordinator.user, at=unit, referral=referral))


def where(name, row):
    return reverse(name, args=[row.pk])


def typed(**values):
    usual = {
        "receiver": "Socialkontoret", "way": "pdf", "parts": ["plan", "goals", "abilities", "hours"],
        "ground": "duty", "law": "SoL 15 kap.", "consent": "", "every_months": "3",
        "first_on": make.today().isoformat(),
    }  # fmt: skip
    return usual | values


@pytest.fixture
def schedule(coordinator, case, sven):
    assert coordinator.post(where("sharing_new", case), typed(way=sven.pk)).status_code == 302
    return SharingSchedule.objects.get()


def main(answer):
    return text(answer).split("<main", 1)[1].split("</main>", 1)[0]


def share(client, schedule):
    page = text(client.get(where("sharing_preview", schedule)))
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    return client.post(where("sharing_preview", schedule), {"fingerprint": fingerprint})


def content_in(page):
    """What the page says of the content: from the facts to the end of the last part."""
    return re.search(
        r'<div class="stack shared-parts">(.*?)</div>\s*(?:<div class="next|<p class="soft small)', page, re.S
    )[1]


def test_preview_is_exactly_what_is_sent_and_names_no_secret(coordinator, schedule, case, sven, client):
    before = main(coordinator.get(where("sharing_preview", schedule)))
    assert CANARY not in before
    assert "Ringa skolan" in before
    assert share(coordinator, schedule).status_code == 302
    client.force_login(sven)
    after = main(client.get(where("shared", Sharing.objects.get())))
    assert content_in(before) == content_in(after)
    assert "Uppgiftsskyldighet i lag: SoL 15 kap." in after


def test_receiver_acknowledges_and_the_sender_sees_it(coordinator, schedule, case, sven, client):
    share(coordinator, schedule)
    sharing = Sharing.objects.get()
    client.force_login(sven)
    assert "1 delning väntar på din kvittens" in text(client.get(reverse("shared_list")))
    assert AccessLog.objects.filter(screen="shared_list", kind="list", participant_ids=[case.participant_id]).exists()
    assert client.post(where("shared_receipt", sharing)).status_code == 302
    assert "Inget väntar på din kvittens" in text(client.get(reverse("shared_list")))
    assert "redan kvitterat" in text(client.post(where("shared_receipt", sharing), follow=True))
    client.force_login(coordinator.user)
    assert "Sven Anvisare" in main(client.get(where("sharing", case)))


def test_pdf_says_the_same_and_is_logged_as_taken_out(coordinator, schedule):
    share(coordinator, schedule)
    sharing = Sharing.objects.get()
    answer = coordinator.get(where("shared_pdf", sharing))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert AccessLog.objects.filter(kind="export", screen="shared_pdf").exists()
    said = str(as_data(letter_of(readable(sharing.content), title="Delat", footer="")))
    assert "Ringa skolan" in said
    assert CANARY not in said


def test_what_changed_after_the_reading_stops_the_sharing(coordinator, schedule):
    page = text(coordinator.get(where("sharing_preview", schedule)))
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    PlanAction.objects.update(text="Något annat")
    answer = coordinator.post(where("sharing_preview", schedule), {"fingerprint": fingerprint})
    assert answer.status_code == 422
    assert "Något har ändrats sedan du läste" in text(answer)
    assert "Något annat" in text(answer)
    assert not Sharing.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"receiver": ""}, "Skriv vem som får uppgifterna."),
        ({"parts": []}, "Välj minst en sak att dela."),
        ({"parts": ["notes"]}, "Det valet finns inte."),
        ({"law": ""}, "Skriv lagrummet"),
        ({"ground": "consent"}, "Välj samtycket som delningen vilar på."),
        ({"every_months": "0"}, "Skriv hur ofta"),
        ({"first_on": "2020-01-01"}, "Första dagen har redan varit."),
    ],
)
def test_sharing_without_its_ground_says_why_and_keeps_what_was_typed(coordinator, case, wrong, said):
    answer = coordinator.post(where("sharing_new", case), typed(**wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{typed(**wrong)["law"] or "Socialkontoret"}"' in text(answer)
    assert not SharingSchedule.objects.exists()


def test_consent_is_noted_used_and_taken_back(coordinator, case):
    said = {
        "receiver": "Arbetsförmedlingen", "parts": ["plan"], "starts_on": make.today().isoformat(),
        "ends_on": (make.today() + timedelta(days=200)).isoformat(), "how": "paper",
    }  # fmt: skip
    assert coordinator.post(where("consent_new", case), said | {"parts": [], "ends_on": ""}).status_code == 422
    assert coordinator.post(where("consent_new", case), said).status_code == 302
    consent = SecrecyConsent.objects.get()
    sent = typed(receiver="arbetsförmedlingen", parts=["plan"], ground="consent", law="", consent=consent.pk)
    assert coordinator.post(where("sharing_new", case), sent).status_code == 302
    page = main(coordinator.get(where("sharing", case)))
    assert "Att vi alls får ha uppgifterna är en annan sak." in page
    page = main(coordinator.post(where("consent_withdraw", consent), follow=True))
    assert "Personen återtog samtycket." in page
    assert "Inget mer delas" in page
    assert "redan återtaget" in text(coordinator.post(where("consent_withdraw", consent), follow=True))


def test_ending_without_a_reason_is_asked_again(coordinator, schedule):
    answer = coordinator.post(where("sharing_end", schedule), {"because": " "})
    assert answer.status_code == 422
    assert coordinator.post(where("sharing_end", schedule), {"because": "Klart"}).status_code == 302
    assert "Klart" in main(coordinator.get(where("sharing", schedule.case)))


def test_another_referrer_and_another_coordinator_see_nothing(coordinator, schedule, as_role):
    share(coordinator, schedule)
    sharing = Sharing.objects.get()
    for role in (Role.REFERRER, Role.COORDINATOR, Role.WORK_SUPERVISOR):
        other = as_role(role)
        assert other.get(where("shared", sharing)).status_code == 403
        assert other.get(where("shared_pdf", sharing)).status_code == 403
        assert other.get(where("sharing_preview", schedule)).status_code == 403


def test_third_party_gets_what_there_is_a_ground_for(coordinator, case):
    meeting = case.meetings.get()
    assert "Det finns ingen grund att dela något än." in main(coordinator.get(where("sharing_third_party", meeting)))
    lent = give_consent(
        case.participant, receiver="Skolan", parts=[SharedPart.GOALS], starts_on=make.today(),
        ends_on=make.today() + timedelta(days=9), how=ConsentHow.TOGETHER, by=Actor.of(coordinator.user),
    )  # fmt: skip
    coordinator.post(
        where("sharing_new", case), typed(receiver="Skolan", parts=["goals"], ground="consent", consent=lent.pk)
    )
    page = main(coordinator.get(where("sharing_third_party", meeting)))
    assert "Arbeta med barn" in page
    assert "Ringa skolan" not in page
    SecrecyConsent.objects.update(starts_on=make.LONG_AGO, ends_on=make.LONG_AGO)
    assert "Arbeta med barn" not in main(coordinator.get(where("sharing_third_party", meeting)))
    assert Note.objects.filter(text=CANARY).exists()


# Handover between units


@pytest.fixture
def north():
    return make.unit("Arena Norr")


@pytest.fixture
def transfer(coordinator, case, north):
    said = {"to_unit": north.pk, "reason": "Har flyttat", "parts": ["plan"]}
    assert coordinator.post(where("transfer_new", case), said).status_code == 302
    return Transfer.objects.get()


def test_handover_without_where_and_why_keeps_what_was_typed(coordinator, case):
    answer = coordinator.post(where("transfer_new", case), {"to_unit": "", "reason": "Har flyttat", "parts": []})
    assert answer.status_code == 422
    assert "Har flyttat" in text(answer)
    assert not Transfer.objects.exists()


def test_receiver_reads_receives_and_the_sender_sees_the_receipt(coordinator, case, transfer, north, client):
    anna = make.user("Anna Berg", Role.COORDINATOR, north)
    head = make.user("Hedvig Chef", Role.UNIT_MANAGER, north)
    client.force_login(head)
    assert "1 överlämning väntar på er" in text(client.get(reverse("transfer_list")))
    page = main(client.get(where("transfer", transfer)))
    assert "Ringa skolan" in page
    assert CANARY not in page
    assert client.get(where("plan", case)).status_code == 403
    assert client.post(where("transfer_receive", transfer), {"coordinator": ""}).status_code == 422
    assert client.post(where("transfer_receive", transfer), {"coordinator": anna.pk}).status_code == 302
    client.force_login(coordinator.user)
    page = main(client.get(where("transfer", transfer)))
    assert "Mottagen" in page
    assert "Hedvig Chef" in page
    assert "Ringa skolan" not in page


def test_receiver_says_no_with_a_reason_and_sender_takes_back(coordinator, case, transfer, north, client):
    client.force_login(make.user(role=Role.INTAKE, at=north))
    assert client.post(where("transfer_decline", transfer), {"because": ""}).status_code == 422
    assert client.post(where("transfer_decline", transfer), {"because": "Ingen plats"}).status_code == 302
    client.force_login(coordinator.user)
    assert "Ingen plats" in main(client.get(where("transfer", transfer)))
    assert "gäller inte längre" in text(client.post(where("transfer_take_back", transfer), follow=True))
    client.post(where("transfer_new", case), {"to_unit": north.pk, "reason": "Igen", "parts": ["plan"]})
    again = Transfer.objects.waiting().get()
    assert "Inget har ändrats." in text(client.post(where("transfer_take_back", again), follow=True))
