"""Ledger (platsöversikt över tid): seats day by day, what became new, and how far mandates have come."""

from django.urls import path

from . import mandate, pages

urls = [
    path("platser/over-tid/", pages.ledger, name="ledger"),
    path("platser/over-tid/fil/", pages.ledger_file, name="ledger_file"),
    path("platser/nya/", pages.new_seats, name="ledger_new"),
    path("platser/uppdrag/", mandate.mandate_list, name="mandate_list"),
    path("platser/uppdrag/nytt/", mandate.mandate_new, name="mandate_new"),
    path("platser/uppdrag/<int:pk>/", mandate.mandate, name="mandate"),
    path("platser/uppdrag/<int:pk>/andra/", mandate.mandate_edit, name="mandate_edit"),
    path("platser/uppdrag/<int:pk>/mal/", mandate.target_new, name="mandate_target_new"),
    path("platser/uppdrag/mal/<int:pk>/", mandate.target_edit, name="mandate_target"),
]
