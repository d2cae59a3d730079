"""Employments (anställningar) on screen: the list, one of them, its acts, the rules of a day; and extracts shown."""

from django.urls import path

from .acts import (
    employment_decision,
    employment_end,
    employment_longer,
    employment_new,
    employment_renew,
    employment_rest,
    extract_new,
)
from .pages import employment, employment_list, form_rules

urls = [
    path("anstallningar/", employment_list, name="employment_list"),
    path("anstallningar/<int:pk>/", employment, name="employment"),
    path("anstallningar/<int:pk>/beslut/", employment_decision, name="employment_decision"),
    path("anstallningar/<int:pk>/forlang/", employment_longer, name="employment_longer"),
    path("anstallningar/<int:pk>/fornya/", employment_renew, name="employment_renew"),
    path("anstallningar/<int:pk>/avsluta/", employment_end, name="employment_end"),
    path("anstallningar/<int:pk>/placering/<int:placement_pk>/", employment_rest, name="employment_rest"),
    path("inskrivningar/<int:pk>/anstallning/", employment_new, name="employment_new"),
    path("former-och-regler/", form_rules, name="employment_rules"),
    path("deltagare/<int:pk>/utdrag/", extract_new, name="extract_new"),
]
