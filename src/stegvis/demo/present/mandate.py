"""The mandate about new places (uppdraget): three parts, and a target for the first year."""

from __future__ import annotations

from datetime import date

from ...access import Actor
from ...actions.mandate import save_mandate, save_target
from ...models import User
from ...rules.people import OrganisationKind, Role
from .around import Present

INSIDE = (OrganisationKind.DEPARTMENT, OrganisationKind.UNIT, OrganisationKind.MUNICIPALITY)
PARTS = (
    ("Ordinarie linje", 225, INSIDE),
    ("Kommunala bolag", 25, (OrganisationKind.MUNICIPAL_COMPANY,)),
    ("Föreningar och företag", 250, (OrganisationKind.ASSOCIATION, OrganisationKind.COMPANY)),
)
FIRST_YEAR, FIRST_TARGET = 2021, 484


def tell(present: Present) -> None:
    """HR has written it in, with what the follow-up is held against."""
    hr = Actor.of(User.objects.filter(roles__role=Role.HR).order_by("pk")[0])
    mandate = save_mandate(
        None,
        name="500 nya platser",
        committee="Arbetsmarknadsnämnden",
        source="Uppdraget om 500 nya platser",
        starts_on=date(FIRST_YEAR, 1, 1),
        ends_on=date(present.today.year, 12, 31),
        by=hr,
    )
    for part, number, kinds in PARTS:
        save_target(None, mandate=mandate, part=part, number=number, kinds=kinds, by=hr)
    save_target(None, mandate=mandate, part="Alla", number=FIRST_TARGET, year=FIRST_YEAR, by=hr)
