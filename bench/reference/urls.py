"""The reference's addresses: its own pages, and names for those that its pages lead to."""

from django.http import Http404, HttpRequest
from django.urls import path

from bench.reference import participants, person, today


def elsewhere(request: HttpRequest, **keys: object) -> None:
    raise Http404


ELSEWHERE = {
    "account_logout": "konto/logout/",
    "set_language": "sprak/",
    "people_search": "deltagare/sok/",
    "participant_new": "deltagare/ny/",
    "participant_number": "deltagare/<int:pk>/nummer/",
    "participant_edit": "deltagare/<int:pk>/andra/",
    "participant_grant": "deltagare/<int:pk>/lasratt/",
    "participant_events": "deltagare/<int:pk>/handelser/",
    "participant_readers": "deltagare/<int:pk>/last-av/",
    "match": "deltagare/<int:pk>/forslag/",
    "referral_list": "anvisningar/",
    "referral_new": "anvisningar/ny/",
    "referral": "anvisningar/<int:pk>/",
    "coordinator_assign": "inskrivningar/<int:pk>/koordinator/",
    "mapping_new": "inskrivningar/<int:pk>/kartlaggning/ny/",
    "plan": "inskrivningar/<int:pk>/plan/",
    "plan_edit": "inskrivningar/<int:pk>/plan/andra/",
    "activity_new": "inskrivningar/<int:pk>/insatser/ny/",
    "activity_end": "insatser/<int:pk>/avsluta/",
    "criteria": "inskrivningar/<int:pk>/trappan/",
    "step_move": "inskrivningar/<int:pk>/trappan/steg/",
    "case_exit": "inskrivningar/<int:pk>/avsluta/",
    "outcome_confirm": "inskrivningar/<int:pk>/bekrafta/",
    "placement": "placeringar/<int:pk>/",
    "place": "platser/<int:pk>/",
    "place_list": "platser/",
    "attendance_month": "narvaro/manad/",
    "indicator_list": "uppfoljning/",
    "import_index": "import/",
    "export": "export/<slug:kind>/",
    "snooze": "idag/skjut-upp/",
    "meeting_before": "inskrivningar/<int:pk>/infor/",
    "conversation": "inskrivningar/<int:pk>/samtalet/",
    "meeting": "moten/<int:pk>/",
    "meeting_new": "inskrivningar/<int:pk>/moten/nytt/",
    "conversation_receipt": "samtal/<int:pk>/",
    "note_list": "inskrivningar/<int:pk>/anteckningar/",
    "document_list": "inskrivningar/<int:pk>/handlingar/",
    "meeting_list": "inskrivningar/<int:pk>/moten/",
    "message_list": "inskrivningar/<int:pk>/utskick/",
    "programme": "inskrivningar/<int:pk>/program/",
    "household": "inskrivningar/<int:pk>/hushall/",
    "sharing": "inskrivningar/<int:pk>/delning/",
    "transfer_new": "inskrivningar/<int:pk>/overlamna/",
    "employment_new": "inskrivningar/<int:pk>/anstallning/",
    "employment": "anstallningar/<int:pk>/",
    "extract_new": "deltagare/<int:pk>/utdrag/",
    "own_code": "inskrivningar/<int:pk>/kod/",
    "request_new": "deltagare/<int:pk>/begaran/",
    "rating": "inskrivningar/<int:pk>/skattning/",
    "week": "inskrivningar/<int:pk>/veckan/",
    "sharing_preview": "delning/<int:pk>/",
    "activity_times": "insatser/<int:pk>/tider/",
    "placement_times": "placeringar/<int:pk>/tider/",
    "placement_extend": "placeringar/<int:pk>/forlang/",
}
urlpatterns = [
    path("deltagare/", participants.participant_list, name="participant_list"),
    path("langsam/deltagare/", participants.participant_list_row_by_row),
    path("deltagare/<int:pk>/", person.participant, name="participant"),
    path("idag/", today.today, name="today"),
    *(path(address, elsewhere, name=name) for name, address in ELSEWHERE.items()),
]
