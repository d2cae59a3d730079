"""What blocks a place for one person, what opens it, and how the rest are ordered."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.extract import Shown
from stegvis.rules.match.blocks import Code, Where, blocks, cost, said_to
from stegvis.rules.match.ranking import rank, reasons_not_to_choose
from stegvis.rules.match.score import MOST, PartKind, score
from stegvis.rules.match.values import ChosenBecause, Offer, Wanted
from stegvis.rules.place import ALL_HALF_DAYS, EXTRACT_LAWS, ExtractLaw, Field, PlacementForm, Seats
from stegvis.rules.words import Reason

MONDAY = date(2026, 11, 23)
LAST = MONDAY + timedelta(weeks=12)


def wanted(**values: Any) -> Wanted:
    usual: dict[str, Any] = {
        "name": "Rania",
        "starts_on": MONDAY,
        "ends_on": LAST,
        "hours_per_week": 20,
        "form": None,
        "independence_level": 2,
        "wishes": (Field.CHILDREN, Field.KITCHEN),
        "slots": ALL_HALF_DAYS,
        "longest_travel_minutes": 40,
        "swedish": 3,
        "has_driving_licence": False,
        "can_lift": True,
    }
    return Wanted(**usual | values)


def offer(**values: Any) -> Offer:
    usual: dict[str, Any] = {
        "key": 1,
        "name": "Kastanjens förskola",
        "field": Field.CHILDREN,
        "forms": frozenset({PlacementForm.WORK_EXPERIENCE}),
        "independence_from": 1,
        "independence_to": 3,
        "hours_from": 10,
        "hours_to": 40,
        "slots": ALL_HALF_DAYS,
        "lowest_swedish": 2,
        "needs_driving_licence": False,
        "needs_lifting": False,
        "opened_on": date(2020, 1, 1),
        "closed_on": None,
        "seats": Seats(((date(2020, 1, 1), None, 2),)),
        "travel_minutes": 27,
        "supervised": 1,
        "supervision_left": 2,
        "has_supervisor": True,
        "uncovered": {},
        "has_waiting": False,
    }
    return Offer(**usual | values)


def taken(seats: int, *, until: date) -> Seats:
    """Every seat taken until a day."""
    rows = tuple((seat, date(2026, 1, 1), until) for seat in range(1, seats + 1))
    return Seats(((date(2020, 1, 1), None, seats),), rows)


ONE_REASON: dict[str, tuple[dict[str, Any], dict[str, Any], Code, str, str]] = {
    "full until a day": (
        {}, {"seats": taken(2, until=date(2026, 12, 6))}, Code.FULL,
        "Platsen är full till 2026-12-06.", "Startdag 2026-12-07",
    ),
    "opens later": (
        {}, {"opened_on": date(2027, 1, 4)}, Code.NOT_YET, "Platsen öppnar 2027-01-04.", "Startdag 2027-01-04",
    ),
    "closes before the last day": (
        {}, {"closed_on": date(2026, 12, 31)}, Code.CLOSED, "Platsen stänger 2026-12-31.", "Sista dagen 2026-12-31",
    ),
    "other form": (
        {"form": PlacementForm.OSA}, {}, Code.FORM,
        "Platsen tar inte emot osa.", "Byt till work_experience",
    ),
    "level below the range": (
        {}, {"independence_from": 3, "independence_to": 4}, Code.INDEPENDENCE,
        "Platsen kräver självständighetsgrad 3, Rania har 2.", "En grad upp",
    ),
    "two levels below the range": (
        {"independence_level": 1}, {"independence_from": 3}, Code.INDEPENDENCE,
        "Platsen kräver självständighetsgrad 3, Rania har 1.", "2 grader upp",
    ),
    "level above the range": (
        {"independence_level": 4}, {}, Code.INDEPENDENCE,
        "Platsen är till för självständighetsgrad 3 som högst, Rania har 4.", "Platsen tar emot grad 4",
    ),
    "too few hours": (
        {"hours_per_week": 8}, {}, Code.HOURS,
        "Platsen vill ha minst 10 timmar i veckan, här är det 8.", "+2 tim i veckan",
    ),
    "too many hours": (
        {"hours_per_week": 40}, {"hours_to": 36}, Code.HOURS,
        "Platsen har högst 36 timmar i veckan, här är det 40.", "−4 tim i veckan",
    ),
    "one half-day too few": (
        {"slots": 0b1111}, {}, Code.HALF_DAYS,
        "4 av platsens halvdagar passar Rania. 20 timmar behöver 5.", "Ledigt onsdag förmiddag",
    ),
    "a place open too seldom": (
        {"slots": 0b1111}, {"slots": 0b111}, Code.HALF_DAYS,
        "3 av platsens halvdagar passar Rania. 20 timmar behöver 5.", "12 timmar i veckan, på alla platsens tider",
    ),
    "eight minutes too far": (
        {}, {"travel_minutes": 48}, Code.TRAVEL, "Resan tar 48 minuter, gränsen är 40.", "+8 min resa",
    ),
    "more Swedish": (
        {"swedish": 1}, {}, Code.SWEDISH,
        "Platsen kräver svenska på nivån 2, Rania har 1.", "Svenska på nivån 2",
    ),
    "licence": ({}, {"needs_driving_licence": True}, Code.LICENCE, "Platsen kräver körkort.", "Körkort"),
    "no extract": (
        {}, {"extract_law": ExtractLaw.SCHOOL}, Code.EXTRACT,
        "Utdrag ur belastningsregistret enligt skollagen 2 kap. 31 § är inte visat.", "Ett nytt utdrag visas",
    ),
    "nobody has said which law": (
        {}, {"extract_law": ExtractLaw.UNSTATED}, Code.EXTRACT,
        "Arbetsplatsen kräver utdrag ur belastningsregistret, men det är inte sagt enligt vilken lag. Ange lagen i "
        "platsprofilen.", "Platsen anger lagen, och ett utdrag visas",
    ),
    "lifting": (
        {"can_lift": False}, {"needs_lifting": True}, Code.LIFTING,
        "Arbetet har lyft som Rania inte kan göra.", "Platsen ordnar uppgifter utan lyft",
    ),
    "supervisor has no room": (
        {}, {"supervised": 3, "supervision_left": 0}, Code.SUPERVISOR,
        "Handledaren har fullt: 3 handleds redan.", "Handledaren tar emot en till",
    ),
    "nobody supervises": (
        {}, {"supervised": 0, "supervision_left": None, "has_supervisor": False}, Code.NOBODY,
        "Ingen är utsedd att handleda på platsen.", "En handledare utses",
    ),
    "no room under any agreement": (
        {}, {"uncovered": {PlacementForm.WORK_EXPERIENCE: (Reason("Avtalet IOP 1 är fullt."),)}}, Code.AGREEMENT,
        "Avtalet IOP 1 är fullt.", "Ett avtal får utrymme för en till",
    ),
    "asked already": (
        {}, {"has_waiting": True}, Code.ASKED,
        "Rania är redan tillfrågad om platsen.", "Förslaget besvaras eller dras tillbaka",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("own", "its", "code", "reason", "opens"), ONE_REASON.values(), ids=ONE_REASON.keys())
def test_each_rule_says_its_own_reason_and_what_opens(own, its, code, reason, opens):
    found = blocks(wanted(**own), offer(**its))
    assert [block.code for block in found] == [code]
    assert str(found[0].reason) == reason
    assert str(found[0].opens.words) == opens
    assert blocks(*found[0].opens.applied(wanted(**own), offer(**its))) == ()


def test_a_place_without_hindrance_has_no_reason():
    assert blocks(wanted(), offer()) == ()


def test_where_the_place_names_a_law_only_an_extract_by_that_law_counts():
    needs = offer(extract_law=ExtractLaw.SCHOOL)
    day = wanted().starts_on
    assert [each.code for each in blocks(wanted(), needs)] == [Code.EXTRACT]
    assert blocks(wanted(extracts=(Shown(ExtractLaw.SCHOOL, day, day),)), needs) == ()
    assert blocks(wanted(extracts=(Shown(ExtractLaw.CHILDREN, day, day),)), needs)


def test_an_extract_counts_on_its_anniversary_and_not_the_day_after():
    needs = offer(extract_law=ExtractLaw.SCHOOL)
    for day, found in ((date(2025, 11, 23), 0), (date(2025, 11, 22), 1)):
        assert len(blocks(wanted(extracts=(Shown(ExtractLaw.SCHOOL, day, day),)), needs)) == found


def test_no_extract_is_enough_before_the_place_has_said_its_law():
    day = wanted().starts_on
    every = tuple(Shown(law, day, day) for law in EXTRACT_LAWS)
    (block,) = blocks(wanted(extracts=every), offer(extract_law=ExtractLaw.UNSTATED))
    assert not block.private


def test_a_journey_nobody_knows_does_not_block_but_speaks_against():
    unknown = offer(travel_minutes=None)
    assert blocks(wanted(), unknown) == ()
    part = next(part for part in score(wanted(), unknown).parts if part.kind is PartKind.TRAVEL)
    assert not part.speaks_for
    assert part.points < part.most


def test_a_full_place_with_no_end_in_sight_says_so():
    never = offer(seats=Seats(((date(2020, 1, 1), None, 0),)))
    (block,) = blocks(wanted(), never)
    assert str(block.reason) == "Platsen är full, och ingen ledig tid är inlagd."
    assert block.opens is None


def test_a_seat_promised_to_somebody_is_not_free():
    promised = Seats(((date(2020, 1, 1), None, 1),), reserved=((MONDAY, LAST),))
    assert [block.code for block in blocks(wanted(), offer(seats=promised))] == [Code.FULL]


def test_all_reasons_stand_at_once():
    far = offer(travel_minutes=52, supervised=3, supervision_left=0, needs_driving_licence=True)
    assert {block.code for block in blocks(wanted(), far)} == {Code.TRAVEL, Code.SUPERVISOR, Code.LICENCE}


def test_what_only_readers_of_the_file_may_know_becomes_one_line_that_tells_nothing():
    found = blocks(wanted(can_lift=False), offer(extract_law=ExtractLaw.SCHOOL, needs_lifting=True, travel_minutes=48))
    assert len(found) == 3
    said = said_to(found, reads_file=False)
    assert [str(block.reason) for block in said] == [
        "Resan tar 48 minuter, gränsen är 40.",
        "Platsen kan inte föreslås.",
    ]
    assert said[1].opens is None
    assert said_to(found, reads_file=True) == found


def test_an_outsider_cannot_tell_an_extract_from_lifting_by_the_order():
    needs_extract = offer(key=1, name="A", extract_law=ExtractLaw.SCHOOL)
    needs_lifting = offer(key=2, name="B", needs_lifting=True)
    person = wanted(can_lift=False)
    assert cost(said_to(blocks(person, needs_extract), reads_file=False)) == cost(
        said_to(blocks(person, needs_lifting), reads_file=False)
    )


def test_the_parts_are_the_ones_agreed_and_make_a_hundred():
    made = score(wanted(), offer())
    assert [part.kind for part in made.parts] == list(PartKind)
    assert sum(MOST.values()) == 100


POINTS: dict[str, tuple[dict[str, Any], dict[str, Any], PartKind, int]] = {
    "room to grow": ({}, {}, PartKind.INDEPENDENCE, 30),
    "at the highest level": ({"independence_level": 3}, {}, PartKind.INDEPENDENCE, 24),
    "first wish": ({}, {}, PartKind.GOAL, 25),
    "second wish": ({}, {"field": Field.KITCHEN}, PartKind.GOAL, 20),
    "near a wish": ({}, {"field": Field.CARE}, PartKind.GOAL, 10),
    "not a wish": ({}, {"field": Field.TRANSPORT}, PartKind.GOAL, 0),
    "no wish said": ({"wishes": ()}, {}, PartKind.GOAL, 10),
    "half-days to spare": ({}, {}, PartKind.SCHEDULE, 20),
    "one to spare": ({"slots": 0b111111}, {}, PartKind.SCHEDULE, 18),
    "none to spare": ({"slots": 0b11111}, {}, PartKind.SCHEDULE, 14),
    "near": ({}, {"travel_minutes": 10}, PartKind.TRAVEL, 15),
    "half way": ({}, {"travel_minutes": 27}, PartKind.TRAVEL, 11),
    "at the limit": ({}, {"travel_minutes": 40}, PartKind.TRAVEL, 5),
    "supervisor free": ({}, {"supervised": 0}, PartKind.SUPERVISOR, 10),
    "supervisor has one of three": ({}, {}, PartKind.SUPERVISOR, 6),
    "supervisor has not said": ({}, {"supervision_left": None}, PartKind.SUPERVISOR, 5),
}


@pytest.mark.parametrize(("own", "its", "kind", "points"), POINTS.values(), ids=POINTS.keys())
def test_points(own, its, kind, points):
    made = score(wanted(**own), offer(**its))
    assert {part.kind: part.points for part in made.parts}[kind] == points


def test_nearest_to_opening_stands_first():
    few = offer(key=1, name="Två skäl", travel_minutes=41, supervised=3, supervision_left=0)
    near = offer(key=2, name="Åtta minuter", travel_minutes=48)
    far = offer(key=3, name="En grad", independence_from=3)
    never = offer(key=4, name="Aldrig", seats=Seats(()))
    ranking = rank(wanted(), [never, few, far, near], reads_file=True)
    assert [row.offer.name for row in ranking.blocked] == ["Åtta minuter", "En grad", "Aldrig", "Två skäl"]
    assert ranking.tried == 4
    assert dict(ranking.most_common())[Code.TRAVEL] == 2


def test_equal_points_are_ordered_by_wish_then_journey_then_name():
    same = [offer(key=2, name="B"), offer(key=1, name="B"), offer(key=3, name="A")]
    assert [row.offer.key for row in rank(wanted(), same, reads_file=True).suggestions] == [3, 1, 2]


CHOICES = {
    "the first needs no reason": (1, None, "", set()),
    "another needs one": (2, None, "", {"because"}),
    "another reason needs words": (3, ChosenBecause.OTHER, " ", {"words"}),
    "the wish is enough": (2, ChosenBecause.PARTICIPANT_WISH, "", set()),
}


@pytest.mark.parametrize(("number", "because", "words", "fields"), CHOICES.values(), ids=CHOICES.keys())
def test_choosing_another_than_the_first(number, because, words, fields):
    assert {reason.at for reason in reasons_not_to_choose(rank=number, because=because, words=words)} == fields


days = st.dates(date(2026, 1, 1), date(2028, 1, 1))
periods = st.tuples(days, st.integers(0, 200)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
seats = st.builds(
    Seats,
    st.integers(0, 3).map(lambda number: ((date(2025, 1, 1), None, number),)),
    st.lists(st.tuples(st.integers(1, 3), periods).map(lambda row: (row[0], *row[1])), max_size=4).map(tuple),
    st.lists(periods, max_size=2).map(tuple),
)
slots = st.integers(0, ALL_HALF_DAYS)
people = st.builds(
    wanted,
    starts_on=st.just(MONDAY),
    ends_on=st.integers(1, 200).map(lambda length: MONDAY + timedelta(days=length)),
    hours_per_week=st.integers(1, 40),
    form=st.none() | st.sampled_from(PlacementForm),
    independence_level=st.integers(1, 4),
    wishes=st.lists(st.sampled_from(Field), max_size=4, unique=True).map(tuple),
    slots=slots,
    longest_travel_minutes=st.integers(0, 120),
    swedish=st.integers(0, 5),
    has_driving_licence=st.booleans(),
    can_lift=st.booleans(),
    extracts=st.lists(st.builds(Shown, st.sampled_from(EXTRACT_LAWS), days, days), max_size=3).map(tuple),
)
levels = st.lists(st.integers(1, 4), min_size=2, max_size=2).map(sorted)
ranges = st.lists(st.integers(1, 40), min_size=2, max_size=2).map(sorted)


@st.composite
def places(draw: st.DrawFn) -> Offer:
    level, hours = draw(levels), draw(ranges)
    return offer(
        key=draw(st.integers(1, 10_000)),
        name=draw(st.sampled_from(["A", "B", "Å"])),
        field=draw(st.sampled_from(Field)),
        forms=frozenset(draw(st.lists(st.sampled_from(PlacementForm), min_size=1, unique=True))),
        independence_from=level[0],
        independence_to=level[1],
        hours_from=hours[0],
        hours_to=hours[1],
        slots=draw(slots),
        lowest_swedish=draw(st.integers(0, 5)),
        needs_driving_licence=draw(st.booleans()),
        extract_law=draw(st.sampled_from(ExtractLaw)),
        needs_lifting=draw(st.booleans()),
        opened_on=draw(st.dates(date(2026, 1, 1), date(2027, 6, 1))),
        closed_on=draw(st.none() | st.dates(date(2027, 6, 2), date(2028, 1, 1))),
        seats=draw(seats),
        travel_minutes=draw(st.none() | st.integers(0, 200)),
        supervised=draw(st.integers(0, 6)),
        supervision_left=draw(st.none() | st.integers(0, 5)),
        has_supervisor=draw(st.booleans()),
        uncovered=dict.fromkeys(draw(st.sets(st.sampled_from(PlacementForm))), (Reason("Avtalet är fullt."),)),
        has_waiting=draw(st.booleans()),
    )


@given(people, places())
def test_the_total_is_the_sum_of_what_is_shown_and_no_part_is_above_its_maximum(person, place):
    made = score(person, place)
    assert made.total == sum(part.points for part in made.parts)
    assert all(0 <= part.points <= MOST[part.kind] == part.most for part in made.parts)
    assert len(made.because) == len(made.parts)


@given(people, places())
def test_the_named_change_removes_exactly_its_reason(person, place):
    for block in blocks(person, place):
        if block.opens is not None:
            assert block.opens.cost > 0
            after = blocks(*block.opens.applied(person, place))
            assert block.code not in {other.code for other in after}


@given(people, places())
def test_a_change_on_this_page_touches_only_what_the_page_can_try(person, place):
    for block in blocks(person, place):
        if block.opens is not None and block.opens.where is Where.HERE:
            assert not block.opens.offer
            assert set(block.opens.wanted) <= {"starts_on", "ends_on", "hours_per_week", "form"}


@given(people, st.lists(places(), max_size=8, unique_by=lambda place: place.key), st.randoms())
def test_the_order_never_depends_on_the_order_things_came_in(person, offers, random):
    shuffled = random.sample(offers, len(offers))
    assert rank(person, offers, reads_file=True) == rank(person, shuffled, reads_file=True)


@given(people, places())
def test_a_shorter_journey_never_gives_fewer_points(person, place):
    near = replace(place, travel_minutes=10)
    far = replace(place, travel_minutes=max(10, place.travel_minutes or 0))
    assert score(person, near).total >= score(person, far).total
