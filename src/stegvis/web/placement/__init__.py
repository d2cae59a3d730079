"""Placements (placeringar): one placement, its way, a longer time, the agreement of three, and the host's own pages."""

from django.urls import path

from .acts import (
    placement_answer_for_host,
    placement_answer_for_participant,
    placement_approve,
    placement_disagree,
    placement_end,
    placement_evaluate,
    placement_give_up,
    placement_presentation,
    placement_remind,
    placement_sign,
    placement_start,
    placement_tasks,
    placement_visit,
)
from .agreement import placement_agreement, placement_agreement_pdf
from .host import host_answer, host_disagree, host_door, host_evaluate, host_link, host_page
from .linking import placement_link, placement_link_revoke
from .longer import placement_extend, placement_renew
from .pages import placement

urls = [
    path("placeringar/<int:pk>/", placement, name="placement"),
    path(
        "placeringar/<int:pk>/deltagarens-svar/",
        placement_answer_for_participant,
        name="placement_answer_for_participant",
    ),
    path("placeringar/<int:pk>/vardens-svar/", placement_answer_for_host, name="placement_answer_for_host"),
    path("placeringar/<int:pk>/besok/", placement_visit, name="placement_visit"),
    path("placeringar/<int:pk>/presentation/", placement_presentation, name="placement_presentation"),
    path("placeringar/<int:pk>/godkand/", placement_approve, name="placement_approve"),
    path("placeringar/<int:pk>/uppgifter/", placement_tasks, name="placement_tasks"),
    path("placeringar/<int:pk>/paminn/", placement_remind, name="placement_remind"),
    path("placeringar/<int:pk>/lank/", placement_link, name="placement_link"),
    path("placeringar/<int:pk>/lank/ta-tillbaka/", placement_link_revoke, name="placement_link_revoke"),
    path("placeringar/<int:pk>/overenskommelse/", placement_agreement, name="placement_agreement"),
    path("placeringar/<int:pk>/overenskommelse.pdf", placement_agreement_pdf, name="placement_agreement_pdf"),
    path("placeringar/<int:pk>/skriv-under/", placement_sign, name="placement_sign"),
    path("placeringar/<int:pk>/starta/", placement_start, name="placement_start"),
    path("placeringar/<int:pk>/forlang/", placement_extend, name="placement_extend"),
    path("placeringar/<int:pk>/fornya/", placement_renew, name="placement_renew"),
    path("placeringar/<int:pk>/avsluta/", placement_end, name="placement_end"),
    path("placeringar/<int:pk>/dra-tillbaka/", placement_give_up, name="placement_give_up"),
    path("placeringar/<int:pk>/utvardering/<slug:whose>/", placement_evaluate, name="placement_evaluate"),
    path("placeringar/<int:pk>/utvardering/<slug:whose>/kommentar/", placement_disagree, name="placement_disagree"),
    path("vard/", host_page, name="host_page"),
    path("vard/kod/", host_door, name="host_door"),
    path("vard/l/<str:signs>/", host_link, name="host_link"),
    path("vard/svar/", host_answer, name="host_answer"),
    path("vard/utvardering/", host_evaluate, name="host_evaluate"),
    path("vard/kommentar/", host_disagree, name="host_disagree"),
]
