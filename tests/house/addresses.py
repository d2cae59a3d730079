"""The declared table: every address, and which roles reach it on their own side and on the other side.

Written by hand from the design, not read from `access.py`: the sweep holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stegvis.rules.people import Role

Roles = frozenset[Role]


def roles(*names: str) -> Roles:
    return frozenset(Role(name) for name in names)


NOBODY: Roles = frozenset()
EVERYBODY: Roles = frozenset(Role)
CASE = roles("coordinator", "unit_manager")
FILE = CASE | roles("team_member")
HOST_SIDE = roles("work_supervisor", "receiving_manager", "employer_coordinator", "hr")
ALL_PLACES = roles("employer_coordinator", "hr")
AT_THE_PLACE = roles("work_supervisor", "receiving_manager", "workplace_supervisor")
MONTHS = CASE | roles("work_supervisor", "receiving_manager")
MARKS = MONTHS | roles("workplace_supervisor")
AT_PLACE = FILE | HOST_SIDE | roles("workplace_supervisor")
NAME = AT_PLACE | roles("intake", "referrer")
QUEUE = roles("intake", "unit_manager")
PLACE_READERS = AT_PLACE | roles("intake", "administrator")
TODAY = roles("intake", "coordinator", "unit_manager") | HOST_SIDE
FIGURES = roles("coordinator", "employer_coordinator", "hr", "unit_manager", "analyst") | roles(
    "committee_secretary", "committee_member"
)
REPORT = roles("unit_manager", "analyst", "committee_secretary", "committee_member")
ADMINISTRATOR = roles("administrator")
LEADS_UNIT = roles("unit_manager", "work_supervisor")
PRIVACY = roles("privacy_officer")
MANAGER = roles("unit_manager")
PEOPLE_FILES = roles("intake", "unit_manager", "administrator")
EMPLOYER_READERS = roles("employer_coordinator", "hr", "unit_manager")
EMPLOYS = CASE | roles("hr")
ORGANISES = roles("hr", "administrator")
TARGETS = roles("hr", "unit_manager")
APPROVES = roles("hr", "unit_manager")
SUPERVISORS = ALL_PLACES | roles("unit_manager", "work_supervisor")
OWN_ROOM = SUPERVISORS | roles("workplace_supervisor")
PLACE_FILES = ALL_PLACES | roles("unit_manager", "administrator")


@dataclass(frozen=True)
class Address:
    """One address: what its keys are, who reads and who posts on their own side, and on the other side.

    `None` for a method means that the address does not answer to it (405).
    """

    get: Roles | None = None
    post: Roles | None = None
    get_other: Roles = NOBODY
    post_other: Roles = NOBODY
    keys: dict[str, Any] | None = None


def same(get: Roles | None = None, post: Roles | None = None, **keys: Any) -> Address:
    """An address that has no sides: a page about nobody in particular, or a table that everyone with the role sees."""
    return Address(get, post, get or NOBODY, post or NOBODY, keys)


def about(get: Roles | None = None, post: Roles | None = None, *, other: Roles = NOBODY, **keys: Any) -> Address:
    """An address about somebody: only the own side, besides those whose role reaches everywhere."""
    return Address(get, post, (get or NOBODY) & other, (post or NOBODY) & other, keys)


PERSON, OF_CASE, AT = {"pk": "participant"}, {"pk": "case"}, {"pk": "placement"}
PUBLIC = {
    "healthz", "readyz", "demo_sign_in", "login_without_account", "set_language", "account_login", "account_logout",
    "account_inactive", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_confirm_email",
    "account_email_verification_sent", "account_confirm_login_code", "mfa_authenticate", "openid_connect_login",
    "openid_connect_callback", "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
    "gallery", "place_answer",
}  # fmt: skip
"""Declared public: the doors, the health of the process, and what third parties' sign-in needs."""

OWN_ACCOUNT = {
    "account_reauthenticate", "account_email", "account_change_password", "account_set_password", "mfa_index",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "socialaccount_connections", "home",
}  # fmt: skip
"""About oneself only, the same for every role; they need a sign-in."""

