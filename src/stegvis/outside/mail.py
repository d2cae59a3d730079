"""E-mail (e-post): to a folder, or through the municipality's server."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from .sending import FILE, OFF, SMTP, Letter, NotSent, Port, Sending

SECONDS = 20
TRY_LATER = range(400, 500)


def port(settings: Sending) -> Port | None:
    """The way that e-mail goes here; None when it is off."""
    if settings.mail == OFF:
        return None
    server = SmtpMail(settings.smtp_url, settings.mail_from)
    ways: dict[str, Port] = {FILE: FileMail(settings.folder, settings.mail_from), SMTP: server}
    return ways[settings.mail]


def composed(letter: Letter, sender: str) -> EmailMessage:
    """The message itself; the same key gives the same Message-ID."""
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {
        "Message-ID": f"<{letter.key}@{domain}>",
        "Date": formatdate(localtime=True),
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    return EmailMessage(letter.subject, letter.text, sender, [letter.to], headers=headers)


@dataclass(frozen=True)
class FileMail:
    """Each letter as a file that an e-mail program can open; sent again it is the same file."""

    folder: Path
    sender: str

    def send(self, letter: Letter) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{letter.key}.eml").write_bytes(composed(letter, self.sender).message().as_bytes())
        except OSError:
            raise NotSent(is_final=False) from None


@dataclass(frozen=True)
class SmtpMail:
    """smtp://user:password@server:587?tls=on, or smtps:// for TLS from the first word."""

    url: str
    sender: str

    def send(self, letter: Letter) -> None:
        message = composed(letter, self.sender)
        message.connection = self._connection()
        try:
            message.send()
        except SMTPRecipientsRefused as refusal:
            codes = [code for code, _said in refusal.recipients.values()]
            raise NotSent(is_final=all(code not in TRY_LATER for code in codes)) from None
        except (SMTPSenderRefused, SMTPResponseException) as refusal:
            raise NotSent(is_final=refusal.smtp_code not in TRY_LATER) from None
        except (SMTPException, OSError):
            raise NotSent(is_final=False) from None

    def _connection(self) -> EmailBackend:
        parts = urlsplit(self.url)
        return EmailBackend(
            host=parts.hostname or "localhost",
            port=parts.port or (465 if parts.scheme == "smtps" else 25),
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_ssl=parts.scheme == "smtps",
            use_tls="tls=on" in parts.query,
            timeout=SECONDS,
        )
