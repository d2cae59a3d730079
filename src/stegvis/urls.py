"""Every address of Stegvis (adresser)."""

from django.urls import URLPattern, URLResolver, path

from stegvis.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
