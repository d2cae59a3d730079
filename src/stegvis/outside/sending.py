"""Sending (utskick): the ports for e-mail and SMS, which of them are open, and how a letter fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

FILE, SMTP, HTTP, OFF = "file", "smtp", "http", "off"


@dataclass(frozen=True)
class Letter:
    """One letter to one address. `key` is the same when it is sent again, so that whoever forwards it can tell."""

    key: UUID
    to: str
    text: str
    subject: str = ""
    language: str = "sv"


class NotSent(Exception):
    """The letter did not leave. `is_final`: it never will, to that address. Says nothing of the address."""

    def __init__(self, *, is_final: bool) -> None:
        super().__init__("refused" if is_final else "unreachable")
        self.is_final = is_final


class Port(Protocol):
    """A way out. Raises `NotSent`; anything it writes to a log is without the address."""

    def send(self, letter: Letter) -> None: ...


@dataclass(frozen=True)
class Sending:
    """What the environment says of messages to participants; docs/operations.md explains each."""

    mail: str
    sms: str
    folder: Path
    smtp_url: str
    mail_from: str
    sms_url: str
    sms_token: str
    sms_from: str
    address: str
    phone: str
    per_week: int

    @classmethod
    def of(cls, environment: Mapping[str, str], *, folder: Path, is_demonstration: bool) -> Sending:
        """A way that is not named is to file in a demonstration, otherwise whatever its address says, or off."""
        smtp_url, sms_url = environment.get("STEGVIS_SMTP_URL", ""), environment.get("STEGVIS_SMS_URL", "")
        usual = FILE if is_demonstration else OFF
        return cls(
            mail=_way("STEGVIS_MAIL", environment, SMTP, usual=SMTP if smtp_url else usual),
            sms=_way("STEGVIS_SMS", environment, HTTP, usual=HTTP if sms_url else usual),
            folder=Path(environment.get("STEGVIS_SENT", "") or folder),
            smtp_url=smtp_url,
            mail_from=environment.get("STEGVIS_MAIL_FROM", "") or "stegvis@localhost",
            sms_url=sms_url,
            sms_token=environment.get("STEGVIS_SMS_TOKEN", ""),
            sms_from=environment.get("STEGVIS_SMS_FROM", "Kommunen"),
            address=environment.get("STEGVIS_ADDRESS", "").rstrip("/"),
            phone=environment.get("STEGVIS_PHONE", ""),
            per_week=int(environment.get("STEGVIS_MESSAGES_PER_WEEK", "2")),
        )


def _way(name: str, environment: Mapping[str, str], over_net: str, *, usual: str) -> str:
    way = environment.get(name, "").strip().lower() or usual
    if way not in {FILE, over_net, OFF}:
        raise ValueError(f"{name} must be {FILE}, {over_net} or {OFF}")
    return way
