"""People whose story is told (berättelser): Rania and five more of Maria Ekdahl's, the same in every demonstration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ..rules.activity import ActivityKind
from ..rules.history import GrantKind
from ..rules.ladder import Mark
from ..rules.people import Role
from ..rules.place import PlacementForm
from ..rules.plan import ActionStatus
from ..rules.referral import ReferralSource
from . import activity, assessment, identity, ladder, people, placement, plan, places, privacy, referral, rows, texts
from .municipality import NORTH, SOUTH, first
from .place import offer
from .plan import Planned
from .world import Life, Seats, World, earlier

Act = Callable[..., None]


class Story:
    """One person's story, told in days ago; a weekend's act is done on the Friday before."""

    def __init__(self, world: World, life: Life) -> None:
        self.world, self.life = world, life

    def on(self, days_ago: int, act: Act, *values: Any, **named: Any) -> None:
        """Let one act happen to this person."""
        self.world.at(earlier(self.world.today - days_ago), _tell, act, self.life, values, named)

    def day(self, days_ago: int) -> date:
        """A working day so long ago (or ahead, when negative)."""
        return date.fromordinal(earlier(self.world.today - days_ago))


def _tell(world: World, act: Act, life: Life, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    act(world, life, *values, **named)


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


def _person(
    world: World, name: tuple[str, str], born: date, language: str, *, woman: bool, zone: str, swedish: int, wishes: list[str]
) -> Life:
    serial = 980 if woman else 981
    person = rows.Participant(
        id=0,
        given_name=name[0],
        family_name=name[1],
        identity_number=identity.number(born_on=born, serial=serial),
        born_on=born,
        gender="K" if woman else "M",
        language=language,
        phone=people.PHONES[0],
        email="",
        travel_zone=zone,
        created_at=datetime.min,
    )
    return Life(
        person=person, woman=woman, language=language, swedish=swedish, drive=1.0, wishes=wishes, licence=False,
        can_lift=True, unit_id=world.units[SOUTH], scripted=True,
    )  # fmt: skip


def _comes(story: Story, *, days_ago: int, children: int = 0, wish: str = "", step: int = 1) -> None:
    story.on(days_ago, _be_referred, children, wish, step)
    story.on(days_ago - 1, _be_accepted)


def _be_referred(world: World, life: Life, children: int, wish: str, step: int) -> None:
    by = first(world, Role.REFERRER)
    people.register(world, life, by)
    referral.receive(
        world, life, source=ReferralSource.SOCIAL_SERVICES, by=by, income_support=True, children=children, wish=wish,
        first_step=step, first_level=min(step, 2),
    )  # fmt: skip


def _be_accepted(world: World, life: Life) -> None:
    maria = world.staff[Role.COORDINATOR][0]
    by = first(world, Role.INTAKE, life.unit_id)
    referral.accept(world, life, programme=world.programmes[0], coordinator=maria, because="", by=by)


def _plan(world: World, life: Life, goals: list[str], things: list[tuple[str, str, int, str]], reason: str = "") -> None:
    """Things to do with the last day in days from today."""
    actions: list[Planned] = [
        (text, owner, date.fromordinal(earlier(world.today + days)), status) for text, owner, days, status in things
    ]
    plan.save_plan(world, life, goals=goals, actions=actions, reason=reason)


def _answer(world: World, life: Life, comment: str = "") -> None:
    if life.plan is not None:
        plan.answer_plan(world, life, life.plan, comment=comment)


def _done(world: World, life: Life, *positions: int, status: ActionStatus = ActionStatus.DONE) -> None:
    for row in life.actions:
        if row.position in positions:
            plan.change_action(world, life, row, status=status)


def _marks(world: World, life: Life, step: int, letters: str) -> None:
    """One letter for each point of the step: r, y or g; a dash leaves it."""
    if life.coordinator is None:
        return
    values = {"r": Mark.RED, "y": Mark.YELLOW, "g": Mark.GREEN}
    for criterion, letter in zip(world.criteria[step], letters, strict=True):
        if letter in values:
            ladder.mark(world, life, criterion, values[letter], by=life.coordinator)


def _activity(world: World, life: Life, kind: ActivityKind, name: str, hours: int, ends_in: int | None) -> None:
    """From today of the story; ends so many days from the day it ends on (negative: before)."""
    ends_on = None if ends_in is None else date.fromordinal(world.today + ends_in)
    activity.add_activity(world, life, kind, name=name, starts_on=world.date, ends_on=ends_on, hours=hours)


def _place(world: World, name: str) -> Seats:
    return next(seats for seats in world.places.values() if seats.row.name.startswith(name))


def _placed(world: World, life: Life, name: str, form: PlacementForm, hours: int, starts_in: int, days: int) -> None:
    """Asked, asked and agreed within a day; starts so many days later."""
    starts_on = date.fromordinal(earlier(world.day + starts_in))
    row = placement.propose(
        world, life, _place(world, name), form=form, starts_on=starts_on,
        ends_on=date.fromordinal(starts_on.toordinal() + days), hours=hours, studies_follow=False,
        presentation=texts.PRESENTATIONS[0], chosen_because="Passar målet i planen.",
    )  # fmt: skip
    placement.answer_for_participant(world, life, row)
    if life.coordinator is not None:
        said_by = world.places[row.place_id].row.supervisor_name
        placement.answer_for_host(world, life, row, by=life.coordinator, said_by=said_by)
    world.at(starts_on.toordinal(), _tell, _start, life, (row,), {})


def _start(world: World, life: Life, row: rows.Placement) -> None:
    if not placement.start(world, life, row):
        raise RuntimeError("the place of a story must have a seat")
    offer(world, world.places[row.place_id])


def _map(world: World, life: Life, step: int, level: int, hours: int) -> None:
    assessment.hold_mapping(world, life, step=step, level=level, hours=hours)


def _move(world: World, life: Life, to_step: int, reason: str = "") -> None:
    ladder.move(world, life, to_step=to_step, reason=reason)


CHILDREN_GOALS = ["Arbeta som barnskötare", "Klara sfi kurs D i mars och söka barnskötarutbildningen i april"]


def _rania(world: World) -> None:
    """A year and a half: a first summer without activity, a step back in January, a place that soon ends."""
    rania = _person(
        world, ("Rania", "Khoury"), date(1992, 4, 12), "arabiska", woman=True, zone="Söder", swedish=3,
        wishes=["children"],
    )  # fmt: skip
    world.named["rania"] = rania
    rania.extract_on = date.fromordinal(world.today - 400)
    story = Story(world, rania)
    _comes(story, days_ago=530, children=2, wish="Vill arbeta med barn och behöver mer svenska.")
    story.on(528, _activity, ActivityKind.WORKLIKE, "Drivhuset", 12, -509)
    story.on(522, _map, 1, 1, 20)
    story.on(520, _plan, ["Arbeta som barnskötare"], [
        ("Komma till Drivhuset tre dagar i veckan", "participant", -480, "to_do"),
        ("Anmäla till sfi kurs C", "both", -470, "to_do"),
    ])  # fmt: skip
    story.on(519, _answer)
    story.on(519, _marks, 1, "yryr")
    story.on(466, _activity, ActivityKind.WORKLIKE, "Drivhuset", 12, -385)
    story.on(466, _activity, ActivityKind.SFI, "Sfi kurs C", 12, -295)
    story.on(465, _done, 1, 2)
    story.on(432, _marks, 1, "ggyy")
    story.on(431, _plan, ["Arbeta som barnskötare"], [
        ("Besöka Solgläntan tillsammans", "both", -390, "to_do"),
        ("Beställa utdrag ur belastningsregistret", "participant", -400, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(430, _answer)
    story.on(395, _done, 1, 2)
    story.on(382, _marks, 1, "--gg")
    story.on(382, _move, 2)
    story.on(381, _marks, 2, "yrrr")
    story.on(378, _placed, "Solgläntan", PlacementForm.WORK_EXPERIENCE, 20, 17, 364)
    _rania_at_solglantan(story)


def _rania_at_solglantan(story: Story) -> None:
    world = story.world
    story.on(360, _plan, CHILDREN_GOALS, [
        ("Gå igenom schemat med handledaren", "both", -340, "to_do"),
        ("Läsa högt för barnen en gång i veckan", "participant", -250, "to_do"),
    ], "Ny arbetsplats.")  # fmt: skip
    story.on(359, _answer)
    story.on(317, _activity, ActivityKind.LANGUAGE_SUPPORT, "Språkstöd på plats", 2, -147)
    story.on(312, _marks, 1, "---y")
    story.on(312, _move, 1, "Orkade inte timmarna efter jul. Vi börjar om lugnare.")
    story.on(291, _activity, ActivityKind.SFI, "Sfi kurs D", 8, None)
    story.on(290, _done, 1)
    story.on(250, _map, 1, 2, 28)
    story.on(249, _marks, 1, "---g")
    story.on(249, _move, 2)
    story.on(248, _plan, CHILDREN_GOALS, [
        ("Ta ansvar för fruktstunden", "participant", -180, "to_do"),
        ("Öva på att ringa och säga till vid frånvaro", "participant", -200, "to_do"),
    ], "Timmarna håller sedan sex veckor.")  # fmt: skip
    story.on(246, _answer)
    story.on(180, _done, 1, 2)
    story.on(120, _marks, 2, "gyyy")
    story.on(85, _plan, CHILDREN_GOALS, [
        ("Skriva cv på svenska", "participant", -9, "to_do"),
        ("Söka två kurser till våren", "both", 20, "to_do"),
        ("Börja i jobbsökargruppen", "participant", -70, "to_do"),
    ], "Ny uppföljning, timmarna ökar.")  # fmt: skip
    story.on(84, _answer)
    story.on(78, _activity, ActivityKind.JOB_SEARCH, "Söka arbete i grupp", 4, None)
    story.on(70, _done, 3)
    story.on(40, _marks, 2, "-gyg")
    story.on(40, _marks, 3, "yryr")
    story.on(40, _marks, 4, "yrrr")
    story.on(16, _opened_from_north)
    story.on(9, _done, 1)
    story.on(3, _part_in_the_work)
    story.on(2, _plan, CHILDREN_GOALS, [
        ("Välja ny plats bland förslagen", "both", 4, "to_do"),
        ("Be Åse om en skriftlig referens", "participant", 7, "started"),
        ("Boka studievägledare", "coordinator", 14, "to_do"),
        ("Skriva cv på svenska", "participant", -9, "done"),
    ], "Praktiken slutar och nästa plats ska väljas.")  # fmt: skip
    if world.staff[Role.COORDINATOR][0].name != "Maria Ekdahl":
        raise RuntimeError("Rania's coordinator is Maria")


def _opened_from_north(world: World, life: Life) -> None:
    anders = next(each for each in world.staff[Role.COORDINATOR] if each.unit_id == world.units[NORTH])
    privacy.open_with_reason(world, life, anders, unit_name=NORTH, reason="Maria sjuk, akut samtal från platsen.")


def _part_in_the_work(world: World, life: Life) -> None:
    if life.coordinator is not None:
        samira = first(world, Role.TEAM_MEMBER)
        privacy.grant(
            world, life, samira, kind=GrantKind.TEAM, reason="Språkstöd på arbetsplatsen", by=life.coordinator, days=120
        )


def _settled(story: Story, *, days_ago: int, step: int, level: int, marks: str, hours: int = 20) -> None:
    """The first weeks, which go alike for everyone: mapping, a plan that is agreed to, the first points."""
    story.on(days_ago - 8, _map, step, level, hours)
    story.on(days_ago - 12, _plan, ["Få ett arbete"], [("Pröva en insats", "participant", -days_ago + 50, "to_do")])
    story.on(days_ago - 12, _answer)
    for below in range(1, step):
        story.on(days_ago - 13, _marks, below, "gggg")
    story.on(days_ago - 13, _marks, step, marks)
    story.on(days_ago - 50, _done, 1)


def _omar(world: World) -> None:
    """Has read the plan and wants something else; the answer is due today."""
    omar = _person(
        world, ("Omar", "Rahimi"), date(1987, 9, 3), "dari", woman=False, zone="Malmen", swedish=2, wishes=["kitchen"]
    )
    story = Story(world, omar)
    _comes(story, days_ago=120, wish="Vill arbeta och behöver hjälp att komma in.")
    _settled(story, days_ago=118, step=1, level=1, marks="yrry")
    story.on(100, _activity, ActivityKind.WORKLIKE, "Caféet", 16, 60)
    story.on(98, _activity, ActivityKind.SFI, "Sfi kurs B", 12, 40)
    story.on(14, _plan, ["Arbeta som restaurangbiträde"], [
        ("Öka till fyra dagar i köket", "participant", 20, "to_do"),
        ("Boka studievägledare", "coordinator", 10, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(13, _answer, texts.DISAGREEMENTS[0])


def _tesfaye(world: World) -> None:
    """His course ended some days ago, and nothing has come instead."""
    tesfaye = _person(
        world, ("Tesfaye", "Bekele"), date(1995, 2, 18), "tigrinja", woman=False, zone="Norr", swedish=1,
        wishes=["green"],
    )  # fmt: skip
    story = Story(world, tesfaye)
    _comes(story, days_ago=150, wish="Vill lära sig svenska på en arbetsplats.")
    _settled(story, days_ago=148, step=1, level=1, marks="gyyr")
    story.on(130, _activity, ActivityKind.SFI, "Sfi kurs A", 15, -9)
    story.on(44, _plan, ["Arbeta i park eller kyrkogård"], [
        ("Besöka Växthuset tillsammans", "both", 12, "to_do"),
        ("Anmäla till nästa kurs", "participant", 20, "started"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(43, _answer)


def _linn(world: World) -> None:
    """Doing well, with a plan that has grown older than it may be."""
    linn = _person(
        world, ("Linn", "Sandell"), date(2001, 11, 27), "svenska", woman=True, zone="Haga", swedish=5, wishes=["shop"]
    )
    story = Story(world, linn)
    _comes(story, days_ago=290, wish="Behöver stöd att hitta en utbildning.", step=2)
    _settled(story, days_ago=288, step=2, level=2, marks="ggyy")
    story.on(270, _activity, ActivityKind.STUDIES, "Yrkespaket, introduktion", 15, 60)
    story.on(180, _marks, 2, "--gg")
    story.on(150, _move, 3)
    story.on(140, _map, 3, 3, 32)
    story.on(139, _marks, 3, "yyrr")
    story.on(138, _placed, "Återbruket", PlacementForm.WORK_TRAINING, 17, 10, 230)
    story.on(97, _plan, ["Arbeta i butik"], [
        ("Söka två arbeten i månaden", "participant", 30, "started"),
        ("Öva intervju", "participant", 15, "to_do"),
    ], "Ny uppföljning, timmarna ökar.")  # fmt: skip
    story.on(97, _answer)
    story.on(30, _marks, 3, "ggyr")


def _kjell_ake(world: World) -> None:
    """Employed with an association whose agreement runs out."""
    kjell_ake = _person(
        world, ("Kjell-Åke", "Brorsson"), date(1968, 6, 5), "svenska", woman=False, zone="Väster", swedish=5,
        wishes=["craft"],
    )  # fmt: skip
    story = Story(world, kjell_ake)
    _comes(story, days_ago=260, wish="Har varit borta från arbete länge och vill börja lugnt.", step=2)
    _settled(story, days_ago=258, step=2, level=2, marks="gyyr")
    host, site, kind = places.ASSOCIATIONS[0]
    if host != "Föreningen Hjulstugan" or kind is not places.BIKES:
        raise RuntimeError("Kjell-Åke works with bicycles")
    story.on(230, _placed, site, PlacementForm.OSA, 30, 12, 340)
    story.on(130, _marks, 2, "-gy-")
    story.on(60, _plan, ["Arbeta i verkstad"], [
        ("Lära sig växla nav", "participant", 40, "started"),
        ("Tala med föreningen om nästa år", "coordinator", 12, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(58, _answer)


def _daniela(world: World) -> None:
    """On the same step since seven months; one point has stayed half done."""
    daniela = _person(
        world, ("Daniela", "Petrescu"), date(1990, 1, 22), "rumänska", woman=True, zone="Berga", swedish=3,
        wishes=["cleaning"],
    )  # fmt: skip
    story = Story(world, daniela)
    _comes(story, days_ago=330, children=1, wish="Behöver komma igång med en aktivitet några dagar i veckan.")
    _settled(story, days_ago=328, step=1, level=1, marks="gyyr")
    story.on(300, _activity, ActivityKind.SFI, "Sfi kurs C", 12, 90)
    story.on(296, _activity, ActivityKind.WORKLIKE, "Drivhuset", 16, 120)
    story.on(230, _marks, 1, "-ggg")
    story.on(214, _move, 2)
    story.on(213, _marks, 2, "yryr")
    story.on(120, _plan, ["Arbeta som lokalvårdare"], [("Öka till fyra dagar i veckan", "both", -70, "to_do")],
             "Uppföljning enligt planen.")  # fmt: skip
    story.on(119, _answer)
    story.on(68, _done, 1)
    story.on(35, _plan, ["Arbeta som lokalvårdare"], [
        ("Pröva kvällsstäd en vecka", "participant", 25, "to_do"),
        ("Hålla trepartssamtal med handledaren", "coordinator", 18, "to_do"),
    ], "Uppföljning enligt planen.")  # fmt: skip
    story.on(33, _answer)
    story.on(32, _marks, 2, "gyyg")
