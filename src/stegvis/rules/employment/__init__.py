"""Employment (anställning): contract × state support × period, as dated rules with their source."""

from .deciding import (
    Period,
    Person,
    notes_on_employment,
    notes_on_wage,
    reasons_not_to_decide,
    reasons_not_to_employ,
    reasons_not_to_end,
    reasons_not_to_go_on,
    reasons_not_to_renew,
    reasons_not_to_rest_on,
    since_last_requalified,
)
from .law import (
    CONTRACTS,
    FORMS,
    SUPPORTS,
    ContractRule,
    FormRule,
    SupportRule,
    contract_rule,
    form_rule,
    in_force,
    support_rule,
)
from .words import Contract, Support

__all__ = [
    "CONTRACTS",
    "FORMS",
    "SUPPORTS",
    "Contract",
    "ContractRule",
    "FormRule",
    "Period",
    "Person",
    "Support",
    "SupportRule",
    "contract_rule",
    "form_rule",
    "in_force",
    "notes_on_employment",
    "notes_on_wage",
    "reasons_not_to_decide",
    "reasons_not_to_employ",
    "reasons_not_to_end",
    "reasons_not_to_go_on",
    "reasons_not_to_renew",
    "reasons_not_to_rest_on",
    "since_last_requalified",
    "support_rule",
]
