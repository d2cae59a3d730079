"""Attendance in Idag (introduktion, tillbud och månader): for those who lead the work, and those who approve."""

from __future__ import annotations

from datetime import date

from stegvis.access import Actor
from stegvis.queries.attendance.incident import incidents_waiting
from stegvis.queries.attendance.introduction import not_introduced
from stegvis.queries.attendance.waiting import months_waiting
from stegvis.rules.attendance import IncidentKind
from stegvis.rules.today import WorkLine, called_month, incident_line, introduction_line, month_line

from .person import Person


def introduction_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """Those who began a week ago and have points of the introduction left."""
    return [
        (
            introduction_line(
                placement_id=each.placement_id,
                case_id=each.case_id,
                name=each.given_name,
                place_name=each.place,
                starts_on=each.starts_on,
                today=day,
            ),
            Person(each.participant_id, each.name, 0),
        )
        for each in not_introduced(actor, day)
    ]


def incident_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """What has happened at the places the reader answers for; the line is about the place, not about anybody."""
    return [
        (
            incident_line(
                incident_id=each.pk,
                kind=IncidentKind(each.kind),
                place_name=each.place.name,
                happened_on=each.happened_on,
                reported_on=each.reported_on,
                today=day,
            ),
            Person(0, each.place.name, 0),
        )
        for each in incidents_waiting(actor)
    ]


def month_lines(actor: Actor, day: date) -> list[tuple[WorkLine, Person]]:
    """The months that wait for the reader, one line each; they are about nobody in particular."""
    waiting = months_waiting(actor, day)
    return [
        (
            month_line(month=each.month, people=each.people, lacking=each.lacking, today=day),
            Person(0, "", 0, called=called_month(each.month)),
        )
        for each in waiting
    ]
