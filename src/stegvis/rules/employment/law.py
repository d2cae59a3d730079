"""The law book of forms (former och stöd): what holds when, with its source. Corrected here and nowhere else.

Facts that have not been read in the source itself are marked `verified=False`; the pages say so beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..place import PlacementForm
from ..words import N_
from .words import Contract, Support


@dataclass(frozen=True)
class SupportRule:
    """One kind of state support as it holds from a day. Months and kronor; None where there is no such limit.

    Somebody who came within `newcomer_months` need not have been away from work. With `as_long_as_away` the support
    lasts no longer than the absence did. `share_percent` is how much of the wage cost the state pays at most,
    `wage_ceiling_sek` the monthly wage it counts.
    """

    support: Support
    valid_from: date
    who: str
    source: str
    contracts: frozenset[Contract]
    valid_to: date | None = None
    longest_at_a_time: int | None = None
    longest: int | None = None
    longest_when_young: int | None = None
    away_months: int | None = None
    away_months_when_young: int | None = None
    newcomer_months: int | None = None
    requalify_months: int | None = None
    share_percent: int | None = None
    wage_ceiling_sek: int | None = None
    as_long_as_away: bool = False
    public_employer_only: bool = False
    until_pension_age: bool = False
    verified: bool = True
    extension: str = ""


@dataclass(frozen=True)
class ContractRule:
    """A collective agreement as it holds from a day, with the criteria an employment under it must meet."""

    contract: Contract
    valid_from: date
    source: str
    criteria: tuple[str, ...] = field(default=())
    valid_to: date | None = None
    notice: str = ""
    verified: bool = True


@dataclass(frozen=True)
class FormRule:
    """What a form of placement is: training without employment, or which contracts it may rest on."""

    form: PlacementForm
    contracts: frozenset[Contract]
    supports: frozenset[Support]
    says: str
    source: str

    @property
    def is_employment(self) -> bool:
        return bool(self.contracts)


YOUNG_BELOW = 25
"""Nystartsjobb has other limits for those who are 20 to 24 (SFS 2018:43)."""
OLDEST_YEARS = 67
"""The target age (riktålder) from 2026, to verify: supports with `until_pension_age` end with its year."""

ALL_CONTRACTS = frozenset(Contract)
ANY = frozenset(Support)

SUPPORTS: tuple[SupportRule, ...] = (
    SupportRule(
        Support.NONE, date(1971, 1, 1), N_("Anställningen får inget statligt stöd."), N_("ingen"), ALL_CONTRACTS
    ),
    SupportRule(
        Support.INTRODUCTION_JOB,
        date(2018, 5, 1),
        N_("Den som har varit utan arbete länge eller är nyanländ. Arbetsförmedlingen beslutar."),
        N_("förordningen 2018:42"),
        ALL_CONTRACTS,
        longest_at_a_time=12,
        longest=24,
        requalify_months=6,
        share_percent=80,
        wage_ceiling_sek=20_000,
        until_pension_age=True,
        extension=N_("Högst 12 månader i taget och 24 sammanlagt. Efter 24 månader kan någon kvalificera sig igen "
                     "först efter 6 månader."),
    ),
    SupportRule(
        Support.NEW_START_JOB,
        date(2018, 5, 1),
        N_("Den som har varit borta från arbete: minst 12 av 15 månader, den som är 20–24 år minst 6 av 9. "
           "Ekonomiskt bistånd som arbetslös räknas som frånvaro."),
        N_("förordningen 2018:43"),
        ALL_CONTRACTS,
        longest=24,
        longest_when_young=12,
        away_months=12,
        away_months_when_young=6,
        newcomer_months=36,
        as_long_as_away=True,
        wage_ceiling_sek=20_000,
        extension=N_("Så länge som frånvaron varade, högst 24 månader. Den som är 20–24 år högst 12. Den som är ny i "
                     "landet behöver ingen frånvaro; att det gäller i 36 månader är inte kontrollerat mot källan."),
    ),
    SupportRule(
        Support.WAGE_SUBSIDY,
        date(2018, 5, 1),
        N_("Den som har en funktionsnedsättning som påverkar arbetet. Arbetsförmedlingen beslutar."),
        N_("förordningen 2018:47"),
        ALL_CONTRACTS,
        longest=48,
        wage_ceiling_sek=20_000,
        verified=False,
        extension=N_("Högst fyra år."),
    ),
    SupportRule(
        Support.DEVELOPMENT,
        date(2018, 5, 1),
        N_("Den som har en funktionsnedsättning och behöver utvecklas i arbetet. Arbetsförmedlingen beslutar."),
        N_("förordningen 2018:47"),
        ALL_CONTRACTS,
        longest_at_a_time=12,
        verified=False,
        extension=N_("Tolv månader i taget. Arbetsgivaren kan få högst 5 000 kronor i månaden för utveckling."),
    ),
    SupportRule(
        Support.SECURITY,
        date(2018, 5, 1),
        N_("Den som har en funktionsnedsättning och behöver en anpassad anställning, i stället för Samhall."),
        N_("förordningen 2018:47"),
        ALL_CONTRACTS,
        verified=False,
        extension=N_("Kan förlängas."),
    ),
    SupportRule(
        Support.OSA,
        date(2017, 8, 1),
        N_("Den som har ett beroende, en viss kognitiv nedsättning, rätt till insatser enligt LSS eller en långvarig "
           "svår psykisk sjukdom. Arbetsförmedlingen beslutar, och skälet skrivs aldrig här."),
        N_("förordningen 2017:462"),
        ALL_CONTRACTS,
        longest_at_a_time=12,
        wage_ceiling_sek=20_000,
        public_employer_only=True,
        verified=False,
        extension=N_("Ett år i taget, med omprövning varje år. Anställningsskyddslagen gäller inte, "
                     "men kollektivavtalet."),
    ),
    SupportRule(
        Support.ESTABLISHMENT_JOB,
        date(2024, 1, 1),
        N_("Nyanlända och långtidsarbetslösa, hos arbetsgivare med kollektivavtal om etableringsjobb."),
        N_("Arbetsförmedlingen om etableringsjobb"),
        frozenset({Contract.OTHER}),
        longest=24,
        verified=False,
        extension=N_("Högst 24 månader."),
    ),
    SupportRule(
        Support.EXTRA_SERVICE,
        date(2015, 11, 2),
        N_("Fanns för den som hade varit arbetslös länge. Inga nya beslut; det som fanns finns kvar i historiken."),
        N_("förordningen 2018:42 i äldre lydelse"),
        ALL_CONTRACTS,
        valid_to=date(2021, 12, 31),
        longest_at_a_time=12,
        longest=24,
        share_percent=100,
        verified=False,
    ),
)  # fmt: skip

CONTRACTS: tuple[ContractRule, ...] = (
    ContractRule(
        Contract.BEA,
        date(2020, 11, 1),
        N_("BEA 20"),
        criteria=(
            N_("Arbetet är anpassat efter personens förutsättningar."),
            N_("Personen ersätter aldrig någon som är frånvarande."),
            N_("Personen ersätts inte av en vikarie när hen är sjuk."),
            N_("Övertid och jour förekommer bara i begränsad omfattning."),
            N_("Målet är ett vanligt arbete."),
        ),
        notice=N_("Tidsbegränsad, 14 dagars ömsesidig uppsägningstid."),
    ),
    ContractRule(Contract.HOK_AB, date(1971, 1, 1), N_("HÖK och AB"), verified=False),
    ContractRule(Contract.OTHER, date(1971, 1, 1), N_("arbetsgivarens kollektivavtal"), verified=False),
)

FORMS: tuple[FormRule, ...] = (
    FormRule(
        PlacementForm.WORK_TRAINING, frozenset(), frozenset(),
        N_("Träning utan anställning. Personen är inte arbetstagare, men arbetsmiljölagen gäller."),
        N_("socialtjänstlagen 2025:400, 12 kap."),
    ),
    FormRule(
        PlacementForm.WORK_EXPERIENCE, frozenset(), frozenset(),
        N_("Praktik utan anställning. Kan ingå i en övergång från en kommunal anställning till ett företag."),
        N_("socialtjänstlagen 2025:400, 12 kap."),
    ),
    FormRule(
        PlacementForm.WORKLIKE, frozenset(), frozenset(),
        N_("Arbetslik aktivitet utan anställning, i kommunens egen verksamhet."),
        N_("kommunens egen regel"),
    ),
    FormRule(
        PlacementForm.OSA, frozenset({Contract.BEA, Contract.OTHER}), frozenset({Support.OSA}),
        N_("Skyddat arbete hos en offentlig arbetsgivare."), N_("förordningen 2017:462"),
    ),
    FormRule(
        PlacementForm.BEA, frozenset({Contract.BEA}), ANY - {Support.OSA, Support.ESTABLISHMENT_JOB},
        N_("Arbetsmarknadspolitisk anställning i kommunen."), N_("BEA 20"),
    ),
    FormRule(
        PlacementForm.HOK_AB, frozenset({Contract.HOK_AB}), ANY - {Support.OSA, Support.ESTABLISHMENT_JOB},
        N_("Vanlig anställning i kommunen, med eller utan stöd."), N_("HÖK och AB"),
    ),
)  # fmt: skip


def support_rule(support: Support, *, on: date) -> SupportRule | None:
    """The rule that holds on a day, or None when there was no such support then."""
    return next((each for each in SUPPORTS if each.support is support and _holds(each, on)), None)


def contract_rule(contract: Contract, *, on: date) -> ContractRule | None:
    """The rule that holds on a day, or None."""
    return next((each for each in CONTRACTS if each.contract is contract and _holds(each, on)), None)


def form_rule(form: PlacementForm) -> FormRule:
    """What a form of placement is."""
    return next(each for each in FORMS if each.form is form)


def in_force(on: date) -> tuple[tuple[SupportRule, ...], tuple[ContractRule, ...]]:
    """Every rule that holds on a day."""
    return tuple(e for e in SUPPORTS if _holds(e, on)), tuple(e for e in CONTRACTS if _holds(e, on))


def _holds(rule: SupportRule | ContractRule, on: date) -> bool:
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)
