"""Match (matchning): the ranked places for one participant, and the proposal."""

from django.urls import path

from .pages import match

urls = [path("deltagare/<int:pk>/forslag/", match, name="match")]
