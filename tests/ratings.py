"""Questions for tests: a short instrument of two voices (skattning), cheaper than the standard ones."""

from __future__ import annotations

from datetime import date, timedelta

from stegvis.models import Case, Instrument, InstrumentItem, InstrumentText, InstrumentVersion, Rating, User
from stegvis.rules.rating import MAPPING, InstrumentKind
from tests import factories as make

PARTICIPANT, PROFESSIONAL = "participant", "professional"


def instrument_version(key: str = MAPPING, kind: str = InstrumentKind.MAPPING) -> InstrumentVersion:
    """The one version of an instrument; made without questions when it is not there."""
    instrument, _is_new = Instrument.objects.get_or_create(key=key, defaults={"name": key, "kind": kind})
    return instrument.versions.first() or InstrumentVersion.objects.create(
        instrument=instrument, version=1, valid_from=make.LONG_AGO, licence_note="Egna ord"
    )


def keys_of_rating(case: Case) -> dict[str, int]:
    """Questions that wait for the participant, and the version they are of."""
    waiting = Rating.objects.create(
        version=instrument_version(), case=case, respondent=PARTICIPANT, asked_on=make.today()
    )
    return {"rating": waiting.pk, "instrument_version": waiting.version_id}


def two_voices(questions: int = 2, *, version: int = 1, highest: int = 5) -> InstrumentVersion:
    """A version with so many questions to both, and one internal to the professional alone."""
    instrument, _is_new = Instrument.objects.get_or_create(
        key="two_voices", defaults={"name": "Vägen till arbete", "kind": "two_voices", "every_days": 90}
    )
    made = InstrumentVersion.objects.create(
        instrument=instrument, version=version, valid_from=make.LONG_AGO, licence_note="Egna ord", highest=highest
    )
    InstrumentText.objects.bulk_create(
        InstrumentText(version=made, value=value, respondent=each, language="sv", text=f"Svar {value}")
        for value in range(1, highest + 1)
        for each in (PARTICIPANT, PROFESSIONAL)
    )
    for position in range(1, questions + 2):
        is_internal = position > questions
        who = [PROFESSIONAL] if is_internal else [PARTICIPANT, PROFESSIONAL]
        item = InstrumentItem.objects.create(
            version=made,
            position=position,
            key="belief" if is_internal else f"q{position}",
            respondents=who,
            is_internal=is_internal,
        )
        InstrumentText.objects.bulk_create(
            InstrumentText(version=made, item=item, respondent=each, language="sv", text=f"Fråga {position} {each}")
            for each in who
        )
    return made


def answered(
    case: Case,
    respondent: str,
    on: date,
    *,
    by: User | None = None,
    version: InstrumentVersion | None = None,
    **values: int | None,
) -> Rating:
    """A finished set of answers; None is an answer without value."""
    rating = Rating.objects.create(
        version=version or InstrumentVersion.objects.get(instrument__key="two_voices"),
        case=case,
        respondent=respondent,
        asked_on=on - timedelta(days=3),
        answered_on=on,
        answered_how="link",
        answered_by=by,
    )
    for key, value in values.items():
        item = rating.version.items.get(key=key)
        rating.answers.create(item=item, state="unknown" if value is None else "answered", value=value)
    return rating
