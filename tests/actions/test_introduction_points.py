"""The points of the introduction: changed from tomorrow, with what is begun untouched and every wording kept."""

from datetime import timedelta

import pytest
from django.apps import apps

from stegvis.access import Actor, NotAllowed, NotAllowedNow
from stegvis.actions.attendance import points as acts
from stegvis.actions.attendance import tick_points
from stegvis.actions.standard.attendance import ROWS, lay_in
from stegvis.models import CaseEvent, IntroductionPoint
from stegvis.queries.attendance.introduction import introduction_of, not_introduced
from stegvis.queries.attendance.points import point_list
from stegvis.rules.people import Role
from stegvis.rules.placement import PlacementStatus
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.today()
BY = make.SYSTEM


def day(days):
    return TODAY + timedelta(days=days)


@pytest.fixture
def host():
    return make.unit("Drivhuset", takes_participants=False)


def row(text="Visa runt", organisation=None, position=1, first=-300, last=None):
    until = None if last is None else day(last)
    return IntroductionPoint.objects.create(
        organisation=organisation, position=position, text=text, valid_from=day(first), valid_to=until
    )


def shown(organisation=None):
    return [line.now.text for line in point_list(organisation, today=TODAY).lines]


def resting(organisation=None):
    return [point.text for point in point_list(organisation, today=TODAY).rest]


def texts(placement, today=TODAY):
    return [line.text for line in introduction_of(placement, today=today).lines]


def refusal(act):
    with pytest.raises(NotAllowedNow) as refused:
        act()
    return [str(reason) for reason in refused.value.reasons]


def test_a_point_comes_last_and_holds_from_its_day(host):
    row()
    added = acts.add_point(host, text="  Var   skorna finns ", from_on=day(1), by=BY)
    assert (added.text, added.position, added.valid_from) == ("Var skorna finns", 1, day(1))
    assert acts.add_point(None, text="Tystnadsplikt", from_on=day(5), by=BY).position == 2
    assert shown() == ["Visa runt", "Tystnadsplikt"]
    assert shown(host) == ["Var skorna finns"]
    assert CaseEvent.objects.filter(kind="catalogue_changed").count() == 2


def test_a_hosts_point_is_not_one_of_all_over_again(host):
    row()
    assert refusal(lambda: acts.add_point(host, text="visa runt", from_on=day(1), by=BY)) == ["Punkten finns redan."]
    acts.add_point(host, text="Skorna", from_on=day(1), by=BY)
    acts.add_point(make.unit("Köket"), text="Skorna", from_on=day(1), by=BY)
    assert refusal(lambda: acts.add_point(host, text="SKORNA", from_on=day(1), by=BY)) == ["Punkten finns redan."]


def test_other_words_are_a_row_of_their_own(host):
    old = row(organisation=host)
    new = acts.reword_point(old, text="Visa hela huset", from_on=day(3), by=BY)
    old.refresh_from_db()
    assert (old.text, old.valid_to) == ("Visa runt", day(2))
    assert (new.position, new.valid_from, new.organisation) == (old.position, day(3), host)
    [line] = point_list(host, today=TODAY).lines
    assert (line.now.key, line.later.key) == (old.pk, new.pk)
    acts.reword_point(new, text="Visa trädgården", from_on=day(9), by=BY)
    old.refresh_from_db()
    assert (old.valid_to, IntroductionPoint.objects.count()) == (day(8), 2)
    acts.take_back_point(new, by=BY)
    old.refresh_from_db()
    assert (old.valid_to, IntroductionPoint.objects.count()) == (None, 1)


def test_what_was_there_stays_in_the_history(host):
    old = row(organisation=host)
    coming = acts.reword_point(old, text="Visa huset", from_on=day(3), by=BY)
    acts.take_back_point(coming, by=BY)
    history = apps.get_model("stegvis", "IntroductionPointHistory").objects
    kept = history.filter(pgh_obj_id=coming.pk).order_by("pgh_id").values_list("pgh_label", "text")
    assert list(kept) == [("insert", "Visa huset"), ("delete", "Visa huset")]
    assert list(history.filter(pgh_obj_id=old.pk).order_by("pgh_id").values_list("valid_to", flat=True)) == [
        None,
        day(2),
        None,
    ]


def test_a_point_rests_and_holds_again():
    one, two = row(), row("Raster", position=2)
    rested = acts.rest_point(one, from_on=day(1), by=BY)
    assert (rested.pk, rested.valid_to) == (one.pk, day(0))
    assert (shown(), resting()) == (["Visa runt", "Raster"], [])
    acts.resume_point(one, by=BY)
    one.refresh_from_db()
    assert one.valid_to is None
    IntroductionPoint.objects.filter(pk=two.pk).update(valid_to=day(-1))
    assert (shown(), resting()) == (["Visa runt"], ["Raster"])
    again = acts.resume_point(two, by=BY)
    two.refresh_from_db()
    assert (two.valid_to, again.valid_from, again.position) == (day(-1), day(1), 2)
    assert (shown(), resting()) == (["Visa runt", "Raster"], [])
    assert refusal(lambda: acts.resume_point(two, by=BY)) == ["Punkten vilar inte."]
    acts.take_back_point(again, by=BY)
    assert resting() == ["Raster"]


