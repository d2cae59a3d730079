"""SMS: to a folder, or through the gateway the municipality buys from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from .sending import FILE, HTTP, OFF, Letter, NotSent, Port, Sending

SECONDS = 20
TRY_LATER = {408, 425, 429}


def port(settings: Sending) -> Port | None:
    """The way that SMS goes here; None when it is off."""
    if settings.sms == OFF:
        return None
    gateway = HttpSms(settings.sms_url, settings.sms_token, settings.sms_from)
    ways: dict[str, Port] = {FILE: FileSms(settings.folder), HTTP: gateway}
    return ways[settings.sms]


@dataclass(frozen=True)
class FileSms:
    """Each message as a text file: the number, an empty line, the words; sent again it is the same file."""

    folder: Path

    def send(self, letter: Letter) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{letter.key}.sms.txt").write_text(f"{letter.to}\n\n{letter.text}\n", encoding="utf-8")
        except OSError:
            raise NotSent(is_final=False) from None


@dataclass(frozen=True)
class HttpSms:
    """POST of {"to", "from", "text"} as JSON, with the key of the letter as Idempotency-Key; any 2xx means taken."""

    url: str
    token: str
    sender: str

    def send(self, letter: Letter) -> None:
        if urlsplit(self.url).scheme not in {"https", "http"}:
            raise NotSent(is_final=False)
        body = json.dumps({"to": letter.to, "from": self.sender, "text": letter.text}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(letter.key)}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310 (the scheme is checked)
        try:
            with build_opener().open(request, timeout=SECONDS):
                return
        except HTTPError as refusal:
            is_final = 400 <= refusal.code < 500 and refusal.code not in TRY_LATER
            refusal.close()
            raise NotSent(is_final=is_final) from None
        except (URLError, HTTPException, OSError):
            raise NotSent(is_final=False) from None
