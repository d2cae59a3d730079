"""A statement that is written once gives what the query set gives, for whatever is asked."""

from datetime import timedelta

import pytest
from django.db.models import Count, F
from django.utils import timezone

from stegvis.models import AccessLog, Case, Participant
from stegvis.models.written import written_once
from tests import factories

pytestmark = pytest.mark.django_db


def cases_of(participant, day):
    rows = Case.objects.filter(participant=participant, opened_on__lte=day).order_by("pk")
    return rows.values_list("pk", "number", "unit__name", "opened_on")


def test_rows_are_those_of_the_query_set():
    asked = written_once(cases_of)
    one, other = factories.case(), factories.case()
    for case in (one, other):
        wanted = list(cases_of(case.participant_id, factories.today()))
        assert asked(case.participant_id, factories.today()) == wanted != []
    assert asked(one.participant_id, factories.LONG_AGO) == []


def test_lists_moments_and_json_come_through():
    @written_once
    def logged(keys, since, screen):
        rows = AccessLog.objects.filter(pk__among=keys, at__gte=since, screen=screen)
        return rows.order_by("pk").values_list("pk", "participant_ids")

    hour_ago = timezone.now() - timedelta(hours=1)
    rows = [AccessLog.objects.create(kind="read", screen="participant", participant_ids=[7, 8]) for _ in range(2)]
    keys = [row.pk for row in rows]
    assert logged(keys, hour_ago, "participant") == [(key, [7, 8]) for key in keys]
    assert logged(keys[:1], hour_ago, "participant") == [(keys[0], [7, 8])]
    assert logged(keys, timezone.now() + timedelta(hours=1), "participant") == []


def test_the_statement_is_written_once(monkeypatch, django_assert_num_queries):
    written = []

    @written_once
    def named(key):
        written.append(key)
        return Participant.objects.filter(pk=key).values_list("given_name")

    person = factories.participant("Rania", "Khoury")
    with django_assert_num_queries(2):
        assert named(person.pk) == [("Rania",)]
        assert named(person.pk + 1) == []
    assert len(written) == 1


def test_value_that_is_lost_on_the_way_is_refused():
    @written_once
    def lost(key):
        return Participant.objects.filter(pk=F("pk")).values_list("pk")

    with pytest.raises(ValueError, match="does not reach the statement"):
        lost(3)


def test_aggregates_are_counted():
    @written_once
    def counted(unit):
        return Case.objects.filter(unit=unit).values("unit").annotate(n=Count("pk")).values_list("unit", "n")

    case = factories.case()
    assert counted(case.unit_id) == [(case.unit_id, 1)]


def test_kind_of_value_that_no_statement_has_is_refused():
    with pytest.raises(TypeError, match="dict"):
        written_once(cases_of)({}, factories.today())
