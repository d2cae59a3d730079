"""Link (svarslänk): the signs that lead a host to one question about a place, without account and without a name."""

from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from ...models import PlaceConfirmation
from ...rules.place import LINK_DAYS

SALT = "stegvis.place.question"


def signs_of(confirmation: PlaceConfirmation) -> str:
    """What stands in the address: the key of the question, when it was signed, and the signature."""
    return TimestampSigner(salt=SALT).sign(str(confirmation.pk))


def question_behind(signs: str) -> PlaceConfirmation | None:
    """The question that a link leads to; None when it was never made here or is too old."""
    try:
        key = TimestampSigner(salt=SALT).unsign(signs, max_age=timedelta(days=LINK_DAYS))
    except BadSignature:
        return None
    return PlaceConfirmation.objects.select_related("place__host").filter(pk=int(key)).first()
