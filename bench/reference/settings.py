"""Settings of the reference: what `django-admin startproject` gives, with the kept connection everybody sets."""

import os
from pathlib import Path

from stegvis.management import embedded
from stegvis.settings import SECRET_KEY, database_from

__all__ = ["SECRET_KEY"]

DEBUG = False
ALLOWED_HOSTS = ["localhost"]
DATABASES = {"default": database_from(os.environ.get("DATABASE_URL") or embedded.url(embedded.APP))}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
DATABASES["default"]["OPTIONS"] = {}
AUTH_USER_MODEL = "stegvis.User"
ROOT_URLCONF = "bench.reference.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "stegvis.apps.StegvisConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bench.reference.frame.frame",
            ],
            "libraries": {
                "humanize": "django.contrib.humanize.templatetags.humanize",
                "words": "bench.reference.words",
            },
        },
    }
]
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(embedded.__file__).parents[1] / "locale"]
TIME_ZONE = "Europe/Stockholm"
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
