"""The host's pages by a link, the participant's own answer, a longer time, the paper, and how it went on screen."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.own.codes import make_code
from stegvis.actions.placement import evaluate_placement, make_host_link
from stegvis.models import AccessLog, HostLink, Placement
from stegvis.rules.people import Protection, Role
from stegvis.rules.placement import PlacementStatus, Voice
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(as_role):
    return as_role(Role.COORDINATOR, name="Maria Ekdahl")


@pytest.fixture
def case(coordinator):
    return make.case(make.participant("Rania", "Khoury"), coordinator=coordinator.user)


def stands(case, status, **values):
    usual = {
        "presentation": "Van vid barn.",
        "starts_on": make.today() + 14 * DAY,
        "ends_on": make.today() + 90 * DAY,
        "proposed_on": make.today(),
    }
    host = make.unit(f"Värd {case.pk}", takes_participants=False)
    place = make.place("Förskolan", host=host, tasks="Leka och duka", supervisor_name="Åse Lindgren")
    return make.placement(case, place, status, **usual | values)


@pytest.fixture
def host():
    """A phone without an account."""
    return Client()


def into(host, placement):
    made = make_host_link(placement, by=make.SYSTEM)
    return host.get(reverse("host_link", args=[made.signs]), follow=True)


# The link


def test_the_link_is_shown_once_with_a_message_that_names_nobody(coordinator, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    answer = coordinator.post(reverse("placement_link", args=[placement.pk]))
    page = text(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    [address] = set(re.findall(r"http://testserver(/vard/l/[A-Z0-9]+/)", page))
    message = page[page.index("<textarea") : page.index("</textarea>")]
    assert address in message
    assert "Rania" not in message
    assert address not in text(coordinator.get(reverse("placement", args=[placement.pk])))
    assert "Ingen har öppnat den än." in text(coordinator.get(reverse("placement", args=[placement.pk])))
    assert Client().get(address).url == reverse("host_page")
    coordinator.post(reverse("placement_link_revoke", args=[placement.pk]))
    assert "gäller inte längre" in text(Client().get(address))


def test_a_host_reads_the_approved_presentation_the_work_and_the_times_and_nothing_else(host, case):
    placement = stands(case, PlacementStatus.HOST_ASKED, chosen_because="Deltagaren vill det", points=94)
    answer = into(host, placement)
    page = text(answer)
    for shown in ("Kan Rania komma till Förskolan?", "Van vid barn.", "Leka och duka", "Maria Ekdahl", "Åse Lindgren"):
        assert shown in page
    for hidden in ("Khoury", "Deltagaren vill det", "/deltagare/"):
        assert hidden not in page
    assert "94" not in re.sub("<[^>]+>", " ", page), "the points stand among the words"
    assert answer.redirect_chain[-1][0] == reverse("host_page")
    assert AccessLog.objects.filter(participant_ids=[case.participant_id], screen="host_page").exists()


def test_a_presentation_that_is_not_approved_any_more_is_not_shown(host, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    into(host, placement)
    Placement.objects.update(presentation_approved_on=None)
    page = text(host.get(reverse("host_page")))
    assert "Van vid barn." not in page
    assert reverse("host_answer") not in page


def test_a_host_says_yes_in_a_name(host, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    into(host, placement)
    nameless = host.post(reverse("host_answer"), {"answer": "yes", "answered_by": " "})
    assert nameless.status_code == 422
    host.post(reverse("host_answer"), {"answer": "yes", "answered_by": "Åse Lindgren"})
    placement.refresh_from_db()
    assert (placement.status, placement.host_answered_by) == (PlacementStatus.AGREED, "Åse Lindgren")
    assert "Ni har tackat ja." in text(host.get(reverse("host_page")))
    again = host.post(reverse("host_answer"), {"answer": "yes", "answered_by": "Åse Lindgren"})
    assert (again.status_code, "Läget är" in text(again)) == (422, True)


def test_a_host_wants_to_meet_first(host, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    into(host, placement)
    refused = host.post(reverse("host_answer"), {"answer": "meet", "answered_by": "Åse"})
    assert refused.status_code == 422
    assert "Skriv vilken dag ni ses." in text(refused)
    day = make.today() + 3 * DAY
    meets = {"answer": "meet", "answered_by": "Åse", "visit_kind": "visit", "visit_on": day}
    host.post(reverse("host_answer"), meets)
    placement.refresh_from_db()
    assert (placement.status, placement.visit_on) == (PlacementStatus.VISIT, day)


def test_a_no_shuts_the_link(host, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    into(host, placement)
    thanks = host.post(reverse("host_answer"), {"answer": "no", "answered_by": "Åse", "reason": "Ingen handledare"})
    assert "Tack för svaret" in text(thanks)
    placement.refresh_from_db()
    assert (placement.status, placement.end_comment) == (PlacementStatus.NOT_REALISED, "Ingen handledare")
    assert host.get(reverse("host_page")).url == reverse("host_door")


@pytest.mark.parametrize("how", ["revoked_at", "expires_at"])
def test_whoever_came_in_is_out_when_the_link_ends(host, case, how):
    into(host, stands(case, PlacementStatus.HOST_ASKED))
    HostLink.objects.update(**{how: timezone.now() - DAY})
    for name in ("host_page", "host_answer", "host_evaluate", "host_disagree"):
        answer = host.get(reverse(name)) if name == "host_page" else host.post(reverse(name))
        assert (answer.status_code, answer.url) == (302, reverse("host_door"))


def test_a_wrong_link_is_told_and_the_code_may_be_typed(host, case):
    made = make_host_link(stands(case, PlacementStatus.HOST_ASKED), by=make.SYSTEM)
    wrong = host.get(reverse("host_link", args=["ACDEFHJKLMNP"]))
    assert (wrong.status_code, "Länken stämmer inte." in text(wrong)) == (422, True)
    assert host.post(reverse("host_door"), {"code": made.code}).url == reverse("host_page")
    assert host.post(reverse("host_door"), {"code": "å" * 61}).status_code == 422


def test_no_link_about_somebody_protected(coordinator, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    case.participant.protection = Protection.FICTITIOUS
    case.participant.save()
    assert coordinator.post(reverse("placement_link", args=[placement.pk])).status_code == 403
    assert not HostLink.objects.exists()


# The participant


@pytest.fixture
def own(case):
    """A browser in which the participant is signed in."""
    browser = Client()
    browser.post(reverse("own_door"), {"code": make_code(case.participant, by=make.SYSTEM).signs})
    return browser


def test_a_participant_reads_edits_approves_and_says_yes(own, case):
    placement = stands(case, PlacementStatus.PARTICIPANT_ASKED)
    address = reverse("own_placement", args=[placement.pk])
    assert address in text(own.get(reverse("own_home")))
    assert "Leka och duka" in text(own.get(address))
    own.post(address, {"act": "yes", "presentation": "Jag är van vid barn."})
    placement.refresh_from_db()
    assert (placement.status, placement.presentation) == (PlacementStatus.HOST_ASKED, "Jag är van vid barn.")
    again = own.post(address, {"act": "yes", "presentation": "En gång till"})
    assert again.status_code == 422
    placement.refresh_from_db()
    assert placement.presentation == "Jag är van vid barn."
    assert "En gång till" in text(again)


def test_a_participant_says_no_and_reaches_no_one_elses(own, case):
    placement = stands(case, PlacementStatus.PARTICIPANT_ASKED)
    other = stands(make.case(), PlacementStatus.PARTICIPANT_ASKED)
    own.post(reverse("own_placement", args=[placement.pk]), {"act": "no", "reason": "För långt"})
    placement.refresh_from_db()
    assert (placement.status, placement.end_comment) == (PlacementStatus.NOT_REALISED, "För långt")
    assert own.post(reverse("own_placement", args=[other.pk]), {"act": "no"}).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_own_pages_speak_the_participants_language(own, case, language):
    case.participant.page_language = language
    case.participant.save()
    placement = stands(case, PlacementStatus.PARTICIPANT_ASKED)
    assert f'lang="{language}"' in text(own.get(reverse("own_placement", args=[placement.pk])))


# How it went


def ended(case):
    return stands(case, PlacementStatus.ENDED, starts_on=make.today() - 60 * DAY, ends_on=make.today() - DAY)


def test_both_voices_stand_side_by_side_and_each_may_disagree(host, own, coordinator, case):
    placement = ended(case)
    into(host, placement)
    assert host.post(reverse("host_evaluate"), {"written_by": "Åse"}).status_code == 422
    host.post(reverse("host_evaluate"), {"went_well": "Kom i tid", "would_again": "yes", "written_by": "Åse"})
    address = reverse("own_evaluation", args=[placement.pk])
    assert address in text(own.get(reverse("own_home")))
    assert own.post(address, {"act": "evaluate"}).status_code == 422
    own.post(address, {"act": "evaluate", "went_well": "Barnen"})
    own.post(address, {"act": "disagree", "disagreement": "Inte varje dag"})
    host.post(reverse("host_disagree"), {"disagreement": "Vi minns annat"})
    page = text(coordinator.get(reverse("placement", args=[placement.pk])))
    for words in ("Kom i tid", "Barnen", "Inte varje dag", "Vi minns annat", "Tar gärna emot någon igen."):
        assert words in page
    assert address not in text(own.get(reverse("own_home")))


def test_the_coordinator_writes_down_what_either_says(coordinator, case):
    placement = ended(case)
    for whose, prefix in (("vard", "host"), ("deltagare", "participant")):
        address = reverse("placement_evaluate", args=[placement.pk, whose])
        refused = coordinator.post(address, {f"{prefix}-could_be_better": ""})
        assert refused.status_code == 422
        coordinator.post(address, {f"{prefix}-could_be_better": "Mer tid"})
    said = dict(placement.evaluations.values_list("voice", "written_by"))
    assert said == {"host": "Maria Ekdahl", "participant": "Rania Khoury"}
    evaluation = reverse("placement_disagree", args=[placement.pk, "deltagare"])
    coordinator.post(evaluation, {"participant_disagrees-disagreement": "Nej"})
    assert placement.evaluations.get(voice="host").disagreement == "Nej"
    assert coordinator.post(reverse("placement_evaluate", args=[placement.pk, "annan"])).status_code == 404


def test_the_hosts_side_does_not_speak_for_the_participant(as_role, coordinator, case):
    placement = ended(case)
    client = as_role(Role.RECEIVING_MANAGER)
    placement.place.manager = client.user
    placement.place.save()
    evaluate_placement(placement, voice=Voice.HOST, went_well="Bra", could_be_better="", by=Actor.of(client.user))
    address = reverse("placement_evaluate", args=[placement.pk, "deltagare"])
    assert client.post(address, {"participant-went_well": "Bra"}).status_code == 403
    assert placement.evaluations.count() == 1


# A longer time, and the paper


def test_extending_and_renewing_on_screen(coordinator, case):
    placement = stands(case, PlacementStatus.ACTIVE, starts_on=make.today() - 30 * DAY, ends_on=make.today() + 5 * DAY)
    address = reverse("placement_extend", args=[placement.pk])
    assert "Sista möjliga dag är" in text(coordinator.get(address))
    refused = coordinator.post(address, {"to": make.today() + 999 * DAY, "reason": "Går bra"})
    assert refused.status_code == 422
    assert "Tiden på arbetsplatsen blir för lång." in text(refused)
    assert "Går bra" in text(refused)
    coordinator.post(address, {"to": make.today() + 30 * DAY, "reason": "Går bra"})
    placement.refresh_from_db()
    assert placement.ends_on == make.today() + 30 * DAY
    page = text(coordinator.get(reverse("placement", args=[placement.pk])))
    assert "Går bra" in page
    address = reverse("placement_renew", args=[placement.pk])
    assert coordinator.get(address).status_code == 200
    first = placement.ends_on + DAY
    renews = {"starts_on": first, "ends_on": first + 60 * DAY, "hours_per_week": "20", "reason": "Vill fortsätta"}
    assert coordinator.post(address, renews | {"hours_per_week": "41"}).status_code == 422
    coordinator.post(address, renews)
    assert placement.renewals.get().status == PlacementStatus.PARTICIPANT_ASKED


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Om du blir sjuk"), ("en", None)], ids=["in Swedish", "in English"]
)
def test_the_agreement_of_three_is_read_and_printed(coordinator, case, language, words):
    placement = stands(case, PlacementStatus.AGREED, tasks="Duka och läsa sagor")
    page = text(coordinator.get(reverse("placement_agreement", args=[placement.pk]) + f"?language={language}"))
    for shown in ("Duka och läsa sagor", "Åse Lindgren", "Maria Ekdahl", f'lang="{language}"', words or ""):
        assert shown in page
    paper = coordinator.get(reverse("placement_agreement_pdf", args=[placement.pk]) + f"?language={language}")
    assert paper.content[:5] == b"%PDF-"
    assert AccessLog.objects.filter(kind="export").exists()


def test_the_reservation_is_told_and_reminded_of(coordinator, case):
    placement = stands(case, PlacementStatus.HOST_ASKED, reserved_until=make.today() + DAY)
    address = reverse("placement", args=[placement.pk])
    assert "Platsen hålls till" in text(coordinator.get(address))
    coordinator.post(reverse("placement_remind", args=[placement.pk]))
    assert "1 påminnelse av högst 2." in text(coordinator.get(address))
    coordinator.post(reverse("placement_remind", args=[placement.pk]))
    refused = coordinator.post(reverse("placement_remind", args=[placement.pk]))
    assert refused.status_code == 422
    assert reverse("placement_remind", args=[placement.pk]) not in text(coordinator.get(address))
    Placement.objects.update(reserved_until=make.today() - DAY)
    assert "Ingen svarade i tid." in text(coordinator.get(address))


def test_presentation_and_tasks_are_written_on_the_page(coordinator, case):
    placement = stands(case, PlacementStatus.HOST_ASKED)
    coordinator.post(reverse("placement_presentation", args=[placement.pk]), {"presentation": "Ny text"})
    coordinator.post(reverse("placement_tasks", args=[placement.pk]), {"tasks": "Bara duka"})
    page = text(coordinator.get(reverse("placement", args=[placement.pk])))
    assert "Inte godkänd av deltagaren än." in page
    assert "Bara duka" in page
    coordinator.post(reverse("placement_approve", args=[placement.pk]), {"presentation": "Ny text", "how": "paper"})
    placement.refresh_from_db()
    assert placement.presentation_approved_on == make.today()
    coordinator.post(
        reverse("placement_visit", args=[placement.pk]), {"visit_kind": "interview", "visit_on": make.today()}
    )
    placement.refresh_from_db()
    assert placement.status == PlacementStatus.VISIT
