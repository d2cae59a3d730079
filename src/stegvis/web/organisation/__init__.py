"""Organisations on screen (organisationer): the tree, one of them, and where it lies from which day."""

from django.urls import path

from . import pages

urls = [
    path("organisationer/", pages.organisation_list, name="organisation_list"),
    path("organisationer/ny/", pages.organisation_new, name="organisation_new"),
    path("organisationer/<int:pk>/", pages.organisation, name="organisation"),
    path("organisationer/<int:pk>/andra/", pages.organisation_edit, name="organisation_edit"),
    path("organisationer/<int:pk>/flytta/", pages.organisation_move, name="organisation_move"),
    path("organisationer/<int:pk>/ta-tillbaka-flytten/", pages.organisation_stay, name="organisation_stay"),
]
