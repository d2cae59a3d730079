"""Blocks (spärrar): every hard rule with its own code, its reason in words, and the smallest change that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from ..assessment import Swedish
from ..extract import Shown, reasons_about_extract
from ..place import HALF_DAYS, ExtractLaw
from ..words import N_, Labelled, Reason
from .values import HOURS_PER_HALF_DAY, Offer, Wanted

NOT_KNOWN_HOW = 1_000
HIDDEN = 500


class Code(Labelled):
    """Which hard rule blocks; the label is how many places it stops, in one word or two."""

    NOT_YET = "not_yet", N_("öppnar senare")
    CLOSED = "closed", N_("stänger")
    PAUSED = "paused", N_("vilar")
    RESTS = "rests", N_("har nog just nu")
    FULL = "full", N_("fulla")
    FORM = "form", N_("annan form")
    INDEPENDENCE = "independence", N_("annan självständighetsgrad")
    HOURS = "hours", N_("andra timmar")
    HALF_DAYS = "half_days", N_("andra tider")
    TRAVEL = "travel", N_("för lång resa")
    SWEDISH = "swedish", N_("mer svenska")
    LICENCE = "licence", N_("körkort")
    EXTRACT = "extract", N_("utdrag ur belastningsregistret")
    LIFTING = "lifting", N_("lyft")
    SUPERVISOR = "supervisor", N_("handledaren har fullt")
    NOBODY = "nobody", N_("ingen handledare")
    AGREEMENT = "agreement", N_("inget avtal med utrymme")
    ASKED = "asked", N_("redan föreslagna")
    UNSAID = "unsaid", N_("kan inte föreslås")


class Where(Labelled):
    """Where the change is made that opens a place."""

    HERE = "here", N_("här")
    MAPPING = "mapping", N_("i kartläggningen")
    LADDER = "ladder", N_("i trappan")
    PLACE = "place", N_("hos platsen")


@dataclass(frozen=True)
class Relaxation:
    """The smallest change that removes one reason.

    `cost` orders changes by roughly how many days they take; `wanted` and `offer` are the values that change.
    """

    words: Reason
    cost: int
    where: Where
    wanted: Mapping[str, Any] = field(default_factory=dict)
    offer: Mapping[str, Any] = field(default_factory=dict)

    def applied(self, wanted: Wanted, offer: Offer) -> tuple[Wanted, Offer]:
        """Both sides as they would be after the change."""
        return replace(wanted, **self.wanted), replace(offer, **self.offer)


@dataclass(frozen=True)
class Block:
    """One hard rule that says no. A `private` reason tells what only readers of the person's file may know."""

    code: Code
    reason: Reason
    opens: Relaxation | None
    private: bool = False


def not_yet(wanted: Wanted, offer: Offer) -> Block | None:
    """Open on the first day."""
    if wanted.starts_on >= offer.opened_on:
        return None
    reason = Reason("Platsen öppnar {day}.", day=offer.opened_on)
    return Block(Code.NOT_YET, reason, _later_start(wanted, offer.opened_on))


def closed(wanted: Wanted, offer: Offer) -> Block | None:
    """Open to the last day."""
    if offer.closed_on is None or wanted.ends_on <= offer.closed_on:
        return None
    opens = None
    if offer.closed_on > wanted.starts_on:
        days = (wanted.ends_on - offer.closed_on).days
        words = Reason("Sista dagen {day}", day=offer.closed_on)
        opens = Relaxation(words, days, Where.HERE, wanted={"ends_on": offer.closed_on})
    return Block(Code.CLOSED, Reason("Platsen stänger {day}.", day=offer.closed_on), opens)


def paused(wanted: Wanted, offer: Offer) -> Block | None:
    """The place does not rest on the first day."""
    until = offer.paused_until
    if not offer.is_paused or (until is not None and until < wanted.starts_on):
        return None
    if until is not None:
        return Block(
            Code.PAUSED, Reason("Platsen vilar till {day}.", day=until), _later_start(wanted, until + timedelta(days=1))
        )
    opens = Relaxation(Reason("Platsen öppnar igen"), 30, Where.PLACE, offer={"is_paused": False})
    return Block(Code.PAUSED, Reason("Platsen vilar tills vidare."), opens)


