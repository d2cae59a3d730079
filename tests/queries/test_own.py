"""What a participant reads: the first page, the readers, the copy and the extract, and that nothing is forgotten."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, ForeignKey, OneToOneField, Q
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.privacy import log_read
from stegvis.actions.standard import ladder, plan
from stegvis.models import (
    AccessLog,
    Case,
    Document,
    Household,
    HouseholdMember,
    Instrument,
    InstrumentItem,
    InstrumentVersion,
    Meeting,
    Note,
    OwnRequest,
    Participant,
    Plan,
    PlanAction,
    PlanGoal,
    Rating,
    RatingAnswer,
    Sharing,
    SharingSchedule,
    TravelTime,
)
from stegvis.queries.own.columns import WORDS
from stegvis.queries.own.extract import COPY, FULL, copy_of, extract_of, seen_as, tables_of_full, without
from stegvis.queries.own.home import own_home
from stegvis.queries.own.known import DIRECTIONS, POINTS, STEPS
from stegvis.queries.own.letter import extract_letter
from stegvis.queries.own.readers import read_lately, readings
from stegvis.queries.own.requests import remarks_on, requests_to_answer
from stegvis.queries.own.tables import LEFT_OUT, TABLES
from stegvis.queries.paging import Paging
from stegvis.rules.history import ReadKind
from stegvis.rules.own import RequestKind, Withheld
from stegvis.rules.people import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


@pytest.fixture
def case():
    make.ladder()
    person = make.participant(travel_zone="Söder")
    return make.case(person, coordinator=make.user("Maria Ekdahl", role=Role.COORDINATOR), at=make.unit())


def section(content, key):
    return next(each for each in content["sections"] if each["key"] == key)


def listed(condition):
    """The columns of a constraint that hold one of a list of keys."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from listed(child)
        elif child[0].endswith("__in"):
            yield child[0].removesuffix("__in")


class TestNothingIsForgotten:
    def leading_to_people(self):
        """Every table of ours from which foreign keys lead to a participant, however far."""
        models = [model for model in apps.get_app_config("stegvis").get_models() if hasattr(model, "personal")]
        found = {Participant}
        while True:
            more = {
                model
                for model in models
                for column in model._meta.concrete_fields
                if isinstance(column, ForeignKey | OneToOneField) and column.related_model in found
            }
            if more <= found:
                return found
            found |= more

    def test_every_table_about_a_person_is_in_the_extract_or_left_out_for_a_reason(self):
        printed = {table.model for table in tables_of_full()}
        assert {model.__name__ for model in self.leading_to_people() - printed} <= set(LEFT_OUT)

    def test_logs_notes_and_documents_are_among_them(self):
        names = {table.model.__name__ for table in tables_of_full()}
        assert {"AccessLog", "CaseEvent", "Note", "Document", "Message", "AccessGrant"} <= names

    def test_each_table_stands_once_in_the_full_extract(self):
        models = [table.model for table in tables_of_full()]
        assert len(models) - len(set(models)) == 0

    def test_every_column_has_a_word(self):
        assert {column for table in TABLES for column in table.columns} == set(WORDS)

    def test_no_code_is_written_where_a_word_belongs(self):
        """A column that the database holds to a list of keys says in the extract what the key means."""
        coded = [
            (table.key, column)
            for table in TABLES
            for rule in table.model._meta.constraints
            if isinstance(rule, CheckConstraint)
            for column in listed(rule.condition)
            if column in set(table.columns) - set(table.kinds)
        ]
        assert coded == []

    def test_what_everybody_has_from_the_start_is_known_in_every_language(self):
        assert set(POINTS) == {plain for points in ladder.POINTS.values() for plain in points.values()}
        assert set(ladder.POINTS) <= set(STEPS)
        assert set(DIRECTIONS) == {name for _, name in plan.DIRECTIONS}


