"""Places (arbetsplatser): the overview, one place, a new one, its seats, and closing it."""

from django.urls import path

from .edit import place_capacity, place_close, place_edit, place_new
from .pages import place, place_list

urls = [
    path("platser/", place_list, name="place_list"),
    path("platser/ny/", place_new, name="place_new"),
    path("platser/<int:pk>/", place, name="place"),
    path("platser/<int:pk>/andra/", place_edit, name="place_edit"),
    path("platser/<int:pk>/antal/", place_capacity, name="place_capacity"),
    path("platser/<int:pk>/stang/", place_close, name="place_close"),
]
