"""Every address of Stegvis (adresser). Each stage lists its own in `web/<stage>.py`; the sweep test knows them all."""

from django.urls import URLPattern, URLResolver, path

from stegvis.web import (
    activity,
    assessment,
    committee,
    exchange,
    exit,
    gallery,
    health,
    indicator,
    ladder,
    login,
    match,
    people,
    place,
    placement,
    plan,
    privacy,
    referral,
    settings,
    today,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *login.urls,
    *referral.urls,
    *assessment.urls,
    *plan.urls,
    *exit.urls,
    *exchange.urls,
    *activity.urls,
    *ladder.urls,
    *place.urls,
    *match.urls,
    *placement.urls,
    *indicator.urls,
    *committee.urls,
    *today.urls,
    *people.urls,
    *privacy.urls,
    *settings.urls,
    *gallery.urls,
]
