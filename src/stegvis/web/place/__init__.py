"""Places (arbetsplatser): the overview, one place with its way and its seats, a new one, and the host's answer."""

from django.urls import path

from . import acts, answer, edit
from .page import place
from .pages import place_list

urls = [
    path("platser/", place_list, name="place_list"),
    path("platser/<int:pk>/", place, name="place"),
    *edit.urls,
    *acts.urls,
    *answer.urls,
]
