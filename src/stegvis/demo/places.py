"""Hosts and places of Åsvalla (värdar och arbetsplatser): the shape of a real municipality, no real name."""

from __future__ import annotations

from dataclasses import dataclass

from ..rules.people import OrganisationKind
from ..rules.place import Field


@dataclass(frozen=True)
class Kind:
    """One kind of work at a host: what one does, what it trains and what it asks of somebody."""

    what: str
    field: Field
    tasks: str
    trains: str
    independence: tuple[int, int] = (1, 3)
    swedish: int = 1
    extract: bool = False
    lifting: bool = False
    licence: bool = False


@dataclass(frozen=True)
class Host:
    """A host with its sites, its kinds of work and the seats that it has when all are open."""

    name: str
    kind: OrganisationKind
    parent: str | None
    sites: tuple[str, ...]
    kinds: tuple[Kind, ...]
    seats: int
    forms: tuple[str, ...] = ("work_training", "work_experience")


def sites(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


MEAL = Kind(
    "måltid och uteplats",
    Field.CHILDREN,
    "Duka, plocka undan, vara med ute",
    "Rutin, samarbete, svenska i vardagen",
    (1, 2),
    2,
    extract=True,
)
GROUP = Kind(
    "barngrupp",
    Field.CHILDREN,
    "Vara med i leken, läsa, klä på och av",
    "Ansvar, svenska, bemötande",
    (2, 4),
    3,
    extract=True,
)
PLAY = Kind(
    "måltid och lek",
    Field.CHILDREN,
    "Hjälpa till vid måltider, plocka i ordning, leka ute",
    "Rutin, svenska i vardagen",
    (1, 3),
    2,
    extract=True,
)
BREAKS = Kind(
    "rastvärd",
    Field.CHILDREN,
    "Vara ute på raster, hjälpa till i matsalen",
    "Bemötande, ansvar",
    (2, 4),
    3,
    extract=True,
)
LIBRARY = Kind(
    "bibliotek och kafeteria",
    Field.CULTURE,
    "Sätta upp böcker, sköta kafeterian",
    "Ordning, kundkontakt",
    (1, 3),
    2,
    extract=True,
)
CARETAKER = Kind(
    "vaktmästeri",
    Field.CRAFT,
    "Laga, bära, sköta skolgården",
    "Verktyg, planering",
    (2, 4),
    1,
    extract=True,
    lifting=True,
)
COMPANY = Kind(
    "aktiviteter och måltid", Field.CARE, "Duka, promenader, läsa högt", "Bemötande, svenska, samarbete", (2, 3), 2
)
BESIDE = Kind(
    "gå bredvid i omvårdnad",
    Field.CARE,
    "Följa en undersköterska i arbetet",
    "Yrket, bemötande, dokumentation",
    (3, 4),
    3,
)
LAUNDRY = Kind("tvätt och förråd", Field.CARE, "Tvätta, vika, fylla på förråd", "Rutin, ordning", (1, 2), 1)
KITCHEN = Kind(
    "köksbiträde", Field.KITCHEN, "Diska, skära grönsaker, servera", "Hygien, tempo, samarbete", (1, 3), 1, lifting=True
)
BAKING = Kind("bageri och kallkök", Field.KITCHEN, "Baka, göra smörgåsar, packa", "Recept, hygien", (2, 4), 1)
CLEAN = Kind("lokalvård", Field.CLEANING, "Städa kontor och gemensamma lokaler", "Metod, tempo", (1, 3), 1)
ARCHIVE = Kind("sortering i arkiv", Field.OFFICE, "Sortera, skanna, märka", "Noggrannhet, dator", (1, 3), 3)
RECEPTION = Kind("reception och post", Field.OFFICE, "Ta emot besökare, dela ut post", "Bemötande, svenska", (3, 4), 4)
IT = Kind("it-stöd", Field.OFFICE, "Hjälpa äldre med telefon och dator", "Bemötande, it", (3, 4), 3)
MOVING = Kind(
    "flytt och inredning",
    Field.TRANSPORT,
    "Bära, montera, städa ur",
    "Planering, verktyg",
    (2, 4),
    1,
    lifting=True,
    licence=True,
)
STAGE = Kind(
    "vaktmästeri och scen",
    Field.CULTURE,
    "Ställa i ordning salar, bygga scen",
    "Planering, samarbete",
    (2, 4),
    2,
    lifting=True,
)
BOOKS = Kind("bokuppsättning", Field.CULTURE, "Sortera och sätta upp böcker", "Ordning, svenska", (1, 3), 2)
ANIMALS = Kind("djur och trädgård", Field.GREEN, "Mata djur, rensa, kratta", "Rutin, ansvar", (1, 3), 0)
PARK = Kind("grönyta", Field.GREEN, "Klippa, kratta, rensa, plantera", "Uthållighet, maskiner", (1, 3), 0, lifting=True)
PITCH = Kind(
    "idrottsplats och is", Field.GREEN, "Linjera planer, sköta is, laga", "Maskiner, lagarbete", (2, 4), 1, lifting=True
)
WORKSHOP = Kind("snickeri", Field.CRAFT, "Såga, slipa, måla", "Verktyg, säkerhet", (1, 3), 1)
BIKES = Kind("cykelverkstad", Field.CRAFT, "Laga cyklar, ta emot kunder", "Verktyg, kundkontakt", (1, 3), 1)
TEXTILE = Kind("textil och sömnad", Field.CRAFT, "Sy, laga, sortera", "Noggrannhet, samarbete", (1, 2), 0)
REUSE = Kind("återbruk och butik", Field.SHOP, "Sortera, prismärka, stå i kassa", "Kundkontakt, ordning", (1, 3), 1)
CAFE = Kind("servering och kassa", Field.KITCHEN, "Servera, ta betalt, diska", "Bemötande, tempo", (1, 3), 2)
SHOP = Kind("butik", Field.SHOP, "Packa upp varor, hjälpa kunder", "Kundkontakt, tempo", (2, 4), 3)
STORE = Kind("lager", Field.TRANSPORT, "Plocka, packa, köra pallar", "Tempo, säkerhet", (2, 4), 2, lifting=True)
FACTORY = Kind("montering", Field.CRAFT, "Montera, kontrollera, packa", "Noggrannhet, uthållighet", (3, 4), 2)
MEET = Kind("mötesplats", Field.CULTURE, "Fika, ordna aktiviteter, ta emot", "Samarbete, svenska", (1, 2), 1)
WASH = Kind("bilvård", Field.TRANSPORT, "Tvätta och flytta kommunens bilar", "Rutin, ansvar", (2, 3), 1, licence=True)

DEPARTMENT, UNIT = OrganisationKind.DEPARTMENT, OrganisationKind.UNIT
MUNICIPAL = ("work_training", "work_experience", "bea")
OWN_UNIT = ("worklike", "work_training", "osa")

HOSTS = (
    Host("Utbildningsförvaltningen", DEPARTMENT, None, sites(
        "Solgläntan, Kastanjen, Storängen, Björkdungen, Lärkan, Trollskogen, Ekorren, Blåklockan, Vitsippan, "
        "Nyckelpigan, Stjärnfallet, Humlan, Regnbågen, Tallbacken, Äppellunden, Sjöhästen, Kometen, Fjärilen, "
        "Hallonet, Lingontuvan, Mullvaden, Gläntan, Myrstacken, Videkisen, Skattkistan, Lönnen, Pilträdet, "
        "Bäverhyddan, Solstrålen, Månskenet, Paraplyet, Tussilagon, Grankotten, Sländan, Harpan, Kullerbyttan, "
        "Snäckan, Ugglebo, Rönnbäret, Slottet, Spiralen, Violen, Krokusen, Ängslyckan, Vinden, Ärlan, Mjölnaren, "
        "Fröhuset, Timjan, Oxeln, Forsen, Backsippan, Vildrosen, Hagtornet, Klockargården, Svanen, Viken, Hemgården, "
        "Väderleken, Örtagården"), (MEAL, PLAY, GROUP), 172, MUNICIPAL),
    Host("Utbildningsförvaltningen", DEPARTMENT, None, sites(
        "Norra skolan, Söderskolan, Ladugårdsskolan, Västra skolan, Kanalskolan, Bergaskolan, Hagaskolan, Ängsskolan, "
        "Lillåskolan, Stenbyskolan, Högaliden, Fridhemsskolan, Kyrkbyskolan, Sjöskolan, Ryttarskolan, Dalskolan, "
        "Elineberg, Backaskolan, Råbyskolan, Solbergaskolan, Tornskolan, Grindskolan, Lundskolan, Ånäsets skola, "
        "Hedskolan, Skogsbrynet, Torpaskolan, Nyängsskolan, Åsgymnasiet, Vuxnas skola"),
        (BREAKS, LIBRARY, CARETAKER), 90, MUNICIPAL),
    Host("Vård- och omsorgsförvaltningen", DEPARTMENT, None, sites(
        "Lindallen, Björkbacken, Ekliden, Solhaga, Åbrinken, Rosengården, Tallhöjden, Fridsborg, Källbacken, "
        "Vallagården, Hagalund, Kvarngården, Syrenen, Ljungheden, Ringblomman, Mariedal, Sjöutsikten, Aspnäs, "
        "Lyckan, Valnöten, Malmgården, Åkerbo, Lugnet, Vinkelgatan, Norrgården, Dagcenter Väster, Dagcenter Öster, "
        "Ribban, Palettgatan, Stigluckan"), (COMPANY, BESIDE, LAUNDRY), 78, MUNICIPAL),
    Host("Måltidsservice", DEPARTMENT, None, sites(
        "Norra skolans kök, Söderskolans kök, Kanalskolans kök, Bergakök, Åsgymnasiets kök, Centralköket, Ekliden, "
        "Lindallen, Hagaskolans kök, Fridhems kök, Kyrkbyns kök, Sjöskolans kök, Elinebergs kök, Backakök, Råbykök, "
        "Stadshusköket"), (KITCHEN, BAKING), 26, MUNICIPAL),
    Host("Kultur- och fritidsförvaltningen", DEPARTMENT, None, sites(
        "Stadsbiblioteket, Biblioteket Söder, Biblioteket Norr, Hantverksbyn, Bygdegården, Konserthuset, "
        "Ungdomens hus, Simhallen, Konsthallen, Fritidsgården Väster, Fritidsgården Öster, Teatern, Djurparken, "
        "Kulturskolan"), (BOOKS, STAGE, ANIMALS), 34, MUNICIPAL),
    Host("Teknik- och miljöförvaltningen", DEPARTMENT, None, sites(
        "Parkenheten söder, Parkenheten norr, Stadsbyggnad, Fordonsgården"), (PARK, PARK, ARCHIVE, WASH), 8, MUNICIPAL),
    Host("Kommunstyrelsens förvaltning", DEPARTMENT, None, sites(
        "Stadsarkivet, Kontaktcenter, Stadshusets reception, HR-stöd"), (ARCHIVE, RECEPTION, RECEPTION, ARCHIVE),
        9, MUNICIPAL),
    Host("Socialförvaltningen", DEPARTMENT, None, sites(
        "Bostadsenheten, Seniorcenter, Träffpunkten, Familjens hus, Boendestöd"), (MOVING, IT, MEET, CLEAN, COMPANY),
        10, MUNICIPAL),
    Host("Drivhuset", UNIT, "Arbetsmarknadsförvaltningen", sites(
        "Snickeriet, Målarverkstaden, Cykelverkstaden, Textilen, Återbruket, Butiken, Växthuset, Odlingen, Packhallen, "
        "Monteringen, Städlaget, Flyttlaget"),
        (WORKSHOP, WORKSHOP, BIKES, TEXTILE, REUSE, REUSE, ANIMALS, ANIMALS, STORE, FACTORY, CLEAN, MOVING),
        70, OWN_UNIT),
    Host("Caféet", UNIT, "Arbetsmarknadsförvaltningen", sites(
        "Serveringen, Köket, Bageriet, Lunchvagnen, Konferensen"), (CAFE, KITCHEN, BAKING, CAFE, CAFE), 24, OWN_UNIT),
    Host("Fritidsverkstan", UNIT, "Arbetsmarknadsförvaltningen", sites(
        "Åsvallen, Norrvallen, Ishallen, Sporthallen Söder, Sporthallen Väster, Friluftsbadet, Motionsspåret, "
        "Ridvägen, Idrottsförrådet, Tvätteriet, Skyltverkstan, Lekplatserna, Campingen, Båtplatsen, "
        "Skidspåret, Bilvården"),
        (PITCH, PITCH, PITCH, CLEAN, CLEAN, PARK, PARK, ANIMALS, STORE, LAUNDRY, WORKSHOP, PARK, PARK, PARK, PITCH,
         WASH),
        76, OWN_UNIT),
    Host("Åsvalla Bostäder", OrganisationKind.MUNICIPAL_COMPANY, None, sites(
        "Kvartersservice söder, Kvartersservice norr, Snickarverkstaden, Kundcenter"),
        (PARK, CLEAN, WORKSHOP, RECEPTION), 10),
    Host("Åsvalla Vatten och avfall", OrganisationKind.MUNICIPAL_COMPANY, None, sites(
        "Återvinningen Gärdet, Återvinningen Malmen, Förrådet, Fordonstvätten"), (REUSE, REUSE, STORE, WASH), 8),
)  # fmt: skip

ASSOCIATIONS = (
    ("Föreningen Hjulstugan", "Cykelrummet", BIKES), ("Hand i hand Åsvalla", "Mötesplatsen", MEET),
    ("Norrvallens idrottsförening", "Vaktmästeriet", PITCH), ("Stadsodlarna", "Odlingslotten", ANIMALS),
    ("Byalaget Ånäset", "Bygdegården", STAGE), ("Kvinnor i Väster", "Syateljén", TEXTILE),
    ("Åsvalla scoutkår", "Lägergården", WORKSHOP), ("Djurens vänner i Åsvalla", "Katthemmet", ANIMALS),
    ("Second hand Omtanken", "Butiken", REUSE), ("Matbanken", "Lagret", STORE),
    ("Teaterföreningen Ridån", "Kostymförrådet", TEXTILE), ("Kanotklubben Strömmen", "Båthuset", WORKSHOP),
    ("Språkkaféet", "Lokalen", MEET), ("Seniorernas hus", "Caféet", CAFE),
    ("Åsvalla ryttarförening", "Stallet", ANIMALS), ("Reparera mera", "Verkstaden", BIKES),
    ("Kolonisterna", "Området", PARK), ("Ungdomsrådet", "Fritidslokalen", MEET),
    ("Hembygdsföreningen", "Museigården", ANIMALS), ("Musikens hus", "Scenen", STAGE),
    ("Gatans bibliotek", "Bokbussen", BOOKS), ("Friluftsfrämjarna Berget", "Stugan", PARK),
)  # fmt: skip
COMPANIES = (
    ("Ekmans Livs", "Butiken", SHOP), ("Söderhallen", "Frukt och grönt", SHOP), ("Norrbergs Bygg", "Förrådet", STORE),
    ("Lagerpunkten", "Plocket", STORE), ("Åsvalla Städ och fönster", "Kontorsstäd", CLEAN),
    ("Trädgårdshuset", "Växthuset", ANIMALS), ("Restaurang Ån", "Köket", KITCHEN),
    ("Bageri Sju korn", "Bageriet", BAKING),
    ("Malmens Plåt", "Verkstaden", FACTORY), ("Hotell Torget", "Frukosten", CAFE), ("Grönt och fint", "Skötseln", PARK),
    ("Nordic Pall", "Pallverkstaden", WORKSHOP), ("Teknikmontering", "Linje två", FACTORY),
    ("Hemtjänst Omsorgen", "Kontoret", ARCHIVE), ("Däckfirman", "Verkstaden", WORKSHOP),
    ("Tvättstugan", "Tvätten", LAUNDRY),
    ("Möbelhallen", "Lagret", STORE), ("Pizzeria Linden", "Köket", KITCHEN), ("Kläddax", "Butiken", SHOP),
    ("Blomsterboden", "Butiken", SHOP), ("Åsvalla Taxi", "Bilvården", WASH), ("Elcykelhuset", "Verkstaden", BIKES),
    ("Brukets Textil", "Sömnaden", TEXTILE), ("Tryckeriet Punkt", "Efterbehandling", FACTORY),
)  # fmt: skip
COMPANY_SEATS = 17
ASSOCIATION_SEATS = 28

ZONES = {
    "Centrum": (0, 0), "Söder": (1, -6), "Norr": (0, 6), "Väster": (-6, 0), "Öster": (6, 1), "Malmen": (3, 3),
    "Ladugårdsgärdet": (-3, 4), "Berga": (-4, -4), "Haga": (4, -4), "Sjöstaden": (8, 5), "Ånäset": (-9, 3),
    "Kyrkbyn": (2, 13), "Råby": (13, -5),
}  # fmt: skip
"""Zones with kilometres east and north of the square."""
ZONE_SHARES = (12, 16, 15, 10, 9, 8, 8, 7, 6, 4, 2, 2, 1)


def minutes_between(first: tuple[int, int], second: tuple[int, int]) -> int:
    """By bus and on foot: a walk, a wait and three minutes a kilometre; a change outside the centre."""
    kilometres: float = ((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5
    change = 6 if (0, 0) not in (first, second) and kilometres > 5 else 0
    return round(9 + 2.4 * kilometres + change)