def rests(wanted: Wanted, offer: Offer) -> Block | None:
    """A host that has enough is not asked until the day it has said."""
    if offer.rests_until is None:
        return None
    opens = Relaxation(Reason("Fråga efter {day}", day=offer.rests_until), 30, Where.PLACE, offer={"rests_until": None})
    return Block(Code.RESTS, Reason("Värden har nog just nu, till {day}.", day=offer.rests_until), opens)


def full(wanted: Wanted, offer: Offer) -> Block | None:
    """A seat is free on every day of the period."""
    if paused(wanted, offer) or not_yet(wanted, offer) or closed(wanted, offer):
        return None
    if offer.seats.free(wanted.starts_on, wanted.ends_on) > 0:
        return None
    days = (wanted.ends_on - wanted.starts_on).days
    day = offer.seats.first_start(after=wanted.starts_on, days=days)
    if day is None or (offer.closed_on and day + timedelta(days=days) > offer.closed_on):
        return Block(Code.FULL, Reason("Platsen är full, och ingen ledig tid är inlagd."), None)
    reason = Reason("Platsen är full till {day}.", day=day - timedelta(days=1))
    return Block(Code.FULL, reason, _later_start(wanted, day))


def _later_start(wanted: Wanted, day: Any) -> Relaxation:
    moved = day - wanted.starts_on
    return Relaxation(
        Reason("Startdag {day}", day=day),
        moved.days,
        Where.HERE,
        wanted={"starts_on": day, "ends_on": wanted.ends_on + moved},
    )


def other_form(wanted: Wanted, offer: Offer) -> Block | None:
    """The place takes the wanted form."""
    if wanted.form is None or wanted.form in offer.forms:
        return None
    other = min(offer.forms, default=None)
    opens = None
    if other is not None:
        opens = Relaxation(Reason("Byt till {form}", form=other), 20, Where.HERE, wanted={"form": other})
    return Block(Code.FORM, Reason("Platsen tar inte emot {form}.", form=wanted.form), opens)


def independence(wanted: Wanted, offer: Offer) -> Block | None:
    """The participant's level lies within the range of the place."""
    level, lowest, highest = wanted.independence_level, offer.independence_from, offer.independence_to
    if level < lowest:
        reason = Reason(
            "Platsen kräver självständighetsgrad {needed}, {name} har {level}.",
            needed=lowest, name=wanted.name, level=level,
        )  # fmt: skip
        words = Reason("En grad upp") if lowest - level == 1 else Reason("{count} grader upp", count=lowest - level)
        opens = Relaxation(words, 60 * (lowest - level), Where.LADDER, wanted={"independence_level": lowest})
        return Block(Code.INDEPENDENCE, reason, opens)
    if level > highest:
        reason = Reason(
            "Platsen är till för självständighetsgrad {most} som högst, {name} har {level}.",
            most=highest, name=wanted.name, level=level,
        )  # fmt: skip
        words = Reason("Platsen tar emot grad {level}", level=level)
        opens = Relaxation(words, 60 * (level - highest), Where.PLACE, offer={"independence_to": level})
        return Block(Code.INDEPENDENCE, reason, opens)
    return None


def hours(wanted: Wanted, offer: Offer) -> Block | None:
    """The hours of the week suit the place."""
    now = wanted.hours_per_week
    if now < offer.hours_from:
        least, more = offer.hours_from, offer.hours_from - now
        reason = Reason("Platsen vill ha minst {least} timmar i veckan, här är det {now}.", least=least, now=now)
        opens = Relaxation(
            Reason("+{more} tim i veckan", more=more), 5 * more, Where.HERE, wanted={"hours_per_week": least}
        )
        return Block(Code.HOURS, reason, opens)
    if now > offer.hours_to:
        most, less = offer.hours_to, now - offer.hours_to
        reason = Reason("Platsen har högst {most} timmar i veckan, här är det {now}.", most=most, now=now)
        opens = Relaxation(
            Reason("−{less} tim i veckan", less=less), 5 * less, Where.HERE, wanted={"hours_per_week": most}
        )
        return Block(Code.HOURS, reason, opens)
    return None


