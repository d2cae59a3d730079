"""Places' columns (arbetsplatser): what a file of places holds, with the host, the profile and the seats."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..assessment import Swedish
from ..people import OrganisationKind
from ..place import ExtractLaw, Field, PlacementForm
from ..words import N_, Reason
from .cells import meanings, read_date, read_label, read_labels, read_text, read_whole_number, read_yes_or_no
from .columns import Column
from .half_days import read_half_days, write_half_days
from .participants import DAY_HINT, FORM_WORDS, labels_of

FIELD_WORDS = meanings(
    Field,
    {
        "children": ["barn", "skola", "förskola", "barnomsorg", "utbildning"],
        "care": ["vård", "omsorg", "äldreomsorg"],
        "kitchen": ["kök", "måltid", "restaurang", "storkök"],
        "cleaning": ["städ", "städning"],
        "green": ["park", "natur", "grönyta", "utemiljö", "trädgård"],
        "craft": ["verkstad", "bygg", "hantverk", "snickeri", "industri"],
        "shop": ["butik", "service", "handel", "second hand"],
        "office": ["kontor", "it", "administration"],
        "transport": ["lager", "logistik", "lager och transport"],
        "culture": ["kultur", "fritid"],
    },
)
HOST_KINDS = (OrganisationKind.ASSOCIATION, OrganisationKind.COMPANY)
"""The kinds of host that a file may add. The municipality's own departments and units are settings."""
HOST_KIND_WORDS = meanings(
    OrganisationKind,
    {
        "association": ["ideell förening", "stiftelse", "civilsamhälle", "kooperativ"],
        "company": ["bolag", "aktiebolag", "ab", "privat företag", "näringsliv"],
        "municipal_company": ["municipal company", "kommunbolag"],
    },
)
SWEDISH_WORDS = meanings(
    Swedish, {"0": ["ingen", "none"], "1": ["a"], "2": ["b"], "3": ["c"], "4": ["d"], "5": ["fluent"]}
)

LAWS = tuple(law.label for law in ExtractLaw if law is not ExtractLaw.NONE)
LAW_WORDS = meanings(
    ExtractLaw,
    {
        "school": ["skollagen", "skola", "förskola"],
        "disability": ["2010:479", "lss", "barn med funktionsnedsättning"],
        "care_home": ["2007:171", "hvb"],
        "children": ["2013:852", "arbete med barn"],
    },
)
YES_OR_NO = (N_("ja"), N_("nej"))


def _text(at_most: int, *, lines: bool = False) -> Any:
    return lambda raw, today: read_text(raw, at_most=at_most, lines=lines)


def _level(raw: Any, today: date) -> int | Reason:
    return read_whole_number(raw, least=1, most=4)


def _hours(raw: Any, today: date) -> int | Reason:
    return read_whole_number(raw, least=1, most=40)


def _swedish(raw: Any, today: date) -> int | Reason:
    answer = read_label(raw, words=SWEDISH_WORDS, choices=labels_of(Swedish))
    return answer if isinstance(answer, Reason) else int(answer)


def _yes(raw: Any, today: date) -> bool | Reason:
    return read_yes_or_no(raw)


def _write_yes(value: bool) -> str:
    return "ja" if value else "nej"


