"""Room of supervisors and ceilings of agreements: how many more, and why not one more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules import agreement, supervisor
from stegvis.rules.agreement import AgreementKind, Held, Terms
from stegvis.rules.place import PlacementForm
from stegvis.rules.supervisor import Load, Room, Supervision

FIRST = date(2026, 11, 23)
LAST = date(2027, 1, 31)
OSA, TRAINING = PlacementForm.OSA, PlacementForm.WORK_TRAINING


def somebody(*loads: Load, people: int | None = 2, hours: str | None = None, key: int = 1) -> Supervision:
    room = Room(date(2026, 1, 1), None, None if hours else people, Decimal(hours) if hours else None)
    return Supervision(key=key, name="Åse", rooms=(room,), loads=loads)


def load(first: date = FIRST, last: date = LAST, people: int = 1, hours: int = 2) -> Load:
    return Load(first, last, people, Decimal(hours))


LEFT = {
    "nobody yet": (somebody(), 2),
    "one of two": (somebody(load()), 1),
    "full": (somebody(load(), load()), 0),
    "over counts as none, never less": (somebody(load(people=5)), 0),
    "one after the other is one at a time": (
        somebody(load(last=FIRST + timedelta(days=6)), load(first=FIRST + timedelta(days=7))),
        1,
    ),
    "students fill it later": (somebody(load(first=date(2027, 1, 11), people=2)), 0),
    "ended before": (somebody(load(date(2026, 10, 1), date(2026, 11, 22), people=9)), 2),
    "hours": (somebody(load(), hours="7.5"), 2),
    "hours used up": (somebody(load(hours=6), hours="7.5"), 0),
    "nothing said": (Supervision(key=1, name="Åse", loads=(load(people=9),)), None),
}


@pytest.mark.parametrize(("one", "expected"), LEFT.values(), ids=LEFT.keys())
def test_how_many_more_a_supervisor_takes(one, expected):
    assert one.left(first=FIRST, last=LAST, hours=Decimal(2)) == expected


periods = st.tuples(st.integers(0, 20), st.integers(0, 10)).map(
    lambda both: (FIRST + timedelta(days=both[0]), FIRST + timedelta(days=both[0] + both[1]))
)


@given(st.lists(periods, max_size=8), st.integers(0, 6), periods)
def test_what_is_left_is_what_a_count_day_by_day_gives(held, people, asked):
    first, last = asked
    one = somebody(*(load(*each) for each in held), people=people)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    fullest = max(sum(1 for start, end in held if start <= day <= end) for day in days)
    assert one.left(first=first, last=last, hours=Decimal(2)) == max(0, people - fullest)
    assert agreement.most_at_once([Held(OSA, *each) for each in held], first=first, last=last) == fullest


def test_the_one_with_the_least_to_do_is_chosen_and_a_full_one_never():
    busy, free = somebody(load(), people=3, key=1), somebody(people=1, key=2)
    asked = {"hours": Decimal(2), "starts_on": FIRST, "ends_on": LAST}
    assert supervisor.choose([busy, free], **asked) == (2, [])
    assert supervisor.choose([busy, somebody(people=0, key=3)], **asked) == (1, [])


def test_every_full_supervisor_is_named():
    full = [somebody(load(), people=1), somebody(load(hours=4), hours="4")]
    key, reasons = supervisor.choose(full, hours=Decimal(2), starts_on=FIRST, ends_on=LAST)
    assert key is None
    assert [str(one) for one in reasons] == [
        "Åse har inte utrymme för en till: handleder 1, kan ta 1.",
        "Åse har inte timmar för en till: 4 av 4 timmar i veckan är upptagna.",
    ]


def test_lowered_room_leaves_those_who_are_there_and_says_how_many_over():
    one = somebody(load(), load(), people=1)
    assert str(one.said_on(FIRST)) == "2 av 1 deltagare, 1 över"
    assert one.left(first=FIRST, last=LAST, hours=Decimal(2)) == 0


def terms(*held: Held, seats: int = 80, **values: object) -> Terms:
    usual = {"key": 1, "reference": "OSA 2026", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    return Terms(**usual | {"seats": seats, "ceilings": {OSA: 70, TRAINING: 10}, "held": held} | values)


def held(form: PlacementForm, number: int) -> tuple[Held, ...]:
    return (Held(form, FIRST, LAST),) * number


UNDER = {
    "room": (terms(*held(OSA, 69), *held(TRAINING, 9)), OSA, []),
    "the form's ceiling": (
        terms(*held(TRAINING, 10)),
        TRAINING,
        ["Taket för {form} i avtalet OSA 2026 är nått: 10 av 10."],
    ),
    "the other form has room": (terms(*held(TRAINING, 10)), OSA, []),
    "full in all": (
        terms(*held(OSA, 5), seats=5),
        OSA,
        ["Avtalet OSA 2026 är fullt: 5 av 5 platser är upptagna."],
    ),
    "another form": (terms(), PlacementForm.BEA, ["Avtalet OSA 2026 omfattar inte {form}."]),
}


@pytest.mark.parametrize(("one", "form", "expected"), UNDER.values(), ids=UNDER.keys())
def test_why_one_more_cannot_count_against_an_agreement(one, form, expected):
    found = agreement.reasons_not_under(one, form=form, starts_on=FIRST, ends_on=LAST)
    assert [str(each) for each in found] == [words.format(form=form) for words in expected]


def test_the_agreement_that_lasts_is_chosen_before_the_one_that_ends():
    ends, lasts = terms(), terms(key=2, ends_on=None)
    asked = {"form": OSA, "starts_on": FIRST, "ends_on": LAST}
    assert agreement.choose([ends, lasts], **asked) == (2, [])
    assert agreement.choose([ends], **asked) == (1, [])
    key, reasons = agreement.choose([terms(ends_on=date(2026, 11, 1))], **asked)
    assert key is None
    assert "Förnya avtalet" in str(reasons[0])


REFUSED = {
    "no name": ({"reference": " "}, "reference"),
    "a name that is taken": ({"is_taken": True}, "reference"),
    "the wrong way round": ({"ends_on": date(2025, 1, 1)}, "ends_on"),
    "a ceiling above the whole": ({"ceilings": {OSA: 90}}, "ceiling_osa"),
    "places owed in a partnership": ({"owed": 3}, "owed"),
    "ended early": ({"ended_early": True}, None),
}


@pytest.mark.parametrize(("change", "at"), REFUSED.values(), ids=REFUSED.keys())
def test_what_an_agreement_cannot_say(change, at):
    usual = {
        "kind": AgreementKind.CIVIC_PARTNERSHIP,
        "reference": "IOP",
        "is_taken": False,
        "starts_on": date(2026, 1, 1),
        "ends_on": None,
        "seats": 80,
        "owed": 0,
        "ceilings": {},
        "ended_early": False,
    }
    assert agreement.reasons_not_to_save(**usual) == []
    assert [one.at for one in agreement.reasons_not_to_save(**usual | change)] == [at]
