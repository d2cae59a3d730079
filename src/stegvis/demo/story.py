"""People whose story is told (berättelser): Rania and five more of Maria Ekdahl's, the same in every municipality."""

from __future__ import annotations

from datetime import date

from ..rules.activity import ActivityKind
from ..rules.history import GrantKind
from ..rules.people import Role
from ..rules.place import PlacementForm
from . import places, privacy, texts, today
from .municipality import NORTH, first
from .telling import (
    Story,
    answer,
    be_mapped,
    be_placed,
    comes,
    do,
    get_done,
    judge,
    make_plan,
    move,
    put_off,
    settle_in,
    somebody,
)
from .world import Life, World, earlier

COUNT = 6
"""So many of the participants have a story."""


def tell(world: World) -> None:
    """All of them."""
    _rania(world)
    _omar(world)
    _tesfaye(world)
    _linn(world)
    _kjell_ake(world)
    _daniela(world)
    world.at(earlier(world.today - 2), _maria_tidies)


CHILDREN_GOALS = ["Arbeta som barnskötare", "Klara sfi kurs D i mars och söka barnskötarutbildningen i april"]


def _rania(world: World) -> None:
    """A year and a half: a first summer without activity, a step back in January, a place that soon ends."""
    rania = somebody(
        world, ("Rania", "Khoury"), date(1992, 4, 12), "arabiska", woman=True, zone="Söder", swedish=3,
        wishes=["children"],
    )  # fmt: skip
    world.named["rania"] = rania
    rania.extract_on = date.fromordinal(world.today - 400)
    story = Story(world, rania)
    comes(story, days_ago=530, children=2, wish="Vill arbeta med barn och behöver mer svenska.")
    story.on(528, do, ActivityKind.WORKLIKE, "Drivhuset", hours=12, ends_in=-509)
    story.on(522, be_mapped, 1, 1, 20)
    story.on(520, make_plan, ["Arbeta som barnskötare"], [
        ("Komma till Drivhuset tre dagar i veckan", "participant", -480, "to_do"),
        ("Anmäla till sfi kurs C", "both", -470, "to_do"),
    ])  # fmt: skip
    story.on(519, answer)
    story.on(519, judge, 1, "yryr")
    story.on(466, do, ActivityKind.WORKLIKE, "Drivhuset", hours=12, ends_in=-385)
    story.on(466, do, ActivityKind.SFI, "Sfi kurs C", hours=12, ends_in=-295)
    story.on(465, get_done, 1, 2)
    story.on(432, judge, 1, "ggyy")
    story.on(431, make_plan, ["Arbeta som barnskötare"], [
        ("Besöka Solgläntan tillsammans", "both", -390, "to_do"),
        ("Beställa utdrag ur belastningsregistret", "participant", -400, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(430, answer)
    story.on(395, get_done, 1, 2)
    story.on(382, judge, 1, "--gg")
    story.on(382, move, 2)
    story.on(381, judge, 2, "yrrr")
    story.on(378, be_placed, "Solgläntan", PlacementForm.WORK_EXPERIENCE, hours=20, starts_in=17, days=364)
    _rania_at_solglantan(story)


def _maria_tidies(world: World) -> None:
    """She knows why these take their time, and puts them off."""
    maria = world.staff[Role.COORDINATOR][0]
    for life in world.lives:
        if life.coordinator is maria and not life.scripted:
            today.consider_same_step(world, life, surely=True)


def _rania_at_solglantan(story: Story) -> None:
    story.on(360, make_plan, CHILDREN_GOALS, [
        ("Gå igenom schemat med handledaren", "both", -340, "to_do"),
        ("Läsa högt för barnen en gång i veckan", "participant", -250, "to_do"),
    ], "Ny arbetsplats.")  # fmt: skip
    story.on(359, answer)
    story.on(317, do, ActivityKind.LANGUAGE_SUPPORT, "Språkstöd på plats", hours=2, ends_in=-147)
    story.on(312, judge, 1, "---y")
    story.on(312, move, 1, "Orkade inte timmarna efter jul. Vi börjar om lugnare.")
    story.on(291, do, ActivityKind.SFI, "Sfi kurs D", hours=8, ends_in=None)
    story.on(290, get_done, 1)
    story.on(250, be_mapped, 1, 2, 28)
    story.on(249, judge, 1, "---g")
    story.on(249, move, 2)
    story.on(248, make_plan, CHILDREN_GOALS, [
        ("Ta ansvar för fruktstunden", "participant", -180, "to_do"),
        ("Öva på att ringa och säga till vid frånvaro", "participant", -200, "to_do"),
    ], "Timmarna håller sedan sex veckor.")  # fmt: skip
    story.on(246, answer)
    story.on(180, get_done, 1, 2)
    story.on(120, judge, 2, "gyyy")
    story.on(85, make_plan, CHILDREN_GOALS, [
        ("Skriva cv på svenska", "participant", -9, "to_do"),
        ("Söka två kurser till våren", "both", 20, "to_do"),
        ("Börja i jobbsökargruppen", "participant", -70, "to_do"),
    ], "Ny uppföljning, timmarna ökar.")  # fmt: skip
    story.on(85, answer)
    story.on(78, do, ActivityKind.JOB_SEARCH, "Söka arbete i grupp", hours=4, ends_in=None)
    story.on(70, get_done, 3)
    story.on(40, judge, 2, "-gyg")
    story.on(40, judge, 3, "yryr")
    story.on(40, judge, 4, "yrrr")
    story.on(16, _opened_from_north)
    story.on(9, get_done, 1)
    story.on(9, put_off, "Nästa arbetsplats väljs först.")
    story.on(3, _part_in_the_work)
    story.on(2, make_plan, CHILDREN_GOALS, [
        ("Välja ny plats bland förslagen", "both", 4, "to_do"),
        ("Be Åse om en skriftlig referens", "participant", 7, "started"),
        ("Boka studievägledare", "coordinator", 14, "to_do"),
        ("Skriva cv på svenska", "participant", -9, "done"),
    ], "Praktiken slutar och nästa plats ska väljas.")  # fmt: skip


def _opened_from_north(world: World, life: Life) -> None:
    anders = first(world, Role.COORDINATOR, world.units[NORTH])
    privacy.open_with_reason(world, life, anders, unit_name=NORTH, reason="Maria sjuk, akut samtal från platsen.")


def _part_in_the_work(world: World, life: Life) -> None:
    if life.coordinator is not None:
        samira = first(world, Role.TEAM_MEMBER)
        privacy.grant(
            world, life, samira, kind=GrantKind.TEAM, reason="Språkstöd på arbetsplatsen", by=life.coordinator, days=120
        )


def _omar(world: World) -> None:
    """Has read the plan and wants something else; the answer is due today."""
    omar = somebody(
        world, ("Omar", "Rahimi"), date(1987, 9, 3), "dari", woman=False, zone="Malmen", swedish=2, wishes=["kitchen"]
    )
    story = Story(world, omar)
    comes(story, days_ago=120, wish="Vill arbeta och behöver hjälp att komma in.")
    settle_in(story, days_ago=118, step=1, level=1, marks="yrry")
    story.on(100, do, ActivityKind.WORKLIKE, "Caféet", hours=16, ends_in=60)
    story.on(98, do, ActivityKind.SFI, "Sfi kurs B", hours=12, ends_in=40)
    story.on(14, make_plan, ["Arbeta som restaurangbiträde"], [
        ("Öka till fyra dagar i köket", "participant", 20, "to_do"),
        ("Boka studievägledare", "coordinator", 10, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(13, answer, texts.DISAGREEMENTS[0])


def _tesfaye(world: World) -> None:
    """His course ended some days ago, and nothing has come instead."""
    tesfaye = somebody(
        world, ("Tesfaye", "Bekele"), date(1995, 2, 18), "tigrinja", woman=False, zone="Norr", swedish=1,
        wishes=["green"],
    )  # fmt: skip
    story = Story(world, tesfaye)
    comes(story, days_ago=150, wish="Vill lära sig svenska på en arbetsplats.")
    settle_in(story, days_ago=148, step=1, level=1, marks="gyyr")
    story.on(130, do, ActivityKind.SFI, "Sfi kurs A", hours=15, ends_in=-9)
    story.on(44, make_plan, ["Arbeta i park eller kyrkogård"], [
        ("Besöka Växthuset tillsammans", "both", 12, "to_do"),
        ("Anmäla till nästa kurs", "participant", 20, "started"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(43, answer)


def _linn(world: World) -> None:
    """Doing well, with a plan that has grown older than it may be."""
    linn = somebody(
        world, ("Linn", "Sandell"), date(2001, 11, 27), "svenska", woman=True, zone="Haga", swedish=5, wishes=["shop"]
    )
    story = Story(world, linn)
    comes(story, days_ago=290, wish="Behöver stöd att hitta en utbildning.", step=2)
    settle_in(story, days_ago=288, step=2, level=2, marks="ggyy")
    story.on(270, do, ActivityKind.STUDIES, "Yrkespaket, introduktion", hours=15, ends_in=60)
    story.on(180, judge, 2, "--gg")
    story.on(150, move, 3)
    story.on(140, be_mapped, 3, 3, 32)
    story.on(139, judge, 3, "yyrr")
    story.on(138, be_placed, "Återbruket", PlacementForm.WORK_TRAINING, hours=17, starts_in=10, days=230)
    story.on(97, make_plan, ["Arbeta i butik"], [
        ("Söka två arbeten i månaden", "participant", 30, "started"),
        ("Öva intervju", "participant", 15, "to_do"),
    ], "Ny uppföljning, timmarna ökar.")  # fmt: skip
    story.on(97, answer)
    story.on(30, judge, 3, "ggyr")


def _kjell_ake(world: World) -> None:
    """Employed with an association whose agreement runs out."""
    kjell_ake = somebody(
        world, ("Kjell-Åke", "Brorsson"), date(1968, 6, 5), "svenska", woman=False, zone="Väster", swedish=5,
        wishes=["craft"],
    )  # fmt: skip
    story = Story(world, kjell_ake)
    comes(story, days_ago=260, wish="Har varit borta från arbete länge och vill börja lugnt.", step=2)
    settle_in(story, days_ago=258, step=2, level=2, marks="gyyr")
    host, site, kind = places.ASSOCIATIONS[0]
    if host != "Föreningen Hjulstugan" or kind is not places.BIKES:
        raise RuntimeError("Kjell-Åke works with bicycles")
    story.on(230, be_placed, site, PlacementForm.OSA, hours=30, starts_in=12, days=340)
    story.on(130, judge, 2, "-gy-")
    story.on(60, make_plan, ["Arbeta i verkstad"], [
        ("Lära sig växla nav", "participant", 40, "started"),
        ("Tala med föreningen om nästa år", "coordinator", 12, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(58, answer)
    story.on(20, put_off, "Avtalet avgör vad som kommer sedan.")


def _daniela(world: World) -> None:
    """On the same step since seven months; one point has stayed half done."""
    daniela = somebody(
        world, ("Daniela", "Petrescu"), date(1990, 1, 22), "rumänska", woman=True, zone="Berga", swedish=3,
        wishes=["cleaning"],
    )  # fmt: skip
    story = Story(world, daniela)
    comes(story, days_ago=330, children=1, wish="Behöver komma igång med en aktivitet några dagar i veckan.")
    settle_in(story, days_ago=328, step=1, level=1, marks="gyyr")
    story.on(300, do, ActivityKind.SFI, "Sfi kurs C", hours=12, ends_in=90)
    story.on(296, do, ActivityKind.WORKLIKE, "Drivhuset", hours=16, ends_in=120)
    story.on(230, judge, 1, "-ggg")
    story.on(214, move, 2)
    story.on(213, judge, 2, "yryr")
    story.on(120, make_plan, ["Arbeta som lokalvårdare"], [("Öka till fyra dagar i veckan", "both", -70, "to_do")],
             "Uppföljning enligt planen.")  # fmt: skip
    story.on(119, answer)
    story.on(68, get_done, 1)
    story.on(35, make_plan, ["Arbeta som lokalvårdare"], [
        ("Pröva kvällsstäd en vecka", "participant", 25, "to_do"),
        ("Hålla trepartssamtal med handledaren", "coordinator", 18, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(33, answer)
    story.on(32, judge, 2, "gyyg")
