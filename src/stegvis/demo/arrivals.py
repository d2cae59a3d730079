"""Who comes and when (anvisningar över tid): referrals, the decision, returns and those who come back."""

from __future__ import annotations

from datetime import timedelta

from ..rules.people import Role
from ..rules.referral import ReferralSource
from . import life, people, referral, texts, turnover
from .identity import Numbers
from .municipality import NORTH, SOUTH, first
from .world import Life, Staff, World

SOURCES = (
    (ReferralSource.SOCIAL_SERVICES, 62),
    (ReferralSource.EMPLOYMENT_SERVICE, 24),
    (ReferralSource.SELF, 6),
    (ReferralSource.SOCIAL_INSURANCE, 4),
    (ReferralSource.OTHER, 4),
)
ON_PAPER = {
    ReferralSource.EMPLOYMENT_SERVICE: ("Handläggare, Arbetsförmedlingen", "Arbetsförmedlingen, kontor Åsvalla"),
    ReferralSource.SOCIAL_INSURANCE: ("Handläggare, Försäkringskassan",),
    ReferralSource.SELF: ("Personen själv",),
    ReferralSource.OTHER: ("Rehabkoordinator, Vårdcentralen Malmen", "Frivården", "Komvux, vägledare"),
    ReferralSource.SOCIAL_SERVICES: ("Socialsekreterare, mottagning vuxna", "Socialsekreterare, mottagning unga"),
}
SHARE_SOUTH = 0.54
SHARE_RETURNED = 0.085
SHARE_RETURNED_COME_BACK = 0.6
SHARE_COME_AGAIN = 0.3
GONE_FOR_GOOD = {"died", "moved"}
AWAY_DAYS = 60


def plan(world: World, *, participants: int) -> None:
    """Spread the newcomers over the years, a little denser later, with a quiet July."""
    numbers = Numbers()
    span = world.today - world.start - 2
    days: list[int] = []
    while len(days) < participants:
        day = world.start + 1 + int(span * world.chance.random() ** 0.86)
        if (day % 365) % 7 == 0 and world.chance.random() < 0.3:
            continue
        days.append(day)
    for day in sorted(days):
        world.at(min(day, _last_working_day(world)), arrive, numbers)


def _last_working_day(world: World) -> int:
    """So that the last ones are not moved past today by a weekend."""
    day = world.today - 1
    while day % 7 in {6, 0}:
        day -= 1
    return day


def arrive(world: World, numbers: Numbers) -> None:
    """Somebody new is referred."""
    unit = world.units[SOUTH if world.chance.random() < SHARE_SOUTH else NORTH]
    newcomer = people.somebody(world, numbers, arrives=world.day, unit=unit)
    life.aim(world, newcomer)
    source = world.chance.choices([source for source, _ in SOURCES], [share for _, share in SOURCES])[0]
    by = _who_registers(world, newcomer, source)
    people.register(world, newcomer, by)
    _refer(world, newcomer, source, by)
    if world.chance.random() < SHARE_COME_AGAIN:
        world.soon(300, 1900, come_again, newcomer)


def come_again(world: World, again: Life) -> None:
    """Somebody who has been here and left, or was sent back, is referred anew."""
    if again.case is not None or again.referral is not None or again.is_protected:
        return
    left = again.ending
    if left and (left.outcome in GONE_FOR_GOOD or world.day - left.exited_on.toordinal() < AWAY_DAYS):
        return
    source = world.chance.choices([source for source, _ in SOURCES], [share for _, share in SOURCES])[0]
    _refer(world, again, source, _who_registers(world, again, source))


def _who_registers(world: World, newcomer: Life, source: ReferralSource) -> Staff:
    """A social worker refers here; everything else is registered from paper."""
    if source is ReferralSource.SOCIAL_SERVICES and world.chance.random() < 0.85:
        return world.chance.choice(world.staff[Role.REFERRER])
    return first(world, Role.INTAKE, newcomer.unit_id)


def _refer(world: World, newcomer: Life, source: ReferralSource, by: Staff) -> None:
    chance = world.chance
    from_paper = by.role is Role.INTAKE
    step = chance.choices((1, 2, 3), (70, 23, 7))[0]
    referral.receive(
        world,
        newcomer,
        source=source,
        by=by,
        income_support=chance.random() < (0.93 if source is ReferralSource.SOCIAL_SERVICES else 0.55),
        children=chance.choices((0, 1, 2, 3, 4), (58, 15, 15, 8, 4))[0],
        wish=chance.choice(texts.REFERRAL_WISHES),
        referrer_name=chance.choice(ON_PAPER[source]) if from_paper else "",
        received_on=world.date - timedelta(days=chance.choice((0, 0, 1, 2))) if from_paper else None,
        first_step=step,
        first_level=min(step, 2),
    )
    world.soon(2, 15, decide, newcomer)


def decide(world: World, newcomer: Life) -> None:
    """Intake returns it with a receipt, or accepts it and gives it to whoever has most room."""
    chance, waiting = world.chance, newcomer.referral
    if waiting is None:
        return
    by = first(world, Role.INTAKE, newcomer.unit_id)
    if chance.random() < SHARE_RETURNED and newcomer.referrals == 1:
        reason, comment = chance.choice(texts.RETURNS)
        referral.send_back(world, newcomer, reason=reason, comment=comment, by=by)
        if chance.random() < SHARE_RETURNED_COME_BACK:
            world.soon(30, 150, come_again, newcomer)
        return
    because = chance.choice(texts.ACCEPTED_ANYWAY) if referral.is_outside(newcomer, waiting) else ""
    programme = chance.choices(world.programmes, [share for _, _, share in texts.PROGRAMMES])[0]
    coordinator = referral.by_load(world, newcomer.unit_id)
    turnover.settle(world, coordinator)
    referral.accept(world, newcomer, programme=programme, coordinator=coordinator, because=because, by=by)
    life.begin(world, newcomer)
