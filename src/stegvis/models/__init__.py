"""Tables and the constraints that say what can be true, one file per stage."""

from .activity import AbsenceNotice, Activity, ActivityType, Course, ScheduleSlot
from .agreement import Agreement, AgreementCeiling, AgreementDocument, AgreementParty
from .assessment import Baseline, IntakeMapping
from .attendance import AttendanceMark, AttendanceMonth, Incident, IntroductionDone, IntroductionPoint
from .employment import Employment, ExtractShown, SupportDecision
from .exchange import ImportRow, ImportRun
from .exit import Exit
from .history import CaseEvent
from .household import Household, HouseholdChild, HouseholdMember
from .ladder import Criterion, CriterionMark, Ladder, OwnMark, OwnReport, Step, StepMove
from .lookups import Among
from .mandate import Mandate, MandateTarget
from .meeting import Conversation, ConversationDraft, Document, DocumentContent, Meeting, Note
from .message import Message
from .order import PlaceOrder, SoonReady
from .organisation import Approach, Contact, ContactNote, HostRest, OrganisationLink
from .own import AccessCode, CodeGuess, OwnRequest
from .people import Organisation, Participant, StaffRole, User
from .place import Place, PlaceCapacity, PlaceConfirmation, PlaceSupervisor, TravelTime
from .placement import HostLink, Placement, PlacementEvaluation, PlacementExtension
from .plan import Plan, PlanAction, PlanDirection, PlanGoal, PlanTemplate, PlanTemplateAction
from .privacy import AccessGrant, AccessLog
from .programme import ProgrammeEnrolment, Project
from .quality import ReviewFinding, ReviewItem, ReviewQuestion, ReviewSample
from .rating import Instrument, InstrumentItem, InstrumentText, InstrumentVersion, Rating, RatingAnswer, RatingLink
from .referral import Case, CoordinatorCover, CoordinatorPeriod, Programme, Referral
from .sharing import SecrecyConsent, Sharing, SharingSchedule, Transfer
from .supervisor import Supervisor, SupervisorLoad, SupervisorRoom, SupervisorTraining
from .today import Snooze

__all__ = [
    "AbsenceNotice",
    "AccessCode",
    "AccessGrant",
    "AccessLog",
    "Activity",
    "ActivityType",
    "Agreement",
    "AgreementCeiling",
    "AgreementDocument",
    "AgreementParty",
    "Among",
    "Approach",
    "AttendanceMark",
    "AttendanceMonth",
    "Baseline",
    "Case",
    "CaseEvent",
    "CodeGuess",
    "Contact",
    "ContactNote",
    "Conversation",
    "ConversationDraft",
    "CoordinatorCover",
    "CoordinatorPeriod",
    "Course",
    "Criterion",
    "CriterionMark",
    "Document",
    "DocumentContent",
    "Employment",
    "Exit",
    "ExtractShown",
    "HostLink",
    "HostRest",
    "Household",
    "HouseholdChild",
    "HouseholdMember",
    "ImportRow",
    "ImportRun",
    "Incident",
    "Instrument",
    "InstrumentItem",
    "InstrumentText",
    "InstrumentVersion",
    "IntakeMapping",
    "IntroductionDone",
    "IntroductionPoint",
    "Ladder",
    "Mandate",
    "MandateTarget",
    "Meeting",
    "Message",
    "Note",
    "Organisation",
    "OrganisationLink",
    "OwnMark",
    "OwnReport",
    "OwnRequest",
    "Participant",
    "Place",
    "PlaceCapacity",
    "PlaceConfirmation",
    "PlaceOrder",
    "PlaceSupervisor",
    "Placement",
    "PlacementEvaluation",
    "PlacementExtension",
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
    "SoonReady",
    "StaffRole",
    "Step",
    "StepMove",
    "Supervisor",
    "SupervisorLoad",
    "SupervisorRoom",
    "SupervisorTraining",
    "SupportDecision",
    "Transfer",
    "TravelTime",
    "User",
]