class TestCopyAndExtract:
    @pytest.fixture
    def written(self, case):
        """A note, an internal answer and two documents, one of them shown."""
        Note.objects.create(case=case, text="Grannen Sven ringde.", written_on=make.today())
        Document.objects.create(case=case, name="Intyg.pdf", content_type="application/pdf", size_bytes=1, sha256="a")
        Document.objects.create(
            case=case,
            name="Beslut.pdf",
            content_type="application/pdf",
            size_bytes=1,
            sha256="b",
            shown_to_participant=True,
        )
        instrument = Instrument.objects.create(key="two", name="Två röster", kind="two_voices")
        version = InstrumentVersion.objects.create(
            instrument=instrument, version=1, valid_from=make.LONG_AGO, lowest=1, highest=5
        )
        rating = Rating.objects.create(
            version=version,
            case=case,
            respondent="professional",
            asked_on=make.today(),
            answered_on=make.today(),
            answered_how="together",
        )
        for position, (key, is_internal) in enumerate([("open", False), ("hidden", True)], start=1):
            item = InstrumentItem.objects.create(
                version=version, position=position, key=key, respondents=["professional"], is_internal=is_internal
            )
            RatingAnswer.objects.create(rating=rating, item=item, state="answered", value=position)
        return case.participant

    def test_copy_holds_what_is_shown_and_never_notes_or_internal_answers(self, written):
        content = copy_of(written, made_at=now())
        assert content["kind"] == COPY
        assert [row["name"] for row in section(content, "documents")["rows"]] == ["Beslut.pdf"]
        assert section(content, "rating_answers")["rows"] == [], "the participant has not answered yet"
        assert "Grannen Sven" not in str(content)
        assert "hidden" not in str(content)

    def test_extract_holds_everything(self, written):
        content = extract_of(written, made_at=now())
        assert content["kind"] == FULL
        assert [row["text"] for row in section(content, "notes")["rows"]] == ["Grannen Sven ringde."]
        assert len(section(content, "documents_all")["rows"]) == 2
        assert [row["value"] for row in section(content, "rating_answers_all")["rows"]] == [1, 2]

    def test_nothing_about_anybody_else_is_in_it(self, written):
        other = make.case(make.participant("Gunilla", "Hemlig"), coordinator=make.user("Anders")).participant
        log_read([written.pk, other.pk], by=make.SYSTEM, screen="participant_list", kind=ReadKind.LIST)
        for content in (copy_of(written, made_at=now()), extract_of(written, made_at=now())):
            assert "Hemlig" not in str(content)
            assert str([written.pk, other.pk]) not in str(content)

    def test_readers_stand_by_role_never_by_name(self, written):
        reader = make.actor(Role.UNIT_MANAGER, name="Karin Lodin")
        log_read([written.pk], by=reader, screen="participant")
        for content in (copy_of(written, made_at=now()), extract_of(written, made_at=now())):
            assert "Karin Lodin" not in str(content)
            assert "unit_manager" in str(content)

    def test_what_is_withheld_is_gone_and_its_ground_stands(self, written):
        content = extract_of(written, made_at=now())
        note = section(content, "notes")["rows"][0]["id"]
        left = without(content, [Withheld("notes", "OSL 26:1", note), Withheld("events", "OSL 26:1")])
        assert section(left, "notes")["rows"] == []
        assert "events" not in {each["key"] for each in left["sections"]}
        assert [one["ground"] for one in left["withheld"]] == ["OSL 26:1", "OSL 26:1"]
        assert "Grannen" not in str(left)

    def test_what_comes_after_somebody_read_is_seen(self, written):
        before = seen_as(extract_of(written, made_at=now()))
        assert seen_as(extract_of(written, made_at=now())) == before
        log_read([written.pk], by=make.SYSTEM, screen="request_extract")
        assert seen_as(extract_of(written, made_at=now())) == before
        Note.objects.create(case=written.cases.get(), text="En till.", written_on=make.today())
        assert seen_as(extract_of(written, made_at=now())) != before

    def test_statements_are_as_many_for_much_as_for_little(self, written, django_assert_num_queries):
        with django_assert_num_queries(len([table for table in TABLES if table.shown])):
            copy_of(written, made_at=now())
        for number in range(3):
            Note.objects.create(case=written.cases.get(), text=str(number), written_on=make.today())
        with django_assert_num_queries(len(tables_of_full())):
            extract_of(written, made_at=now())

    def test_letter_says_the_same_in_words(self, written):
        letter = extract_letter(extract_of(written, made_at=now()), name=written.name)
        said = str(letter)
        assert "Grannen Sven ringde." in said
        assert "Rania Khoury" in letter.lead

    def test_letter_says_numbers_and_keys_as_one_speaks(self, case):
        make.mapping(case, wishes=["children"], slots=0b1000000001, swedish="3", hours_per_week=20)
        make.slot(make.activity(case, name="Sfi kurs D", hours_per_week=Decimal("7.5")), 1, 9, 12)
        schedule = SharingSchedule.objects.create(
            case=case,
            receiver="Socialkontoret",
            parts=["plan"],
            ground="same_matter",
            law="Samma ärende",
            every_months=3,
            next_on=make.today(),
        )
        content = {"parts": ["plan", "hours"], "plan": {"answer": "waiting"}, "hours": []}
        Sharing.objects.create(schedule=schedule, shared_on=make.today(), content=content)
        said = str(extract_letter(extract_of(case.participant, made_at=now()), name="Rania"))
        for words in (
            "önskemål: barn och skola",
            "halvdagar: måndag förmiddag, fredag eftermiddag",
            "svenska: sfi C",
            "namn: Sfi kurs D; veckodag: måndag; börjar kl.: 09:00; slutar kl.: 12:00",
            "timmar i veckan: 7,5",
            "innehåll: planen, timmar och frånvaro i koder",
        ):
            assert words in said
        assert "waiting" not in said


