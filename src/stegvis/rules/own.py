"""Own pages (Mina sidor): what a participant may ask for, and the code that lets somebody in without e-ID."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .people import Role
from .words import N_, Labelled, Reason


class RequestKind(Labelled):
    """What a participant asks of the municipality, and gets an answer to."""

    CORRECTION = "correction", N_("rättelse")
    READER_NAMES = "reader_names", N_("namn på dem som har läst")
    FULL_EXTRACT = "full_extract", N_("allt som står om mig")
    COMPLAINT = "complaint", N_("klagomål")


class RequestStatus(Labelled):
    """Where the request stands."""

    WAITING = "waiting", N_("väntar på svar")
    GRANTED = "granted", N_("ja")
    PARTLY = "partly", N_("delvis")
    REFUSED = "refused", N_("nej")


MOVES: dict[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.WAITING: frozenset({RequestStatus.GRANTED, RequestStatus.PARTLY, RequestStatus.REFUSED}),
    RequestStatus.GRANTED: frozenset(),
    RequestStatus.PARTLY: frozenset(),
    RequestStatus.REFUSED: frozenset(),
}


class PageLanguage(Labelled):
    """The languages of the participants' pages, each by its own name."""

    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"
    ARABIC = "ar", "العربية"


LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
"""What a code is written with: nothing that looks or sounds like another sign."""

GROUPS, IN_A_GROUP = 3, 4
DAYS_OF_A_CODE, MOST_DAYS = 14, 60
MOST_GUESSES = 20
GUESSES_COUNT_FOR = timedelta(hours=1)
LOCKED_FOR = timedelta(hours=1)

ANSWER_WITHIN: dict[RequestKind, timedelta] = {
    RequestKind.CORRECTION: timedelta(days=30),
    RequestKind.READER_NAMES: timedelta(days=30),
    RequestKind.FULL_EXTRACT: timedelta(days=30),
    RequestKind.COMPLAINT: timedelta(days=14),
}
"""How long an answer may take. GDPR 12.3 says a month; a complaint is the municipality's own promise."""

CODE_WRONG = Reason("Koden stämmer inte. Se efter på lappen och skriv den en gång till.", at="code")
CODE_USED = Reason("Koden är redan använd. Be din koordinator om en ny.", at="code")
CODE_TAKEN_BACK = Reason("Koden gäller inte längre. Be din koordinator om en ny.", at="code")
CODE_TOO_OLD = Reason("Koden har blivit för gammal. Be din koordinator om en ny.", at="code")


def as_written(signs: str) -> str:
    """The code in groups, as it stands on the slip."""
    return "-".join(signs[at : at + IN_A_GROUP] for at in range(0, len(signs), IN_A_GROUP))


