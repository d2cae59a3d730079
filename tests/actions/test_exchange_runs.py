"""A run from file to saved, what is hidden on the way, and runs that are cut off."""

from datetime import date, timedelta

import pytest

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions import exchange
from stegvis.models import (
    AccessGrant,
    AccessLog,
    Case,
    ImportRow,
    ImportRun,
    Participant,
)
from stegvis.queries.exchange.shown import SOMEBODY_HIDDEN, page_of_run
from stegvis.rules.exchange import FileKind, ImportStatus, RowKind
from stegvis.rules.people import Role
from tests import factories as make
from tests.actions.test_exchange import file_of, load, number, row

pytestmark = pytest.mark.django_db


def previewed(*rows: dict[str, str], by: Actor, kind: FileKind = FileKind.PARTICIPANTS) -> ImportRun:
    run = exchange.start_import(kind, content=file_of(*rows), file_name="lista.csv", by=by)
    exchange.preview_import(run, by=by)
    run.refresh_from_db()
    return run


def fresh(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


class TestProtectedIdentity:
    def test_brings_the_coordinator_the_grant_to_read(self, world):
        load(row(protection="sekretessmarkering", coordinator="Maria Ekdahl"))
        grant = AccessGrant.objects.get()
        assert grant.user == world["coordinator"]
        assert Participant.objects.get().is_protected

    def test_opens_the_file_to_the_units_head_but_never_to_whoever_imports(self, world):
        head = make.user(role=Role.UNIT_MANAGER, at=world["unit"])
        make.user(role=Role.UNIT_MANAGER, at=make.unit("Arena Norr"))
        administrator = make.actor(Role.ADMINISTRATOR)
        load(row(coordinator="Maria Ekdahl"), by=administrator)
        load(row(protection="ja"), by=administrator)
        load(row(protection="ja"), by=administrator)
        assert set(AccessGrant.objects.values_list("user", flat=True)) == {head.pk, world["coordinator"].pk}
        assert AccessGrant.objects.count() == 2

    def test_is_not_shown_by_name_in_the_preview(self, world):
        intake = make.actor(Role.INTAKE, world["unit"])
        person = make.participant("Amina", "Lind", identity_number=number(), protection="marked")
        make.case(person)
        run = previewed(row(phone="070-9 99 99"), row(number=number(982), given="Bo", protection="ja"), by=intake)
        page = page_of_run(run, by=intake, kind=None, page=1)
        assert [each.title for each in page.rows] == [SOMEBODY_HIDDEN, SOMEBODY_HIDDEN]
        assert "070-9" not in str(page.rows)
        assert "Lind" not in str(page.rows)

    def test_leaves_no_trace_of_somebody_elsewhere(self, world):
        elsewhere = make.unit("Arena Norr")
        person = make.participant("Amina", "Lind", identity_number=number(), phone="070-1 11 11")
        make.case(person, at=elsewhere)
        intake = make.actor(Role.INTAKE, world["unit"])
        run = previewed(row(unit=None, programme=None, opened=None, phone="070-2 22 22"), by=intake)
        page = page_of_run(run, by=intake, kind=None, page=1)
        assert page.rows[0].title == SOMEBODY_HIDDEN
        assert "070-1" not in str(page.rows)


class TestARun:
    @pytest.fixture
    def intake(self, world):
        return make.actor(Role.INTAKE, world["unit"])

    def test_goes_from_file_to_saved(self, intake):
        run = previewed(row(), by=intake)
        assert (run.status, run.counts["create"], run.rows_total) == (ImportStatus.READY, 1, 1)
        assert not Participant.objects.exists()
        exchange.accept_import(run, by=intake)
        exchange.apply_import(fresh(run), by=intake)
        run = fresh(run)
        assert (run.status, run.content, run.rows.count()) == (ImportStatus.SAVED, None, 0)
        assert Participant.objects.count() == 1

    def test_logs_who_was_looked_up(self, intake):
        person = make.participant(identity_number=number())
        previewed(row(), by=intake)
        logged = AccessLog.objects.get()
        assert (logged.kind, logged.participant_ids) == ("search", [person.pk])

    def test_is_saved_once_however_often_it_is_accepted(self, intake):
        run = previewed(row(), by=intake)
        for _ in range(2):
            exchange.accept_import(run, by=intake)
            exchange.apply_import(fresh(run), by=intake)
        assert Participant.objects.count() == 1

    def test_with_errors_cannot_be_saved(self, intake):
        run = previewed(row(step="9"), by=intake)
        assert run.status == ImportStatus.REFUSED
        with pytest.raises(NotAllowedNow):
            exchange.accept_import(run, by=intake)

    def test_that_changes_nothing_has_nothing_to_save(self, intake):
        load(row())
        with pytest.raises(NotAllowedNow, match="inget att spara"):
            exchange.accept_import(previewed(row(), by=intake), by=intake)

    def test_is_looked_at_anew_when_something_changed_meanwhile(self, intake):
        run = previewed(row(phone="070-2 22 22"), by=intake)
        make.participant("Amina", "Lind", identity_number=number(), phone="070-3 33 33")
        exchange.accept_import(run, by=intake)
        exchange.apply_import(fresh(run), by=intake)
        run = fresh(run)
        assert run.status == ImportStatus.READY
        assert "Granska raderna på nytt" in run.notices[0]["template"]
        assert not Case.objects.exists()
        assert ImportRow.objects.get().kind == RowKind.UPDATE

    def test_of_a_file_that_is_none_says_why(self, intake):
        run = exchange.start_import(FileKind.PARTICIPANTS, content=b"\x89PNG\r\n", file_name="lista.xlsx", by=intake)
        exchange.preview_import(run, by=intake)
        assert fresh(run).status == ImportStatus.REFUSED
        assert "bild" in fresh(run).problems[0]["template"]

    def test_needs_the_permission(self, world):
        with pytest.raises(NotAllowed):
            exchange.start_import(
                FileKind.PARTICIPANTS, content=b"x", file_name="x", by=make.actor(Role.COORDINATOR, world["unit"])
            )
        with pytest.raises(NotAllowed):
            exchange.start_import(FileKind.PLACES, content=b"x", file_name="x", by=make.actor(Role.INTAKE))

    def test_whose_starter_lost_the_right_saves_nothing(self, intake):
        run = previewed(row(), by=intake)
        exchange.accept_import(run, by=intake)
        exchange.apply_import(fresh(run), by=Actor(intake.user_id, intake.name))
        assert fresh(run).status == ImportStatus.FAILED
        assert not Participant.objects.exists()

    def test_that_was_cut_off_is_said_to_be_and_can_be_read_again(self, intake):
        run = previewed(row(), by=intake)
        ImportRun.objects.filter(pk=run.pk).update(status=ImportStatus.SAVING)
        assert exchange.fail_abandoned() == 1
        assert fresh(run).status == ImportStatus.FAILED
        exchange.try_again(run, by=intake)
        exchange.preview_import(fresh(run), by=intake)
        assert fresh(run).status == ImportStatus.READY

    def test_that_somebody_works_on_is_left_alone(self, intake):
        run = previewed(row(), by=intake)
        ImportRun.objects.filter(pk=run.pk).update(status=ImportStatus.SAVING)
        with exchange.working_on(run.pk) as tell:
            assert tell is not None
            assert exchange.fail_abandoned() == 0
            with exchange.working_on(run.pk) as second:
                assert second is None

    def test_that_goes_wrong_inside_is_said_to_have(self, intake, monkeypatch):
        run = previewed(row(), by=intake)
        exchange.accept_import(run, by=intake)
        monkeypatch.setattr("stegvis.actions.exchange.runs.write", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            exchange.apply_import(fresh(run), by=intake)
        assert fresh(run).status == ImportStatus.FAILED

    def test_that_nobody_saved_is_disposed_of_after_thirty_days(self, intake):
        run = previewed(row(), by=intake)
        assert exchange.dispose_old_files() == 0
        ImportRun.objects.update(started_at=make.timezone.now() - timedelta(days=31))
        assert exchange.dispose_old_files() == 1
        assert (fresh(run).content, fresh(run).status, ImportRow.objects.count()) == (None, "disposed", 0)


def test_the_number_of_statements_does_not_depend_on_the_rows(world, django_assert_num_queries):
    intake = make.actor(Role.INTAKE, world["unit"])
    for many in (1, 60):
        rows = [row(number=number(980, date(1980, 1, 1) + timedelta(days=day))) for day in range(many)]
        run = exchange.start_import(FileKind.PARTICIPANTS, content=file_of(*rows), file_name="x", by=intake)
        with django_assert_num_queries(STATEMENTS_OF_A_PREVIEW):
            exchange.preview_import(run, by=intake)


STATEMENTS_OF_A_PREVIEW = 31