def half_days(wanted: Wanted, offer: Offer) -> Block | None:
    """Enough half-days suit both, at four hours each."""
    common, needed = (wanted.slots & offer.slots).bit_count(), wanted.half_days_needed
    if common >= needed:
        return None
    reason = Reason(
        "{common} av platsens halvdagar passar {name}. {hours} timmar behöver {needed}.",
        common=common, name=wanted.name, hours=wanted.hours_per_week, needed=needed,
    )  # fmt: skip
    return Block(Code.HALF_DAYS, reason, _more_half_days(wanted, offer, missing=needed - common))


def _more_half_days(wanted: Wanted, offer: Offer, *, missing: int) -> Relaxation | None:
    lacking = [bit for bit in range(len(HALF_DAYS)) if offer.slots & ~wanted.slots & 1 << bit]
    slots = wanted.slots
    for bit in lacking[:missing]:
        slots |= 1 << bit
    if len(lacking) >= missing:
        words = Reason("{count} halvdagar till lediga", count=missing)
        if missing == 1:
            words = Reason("Ledigt {half_day}", half_day=HALF_DAYS[lacking[0]])
        return Relaxation(words, 15 * missing, Where.MAPPING, wanted={"slots": slots})
    room = offer.slots.bit_count() * HOURS_PER_HALF_DAY
    if not room:
        return None
    words = Reason("{hours} timmar i veckan, på alla platsens tider", hours=room)
    return Relaxation(words, 15 * missing + 20, Where.MAPPING, wanted={"slots": slots, "hours_per_week": room})


def travel(wanted: Wanted, offer: Offer) -> Block | None:
    """No longer journey than agreed in the mapping. A journey nobody knows does not block."""
    minutes, limit = offer.travel_minutes, wanted.longest_travel_minutes
    if minutes is None or minutes <= limit:
        return None
    reason = Reason("Resan tar {minutes} minuter, gränsen är {limit}.", minutes=minutes, limit=limit)
    words = Reason("+{more} min resa", more=minutes - limit)
    return Block(
        Code.TRAVEL,
        reason,
        Relaxation(words, minutes - limit, Where.MAPPING, wanted={"longest_travel_minutes": minutes}),
    )


def swedish(wanted: Wanted, offer: Offer) -> Block | None:
    """At least the Swedish that the place needs."""
    if wanted.swedish >= offer.lowest_swedish:
        return None
    needed = Swedish(str(offer.lowest_swedish))
    reason = Reason(
        "Platsen kräver svenska på nivån {needed}, {name} har {level}.",
        needed=needed, name=wanted.name, level=Swedish(str(wanted.swedish)),
    )  # fmt: skip
    words = Reason("Svenska på nivån {needed}", needed=needed)
    cost = 90 * (offer.lowest_swedish - wanted.swedish)
    return Block(Code.SWEDISH, reason, Relaxation(words, cost, Where.MAPPING, wanted={"swedish": offer.lowest_swedish}))


def licence(wanted: Wanted, offer: Offer) -> Block | None:
    """A driving licence where the place needs one."""
    if wanted.has_driving_licence or not offer.needs_driving_licence:
        return None
    opens = Relaxation(Reason("Körkort"), 180, Where.MAPPING, wanted={"has_driving_licence": True})
    return Block(Code.LICENCE, Reason("Platsen kräver körkort."), opens)


def extract(wanted: Wanted, offer: Offer) -> Block | None:
    """An extract from the criminal record, by the law that the place names; it must name one."""
    law = offer.extract_law
    reasons = reasons_about_extract(law, wanted.extracts, starts_on=wanted.starts_on)
    if not reasons:
        return None
    if law is ExtractLaw.UNSTATED:
        stated = Relaxation(
            Reason("Platsen anger lagen, och ett utdrag visas"), 17, Where.PLACE, offer={"extract_law": ExtractLaw.NONE}
        )
        return Block(Code.EXTRACT, reasons[0], stated)
    one = Shown(law, wanted.starts_on, wanted.starts_on)
    opens = Relaxation(Reason("Ett nytt utdrag visas"), 14, Where.MAPPING, wanted={"extracts": (*wanted.extracts, one)})
    reason = Reason("Utdrag ur belastningsregistret enligt {law} är inte visat.", law=law.label)
    return Block(Code.EXTRACT, reason, opens, private=True)


