"""Organisation (organisation): who lies under whom, from when; a tree that never bites its own tail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .people import OrganisationKind
from .words import Reason

ABOVE: Mapping[OrganisationKind, tuple[OrganisationKind, ...]] = {
    OrganisationKind.MUNICIPALITY: (),
    OrganisationKind.DEPARTMENT: (OrganisationKind.MUNICIPALITY,),
    OrganisationKind.UNIT: (
        OrganisationKind.DEPARTMENT,
        OrganisationKind.UNIT,
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.MUNICIPAL_COMPANY,
        OrganisationKind.ASSOCIATION,
        OrganisationKind.COMPANY,
    ),
    OrganisationKind.MUNICIPAL_COMPANY: (OrganisationKind.MUNICIPALITY,),
    OrganisationKind.ASSOCIATION: (),
    OrganisationKind.COMPANY: (),
}
"""What each kind may lie under. Associations and companies stand by themselves."""
MOST_DAYS_AHEAD = 5 * 365
"""A move further ahead than that is taken for a slip of the year."""


@dataclass(frozen=True)
class Lies:
    """Under whom an organisation lies (None: by itself), from day to day; without a last day until further notice."""

    parent: int | None
    first: date
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Coming:
    """A move whose day has not come: the name of where to (empty: by itself), and from which day."""

    to: str
    on: date


Tree = Mapping[int, Sequence[Lies]]
"""Where every organisation lies, in the order of the days."""


def first_day_under_itself(one: int, *, parent: int | None, from_on: date, tree: Tree) -> date | None:
    """The first day on which `one` would lie under itself, moved to `parent` from a day on; None if it never would."""
    later = {each.first for lies in tree.values() for each in lies if each.first > from_on}
    return next((day for day in sorted({from_on} | later) if _meets(one, parent, day, tree)), None)


def _meets(one: int, above: int | None, day: date, tree: Tree) -> bool:
    """Whether one meets `one` on the way up."""
    seen: set[int] = set()
    while above is not None and above != one and above not in seen:
        seen.add(above)
        above = next((each.parent for each in tree.get(above, ()) if each.holds_on(day)), None)
    return above == one


def namesake_lies_there(namesakes: Iterable[Sequence[Lies]], *, parent: int | None, since: date) -> bool:
    """Whether one of those with the same name lies under `parent` on a day or later."""
    return any(
        each.parent == parent and (each.last is None or each.last >= since) for lies in namesakes for each in lies
    )


def reasons_not_to_save(
    *,
    name: str,
    kind: OrganisationKind,
    parent_kinds: Collection[OrganisationKind],
    exists: bool,
    valid_from: date | None,
    valid_to: date | None,
    below: Collection[OrganisationKind] = (),
    is_used_after: bool = False,
    moves: Coming | None = None,
) -> list[Reason]:
    """An organisation has a name of its own where it lies, under something it may lie under.

    `parent_kinds` and `below` are the kinds it lies under and the kinds that lie under it, now and by moves to come;
    `is_used_after` says that places are open there after its last day, `moves` its own last move if that is to come.
    """
    reasons = []
    if not name:
        reasons.append(Reason("Skriv vad organisationen heter.", at="name"))
    if exists:
        reasons.append(Reason("Det finns redan en organisation med det namnet där.", at="name"))
    if valid_from and valid_to and valid_to < valid_from:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="valid_to"))
    if valid_to and is_used_after:
        reasons.append(Reason("Arbetsplatser är öppna där efter den dagen. Stäng dem först.", at="valid_to"))
    if valid_to and moves and valid_to < moves.on:
        reasons.append(
            Reason("Den ska flytta {day}, efter den dagen. Ta tillbaka flytten först.", at="valid_to", day=moves.on)
        )
    reasons += [
        Reason("”{below}” ligger under den och kan inte ligga under ”{kind}”. Flytta det först.", at="kind",
               below=each.label, kind=kind.label)
        for each in dict.fromkeys(below) if kind not in ABOVE[each]
    ]  # fmt: skip
    return reasons + [reason for each in dict.fromkeys(parent_kinds) for reason in _about_parent(kind, each)]


def reasons_not_to_begin(
    *,
    valid_from: date | None,
    moved_on: date | None,
    in_use_since: date | None,
    parent: str,
    parent_from: date | None,
) -> list[Reason]:
    """A changed first day moves the first link along, unless something stands in the way.

    `moved_on` is when it moved from where it lay first, `in_use_since` the first day that places under it are counted,
    `parent` and `parent_from` what it lay under first and since when that exists.
    """
    if valid_from is None:
        return []
    reasons = []
    if moved_on is not None and valid_from >= moved_on:
        reasons.append(
            Reason("Den flyttade {day} från där den låg först. Välj en dag före den.", at="valid_from", day=moved_on)
        )
    if in_use_since is not None and valid_from > in_use_since:
        reasons.append(
            Reason("Platser räknas där sedan {day}. Välj den dagen eller en tidigare.", at="valid_from",
                   day=in_use_since)
        )  # fmt: skip
    if parent_from is not None and valid_from < parent_from:
        reasons.append(
            Reason("{parent} finns från och med {day}. Välj den dagen eller en senare.", at="valid_from",
                   parent=parent, day=parent_from)
        )  # fmt: skip
    return reasons


def _about_parent(kind: OrganisationKind, parent_kind: OrganisationKind | None) -> list[Reason]:
    if parent_kind is None:
        return []
    if not ABOVE[kind]:
        return [Reason("”{kind}” ligger inte under någon annan.", at="parent", kind=kind.label)]
    if parent_kind not in ABOVE[kind]:
        return [Reason("”{kind}” kan inte ligga under ”{parent}”.", at="parent", kind=kind.label,
                       parent=parent_kind.label)]  # fmt: skip
    return []


def reasons_not_to_move(
    *,
    kind: OrganisationKind,
    parent_kind: OrganisationKind | None,
    is_same: bool,
    under_itself_on: date | None,
    name_is_taken: bool,
    from_on: date,
    lies_since: date | None,
    coming: Coming | None = None,
    parent_until: date | None = None,
    valid_to: date | None = None,
    today: date,
) -> list[Reason]:
    """A move holds from a day, passed or to come, after the day when it came to lie where it lies (`lies_since`).

    `coming` is a move that is entered already: the next one is later, or that one is taken back first.
    `under_itself_on` is the first day on which it would lie under itself, `parent_until` the last day of where to.
    """
    reasons = _about_parent(kind, parent_kind)
    if is_same:
        there = Reason("Den ska redan flytta dit.", at="parent") if coming else None
        reasons.append(there or Reason("Den ligger redan där.", at="parent"))
    if under_itself_on is not None:
        reasons.append(_under_itself(under_itself_on, from_on))
    if name_is_taken:
        reasons.append(Reason("Det finns redan en organisation med det namnet där.", at="parent"))
    return reasons + _about_day(from_on, lies_since, coming, parent_until, valid_to, today)


def _under_itself(day: date, from_on: date) -> Reason:
    if day == from_on:
        return Reason("En organisation kan inte ligga under sig själv.", at="parent")
    return Reason("Från och med {day} ligger den du valde under den här. Ta tillbaka den flytten först.", at="parent",
                  day=day)  # fmt: skip


def _about_day(  # noqa: PLR0917 (one call, all named there)
    from_on: date,
    lies_since: date | None,
    coming: Coming | None,
    parent_until: date | None,
    valid_to: date | None,
    today: date,
) -> list[Reason]:
    reasons = []
    if coming is not None and from_on <= coming.on:
        reasons.append(_in_the_way(coming))
    elif lies_since is not None and from_on <= lies_since:
        reasons.append(
            Reason("Den ligger där den ligger sedan {day}. Välj en senare dag.", at="from_on", day=lies_since)
        )
    if from_on > today + timedelta(days=MOST_DAYS_AHEAD):
        reasons.append(Reason("Det är mer än fem år dit. Kontrollera året.", at="from_on"))
    if parent_until is not None and from_on > parent_until:
        reasons.append(Reason("Den du valde finns till och med {day}. Välj en annan.", at="parent", day=parent_until))
    if valid_to is not None and from_on > valid_to:
        reasons.append(
            Reason("Organisationen finns till och med {day}. Välj en tidigare dag.", at="from_on", day=valid_to)
        )
    return reasons


def _in_the_way(coming: Coming) -> Reason:
    if not coming.to:
        return Reason(
            "Den ska redan stå för sig själv från {day}. Ta tillbaka flytten först, eller välj en senare dag.",
            at="from_on",
            day=coming.on,
        )
    return Reason("Den ska redan flytta till {to} {day}. Ta tillbaka den flytten först, eller välj en senare dag.",
                  at="from_on", to=coming.to, day=coming.on)  # fmt: skip


def reasons_not_to_take_back(
    *, coming: Coming | None, name_is_taken: bool, under_itself_on: date | None, today: date
) -> list[Reason]:
    """A move is taken back before its day, as long as nothing else has been entered that rests on it."""
    if coming is None or coming.on <= today:
        return [Reason("Det finns ingen flytt som går att ta tillbaka. Skriv in en ny i stället.")]
    reasons = []
    if name_is_taken:
        reasons.append(
            Reason("En annan med samma namn ska flytta in där den ligger nu. Ta tillbaka den flytten först.")
        )
    if under_itself_on is not None:
        reasons.append(
            Reason("Från och med {day} ligger den som är ovanför under den här. Ta tillbaka den flytten först.",
                   day=under_itself_on)
        )  # fmt: skip
    return reasons
