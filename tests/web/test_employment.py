"""Employments and extracts on screen: the forms, what is refused and kept, the list, the rules of a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from stegvis.models import AccessLog, CaseEvent, Employment, ExtractShown, Placement, SupportDecision
from stegvis.queries.employment import employments
from stegvis.rules.employment import Contract, contract_rule
from stegvis.rules.people import OrganisationKind, Protection, Role
from tests import factories as make

from .conftest import text

pytestmark = pytest.mark.django_db
BEA = contract_rule(Contract.BEA, on=make.today()).criteria


def form(**changed):
    usual = {
        "contract": "bea",
        "support": "introduction_job",
        "starts_on": make.today().isoformat(),
        "ends_on": (make.today() + timedelta(days=200)).isoformat(),
        "hours_per_week": "30",
        "by_public_employer": "yes",
        "confirmed": list(BEA),
    }
    return usual | changed


class TestEmploying:
    def test_from_the_form_to_the_page(self, coordinator, case):
        answer = coordinator.post(reverse("employment_new", args=[case.pk]), form(), follow=True)
        assert "Anställningen är sparad." in text(answer)
        assert "Inget beslut om stödet är inskrivet" in text(answer)
        assert Employment.objects.get().case == case

    def test_every_reason_at_its_field_and_what_was_typed_is_kept(self, coordinator, case):
        wrong = form(support="establishment_job", hours_per_week="60", confirmed=list(BEA[1:]))
        answer = coordinator.post(reverse("employment_new", args=[case.pk]), wrong)
        assert answer.status_code == 422
        said = text(answer)
        assert "etableringsjobb går inte ihop med BEA." in said
        assert "Skriv timmar i veckan, mellan 1 och 40." in said
        assert f"Bekräfta: {BEA[0]}" in said
        assert 'value="60"' in said
        assert not Employment.objects.exists()

    def test_a_slip_in_a_day_is_told(self, coordinator, case):
        answer = coordinator.post(reverse("employment_new", args=[case.pk]), form(starts_on="20226-01-01"))
        assert answer.status_code == 422
        assert "20226-01-01" in text(answer)

    def test_a_closed_enrolment_has_no_form(self, coordinator, case):
        case.closed_on = make.today()
        case.save()
        case.coordinator_periods.update(ends_on=make.today())
        said = text(coordinator.get(reverse("employment_new", args=[case.pk])))
        assert "Inskrivningen är avslutad" in said
        assert "Spara anställningen" not in said


class TestOne:
    def test_a_decision_is_written_in_and_the_next_needs_a_reason(self, coordinator, case):
        one = make.employment(case)
        where = reverse("employment_decision", args=[one.pk])
        expected = text(coordinator.get(where))
        said = {"reference": "AF 1", "decided_on": make.today().isoformat(), "share_percent": "80"}
        days = {"starts_on": one.starts_on.isoformat(), "ends_on": make.today().isoformat()}
        assert f'value="{one.ends_on}"' in expected
        assert "Beslutet är sparat." in text(coordinator.post(where, said | days, follow=True))
        after = (make.today() + timedelta(days=1)).isoformat()
        answer = coordinator.post(where, said | {"starts_on": after, "ends_on": after})
        assert answer.status_code == 422
        assert "Skriv varför stödet förlängs." in text(answer)
        assert SupportDecision.objects.count() == 1

    def test_a_new_start_job_asks_for_the_absence_and_keeps_neither_it_nor_the_wage(self, coordinator, case):
        one = make.employment(case, support="new_start_job", ends_on=None)
        where = reverse("employment_decision", args=[one.pk])
        assert "Månader utan arbete innan anställningen" in text(coordinator.get(where))
        said = {"reference": "AF 1", "decided_on": make.today().isoformat(), "share_percent": "50", "wage_sek": "26500"}
        days = {"starts_on": one.starts_on.isoformat(), "ends_on": (one.starts_on + timedelta(days=700)).isoformat()}
        refused = coordinator.post(where, said | days | {"away_months": "14"})
        assert refused.status_code == 422
        assert "så länge som personen var utan arbete, här 14 månader" in text(refused)
        assert 'value="26500"' in refused.content.decode()
        done = text(coordinator.post(where, said | days | {"away_months": "30"}, follow=True)).replace("\u00a0", " ")
        assert "Arbetsgivaren betalar själv för 6500 kronor i månaden." in done
        decision = SupportDecision.objects.get()
        assert "26500" not in str(vars(decision))
        assert not CaseEvent.objects.filter(data__has_any_keys=["away_months", "wage_sek"]).exists()

    def test_other_supports_ask_for_neither(self, coordinator, case):
        one = make.employment(case, support="security")
        page = text(coordinator.get(reverse("employment_decision", args=[one.pk])))
        assert "Månader utan arbete" not in page
        assert "Månadslön" not in page

    def test_an_employment_that_outlives_its_support_says_until_when_it_lasts(self, coordinator, case):
        terms = form(support="new_start_job", away_months="14", ends_on="")
        said = text(coordinator.post(reverse("employment_new", args=[case.pk]), terms, follow=True))
        assert "nystartsjobb räcker som längst till" in said
        assert "14 månader. Anställningen gäller längre än så." in said

    def test_longer_renewed_and_ended(self, coordinator, case):
        one = make.employment(case)
        later = one.ends_on + timedelta(days=5)
        longer = {"ends_on": later.isoformat(), "reason": "Mer tid"}
        assert "är förlängd" in text(coordinator.post(reverse("employment_longer", args=[one.pk]), longer, follow=True))
        terms = form(starts_on=(later + timedelta(days=1)).isoformat(), ends_on="", reason="Fortsätter")
        answer = coordinator.post(reverse("employment_renew", args=[one.pk]), terms, follow=True)
        assert "Anställningen är förnyad." in text(answer)
        answer = coordinator.post(
            reverse("employment_end", args=[one.pk]), {"ended_on": make.today().isoformat(), "because": ""}
        )
        assert answer.status_code == 422

    def test_a_placement_is_added_and_a_wrong_one_refused_in_words(self, coordinator, case):
        one = make.employment(case)
        company = make.unit("Bolaget", takes_participants=False, kind=OrganisationKind.COMPANY)
        right = make.placement(case, make.place(host=company), starts_on=make.today())
        wrong = make.placement(case, make.place(), form="osa", starts_on=make.today())
        add = [reverse("employment_rest", args=[one.pk, each.pk]) for each in (right, wrong)]
        assert "vilar på anställningen" in text(coordinator.post(add[0], follow=True))
        refused = coordinator.post(add[1])
        assert refused.status_code == 422
        assert "går inte ihop med BEA" in text(refused)
        coordinator.post(add[0], {"act": "off"})
        assert not Placement.objects.exclude(employment=None).exists()

    def test_somebody_elses_is_not_to_be_opened(self, as_role):
        one = make.employment()
        assert as_role(Role.COORDINATOR).get(reverse("employment", args=[one.pk])).status_code == 403


class TestList:
    def test_hr_sees_what_ends_and_who_was_read_is_logged(self, as_role):
        soon = make.employment(ends_on=make.today() + timedelta(days=20))
        other = make.employment()
        hr = as_role(Role.HR)
        said = text(hr.get(reverse("employment_list"), {"only": "ending"}))
        assert reverse("employment", args=[soon.pk]) in said
        assert reverse("employment", args=[other.pk]) not in said
        assert "slutar snart" in said
        [log] = AccessLog.objects.filter(user_id=hr.user.pk)
        assert log.participant_ids == [soon.case.participant_id]

    def test_support_that_ends_before_the_employment_is_told(self, as_role):
        one = make.employment(ends_on=None)
        SupportDecision.objects.create(
            employment=one, reference="AF 1", decided_on=make.today(), starts_on=one.starts_on,
            ends_on=make.today() + timedelta(days=59), share_percent=80,
        )  # fmt: skip
        answer = as_role(Role.HR).get(reverse("employment_list"), {"only": "ending"})
        assert "stödet slutar snart" in text(answer)

    def test_protected_people_are_in_nobodys_list(self, as_role):
        make.employment(make.case(make.participant(protection=Protection.MARKED)))
        assert "Ingen är anställd." in text(as_role(Role.HR).get(reverse("employment_list")))

    def test_as_many_statements_for_many(self, django_assert_num_queries):
        actor = make.actor(Role.HR)
        for made in (1, 4):
            for _each in range(made - Employment.objects.count()):
                make.employment()
            with django_assert_num_queries(3):
                assert employments(actor, today=make.today()).paging.total == made


class TestRules:
    def test_a_day_shows_what_held_then(self, as_role):
        hr = as_role(Role.HR)
        then, now = (text(hr.get(reverse("employment_rules"), day)) for day in ({"on": "2021-05-01"}, {}))
        assert "Fanns för den som hade varit arbetslös länge." in then
        assert "Fanns för den som hade varit arbetslös länge." not in now
        assert "2 regler gällde inte den dagen" not in now
        assert "förordningen 2018:42" in now
        assert "inte kontrollerad mot källan" in now

    def test_a_day_that_is_none_is_told(self, as_role):
        assert "blåbär" in text(as_role(Role.HR).get(reverse("employment_rules"), {"on": "blåbär"}))


class TestExtract:
    def test_it_is_noted_and_shown(self, coordinator, case):
        where = reverse("extract_new", args=[case.participant_id])
        today = make.today().isoformat()
        answer = coordinator.post(where, {"law": "school", "extract_date": today, "shown_on": today}, follow=True)
        assert "1 visat utdrag" in text(answer)
        assert ExtractShown.objects.get().shown_to == coordinator.user

    def test_too_old_stands_at_its_field(self, coordinator, case):
        where = reverse("extract_new", args=[case.participant_id])
        old = (make.today() - timedelta(days=400)).isoformat()
        answer = coordinator.post(where, {"law": "school", "extract_date": old, "shown_on": make.today().isoformat()})
        assert answer.status_code == 422
        assert "Utdraget får vara högst 12 månader gammalt när det visas." in text(answer)
        assert not ExtractShown.objects.exists()


class TestToday:
    def test_what_ends_soon_is_told_to_hr_and_to_the_coordinator(self, as_role, unit):
        coordinator = as_role(Role.COORDINATOR)
        case = make.case(coordinator=coordinator.user, at=unit)
        one = make.employment(case, ends_on=make.today() + timedelta(days=30))
        make.employment()
        line = reverse("employment", args=[one.pk])
        assert line in text(coordinator.get(reverse("today")))
        said = text(as_role(Role.HR).get(reverse("today")))
        assert line in said
        assert said.count("Se anställningen") == 1
        assert line not in text(as_role(Role.COORDINATOR).get(reverse("today")))


def test_the_participants_page_shows_both_and_leads_on(coordinator, case):
    one = make.employment(case)
    make.extract(case.participant)
    said = text(coordinator.get(reverse("participant", args=[case.participant_id])))
    assert reverse("employment", args=[one.pk]) in said
    assert reverse("extract_new", args=[case.participant_id]) in said
    assert "BEA, introduktionsjobb" in said