def test_the_order_takes_every_wording_along():
    one, two, gone = row(), row("Raster", position=2), row("Vilar", position=3, last=-1)
    coming = acts.reword_point(two, text="Raster och mat", from_on=day(1), by=BY)
    acts.order_points(None, order=[two.pk, one.pk], by=BY)
    places = dict(IntroductionPoint.objects.values_list("pk", "position"))
    assert places == {two.pk: 1, coming.pk: 1, one.pk: 2, gone.pk: 3}
    told = ["Listan har ändrats sedan du läste den. Titta igen och flytta punkten då."]
    assert refusal(lambda: acts.order_points(None, order=[two.pk], by=BY)) == told
    assert acts.add_point(None, text="Sist", from_on=day(1), by=BY).position == 4


def test_a_list_that_is_begun_keeps_its_points_and_words(host):
    old = row()
    place = make.place(host=host, seats=3)
    begun = make.placement(make.case(), place, starts_on=day(-1))
    early = make.placement(make.case(), place, PlacementStatus.AGREED, starts_on=day(10))
    later = make.placement(make.case(), place, PlacementStatus.AGREED, starts_on=day(10))
    tick_points(early, points=[old], done_on=TODAY, by=BY)
    acts.reword_point(old, text="Visa hela huset", from_on=day(1), by=BY)
    acts.add_point(host, text="Skorna", from_on=day(1), by=BY)
    for placement in (begun, early):
        assert texts(placement, today=day(20)) == ["Visa runt"]
    assert texts(later) == ["Visa runt"]
    assert texts(later, today=day(10)) == ["Visa hela huset", "Skorna"]


def test_a_point_that_rests_stays_where_it_was_gone_through_and_where_it_is_left(host):
    one, two = row(), row("Raster", position=2)
    placement = make.placement(make.case(), make.place(host=host), starts_on=day(-8))
    tick_points(placement, points=[one], done_on=TODAY, by=BY)
    acts.rest_point(two, from_on=day(1), by=BY)
    assert texts(placement, today=day(30)) == ["Visa runt", "Raster"]
    nils = make.actor(Role.WORK_SUPERVISOR, host)
    assert [each.placement_id for each in not_introduced(nils, TODAY)] == [placement.pk]
    tick_points(placement, points=[two], done_on=TODAY, by=BY)
    assert not_introduced(nils, TODAY) == []


def test_who_began_before_the_start_is_not_asked_about_what_came_between(host):
    old = row()
    placement = make.placement(make.case(), make.place(host=host), starts_on=day(-8))
    row("Nytt", position=2, first=-9)
    IntroductionPoint.objects.filter(pk=old.pk).update(valid_to=day(-10))
    nils = make.actor(Role.WORK_SUPERVISOR, host)
    assert [each.placement_id for each in not_introduced(nils, TODAY)] == [placement.pk]
    placement.introduction.create(point=old, done_on=day(-12))
    assert not_introduced(nils, TODAY) == []
    assert texts(placement) == ["Visa runt"]


def test_nothing_is_ticked_on_a_day_before_it_held(host):
    new = row("Nytt", first=-3)
    placement = make.placement(make.case(), make.place(host=host), starts_on=day(-2))
    assert len(refusal(lambda: tick_points(placement, points=[new], done_on=day(-4), by=BY))) == 1
    assert tick_points(placement, points=[new], done_on=day(-3), by=BY)


def test_what_a_new_installation_begins_with_never_takes_somebody_elses_position():
    row("Något eget", position=1)
    lay_in(by=BY)
    lay_in(by=BY)
    assert sorted(IntroductionPoint.objects.values_list("position", flat=True)) == [*range(1, len(ROWS) + 2)]
    assert shown() == ["Något eget", *ROWS]


MAY = {
    "administrator": (Role.ADMINISTRATOR, True, True),
    "unit manager": (Role.UNIT_MANAGER, False, True),
    "manager of a place": (Role.RECEIVING_MANAGER, False, True),
    "work supervisor": (Role.WORK_SUPERVISOR, False, False),
    "coordinator": (Role.COORDINATOR, False, False),
    "hr": (Role.HR, False, False),
}


@pytest.mark.parametrize(("role", "for_all", "own"), MAY.values(), ids=MAY.keys())
def test_who_keeps_which_list(host, role, for_all, own):
    user = make.user(role=role, at=make.unit())
    make.place(host=host, manager=user)
    for organisation, allowed in ((None, for_all), (host, own)):
        point = row(f"Gammalt {organisation}", organisation=organisation)
        every = (
            lambda of=organisation: acts.add_point(of, text=f"Nytt {of}", from_on=day(1), by=Actor.of(user)),
            lambda of=point: acts.reword_point(of, text=f"Annat {of.pk}", from_on=day(1), by=Actor.of(user)),
        )
        for act in every:
            if allowed:
                act()
            else:
                with pytest.raises(NotAllowed):
                    act()


def test_a_manager_keeps_no_other_hosts_points(host):
    eva = make.actor(Role.RECEIVING_MANAGER)
    make.place(host=host)
    point = row(organisation=host)
    for act in (
        lambda: acts.add_point(host, text="Nytt", from_on=day(1), by=eva),
        lambda: acts.rest_point(point, from_on=day(1), by=eva),
        lambda: acts.resume_point(point, by=eva),
        lambda: acts.take_back_point(point, by=eva),
        lambda: acts.order_points(host, order=[point.pk], by=eva),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_list_takes_two_statements_however_long(host, django_assert_num_queries):
    for number in range(1, 9):
        row(f"Punkt {number}", position=number)
        row(f"Egen {number}", host, position=number)
        for organisation in (None, host):
            with django_assert_num_queries(2):
                point_list(organisation, today=TODAY)