class TestHome:
    def plan(self, case, *, lines=2):
        plan = Plan.objects.create(case=case, version=1, made_on=make.today())
        PlanGoal.objects.create(plan=plan, position=1, text="Bli barnskötare")
        for position in range(1, lines + 1):
            PlanAction.objects.create(plan=plan, position=position, text="Ringa", owner="both", due_on=make.today())

    def meeting(self, case, days=1, **values):
        starts = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=days)
        return Meeting.objects.create(case=case, kind="follow_up", starts_at=starts, **values)

    def test_first_page_says_what_waits_and_what_comes(self, case):
        self.plan(case)
        self.meeting(case, where="Arena Söder", how_to_get_there="Buss 3", held_by=make.user("Maria Ekdahl"))
        page = own_home(case.participant, case, now=now())
        assert page.plan_waits
        assert page.next_day.day == make.today() + timedelta(days=1)
        first = page.next_day.coming[0]
        assert (first.entry.where, first.entry.whom, first.how_to_get_there) == (
            "Arena Söder",
            "Maria Ekdahl",
            "Buss 3",
        )

    def test_unknown_way_is_unknown(self, case):
        self.meeting(case)
        first = own_home(case.participant, case, now=now()).next_day.coming[0]
        assert (first.how_to_get_there, first.travel_minutes) == ("", None)

    def test_travel_time_between_zones_is_told(self, case):
        tomorrow = make.today() + timedelta(days=1)
        place = make.place("Drivhuset", travel_zone="Norr")
        placement = make.placement(case, place)
        placement.slots.create(
            case=case, weekday=tomorrow.isoweekday(), starts_minute=540, ends_minute=840, starts_on=placement.starts_on
        )
        TravelTime.objects.create(from_zone="Söder", to_zone="Norr", minutes=25)
        coming = own_home(case.participant, case, now=now()).next_day.coming[0]
        assert (coming.travel_minutes, coming.entry.where) == (25, "Drivhuset")

    def test_somebody_without_a_case_still_has_a_page(self):
        page = own_home(make.participant(), None, now=now())
        assert (page.week, page.plan, page.next_day) == (None, None, None)

    def test_statements_do_not_grow_with_the_file(self, case, django_assert_max_num_queries):
        self.plan(case, lines=1)
        self.meeting(case)
        with django_assert_max_num_queries(60) as few:
            own_home(case.participant, case, now=now())
        Plan.objects.all().delete()
        self.plan(case, lines=12)
        for hour in range(1, 6):
            self.meeting(case, days=1 + hour)
            make.activity(case, name=str(hour), hours_per_week=1)
        with django_assert_max_num_queries(len(few)):
            own_home(case.participant, case, now=now())


