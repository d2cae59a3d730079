"""Placements (placeringar): one placement, the two answers, its start and end."""

from django.urls import path

from .pages import (
    placement,
    placement_answer_for_host,
    placement_answer_for_participant,
    placement_end,
    placement_give_up,
    placement_start,
)

urls = [
    path("placeringar/<int:pk>/", placement, name="placement"),
    path(
        "placeringar/<int:pk>/deltagarens-svar/",
        placement_answer_for_participant,
        name="placement_answer_for_participant",
    ),
    path("placeringar/<int:pk>/vardens-svar/", placement_answer_for_host, name="placement_answer_for_host"),
    path("placeringar/<int:pk>/starta/", placement_start, name="placement_start"),
    path("placeringar/<int:pk>/avsluta/", placement_end, name="placement_end"),
    path("placeringar/<int:pk>/dra-tillbaka/", placement_give_up, name="placement_give_up"),
]
