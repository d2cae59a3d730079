"""Meetings on screen: the sheet of what is new, the next contact, and which notes and documents each role reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.document import add_document
from stegvis.actions.note import correct_note, write_note
from stegvis.models import (
    AbsenceNotice,
    AccessGrant,
    Conversation,
    Criterion,
    CriterionMark,
    Document,
    Meeting,
    OwnReport,
    Plan,
    PlanAction,
    StepMove,
)
from stegvis.queries.meeting.booked import also_booked, follow_up_of, meetings_of, meetings_part, next_meeting_of
from stegvis.queries.meeting.news import news_of
from stegvis.queries.meeting.written import classes_for, documents_for_participant, documents_of, notes_of
from stegvis.rules.history import GrantKind
from stegvis.rules.meeting import MeetingStatus, SecrecyClass
from stegvis.rules.people import Protection, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
WORK, FILE, SENSITIVE = SecrecyClass.WORK, SecrecyClass.FILE, SecrecyClass.SENSITIVE


def meeting(case, days, **values):
    return Meeting.objects.create(
        **{"case": case, "kind": "follow_up", "starts_at": timezone.now() + timedelta(days=days)} | values
    )


def one_of_each(case, *, number=1):
    """Something new of every kind."""
    today = make.today()
    case.marks.all().delete()
    for point in Criterion.objects.order_by("pk")[:number]:
        CriterionMark.objects.create(case=case, criterion=point, mark="green", marked_on=today)
    plan = Plan.objects.create(case=case, version=case.plans.count() + 1, made_on=today)
    for at in range(1, number + 1):
        late = today - timedelta(days=at)
        PlanAction.objects.create(plan=plan, position=at, text=f"Sak {at}", owner="both", due_on=late)
        make.activity(case, starts_on=today)
        days = {"starts_on": late, "ends_on": late}
        AbsenceNotice.objects.create(case=case, kind="ill", **days)
        OwnReport.objects.create(case=case, written_on=today, text=f"Bra {at}")
        write_note(case, text=f"Trivs {at}", by=make.SYSTEM)
        meeting(case, -at, status="missed", settled_on=today)
        StepMove.objects.create(case=case, from_step=at % 2 + 1, to_step=(at + 1) % 2 + 1, moved_on=today, reason="x")


def test_the_sheet_takes_as_many_statements_however_much_is_new():
    make.ladder()
    maria = make.user(role=Role.COORDINATOR, at=make.unit())
    actor, taken = Actor.of(maria), []
    for number in (1, 6):
        case = make.case(coordinator=maria)
        one_of_each(case, number=number)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            news = news_of(case, actor=actor, classes=frozenset(SecrecyClass))
        taken.append(len(statements))
        assert [len(part) for part in (news.marks, news.activities, news.absence, news.missed, news.reports)] == [
            number
        ] * 5
        assert (len(news.notes), len(news.moves), len(news.plan.late)) == (number, number, number)
    assert taken[0] == taken[1] <= 19


def test_only_what_is_new_since_the_last_conversation_is_on_the_sheet():
    make.ladder()
    case = make.case()
    one_of_each(case)
    Conversation.objects.create(case=case, held_on=make.today())
    news = news_of(case, actor=make.SYSTEM, classes=frozenset(SecrecyClass))
    assert news.since == make.today()
    assert not any([news.marks, news.moves, news.activities, news.absence, news.missed, news.reports, news.notes])
    assert [line.text for line in news.plan.late] == ["Sak 1"]


def test_next_contact_is_the_next_booked_meeting_that_is_not_over(django_assert_num_queries):
    case = make.case()
    meeting(case, -3)
    meeting(case, 1, status=MeetingStatus.CANCELLED_BY_US, settled_on=make.today())
    soon = meeting(case, 2, where="Arena", held_by=make.user("Maria Ekdahl"))
    meeting(case, 9)
    with django_assert_num_queries(1):
        row = next_meeting_of(case)
    assert (row.pk, row.where, row.whom) == (soon.pk, "Arena", "Maria Ekdahl")
    assert (row.ends_at - row.starts_at) == timedelta(minutes=60)
    with django_assert_num_queries(1):
        assert len(meetings_of(case)) == 4


def test_meeting_that_goes_on_is_still_the_next():
    case = make.case()
    going_on = meeting(case, 0, starts_at=timezone.now() - timedelta(minutes=20))
    assert next_meeting_of(case).pk == going_on.pk


def test_coordinator_with_two_at_once_is_found():
    maria = make.user()
    one = meeting(make.case(), 2, held_by=maria)
    other = meeting(make.case(), 2, held_by=maria, starts_at=one.starts_at + timedelta(minutes=30))
    meeting(make.case(), 2, held_by=maria, starts_at=one.starts_at + timedelta(minutes=60))
    meeting(make.case(), 2, starts_at=one.starts_at)
    assert also_booked(one) == [other.starts_at]


def test_part_of_the_participants_page_takes_two_statements(django_assert_num_queries):
    make.ladder()
    case = make.case()
    one_of_each(case, number=3)
    write_note(case, text="Känsligt", secrecy=SENSITIVE, by=make.SYSTEM)
    talk = Conversation.objects.create(case=case, held_on=make.today() - timedelta(days=100))
    meeting(case, -2)
    ahead = meeting(case, 4)
    with django_assert_num_queries(2):
        part = meetings_part(case, classes=frozenset({WORK, FILE}))
    assert (part.next.pk, part.last.pk, part.note_count, part.unsettled) == (ahead.pk, talk.pk, 3, 1)
    assert part.follow_up.is_late
    with django_assert_num_queries(1):
        assert follow_up_of(case) == part.follow_up


READS = {
    Role.COORDINATOR: {WORK, FILE, SENSITIVE},
    Role.UNIT_MANAGER: {WORK, FILE, SENSITIVE},
    Role.TEAM_MEMBER: {WORK, FILE},
    Role.WORK_SUPERVISOR: {WORK},
}


@pytest.fixture
def known():
    """Somebody whom every role that can know a person knows, with a note and a document of each class."""
    south, workshop = make.unit("Arena Söder"), make.unit("Drivhuset")
    users = {role: make.user(role=role, at=south) for role in Role}
    users[Role.WORK_SUPERVISOR].roles.update(unit=workshop)
    case = make.case(coordinator=users[Role.COORDINATOR], at=south)
    place = make.place(
        host=workshop, supervisor=users[Role.WORKPLACE_SUPERVISOR], manager=users[Role.RECEIVING_MANAGER]
    )
    make.placement(case, place)
    AccessGrant.objects.create(
        user=users[Role.TEAM_MEMBER],
        participant=case.participant,
        kind=GrantKind.TEAM,
        reason="Språkstöd",
        starts_at=timezone.now() - timedelta(days=1),
    )
    for each in SecrecyClass:
        write_note(case, text=each.value, secrecy=each, by=make.SYSTEM)
        add_document(case, content=b"Hej", file_name=f"{each.value}.txt", secrecy=each, by=make.SYSTEM)
    return case, users


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_role_reads_its_classes_and_no_other(known, role):
    case, users = known
    actor = Actor.of(users[role])
    classes = classes_for(actor, case)
    assert classes == READS.get(role, set())
    assert {row.secrecy for row in notes_of(case, actor=actor, classes=classes).rows} == classes
    assert {row.secrecy for row in documents_of(case, classes=classes)} == classes
    elsewhere = Actor.of(make.user(role=role, at=make.unit("Arena Norr")))
    assert classes_for(elsewhere, case) == set()


def test_opened_with_a_reason_gives_the_file_but_nothing_sensitive(known):
    case, _ = known
    stranger = make.user(role=Role.COORDINATOR, at=make.unit("Arena Norr"))
    AccessGrant.objects.create(
        user=stranger,
        participant=case.participant,
        kind=GrantKind.BREAK_GLASS,
        reason="Akut samtal",
        starts_at=timezone.now() - timedelta(hours=1),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    assert classes_for(Actor.of(stranger), case) == {WORK, FILE}


def test_protected_identity_closes_every_class(known):
    case, users = known
    case.participant.protection = Protection.MARKED
    case.participant.save()
    read = {role: classes_for(Actor.of(user), case) for role, user in users.items()}
    assert {role for role, classes in read.items() if classes} <= {Role.TEAM_MEMBER}


@pytest.mark.parametrize("many", [1, 45])
def test_notes_take_two_statements_and_come_in_pages(django_assert_num_queries, many):
    case = make.case()
    for number in range(many):
        write_note(case, text=f"Trivs {number}", by=make.SYSTEM)
    correct_note(case.notes.order_by("pk").last(), text="Rättad", by=make.SYSTEM)
    with django_assert_num_queries(2):
        page = notes_of(case, actor=make.SYSTEM, classes={FILE})
    assert (page.paging.total, page.paging.first, page.paging.last) == (many + 1, 1, min(40, many + 1))
    assert [(row.is_correction, row.corrected_at is not None) for row in page.rows[:2]] == [
        (True, False),
        (False, True),
    ]
    assert len(notes_of(case, actor=make.SYSTEM, classes={FILE}, page=99).rows) == (many + 1 if many == 1 else 6)


def test_own_pages_show_only_what_somebody_chose_to_show(django_assert_num_queries):
    case = make.case()
    shown = add_document(case, content=b"Hej", file_name="a.txt", shown_to_participant=True, by=make.SYSTEM)
    add_document(case, content=b"Hej", file_name="b.txt", by=make.SYSTEM)
    hidden = add_document(case, content=b"Hej", file_name="d.txt", secrecy=SENSITIVE, by=make.SYSTEM)
    Document.objects.filter(pk=hidden.pk).update(shown_to_participant=True)
    gone = add_document(case, content=b"Hej", file_name="c.txt", shown_to_participant=True, by=make.SYSTEM)
    gone.removed_at = timezone.now()
    gone.save()
    with django_assert_num_queries(1):
        assert [row.pk for row in documents_for_participant(case.participant)] == [shown.pk]
