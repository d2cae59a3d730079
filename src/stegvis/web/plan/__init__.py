"""The plan (handlingsplanen) on screen: read a version, write the next, record the answer, move a line along."""

from django.urls import path

from .edit import plan_edit
from .pages import plan, plan_action, plan_answer, plan_version

urls = [
    path("inskrivningar/<int:pk>/plan/", plan, name="plan"),
    path("inskrivningar/<int:pk>/plan/andra/", plan_edit, name="plan_edit"),
    path("inskrivningar/<int:pk>/plan/svar/", plan_answer, name="plan_answer"),
    path("inskrivningar/<int:pk>/plan/version/<int:version>/", plan_version, name="plan_version"),
    path("inskrivningar/<int:pk>/plan/sak/<int:action_pk>/", plan_action, name="plan_action"),
]
