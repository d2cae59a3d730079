"""Handover and cover (fördelning och ersättare) on screen: who has whom, who gets them, who stands in."""

from django.urls import path

from . import cover, pages

urls = [
    path("enheten/fordelning/", pages.overview, name="handover"),
    path("enheten/fordelning/utan/", pages.from_nobody, name="handover_nobody"),
    path("enheten/fordelning/<int:pk>/", pages.from_coordinator, name="handover_from"),
    path("enheten/fordelning/<int:pk>/lasning/<int:case_pk>/", pages.reading, name="handover_reading"),
    path("enheten/ersattare/ny/<int:pk>/", cover.cover_new, name="cover_new"),
    path("enheten/ersattare/<int:pk>/", cover.cover, name="cover"),
    path("enheten/ersattare/<int:pk>/avsluta/", cover.cover_end, name="cover_end"),
    path("enheten/ersattare/<int:pk>/lasratt/<int:case_pk>/", cover.cover_grant, name="cover_grant"),
]
