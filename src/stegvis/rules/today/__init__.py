"""Today (Idag): what needs somebody, why, by which rule, and how soon. Pure: what is known of a case in, lines out."""

from .attendance import called_month, incident_line, introduction_line, month_line
from .cases import SAME_STEP_DAYS, lines_of
from .employers import (
    agreement_renew_line,
    next_step_line,
    order_answered_line,
    order_late_line,
    order_waiting_line,
    outgrown_line,
    outgrown_place_line,
)
from .employments import employment_line
from .lines import Band, CaseFacts, MeetingFacts, PlacementFacts, WorkLine, WorkRule, in_order
from .places import place_changed_line, place_phone_line, place_step_line
from .queues import (
    evaluation_missing_line,
    host_question_line,
    referral_line,
    request_line,
    reservation_expired_line,
    sharing_line,
    transfer_line,
)

__all__ = [
    "SAME_STEP_DAYS",
    "Band",
    "CaseFacts",
    "MeetingFacts",
    "PlacementFacts",
    "WorkLine",
    "WorkRule",
    "agreement_renew_line",
    "called_month",
    "employment_line",
    "evaluation_missing_line",
    "host_question_line",
    "in_order",
    "incident_line",
    "introduction_line",
    "lines_of",
    "month_line",
    "next_step_line",
    "order_answered_line",
    "order_late_line",
    "order_waiting_line",
    "outgrown_line",
    "outgrown_place_line",
    "place_changed_line",
    "place_phone_line",
    "place_step_line",
    "referral_line",
    "request_line",
    "reservation_expired_line",
    "sharing_line",
    "transfer_line",
]
