"""The ladder (utvecklingstrappan) on screen: judge its points, move a step."""

from django.urls import path

from .pages import criteria, step_move

urls = [
    path("inskrivningar/<int:pk>/trappan/", criteria, name="criteria"),
    path("inskrivningar/<int:pk>/trappan/steg/", step_move, name="step_move"),
]
