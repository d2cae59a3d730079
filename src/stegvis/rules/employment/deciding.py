"""Deciding (anställa, besluta, förlänga): every reason why an employment or its support cannot be as it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..place import PlacementForm
from ..placement import months_later
from ..words import Reason
from .law import OLDEST_YEARS, YOUNG_BELOW, SupportRule, contract_rule, form_rule, support_rule
from .words import Contract, Support

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days with support, both included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Person:
    """What the rules ask about somebody: when they were born, how long they have been away from work, when they came.

    That the employment service has decided is a decision of its own; why it did is never asked.
    """

    born_on: date | None
    away_months: int | None = None
    arrived_on: date | None = None

    def is_new_on(self, day: date, *, months: int) -> bool:
        """Whether somebody came to the country so lately that they count as new."""
        return self.arrived_on is not None and day <= months_later(self.arrived_on, months)

    def age_on(self, day: date) -> int | None:
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def is_young_on(self, day: date) -> bool:
        age = self.age_on(day)
        return age is not None and age < YOUNG_BELOW


def reasons_not_to_employ(
    *,
    contract: Contract,
    support: Support,
    starts_on: date,
    ends_on: date | None,
    hours_per_week: float,
    confirmed: Collection[str],
    is_public: bool,
    person: Person,
    case_is_closed: bool,
) -> list[Reason]:
    """`confirmed` are the criteria of the contract that somebody has answered for; all of them must be."""
    reasons = _about_days(starts_on, ends_on, hours_per_week)
    if case_is_closed:
        reasons.append(Reason("Inskrivningen är avslutad."))
    agreement = contract_rule(contract, on=starts_on)
    if agreement is None:
        reasons.append(Reason("{contract} gällde inte {day}.", at="contract", contract=contract.label, day=starts_on))
    elif missing := [each for each in agreement.criteria if each not in confirmed]:
        reasons += [Reason("Bekräfta: {criterion}", at="confirmed", criterion=each) for each in missing]
    rule = support_rule(support, on=starts_on)
    if rule is None:
        reasons.append(Reason("{support} fanns inte {day}.", at="support", support=support.label, day=starts_on))
        return reasons
    if contract not in rule.contracts:
        reasons.append(Reason("{support} går inte ihop med {contract}.", at="support", support=support.label,
                              contract=contract.label))  # fmt: skip
    if rule.public_employer_only and not is_public:
        reasons.append(Reason("{support} finns bara hos offentliga arbetsgivare.", at="support", support=support.label))
    return reasons + _about_person(rule, person, starts_on=starts_on, ends_on=ends_on)


def _about_days(starts_on: date, ends_on: date | None, hours_per_week: float) -> list[Reason]:
    reasons = []
    if ends_on is not None and ends_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
    if not 0 < hours_per_week <= 40:
        reasons.append(Reason("Skriv timmar i veckan, mellan 1 och 40.", at="hours_per_week"))
    return reasons


def _about_person(rule: SupportRule, person: Person, *, starts_on: date, ends_on: date | None) -> list[Reason]:
    return _about_absence(rule, person, on=starts_on) + _about_age(rule, person, last=ends_on or starts_on)


def _about_absence(rule: SupportRule, person: Person, *, on: date) -> list[Reason]:
    needed = rule.away_months_when_young if person.is_young_on(on) else rule.away_months
    if needed is None or _is_new(rule, person, on=on) or (person.away_months or 0) >= needed:
        return []
    return [
        Reason("{support} kräver minst {needed} månader utan arbete; här är det {months}.", at="away_months",
               support=rule.support.label, needed=needed, months=person.away_months or 0)
    ]  # fmt: skip


def _is_new(rule: SupportRule, person: Person, *, on: date) -> bool:
    return rule.newcomer_months is not None and person.is_new_on(on, months=rule.newcomer_months)


def _about_age(rule: SupportRule, person: Person, *, last: date) -> list[Reason]:
    reasons = []
    if rule.until_pension_age and person.born_on and last.year > person.born_on.year + OLDEST_YEARS:
        reasons.append(
            Reason("{support} kan inte fortsätta efter det år personen fyller {years}.", at="ends_on",
                   support=rule.support.label, years=OLDEST_YEARS)
        )  # fmt: skip
    return reasons


def reasons_not_to_decide(
    *,
    support: Support,
    period: Period,
    employed: tuple[date, date | None],
    earlier: Iterable[Period],
    share_percent: float,
    reference: str,
    decided_on: date,
    today: date,
    person: Person,
    is_extension: bool = False,
    reason: str = "",
) -> list[Reason]:
    """A decision of the employment service, as it was received. `earlier` are all periods with the same support."""
    reasons = []
    earlier = list(earlier)
    if support is Support.NONE:
        reasons.append(Reason("Anställningen är utan stöd. Ändra stödet först."))
    if period.ends_on < period.starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen.", at="ends_on"))
        return reasons
    if period.starts_on < employed[0] or (employed[1] and period.ends_on > employed[1]):
        reasons.append(Reason("Beslutet går utanför anställningens tid.", at="ends_on"))
    if any(each.starts_on <= period.ends_on and period.starts_on <= each.ends_on for each in earlier):
        reasons.append(Reason("Det finns redan ett beslut som gäller någon av de dagarna.", at="starts_on"))
    if not reference.strip():
        reasons.append(Reason("Skriv beslutets nummer.", at="reference"))
    if decided_on > today:
        reasons.append(Reason("Beslutet kan inte ha ett datum som inte har varit än.", at="decided_on"))
    if is_extension and not reason.strip():
        reasons.append(Reason("Skriv varför stödet förlängs.", at="reason"))
    rule = support_rule(support, on=period.starts_on)
    if rule is None:
        reasons.append(
            Reason("{support} fanns inte {day}.", at="starts_on", support=support.label, day=period.starts_on)
        )
        return reasons
    if rule.share_percent is not None and share_percent > rule.share_percent:
        reasons.append(Reason("{support} ger högst {most} procent av kostnaden.", at="share_percent",
                              support=support.label, most=rule.share_percent))  # fmt: skip
    first = min((each.starts_on for each in counted_with(rule, period, earlier)), default=period.starts_on)
    if rule.as_long_as_away:
        reasons += _about_absence(rule, person, on=first)
    return reasons + _about_length(rule, period, earlier, person, first=first)


def counted_with(rule: SupportRule, period: Period, earlier: Iterable[Period]) -> list[Period]:
    """The earlier periods that count together with this one."""
    return since_last_requalified(earlier, period, gap_months=rule.requalify_months)


def longest_months(rule: SupportRule, person: Person, *, on: date) -> int | None:
    """How many months somebody may have the support in all, from the first day; None where there is no limit."""
    if person.is_young_on(on) and rule.longest_when_young:
        return rule.longest_when_young
    if rule.longest is None or person.away_months is None or not _depends_on_absence(rule, person, on=on):
        return rule.longest
    return min(rule.longest, person.away_months)


def _depends_on_absence(rule: SupportRule, person: Person, *, on: date) -> bool:
    """The support lasts as long as the absence did for whoever is neither young nor new."""
    return rule.as_long_as_away and not person.is_young_on(on) and not _is_new(rule, person, on=on)


def notes_on_employment(*, support: Support, starts_on: date, ends_on: date | None, person: Person) -> list[Reason]:
    """What to know about a support that ends before the employment does; no reason against it."""
    rule = support_rule(support, on=starts_on)
    longest = longest_months(rule, person, on=starts_on) if rule else None
    if longest is None:
        return []
    last = months_later(starts_on, longest) - DAY
    if ends_on is not None and ends_on <= last:
        return []
    return [
        Reason("{support} räcker som längst till {day}, {months} månader. Anställningen gäller längre än så.",
               support=support.label, day=last, months=longest)
    ]  # fmt: skip


def notes_on_wage(*, support: Support, on: date, wage_sek: int | None) -> list[Reason]:
    """What the state does not count of a monthly wage above its ceiling; no reason against it."""
    rule = support_rule(support, on=on)
    ceiling = rule.wage_ceiling_sek if rule else None
    if ceiling is None or wage_sek is None or wage_sek <= ceiling:
        return []
    return [
        Reason("Stödet räknas på {ceiling} kronor av lönen. Arbetsgivaren betalar själv för {rest} kronor i månaden.",
               ceiling=ceiling, rest=wage_sek - ceiling)
    ]  # fmt: skip


def _about_length(
    rule: SupportRule, period: Period, earlier: list[Period], person: Person, *, first: date
) -> list[Reason]:
    reasons = []
    longest = longest_months(rule, person, on=first)
    if rule.longest_at_a_time and period.ends_on >= months_later(period.starts_on, rule.longest_at_a_time):
        reasons.append(Reason("{support} beslutas för högst {months} månader i taget.", at="ends_on",
                              support=rule.support.label, months=rule.longest_at_a_time))  # fmt: skip
    counted = counted_with(rule, period, earlier)
    if longest and days_of([*counted, period]) > longest_days(period.starts_on, longest):
        if longest == rule.longest or not _depends_on_absence(rule, person, on=first):
            reasons.append(Reason("{support} gäller högst {months} månader sammanlagt.", at="ends_on",
                                  support=rule.support.label, months=longest))  # fmt: skip
        else:
            reasons.append(
                Reason("{support} gäller högst så länge som personen var utan arbete, här {months} månader sammanlagt.",
                       at="ends_on", support=rule.support.label, months=longest)
            )  # fmt: skip
    return reasons


def since_last_requalified(earlier: Iterable[Period], period: Period, *, gap_months: int | None) -> list[Period]:
    """The periods before this one that still count: those since the last gap that was long enough to begin anew."""
    before = sorted((each for each in earlier if each.ends_on < period.starts_on), key=lambda each: each.starts_on)
    counted: list[Period] = []
    for each in [*before, period]:
        if gap_months and counted and months_later(counted[-1].ends_on, gap_months) < each.starts_on:
            counted = []
        counted.append(each)
    return counted[:-1]


def days_of(periods: Iterable[Period]) -> int:
    return sum((each.ends_on - each.starts_on).days + 1 for each in periods)


def longest_days(starts_on: date, months: int) -> int:
    """So many days are in so many months from a day."""
    return (months_later(starts_on, months) - starts_on).days


def reasons_not_to_go_on(
    *, support: Support, starts_on: date, from_ends_on: date | None, to: date | None, reason: str, person: Person
) -> list[Reason]:
    """An employment goes on longer than was said: to a later day, or until further notice (None), with the reason."""
    reasons = []
    if from_ends_on is None:
        reasons.append(Reason("Anställningen gäller redan tills vidare.", at="ends_on"))
    elif to is not None and to <= from_ends_on:
        reasons.append(Reason("Den nya sista dagen ska ligga efter den förra, {day}.", at="ends_on", day=from_ends_on))
    if not reason.strip():
        reasons.append(Reason("Skriv varför anställningen förlängs.", at="reason"))
    rule = support_rule(support, on=starts_on)
    return reasons + (_about_age(rule, person, last=to or starts_on) if rule else [])


def reasons_not_to_renew(*, ends_on: date | None, starts_on: date, is_renewed: bool, reason: str) -> list[Reason]:
    """A new employment after one that has a last day; once, with the reason. What it must meet besides is as usual."""
    reasons = []
    if is_renewed:
        reasons.append(Reason("Anställningen är redan förnyad."))
    if ends_on is None:
        reasons.append(Reason("Anställningen gäller tills vidare och behöver inte förnyas."))
    elif starts_on <= ends_on:
        reasons.append(Reason("Den nya börjar efter den förra, som slutar {day}.", at="starts_on", day=ends_on))
    if not reason.strip():
        reasons.append(Reason("Skriv varför anställningen förnyas.", at="reason"))
    return reasons


def reasons_not_to_rest_on(
    *, form: PlacementForm, contract: Contract, support: Support, others: Iterable[PlacementForm], is_company: bool
) -> list[Reason]:
    """A placement on an employment: of the employment's own form, or work experience at a company in the transition.

    `others` are the forms of the placements that rest on it the same days.
    """
    rule = form_rule(form)
    others = list(others)
    if not rule.is_employment:
        if form is PlacementForm.WORK_EXPERIENCE and is_company:
            return []
        return [
            Reason("Bara praktik hos ett företag kan gå ihop med en anställning, under övergången.", at="employment")
        ]
    reasons = []
    if contract not in rule.contracts or support not in rule.supports:
        reasons.append(Reason("{form} går inte ihop med {contract} och {support}.", at="employment", form=form.label,
                              contract=contract.label, support=support.label))  # fmt: skip
    if any(form_rule(each).is_employment for each in others):
        reasons.append(Reason("Anställningen har redan en arbetsplats de dagarna.", at="employment"))
    return reasons


def reasons_not_to_end(
    *, starts_on: date, ends_on: date | None, ended_on: date, because: str, resting: int
) -> list[Reason]:
    """An employment ends within its time, with a reason, when no placement rests on it (`resting`) after."""
    reasons = []
    if ended_on < starts_on:
        reasons.append(Reason("Sista dagen ligger före första dagen, {day}.", at="ended_on", day=starts_on))
    if ends_on is not None and ended_on > ends_on:
        reasons.append(Reason("Anställningen slutar redan {day}.", at="ended_on", day=ends_on))
    if not because.strip():
        reasons.append(Reason("Skriv varför anställningen slutar.", at="because"))
    if resting:
        reasons.append(
            Reason(
                "En placering vilar på anställningen efter den dagen. Avsluta eller flytta den först.", at="ended_on"
            )
        )
    return reasons
