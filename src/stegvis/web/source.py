"""Source (avsändare): a fingerprint of where a request comes from, to count wrong codes by; never kept as it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def source_of(request: HttpRequest) -> str:
    """The address as the outermost trusted proxy saw it, as a fingerprint that only this installation can make."""
    seen = request.headers.get("X-Forwarded-For", "").split(",") if settings.TRUSTED_PROXIES else []
    address = seen[-settings.TRUSTED_PROXIES].strip() if len(seen) >= settings.TRUSTED_PROXIES > 0 else ""
    return salted_hmac("stegvis.source", address or request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()