PLACE_COLUMNS: tuple[Column, ...] = (
    Column(
        key="host",
        header=N_("Värd"),
        read=_text(300),
        refers_to="host",
        example="Omsorgsförvaltningen",
        width=26,
        aliases=(
            "Organisation",
            "Värdorganisation",
            "Förvaltning",
            "Arbetsgivare",
            "Host",
            "Förvaltning/bolag",
            "Företag",
            "Förening",
        ),
        hint=N_("Förvaltningen, föreningen eller företaget som har arbetsplatsen."),
    ),
    Column(
        key="host_kind",
        header=N_("Slags värd"),
        example="förvaltning",
        width=14,
        aliases=("Typ av värd", "Organisationstyp", "Host kind", "Typ av organisation"),
        read=lambda raw, today: read_label(raw, words=HOST_KIND_WORDS, choices=labels_of(OrganisationKind)),
        write=lambda value: OrganisationKind(value).label,
        hint=N_("förening eller företag för en värd som inte finns än; den läggs då till."),
    ),
    Column(
        key="name",
        header=N_("Arbetsplats"),
        read=_text(120),
        example="Kastanjens äldreboende",
        width=26,
        aliases=("Namn", "Arbetsplatsens namn", "Arbetsställe", "Plats", "Name", "Place", "Workplace"),
    ),
    Column(
        key="field",
        header=N_("Område"),
        example="vård och omsorg",
        width=18,
        aliases=("Yrkesområde", "Bransch", "Verksamhetsområde", "Field"),
        read=lambda raw, today: read_label(raw, words=FIELD_WORDS, choices=labels_of(Field)),
        write=lambda value: Field(value).label,
        choices=labels_of(Field),
    ),
    Column(
        key="tasks",
        header=N_("Arbetsuppgifter"),
        read=_text(5000, lines=True),
        width=34,
        example="Duka, diska, handla",
        aliases=("Uppgifter", "Tasks", "Beskrivning"),
    ),
    Column(
        key="trains",
        header=N_("Tränar"),
        read=_text(5000, lines=True),
        width=34,
        example="Passa tider, samarbeta",
        aliases=("Tränar på", "Vad platsen tränar", "Trains"),
    ),
    Column(
        key="forms",
        header=N_("Former"),
        example="arbetsträning, praktik",
        width=24,
        aliases=("Form", "Placeringsformer", "Tar emot", "Forms"),
        read=lambda raw, today: read_labels(raw, words=FORM_WORDS, choices=labels_of(PlacementForm)),
        write=lambda value: ", ".join(PlacementForm(key).label for key in value),
        hint=N_("En eller flera, med komma mellan."),
        choices=labels_of(PlacementForm),
    ),
    Column(
        key="independence_from",
        header=N_("Självständighet från"),
        read=_level,
        example="2",
        hint=N_("1–4."),
        width=10,
        aliases=("Självständighetsgrad från", "Lägsta självständighetsgrad", "Independence from"),
    ),
    Column(
        key="independence_to",
        header=N_("Självständighet till"),
        read=_level,
        example="4",
        hint=N_("1–4."),
        width=10,
        aliases=("Självständighetsgrad till", "Högsta självständighetsgrad", "Independence to"),
    ),
    Column(
        key="hours_from",
        header=N_("Timmar från"),
        read=_hours,
        example="10",
        hint=N_("Minst timmar i veckan."),
        width=10,
        aliases=("Minst timmar", "Timmar per vecka från", "Hours from"),
    ),
    Column(
        key="hours_to",
        header=N_("Timmar till"),
        read=_hours,
        example="40",
        hint=N_("Högst timmar i veckan."),
        width=10,
        aliases=("Högst timmar", "Timmar per vecka till", "Hours to"),
    ),
    Column(
        key="slots",
        header=N_("Halvdagar"),
        read=lambda raw, today: read_half_days(raw),
        write=write_half_days,
        aliases=("Dagar", "Öppna halvdagar", "Tider", "Half-days", "Half days"),
        example="må fm, ti em",
        width=20,
        hint=N_('När platsen är öppen: "alla", "må fm, ti em", "mån–fre fm".'),
    ),
    Column(
        key="travel_zone",
        header=N_("Reseområde"),
        read=_text(40),
        example="Centrum",
        aliases=("Zon", "Resezon", "Stadsdel", "Zone", "Travel zone"),
    ),
    Column(
        key="lowest_swedish",
        header=N_("Lägsta svenska"),
        read=_swedish,
        example="sfi B",
        width=14,
        write=lambda value: Swedish(str(value)).label,
        choices=labels_of(Swedish),
        aliases=("Svenska", "Krav på svenska", "Svensknivå", "Lowest Swedish", "Swedish level"),
    ),
    Column(
        key="needs_driving_licence",
        header=N_("Körkort"),
        read=_yes,
        write=_write_yes,
        example="nej",
        width=9,
        aliases=("Kräver körkort", "B-körkort", "Driving licence", "Licence"),
        choices=YES_OR_NO,
    ),
    Column(
        key="needs_extract",
        header=N_("Utdrag ur belastningsregistret"),
        read=_yes,
        write=_write_yes,
        example="nej",
        aliases=("Utdrag", "Belastningsregister", "Registerutdrag", "Kräver utdrag", "Extract"),
        choices=YES_OR_NO,
        width=12,
    ),
    Column(
        key="extract_law",
        header=N_("Lag för utdraget"),
        read=lambda raw, today: read_label(raw, words=LAW_WORDS, choices=LAWS),
        write=lambda value: ExtractLaw(value).label,
        example="",
        width=22,
        aliases=("Lag", "Utdrag enligt", "Extract law"),
        choices=LAWS,
        hint=N_("Enligt vilken lag utdraget ska visas."),
    ),
    Column(
        key="has_shifts",
        header=N_("Skift"),
        read=_yes,
        write=_write_yes,
        example="nej",
        width=9,
        choices=YES_OR_NO,
        aliases=("Skiftarbete", "Obekväm tid", "Shifts"),
    ),
    Column(
        key="requirements",
        header=N_("Övriga krav"),
        read=_text(300),
        example="Skyddsskor",
        width=24,
        aliases=("Andra krav", "Krav", "Requirements"),
    ),
    Column(
        key="needs_lifting",
        header=N_("Lyft"),
        read=_yes,
        write=_write_yes,
        example="ja",
        width=9,
        choices=YES_OR_NO,
        aliases=("Tunga lyft", "Kräver lyft", "Lifting"),
    ),
    Column(
        key="supervisor_name",
        header=N_("Handledare"),
        read=_text(120),
        example="Karin Öberg",
        width=20,
        aliases=("Arbetsplatshandledare", "Handledarens namn", "Kontaktperson", "Supervisor"),
        hint=N_("Ett namn, eller flera med komma mellan."),
    ),
    Column(
        key="seats",
        header=N_("Platser"),
        read=lambda raw, today: read_whole_number(raw, least=0, most=1000),
        example="3",
        aliases=("Antal platser", "Seats", "Kapacitet", "Antal"),
        hint=N_("Antal platser på arbetsplatsen."),
        width=9,
    ),
    Column(
        key="seats_from",
        header=N_("Platser från"),
        read=lambda raw, today: read_date(raw),
        example="2026-01-01",
        width=12,
        aliases=("Antal platser från", "Seats from", "Platser gäller från"),
        hint=DAY_HINT,
    ),
    Column(
        key="seats_until",
        header=N_("Platser till"),
        read=lambda raw, today: read_date(raw),
        example="",
        width=12,
        aliases=("Antal platser till", "Seats until", "Platser gäller till"),
        hint=N_("Bara för en säsong: efteråt gäller samma antal som innan."),
    ),
    Column(
        key="opened_on",
        header=N_("Öppnad"),
        read=lambda raw, today: read_date(raw),
        example="2024-08-15",
        width=12,
        aliases=("Öppnade", "Startdatum", "Öppnad den", "Opened on", "Från"),
        hint=DAY_HINT,
    ),
    Column(
        key="agreement",
        header=N_("Avtal"),
        read=_text(40),
        refers_to="agreement",
        example="",
        width=16,
        aliases=("Avtalsnummer", "Avtalsreferens", "Agreement", "Avtalets referens"),
        hint=N_("Referensen för ett avtal som finns i Stegvis."),
    ),
)
PLACES_NEED = ("host", "name")
PROFILE_KEYS = (
    "name", "field", "tasks", "trains", "forms", "independence_from", "independence_to", "hours_from", "hours_to",
    "slots", "travel_zone", "lowest_swedish", "needs_driving_licence", "needs_lifting",
    "extract_law", "has_shifts", "requirements",
    "supervisor_name", "opened_on", "agreement",
)  # fmt: skip
