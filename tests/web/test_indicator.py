"""Every figure opens, says the same everywhere, hides what is small, and its records have no names."""

import re
from datetime import date
from unittest.mock import patch

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, Participant, StaffRole
from stegvis.rules.history import ReadKind
from stegvis.rules.indicator.registry import INDICATORS
from stegvis.rules.people import Role
from tests.queries.small_municipality import TODAY, small_municipality, some_households, some_reviews
from tests.web.conftest import text

pytestmark = pytest.mark.django_db
KEYS = [each.key for each in INDICATORS]
READERS = [Role.COORDINATOR, Role.UNIT_MANAGER, Role.ANALYST, Role.COMMITTEE_MEMBER]
STRANGERS = [Role.INTAKE, Role.REFERRER, Role.WORK_SUPERVISOR, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER]


@pytest.fixture(autouse=True)
def on_a_known_day():
    with patch("django.utils.timezone.localdate", lambda *_: TODAY):
        yield


@pytest.fixture
def municipality():
    made = small_municipality(120)
    some_households()
    some_reviews()
    return made


def figure(key: str, **query: str) -> str:
    return reverse("indicator", args=[key], query=query)


@pytest.mark.parametrize("role", READERS)
def test_reader_sees_every_figure(role, as_role, municipality):
    page = as_role(role).get(reverse("indicator_list"))
    assert page.status_code == 200
    assert [href for key in KEYS if (href := figure(key, period="2026-Q3")) not in text(page)] == []


@pytest.mark.parametrize("role", STRANGERS)
@pytest.mark.parametrize("name", ["indicator_list", "committee", "report_list"])
def test_others_are_refused_and_the_attempt_is_logged(role, name, as_role):
    assert as_role(role).get(reverse(name)).status_code == 403
    assert AccessLog.objects.get().kind == ReadKind.DENIED


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HR, Role.EMPLOYER_COORDINATOR])
def test_the_committees_pages_are_not_for_those_who_only_follow_up(role, as_role):
    assert as_role(role).get(reverse("committee")).status_code == 403
    assert as_role(role).get(reverse("report_pdf", args=["2026-Q3"])).status_code == 403


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("query", [{}, {"period": "2025"}, {"period": "2026-Q4"}], ids=["latest", "year", "running"])
def test_every_figure_opens(key, query, as_role, municipality):
    page = as_role(Role.ANALYST).get(figure(key, **query))
    assert page.status_code == 200
    assert "Definition, version 1" in text(page)
    assert reverse("indicator_records", args=[key]) in text(page)


def test_running_period_says_so(as_role, municipality):
    page = text(as_role(Role.ANALYST).get(figure("participants", period="2026-Q4")))
    assert "Siffran gäller till och med 21 november 2026." in page


def test_one_unit_shows_its_own_series_without_gender(as_role, municipality):
    page = text(as_role(Role.ANALYST).get(figure("participants", period="2026-Q3", unit=str(municipality["big"].pk))))
    assert "Arena Söder" in page
    assert "Kvinnor och män visas för hela verksamheten." in page


@pytest.mark.parametrize(
    "part", ["999999", "x", "gender:K", "1'; --"], ids=["unknown", "letter", "a gender is no unit", "quote"]
)
def test_unknown_unit_is_not_found(part, as_role, municipality):
    assert as_role(Role.ANALYST).get(figure("participants", unit=part)).status_code == 404


def test_unknown_figure_is_not_found(as_role):
    client = as_role(Role.ANALYST)
    assert client.get(figure("happiness")).status_code == 404
    assert client.get(reverse("indicator_records", args=["happiness"])).status_code == 404


@pytest.mark.parametrize("period", ["2026-Q5", "kvartal", "2026-13", "0"])
def test_what_is_no_period_gets_a_plain_answer(period, as_role):
    client = as_role(Role.COMMITTEE_MEMBER)
    for address in (
        figure("participants", period=period),
        reverse("indicator_list", query={"period": period}),
        reverse("committee", query={"period": period}),
        reverse("report", args=[period]),
        reverse("report_pdf", args=[period]),
        reverse("report_xlsx", args=[period]),
    ):
        page = client.get(address)
        assert page.status_code == 404, address
        assert "Skriv ett kvartal som 2026-Q3" in text(page)


