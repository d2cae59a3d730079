"""Employers of the present (arbetsgivare): whom to ring, what was said, who is asked, who has enough, orders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from ...access import Actor
from ...actions.employer import begin_approach, let_rest, note_contact, save_contact
from ...actions.order import answer_order, order_place, say_soon_ready, take_order
from ...models import Case, Contact, IntakeMapping, Organisation, Place, PlaceOrder, User
from ...rules.employer import ContactWay
from ...rules.people import Protection, Role
from ...rules.place import Field, PlacementForm, PlaceStatus
from ...rules.placement import WAITING, PlacementStatus
from .around import Present

CONTACTS = (
    ("Ekmans Livs", "Ylva Strand", "butikschef", "05"),
    ("Söderhallen", "Mehmet Aydin", "ägare", "06"),
    ("Trädgårdshuset", "Lovisa Grönvall", "arbetsledare", "07"),
    ("Restaurang Ån", "Tor Hallström", "köksmästare", "08"),
    ("Hotell Torget", "Nadja Petersson", "frukostansvarig", "09"),
    ("Stadsodlarna", "Birger Ahlin", "ordförande", "10"),
    ("Matbanken", "Selma Öijer", "lageransvarig", "11"),
    ("Åsvalla Bostäder", "Kent Rosenlund", "personalchef", "12"),
    ("Teknik- och miljöförvaltningen", "Gunilla Sjögren", "enhetschef", "13"),
)
"""Employer, name, what they do, and the end of a telephone number of the series kept for fiction."""
TALKS = (
    ("Ekmans Livs", ContactWay.VISIT, 41, "Visade lagret och kassan. Vill helst ha någon två förmiddagar i början.",
     "", 0),
    ("Ekmans Livs", ContactWay.PHONE, 6, "Postombudet tar mer tid än de trodde och de vill gärna ha en till från jul.",
     "Mejla om tiderna i december", 2),
    ("Söderhallen", ContactWay.MEETING, 12, "Kan ta emot två i fruktavdelningen. Vill veta hur handledningen går till.",
     "Boka handledarträffen", 4),
    ("Trädgårdshuset", ContactWay.PHONE, 75, "Inget i växthuset förrän i mars. Då behöver de tre.",
     "Ring om våren", 95),
    ("Restaurang Ån", ContactWay.PHONE, 9, "Köket bygger om. De är nöjda med dem som varit där.", "", 0),
    ("Hotell Torget", ContactWay.EMAIL, 20, "Frukosten behöver någon som kan börja klockan sex.",
     "Höra om bussarna går så tidigt", -1),
    ("Stadsodlarna", ContactWay.VISIT, 33, "Vill fortsätta. Behöver hjälp med att skriva den nya överenskommelsen.",
     "", 0),
    ("Matbanken", ContactWay.PHONE, 110, "Har två på lagret och det räcker i höst.", "", 0),
    ("Åsvalla Bostäder", ContactWay.MEETING, 16, "Kvartersservice norr kan ta emot en till när den nya chefen är på "
     "plats.", "Träffa den nya chefen", 12),
    ("Teknik- och miljöförvaltningen", ContactWay.PHONE, 3, "Tvätthallen väntar på godkännande. Handledaren är klar.",
     "", 0),
)  # fmt: skip
"""Employer, how, days ago, what was said, the next step and in how many days."""
ASKED, ABOUT = "Söderhallen", "Två platser i frukt och grönt, 20 timmar"
RESTS, REST_DAYS = "Restaurang Ån", 45
NEED = "Lugn arbetsplats med en handledare i närheten. Gärna utomhus."
READY_IN_DAYS = (14, 30, 45)


def tell(present: Present) -> None:
    """An employer coordinator has rung around, and the coordinator orders what is missing."""
    petra = Actor.of(User.objects.filter(roles__role=Role.EMPLOYER_COORDINATOR).order_by("pk")[0])
    hosts = {row.name: row for row in Organisation.objects.order_by("pk")}
    contacts = _contacts(present, hosts, petra)
    _talks(present, hosts, contacts, petra)
    begin_approach(hosts[ASKED], about=ABOUT, ends_on=present.today + timedelta(days=9), by=petra)
    let_rest(hosts[RESTS], ends_on=present.today + timedelta(days=REST_DAYS), said_by=contacts[RESTS].name, by=petra)
    _ordered(present, _without_place(present), petra)


def _contacts(present: Present, hosts: dict[str, Organisation], by: Actor) -> dict[str, Contact]:
    """One at each employer, who has said yes to be rung."""
    return {
        employer: save_contact(
            None,
            organisation=hosts[employer],
            name=name,
            title=title,
            phone=f"070-17406{number}",
            email=f"{name.split()[0].lower()}@arbetsgivare.example",
            agreed_on=present.ago(120),
            by=by,
        )
        for employer, name, title, number in CONTACTS
    }


def _talks(present: Present, hosts: dict[str, Organisation], contacts: dict[str, Contact], by: Actor) -> None:
    for employer, way, ago, text, step, days in TALKS:
        note_contact(
            hosts[employer],
            contact=contacts[employer],
            way=way,
            talked_on=present.ago(ago),
            text=text,
            next_step=step,
            next_step_on=present.today + timedelta(days=days) if step else None,
            by=by,
        )


def _without_place(present: Present) -> list[Case]:
    """The coordinator's own who neither have a place nor wait for one."""
    placed = (*WAITING, PlacementStatus.ACTIVE)
    rows = Case.objects.filter(
        pk__in=[case.pk for case in present.cases], participant__protection=Protection.NONE
    ).exclude(placements__status__in=placed)
    return list(rows.select_related("participant").order_by("-step", "pk"))


def _ordered(present: Present, cases: list[Case], petra: Actor) -> None:
    """One has got an answer, one waits; some more are soon ready."""
    if len(cases) > 1:
        answered, waiting = (_order(present, case, present.coordinator) for case in cases[:2])
        take_order(answered, by=petra)
        place = _place_for(answered)
        answer_order(answered, place=place, answer="Handledaren har tid att ses på torsdag.", by=petra)
        PlaceOrder.objects.filter(pk=answered.pk).update(ordered_on=present.ago(8), answered_on=present.ago(1))
        PlaceOrder.objects.filter(pk=waiting.pk).update(ordered_on=present.ago(3))
    for case, days in zip(cases[2:], READY_IN_DAYS, strict=False):
        say_soon_ready(case, ready_from=present.today + timedelta(days=days), by=present.coordinator)


def _order(present: Present, case: Case, by: Actor) -> PlaceOrder:
    return order_place(
        case,
        fields=_wishes(IntakeMapping.objects.filter(case=case).order_by("-held_on", "-pk")[:1]),
        form=PlacementForm.WORK_EXPERIENCE,
        hours_per_week=Decimal(20),
        from_on=present.today + timedelta(days=21),
        answer_by=present.today + timedelta(days=5),
        need=NEED,
        by=by,
    )


def _wishes(mappings: Iterable[IntakeMapping]) -> list[Field]:
    return [Field(wish) for mapping in mappings for wish in mapping.wishes] or [Field.GREEN]


def _place_for(order: PlaceOrder) -> Place | None:
    """An open place of the field that suits the level; none, and the words say what came of looking."""
    suits = Place.objects.filter(
        status=PlaceStatus.OPEN,
        field__in=order.fields,
        independence_from__lte=order.independence,
        independence_to__gte=order.independence,
    )
    return suits.exclude(host__rests__ends_on__gte=order.ordered_on).order_by("-opened_on", "pk").first()
