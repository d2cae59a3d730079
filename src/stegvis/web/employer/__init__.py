"""Employers on screen (arbetsgivare): the list, one of them, and what is done about it."""

from django.urls import path

from . import pages

urls = [
    path("arbetsgivare/", pages.employer_list, name="employer_list"),
    path("arbetsgivare/<int:pk>/", pages.employer, name="employer"),
    path("arbetsgivare/<int:pk>/kontakt/", pages.contact_new, name="employer_contact_new"),
    path("arbetsgivare/kontakt/<int:pk>/", pages.contact_edit, name="employer_contact"),
    path("arbetsgivare/<int:pk>/anteckning/", pages.note, name="employer_note"),
    path("arbetsgivare/<int:pk>/fragar/", pages.approach, name="employer_approach"),
    path("arbetsgivare/<int:pk>/nog/", pages.rest, name="employer_rest"),
]
