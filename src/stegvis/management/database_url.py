"""The address of the database (databasens adress) in Django's words."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database_from(url: str) -> dict[str, Any]:
    """Django's words for postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | {"application_name": os.environ.get("STEGVIS_PROCESS", "stegvis")},
    }
