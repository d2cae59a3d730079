"""The plan (handlingsplanen) on screen: read a version, write the next, record the answer, move a line along."""

from django.urls import path

from .catalogue import direction, plan_lists, template
from .edit import plan_edit
from .pages import plan, plan_action, plan_answer, plan_version
from .paper import plan_pdf

urls = [
    path("inskrivningar/<int:pk>/plan/", plan, name="plan"),
    path("inskrivningar/<int:pk>/plan/andra/", plan_edit, name="plan_edit"),
    path("inskrivningar/<int:pk>/plan/svar/", plan_answer, name="plan_answer"),
    path("inskrivningar/<int:pk>/plan/version/<int:version>/", plan_version, name="plan_version"),
    path("inskrivningar/<int:pk>/plan/utskrift.pdf", plan_pdf, name="plan_pdf"),
    path("inskrivningar/<int:pk>/plan/sak/<int:action_pk>/", plan_action, name="plan_action"),
    path("installningar/planen/", plan_lists, name="settings_plan"),
    path("installningar/planen/inriktning/ny/", direction, name="settings_plan_direction_new"),
    path("installningar/planen/inriktning/<int:pk>/", direction, name="settings_plan_direction"),
    path("installningar/planen/mall/ny/", template, name="settings_plan_template_new"),
    path("installningar/planen/mall/<int:pk>/", template, name="settings_plan_template"),
]