def test_period_that_has_not_begun_is_not_shown(as_role):
    page = as_role(Role.ANALYST).get(figure("participants", period="2027-Q1"))
    assert page.status_code == 404
    assert "2027-Q1 har inte börjat än" in text(page)


@pytest.mark.parametrize("name", ["indicator_list", "committee", "report_list"])
def test_empty_municipality_says_what_is_missing(name, as_role):
    page = as_role(Role.COMMITTEE_MEMBER).get(reverse(name))
    assert page.status_code == 200
    assert 'class="empty"' in text(page)


def test_empty_report_and_figures_open(as_role):
    client = as_role(Role.COMMITTEE_MEMBER)
    assert client.get(reverse("report", args=["2026-Q3"])).status_code == 200
    assert client.get(reverse("report_pdf", args=["2026-Q3"])).content.startswith(b"%PDF")
    assert client.get(reverse("report_xlsx", args=["2026"])).content.startswith(b"PK")
    for key in KEYS:
        assert client.get(figure(key)).status_code == 200


class TestRecords:
    @pytest.fixture
    def municipality(self):
        """Enough people for several pages."""
        return small_municipality(400)

    def open(self, client, key="exits_to_work", **query):
        return client.get(reverse("indicator_records", args=[key], query={"period": "2025"} | query))

    @pytest.mark.parametrize("key", KEYS)
    def test_records_have_no_names_and_no_numbers(self, key, as_role, municipality):
        Participant.objects.update(given_name="Rania", identity_number=None)
        page = text(self.open(as_role(Role.ANALYST), key))
        assert "Rania" not in page
        assert "Nummer" not in page
        assert reverse("participant", args=[Participant.objects.first().pk]) not in page

    def test_reading_is_logged_with_everyone_on_the_page(self, as_role, municipality):
        page = self.open(as_role(Role.ANALYST))
        logged = AccessLog.objects.get(screen="indicator_records")
        assert logged.kind == ReadKind.LIST
        assert logged.purpose == "exits_to_work 2025"
        assert len(logged.participant_ids) == len(re.findall(r'<th scope="row" class="full">', text(page))) == 50

    def test_pages_hold_every_record_once(self, as_role, municipality):
        client = as_role(Role.ANALYST)
        total = int(re.search(r"(\d+) poster bakom siffran", text(self.open(client)))[1])
        for page in range(1, -(-total // 50) + 1):
            self.open(client, page=str(page))
        seen = [key for row in AccessLog.objects.filter(screen="indicator_records") for key in row.participant_ids]
        assert len(set(seen)) == total
        assert self.open(client, page="999").status_code == 200
        assert self.open(client, page="-1").status_code == 200

    def test_protected_people_are_counted_but_never_among_the_records(self, as_role, municipality):
        client = as_role(Role.ANALYST)
        for page in range(1, 9):
            self.open(client, "new_referrals", page=str(page))
        seen = {key for row in AccessLog.objects.filter(screen="indicator_records") for key in row.participant_ids}
        protected = set(Participant.objects.exclude(protection="none").values_list("pk", flat=True))
        assert protected
        assert seen
        assert not seen & protected

    def test_unit_manager_may_open_people_of_the_own_unit_only(self, as_role, municipality):
        client = as_role(Role.UNIT_MANAGER, at=municipality["big"])
        page = text(self.open(client, "participants"))
        linked = {int(key) for key in re.findall(r'href="/deltagare/(\d+)/"', page)}
        own = set(Participant.objects.filter(cases__unit=municipality["big"]).values_list("pk", flat=True))
        assert linked
        assert linked <= own

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY, Role.HR])
    def test_others_do_not_open_records(self, role, as_role, municipality):
        client = as_role(role)
        assert self.open(client).status_code == 403
        assert "Posterna bakom" not in text(client.get(figure("exits_to_work")))

    def test_same_person_has_another_sign_in_another_period(self, as_role, municipality):
        client = as_role(Role.ANALYST)
        signs = [
            set(re.findall(r'class="full">([0-9A-F]{8})<', text(self.open(client, "participants", period=period))))
            for period in ("2025", "2026")
        ]
        assert all(signs)
        assert not signs[0] & signs[1]

    def test_right_that_is_revoked_is_gone_at_once(self, as_role, municipality):
        client = as_role(Role.ANALYST)
        assert self.open(client).status_code == 200
        StaffRole.objects.filter(user=client.user).update(ends_on=date(2026, 1, 1))
        assert self.open(client).status_code == 403
