"""What is shared, in words (läsbart): from keys to Swedish in one way, for preview, receiver and PDF alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...outside.letters import Letter, Section, Table
from ...queries.sharing import Content
from ...rules.activity import AbsenceKind
from ...rules.assessment import Swedish
from ...rules.attendance import code_label
from ...rules.place import Field
from ...rules.plan import ActionOwner, ActionStatus, PlanAnswer
from ...rules.sharing import SharedPart, SharingGround
from ..answers import as_sentence
from ..format import full_date, number
from ..half_days import in_words


@dataclass(frozen=True)
class Part:
    """One part of what is shared: running text, a list, rows of label and value, or a table."""

    key: str
    heading: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Readable:
    """Everything that is shared, as it is read."""

    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def readable(content: Content) -> Readable:
    """The content in words; what it does not hold is not there."""
    makers: dict[SharedPart, Callable[[Any], Part]] = {
        SharedPart.GOALS: _goals,
        SharedPart.PLAN: _plan,
        SharedPart.ABILITIES: _abilities,
        SharedPart.HOURS: _hours,
    }
    parts = tuple(makers[part](content[part.value]) for part in makers if part.value in content["parts"])
    return Readable(_facts(content), parts)


def _day(text: str | None) -> str:
    return full_date(date.fromisoformat(text)) if text else _("okänt")


def _facts(content: Content) -> tuple[tuple[str, str], ...]:
    person = content["person"]
    facts = [(_("Person"), person["name"]), (_("Född"), _day(person["born_on"]))]
    facts.append((_("Från"), _("{unit}, {programme}").format(unit=content["unit"], programme=content["programme"])))
    if "receiver" in content:
        facts += [
            (_("Till"), content["receiver"]),
            (_("Grund"), ground_in_words(content)),
            (_("Dag"), _day(content["on"])),
        ]
    return tuple(facts)


def ground_in_words(content: Content) -> str:
    """The ground with its law, or with how long the consent holds."""
    ground = as_sentence(_(SharingGround(content["ground"]).label))
    consent = content["consent"]
    if consent and consent["ends_on"]:
        return _("{ground}, till och med {day}").format(ground=ground, day=_day(consent["ends_on"]))
    return _("{ground}: {law}").format(ground=ground, law=content["law"]) if content["law"] else ground


def _goals(found: dict[str, Any] | None) -> Part:
    heading = _("Mål")
    if found is None:
        return Part("goals", heading, (_("Det finns inga mål än."),))
    direction = (_("Vald inriktning: {direction}.").format(direction=found["direction"]),) if found["direction"] else ()
    return Part("goals", heading, direction, tuple(found["goals"]))


def _plan(found: dict[str, Any] | None) -> Part:
    if found is None:
        return Part("plan", _("Planen"), (_("Det finns ingen plan än."),))
    heading = _("Planen, version {version} från {day}").format(version=found["version"], day=_day(found["made_on"]))
    answer = _("Deltagarens svar: {answer}.").format(answer=_(PlanAnswer(found["answer"]).label))
    rows = tuple(
        (
            each["text"],
            as_sentence(_(ActionOwner(each["owner"]).label)),
            _day(each["due_on"]),
            as_sentence(_(ActionStatus(each["status"]).label)),
        )
        for each in found["actions"]
    )
    return Part("plan", heading, (answer,), headings=(_("Vad"), _("Vem"), _("Senast"), _("Läge")), rows=rows)


def _abilities(found: dict[str, Any] | None) -> Part:
    heading = _("Kartlagda förmågor")
    if found is None:
        return Part("abilities", heading, (_("Det finns ingen kartläggning än."),))
    wishes = ", ".join(_(Field(key).label) for key in found["wishes"])
    facts = (
        (_("Kartlagt"), _day(found["held_on"])),
        (_("Klarar i veckan"), _("{hours} timmar").format(hours=found["hours_per_week"])),
        (_("Kan"), as_sentence(in_words(found["slots"])) or _("ingen tid alls")),
        (_("Svenska"), as_sentence(_(Swedish(found["swedish"]).label))),
        (_("Körkort"), _("Ja") if found["has_driving_licence"] else _("Nej")),
        (_("Kan lyfta"), _("Ja") if found["can_lift"] else _("Nej")),
        (_("Kan resa"), _("högst {minutes} minuter").format(minutes=found["longest_travel_minutes"])),
        (_("Vill arbeta med"), as_sentence(wishes) or _("inte sagt")),
    )
    return Part("abilities", heading, facts=facts)


def _hours(found: list[dict[str, Any]]) -> Part:
    rows = tuple(
        (
            _month(each["year"], each["month"]),
            _planned(each["planned"], each["absent"]),
            *_at_work(each.get("at_work")),
        )
        for each in found
    )
    return Part(
        "hours",
        _("Timmar och frånvaro"),
        (
            _("Frånvaron står i koder. Varför någon är sjuk frågar vi aldrig."),
            _("Tiden på arbetsplatser är den som handledaren har godkänt."),
        ),
        headings=(
            _("Månad"),
            _("Insatser, planerade timmar och anmäld frånvaro"),
            _("Arbetsplats, timmar på plats"),
            _("Arbetsplats, frånvaro"),
        ),
        rows=rows,
    )


def _planned(planned: float, absent: list[dict[str, Any]]) -> str:
    return _("{hours} timmar; frånvaro: {absent}").format(hours=number(planned), absent=_absent(absent))


def _at_work(found: dict[str, Any] | None) -> tuple[str, str]:
    """The hours at workplaces that are approved, and absence by code; or that nobody has approved them yet."""
    if not found:
        return _("ingen placering"), ""
    if not found["months"]:
        return _("inte godkänt än"), ""
    said = _("{attended} av {planned} timmar").format(
        attended=number(found["attended"], 1), planned=number(found["planned"], 1)
    )
    if found["waiting"]:
        said = _("{said}; mer väntar på godkännande").format(said=said)
    absent = [
        _("{kind} {hours} timmar").format(kind=_(code_label(each["code"])), hours=number(each["hours"], 1))
        for each in found["absent"]
    ]
    return said, "; ".join(absent) or _("ingen")


def _month(year: int, month: int) -> str:
    """oktober 2026, in the reader's language."""
    return f"{MONTHS[month]} {year}"


def _absent(found: list[dict[str, Any]]) -> str:
    if not found:
        return _("ingen")
    said = [
        ngettext("{kind} {days} dag ({hours} timmar)", "{kind} {days} dagar ({hours} timmar)", each["days"]).format(
            kind=_(AbsenceKind(each["kind"]).label), days=each["days"], hours=number(each["hours"])
        )
        for each in found
    ]
    return "; ".join(said)


def letter_of(it: Readable, *, title: str, footer: str) -> Letter:
    """The same as a letter."""
    return Letter(title=title, facts=it.facts, sections=tuple(_section(part) for part in it.parts), footer=footer)


def _section(part: Part) -> Section:
    if part.facts:
        return Section(part.heading, part.sentences, part.items, Table((_("Vad"), _("Svar")), part.facts))
    return Section(part.heading, part.sentences, part.items, Table(part.headings, part.rows) if part.rows else None)
