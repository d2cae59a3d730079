"""Settings: one file, from the environment (inställningar). docs/operations.md explains each."""

import os
from pathlib import Path

import pgtrigger
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from stegvis.management import embedded, secret
from stegvis.management.database_url import database_from
from stegvis.outside import logs
from stegvis.outside.sending import Sending


def is_on(name: str, default: str = "") -> bool:
    return os.environ.get(name, default).strip().lower() in {"1", "true", "yes", "on"}


def words_of(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


PACKAGE = Path(__file__).resolve().parent
VAR = embedded.var_folder()

DEBUG = is_on("STEGVIS_DEBUG")
DEMO = is_on("STEGVIS_DEMO")
MUNICIPALITY = os.environ.get("STEGVIS_MUNICIPALITY", "Åsvalla kommun")
SECRET_KEY = os.environ.get("STEGVIS_SECRET_KEY") or secret.kept_in(VAR / "secret-key")
ALLOWED_HOSTS = words_of("STEGVIS_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words_of("STEGVIS_ORIGINS")
HTTPS = is_on("STEGVIS_HTTPS")

AS_OWNER = os.environ.get("STEGVIS_DATABASE_ROLE") == "owner"
DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.url(embedded.APP)
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL") or (
    os.environ.get("DATABASE_URL") or embedded.url(embedded.OWNER)
)
# A statement that comes back is planned once for each connection (so no pooler that shares connections);
# migrations hold several statements in one, which cannot be prepared.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
DATABASES = {"default": database_from(DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL)}
DATABASES["default"]["OPTIONS"] |= {} if AS_OWNER else PREPARED
DATABASE_APP_ROLE = database_from(DATABASE_URL)["USER"]

AUTH_USER_MODEL = "stegvis.User"
ROOT_URLCONF = "stegvis.urls"
WSGI_APPLICATION = "stegvis.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "stegvis.apps.StegvisConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "stegvis.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stegvis.web.middleware.ActorMiddleware",
]
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "environment": "stegvis.web.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

# History is written by the database, statement by statement (pghistory).
PGHISTORY_LEVEL = pgtrigger.Statement
PROCRASTINATE_IMPORT_PATHS = ["stegvis.jobs"]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("English")), ("ar", _("Arabiska"))]
STAFF_LANGUAGES = ("sv", "en")
PARTICIPANTS_PATHS = ("/mina-sidor/", "/svara/")
"""Below these addresses lie the pages that participants read; only they are in every language of `LANGUAGES`."""
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STEGVIS_STATIC_ROOT") or VAR / "static"
STATICFILES_STORAGE_NAME = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.ManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_NAME},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = os.environ.get("STEGVIS_FILES") or VAR / "files"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "stegvis.outside.login.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "stegvis.outside.login.MunicipalLoginAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
OIDC_URL = os.environ.get("STEGVIS_OIDC_URL", "")
OIDC_APP = {
    "provider_id": "oidc",
    "name": os.environ.get("STEGVIS_OIDC_NAME", "Kommunens inloggning"),
    "client_id": os.environ.get("STEGVIS_OIDC_CLIENT_ID", ""),
    "secret": os.environ.get("STEGVIS_OIDC_SECRET", ""),
    "settings": {"server_url": OIDC_URL},
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC_APP] if OIDC_URL else []}}

SESSION_COOKIE_AGE = 8 * 60 * 60
OWN_PAGES_MINUTES = int(os.environ.get("STEGVIS_OWN_PAGES_MINUTES", "30"))
TRUSTED_PROXIES = int(os.environ.get("STEGVIS_PROXIES", "1" if HTTPS else "0"))
OIDC_PERSON_CLAIM = os.environ.get("STEGVIS_OIDC_PERSON_CLAIM", "https://id.oidc.se/claim/personalIdentityNumber")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *filter(None, [OIDC_URL])],
        "frame-ancestors": [NONE],
    }
}
SENDING = Sending.of(os.environ, folder=VAR / "sent", is_demonstration=DEMO)
LOGGING = logs.logging_config(os.environ.get("STEGVIS_LOG_LEVEL", "INFO"))
