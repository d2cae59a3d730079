"""The ladder (utvecklingstrappan) on screen: judge its points, move a step, see the whole unit, make the ladders."""

from django.urls import path

from . import making
from .assess import assess_unit
from .own import criteria_own
from .pages import criteria, criteria_ladder, step_move
from .unit import unit_point, unit_points

LADDERS = "installningar/trappor"
urls = [
    path("inskrivningar/<int:pk>/trappan/", criteria, name="criteria"),
    path("inskrivningar/<int:pk>/trappan/steg/", step_move, name="step_move"),
    path("inskrivningar/<int:pk>/trappan/egen-bild/", criteria_own, name="criteria_own"),
    path("inskrivningar/<int:pk>/trappan/byt/", criteria_ladder, name="criteria_ladder"),
    path("bedoma/", assess_unit, name="assess"),
    path("enheten/punkter/", unit_points, name="unit_points"),
    path("enheten/punkter/<int:criterion_pk>/", unit_point, name="unit_point"),
    path(f"{LADDERS}/", making.settings_ladders, name="settings_ladders"),
    path(f"{LADDERS}/ny/", making.settings_ladder_new, name="settings_ladder_new"),
    path(f"{LADDERS}/<int:pk>/", making.settings_ladder, name="settings_ladder"),
    path(f"{LADDERS}/<int:pk>/steg/", making.settings_step_add, name="settings_step_add"),
    path(f"{LADDERS}/<int:pk>/avsluta/", making.settings_ladder_end, name="settings_ladder_end"),
    path(f"{LADDERS}/steg/<int:pk>/", making.settings_step, name="settings_step"),
    path(f"{LADDERS}/steg/<int:pk>/punkt/", making.settings_criterion_add, name="settings_criterion_add"),
    path(f"{LADDERS}/steg/<int:pk>/ordning/", making.settings_criteria_order, name="settings_criteria_order"),
    path(f"{LADDERS}/punkt/<int:pk>/", making.settings_criterion, name="settings_criterion"),
    path(f"{LADDERS}/punkt/<int:pk>/avsluta/", making.settings_criterion_end, name="settings_criterion_end"),
]