class TestReaders:
    def test_own_reading_is_nobody_elses(self, case):
        log_read([case.participant_id], by=Actor.participant(case.participant), screen="own_home")
        assert read_lately(case.participant, now=now()) == ()
        assert readings(case.participant).rows == ()

    def test_readers_stand_by_role_unit_day_and_purpose(self, case):
        maria = make.actor(Role.COORDINATOR, name="Maria Ekdahl")
        for _ in range(3):
            log_read([case.participant_id], by=maria, screen="participant")
        log_read([case.participant_id], by=maria, screen="participant_list", kind=ReadKind.LIST)
        (row,) = readings(case.participant).rows
        assert (row.role, row.unit, row.times, row.day) == (Role.COORDINATOR, "Arena Söder", 3, make.today())
        assert row.purpose == "Arbetar med din plan."
        assert readings(case.participant).passed_by == 1
        assert "Maria" not in str(row)

    def test_many_days_come_in_pages_with_as_many_statements(self, case, django_assert_num_queries):
        with django_assert_num_queries(4):
            assert readings(case.participant).paging == Paging.of(0, 1, size=50)
        for back in range(52):
            for _twice in range(2):
                AccessLog.objects.create(
                    at=now() - timedelta(days=back),
                    kind=ReadKind.READ,
                    user_name="Maria Ekdahl",
                    role=Role.COORDINATOR,
                    participant_ids=[case.participant_id],
                    screen="participant",
                )
        pages = []
        for page in (1, 2):
            with django_assert_num_queries(4):
                pages.append(readings(case.participant, page=page))
        assert [(len(each.rows), each.paging) for each in pages] == [
            (50, Paging(52, 1, 50)),
            (2, Paging(52, 2, 50)),
        ]
        assert len({row.day for each in pages for row in each.rows}) == 52
        assert readings(case.participant, page=99) == pages[1]

    def test_reason_of_an_opened_file_is_told(self, case):
        karin = make.actor(Role.UNIT_MANAGER)
        log_read([case.participant_id], by=karin, screen="x", kind=ReadKind.BREAK_GLASS, purpose="Maria var sjuk.")
        assert readings(case.participant).rows[0].opened_because == "Maria var sjuk."


class TestRequests:
    def ask(self, case, kind, days=0, **values):
        day = make.today() - timedelta(days=days)
        return OwnRequest.objects.create(participant=case.participant, kind=kind, text="Fel.", made_on=day, **values)

    def test_each_kind_stands_in_its_own_queue(self, case):
        for kind in RequestKind:
            self.ask(case, kind)
        manager, officer = make.actor(Role.UNIT_MANAGER), make.actor(Role.PRIVACY_OFFICER)
        assert {row.kind for row in requests_to_answer(officer).waiting} == {RequestKind.READER_NAMES}
        assert {row.kind for row in requests_to_answer(manager).waiting} == set(RequestKind) - {
            RequestKind.READER_NAMES
        }

    def test_most_urgent_first_and_late_ones_known(self, case, django_assert_num_queries):
        self.ask(case, "correction", days=3)
        self.ask(case, "complaint", days=20)
        manager = make.actor(Role.UNIT_MANAGER)
        with django_assert_num_queries(3):
            queue = requests_to_answer(manager)
        assert [row.kind.value for row in queue.waiting] == ["complaint", "correction"]
        assert [row.is_late(make.today()) for row in queue.waiting] == [True, False]

    def test_protected_people_are_counted_never_named(self, case):
        Case.objects.filter(pk=case.pk).update(unit=make.unit())
        Participant.objects.update(protection="marked")
        self.ask(case, "correction")
        queue = requests_to_answer(make.actor(Role.UNIT_MANAGER))
        assert (queue.waiting, queue.hidden) == ((), 1)

    def test_remark_stands_whatever_was_answered(self, case):
        self.ask(case, "correction", status="refused", answered_on=make.today(), answer="Vi ser det på annat sätt.")
        self.ask(case, "complaint")
        assert [row.text for row in remarks_on(case.participant)] == ["Fel."]


def test_household_is_shown_but_not_what_the_other_adult_does(case):
    household = Household.objects.create(noted_on=make.today(), other_adult="works")
    HouseholdMember.objects.create(household=household, participant=case.participant, starts_on=make.today())
    household.children.create(born_year=2019)
    content = copy_of(case.participant, made_at=now())
    assert [row["born_year"] for row in section(content, "household_children")["rows"]] == [2019]
    assert "household_adult" not in {each["key"] for each in content["sections"]}
