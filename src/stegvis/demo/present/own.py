"""The own pages of the present (Mina sidor): a consent, a copy, a request that waits, and one that was answered."""

from __future__ import annotations

from datetime import timedelta

from ...access import Actor
from ...actions.own.codes import make_code
from ...actions.own.copies import take_copy
from ...actions.own.reach import choose_how_to_be_reached
from ...actions.own.requests import answer_request, make_request
from ...actions.privacy import log_read
from ...actions.sharing import give_consent
from ...models import Participant
from ...rules.message import Channel
from ...rules.own import PageLanguage, RequestKind, RequestStatus
from ...rules.sharing import ConsentHow, SharedPart
from .around import Present

REMARK = "Det står att jag aldrig har arbetat. Jag arbetade tre år på en förskola i Damaskus."
COMPLAINT = "Jag fick vänta länge på svar när jag ringde i oktober."
SORRY = (
    "Du har rätt, du fick vänta för länge. Nu svarar vi inom två dagar, och du kan skriva till oss här. "
    "Tack för att du berättade."
)


def tell(present: Present) -> None:
    """Rania has been here; some others have a code that they have not used yet."""
    told = [case for case in present.cases if not case.participant.is_protected]
    told.sort(key=lambda case: case.participant.name != "Rania Khoury")
    if not told:
        return
    _rania(told[0].participant, present)
    for case in told[1:4]:
        make_code(case.participant, by=present.coordinator)


def _rania(person: Participant, present: Present) -> None:
    by = Actor.participant(person)
    choose_how_to_be_reached(
        person,
        reach_by=Channel.SMS,
        phone=person.phone or "070-174 06 35",
        email=person.email,
        page_language=PageLanguage.SWEDISH,
        by=by,
    )
    give_consent(
        person,
        receiver="Arbetsförmedlingen",
        parts=[SharedPart.PLAN, SharedPart.GOALS],
        starts_on=present.ago(60),
        ends_on=present.today + timedelta(days=300),
        how=ConsentHow.OWN_PAGE,
        by=by,
    )
    log_read([person.pk], by=by, screen="own_home")
    take_copy(person, by=by)
    complaint = make_request(person, kind=RequestKind.COMPLAINT, text=COMPLAINT, by=by)
    answer_request(complaint, answer=RequestStatus.GRANTED, text=SORRY, by=present.manager)
    make_request(person, kind=RequestKind.CORRECTION, about="Kartläggningen", text=REMARK, by=by)
    make_request(person, kind=RequestKind.FULL_EXTRACT, by=by)
