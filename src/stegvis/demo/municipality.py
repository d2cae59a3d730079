"""Åsvalla itself (kommunen): its organisation, staff, ladder, programmes and travel times."""

from __future__ import annotations

from datetime import date, timedelta

from ..rules.people import OrganisationKind, Role
from . import places, rows, texts
from .people import hire
from .world import Staff, World

NAME = "Åsvalla kommun"
LABOUR = "Arbetsmarknadsförvaltningen"
SOUTH, NORTH = "Arena Söder", "Arena Norr"
OWN_UNITS = ("Drivhuset", "Caféet", "Fritidsverkstan")
COMMITTEES = {
    LABOUR: "Arbetsmarknadsnämnden",
    "Utbildningsförvaltningen": "Utbildningsnämnden",
    "Vård- och omsorgsförvaltningen": "Vård- och omsorgsnämnden",
    "Måltidsservice": "Kommunstyrelsen",
    "Kultur- och fritidsförvaltningen": "Kultur- och fritidsnämnden",
    "Teknik- och miljöförvaltningen": "Teknik- och miljönämnden",
    "Kommunstyrelsens förvaltning": "Kommunstyrelsen",
    "Socialförvaltningen": "Socialnämnden",
}
"""The committee that each department belongs to."""
MOVED, MOVED_FROM = "Fritidsverkstan", "Kultur- och fritidsförvaltningen"
"""A unit that came from another department in the middle of the year."""
LONG_AGO = date(1971, 1, 1)
PEOPLE: tuple[tuple[str, str, Role, str | None], ...] = (
    ("administrator", "Magnus Öhrnell", Role.ADMINISTRATOR, None),
    ("unit_manager", "Karin Lodin", Role.UNIT_MANAGER, SOUTH),
    ("intake", "Birgit Wernersson", Role.INTAKE, SOUTH),
    ("coordinator", "Maria Ekdahl", Role.COORDINATOR, SOUTH),
    ("team_member", "Samira Haddadi", Role.TEAM_MEMBER, SOUTH),
    ("work_supervisor", "Nils Hedberg", Role.WORK_SUPERVISOR, "Drivhuset"),
    ("workplace_supervisor", "Åse Lindgren", Role.WORKPLACE_SUPERVISOR, "Utbildningsförvaltningen"),
    ("receiving_manager", "Tomas Wallander Ek", Role.RECEIVING_MANAGER, "Vård- och omsorgsförvaltningen"),
    ("employer_coordinator", "Petra Sandbäck", Role.EMPLOYER_COORDINATOR, LABOUR),
    ("hr", "Jonas Wiberg", Role.HR, "Kommunstyrelsens förvaltning"),
    ("referrer", "Per Lundell", Role.REFERRER, "Socialförvaltningen"),
    ("analyst", "Ellinor Brandt", Role.ANALYST, LABOUR),
    ("committee_secretary", "Ingrid Hallfors", Role.COMMITTEE_SECRETARY, "Kommunstyrelsens förvaltning"),
    ("committee_member", "Gunvor Sjölander", Role.COMMITTEE_MEMBER, None),
    ("privacy_officer", "Elsa Bergfalk", Role.PRIVACY_OFFICER, "Kommunstyrelsens förvaltning"),
    ("unit_manager-2", "Hasse Lidbrink", Role.UNIT_MANAGER, NORTH),
    ("intake-2", "Yvonne Tallmo", Role.INTAKE, NORTH),
    ("work_supervisor-2", "Leyla Demirel", Role.WORK_SUPERVISOR, "Caféet"),
    ("work_supervisor-3", "Stig Ramberg", Role.WORK_SUPERVISOR, "Fritidsverkstan"),
    ("referrer-2", "Annika Forsell", Role.REFERRER, "Socialförvaltningen"),
    ("referrer-3", "Daniel Öst", Role.REFERRER, "Socialförvaltningen"),
    ("referrer-4", "Mirjam Falk", Role.REFERRER, "Socialförvaltningen"),
    ("coordinator-2", "Anders Wiklander", Role.COORDINATOR, NORTH),
)
"""User name, name, role and unit. The first of each role stands on the door of the demonstration."""


def found(world: World) -> None:
    """Everything that is there before anybody comes."""
    _organise(world)
    world.day = world.first_day
    for username, name, role, unit in PEOPLE:
        hire(world, username=username, name=name, role=role, unit=world.units.get(unit or ""), since=world.day)
    _lay_ladder(world)
    for key, name, _ in texts.PROGRAMMES:
        world.programmes.append(world.add(rows.Programme, key=key, name=name).id)
    for first, at_first in places.ZONES.items():
        for second, at_second in places.ZONES.items():
            minutes = places.minutes_between(at_first, at_second)
            world.add(rows.TravelTime, from_zone=first, to_zone=second, minutes=minutes)


def organisation(world: World, name: str, kind: OrganisationKind, parent: str | None = NAME) -> int:
    """The key of an organisation, made the first time it is asked for."""
    if name not in world.units:
        above = world.units[parent] if parent else None
        row = world.add(
            rows.Organisation,
            name=name,
            kind=kind.value,
            parent_id=above,
            takes_participants=name in {SOUTH, NORTH},
            committee=COMMITTEES.get(name, ""),
        )
        world.units[name] = row.id
        if name != MOVED:
            world.add(rows.OrganisationLink, organisation_id=row.id, parent_id=above, starts_on=LONG_AGO)
    return world.units[name]


def _organise(world: World) -> None:
    organisation(world, NAME, OrganisationKind.MUNICIPALITY, None)
    organisation(world, LABOUR, OrganisationKind.DEPARTMENT)
    for unit in (SOUTH, NORTH, *OWN_UNITS):
        organisation(world, unit, OrganisationKind.UNIT, LABOUR)
    for host in places.HOSTS:
        organisation(world, host.name, host.kind, host.parent or NAME)
    for name, *_ in places.ASSOCIATIONS:
        organisation(world, name, OrganisationKind.ASSOCIATION, None)
    for name, *_ in places.COMPANIES:
        organisation(world, name, OrganisationKind.COMPANY, None)
    _move(world)


def _move(world: World) -> None:
    """The unit that lay under another department until the latest first of June."""
    today = date.fromordinal(world.today)
    moved_on = date(today.year if today.month > 5 else today.year - 1, 6, 1)
    unit, before, now = (world.units[name] for name in (MOVED, MOVED_FROM, LABOUR))
    day_before = moved_on - timedelta(days=1)
    world.add(rows.OrganisationLink, organisation_id=unit, parent_id=before, starts_on=LONG_AGO, ends_on=day_before)
    world.add(rows.OrganisationLink, organisation_id=unit, parent_id=now, starts_on=moved_on)


def _lay_ladder(world: World) -> None:
    began = date.fromordinal(world.first_day - 365)
    ladder = world.add(rows.Ladder, name="Utvecklingstrappan", valid_from=began)
    for number, (name, criteria) in enumerate(texts.LADDER, start=1):
        step = world.add(rows.Step, ladder_id=ladder.id, number=number, name=name)
        world.criteria[number] = [
            world.add(rows.Criterion, step_id=step.id, position=position, text=text).id
            for position, text in enumerate(criteria, start=1)
        ]


def first(world: World, role: Role, unit: int | None = None) -> Staff:
    """Whoever holds a role, in a unit if one is named."""
    return next(each for each in world.staff[role] if unit is None or each.unit_id == unit)
