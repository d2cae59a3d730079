"""Question (frågan till värden): the e-mail with its link, sent once."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from ...access import Actor, Permission, require
from ...models import PlaceConfirmation
from ...outside import mail
from ...outside.sending import Letter, NotSent, Port
from ...queries.place.fresh import reach_of_host
from ...queries.place.link import signs_of
from ...rules.history import EventKind
from ...rules.place import LINK_DAYS, ConfirmationAnswer
from ...rules.words import N_
from ..log import log

SUBJECT = N_("Stämmer uppgifterna om er arbetsplats?")
TEXT = N_(
    "Hej!\n\n{municipality} har {place} som arbetsplats för den som tränar för ett arbete. Vi vill veta om det "
    "fortfarande stämmer.\n\nSvara här, det tar en minut: {address}\n\nLänken gäller i {days} dagar. Du behöver inget "
    "konto.\n\nVänliga hälsningar\n{municipality}\n"
)
logger = structlog.get_logger(__name__)


@transaction.atomic
def mail_question(confirmation: PlaceConfirmation, *, by: Actor, way: Port | None = None) -> bool:
    """Send the question, unless it is answered, sent already, or there is no way; True when it left.

    What does not leave stays for somebody to phone about. The same question has the same key, so a second try is known.
    """
    require(by, Permission.PLACE_WRITE)
    rows = PlaceConfirmation.objects.select_for_update(of=("self",)).select_related("place__host")
    confirmation = rows.get(pk=confirmation.pk)
    to = reach_of_host(confirmation.place)
    way = way or mail.port(settings.SENDING)
    is_waiting = confirmation.answer == ConfirmationAnswer.WAITING and confirmation.mailed_on is None
    if not is_waiting or to is None or way is None or not settings.SENDING.address:
        return False
    try:
        way.send(_letter(confirmation, to))
    except NotSent as failure:
        logger.warning("place_question_not_sent", confirmation=confirmation.pk, is_final=failure.is_final)
        return False
    confirmation.mailed_on = timezone.localdate()
    confirmation.save()
    log(EventKind.PLACE_ASKED, confirmation.place, by=by, mailed=True)
    return True


def _letter(confirmation: PlaceConfirmation, to: str) -> Letter:
    path = reverse("place_answer", args=[signs_of(confirmation)])
    with override("sv"):
        text = gettext(TEXT).format(
            municipality=settings.MUNICIPALITY,
            place=confirmation.place.name,
            address=f"{settings.SENDING.address}{path}",
            days=LINK_DAYS,
        )
        subject = gettext(SUBJECT)
    return Letter(
        key=uuid5(NAMESPACE_URL, f"stegvis:place-question:{confirmation.pk}"), to=to, text=text, subject=subject
    )
