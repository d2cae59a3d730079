"""Places: the smallest world of each action."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import override_settings

from stegvis.actions import place
from stegvis.actions.place import rows
from stegvis.models import Contact, Place, PlaceConfirmation
from stegvis.outside.sending import Letter
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.people import OrganisationKind
from stegvis.rules.place import ConfirmationAnswer, PlaceStatus
from tests import factories as make

from .declared import BY, Act, leaves

TRAINS = {"tasks": "Diska", "trains": "Tempo"}


def profile(name: str = "Köket", **values: Any) -> place.Profile:
    return place.Profile(name=name, field="kitchen", forms=["work_experience"], **values)


def coming(status: PlaceStatus, *, kind: OrganisationKind = OrganisationKind.UNIT) -> Place:
    """A place that has not opened."""
    host = make.unit("Norra skolan", kind=kind)
    return make.place("Köket", host=host, status=status, opened_on=None, approved_on=make.today())


@leaves("place.profile.save_place", Kind.PLACE_SAVED)
def _() -> Act:
    one = make.place()
    return lambda: place.save_place(one, profile=profile(), by=BY)


@leaves("place.profile.propose_place", Kind.PLACE_SAVED, Kind.PLACE_MOVED)
def _() -> Act:
    host = make.unit("Drivhuset")
    return lambda: place.propose_place(host=host, profile=profile(), by=BY)


@leaves("place.profile.profile_place", Kind.PLACE_SAVED, Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.PROPOSED)
    return lambda: place.profile_place(one, profile=profile(**TRAINS), by=BY)


@leaves("place.way.note_union", Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.PROFILED)
    return lambda: place.note_union(one, noted_on=make.today(), note="Inga invändningar", by=BY)


@leaves("place.way.pass_union", Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.PROFILED, kind=OrganisationKind.COMPANY)
    return lambda: place.pass_union(one, note="Eget samråd", by=BY)


@leaves("place.way.return_place", Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.UNION_NOTED)
    return lambda: place.return_place(one, note="Beskriv lyften", by=BY)


@leaves("place.way.approve_place", Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.UNION_NOTED)
    return lambda: place.approve_place(one, by=BY)


@leaves("place.way.open_place", Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.APPROVED)
    return lambda: place.open_place(one, opened_on=make.today(), seats=2, by=BY)


@leaves("place.way.pause_place", Kind.PLACE_MOVED)
def _() -> Act:
    one = make.place()
    return lambda: place.pause_place(one, by=BY)


@leaves("place.way.reopen_place", Kind.PLACE_MOVED)
def _() -> Act:
    one = place.pause_place(make.place(), by=BY)
    return lambda: place.reopen_place(one, seats=1, by=BY)


@leaves("place.way.close_place", Kind.PLACE_CLOSED, Kind.PLACE_MOVED)
def _() -> Act:
    one = make.place()
    return lambda: place.close_place(one, closed_on=make.today(), by=BY)


@leaves("place.way.keep_open", Kind.PLACE_MOVED)
def _() -> Act:
    one = place.close_place(make.place(), closed_on=make.today() + timedelta(days=9), by=BY)
    return lambda: place.keep_open(one, by=BY)


@leaves("place.rows.move", Kind.PLACE_MOVED)
def _() -> Act:
    one = coming(PlaceStatus.UNION_NOTED)
    return lambda: rows.move(one, PlaceStatus.APPROVED, by=BY)


@leaves("place.seats.change_capacity", Kind.CAPACITY_CHANGED)
def _() -> Act:
    one = make.place()
    return lambda: place.change_capacity(one, seats=4, from_on=make.today(), by=BY)


@leaves("place.seats.drop_change", Kind.CAPACITY_CHANGED)
def _() -> Act:
    one, day = make.place(), make.today() + timedelta(days=9)
    place.change_capacity(one, seats=4, from_on=day, by=BY)
    return lambda: place.drop_change(one, from_on=day, by=BY)


@leaves("place.fresh.ask_host", Kind.PLACE_ASKED)
def _() -> Act:
    one = make.place()
    return lambda: place.ask_host(one, by=BY)


@leaves("place.fresh.answer_for_place", Kind.PLACE_CONFIRMED)
def _() -> Act:
    one = make.place()
    return lambda: place.answer_for_place(one, answer=ConfirmationAnswer.AS_IT_STANDS, by=BY)


@leaves("place.fresh.keep_fresh", Kind.PLACE_ASKED)
def _() -> Act:
    make.place()
    return lambda: place.keep_fresh(by=BY)


class Way:
    """Takes every letter."""

    def send(self, letter: Letter) -> None:
        assert letter.to == "rut@exempel.se"


@leaves("place.question.mail_question", Kind.PLACE_ASKED)
def _() -> Act:
    one = make.place()
    Contact.objects.create(organisation=one.host, name="Rut", email="rut@exempel.se", agreed_on=make.today())
    asked = place.ask_host(one, by=BY)
    return lambda: _mailed(asked)


def _mailed(asked: PlaceConfirmation) -> None:
    with override_settings(SENDING=replace(settings.SENDING, address="https://exempel.se")):
        assert place.mail_question(asked, by=BY, way=Way())
