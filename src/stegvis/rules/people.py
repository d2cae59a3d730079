"""People (personer): roles, gender, protection and identity numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from personnummer.personnummer import Personnummer, PersonnummerException

from .words import N_, Labelled, Reason


class Role(Labelled):
    """What somebody does here (design §2). The key is stored; a role is never renamed, only added."""

    INTAKE = "intake", N_("mottagning")
    COORDINATOR = "coordinator", N_("koordinator")
    TEAM_MEMBER = "team_member", N_("teammedlem")
    WORK_SUPERVISOR = "work_supervisor", N_("arbetsledare")
    WORKPLACE_SUPERVISOR = "workplace_supervisor", N_("arbetsplatshandledare")
    RECEIVING_MANAGER = "receiving_manager", N_("mottagande chef")
    EMPLOYER_COORDINATOR = "employer_coordinator", N_("arbetsgivarkoordinator")
    HR = "hr", N_("HR Arbetsmarknad")
    REFERRER = "referrer", N_("anvisande handläggare")
    UNIT_MANAGER = "unit_manager", N_("enhetschef")
    ANALYST = "analyst", N_("utredare")
    COMMITTEE_SECRETARY = "committee_secretary", N_("nämndsekreterare")
    COMMITTEE_MEMBER = "committee_member", N_("ledamot")
    ADMINISTRATOR = "administrator", N_("systemförvaltare")
    PRIVACY_OFFICER = "privacy_officer", N_("loggranskare")


class Gender(Labelled):
    """Gender as the statistics divide it; Kolada uses K and M."""

    WOMAN = "K", N_("kvinna")
    MAN = "M", N_("man")
    UNKNOWN = "X", N_("uppgift saknas")


class Protection(Labelled):
    """Skyddade personuppgifter, weakest first (Swedish Tax Agency)."""

    NONE = "none", N_("ingen")
    MARKED = "marked", N_("sekretessmarkering")
    PROTECTED_REGISTRATION = "protected_registration", N_("skyddad folkbokföring")
    FICTITIOUS = "fictitious", N_("fingerade personuppgifter")


BECAME_PROTECTED = N_("Arbetar redan med personen")
"""Why somebody may go on reading the day a person becomes protected."""


class OrganisationKind(Labelled):
    """What a workplace or a unit belongs to."""

    MUNICIPALITY = "municipality", N_("kommun")
    DEPARTMENT = "department", N_("förvaltning")
    UNIT = "unit", N_("enhet")
    MUNICIPAL_COMPANY = "municipal_company", N_("kommunalt bolag")
    ASSOCIATION = "association", N_("förening")
    COMPANY = "company", N_("företag")


@dataclass(frozen=True)
class IdentityNumber:
    """A valid personnummer or samordningsnummer: twelve digits, with what they say."""

    digits: str
    born_on: date
    gender: Gender
    is_coordination_number: bool


IDENTITY_SHAPE = re.compile(r"(?:\d{12}|\d{10}|\d{8}[-+]\d{4}|\d{6}[-+]\d{4})\Z")


def read_identity_number(text: str, *, today: date) -> IdentityNumber | Reason:
    """Read a number written with 10 or 12 digits, hyphen, plus sign or spaces.

    The century of a ten-digit number is chosen so that the person is born and under 100, or over 100 with a plus sign
    (Skatteverket, SKV 704). A samordningsnummer has 60 added to the day.
    """
    compact = unicodedata.normalize("NFKC", text).replace("–", "-").replace("−", "-")
    compact = re.sub(r"\s", "", compact)
    if not IDENTITY_SHAPE.match(compact):
        return Reason("Ett identitetsnummer har 10 eller 12 siffror, till exempel 19900101-1234.", at="identity_number")
    try:
        number = Personnummer(_with_century(compact, today=today))
    except (PersonnummerException, ValueError):
        return Reason(
            "Kontrollsiffran eller datumet i numret stämmer inte. Jämför med legitimationen.", at="identity_number"
        )
    return _as_identity(number, today=today)


def _with_century(compact: str, *, today: date) -> str:
    digits = re.sub(r"\D", "", compact)
    if len(digits) == 12:
        return digits
    years = int(digits[:2])
    century = today.year // 100 * 100
    if century + years > today.year:
        century -= 100
    if "+" in compact:
        century -= 100
    return f"{century + years:04d}{digits[2:]}"


def _as_identity(number: Personnummer, *, today: date) -> IdentityNumber | Reason:
    digits = re.sub(r"\D", "", number.format(long_format=True))
    is_coordination_number = int(digits[6:8]) > 60
    day = int(digits[6:8]) - (60 if is_coordination_number else 0)
    born_on = date(int(digits[:4]), int(digits[4:6]), day)
    if born_on > today:
        return Reason("Numret anger ett födelsedatum som inte har varit än.", at="identity_number")
    gender = Gender.MAN if int(digits[10]) % 2 else Gender.WOMAN
    return IdentityNumber(digits, born_on, gender, is_coordination_number)


def age_on(born_on: date, day: date) -> int:
    """Whole years on the given day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def fold(name: str) -> str:
    """The form of a name that is searched: å, ä and ö stay letters of their own, é and other accents fall away."""
    kept = {"å", "ä", "ö"}
    letters = []
    for letter in unicodedata.normalize("NFC", name).casefold():
        letters.append(letter if letter in kept else unicodedata.normalize("NFD", letter)[0])
    return " ".join("".join(letters).split())
