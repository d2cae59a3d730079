"""Participants' columns (deltagare): what a file of participants holds, with their open case and current placement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ..people import Gender, IdentityNumber, Protection
from ..place import PlacementForm
from ..words import N_, Labelled, Reason
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


def labels_of(keys: type[Labelled]) -> tuple[str, ...]:
    """The Swedish words of an enum, for the sheet that explains the columns."""
    return tuple(key.label for key in keys)


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


DAY_HINT = N_("ÅÅÅÅ-MM-DD, eller till exempel 21/11 2026.")

PERSON = (
    Column(
        key="identity_number",
        header=N_("Personnummer"),
        read=_identity,
        write=_write_identity,
        example="19910115-2388",
        aliases=(
            "Personnr",
            "Pnr",
            "P-nr",
            "Identitetsnummer",
            "Samordningsnummer",
            "Person-/samordningsnummer",
            "Pers.nr",
            "Personal identity number",
            "Identity number",
            "Civic number",
            "Personid",
        ),
        hint=N_("Person- eller samordningsnummer med 10 eller 12 siffror. Får vara tomt om födelsedatum finns."),
        width=15,
    ),
    Column(
        key="given_name",
        header=N_("Förnamn"),
        read=_text(80),
        example="Amina",
        aliases=("Tilltalsnamn", "Given name", "First name", "Fnamn", "För-namn"),
        hint=N_("Behövs för en ny person."),
    ),
    Column(
        key="family_name",
        header=N_("Efternamn"),
        read=_text(80),
        example="Lindqvist",
        aliases=("Family name", "Last name", "Surname", "Enamn", "Släktnamn"),
        hint=N_("Behövs för en ny person."),
    ),
    Column(
        key="born_on",
        header=N_("Födelsedatum"),
        read=_born_on,
        example="1991-01-15",
        width=13,
        aliases=("Född", "Födelsedag", "Född datum", "Birth date", "Date of birth", "Born", "Födelsetid"),
        hint=N_("Hämtas ur personnumret när det finns."),
    ),
    Column(
        key="gender",
        header=N_("Kön"),
        aliases=("Gender", "Sex", "K/M", "Man/kvinna"),
        example="kvinna",
        width=10,
        read=lambda raw, today: read_label(raw, words=GENDER_WORDS, choices=labels_of(Gender)),
        write=lambda value: Gender(value).label,
        hint=N_("K eller kvinna, M eller man, X eller uppgift saknas."),
    ),
    Column(
        key="protection",
        header=N_("Skyddade personuppgifter"),
        example="ingen",
        aliases=("Skydd", "Skyddad", "Sekretess", "Sekretessmarkering", "Skyddad identitet", "Protected", "Protection"),
        read=lambda raw, today: read_label(raw, words=PROTECTION_WORDS, choices=labels_of(Protection)),
        write=lambda value: Protection(value).label,
        choices=labels_of(Protection),
    ),
    Column(
        key="language",
        header=N_("Språk"),
        read=_text(40),
        example="arabiska",
        aliases=("Modersmål", "Tolkspråk", "Language", "Första språk"),
        hint=N_("Det språk personen helst talar."),
    ),
    Column(
        key="phone",
        header=N_("Telefon"),
        read=lambda raw, today: read_phone(raw),
        example="070-123 45 67",
        aliases=("Telefonnummer", "Tel", "Tfn", "Mobil", "Mobilnummer", "Mobiltelefon", "Phone", "Mobile"),
    ),
    Column(
        key="email",
        header=N_("E-post"),
        read=lambda raw, today: read_email(raw),
        example="amina@exempel.se",
        width=24,
        aliases=("Epost", "E-postadress", "Mail", "Mejl", "E-mail", "Mailadress"),
    ),
    Column(
        key="travel_zone",
        header=N_("Reseområde"),
        read=_text(40),
        example="Centrum",
        aliases=("Zon", "Resezon", "Område", "Bostadsområde", "Stadsdel", "Zone", "Travel zone"),
        hint=N_("Där personen bor, för att räkna restid."),
    ),
)

CASE = (
    Column(
        key="case_number",
        header=N_("Ärendenummer"),
        read=_text(20),
        example="",
        width=14,
        aliases=("Ärende", "Ärendenr", "Dnr", "Diarienummer", "Inskrivningsnummer", "Case number", "Case", "Referens"),
        hint=N_("Eget nummer på inskrivningen. Tomt ger ett nytt nummer."),
    ),
    Column(
        key="unit",
        header=N_("Enhet"),
        read=_text(300),
        refers_to="unit",
        example="Arena Söder",
        width=20,
        aliases=("Unit", "Mottagande enhet", "Arbetsplatsenhet", "Resultatenhet", "Team"),
        hint=N_("Enheten som har inskrivningen. Behövs när en inskrivning öppnas."),
    ),
    Column(
        key="programme",
        header=N_("Program"),
        read=_text(120),
        refers_to="programme",
        example="Arbetsmarknadsinsats",
        aliases=("Programme", "Program/insats", "Inriktning", "Spår"),
        width=20,
        hint=N_("Programmet personen är inskriven i. Behövs när en inskrivning öppnas."),
    ),
    Column(
        key="referred_on",
        header=N_("Anvisad"),
        read=_day,
        example="2026-09-01",
        width=12,
        hint=DAY_HINT,
        aliases=("Anvisad den", "Anvisningsdatum", "Datum för anvisning", "Referred on", "Remitterad", "Aktualiserad"),
    ),
    Column(
        key="opened_on",
        header=N_("Inskriven"),
        read=_day,
        example="2026-09-08",
        width=12,
        hint=DAY_HINT,
        aliases=(
            "Inskriven den",
            "Inskrivningsdatum",
            "Inskriven datum",
            "Startdatum",
            "Enrolled on",
            "Enrolled",
            "Startad",
        ),
    ),
    Column(
        key="step",
        header=N_("Steg"),
        read=_level,
        aliases=("Trappsteg", "Steg i trappan", "Step"),
        example="2",
        width=7,
        hint=N_("1–4. Ett steg som är låst vid kartläggningen flyttas på personens sida."),
    ),
    Column(
        key="independence_level",
        header=N_("Självständighetsgrad"),
        read=_level,
        example="2",
        hint=N_("1–4."),
        width=10,
        aliases=("Självständighet", "Independence level", "Grad"),
    ),
)

COORDINATOR = (
    Column(
        key="coordinator",
        header=N_("Koordinator"),
        read=_text(254),
        refers_to="coordinator",
        example="Maria Ekdahl",
        aliases=("Handläggare", "Ansvarig koordinator", "Coordinator", "Coach", "Arbetsmarknadskonsulent"),
        width=22,
        hint=N_("Namn, användarnamn eller e-postadress."),
    ),
    Column(
        key="coordinator_since",
        header=N_("Koordinator sedan"),
        read=_day,
        example="2026-09-08",
        width=12,
        aliases=("Koordinator från", "Coordinator since", "Handläggare sedan"),
        hint=DAY_HINT,
    ),
)

PLACEMENT = (
    Column(
        key="place",
        header=N_("Arbetsplats"),
        read=_text(300),
        refers_to="place",
        width=30,
        example="Omsorgsförvaltningen / Kastanjen",
        aliases=("Placering", "Placerad på", "Arbetsställe", "Praktikplats", "Place", "Workplace", "Placement"),
        hint=N_("Pågående placering. Värd / arbetsplats, eller bara arbetsplatsens namn om det är ensamt om det."),
    ),
    Column(
        key="form",
        header=N_("Form"),
        example="arbetsträning",
        aliases=("Placeringsform", "Form för placering", "Anställningsform", "Placement form", "Insatsform"),
        read=lambda raw, today: read_label(raw, words=FORM_WORDS, choices=labels_of(PlacementForm)),
        write=lambda value: PlacementForm(value).label,
        choices=labels_of(PlacementForm),
    ),
    Column(
        key="placement_from",
        header=N_("Placerad från"),
        read=_day,
        example="2026-10-01",
        width=12,
        hint=DAY_HINT,
        aliases=("Placering från", "Placering start", "Placerad fr.o.m.", "Placement from", "Placering startdatum"),
    ),
    Column(
        key="placement_to",
        header=N_("Placerad till"),
        read=_day,
        example="2027-03-31",
        width=12,
        hint=DAY_HINT,
        aliases=("Placering till", "Placering slut", "Placerad t.o.m.", "Placement to", "Placering slutdatum"),
    ),
    Column(
        key="hours_per_week",
        header=N_("Timmar per vecka"),
        read=_hours,
        write=_write_hours,
        example="20,5",
        width=10,
        aliases=("Timmar/vecka", "Tim/v", "Timmar i veckan", "Hours per week", "Timmar", "Veckotimmar"),
        hint=N_("1–40, gärna med decimalkomma."),
    ),
)

OWN_KEY = (
    Column(
        key="stegvis_number",
        header=N_("Stegvis-nummer"),
        width=10,
        read=lambda raw, today: read_whole_number(raw, least=1, most=2**53),
        aliases=("Stegvis-id", "Stegvis number"),
        hint=N_("Skrivs av Stegvis vid export, för den som saknar personnummer. Lämna tomt för nya."),
    ),
)

PARTICIPANT_COLUMNS: tuple[Column, ...] = (*PERSON, *CASE, *COORDINATOR, *PLACEMENT, *OWN_KEY)
PARTICIPANTS_NEED = ("given_name", "family_name")
PERSON_KEYS = tuple(column.key for column in PERSON)
CASE_KEYS = tuple(column.key for column in CASE if column.key != "case_number")
PLACEMENT_KEYS = tuple(column.key for column in PLACEMENT)
OPENS_A_CASE = (*(column.key for column in CASE), *(column.key for column in COORDINATOR), *PLACEMENT_KEYS)
