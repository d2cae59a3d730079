"""Tables and the constraints that say what can be true, one file per stage."""

from .activity import Activity
from .assessment import Baseline, IntakeMapping
from .exchange import ImportRow, ImportRun
from .exit import Exit
from .history import CaseEvent
from .ladder import Criterion, CriterionMark, Ladder, Step, StepMove
from .lookups import Among
from .people import Organisation, Participant, StaffRole, User
from .place import Agreement, Place, PlaceCapacity, TravelTime
from .placement import Placement
from .plan import Plan, PlanAction, PlanGoal
from .privacy import AccessGrant, AccessLog
from .referral import Case, CoordinatorPeriod, Programme, Referral
from .today import Snooze

__all__ = [
    "AccessGrant",
    "AccessLog",
    "Activity",
    "Agreement",
    "Among",
    "Baseline",
    "Case",
    "CaseEvent",
    "CoordinatorPeriod",
    "Criterion",
    "CriterionMark",
    "Exit",
    "ImportRow",
    "ImportRun",
    "IntakeMapping",
    "Ladder",
    "Organisation",
    "Participant",
    "Place",
    "PlaceCapacity",
    "Placement",
    "Plan",
    "PlanAction",
    "PlanGoal",
    "Programme",
    "Referral",
    "Snooze",
    "StaffRole",
    "Step",
    "StepMove",
    "TravelTime",
    "User",
]
