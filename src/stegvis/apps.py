"""Django's entry to the one app (appkonfiguration)."""

from django.apps import AppConfig


class StegvisConfig(AppConfig):
    name = "stegvis"
    label = "stegvis"
    verbose_name = "Stegvis"
    default_auto_field = "django.db.models.BigAutoField"
