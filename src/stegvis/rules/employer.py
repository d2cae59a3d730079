"""Employer (arbetsgivare): contacts, what was said, and who asks when."""

from __future__ import annotations

from .words import N_, Labelled


class ContactWay(Labelled):
    """How somebody at a host was reached."""

    PHONE = "phone", N_("telefon")
    EMAIL = "email", N_("e-post")
    VISIT = "visit", N_("besök")
    MEETING = "meeting", N_("möte hos oss")


class OrderStatus(Labelled):
    """The way of a place order."""

    WAITING = "waiting", N_("väntar på någon som tar den")
    TAKEN = "taken", N_("någon söker")
    ANSWERED = "answered", N_("besvarad")
    WITHDRAWN = "withdrawn", N_("återtagen")


class ReadyBecause(Labelled):
    """Why a participant stands among those soon ready for a place."""

    COORDINATOR = "coordinator", N_("koordinatorn bedömer det")
    RULE = "rule", N_("regeln om steg och självständighet")
