"""Own pages (Mina sidor): what a participant may ask for, and the code that lets somebody in without e-ID."""

from __future__ import annotations

from .words import N_, Labelled


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