def lifting(wanted: Wanted, offer: Offer) -> Block | None:
    """Somebody who cannot lift is not asked to."""
    if wanted.can_lift or not offer.needs_lifting:
        return None
    opens = Relaxation(Reason("Platsen ordnar uppgifter utan lyft"), 45, Where.PLACE, offer={"needs_lifting": False})
    return Block(
        Code.LIFTING, Reason("Arbetet har lyft som {name} inte kan göra.", name=wanted.name), opens, private=True
    )


def supervisor(wanted: Wanted, offer: Offer) -> Block | None:
    """The supervisors have room for one more; seats that are free do not help."""
    if offer.supervision_left != 0:
        return None
    reason = Reason("Handledaren har fullt: {now} handleds redan.", now=offer.supervised)
    opens = Relaxation(Reason("Handledaren tar emot en till"), 40, Where.PLACE, offer={"supervision_left": 1})
    return Block(Code.SUPERVISOR, reason, opens)


def nobody(wanted: Wanted, offer: Offer) -> Block | None:
    """Somebody is appointed to supervise."""
    if offer.has_supervisor:
        return None
    opens = Relaxation(Reason("En handledare utses"), 10, Where.PLACE, offer={"has_supervisor": True})
    return Block(Code.NOBODY, Reason("Ingen är utsedd att handleda på platsen."), opens)


def agreement(wanted: Wanted, offer: Offer) -> Block | None:
    """An agreement takes one more in the wanted form, or in any of the place's when none is wanted."""
    forms = sorted(offer.forms) if wanted.form is None else sorted(offer.forms & {wanted.form})
    reasons = [offer.uncovered.get(form, ()) for form in forms]
    if not reasons or not all(reasons):
        return None
    opens = Relaxation(Reason("Ett avtal får utrymme för en till"), 30, Where.PLACE, offer={"uncovered": {}})
    return Block(Code.AGREEMENT, reasons[0][0], opens)


def asked(wanted: Wanted, offer: Offer) -> Block | None:
    """Nobody is asked twice about the same place at once."""
    if not offer.has_waiting:
        return None
    opens = Relaxation(Reason("Förslaget besvaras eller dras tillbaka"), 3, Where.PLACE, offer={"has_waiting": False})
    return Block(Code.ASKED, Reason("{name} är redan tillfrågad om platsen.", name=wanted.name), opens)


RULES: tuple[Callable[[Wanted, Offer], Block | None], ...] = (
    not_yet, closed, paused, rests, full, asked, other_form, independence, hours, half_days,
    travel, swedish, licence, extract, lifting, supervisor, nobody, agreement,
)  # fmt: skip

UNSAID = Block(Code.UNSAID, Reason("Platsen kan inte föreslås."), None, private=True)


def blocks(wanted: Wanted, offer: Offer) -> tuple[Block, ...]:
    """Every hard rule that says no, in the order of the table; empty means that the place can be proposed."""
    return tuple(block for rule in RULES if (block := rule(wanted, offer)))


def said_to(found: Iterable[Block], *, reads_file: bool) -> tuple[Block, ...]:
    """The same for one reader: what only readers of the file may know becomes one line that tells nothing."""
    found = tuple(found)
    if reads_file or not any(block.private for block in found):
        return found
    return (*(block for block in found if not block.private), UNSAID)


def cost(found: Iterable[Block]) -> int:
    """How far from opening: the costs of every change that is needed, together."""
    return sum(_cost(block) for block in found)


def _cost(block: Block) -> int:
    if block.code is Code.UNSAID:
        return HIDDEN
    return block.opens.cost if block.opens else NOT_KNOWN_HOW
