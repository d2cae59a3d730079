"""Participants' columns (deltagare): what a file of participants holds, with their open case and current placement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ..people import Gender, IdentityNumber, Protection
from ..place import PlacementForm
from ..words import Reason
from .cells import (
    meanings,
    read_date,
    read_email,
    read_identity,
    read_label,
    read_number,
    read_phone,
    read_text,
    read_whole_number,
)
from .columns import Column

GENDER_WORDS = meanings(
    Gender,
    {"K": ["kvinnor", "f", "female", "woman", "flicka"], "M": ["män", "male", "pojke"], "X": ["okänt", "unknown"]},
)
PROTECTION_WORDS = meanings(
    Protection,
    {
        "none": ["nej", "no", "0", "inga", "n"],
        "marked": ["ja", "yes", "x", "1", "j", "sekretess", "sekretessmarkerad", "protected", "skyddad"],
        "protected_registration": ["kvarskrivning", "kvarskriven"],
        "fictitious": ["fingerad", "fingerad identitet"],
    },
)
FORM_WORDS = meanings(
    PlacementForm,
    {
        "work_training": ["arbetsprövning", "träning"],
        "work_experience": ["praktikplats", "arbetspraktik", "internship"],
        "worklike": ["arbetslik", "worklike activity", "sysselsättning"],
        "osa": ["offentligt skyddat arbete", "osa anställd", "sheltered public employment"],
        "bea": ["bea avtal", "arbetsmarknadsanställning", "bea employment"],
    },
)


def _text(at_most: int) -> Any:
    return lambda raw, today: read_text(raw, at_most=at_most)


def _level(raw: Any, today: date) -> int | Reason:
    return read_whole_number(raw, least=1, most=4)


def _day(raw: Any, today: date) -> date | Reason:
    return read_date(raw)


def _born_on(raw: Any, today: date) -> date | Reason:
    day = read_date(raw)
    if isinstance(day, date) and day > today:
        return Reason("Födelsedatumet har inte varit än.")
    return day


def _identity(raw: Any, today: date) -> IdentityNumber | Reason:
    return read_identity(raw, today=today)


def _hours(raw: Any, today: date) -> Decimal | Reason:
    return read_number(raw, least=1, most=40, decimals=1)


def _write_identity(value: IdentityNumber | str) -> str:
    digits = value if isinstance(value, str) else value.digits
    return f"{digits[:8]}-{digits[8:]}"


def _write_hours(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


EMPTY_STAYS = "Tom cell lämnar det som står i Stegvis."
DAY_HINT = "ÅÅÅÅ-MM-DD, eller till exempel 21/11 2026."

PERSON = (
    Column(
        key="identity_number", header="Personnummer", read=_identity, write=_write_identity, example="19910115-2384",
        aliases=("Personnr", "Pnr", "P-nr", "Identitetsnummer", "Samordningsnummer", "Person-/samordningsnummer",
                 "Pers.nr", "Personal identity number", "Identity number", "Civic number", "Personid"),
        hint="Person- eller samordningsnummer med 10 eller 12 siffror. Får vara tomt om födelsedatum finns.", width=15,
    ),
    Column(
        key="given_name", header="Förnamn", read=_text(80), example="Amina",
        aliases=("Tilltalsnamn", "Given name", "First name", "Fnamn", "För-namn"), hint="Behövs för en ny person.",
    ),
    Column(
        key="family_name", header="Efternamn", read=_text(80), example="Lindqvist",
        aliases=("Family name", "Last name", "Surname", "Enamn", "Släktnamn"), hint="Behövs för en ny person.",
    ),
    Column(
        key="born_on", header="Födelsedatum", read=_born_on, example="1991-01-15", width=13,
        aliases=("Född", "Födelsedag", "Född datum", "Birth date", "Date of birth", "Born", "Födelsetid"),
        hint=f"Hämtas ur personnumret när det finns. {DAY_HINT}",
    ),
    Column(
        key="gender", header="Kön", aliases=("Gender", "Sex", "K/M", "Man/kvinna"), example="kvinna", width=10,
        read=lambda raw, today: read_label(raw, words=GENDER_WORDS, choices=[each.label for each in Gender]),
        write=lambda value: Gender(value).label, hint="K eller kvinna, M eller man, X eller uppgift saknas.",
    ),
    Column(
        key="protection", header="Skyddade personuppgifter", example="ingen",
        aliases=("Skydd", "Skyddad", "Sekretess", "Sekretessmarkering", "Skyddad identitet", "Protected", "Protection"),
        read=lambda raw, today: read_label(raw, words=PROTECTION_WORDS, choices=[each.label for each in Protection]),
        write=lambda value: Protection(value).label,
        hint="ingen, sekretessmarkering, skyddad folkbokföring eller fingerade personuppgifter.",
    ),
    Column(
        key="language", header="Språk", read=_text(40), example="arabiska",
        aliases=("Modersmål", "Tolkspråk", "Language", "Första språk"), hint="Det språk personen helst talar.",
    ),
    Column(
        key="phone", header="Telefon", read=lambda raw, today: read_phone(raw), example="070-123 45 67",
        aliases=("Telefonnummer", "Tel", "Tfn", "Mobil", "Mobilnummer", "Mobiltelefon", "Phone", "Mobile"),
    ),
    Column(
        key="email", header="E-post", read=lambda raw, today: read_email(raw), example="amina@exempel.se", width=24,
        aliases=("Epost", "E-postadress", "Mail", "Mejl", "E-mail", "Mailadress"),
    ),
    Column(
        key="travel_zone", header="Reseområde", read=_text(40), example="Centrum",
        aliases=("Zon", "Resezon", "Område", "Bostadsområde", "Stadsdel", "Zone", "Travel zone"),
        hint="Där personen bor, för att räkna restid.",
    ),
)  # fmt: skip

CASE = (
    Column(
        key="case_number", header="Ärendenummer", read=_text(20), example="", width=14,
        aliases=("Ärende", "Ärendenr", "Dnr", "Diarienummer", "Inskrivningsnummer", "Case number", "Case", "Referens"),
        hint="Eget nummer på inskrivningen. Tomt ger ett nytt nummer.",
    ),
    Column(
        key="unit", header="Enhet", read=_text(300), refers_to="unit", example="Arena Söder", width=20,
        aliases=("Unit", "Mottagande enhet", "Arbetsplatsenhet", "Resultatenhet", "Team"),
        hint="Enheten som har inskrivningen. Behövs när en inskrivning öppnas.",
    ),
    Column(
        key="programme", header="Program", read=_text(120), refers_to="programme", example="Arbetsmarknadsinsats",
        aliases=("Programme", "Program/insats", "Inriktning", "Spår"), width=20,
        hint="Programmet personen är inskriven i. Behövs när en inskrivning öppnas.",
    ),
    Column(
        key="referred_on", header="Anvisad", read=_day, example="2026-09-01", width=12, hint=DAY_HINT,
        aliases=("Anvisad den", "Anvisningsdatum", "Datum för anvisning", "Referred on", "Remitterad", "Aktualiserad"),
    ),
    Column(
        key="opened_on", header="Inskriven", read=_day, example="2026-09-08", width=12, hint=DAY_HINT,
        aliases=("Inskriven den", "Inskrivningsdatum", "Inskriven datum", "Startdatum", "Enrolled on", "Enrolled",
                 "Startad"),
    ),
    Column(
        key="step", header="Steg", read=_level, aliases=("Trappsteg", "Steg i trappan", "Step"), example="2", width=7,
        hint="1–4. Ett steg som är låst vid kartläggningen flyttas på personens sida.",
    ),
    Column(
        key="independence_level", header="Självständighetsgrad", read=_level, example="2", hint="1–4.", width=10,
        aliases=("Självständighet", "Independence level", "Grad"),
    ),
)  # fmt: skip

COORDINATOR = (
    Column(
        key="coordinator", header="Koordinator", read=_text(254), refers_to="coordinator", example="Maria Ekdahl",
        aliases=("Handläggare", "Ansvarig koordinator", "Coordinator", "Coach", "Arbetsmarknadskonsulent"), width=22,
        hint="Namn, användarnamn eller e-postadress.",
    ),
    Column(
        key="coordinator_since", header="Koordinator sedan", read=_day, example="2026-09-08", width=12,
        aliases=("Koordinator från", "Coordinator since", "Handläggare sedan"), hint=DAY_HINT,
    ),
)  # fmt: skip

PLACEMENT = (
    Column(
        key="place", header="Arbetsplats", read=_text(300), refers_to="place", width=30,
        example="Omsorgsförvaltningen / Kastanjen",
        aliases=("Placering", "Placerad på", "Arbetsställe", "Praktikplats", "Place", "Workplace", "Placement"),
        hint="Pågående placering. Värd / arbetsplats, eller bara arbetsplatsens namn om det är ensamt om det.",
    ),
    Column(
        key="form", header="Form", example="arbetsträning",
        aliases=("Placeringsform", "Form för placering", "Anställningsform", "Placement form", "Insatsform"),
        read=lambda raw, today: read_label(raw, words=FORM_WORDS, choices=[each.label for each in PlacementForm]),
        write=lambda value: PlacementForm(value).label, hint=", ".join(each.label for each in PlacementForm) + ".",
    ),
    Column(
        key="placement_from", header="Placerad från", read=_day, example="2026-10-01", width=12, hint=DAY_HINT,
        aliases=("Placering från", "Placering start", "Placerad fr.o.m.", "Placement from", "Placering startdatum"),
    ),
    Column(
        key="placement_to", header="Placerad till", read=_day, example="2027-03-31", width=12, hint=DAY_HINT,
        aliases=("Placering till", "Placering slut", "Placerad t.o.m.", "Placement to", "Placering slutdatum"),
    ),
    Column(
        key="hours_per_week", header="Timmar per vecka", read=_hours, write=_write_hours, example="20,5", width=10,
        aliases=("Timmar/vecka", "Tim/v", "Timmar i veckan", "Hours per week", "Timmar", "Veckotimmar"),
        hint="1–40, gärna med decimalkomma.",
    ),
)  # fmt: skip

OWN_KEY = (
    Column(
        key="stegvis_number", header="Stegvis-nummer", width=10,
        read=lambda raw, today: read_whole_number(raw, least=1, most=2**53), aliases=("Stegvis-id", "Stegvis number"),
        hint="Skrivs av Stegvis vid export, för den som saknar personnummer. Lämna tomt för nya.",
    ),
)  # fmt: skip

PARTICIPANT_COLUMNS: tuple[Column, ...] = (*PERSON, *CASE, *COORDINATOR, *PLACEMENT, *OWN_KEY)
PARTICIPANTS_NEED = ("given_name", "family_name")
PERSON_KEYS = tuple(column.key for column in PERSON)
CASE_KEYS = tuple(column.key for column in CASE if column.key != "case_number")
PLACEMENT_KEYS = tuple(column.key for column in PLACEMENT)
OPENS_A_CASE = (*(column.key for column in CASE), *(column.key for column in COORDINATOR), *PLACEMENT_KEYS)
