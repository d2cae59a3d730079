"""Comparing placements (jämförelse av placeringar): the current placement of a row, and a seat for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..placement import last_allowed_day
from ..words import Reason
from .compare import ComparedRow
from .participants import PLACEMENT_KEYS
from .register import KnownPlacement, Register

DETAILS = tuple(key for key in PLACEMENT_KEYS if key != "place")


def compare_placement(compared: ComparedRow, register: Register, *, today: date) -> None:
    """The row's placement against the one that runs; a new one takes a free seat, never one more than there are."""
    values = compared.values
    if not any(key in values for key in PLACEMENT_KEYS):
        return
    running: tuple[KnownPlacement, ...] = compared.known.placements if compared.known else ()
    place_id = values.get("place") or (running[0].values["place"] if running else None)
    if place_id is None:
        compared.refuse("place", Reason("Skriv vilken arbetsplats det gäller."))
        return
    at_place = [placement for placement in running if placement.values["place"] == place_id]
    if at_place:
        same_start = [each for each in at_place if each.values["placement_from"] == values.get("placement_from")]
        _compare_running(compared, register, (same_start or at_place)[0])
    elif running:
        label = register.directories["place"].labels[running[0].values["place"]]
        compared.refuse("place", Reason("Personen har redan en placering som pågår, på {place}. Avsluta den först.",
                                        place=label))  # fmt: skip
    else:
        _start(compared, register, place_id, today=today)


def _compare_running(compared: ComparedRow, register: Register, placement: KnownPlacement) -> None:
    changed = compared.differing(DETAILS, placement.values)
    if not changed:
        return
    after = {**placement.values, **{key: compared.values[key] for key in changed}}
    if {"placement_from", "placement_to"} & set(changed):
        _check_period(compared, after)
    if not compared.errors:
        _take_seat(compared, register, after, placement=placement)
    compared.found["placement"] = placement


def _start(compared: ComparedRow, register: Register, place_id: int, *, today: date) -> None:
    place, values = register.places[place_id], compared.values
    if "form" not in values and len(place["forms"]) == 1:
        values["form"] = place["forms"][0]
    for key in DETAILS:
        if key not in values:
            compared.refuse(key, Reason("{column} behövs för en ny placering.", column=compared.headers[key]))
    if compared.errors:
        return
    _check_period(compared, values)
    _check_against_place(compared, place, today=today)
    if not compared.errors:
        _take_seat(compared, register, values, placement=None)
    for key in PLACEMENT_KEYS:
        compared.change(key, None, values[key])


def _check_period(compared: ComparedRow, after: Mapping[str, Any]) -> None:
    starts_on, ends_on = after["placement_from"], after["placement_to"]
    if ends_on < starts_on:
        compared.refuse("placement_to", Reason("Sista dagen ligger före första dagen."))
    elif ends_on > last_allowed_day(starts_on=starts_on, studies_follow=True):
        compared.notices.append(Reason("Placeringen är längre än kommunens gräns."))


def _check_against_place(compared: ComparedRow, place: Mapping[str, Any], *, today: date) -> None:
    values = compared.values
    if values["placement_from"] > today:
        compared.refuse("placement_from", Reason("Placeringen har inte börjat än. Föreslå den på personens sida."))
    if values["placement_to"] < today:
        compared.refuse("placement_to", Reason("Placeringen har redan slutat. Här står bara den som pågår."))
    if place["closed_on"] and place["closed_on"] < values["placement_to"]:
        compared.refuse("place", Reason("Arbetsplatsen stänger {day}.", day=place["closed_on"]))
    if values["form"] not in place["forms"]:
        compared.notices.append(Reason("Arbetsplatsen brukar inte ta emot den formen."))


def _take_seat(
    compared: ComparedRow, register: Register, after: Mapping[str, Any], *, placement: KnownPlacement | None
) -> None:
    """A placement that takes no more days than it had keeps its seat, also where the capacity was lowered later."""
    starts_on, ends_on = after["placement_from"], after["placement_to"]
    if placement and placement.values["placement_from"] <= starts_on and ends_on <= placement.values["placement_to"]:
        compared.found["seat"] = placement.seat
        return
    seat = register.seats.take(
        after["place"],
        starts_on=starts_on,
        ends_on=ends_on,
        wished=placement.seat if placement else None,
        placement_id=placement.id if placement else None,
    )
    if seat is None:
        place = register.places[after["place"]]["name"]
        compared.refuse("place", Reason("Det finns ingen ledig plats på {place} hela perioden.", place=place))
    compared.found["seat"] = seat