OWN_DOOR = {
    "own_door", "own_arrival", "own_language", "own_leave", "own_left",
    "answer_door", "answer_link", "answer_start", "answer_question", "answer_check",
    "host_door", "host_link", "host_page", "host_answer", "host_evaluate", "host_disagree",
    "host_attendance", "host_incident",
}  # fmt: skip
"""The participants' door: for anybody."""

OWN_PAGES: dict[str, dict[str, Any]] = {
    "own_home": {},
    "own_rating": {"pk": "rating"},
    "own_plan_answer": {},
    "own_ill": {},
    "own_well": {},
    "own_steps": {},
    "own_placement": {"pk": "placement"},
    "own_evaluation": {"pk": "placement"},
    "own_voices": {},
    "own_readers": {},
    "own_documents": {},
    "own_document": {"pk": "document"},
    "own_consents": {},
    "own_consent_withdraw": {"pk": "own_consent"},
    "own_reach": {},
    "own_copy": {},
    "own_copy_file": {"kind": "json"},
    "own_requests": {},
    "own_ask": {"kind": "complaint"},
    "own_extract_file": {"pk": "request_extract", "kind": "json"},
}
"""The participants' pages with their keys: for the participant whose session it is, and nobody else of any role."""

ADDRESSES: dict[str, Address] = {
    "today": same(TODAY),
    "snooze": same(post=TODAY),
    # People
    "participant_list": same(NAME),
    "people_search": same(post=roles("intake", "coordinator", "referrer", "unit_manager")),
    "participant_new": same(QUEUE | roles("referrer")),
    "participant": about(NAME, other=ALL_PLACES, **PERSON),
    "participant_number": about(post=FILE, **PERSON),
    "participant_edit": about(CASE, CASE, **PERSON),
    "participant_events": about(FILE, **PERSON),
    "participant_readers": about(FILE, **PERSON),
    "participant_open": about(CASE, CASE, other=CASE, **PERSON),
    "participant_grant": about(CASE, CASE, **PERSON),
    "participant_grant_end": about(post=CASE, grant_pk="grant", **PERSON),
    # Supervisors and agreements
    "supervisor_list": same(SUPERVISORS),
    "supervisor_own": same(OWN_ROOM),
    "supervisor": Address(OWN_ROOM, get_other=SUPERVISORS, keys={"pk": "supervisor"}),
    "supervisor_room": Address(post=OWN_ROOM, post_other=SUPERVISORS, keys={"pk": "supervisor"}),
    "supervisor_edit": same(SUPERVISORS, SUPERVISORS, pk="supervisor"),
    "supervisor_load": same(post=SUPERVISORS, pk="supervisor"),
    "supervisor_load_end": same(post=SUPERVISORS, pk="load"),
    "supervisor_training": same(post=SUPERVISORS, pk="supervisor"),
    "supervisor_training_taken": same(post=SUPERVISORS, pk="training"),
    "supervisor_appoint": same(SUPERVISORS, SUPERVISORS, pk="place"),
    "supervisor_stop": same(post=SUPERVISORS, pk="place", supervisor="supervisor"),
    "agreement_list": same(ALL_PLACES),
    "agreement_new": same(ALL_PLACES, ALL_PLACES),
    "agreement": same(ALL_PLACES, pk="agreement"),
    "agreement_edit": same(ALL_PLACES, ALL_PLACES, pk="agreement"),
    "agreement_end": same(post=ALL_PLACES, pk="agreement"),
    "agreement_renew": same(post=ALL_PLACES, pk="agreement"),
    "agreement_file": same(post=ALL_PLACES, pk="agreement"),
    "agreement_document": same(ALL_PLACES, pk="agreement_document"),
    "agreement_move": same(post=ALL_PLACES, pk="agreement"),
    # Referral and case
    "referral_list": same(QUEUE | roles("coordinator", "referrer")),
    "referral_new": same(QUEUE | roles("referrer"), QUEUE | roles("referrer")),
    "referral": about(QUEUE | roles("referrer"), pk="referral"),
    "referral_accept": about(QUEUE, QUEUE, pk="referral"),
    "referral_return": about(QUEUE, QUEUE, pk="referral"),
    "referral_receipt": about(QUEUE | roles("referrer"), pk="referral"),
    "coordinator_assign": about(QUEUE, QUEUE, **OF_CASE),
    "mapping_new": about(CASE, CASE, **OF_CASE),
    "mapping": about(FILE, mapping_pk="mapping", **OF_CASE),
    "plan": about(FILE, **OF_CASE),
    "plan_edit": about(CASE, CASE, **OF_CASE),
    "plan_answer": about(CASE, CASE, **OF_CASE),
    "plan_pdf": about(FILE, **OF_CASE),
    "rating": about(FILE, **OF_CASE),
    "rating_ask": about(post=CASE, **OF_CASE),
    "rating_mapping": about(CASE, **OF_CASE),
    "rating_answer": about(CASE, CASE, rating_pk="rating", **OF_CASE),
    "rating_link": about(post=CASE, rating_pk="rating", **OF_CASE),
    "rating_link_revoke": about(post=CASE, rating_pk="rating", **OF_CASE),
    "rating_withdraw": about(post=CASE, rating_pk="rating", **OF_CASE),
    "course_evaluation": about(CASE, CASE, pk="course"),
    "unit_survey": about(roles("unit_manager"), roles("unit_manager"), pk="unit"),
    "plan_version": about(FILE, version=1, **OF_CASE),
    "plan_action": about(post=CASE, action_pk="action", **OF_CASE),
    "criteria": Address(FILE | roles("work_supervisor"), CASE | roles("work_supervisor"), keys=OF_CASE),
    "step_move": about(CASE, CASE, **OF_CASE),
    "criteria_own": about(CASE, CASE, **OF_CASE),
    "criteria_ladder": about(post=CASE, **OF_CASE),
    "assess": same(LEADS_UNIT, LEADS_UNIT),
    "unit_points": same(LEADS_UNIT),
    "unit_point": same(LEADS_UNIT, criterion_pk="criterion"),
    "activity_new": about(CASE, CASE, **OF_CASE),
    "activity_end": about(CASE, CASE, pk="activity"),
    "activity_times": about(CASE, CASE, pk="activity"),
    "placement_times": about(CASE, CASE, pk="placement"),
    "week": about(FILE, **OF_CASE),
    "absence": about(CASE, CASE, **OF_CASE),
    "absence_end": about(CASE, CASE, pk="absence"),
    "away_today": same(CASE | roles("work_supervisor", "workplace_supervisor", "receiving_manager")),
    "attendance_day": same(MARKS, MARKS),
    "attendance_mark": Address(post=MARKS, post_other=MARKS),
    "attendance_month": same(MONTHS),
    "attendance_approve": same(post=MONTHS),
    "attendance_month_xlsx": same(MONTHS),
    "introduction": about(MARKS, MARKS, **AT),
    "incident_new": about(MARKS, MARKS, **AT),
    "incident_list": same(MARKS),
    "incident": about(
        roles("unit_manager", "receiving_manager"), roles("unit_manager", "receiving_manager"), pk="incident"
    ),
    "course_list": same(CASE),
    "course_new": same(CASE, CASE),
    "course": same(CASE, CASE, pk="course"),
    "course_edit": same(CASE, CASE, pk="course"),
    "case_exit": about(CASE, CASE, **OF_CASE),
    "outcome_confirm": about(CASE, CASE, pk="left"),
    # Meetings, notes and documents
    "meeting_list": about(FILE, **OF_CASE),
    "meeting_new": about(CASE, CASE, **OF_CASE),
    "meeting": about(FILE, pk="meeting"),
    "meeting_move": about(CASE, CASE, pk="meeting"),
    "meeting_settle": about(post=CASE, pk="meeting"),
    "meeting_invitation": about(FILE, pk="meeting"),
    "meeting_invitation_pdf": about(FILE, pk="meeting"),
    "meeting_before": about(FILE, **OF_CASE),
    "conversation": about(CASE, CASE, **OF_CASE),
    "conversation_draft": about(post=CASE, **OF_CASE),
    "conversation_receipt": about(FILE, pk="conversation"),
    "conversation_agreement": about(FILE, pk="conversation"),
    "conversation_agreement_pdf": about(FILE, pk="conversation"),
    "note_list": Address(FILE | roles("work_supervisor"), CASE, keys=OF_CASE),
    "note_correct": about(CASE, CASE, pk="note"),
    "document_list": Address(FILE | roles("work_supervisor"), CASE, keys=OF_CASE),
    "document": about(FILE, pk="document"),
    "document_remove": about(post=CASE, pk="document"),
    # Own pages: codes and requests
    "own_code": about(CASE, CASE, **OF_CASE),
    "own_code_revoke": about(post=CASE, code_pk="code", **OF_CASE),
    "request_new": about(CASE, CASE, **PERSON),
    "request_list": same(roles("unit_manager", "privacy_officer")),
    "request_answer": about(roles("unit_manager"), roles("unit_manager"), pk="request"),
    "request_extract": about(roles("unit_manager"), roles("unit_manager"), pk="request_extract"),
    # Programme, household, sharing, handover between units
    "programme": about(FILE, CASE, **OF_CASE),
    "household": about(FILE, CASE, **OF_CASE),
    "sharing": about(FILE, **OF_CASE),
    "sharing_new": about(CASE, CASE, **OF_CASE),
    "sharing_preview": about(CASE, CASE, pk="sharing_schedule"),
    "sharing_end": about(post=CASE, pk="sharing_schedule"),
    "sharing_third_party": about(CASE, pk="meeting"),
    "consent_new": about(CASE, CASE, **OF_CASE),
    "consent_withdraw": about(post=CASE, pk="consent"),
    "shared_list": same(roles("referrer")),
    "shared": about(FILE | roles("referrer"), pk="shared"),
    "shared_receipt": about(post=roles("referrer"), pk="shared"),
    "shared_pdf": about(FILE | roles("referrer"), pk="shared"),
    "transfer_new": about(CASE, CASE, **OF_CASE),
    "transfer_list": same(CASE | roles("intake")),
    "transfer": about(CASE, pk="transfer"),
    "transfer_receive": about(post=QUEUE, pk="transfer_in"),
    "transfer_decline": about(post=QUEUE, pk="transfer_in"),
    "transfer_take_back": about(post=CASE, pk="transfer"),
    # Places and placements
    "place_list": same(PLACE_READERS),
    "order_list": same(ALL_PLACES),
    "order_soon_ready": same(ALL_PLACES),
    "order_answer": same(ALL_PLACES, ALL_PLACES, pk="order"),
    "order_take": same(post=ALL_PLACES, pk="order"),
    "case_order": about(CASE, CASE, pk="case"),
    "case_soon_ready": about(post=CASE, pk="case"),
    "case_order_withdraw": about(post=CASE, pk="order"),
    "employer_list": same(EMPLOYER_READERS),
    "employer": same(EMPLOYER_READERS, pk="host"),
    "employer_contact_new": same(ALL_PLACES, ALL_PLACES, pk="host"),
    "employer_contact": same(ALL_PLACES, ALL_PLACES, pk="contact"),
    "employer_note": same(post=ALL_PLACES, pk="host"),
    "employer_approach": same(post=ALL_PLACES, pk="host"),
    "employer_rest": same(post=ALL_PLACES, pk="host"),
    "organisation_list": same(PLACE_READERS),
    "organisation": same(PLACE_READERS, pk="host"),
    "organisation_new": same(ORGANISES, ORGANISES),
    "organisation_edit": same(ORGANISES, ORGANISES, pk="host"),
    "organisation_move": same(post=ORGANISES, pk="host"),
    "ledger": same(PLACE_READERS),
    "ledger_file": same(PLACE_READERS),
    "ledger_new": same(PLACE_READERS),
    "mandate_list": same(PLACE_READERS),
    "mandate": same(PLACE_READERS, pk="mandate"),
    "mandate_new": same(TARGETS, TARGETS),
    "mandate_edit": same(TARGETS, TARGETS, pk="mandate"),
    "mandate_target_new": same(TARGETS, TARGETS, pk="mandate"),
    "mandate_target": same(TARGETS, TARGETS, pk="target"),
    "place_new": same(ALL_PLACES, ALL_PLACES),
    "place": same(PLACE_READERS, pk="place"),
    "place_edit": same(ALL_PLACES, ALL_PLACES, pk="place"),
    **{
        name: same(post=ALL_PLACES, pk="place")
        for name in (
            "place_capacity",
            "place_drop_change",
            "place_close",
            "place_keep_open",
            "place_pass_union",
            "place_open",
            "place_pause",
            "place_reopen",
            "place_ask",
            "place_confirm",
        )
    },
    **{name: same(post=APPROVES, pk="place") for name in ("place_union", "place_return", "place_approve")},
    "match": Address(FILE | roles("work_supervisor"), CASE, keys=PERSON),
    "placement": about(AT_PLACE, other=ALL_PLACES, **AT),
    "placement_answer_for_participant": about(post=CASE, **AT),
    "placement_answer_for_host": about(post=CASE | HOST_SIDE, other=ALL_PLACES, **AT),
    "placement_visit": about(post=CASE | HOST_SIDE, other=ALL_PLACES, **AT),
    "placement_presentation": about(post=CASE, **AT),
    "placement_approve": about(post=CASE, **AT),
    "placement_tasks": about(post=CASE, **AT),
    "placement_remind": about(post=CASE, **AT),
    "placement_link": about(post=CASE | ALL_PLACES, other=ALL_PLACES, **AT),
    "placement_link_revoke": about(post=CASE | ALL_PLACES, other=ALL_PLACES, **AT),
    "placement_agreement": about(CASE, **AT),
    "placement_agreement_pdf": about(CASE, **AT),
    "placement_sign": about(post=CASE, **AT),
    "placement_extend": about(CASE, CASE, **AT),
    "placement_renew": about(CASE, CASE, **AT),
    "placement_evaluate": about(post=CASE | AT_THE_PLACE, whose="vard", **AT),
    "placement_disagree": about(post=CASE | AT_THE_PLACE, whose="vard", **AT),
    "placement_start": about(post=CASE, **AT),
    "placement_end": about(post=CASE | roles("work_supervisor"), **AT),
    "placement_give_up": about(post=CASE, **AT),
    # Employments and extracts
    "employment_list": same(EMPLOYS),
    "employment_rules": same(EMPLOYS),
    "employment_new": about(EMPLOYS, EMPLOYS, **OF_CASE),
    "employment": about(EMPLOYS, other=roles("hr"), pk="employment"),
    **{name: about(EMPLOYS, EMPLOYS, other=roles("hr"), pk="employment") for name in (
        "employment_decision", "employment_longer", "employment_renew", "employment_end",
    )},
    "employment_rest": about(post=EMPLOYS, other=roles("hr"), pk="employment", placement_pk="placement"),
    "extract_new": about(CASE | roles("receiving_manager"), CASE | roles("receiving_manager"), **PERSON),
    # Figures
    "indicator_list": same(FIGURES),
    "indicator": same(FIGURES, key="exits_to_work_or_studies"),
    "indicator_records": same(roles("unit_manager", "analyst"), key="exits_to_work_or_studies"),
    "committee": same(REPORT),
    "report_list": same(REPORT),
    "report": same(REPORT, period="2026-Q3"),
    "report_pdf": same(REPORT, period="2026-Q3"),
    "report_xlsx": same(REPORT, period="2026-Q3"),
    # Files
    "import_index": same(PEOPLE_FILES | PLACE_FILES),
    "import_upload": same(PEOPLE_FILES, PEOPLE_FILES, kind="participants"),
    "import_template": same(PLACE_FILES, kind="places"),
    "import_run": about(roles("intake"), pk="run"),
    "import_apply": about(post=roles("intake"), pk="run"),
    "import_retry": about(post=roles("intake"), pk="run"),
    "import_hosts": about(post=roles("intake"), pk="run"),
    "import_errors": about(roles("intake"), pk="run"),
    "export": same(FILE | roles("intake"), kind="participants"),
    # Handover, cover and messages
    "handover": same(MANAGER),
    "handover_nobody": same(MANAGER, MANAGER),
    "handover_from": about(MANAGER, MANAGER, pk="user"),
    "handover_reading": about(MANAGER, MANAGER, pk="user", case_pk="case"),
    "cover_new": about(MANAGER, MANAGER, pk="user"),
    "cover": about(MANAGER, pk="cover"),
    "cover_end": about(post=MANAGER, pk="cover"),
    "cover_grant": about(post=MANAGER, pk="cover", case_pk="case"),
    "message_list": about(FILE, CASE, **OF_CASE),
    # Logs and settings
    "read_log": same(PRIVACY),
    "read_log_find": same(post=PRIVACY),
    "settings_index": same(ADMINISTRATOR),
    "instrument_list": same(ADMINISTRATOR),
    "instrument_upload": same(ADMINISTRATOR, ADMINISTRATOR),
    "instrument_version": same(ADMINISTRATOR, pk="instrument_version"),
    "instrument_template": same(ADMINISTRATOR, key="area_mapping"),
    "settings_types": same(ADMINISTRATOR),
    "settings_type_new": same(ADMINISTRATOR, ADMINISTRATOR),
    "settings_type": same(ADMINISTRATOR, ADMINISTRATOR, pk="type"),
    "settings_projects": same(ADMINISTRATOR),
    "settings_project_new": same(ADMINISTRATOR, ADMINISTRATOR),
    "settings_project": same(ADMINISTRATOR, ADMINISTRATOR, pk="project"),
    "quality_list": same(CASE),
    "quality_draw": same(roles("unit_manager"), roles("unit_manager")),
    "quality_sample": about(roles("unit_manager"), pk="sample"),
    "quality_close": about(post=roles("unit_manager"), pk="sample"),
    "quality_review": about(roles("unit_manager"), roles("unit_manager"), pk="review_item"),
    "project_figures": same(FIGURES),
    "stated": same(FIGURES, FIGURES),
    "stated_template": same(FIGURES),
    "outlook": same(FIGURES),
    "settings_user_new": same(ADMINISTRATOR, ADMINISTRATOR),
    "settings_user": same(ADMINISTRATOR, ADMINISTRATOR, pk="user"),
    "settings_ladders": same(ADMINISTRATOR),
    "settings_ladder_new": same(ADMINISTRATOR, ADMINISTRATOR),
    "settings_ladder": same(ADMINISTRATOR, pk="ladder"),
    "settings_ladder_end": same(post=ADMINISTRATOR, pk="ladder"),
    "settings_step_add": same(post=ADMINISTRATOR, pk="ladder"),
    "settings_step": same(ADMINISTRATOR, ADMINISTRATOR, pk="step"),
    "settings_criterion_add": same(ADMINISTRATOR, ADMINISTRATOR, pk="step"),
    "settings_criteria_order": same(post=ADMINISTRATOR, pk="step"),
    "settings_criterion": same(ADMINISTRATOR, ADMINISTRATOR, pk="criterion"),
    "settings_criterion_end": same(ADMINISTRATOR, ADMINISTRATOR, pk="criterion"),
    "settings_role_give": same(post=ADMINISTRATOR, pk="user"),
    "settings_role_end": same(post=ADMINISTRATOR, pk="user", role_pk="role"),
    "settings_plan": same(ADMINISTRATOR),
    "settings_plan_direction_new": same(ADMINISTRATOR, ADMINISTRATOR),
    "settings_plan_direction": same(ADMINISTRATOR, ADMINISTRATOR, pk="direction"),
    "settings_plan_template_new": same(ADMINISTRATOR, ADMINISTRATOR),
    "settings_plan_template": same(ADMINISTRATOR, ADMINISTRATOR, pk="template"),
    "settings_password_link": same(post=ADMINISTRATOR, pk="user"),
}
