"""Messages: gathered into one letter, sent once, dropped when stale, tried again when the way was shut."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.message import tell_participant
from stegvis.actions.people import change_participant
from stegvis.actions.sending import gather, ports, send_letter, send_waiting
from stegvis.jobs import message as jobs
from stegvis.models import CaseEvent, Meeting, Message, Plan
from stegvis.outside.mail import FileMail
from stegvis.outside.sending import NotSent
from stegvis.queries.message import budget_of, sent_to
from stegvis.rules.message import Channel, MessageKind, MessageStatus
from stegvis.rules.plan import AnsweredHow
from tests import factories as make

pytestmark = pytest.mark.django_db
BY = Actor.system("Utskick")
NOW = timezone.make_aware(datetime(2030, 11, 20, 10))  # a Wednesday
K = MessageKind


class Way:
    """A way out that keeps what is sent, or fails as it is told."""

    def __init__(self, failure=None):
        self.letters, self.failure = [], failure

    def send(self, letter):
        if self.failure:
            raise self.failure
        self.letters.append(letter)


@pytest.fixture
def way():
    return Way()


def person(**values):
    values = {"reach_by": "sms", "phone": "070-123 45 67", "email": "rania@exempel.se"} | values
    return make.participant(**values)


def case(**values):
    return make.case(person(**values))


def tell(one, kind, subject=None, **values):
    return tell_participant(one.participant, kind, subject or one, by=BY, **{"not_before": NOW} | values)


def meeting(one, **values):
    values = {"kind": "follow_up", "starts_at": NOW + timedelta(days=6)} | values
    return Meeting.objects.create(case=one, **values)


def send(way, now=NOW):
    return send_waiting(by=BY, now=now, ways={Channel.SMS: way, Channel.EMAIL: way})


def why(kind=None):
    rows = Message.objects.filter(kind=kind) if kind else Message.objects.all()
    return [(row.status, row.why_not) for row in rows.order_by("pk")]


def test_everything_that_waits_for_one_is_one_letter(way):
    one, other = case(), case()
    tell(one, K.WEEK_CHANGED)
    tell(one, K.INVITATION, meeting(one))
    tell(one, K.PLAN_TO_ANSWER, Plan.objects.create(case=one, version=1, made_on=make.today()))
    tell(other, K.WEEK_CHANGED)
    assert send(way) == 2
    [text] = [each.text for each in way.letters if "möte" in each.text]
    assert text.startswith("Du har ett möte tisdag 26 november kl. 10. Din vecka har ändrats. Du har en plan")
    assert {row.letter for row in Message.objects.filter(participant=one.participant)} == {
        next(each.key for each in way.letters if each.text == text)
    }
    assert set(why()) == {("sent", "")}
    assert CaseEvent.objects.filter(kind="message_settled").count() == 4


def test_letter_says_neither_what_nor_why_nor_where(way):
    one = case(reach_by="email")
    tell(one, K.MEETING_CANCELLED, meeting(one, status="cancelled_by_us", settled_on=make.today(), where="Smärtskolan"))
    with override_settings(SENDING=sending(address="https://stegvis.asvalla.se", phone="013-20 60 00")):
        send(way)
    [letter] = way.letters
    assert letter.to == "rania@exempel.se"
    assert letter.subject == "Meddelande från Åsvalla kommun"
    assert letter.text.splitlines() == [
        "Ditt möte tisdag 26 november kl. 10 är inställt.",
        "",
        "Läs mer på Mina sidor: https://stegvis.asvalla.se/mina-sidor/",
        "Undrar du något, ring 013-20 60 00.",
        "Du kan inte svara på det här meddelandet.",
        "Åsvalla kommun",
    ]


def sending(**values):
    return replace(settings.SENDING, **values)


@pytest.mark.parametrize(("language", "day"), [("sv", "tisdag 26 november"), ("en", "Tuesday 26 November")])
def test_day_is_written_in_the_readers_language(way, language, day):
    one = case(page_language=language)
    tell(one, K.MEETING_REMINDER, meeting(one))
    send(way)
    assert day in way.letters[0].text


def test_arabic_letter_names_the_day_in_arabic(way):
    one = case(page_language="ar")
    tell(one, K.MEETING_REMINDER, meeting(one))
    send(way)
    assert "الثلاثاء" in way.letters[0].text
    assert way.letters[0].language == "ar"


def test_at_most_two_letters_a_week_and_then_a_cancelled_meeting_still_goes(way):
    one = case()
    for day in range(2):
        tell(one, K.WEEK_CHANGED)
        assert send(way, NOW + timedelta(days=day)) == 1
    tell(one, K.WEEK_CHANGED)
    assert send(way, NOW + timedelta(days=2)) == 0
    assert why()[-1] == ("waiting", "")
    off = meeting(one, status="cancelled_by_us", settled_on=make.today())
    tell(one, K.MEETING_CANCELLED, off)
    assert send(way, NOW + timedelta(days=2)) == 1
    assert "inställt" in way.letters[-1].text
    assert "vecka" in way.letters[-1].text
    assert budget_of(one.participant, now=NOW + timedelta(days=2)).sent == 3


def test_budget_opens_again_after_a_week(way):
    one = case()
    for hour in range(2):
        tell(one, K.WEEK_CHANGED)
        send(way, NOW + timedelta(hours=hour))
    tell(one, K.WEEK_CHANGED)
    assert send(way, NOW + timedelta(days=6)) == 0
    assert send(way, NOW + timedelta(days=7, hours=1)) == 1


@pytest.mark.parametrize("moment", [timedelta(hours=9, minutes=1), timedelta(hours=21), timedelta(days=3)], ids=str)
def test_nothing_leaves_in_the_evening_at_night_or_in_a_weekend(way, moment):
    tell(case(), K.WEEK_CHANGED)
    assert send(way, NOW + moment) == 0
    assert why() == [("waiting", "")]


def test_what_is_stale_is_dropped_and_says_why(way):
    one = case()
    first, second = (Plan.objects.create(case=one, version=n, made_on=make.today()) for n in (1, 2))
    answered = {"answer": "agreed", "answered_on": make.today(), "answered_how": AnsweredHow.PAPER}
    Plan.objects.filter(pk=second.pk).update(**answered)
    tell(one, K.PLAN_TO_ANSWER, first)
    tell(one, K.PLAN_TO_ANSWER, second)
    tell(one, K.MEETING_REMINDER, meeting(one, status="held", settled_on=make.today()))
    assert send(way) == 0
    assert why() == [("dropped", "plan_replaced"), ("dropped", "plan_answered"), ("dropped", "meeting_changed")]


def test_closed_case_and_no_number_get_nothing(way):
    closed, numberless = case(), case(phone="ring inte")
    tell(closed, K.WEEK_CHANGED)
    tell(numberless, K.WEEK_CHANGED)
    closed.closed_on = make.today()
    closed.save()
    assert send(way) == 0
    assert why() == [("dropped", "case_closed"), ("dropped", "no_address")]


def test_identity_that_becomes_protected_takes_what_waits_away(way):
    one = case()
    tell(one, K.WEEK_CHANGED)
    change_participant(one.participant, protection="marked", reach_by="sms", by=make.SYSTEM)
    assert why() == [("dropped", "protected")]
    assert send(way) == 0


def test_who_wants_nothing_gets_nothing_noted():
    assert tell(case(reach_by="none"), K.WEEK_CHANGED) is None


def test_way_that_fails_is_tried_again_with_the_same_key(way):
    tell(case(), K.WEEK_CHANGED)
    broken = Way(NotSent(is_final=False))
    assert send(broken) == 0
    assert why() == [("failed", "unreachable")]
    key = Message.objects.get().letter
    assert send(way, NOW + timedelta(minutes=10)) == 0
    assert send(way, NOW + timedelta(minutes=40)) == 1
    assert [each.key for each in way.letters] == [key]


def test_refused_number_is_not_tried_again(way):
    tell(case(), K.WEEK_CHANGED)
    send(Way(NotSent(is_final=True)))
    assert send(way, NOW + timedelta(hours=2)) == 0
    assert why() == [("failed", "refused")]


def test_trying_ends_after_two_days(way):
    tell(case(), K.WEEK_CHANGED)
    send(Way(NotSent(is_final=False)))
    assert send(way, NOW + timedelta(days=2, hours=1)) == 0


class Dying:
    """Sends, and then the process dies before anything is saved."""

    def __init__(self):
        self.keys = []

    def send(self, letter):
        self.keys.append(letter.key)
        raise KeyboardInterrupt


def test_process_that_dies_between_sending_and_saving_sends_the_same_letter_again(way):
    tell(case(), K.WEEK_CHANGED)
    dying = Dying()
    with pytest.raises(KeyboardInterrupt):
        send(dying)
    assert Message.objects.get().status == MessageStatus.WAITING
    assert send(way) == 1
    assert [each.key for each in way.letters] == dying.keys


def test_letter_that_somebody_else_has_sent_is_not_sent_again(way):
    one = tell(case(), K.WEEK_CHANGED)
    [key] = gather(one.participant_id, by=BY, now=NOW)
    ways = {Channel.SMS: way}
    assert send_letter(key, by=BY, now=NOW, ways=ways)
    assert not send_letter(key, by=BY, now=NOW, ways=ways)
    assert not send_letter(uuid4(), by=BY, now=NOW, ways=ways)
    assert len(way.letters) == 1


def test_meeting_called_off_after_the_letter_was_gathered_is_not_sent(way):
    one = case()
    planned = meeting(one)
    tell(one, K.INVITATION, planned)
    [key] = gather(one.participant_id, by=BY, now=NOW)
    Meeting.objects.filter(pk=planned.pk).update(status="cancelled_by_us", settled_on=make.today())
    assert not send_letter(key, by=BY, now=NOW, ways={Channel.SMS: way})
    assert why() == [("dropped", "meeting_changed")]


def test_way_that_is_shut_leaves_it_waiting():
    tell(case(), K.WEEK_CHANGED)
    assert send_waiting(by=BY, now=NOW, ways={Channel.SMS: None, Channel.EMAIL: None}) == 0
    assert why() == [("waiting", "")]
    assert Message.objects.get().letter is None


def test_ways_are_those_of_the_settings(tmp_path):
    with override_settings(SENDING=sending(mail="file", sms="off", folder=tmp_path)):
        ways = ports()
    assert isinstance(ways[Channel.EMAIL], FileMail)
    assert ways[Channel.SMS] is None


def test_what_has_been_sent_in_as_many_statements_for_many(way, django_assert_num_queries):
    one = case()
    for _ in range(3):
        tell(one, K.INVITATION, meeting(one))
    with django_assert_num_queries(3):
        few = sent_to(one.participant, now=NOW)
    assert (few.waits, few.budget.most) == (3, 2)
    send(way)
    with django_assert_num_queries(3):
        assert sent_to(one.participant, now=NOW).letters == 1


def test_worker_sends_what_waits_to_files(tmp_path, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("stegvis.jobs.message.close_old_connections", lambda: None)
    tell(case(), K.WEEK_CHANGED)
    tell(case(reach_by="email"), K.WEEK_CHANGED)
    with override_settings(SENDING=sending(mail="file", sms="file", folder=tmp_path)):
        jobs.send(timestamp=0)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".eml", ".txt"]
    [short] = tmp_path.glob("*.txt")
    assert short.read_text() == "+46701234567\n\nDin vecka har ändrats.\n"


class Slow(Way):
    """A way out on which one letter stays until it is let go."""

    def __init__(self):
        super().__init__()
        self.is_sending, self.let_go = Event(), Event()

    def send(self, letter):
        self.is_sending.set()
        assert self.let_go.wait(timeout=20)
        super().send(letter)


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_letter_once(way):
    tell(case(), K.WEEK_CHANGED)
    slow = Slow()
    with ThreadPoolExecutor(1) as other:
        first = other.submit(lambda: (send(slow), connection.close())[0])
        assert slow.is_sending.wait(timeout=20)
        assert send(way) == 0
        slow.let_go.set()
        assert first.result(timeout=20) == 1
    assert (len(slow.letters), len(way.letters)) == (1, 0)
    assert why() == [("sent", "")]
