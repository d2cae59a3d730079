"""The own pages as a participant meets them, and codes and requests as staff do."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from stegvis.actions.own.codes import make_code
from stegvis.actions.privacy import log_read
from stegvis.models import (
    AbsenceNotice,
    AccessLog,
    CaseEvent,
    Criterion,
    Document,
    DocumentContent,
    Meeting,
    Note,
    OwnMark,
    OwnReport,
    OwnRequest,
    Plan,
    PlanAction,
    PlanGoal,
    SecrecyConsent,
)
from stegvis.rules.history import EventKind
from stegvis.rules.people import Role
from stegvis.rules.words import Reason
from tests import factories as make
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
SEEN = re.compile(r"\b[0-9a-f]{64}\b")


@pytest.fixture
def maria(unit):
    return make.user("Maria Ekdahl", role=Role.COORDINATOR, at=unit, email="maria@asvalla.example")


@pytest.fixture
def case(maria, unit):
    make.ladder()
    return make.case(coordinator=maria, at=unit)


@pytest.fixture
def person(case):
    return case.participant


@pytest.fixture
def own(person):
    """A browser in which the participant is signed in."""
    browser = Client()
    browser.post(reverse("own_door"), {"code": make_code(person, by=make.SYSTEM).signs})
    return browser


@pytest.fixture
def plan(case, maria):
    made = Plan.objects.create(case=case, version=1, made_on=make.today(), made_by=maria)
    PlanGoal.objects.create(plan=made, position=1, text="Bli barnskötare")
    PlanAction.objects.create(plan=made, position=1, text="Ring förskolan", owner="participant", due_on=make.today())
    return made


def page(own, name, *keys):
    return text(own.get(reverse(name, args=keys)))


class TestFirstPage:
    def test_says_what_waits_what_comes_and_whom_to_ask(self, own, case, plan, maria):
        tomorrow = timezone.localtime().replace(hour=10, minute=0) + timedelta(days=1)
        Meeting.objects.create(
            case=case,
            kind="follow_up",
            starts_at=tomorrow,
            where="Arena Söder",
            how_to_get_there="Buss 3",
            held_by=maria,
        )
        said = page(own, "own_home")
        for words in (
            "Hej Rania",
            "Din plan väntar på ditt svar",
            "I morgon",
            "Buss 3",
            "Arena Söder",
            "Ring förskolan",
        ):
            assert words in said
        assert "maria@asvalla.example" in said
        assert said.count('data-variant="primary"') == 2

    def test_nothing_booked_and_nothing_written_is_said_plainly(self, own):
        said = page(own, "own_home")
        assert "Inget väntar på dig just nu." in said
        assert "Inget är inbokat de närmaste veckorna." in said
        assert "Du har ingen plan än." in said

    def test_closed_case_can_be_read_but_not_acted_on(self, own, case, plan):
        case.closed_on = make.today()
        case.save()
        said = page(own, "own_home")
        assert "Du är inte inskriven just nu" in said
        assert "Ring förskolan" in said
        assert "Jag är sjuk i dag" not in said
        assert own.get(reverse("own_ill")).status_code == 302


class TestPlan:
    def answer(self, own, **more):
        return own.post(reverse("own_plan_answer"), {"version": 1, "comment": "", **more})

    def test_yes_is_saved_as_the_participants_own(self, own, plan):
        assert self.answer(own, answer="agreed").headers["Location"] == reverse("own_home") + "#plan"
        plan.refresh_from_db()
        assert (plan.answer, plan.answered_how, plan.answer_recorded_by) == ("agreed", "own_page", None)
        assert CaseEvent.objects.get(kind=EventKind.PLAN_AGREED).actor_role == "participant"

    def test_no_needs_a_word_and_keeps_what_was_typed(self, own, plan):
        refused = self.answer(own, answer="disagreed")
        assert refused.status_code == 422
        assert "Ditt svar är inte sparat" in text(refused)
        assert self.answer(own, answer="disagreed", comment="Jag vill studera.").status_code == 302
        plan.refresh_from_db()
        assert plan.answer_comment == "Jag vill studera."

    def test_answer_to_an_older_version_is_refused(self, own, plan, case):
        Plan.objects.create(case=case, version=2, made_on=make.today())
        refused = self.answer(own, answer="agreed", comment="Det känns bra.")
        assert refused.status_code == 422
        assert "nyare version" in text(refused)
        assert "Det känns bra." in text(refused)

    @pytest.mark.parametrize("version", ["", "9", "x", "99999999"])
    def test_version_that_is_not_there_is_not_found(self, own, plan, version):
        assert own.post(reverse("own_plan_answer"), {"version": version, "answer": "agreed"}).status_code == 404


class TestIll:
    def test_two_taps(self, own, case):
        first = page(own, "own_home")
        assert f'href="{reverse("own_ill")}"' in first
        second = page(own, "own_ill")
        assert "Maria Ekdahl" in second
        assert "diagnos" not in second
        assert own.post(reverse("own_ill"), {"kind": "ill"}).status_code == 302
        notice = AbsenceNotice.objects.get(case=case)
        assert (notice.kind, notice.starts_on, notice.ends_on) == ("ill", make.today(), make.today())
        assert "Du är anmäld borta" in page(own, "own_home")

    def test_twice_is_once(self, own):
        for _ in range(2):
            assert own.post(reverse("own_ill"), {"kind": "ill"}).status_code == 302
        assert AbsenceNotice.objects.count() == 1

    def test_back_tomorrow(self, own, case):
        make.absence(case, starts_on=make.today() - timedelta(days=2), ends_on=None)
        own.post(reverse("own_well"))
        assert AbsenceNotice.objects.get().ends_on == make.today()

    def test_another_kind_the_same_day_is_refused_with_the_reason(self, own):
        own.post(reverse("own_ill"), {"kind": "ill"})
        refused = own.post(reverse("own_ill"), {"kind": "child_ill"})
        assert refused.status_code == 422
        assert "redan anmäld" in text(refused)


class TestSteps:
    def test_own_marks_and_own_words(self, own, case):
        point = Criterion.objects.filter(step__number=1).first()
        assert "Så ser jag det själv" in page(own, "own_steps")
        own.post(reverse("own_steps"), {f"point_{point.pk}": "green", "report": "Det går bättre."})
        assert OwnMark.objects.get(case=case).mark == "green"
        assert OwnReport.objects.get(case=case).text == "Det går bättre."
        assert "Det går bättre." in page(own, "own_steps")

    def test_what_cannot_all_be_saved_is_not_saved_at_all(self, own, case, monkeypatch):
        """The page was read while the case was open, and sent when the words no longer could be."""
        point = Criterion.objects.filter(step__number=1).first()
        refusal = [Reason("Texten får inte plats.", at="text")]
        monkeypatch.setattr("stegvis.rules.ladder.reasons_not_to_report", lambda **said: refusal)
        answer = own.post(reverse("own_steps"), {f"point_{point.pk}": "green", "report": "Det går bättre."})
        assert answer.status_code == 422
        assert "Texten får inte plats." in text(answer)
        assert not OwnMark.objects.exists()

    def test_nothing_said_changes_nothing(self, own):
        assert own.post(reverse("own_steps"), {"report": " "}).status_code == 302
        assert not OwnMark.objects.exists()

    def test_unknown_answer_is_refused_and_words_are_kept(self, own):
        point = Criterion.objects.filter(step__number=1).first()
        refused = own.post(reverse("own_steps"), {f"point_{point.pk}": "blå", "report": "Det går bättre."})
        assert refused.status_code == 422
        assert "Det går bättre." in text(refused)
        assert not OwnReport.objects.exists()


class TestPapers:
    def document(self, case, **values):
        kept = Document.objects.create(
            case=case, name="Beslut.pdf", content_type="application/pdf", size_bytes=4, sha256="x", **values
        )
        DocumentContent.objects.create(document=kept, data=b"%PDF")
        return kept

    def test_shown_document_is_handed_out_as_a_file_and_logged(self, own, case):
        kept = self.document(case, shown_to_participant=True)
        assert "Beslut.pdf" in page(own, "own_documents")
        answer = own.get(reverse("own_document", args=[kept.pk]))
        assert answer.content == b"%PDF"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert AccessLog.objects.filter(screen="own_document", role="participant").exists()

    def test_hidden_removed_and_other_peoples_documents_are_not_found(self, own, case):
        others = [
            self.document(case),
            self.document(case, shown_to_participant=True, removed_at=timezone.now()),
            self.document(make.case(), shown_to_participant=True),
        ]
        assert [own.get(reverse("own_document", args=[each.pk])).status_code for each in others] == [404] * 3

    def test_copy_is_taken_at_once_as_paper_and_as_data(self, own, person, case, plan):
        Note.objects.create(case=case, text="Grannen Sven ringde.", written_on=make.today())
        data = own.post(reverse("own_copy_file", args=["json"]))
        content = json.loads(data.content)
        assert (content["format"], content["participant"]) == ("stegvis.extract", person.pk)
        assert "Ring förskolan" in data.content.decode()
        assert "Grannen Sven" not in data.content.decode()
        assert own.post(reverse("own_copy_file", args=["pdf"])).content.startswith(b"%PDF-")
        assert CaseEvent.objects.filter(kind=EventKind.OWN_COPY_TAKEN).count() == 2
        assert own.get(reverse("own_copy_file", args=["json"])).status_code == 405

    def test_readers_are_told_by_role_and_names_can_be_asked_for(self, own, person, client, maria):
        client.force_login(maria)
        client.get(reverse("participant", args=[person.pk]))
        said = page(own, "own_readers")
        assert "Koordinator" in said
        assert "Maria Ekdahl" not in said
        assert reverse("own_ask", args=["reader_names"]) in said

    def test_readers_are_turned_back_in_time_and_never_past_the_first_reading(self, own, person, monkeypatch):
        monkeypatch.setattr("stegvis.queries.own.readers.PAGE_SIZE", 1)
        for unit_name in ("Norr", "Söder"):
            log_read([person.pk], by=make.actor(Role.COORDINATOR, make.unit(unit_name)), screen="participant")
        address = reverse("own_readers")
        assert "?sida=2" in text(own.get(address))
        for asked in ("2", "99"):
            last = text(own.get(address, {"sida": asked}))
            assert "?sida=1" in last
            assert "?sida=3" not in last
            assert "Ingen har läst om dig." not in last


class TestChoices:
    def test_consent_is_given_and_taken_back(self, own, person):
        own.post(reverse("own_consents"), {"receiver": "Försäkringskassan", "parts": ["plan"], "months": "6"})
        consent = SecrecyConsent.objects.get(participant=person)
        assert (consent.given_how, consent.recorded_by, consent.parts) == ("own_page", None, ["plan"])
        assert "Försäkringskassan" in page(own, "own_consents")
        own.post(reverse("own_consent_withdraw", args=[consent.pk]))
        assert "Återtaget" in page(own, "own_consents")

    def test_consent_to_nothing_is_refused_and_kept(self, own):
        refused = own.post(reverse("own_consents"), {"receiver": "Försäkringskassan", "months": "6"})
        assert refused.status_code == 422
        assert 'value="Försäkringskassan"' in text(refused)

    def test_consent_of_somebody_else_is_not_found(self, own):
        theirs = SecrecyConsent.objects.create(
            participant=make.participant(), receiver="A", parts=["plan"], starts_on=make.today(), given_how="paper"
        )
        assert own.post(reverse("own_consent_withdraw", args=[theirs.pk])).status_code == 404

    def test_sms_without_a_number_to_send_to_is_refused(self, own, person):
        says = {"reach_by": "sms", "phone": "", "email": "", "page_language": "ar"}
        for typed in ("", "ring mig"):
            refused = own.post(reverse("own_reach"), says | {"phone": typed})
            assert refused.status_code == 422
            assert "Skriv ett mobilnummer, till exempel 070-123 45 67, eller välj ett annat sätt." in text(refused)
        assert own.post(reverse("own_reach"), says | {"phone": "070-123 45 67"}).status_code == 302
        person.refresh_from_db()
        assert (person.reach_by, person.page_language) == ("sms", "ar")


class TestRequests:
    def ask(self, own, kind, **values):
        return own.post(reverse("own_ask", args=[kind]), values)

    @pytest.fixture
    def manager(self, as_role, unit, case):
        return as_role(Role.UNIT_MANAGER)

    def test_remark_is_noted_answered_and_read(self, own, manager, person):
        refused = self.ask(own, "correction", about="Planen", text=" ")
        assert refused.status_code == 422
        assert 'value="Planen"' in text(refused)
        self.ask(own, "correction", about="Planen", text="Jag har visst arbetat.")
        row = OwnRequest.objects.get()
        assert "Rania Khoury" in text(manager.get(reverse("request_list")))
        empty = manager.post(reverse("request_answer", args=[row.pk]), {"answer": "granted", "text": " "})
        assert empty.status_code == 422
        manager.post(reverse("request_answer", args=[row.pk]), {"answer": "granted", "text": "Det är rättat nu."})
        assert "Det är rättat nu." in page(own, "own_requests")
        assert "Du har fått svar" in page(own, "own_home")
        again = manager.post(reverse("request_answer", args=[row.pk]), {"answer": "refused", "text": "Nej."})
        assert again.status_code == 422

    def test_everything_is_handed_out_after_review_without_what_is_withheld(self, own, manager, case):
        kept = Note.objects.create(case=case, text="Grannen Sven ringde.", written_on=make.today())
        Note.objects.create(case=case, text="Rania var glad.", written_on=make.today())
        self.ask(own, "full_extract")
        row = OwnRequest.objects.get()
        review = reverse("request_extract", args=[row.pk])
        said = text(manager.get(review))
        assert "Grannen Sven ringde." in said
        seen = SEEN.search(said)[0]
        Note.objects.create(case=case, text="En ny.", written_on=make.today())
        stale = manager.post(review, {"seen": seen, "text": "Här är allt."})
        assert stale.status_code == 422
        assert "Något har tillkommit" in text(stale)
        seen = SEEN.search(text(stale))[0]
        ground = {f"notes-{kept.pk}": "OSL 26 kap. 1 §"}
        assert manager.post(review, {"seen": seen, "text": "Här är allt.", **ground}).status_code == 302
        content = own.get(reverse("own_extract_file", args=[row.pk, "json"])).content.decode()
        assert "Rania var glad." in content
        assert "Grannen" not in content
        assert "OSL 26 kap. 1 §" in content
        assert own.get(reverse("own_extract_file", args=[row.pk, "pdf"])).content.startswith(b"%PDF-")
        row.refresh_from_db()
        assert row.status == "partly"

    def test_names_are_the_privacy_officers_to_answer(self, own, person, as_role, maria):
        self.ask(own, "reader_names")
        row = OwnRequest.objects.get()
        reader = Client()
        reader.force_login(maria)
        reader.get(reverse("participant", args=[person.pk]))
        manager = as_role(Role.UNIT_MANAGER)
        assert manager.get(reverse("request_answer", args=[row.pk])).status_code == 403
        officer = as_role(Role.PRIVACY_OFFICER)
        assert "Maria Ekdahl, koordinator, Arena Söder: 1 gånger" in text(
            officer.get(reverse("request_answer", args=[row.pk]))
        )

    def test_waiting_request_is_not_made_twice(self, own):
        self.ask(own, "full_extract")
        assert self.ask(own, "full_extract").status_code == 422
        assert OwnRequest.objects.count() == 1

    def test_request_said_aloud_is_written_down(self, coordinator, case, client, maria):
        client.force_login(maria)
        where = reverse("request_new", args=[case.participant_id])
        assert client.post(where, {"kind": "complaint", "text": ""}).status_code == 422
        assert client.post(where, {"kind": "complaint", "text": "Ingen svarar."}).status_code == 302
        assert OwnRequest.objects.get().text == "Ingen svarar."

    def test_unknown_kind_is_not_found(self, own):
        assert own.get(reverse("own_ask", args=["allt"])).status_code == 404


class TestCommand:
    def test_extract_is_written_whole_and_for_its_owner_only(self, person, tmp_path, case):
        Note.objects.create(case=case, text="Rania var glad.", written_on=make.today())
        target = tmp_path / "allt.json"
        call_command("extract", participant=person.pk, out=target, stdout=StringIO())
        assert target.stat().st_mode & 0o777 == 0o600
        assert "Rania var glad." in target.read_text(encoding="utf-8")
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

    def test_pdf_is_the_same_object(self, person, tmp_path):
        target = tmp_path / "allt.pdf"
        call_command("extract", participant=person.pk, out=target, format="pdf", stdout=StringIO())
        assert target.read_bytes().startswith(b"%PDF-")

    @pytest.mark.parametrize(("change", "said"), [({"participant": 0}, "Ingen"), ({"out": "saknas/x.json"}, "Mappen")])
    def test_what_cannot_be_written_is_told(self, person, tmp_path, change, said):
        values = {"participant": person.pk, "out": tmp_path / "x.json"} | change
        values["out"] = tmp_path / values["out"]
        with pytest.raises(CommandError, match=said):
            call_command("extract", **values)
