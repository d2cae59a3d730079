"""The command makes a demonstration where nobody has worked, and nowhere else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase

from stegvis.access import Actor
from stegvis.demo import mark
from stegvis.models import AccessLog, Case, CaseEvent, Participant, Placement, User
from stegvis.queries.today import today_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def demo(*arguments):
    told = StringIO()
    call_command("demo", "--participants", "80", "--years", "2", *arguments, stdout=told)
    return told.getvalue()


class TestOneMade(TestCase):
    """Made once for those who only look, or put something beside it."""

    @classmethod
    def setUpTestData(cls):
        cls.told = demo()

    def test_it_fills_every_table_says_what_it_does_and_leaves_its_mark(self):
        assert "Klart: 80 deltagare" in self.told
        assert mark.found() == mark.MADE
        assert Participant.objects.count() == 80
        assert CaseEvent.objects.count() > 3_000
        assert AccessLog.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM stegvis_placementhistory WHERE pgh_label = 'insert'")
            assert cursor.fetchone() == (Placement.objects.count(),)

    def test_new_rows_get_keys_after_the_old_ones(self):
        last = Participant.objects.order_by("-pk").values_list("pk", flat=True).first()
        assert Participant.objects.create(given_name="Ny", family_name="Person").pk == last + 1

    def test_marias_day_has_several_kinds_of_line_but_not_too_many(self):
        maria = Actor.of(User.objects.get(username="coordinator"))
        today = today_of(maria, day=make.today())
        assert 5 <= len(today.lines) <= 25
        assert len({line.rule for line, _ in today.lines}) >= 4
        assert today.put_off

    def test_a_second_time_needs_reset_which_makes_it_anew(self):
        with pytest.raises(CommandError, match="--reset"):
            demo()
        cases = Case.objects.count()
        demo("--reset", "--seed", "2")
        assert Participant.objects.count() == 80
        assert Case.objects.count() != cases


def test_a_database_where_somebody_works_is_not_touched():
    make.user("Någon")
    for arguments in ([], ["--reset"]):
        with pytest.raises(CommandError, match="annat än en demonstration"):
            demo(*arguments)
    assert User.objects.count() == 1


def test_a_database_without_tables_is_told_what_to_do_first():
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA nothing_yet")
        cursor.execute("SET LOCAL search_path TO nothing_yet")
    with pytest.raises(CommandError, match="inga tabeller än"):
        demo()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--participants", "3"], "mellan 10 och"),
        (["--participants", "1000000"], "mellan 10 och"),
        (["--years", "0"], "mellan 1 och"),
        (["--years", "99"], "mellan 1 och"),
        (["--events", "-1"], "mindre än noll"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(arguments, said):
    with pytest.raises(CommandError, match=said):
        demo(*arguments)
    assert not User.objects.exists()
