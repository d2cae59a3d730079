"""Making ladders (göra en trappa): what an administrator may change, and what those who climb have a right to keep.

Nothing that somebody has been judged by is taken away: a point ends on a day, and what was said of it can be read.
Nobody is moved by a change of the ladder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..case import CaseStatus, reasons_not_to_write
from ..words import Reason
from .moving import MOST_STEPS

LEAST_STEPS = 2
MOST_POINTS = 12
"""More points than this on one step nobody keeps in mind."""


def reasons_not_to_make(
    *,
    name: str,
    taken: Sequence[str],
    steps: Sequence[str],
    valid_from: date,
    today: date,
    is_common: bool = False,
    has_common: bool = False,
) -> list[Reason]:
    """A ladder has a name of its own, two to ten steps, and begins today or later: nobody's past is changed."""
    reasons = _reasons_against_name(name, taken, missing=Reason("Skriv vad trappan heter.", at="name"))
    if not LEAST_STEPS <= len(steps) <= MOST_STEPS:
        reasons.append(
            Reason("En trappa har {least} till {most} steg.", at="steps", least=LEAST_STEPS, most=MOST_STEPS)
        )
    repeated = {step for step in steps if sum(each.casefold() == step.casefold() for each in steps) > 1}
    if repeated:
        reasons.append(Reason("Två steg kan inte heta samma sak: {name}.", at="steps", name=min(repeated)))
    if valid_from < today:
        reasons.append(Reason("Trappan kan börja gälla tidigast i dag.", at="valid_from"))
    if is_common and has_common:
        reasons.append(Reason("Det finns redan en gemensam trappa. Avsluta den först.", at="is_common"))
    return reasons


def _reasons_against_name(name: str, taken: Sequence[str], *, missing: Reason) -> list[Reason]:
    if not name.strip():
        return [missing]
    if name.strip().casefold() in {each.casefold() for each in taken}:
        return [Reason("Namnet finns redan.", at="name")]
    return []


def reasons_not_to_add_step(*, name: str, taken: Sequence[str], has_ended: bool) -> list[Reason]:
    """A step is added at the top: where people stand keeps its number."""
    reasons = _reasons_against_name(name, taken, missing=Reason("Skriv vad steget heter.", at="name"))
    if has_ended:
        reasons.append(Reason("Trappan är avslutad."))
    if len(taken) >= MOST_STEPS:
        reasons.append(Reason("En trappa har högst {most} steg.", most=MOST_STEPS))
    return reasons


def reasons_not_to_change_step(
    *,
    name: str,
    taken: Sequence[str],
    common_number: int | None,
    number: int,
    common_by_number: Mapping[int, int],
    is_common: bool,
) -> list[Reason]:
    """A higher step never corresponds to a lower one of the common ladder than the step below does.

    `common_by_number` is what the ladder's other steps correspond to.
    """
    reasons = _reasons_against_name(name, taken, missing=Reason("Skriv vad steget heter.", at="name"))
    if common_number is None:
        return reasons
    if is_common:
        return [*reasons, Reason("Den gemensamma trappan motsvarar bara sig själv.", at="common_step")]
    for other, common in sorted(common_by_number.items()):
        if (other < number and common > common_number) or (other > number and common < common_number):
            reasons.append(
                Reason(
                    "Steg {other} motsvarar steg {common}. Högre steg kan inte motsvara lägre.",
                    at="common_step",
                    other=other,
                    common=common,
                )
            )
    return reasons


def reasons_not_to_add_point(
    *, text: str, taken: Sequence[str], from_day: date, today: date, has_ended: bool
) -> list[Reason]:
    """A point is asked about from today or later. Those who have passed the step stay where they are."""
    reasons = _reasons_against_point(text, taken)
    if has_ended:
        reasons.append(Reason("Trappan är avslutad."))
    if len(taken) >= MOST_POINTS:
        reasons.append(Reason("Ett steg har högst {most} punkter.", most=MOST_POINTS))
    if from_day < today:
        reasons.append(Reason("Punkten kan börja gälla tidigast i dag.", at="from_day"))
    return reasons


def _reasons_against_point(text: str, taken: Sequence[str]) -> list[Reason]:
    if not text.strip():
        return [Reason("Skriv vad punkten heter.", at="text")]
    if text.strip().casefold() in {each.casefold() for each in taken}:
        return [Reason("Steget har redan den punkten.", at="text")]
    return []


