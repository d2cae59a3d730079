"""Links (svarslänkar): a link and a short code to one form, shown once; only a fingerprint of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ...access import Actor, NotAllowedNow, Permission, require
from ...models import Rating, RatingLink
from ...rules import own
from ...rules import rating as rules
from ...rules.history import EventKind
from ...rules.rating import Respondent
from ..log import log, stop_if
from ..own.codes import new_signs
from ..own.guesses import note_wrong, stop_locked


@dataclass(frozen=True)
class MadeLink:
    """A link as it is handed over. The signs are nowhere else and are not seen again."""

    link: RatingLink
    signs: str

    @property
    def code(self) -> str:
        """The signs in groups, as they stand on the slip."""
        return own.as_written(self.signs)


def fingerprint(signs: str) -> str:
    """What is kept of a code."""
    return salted_hmac("stegvis.rating.link", signs, algorithm="sha256").hexdigest()


@transaction.atomic
def make_link(rating: Rating, *, by: Actor) -> MadeLink:
    """A new way in to one form; an earlier one ends."""
    rating = Rating.objects.select_for_update(of=("self",)).select_related("case").get(pk=rating.pk)
    require(by, Permission.RATING_ASK, rating)
    status = rating.case.status if rating.case is not None else None
    stop_if(
        rules.reasons_not_to_link(is_to_participant=rating.respondent == Respondent.PARTICIPANT)
        + rules.reasons_not_to_answer(is_finished=rating.answered_on is not None, status=status)
    )
    made = new_link(rating, by=by)
    log(EventKind.RATING_LINK_MADE, rating, by=by)
    return made


def new_link(rating: Rating, *, by: Actor) -> MadeLink:
    """The link of a form that is already asked; part of another act, which leaves the line."""
    signs = new_signs()
    values = {
        "code_hash": fingerprint(signs),
        "made_by_id": by.user_id,
        "expires_at": timezone.now() + timedelta(days=own.DAYS_OF_A_CODE),
        "revoked_at": None,
    }
    link, _is_new = RatingLink.objects.update_or_create(rating=rating, defaults=values)
    return MadeLink(link, signs)


@transaction.atomic
def revoke_link(rating: Rating, *, by: Actor) -> None:
    """Take the link back; whoever came in by it is out at the next page. Twice is the same as once."""
    rating = Rating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
    require(by, Permission.RATING_ASK, rating)
    taken_back = RatingLink.objects.filter(rating=rating, revoked_at__isnull=True).update(revoked_at=timezone.now())
    if taken_back:
        log(EventKind.RATING_LINK_REVOKED, rating, by=by)


def enter(typed: str, *, source: str) -> Rating:
    """The form behind a code. Raises NotAllowedNow; a wrong code is counted against its source and against itself.

    The link may be used again until the answers are sent: a network that dies must lock nobody out.
    """
    signs = own.read_code(typed)
    tried = fingerprint(signs or typed[:60])
    stop_locked(source, tried)
    link = RatingLink.objects.select_related("rating__case").filter(code_hash=tried).first() if signs else None
    if link is None:
        note_wrong(source, tried)
        stop_locked(source, tried)
        raise NotAllowedNow([own.CODE_WRONG])
    stop_if(
        own.reasons_not_to_use(used_at=None, revoked_at=link.revoked_at, expires_at=link.expires_at, now=timezone.now())
    )
    return link.rating