def read_code(typed: str) -> str:
    """The signs of a code, however it was typed; empty when it cannot be one."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    is_possible = len(signs) == GROUPS * IN_A_GROUP and all(sign in LETTERS for sign in signs)
    return signs if is_possible else ""


def locked_until(guesses: Sequence[datetime], *, now: datetime) -> datetime | None:
    """Until when one source may not try codes: for a time after so many wrong ones so close to each other.

    The same rule for the code to the own pages and the code to one form. A try while it is locked is not counted.
    """
    latest = sorted(guesses)[-MOST_GUESSES:]
    if len(latest) < MOST_GUESSES or latest[-1] - latest[0] > GUESSES_COUNT_FOR:
        return None
    until = latest[-1] + LOCKED_FOR
    return until if until > now else None


def reasons_locked(until: datetime | None) -> list[Reason]:
    """The kind sentence for a source that is locked."""
    if until is None:
        return []
    said = Reason("Det blev fel kod många gånger. Vänta en timme och försök igen. Din kod finns kvar.", at="code")
    return [said]


def reasons_not_to_use(
    *, used_at: datetime | None, revoked_at: datetime | None, expires_at: datetime, now: datetime
) -> list[Reason]:
    """Why a right code does not open."""
    if revoked_at is not None:
        return [CODE_TAKEN_BACK]
    if used_at is not None:
        return [CODE_USED]
    return [CODE_TOO_OLD] if expires_at <= now else []


def reasons_not_to_make(*, days: int) -> list[Reason]:
    """A code lives long enough to get home and not long enough to be forgotten."""
    if 1 <= days <= MOST_DAYS:
        return []
    return [Reason("Koden kan gälla från 1 till {most} dagar.", most=MOST_DAYS, at="days")]


def due_on(kind: RequestKind, *, made_on: date) -> date:
    """The last day for an answer."""
    return made_on + ANSWER_WITHIN[kind]


def reasons_not_to_ask(*, kind: RequestKind, text: str, waiting: Iterable[RequestKind]) -> list[Reason]:
    """One of a kind waits at a time, except remarks and complaints, which may be many; those need words."""
    in_words = kind in (RequestKind.CORRECTION, RequestKind.COMPLAINT)
    if in_words and not text.strip():
        return [Reason("Skriv vad det gäller.", at="text")]
    if not in_words and kind in waiting:
        return [Reason("Du har redan bett om det. Du får svar här.")]
    return []


def reasons_not_to_answer(*, status: RequestStatus, answer: RequestStatus, text: str) -> list[Reason]:
    """Every reason at once."""
    reasons = []
    if answer not in MOVES[status]:
        reasons.append(Reason("Begäran är redan besvarad."))
    if not text.strip():
        reasons.append(Reason("Skriv svaret så som deltagaren ska läsa det.", at="text"))
    return reasons


PURPOSES: dict[Role, str] = {
    Role.INTAKE: N_("Tar emot anvisningen."),
    Role.COORDINATOR: N_("Arbetar med din plan."),
    Role.TEAM_MEMBER: N_("Har en del i din plan."),
    Role.WORK_SUPERVISOR: N_("Leder arbetet där du är."),
    Role.WORKPLACE_SUPERVISOR: N_("Är handledare där du är."),
    Role.RECEIVING_MANAGER: N_("Svarar för arbetsplatsen."),
    Role.EMPLOYER_COORDINATOR: N_("Hjälper till att hitta arbetsplatser."),
    Role.HR: N_("Hjälper till att hitta platser i kommunen."),
    Role.REFERRER: N_("Har anvisat dig hit och följer hur det går."),
    Role.UNIT_MANAGER: N_("Leder enheten."),
    Role.ANALYST: N_("Räknar på verksamheten."),
    Role.COMMITTEE_SECRETARY: N_("Skriver nämndens rapport."),
    Role.COMMITTEE_MEMBER: N_("Sitter i nämnden."),
    Role.ADMINISTRATOR: N_("Sköter systemet."),
    Role.PRIVACY_OFFICER: N_("Granskar vem som har läst."),
}
"""Why somebody with the role reads about a participant, in words for the participant."""

EXTRACT_NEEDS_REVIEW = Reason("Gå igenom vad som lämnas ut först. Svaret ges där.")


@dataclass(frozen=True)
class Withheld:
    """A part of the extract that is not handed out: a whole section, or one row of it; and the ground."""

    section: str
    ground: str
    row: int | None = None


def reasons_not_to_withhold(withheld: Iterable[Withheld]) -> list[Reason]:
    """Nothing is withheld without a ground that can be tried."""
    return [
        Reason("Skriv grunden, till exempel OSL 26 kap. 1 §.", at=each.section)
        for each in withheld
        if not each.ground.strip()
    ]


ANSWERED_BY: dict[RequestKind, Role] = {
    RequestKind.CORRECTION: Role.UNIT_MANAGER,
    RequestKind.READER_NAMES: Role.PRIVACY_OFFICER,
    RequestKind.FULL_EXTRACT: Role.UNIT_MANAGER,
    RequestKind.COMPLAINT: Role.UNIT_MANAGER,
}
"""Whose queue a request stands in."""
