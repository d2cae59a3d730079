"""Tables and the constraints that say what can be true, one file per stage."""

from .activity import AbsenceNotice, Activity, ActivityType, Course, ScheduleSlot
from .assessment import Baseline, IntakeMapping
from .exchange import ImportRow, ImportRun
from .exit import Exit
from .history import CaseEvent
from .household import Household, HouseholdChild, HouseholdMember
from .ladder import Criterion, CriterionMark, Ladder, OwnMark, OwnReport, Step, StepMove
from .lookups import Among
from .meeting import Conversation, ConversationDraft, Document, DocumentContent, Meeting, Note
from .message import Message
from .own import AccessCode, CodeGuess, OwnRequest
from .people import Organisation, Participant, StaffRole, User
from .place import Agreement, Place, PlaceCapacity, TravelTime
from .placement import Placement
from .plan import Plan, PlanAction, PlanDirection, PlanGoal, PlanTemplate, PlanTemplateAction
from .privacy import AccessGrant, AccessLog
from .programme import ProgrammeEnrolment, Project
from .quality import ReviewFinding, ReviewItem, ReviewQuestion, ReviewSample
from .rating import Instrument, InstrumentItem, InstrumentText, InstrumentVersion, Rating, RatingAnswer, RatingLink
from .referral import Case, CoordinatorCover, CoordinatorPeriod, Programme, Referral
from .sharing import SecrecyConsent, Sharing, SharingSchedule, Transfer
from .today import Snooze

__all__ = [
    "AbsenceNotice",
    "AccessCode",
    "AccessGrant",
    "AccessLog",
    "Activity",
    "ActivityType",
    "Agreement",
    "Among",
    "Baseline",
    "Case",
    "CaseEvent",
    "CodeGuess",
    "Conversation",
    "ConversationDraft",
    "CoordinatorCover",
    "CoordinatorPeriod",
    "Course",
    "Criterion",
    "CriterionMark",
    "Document",
    "DocumentContent",
    "Exit",
    "Household",
    "HouseholdChild",
    "HouseholdMember",
    "ImportRow",
    "ImportRun",
    "Instrument",
    "InstrumentItem",
    "InstrumentText",
    "InstrumentVersion",
    "IntakeMapping",
    "Ladder",
    "Meeting",
    "Message",
    "Note",
    "Organisation",
    "OwnMark",
    "OwnReport",
    "OwnRequest",
    "Participant",
    "Place",
    "PlaceCapacity",
    "Placement",
    "Plan",
    "PlanAction",
    "PlanDirection",
    "PlanGoal",
    "PlanTemplate",
    "PlanTemplateAction",
    "Programme",
    "ProgrammeEnrolment",
    "Project",
    "Rating",
    "RatingAnswer",
    "RatingLink",
    "Referral",
    "ReviewFinding",
    "ReviewItem",
    "ReviewQuestion",
    "ReviewSample",
    "ScheduleSlot",
    "SecrecyConsent",
    "Sharing",
    "SharingSchedule",
    "Snooze",
    "StaffRole",
    "Step",
    "StepMove",
    "Transfer",
    "TravelTime",
    "User",
]