def reasons_not_to_change_point(
    *, text: str, before: str, taken: Sequence[str], judged: int, means_the_same: bool
) -> list[Reason]:
    """What people have been judged by may be worded better, but not come to mean something else."""
    reasons = _reasons_against_point(text, taken)
    if judged and text.strip() != before and not means_the_same:
        reasons.append(
            Reason(
                "Punkten är redan bedömd ({judged}). Betyder den något annat nu: avsluta den och lägg till en ny.",
                at="means_the_same",
                judged=judged,
            )
        )
    return reasons


def reasons_not_to_end_point(
    *, from_day: date, begins: date | None, ends: date | None, today: date, others_that_day: int
) -> list[Reason]:
    """A point ends today or later, after it has begun, and never leaves its step empty: no one could pass it."""
    reasons = []
    if ends is not None:
        reasons.append(Reason("Punkten är redan avslutad. Sista dagen är {day}.", day=ends))
    if from_day < today:
        reasons.append(Reason("Punkten kan sluta gälla tidigast i dag.", at="from_day"))
    if begins is not None and from_day <= begins:
        reasons.append(Reason("Punkten gäller från {day}. Välj en senare dag.", at="from_day", day=begins))
    if not others_that_day:
        reasons.append(Reason("Steget måste ha minst en punkt kvar. Lägg till en ny först.", at="from_day"))
    return reasons


def reasons_not_to_reorder(*, wanted: Sequence[int], current: Sequence[int]) -> list[Reason]:
    """The new order names every point of the step once; somebody else may have added or ended one meanwhile."""
    if sorted(wanted) == sorted(current):
        return []
    return [Reason("Punkterna har ändrats av någon annan. Läs sidan igen.")]


def reasons_not_to_end_ladder(
    *,
    from_day: date,
    begins: date,
    ends: date | None,
    today: date,
    followers: int,
    highest_step: int,
    next_steps: int | None,
    next_empty_steps: int = 0,
) -> list[Reason]:
    """A ladder ends when nobody is left on it, and when the one that comes after has room for those who follow.

    `followers` have it by name. `next_steps` is how many steps the usual ladder has from that day: None where there is
    none, and the highest step that anybody stands on must be there. A common ladder has no followers.
    """
    reasons = []
    if ends is not None:
        reasons.append(Reason("Trappan är redan avslutad. Sista dagen är {day}.", day=ends))
    if from_day < today:
        reasons.append(Reason("Trappan kan sluta gälla tidigast i dag.", at="from_day"))
    if from_day <= begins:
        reasons.append(Reason("Trappan gäller från {day}. Välj en senare dag.", at="from_day", day=begins))
    if followers:
        reasons.append(Reason("Trappan följs av inskrivna ({count}). Byt trappa för dem först.", count=followers))
    if next_steps is None:
        reasons.append(Reason("Ingen annan trappa gäller den dagen. Gör den nya först.", at="from_day"))
    elif next_steps < highest_step:
        reasons.append(
            Reason("Någon står på steg {step}. Trappan som tar vid har {steps}.", step=highest_step, steps=next_steps)
        )
    elif next_empty_steps:
        reasons.append(Reason("Trappan som tar vid har steg utan punkter. Lägg till dem först."))
    return reasons


def reasons_not_to_follow(
    *, status: CaseStatus, step: int, steps: int, empty_steps: int, follows_already: bool, in_force: bool
) -> list[Reason]:
    """Changing ladder is no move: the person keeps the number of the step, which the new ladder must have."""
    reasons = reasons_not_to_write(status=status)
    if follows_already:
        reasons.append(Reason("Den trappan följs redan.", at="ladder"))
    if not in_force:
        reasons.append(Reason("Trappan gäller inte i dag.", at="ladder"))
    if step > steps:
        reasons.append(
            Reason(
                "Trappan har {steps} steg och personen står på steg {step}. Flytta ner först.",
                at="ladder",
                steps=steps,
                step=step,
            )
        )
    if empty_steps:
        reasons.append(Reason("Trappan har steg utan punkter. Systemförvaltaren lägger till dem.", at="ladder"))
    return reasons
