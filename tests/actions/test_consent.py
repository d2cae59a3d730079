"""Secrecy consents through the actions: to whom, what and how long; withdrawn, nothing more is shared on them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from stegvis.access import Actor, NotAllowed
from stegvis.actions.sharing import withdraw_consent
from stegvis.models import CaseEvent, SecrecyConsent, Sharing
from stegvis.queries.sharing import consents_of, schedules_of, shared_of, sharings_due
from stegvis.rules.sharing import CONSENT_WITHDRAWN, ConsentHow, SharedPart, SharingGround
from tests import factories as make
from tests.actions.test_sharing import consent, plan, refused, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(world):
    return Actor.of(world["coordinator"])


@pytest.fixture
def case(world):
    return make.case(coordinator=world["coordinator"])


def by_consent(case, by, given, **values):
    usual = {"receiver": "Arbetsförmedlingen", "ground": SharingGround.CONSENT, "consent": given, "law": ""}
    return plan(case, by, **usual | values)


def test_the_same_consent_sent_twice_is_one(case, maria):
    given = consent(case, maria)
    assert refused(lambda: consent(case, maria, receiver="arbetsförmedlingen"))[0][0] is None
    withdraw_consent(given, by=maria)
    assert consent(case, maria)


@pytest.mark.parametrize(
    ("given", "asked", "at"),
    [
        ({}, {"receiver": "Försäkringskassan"}, "consent"),
        ({"parts": [SharedPart.GOALS]}, {"parts": [SharedPart.GOALS, SharedPart.HOURS]}, "parts"),
    ],
    ids=["another receiver", "more than it says"],
)
def test_consent_lets_nothing_else_be_shared(case, maria, given, asked, at):
    lent = consent(case, maria, **given)
    assert [place for place, _ in refused(lambda: by_consent(case, maria, lent, **asked))] == [at]


def test_somebody_elses_consent_is_no_ground(case, maria, world):
    other = make.case(coordinator=world["coordinator"])
    lent = consent(other, maria)
    assert refused(lambda: by_consent(case, maria, lent)) == [("consent", "Samtycket gäller någon annan.")]


def test_withdrawn_consent_stops_what_is_to_come_and_keeps_what_was(case, maria):
    lent = consent(case, maria)
    schedule, other = by_consent(case, maria, lent), plan(case, maria, receiver="Skolan")
    sharing = share(schedule, maria)
    withdraw_consent(lent, by=maria)
    schedule.refresh_from_db()
    assert (schedule.ended_on, schedule.next_on, schedule.ended_because) == (make.today(), None, CONSENT_WITHDRAWN)
    Sharing.objects.update(shared_on=make.today() - timedelta(days=1))
    assert refused(lambda: share(schedule, maria))
    assert [row.pk for row in shared_of(case)] == [sharing.pk]
    other.refresh_from_db()
    assert other.ended_on is None
    assert {"consent_withdrawn", "sharing_ended"} <= set(CaseEvent.objects.values_list("kind", flat=True))
    assert refused(lambda: withdraw_consent(lent, by=maria))


def test_consent_that_ran_out_shares_nothing_more(case, maria):
    lent = consent(case, maria)
    schedule = by_consent(case, maria, lent)
    SecrecyConsent.objects.update(ends_on=make.today() - timedelta(days=1), starts_on=make.LONG_AGO)
    assert "gäller inte längre" in refused(lambda: share(schedule, maria))[0][1]
    assert sharings_due(maria, make.today())[0].ground_holds is False
    assert schedules_of(case, today=make.today())[0].ground_holds is False


def test_participant_gives_and_withdraws_on_the_own_page(case, maria):
    rania = Actor.participant(case.participant)
    lent = consent(case, rania, how=ConsentHow.OWN_PAGE)
    assert lent.recorded_by is None
    by_consent(case, maria, lent)
    withdraw_consent(lent, by=rania)
    (line,) = consents_of(case.participant, today=make.today())
    assert (line.withdrawn_on, line.holds, line.how) == (make.today(), False, ConsentHow.OWN_PAGE)


def test_nobody_gives_consent_on_the_own_page_for_somebody_else(case, maria):
    assert refused(lambda: consent(case, maria, how=ConsentHow.OWN_PAGE))[0][0] == "how"
    stranger = Actor.participant(make.participant("Omar", "Haddad"))
    with pytest.raises(NotAllowed):
        consent(case, stranger, how=ConsentHow.OWN_PAGE)


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"receiver": ""}, "receiver"),
        ({"parts": []}, "parts"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": date(2090, 1, 1)}, "ends_on"),
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
        ({"starts_on": date(2090, 1, 1), "ends_on": date(2090, 2, 1)}, "starts_on"),
    ],
    ids=["to nobody", "nothing", "for ever", "too long", "over", "ahead"],
)
def test_consent_says_to_whom_what_and_how_long(case, maria, values, at):
    assert [place for place, _ in refused(lambda: consent(case, maria, **values))] == [at]


@pytest.mark.parametrize(
    "values",
    [{"parts": ["notes"]}, {"parts": []}, {"given_how": "telepati"}, {"ends_on": date(2020, 1, 1)}],
    ids=["notes", "nothing", "how", "ends before"],
)
def test_the_database_refuses_a_consent_that_cannot_be(case, values):
    usual = {"receiver": "Skolan", "parts": ["plan"], "given_how": "paper", "starts_on": make.today()}
    with pytest.raises(IntegrityError), transaction.atomic():
        SecrecyConsent.objects.create(participant=case.participant, **usual | values)
