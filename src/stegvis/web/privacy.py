"""Log review (loggranskning): who has read what, for whoever reviews it. An identity number is only ever posted."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stegvis.access import Permission, require
from stegvis.actions.privacy import log_read
from stegvis.queries.privacy import OPENED_DAYS, LogWanted, person_key, read_log
from stegvis.rules.history import ReadKind
from stegvis.rules.words import Reason
from stegvis.web.answers import EARLIEST, LATEST, day_field, words_of
from stegvis.web.attempt import REFUSED
from stegvis.web.format import reason
from stegvis.web.people.page import role_words
from stegvis.web.request import Request, number_in, page_in

SCREENS = {
    "participant": gettext_lazy("deltagarsidan"),
    "participant_work": gettext_lazy("deltagarsidan, det arbetet behöver"),
    "participant_name": gettext_lazy("deltagarsidan, bara namnet"),
    "participant_list": gettext_lazy("deltagarlistan"),
    "participant_number": gettext_lazy("hela personnumret"),
    "participant_events": gettext_lazy("händelser"),
    "participant_readers": gettext_lazy("vem som har läst"),
    "participant_edit": gettext_lazy("personuppgifter"),
    "participant_open": gettext_lazy("öppna med motivering"),
    "open_with_reason": gettext_lazy("öppna med motivering"),
    "participant_grant": gettext_lazy("läsrätt"),
    "people_search": gettext_lazy("sökning"),
    "participant_new": gettext_lazy("sökning före registrering"),
    "today": gettext_lazy("Idag"),
    "plan": gettext_lazy("planen"),
    "plan_edit": gettext_lazy("planen"),
    "plan_version": gettext_lazy("en version av planen"),
    "criteria": gettext_lazy("punkterna"),
    "mapping_new": gettext_lazy("kartläggningen"),
    "match": gettext_lazy("platser som passar"),
    "placement": gettext_lazy("placeringen"),
    "referral": gettext_lazy("anvisningen"),
    "referral_list": gettext_lazy("anvisningarna"),
    "export": gettext_lazy("uttag till fil"),
    "read_log": gettext_lazy("loggen"),
}
OTHER_SCREENS = (
    (gettext_lazy("Mina sidor"), "own_home own_plan_answer own_ill own_well own_steps own_voices own_consents "
        "own_consent_withdraw own_reach own_door own_arrival own_language own_leave own_left"),
    (gettext_lazy("Mina sidor, vem som har läst"), "own_readers"),
    (gettext_lazy("Mina sidor, papper"), "own_documents own_document"),
    (gettext_lazy("Mina sidor, kopia och utdrag"), "own_copy own_copy_file own_extract_file"),
    (gettext_lazy("Mina sidor, begäranden"), "own_requests own_ask"),
    (gettext_lazy("kod till Mina sidor"), "own_code own_code_revoke"),
    (gettext_lazy("begäranden"), "request_list request_new request_answer request_extract"),
    (gettext_lazy("mötena"), "meeting_list meeting_new meeting meeting_move meeting_settle meeting_invitation "
        "meeting_invitation_pdf"),
    (gettext_lazy("samtalet"), "meeting_before conversation conversation_draft conversation_receipt "
        "conversation_agreement conversation_agreement_pdf"),
    (gettext_lazy("anteckningarna"), "note_list note_correct"),
    (gettext_lazy("handlingarna"), "document_list document document_remove"),
    (gettext_lazy("läsrätt"), "participant_grant_end"),
    (gettext_lazy("insatserna"), "activity_new activity_end"),
    (gettext_lazy("veckan"), "week activity_times placement_times"),
    (gettext_lazy("frånvaron"), "absence absence_end away_today"),
    (gettext_lazy("närvaron"), "attendance_day attendance_mark attendance_month attendance_approve "
        "attendance_month_xlsx host_attendance"),
    (gettext_lazy("introduktionen"), "introduction"),
    (gettext_lazy("tillbuden"), "incident_list incident incident_new host_incident"),
    (gettext_lazy("kurserna"), "course_list course_new course course_edit"),
    (gettext_lazy("insatspaletten"), "settings_types settings_type_new settings_type"),
    (gettext_lazy("projekten"), "settings_projects settings_project_new settings_project project_figures"),
    (gettext_lazy("avslutet"), "case_exit outcome_confirm"),
    (gettext_lazy("kartläggningen"), "mapping"),
    (gettext_lazy("skattningen"), "rating rating_ask rating_answer rating_link rating_link_revoke rating_withdraw"),
    (gettext_lazy("kartläggningen område för område"), "rating_mapping"),
    (gettext_lazy("svar på frågor"), "own_rating answer_door answer_link answer_start answer_question answer_check"),
    (gettext_lazy("utvärderingen"), "course_evaluation unit_survey"),
    (gettext_lazy("frågorna"), "instrument_list instrument_version instrument_upload instrument_template"),
    (gettext_lazy("steget i trappan"), "step_move criteria_ladder"),
    (gettext_lazy("den egna bilden av punkterna"), "criteria_own"),
    (gettext_lazy("bedömningen av enheten"), "assess"),
    (gettext_lazy("enhetens punkter"), "unit_points unit_point"),
    (gettext_lazy("introduktionens punkter"), "settings_introduction introduction_points introduction_point "
        "introduction_point_rest introduction_point_resume introduction_point_remove introduction_point_order"),
    (gettext_lazy("trapporna"), "settings_ladders settings_ladder settings_ladder_new settings_ladder_end "
        "settings_step_add settings_step settings_criterion_add settings_criteria_order settings_criterion "
        "settings_criterion_end"),
    (gettext_lazy("planen"), "plan_answer plan_action"),
    (gettext_lazy("planen på papper"), "plan_pdf"),
    (gettext_lazy("planens inriktningar och mallar"), "settings_plan settings_plan_direction_new "
        "settings_plan_direction settings_plan_template_new settings_plan_template"),
    (gettext_lazy("kvalitetsgranskningen"), "quality_list quality_draw quality_sample quality_close quality_review "
        "sample"),
    (gettext_lazy("byte av koordinator"), "coordinator_assign"),
    (gettext_lazy("fördelningen"), "handover handover_from handover_nobody handover_reading"),
    (gettext_lazy("ersättarna"), "cover cover_new cover_end cover_grant"),
    (gettext_lazy("utskicken"), "message_list"),
    (gettext_lazy("programmet"), "programme"),
    (gettext_lazy("hushållet"), "household"),
    (gettext_lazy("det som delas"), "sharing sharing_new sharing_preview sharing_end sharing_third_party"),
    (gettext_lazy("samtycket"), "consent_new consent_withdraw"),
    (gettext_lazy("det som har delats"), "shared_list shared shared_receipt shared_pdf"),
    (gettext_lazy("överlämningen"), "transfer_new transfer_list transfer transfer_receive transfer_decline "
        "transfer_take_back"),
    (gettext_lazy("ny anvisning"), "referral_new"),
    (gettext_lazy("anvisningen"), "referral_accept referral_return referral_receipt"),
    (gettext_lazy("placeringen"), "placement_answer_for_participant placement_answer_for_host placement_start "
        "placement_end placement_give_up placement_visit placement_presentation placement_approve placement_tasks "
        "placement_remind placement_link placement_link_revoke placement_agreement placement_agreement_pdf "
        "placement_sign placement_extend placement_renew placement_evaluate placement_disagree"),
    (gettext_lazy("arbetsplatserna"), "place_list place place_new place_edit place_capacity place_close "
        "place_approve place_ask place_confirm place_drop_change place_keep_open place_open place_pass_union "
        "place_pause place_reopen place_return place_union"),
    (gettext_lazy("avtalen"), "agreement_list agreement agreement_new agreement_edit agreement_end agreement_renew "
        "agreement_file agreement_document agreement_move"),
    (gettext_lazy("handledarna"), "supervisor_list supervisor supervisor_own supervisor_edit supervisor_room "
        "supervisor_load supervisor_load_end supervisor_training supervisor_training_taken supervisor_appoint "
        "supervisor_stop"),
    (gettext_lazy("anställningen"), "employment_list employment employment_new employment_decision employment_longer "
        "employment_renew employment_end employment_rest"),
    (gettext_lazy("former och regler"), "employment_rules"),
    (gettext_lazy("utdraget ur belastningsregistret"), "extract_new"),
    (gettext_lazy("arbetsgivarna"), "employer_list employer employer_contact employer_contact_new employer_note "
        "employer_approach employer_rest"),
    (gettext_lazy("organisationerna"), "organisation_list organisation organisation_new organisation_edit "
        "organisation_move organisation_stay"),
    (gettext_lazy("platsbeställningarna"), "order_list order_answer order_take order_soon_ready case_order "
        "case_order_withdraw case_soon_ready"),
    (gettext_lazy("platser över tid"), "ledger ledger_file ledger_new outlook"),
    (gettext_lazy("uppdragen om platser"), "mandate_list mandate mandate_new mandate_edit mandate_target "
        "mandate_target_new"),
    (gettext_lazy("siffrorna i en rapport"), "stated stated_template"),
    (gettext_lazy("värdens sida"), "host_door host_link host_page host_answer host_evaluate host_disagree "
        "place_answer"),
    (gettext_lazy("Mina sidor, en plats"), "own_placement own_evaluation"),
    (gettext_lazy("siffrorna"), "indicator_list indicator"),
    (gettext_lazy("posterna bakom en siffra"), "indicator_records"),
    (gettext_lazy("nämndens rapporter"), "committee report_list report report_pdf report_xlsx"),
    (gettext_lazy("inläsning från fil"), "import_index import_run import_apply import_retry import_errors "
        "import_upload import_template import_hosts"),
    (gettext_lazy("inställningarna"), "settings_index settings_user_new settings_user settings_role_give "
        "settings_role_end settings_password_link"),
    (gettext_lazy("Idag"), "snooze"),
    (gettext_lazy("loggen"), "read_log_find"),
)  # fmt: skip
SCREENS |= {name: word for word, names in OTHER_SCREENS for name in names.split()}
"""What each page is called in the log: those that are read most, then the rest and the acts that can be refused."""


class LogForm(forms.Form):
    """What to look for. The person is posted, and only the key goes on into the address."""

    person = forms.CharField(
        label=gettext_lazy("Deltagare"),
        help_text=gettext_lazy("Numret i Stegvis eller ett helt personnummer."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    named = forms.CharField(label=gettext_lazy("Vem som läste"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad"), choices=words_of(ReadKind, blank=gettext_noop("Allt")), required=False
    )
    day = day_field(gettext_lazy("Dag"), required=False)

    def clean_person(self) -> int | None:
        typed = self.cleaned_data["person"].strip()
        key = person_key(typed, today=timezone.localdate()) if typed else None
        if isinstance(key, Reason):
            raise forms.ValidationError(reason(key))
        return key


@never_cache
@require_http_methods(["GET", "HEAD"])
def show_log(request: Request) -> HttpResponse:
    """The log, newest first, as the address asks."""
    wanted = wanted_from(request.GET)
    return _show(request, LogForm(initial=_as_typed(wanted)), wanted)


@require_POST
def find_in_log(request: Request) -> HttpResponse:
    """What to look for becomes an address without any identity number in it."""
    require(request.actor, Permission.LOG_READ)
    form = LogForm(request.POST)
    if not form.is_valid():
        return _show(request, form, LogWanted(), status=REFUSED)
    asked = {key: value for key, value in form.cleaned_data.items() if value}
    return redirect(f"{reverse('read_log')}?{urlencode(asked)}" if asked else reverse("read_log"))


def _show(request: Request, form: LogForm, wanted: LogWanted, status: int = 200) -> HttpResponse:
    found = read_log(request.actor, wanted, now=timezone.now())
    log_read([wanted.person] if wanted.person else [], by=request.actor, screen="read_log", kind=ReadKind.LIST)
    query = {"person": wanted.person, "named": wanted.named, "kind": wanted.kind, "day": wanted.day}
    context = {
        "found": found,
        "form": form,
        "query": urlencode({key: str(value) for key, value in query.items() if value}),
        "opened_days": OPENED_DAYS,
        "role_words": role_words(),
        "screens": {key: str(words) for key, words in SCREENS.items()},
        "is_filtered": any(query.values()),
    }
    return render(request, "privacy/read_log.html", context, status=status)


def wanted_from(asked: QueryDict) -> LogWanted:
    """What the address asks for; what it cannot mean is left out."""
    kind = asked.get("kind", "")
    return LogWanted(
        person=number_in(asked, "person"),
        named=asked.get("named", "").replace("\x00", "")[:80].strip(),
        kind=ReadKind(kind) if kind in set(ReadKind) else None,
        day=_day(asked.get("day", "")),
        page=page_in(asked),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _as_typed(wanted: LogWanted) -> dict[str, object]:
    return {"person": wanted.person or "", "named": wanted.named, "kind": wanted.kind or "", "day": wanted.day}


urls = [
    path("loggar/", show_log, name="read_log"),
    path("loggar/sok/", find_in_log, name="read_log_find"),
]
