"""Comparing participants (jämförelse av deltagare): who a row is about, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..people import IdentityNumber, fold
from ..words import Reason
from .columns import ReadRow
from .compare import ComparedRow, resolve
from .compare_placements import compare_placement
from .participants import CASE_KEYS, OPENS_A_CASE, PARTICIPANT_COLUMNS, PERSON_KEYS
from .register import KnownPerson, Register

COLUMNS = {column.key: column for column in PARTICIPANT_COLUMNS}
HEADERS = {column.key: column.header for column in PARTICIPANT_COLUMNS}
CANNOT_TELL_WHO = Reason("Raden kan inte kopplas säkert till en person. Skriv personnummer eller ärendenummer.")


class Comparison:
    """Compares the rows of one file, in order; remembers who has been on a row already."""

    def __init__(self, register: Register, *, today: date) -> None:
        self.register = register
        self.today = today
        self.seen: dict[tuple[str, Any], int] = {}

    def compare(self, row: ReadRow) -> ComparedRow:
        """What the row would do. With an error, nothing of the row is taken into account for the rows below."""
        compared = ComparedRow(row, HEADERS)
        known = self._who(row, compared)
        compared.known, compared.is_new = known, known is None
        resolve(compared, COLUMNS, self.register.directories, known.values if known else {})
        self._refuse_if_seen(compared)
        if not compared.errors:
            self._compare_person(compared)
            self._compare_case(compared)
            self._compare_coordinator(compared)
            compare_placement(compared, self.register, today=self.today)
        return compared

    # Who the row is about ------------------------------------------------------------------------------------------

    def _who(self, row: ReadRow, compared: ComparedRow) -> KnownPerson | None:
        """By identity number, own case number, Stegvis' own key, or name with birth date; never by guessing."""
        number: IdentityNumber | None = row.values.get("identity_number")
        by_number = self.register.by_number.get(number.digits) if number else None
        by_case = self._by_case(row)
        if by_number and by_case and by_number is not by_case:
            compared.refuse("case_number", Reason("Ärendenumret hör till en annan person än personnumret."))
            return by_number
        if by_number:
            return by_number
        if by_case and number and by_case.values["identity_number"]:
            compared.refuse("identity_number", Reason("Personnumret är ett annat än det som ärendet har i Stegvis."))
        return by_case or self._by_own_key(row, number) or self._by_name(row, number, compared)

    def _by_case(self, row: ReadRow) -> KnownPerson | None:
        participant_id, _ = self.register.cases.get(row.values.get("case_number", ""), (0, False))
        return self.register.by_id.get(participant_id)

    def _by_own_key(self, row: ReadRow, number: IdentityNumber | None) -> KnownPerson | None:
        """Our own key counts only when name or birth date agrees: a file may come from another Stegvis."""
        person = self.register.by_id.get(row.values.get("stegvis_number", 0))
        if person is None or (number and person.values["identity_number"]):
            return None
        agrees = person.name == _name(row) or person.values["born_on"] == _born_on(row) is not None
        return person if agrees else None

    def _by_name(self, row: ReadRow, number: IdentityNumber | None, compared: ComparedRow) -> KnownPerson | None:
        """The same name and birth date. Two alike, or one whom the reader may not see, are left to a person."""
        if _born_on(row) is None:
            return None
        alike = self.register.by_name.get((_name(row), _born_on(row)), [])
        if number:
            alike = [person for person in alike if not person.values["identity_number"]]
        if not alike:
            return None
        if len(alike) > 1 or not alike[0].is_visible:
            compared.refuse("identity_number", CANNOT_TELL_WHO)
            return None
        return alike[0]

    def _refuse_if_seen(self, compared: ComparedRow) -> None:
        """Somebody stands on one row of a file. Which row comes first is said, so that one can be taken away."""
        row, known = compared.row, compared.known
        number = row.values.get("identity_number")
        keys: list[tuple[str, Any]] = [("person", known.id)] if known else []
        keys += [("number", number.digits)] if number else []
        keys += [("case", row.values["case_number"])] if "case_number" in row.values else []
        if not number and "case_number" not in row.values and not known:
            keys.append(("name", (_name(row), _born_on(row))))
        first = next((self.seen[key] for key in keys if key in self.seen), None)
        if first is not None:
            at = "case_number" if keys == [("case", row.values.get("case_number"))] else "identity_number"
            compared.refuse(at, Reason("Samma person står redan på rad {row}. Ta bort den ena raden.", row=first))
        for key in keys:
            self.seen.setdefault(key, row.number)

    # What it says about the person -----------------------------------------------------------------------------------

    def _compare_person(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        number: IdentityNumber | None = values.pop("identity_number", None)
        if number:
            values["identity_number"] = number.digits
            if not known or not known.values["identity_number"]:
                values.setdefault("born_on", number.born_on)
        if not known:
            self._check_new_person(compared, number)
        changed = compared.differing(PERSON_KEYS, known.values if known else {})
        digits = values.get("identity_number") or (known.values["identity_number"] if known else None)
        if digits and "born_on" in changed and f"{values['born_on']:%Y%m}" != digits[:6]:
            compared.refuse("born_on", Reason("Födelsedatumet stämmer inte med personnumret."))

    def _check_new_person(self, compared: ComparedRow, number: IdentityNumber | None) -> None:
        values = compared.values
        for key in ("given_name", "family_name"):
            if key not in values:
                compared.refuse(key, Reason("{column} behövs för en ny person.", column=HEADERS[key]))
        if not number and "born_on" not in values and "case_number" not in values:
            compared.refuse(
                "identity_number", Reason("En ny person behöver personnummer, födelsedatum eller ärendenummer.")
            )
        if number:
            values.setdefault("gender", number.gender.value)

    # The case --------------------------------------------------------------------------------------------------------

    def _compare_case(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        if known and known.case_id:
            self._compare_open_case(compared)
        elif any(key in values for key in OPENS_A_CASE):
            self._open_case(compared)
        elif not known:
            compared.notices.append(Reason("Personen registreras utan inskrivning."))

    def _compare_open_case(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        number = values.get("case_number", known.values["case_number"])
        if number != known.values["case_number"]:
            if not self._refuse_if_closed(compared):
                compared.refuse(
                    "case_number",
                    Reason("Personen har redan en öppen inskrivning, {number}.", number=known.values["case_number"]),
                )
            return
        changed = compared.differing(CASE_KEYS, known.values)
        if "step" in changed and known.baseline_is_locked:
            compared.refuse(
                "step",
                Reason(
                    "Utgångsläget är låst. Steget flyttas på personens sida; nu är det {step}.",
                    step=known.values["step"],
                ),
            )
        self._check_days(compared, {**known.values, **values}, changed)

    def _refuse_if_closed(self, compared: ComparedRow) -> bool:
        """Whether the case number is one of a closed case, which an import never opens again."""
        _, is_closed = self.register.cases.get(compared.values.get("case_number", ""), (0, False))
        if is_closed:
            compared.refuse("case_number", Reason("Inskrivningen är avslutad. En import öppnar den inte igen."))
        return is_closed

    def _open_case(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        if self._refuse_if_closed(compared):
            return
        values.setdefault("opened_on", values.get("referred_on"))
        values.setdefault("referred_on", values["opened_on"])
        for key, kind in (("unit", "unit"), ("programme", "programme")):
            values.setdefault(key, self.register.directories[kind].only)
            if values[key] is None:
                compared.refuse(key, Reason("{column} behövs för att öppna en inskrivning.", column=HEADERS[key]))
        if values["opened_on"] is None:
            compared.refuse("opened_on", Reason("Skriv när personen skrevs in eller anvisades."))
            return
        values.setdefault("step", 1)
        values.setdefault("independence_level", 1)
        self._check_days(compared, values, ["opened_on", "referred_on"])
        if known:
            self._check_new_case(compared, known)
        compared.found["opens_case"] = True
        for key in ("case_number", *CASE_KEYS):
            if values.get(key) is not None:
                compared.change(key, None, values[key])
        if "coordinator" not in values:
            compared.notices.append(Reason("Inskrivningen får ingen koordinator."))

    def _check_new_case(self, compared: ComparedRow, known: KnownPerson) -> None:
        """Somebody who has been here before is enrolled anew only when the file plainly says so."""
        if known.has_waiting_referral:
            compared.refuse("opened_on", Reason("Personen har en anvisning som väntar. Ta ställning till den först."))
        closed_on = known.last_closed_on
        if closed_on and compared.values["opened_on"] <= closed_on:
            compared.refuse(
                "opened_on",
                Reason(
                    "Personens inskrivning avslutades {day}, och en import öppnar den inte igen. "
                    "Skriv en senare inskrivningsdag om en ny ska öppnas.",
                    day=closed_on,
                ),
            )
        elif closed_on:
            compared.notices.append(Reason("En ny inskrivning öppnas. Den förra avslutades {day}.", day=closed_on))

    def _check_days(self, compared: ComparedRow, values: Mapping[str, Any], changed: list[str]) -> None:
        if not {"opened_on", "referred_on"} & set(changed):
            return
        for key in ("referred_on", "opened_on"):
            if key in changed and values[key] > self.today:
                compared.refuse(key, Reason("Datumet har inte varit än."))
        if values["opened_on"] < values["referred_on"]:
            compared.refuse(
                "opened_on",
                Reason("Inskrivningen kan inte börja före anvisningen, {day}.", day=values["referred_on"]),
            )

    # The coordinator -------------------------------------------------------------------------------------------------

    def _compare_coordinator(self, compared: ComparedRow) -> None:
        known, values = compared.known, compared.values
        before = known.values if known and known.case_id else {}
        if "coordinator" not in values and "coordinator_since" not in values:
            return
        if "coordinator" not in values and before.get("coordinator") is None:
            compared.refuse("coordinator", Reason("Skriv vem som är koordinator."))
            return
        new: int = values.get("coordinator") or before["coordinator"]
        if new == before.get("coordinator"):
            self._compare_since(compared, before)
            return
        if new not in self.register.coordinators:
            name = self.register.directories["coordinator"].labels[new]
            compared.refuse("coordinator", Reason("{name} har inte rollen koordinator i dag.", name=name))
        self._change_coordinator(compared, before, new)

    def _compare_since(self, compared: ComparedRow, before: Mapping[str, Any]) -> None:
        if compared.differing(["coordinator_since"], before):
            self._check_since(compared, compared.values["coordinator_since"], compared.known.last_period_ended_on)

    def _change_coordinator(self, compared: ComparedRow, before: Mapping[str, Any], new: int) -> None:
        known, values = compared.known, compared.values
        last_ended = known.last_period_ended_on if known and known.case_id else None
        opened_on = values.get("opened_on") or before.get("opened_on")
        default = opened_on if before.get("coordinator") is None and last_ended is None else self.today
        since = values.setdefault("coordinator_since", default)
        if since is None:
            return
        self._check_since(compared, since, last_ended)
        if before.get("coordinator") is not None and since <= before["coordinator_since"]:
            compared.refuse(
                "coordinator_since",
                Reason(
                    "Bytet måste ske efter {since}, då nuvarande koordinator tog över.",
                    since=before["coordinator_since"],
                ),
            )
        compared.change("coordinator", before.get("coordinator"), new)
        compared.change("coordinator_since", before.get("coordinator_since"), since)
        compared.found["gives_coordinator"] = True

    def _check_since(self, compared: ComparedRow, since: date, last_ended: date | None) -> None:
        if since > self.today:
            compared.refuse("coordinator_since", Reason("Datumet har inte varit än."))
        if last_ended and since <= last_ended:
            compared.refuse(
                "coordinator_since",
                Reason("En tidigare koordinator hade inskrivningen till {day}.", day=last_ended),
            )


def _name(row: ReadRow) -> str:
    return fold(f"{row.values.get('given_name', '')} {row.values.get('family_name', '')}")


def _born_on(row: ReadRow) -> date | None:
    number: IdentityNumber | None = row.values.get("identity_number")
    born_on: date | None = row.values.get("born_on")
    return born_on or (number.born_on if number else None)
