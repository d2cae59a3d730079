"""Roles (roller): the one table of who may do what, and within which scope."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ..rules.people import Role


class Permission(StrEnum):
    """What somebody may do. The key is the name of the act."""

    TODAY_READ = "today_read"
    PARTICIPANT_SEARCH = "participant_search"
    PARTICIPANT_NAME = "participant_name"
    PARTICIPANT_WORK = "participant_work"
    PARTICIPANT_READ = "participant_read"
    PARTICIPANT_WRITE = "participant_write"
    PARTICIPANT_OPEN_WITH_REASON = "participant_open_with_reason"
    ACCESS_GRANT = "access_grant"
    REFERRAL_CREATE = "referral_create"
    REFERRAL_READ = "referral_read"
    REFERRAL_DECIDE = "referral_decide"
    COORDINATOR_ASSIGN = "coordinator_assign"
    MAPPING_WRITE = "mapping_write"
    PLAN_WRITE = "plan_write"
    PLAN_ANSWER = "plan_answer"
    ACTIVITY_WRITE = "activity_write"
    CRITERION_MARK = "criterion_mark"
    OWN_MARK = "own_mark"
    STEP_MOVE = "step_move"
    RATING_ASK = "rating_ask"
    RATING_ANSWER = "rating_answer"
    SURVEY_WRITE = "survey_write"
    MEETING_WRITE = "meeting_write"
    NOTE_WRITE = "note_write"
    NOTE_READ_SENSITIVE = "note_read_sensitive"
    DOCUMENT_WRITE = "document_write"
    ABSENCE_REPORT = "absence_report"
    ABSENCE_READ = "absence_read"
    COURSE_WRITE = "course_write"
    PROGRAMME_WRITE = "programme_write"
    HOUSEHOLD_WRITE = "household_write"
    SHARING_WRITE = "sharing_write"
    SHARING_RECEIVE = "sharing_receive"
    CONSENT_WRITE = "consent_write"
    TRANSFER_SEND = "transfer_send"
    TRANSFER_RECEIVE = "transfer_receive"
    CASELOAD_MOVE = "caseload_move"
    UNIT_READ = "unit_read"
    SAMPLE_DRAW = "sample_draw"
    SAMPLE_REVIEW = "sample_review"
    CODE_MAKE = "code_make"
    OWN_PAGES = "own_pages"
    REQUEST_MAKE = "request_make"
    REQUEST_ANSWER = "request_answer"
    PLACE_READ = "place_read"
    PLACE_WRITE = "place_write"
    PLACE_APPROVE = "place_approve"
    EMPLOYER_READ = "employer_read"
    EMPLOYER_WRITE = "employer_write"
    ORGANISATION_WRITE = "organisation_write"
    AGREEMENT_WRITE = "agreement_write"
    SUPERVISOR_WRITE = "supervisor_write"
    TARGET_WRITE = "target_write"
    ORDER_WRITE = "order_write"
    ORDER_ANSWER = "order_answer"
    PLACEMENT_READ = "placement_read"
    PLACEMENT_PROPOSE = "placement_propose"
    PLACEMENT_ANSWER = "placement_answer"
    PLACEMENT_ANSWER_FOR_HOST = "placement_answer_for_host"
    HOST_LINK_MAKE = "host_link_make"
    PLACEMENT_START = "placement_start"
    PLACEMENT_END = "placement_end"
    PLACEMENT_EXTEND = "placement_extend"
    PLACEMENT_EVALUATE = "placement_evaluate"
    ATTENDANCE_MARK = "attendance_mark"
    ATTENDANCE_APPROVE = "attendance_approve"
    INTRODUCTION_MARK = "introduction_mark"
    INTRODUCTION_WRITE = "introduction_write"
    INCIDENT_WRITE = "incident_write"
    INCIDENT_HANDLE = "incident_handle"
    EMPLOYMENT_WRITE = "employment_write"
    EXTRACT_NOTE = "extract_note"
    EXIT_WRITE = "exit_write"
    INDICATOR_READ = "indicator_read"
    INDICATOR_RECORDS = "indicator_records"
    REPORT_READ = "report_read"
    PARTICIPANTS_IMPORT = "participants_import"
    PLACES_IMPORT = "places_import"
    LOG_READ = "log_read"
    SETTINGS_WRITE = "settings_write"


class Scope(StrEnum):
    """What the holder must have to do with the person."""

    EVERYONE = "everyone"
    OWN_CASELOAD = "own_caseload"
    OWN_UNIT = "own_unit"
    QUEUE = "queue"
    PLACED_IN_UNIT = "placed_in_unit"
    OWN_PLACES = "own_places"
    OWN_REFERRALS = "own_referrals"
    AT_PLACES = "at_places"
    INTO_UNIT = "into_unit"
    GRANTED = "granted"


P = Permission
CASE_WORK = frozenset(
    {P.PARTICIPANT_READ, P.PARTICIPANT_WORK, P.PARTICIPANT_WRITE, P.REFERRAL_READ, P.ACCESS_GRANT}
    | {P.MAPPING_WRITE, P.PLAN_WRITE, P.ACTIVITY_WRITE, P.CRITERION_MARK, P.STEP_MOVE, P.EXIT_WRITE}
    | {P.PLACEMENT_READ, P.PLACEMENT_PROPOSE, P.PLACEMENT_ANSWER_FOR_HOST, P.PLACEMENT_START, P.PLACEMENT_END}
    | {P.PLAN_ANSWER, P.OWN_MARK, P.RATING_ASK, P.RATING_ANSWER, P.MEETING_WRITE, P.NOTE_WRITE, P.NOTE_READ_SENSITIVE}
    | {P.DOCUMENT_WRITE, P.ABSENCE_REPORT, P.PROGRAMME_WRITE, P.HOUSEHOLD_WRITE, P.SHARING_WRITE, P.CONSENT_WRITE}
    | {P.TRANSFER_SEND, P.ORDER_WRITE, P.PLACEMENT_EXTEND, P.PLACEMENT_EVALUATE, P.EMPLOYMENT_WRITE, P.EXTRACT_NOTE}
    | {P.ATTENDANCE_MARK, P.ATTENDANCE_APPROVE, P.INTRODUCTION_MARK, P.INCIDENT_WRITE}
    | {P.CODE_MAKE, P.REQUEST_MAKE, P.ABSENCE_READ, P.PLACEMENT_ANSWER, P.HOST_LINK_MAKE}
)
"""What whoever has the case does with it."""

OWN = frozenset(
    {P.OWN_PAGES, P.PLAN_ANSWER, P.OWN_MARK, P.RATING_ANSWER, P.ABSENCE_REPORT, P.CONSENT_WRITE, P.REQUEST_MAKE}
    | {P.PLACEMENT_ANSWER, P.PLACEMENT_EVALUATE}
)
"""What a participant does with the own file."""

HOST = frozenset(
    {P.PLACEMENT_READ, P.PLACEMENT_ANSWER_FOR_HOST, P.PLACEMENT_EVALUATE, P.ATTENDANCE_MARK, P.INCIDENT_WRITE}
)
"""What somebody at a host does with the one placement a link leads to."""

AT_THE_PLACE = frozenset(
    {P.PLACEMENT_READ, P.PLACEMENT_ANSWER_FOR_HOST, P.PLACEMENT_EVALUATE, P.ABSENCE_READ}
    | {P.ATTENDANCE_MARK, P.INTRODUCTION_MARK, P.INCIDENT_WRITE, P.PARTICIPANT_NAME}
)
"""What whoever leads the work at a place does with those who are placed there."""

WORK_OF_PLACES = frozenset(
    {P.PLACE_READ, P.PLACE_WRITE, P.PLACES_IMPORT, P.EMPLOYER_READ, P.EMPLOYER_WRITE, P.AGREEMENT_WRITE}
    | {P.SUPERVISOR_WRITE, P.ORDER_ANSWER}
)
"""What whoever acquires and keeps places does."""

MEETS_HOSTS = frozenset({P.PARTICIPANT_NAME, P.PLACEMENT_READ, P.PLACEMENT_ANSWER_FOR_HOST, P.HOST_LINK_MAKE})
"""What they do with those who are asked about or placed at any place."""


def _held(*permissions: Permission, scope: Scope = Scope.EVERYONE) -> dict[Permission, Scope]:
    return dict.fromkeys(permissions, scope)


ROLES: Mapping[Role, Mapping[Permission, Scope]] = {
    Role.INTAKE: {
        **_held(P.TODAY_READ, P.PARTICIPANT_SEARCH, P.REFERRAL_CREATE, P.PLACE_READ, P.PARTICIPANTS_IMPORT),
        **_held(P.REFERRAL_READ, P.REFERRAL_DECIDE, P.COORDINATOR_ASSIGN, scope=Scope.OWN_UNIT),
        **_held(P.PARTICIPANT_READ, P.PARTICIPANT_WRITE, scope=Scope.QUEUE),
        **_held(P.TRANSFER_RECEIVE, scope=Scope.INTO_UNIT),
        **_held(P.PARTICIPANT_NAME, scope=Scope.OWN_UNIT),
    },
    Role.COORDINATOR: {
        **_held(P.COURSE_WRITE, P.SAMPLE_REVIEW),
        **_held(P.TODAY_READ, P.PARTICIPANT_SEARCH, P.PLACE_READ, P.INDICATOR_READ, P.PARTICIPANT_OPEN_WITH_REASON),
        **_held(*CASE_WORK, scope=Scope.OWN_CASELOAD),
        **_held(P.PARTICIPANT_NAME, scope=Scope.OWN_UNIT),
    },
    Role.TEAM_MEMBER: {
        **_held(P.PLACE_READ),
        **_held(P.PARTICIPANT_NAME, P.PARTICIPANT_READ, P.PARTICIPANT_WORK, P.PLACEMENT_READ, scope=Scope.GRANTED),
    },
    Role.WORK_SUPERVISOR: {
        **_held(P.UNIT_READ),
        **_held(P.TODAY_READ, P.PLACE_READ, P.SUPERVISOR_WRITE),
        **_held(
            *AT_THE_PLACE,
            P.PARTICIPANT_WORK,
            P.CRITERION_MARK,
            P.PLACEMENT_END,
            P.ATTENDANCE_APPROVE,
            scope=Scope.PLACED_IN_UNIT,
        ),
    },
    Role.WORKPLACE_SUPERVISOR: {
        **_held(P.PLACE_READ),
        **_held(*(AT_THE_PLACE - {P.PLACEMENT_ANSWER_FOR_HOST}), scope=Scope.OWN_PLACES),
    },
    Role.RECEIVING_MANAGER: {
        **_held(P.TODAY_READ, P.PLACE_READ, P.INCIDENT_HANDLE, P.INTRODUCTION_WRITE),
        **_held(*AT_THE_PLACE, P.EXTRACT_NOTE, P.ATTENDANCE_APPROVE, scope=Scope.OWN_PLACES),
    },
    Role.EMPLOYER_COORDINATOR: {
        **_held(P.TODAY_READ, *WORK_OF_PLACES, P.INDICATOR_READ),
        **_held(*MEETS_HOSTS, scope=Scope.AT_PLACES),
    },
    Role.HR: {
        **_held(P.TODAY_READ, *WORK_OF_PLACES, P.PLACE_APPROVE, P.ORGANISATION_WRITE, P.TARGET_WRITE, P.INDICATOR_READ),
        **_held(*MEETS_HOSTS, scope=Scope.AT_PLACES),
        **_held(P.EMPLOYMENT_WRITE, scope=Scope.AT_PLACES),
    },
    Role.REFERRER: {
        **_held(P.REFERRAL_CREATE, P.PARTICIPANT_SEARCH),
        **_held(P.REFERRAL_READ, P.PARTICIPANT_NAME, P.SHARING_RECEIVE, scope=Scope.OWN_REFERRALS),
    },
    Role.UNIT_MANAGER: {
        **_held(P.COURSE_WRITE, P.SURVEY_WRITE, P.UNIT_READ, P.SAMPLE_DRAW, P.SAMPLE_REVIEW),
        **_held(P.PLACE_APPROVE, P.EMPLOYER_READ, P.SUPERVISOR_WRITE, P.INCIDENT_HANDLE, P.TARGET_WRITE),
        **_held(P.INTRODUCTION_WRITE),
        **_held(P.CASELOAD_MOVE, P.REQUEST_ANSWER, scope=Scope.OWN_UNIT),
        **_held(P.TRANSFER_RECEIVE, scope=Scope.INTO_UNIT),
        **_held(P.TODAY_READ, P.PARTICIPANT_SEARCH, P.PLACE_READ, P.INDICATOR_READ, P.INDICATOR_RECORDS, P.REPORT_READ),
        **_held(P.REFERRAL_CREATE, P.PARTICIPANTS_IMPORT, P.PLACES_IMPORT, P.PARTICIPANT_OPEN_WITH_REASON),
        **_held(*CASE_WORK, P.PARTICIPANT_NAME, P.REFERRAL_DECIDE, P.COORDINATOR_ASSIGN, scope=Scope.OWN_UNIT),
    },
    Role.ANALYST: _held(P.INDICATOR_READ, P.INDICATOR_RECORDS, P.REPORT_READ),
    Role.COMMITTEE_SECRETARY: _held(P.INDICATOR_READ, P.REPORT_READ),
    Role.COMMITTEE_MEMBER: _held(P.INDICATOR_READ, P.REPORT_READ),
    Role.ADMINISTRATOR: _held(
        *(P.SETTINGS_WRITE, P.PARTICIPANTS_IMPORT, P.PLACES_IMPORT),
        *(P.PLACE_READ, P.ORGANISATION_WRITE, P.INTRODUCTION_WRITE),
    ),
    Role.PRIVACY_OFFICER: _held(P.LOG_READ, P.REQUEST_ANSWER),
}

GRANTABLE = frozenset({P.PARTICIPANT_NAME, P.PARTICIPANT_WORK, P.PARTICIPANT_READ, P.PLACEMENT_READ})
"""What breaking the glass gives: reading, never writing."""
