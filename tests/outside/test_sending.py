"""E-mail and SMS on their way out: to files, to a real SMTP server, to a real HTTP gateway; the address in no log."""

import json
import socket
import threading
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from stegvis.outside import mail, sms
from stegvis.outside.sending import Letter, NotSent, Sending

KEY = UUID("6f1c2f52-8f0b-4a53-9a51-d6a1b5a0c001")
LETTER = Letter(key=KEY, to="rania@exempel.se", subject="Meddelande från Åsvalla", text="Du har ett möte.\n")
SMS = Letter(key=KEY, to="+46701234567", text="Du har ett möte.")


class Inbox:
    """What an SMTP server does with each letter."""

    def __init__(self, says="250 OK"):
        self.says, self.letters = says, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.says.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.says

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def smtp():
    """Start a server that answers as it is told, and say where it listens."""
    running = []

    def start(inbox):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = Controller(inbox, hostname="127.0.0.1", port=port)
        server.start()
        running.append(server)
        return mail.SmtpMail(f"smtp://127.0.0.1:{port}", "Åsvalla kommun <stegvis@asvalla.se>")

    yield start
    for server in running:
        server.stop()


def test_letter_reaches_a_mail_server_with_the_same_key_each_time(smtp):
    inbox = Inbox()
    way = smtp(inbox)
    way.send(LETTER)
    way.send(LETTER)
    first, again = inbox.letters
    assert first["Message-ID"] == again["Message-ID"] == f"<{KEY}@asvalla.se>"
    assert (first["To"], first["Subject"]) == ("rania@exempel.se", "Meddelande från Åsvalla")
    assert first.get_content().strip() == "Du har ett möte."
    assert first["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("says", "is_final"), [("550 No such user", True), ("450 Mailbox busy", False)], ids=str)
def test_refused_address_is_final_and_a_busy_one_is_not(smtp, says, is_final, caplog):
    with pytest.raises(NotSent) as failed:
        smtp(Inbox(says)).send(LETTER)
    assert failed.value.is_final is is_final
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert "rania" not in str(failed.value) + "".join(ours)
    assert failed.value.__suppress_context__


def test_no_server_at_all_is_tried_later():
    with pytest.raises(NotSent) as failed:
        mail.SmtpMail("smtp://127.0.0.1:9", "stegvis@asvalla.se").send(LETTER)
    assert not failed.value.is_final


def test_smtps_and_login_come_from_the_address():
    way = mail.SmtpMail("smtps://kommun:l%C3%B6sen@mail.exempel.se", "a@b.se")._connection()
    assert (way.host, way.port, way.username, way.password) == ("mail.exempel.se", 465, "kommun", "lösen")
    assert way.use_ssl
    assert mail.SmtpMail("smtp://mail.exempel.se:587?tls=on", "a@b.se")._connection().use_tls


def test_file_is_written_over_when_the_letter_goes_again(tmp_path):
    for _ in range(2):
        mail.FileMail(tmp_path / "sent", "stegvis@localhost").send(LETTER)
        sms.FileSms(tmp_path / "sent").send(SMS)
    names = sorted(path.name for path in (tmp_path / "sent").iterdir())
    assert names == [f"{KEY}.eml", f"{KEY}.sms.txt"]
    kept = message_from_bytes((tmp_path / "sent" / f"{KEY}.eml").read_bytes(), policy=policy.default)
    assert kept.get_content() == "Du har ett möte.\n"


def test_folder_that_cannot_be_made_is_tried_later(tmp_path):
    (tmp_path / "sent").write_text("")
    with pytest.raises(NotSent):
        sms.FileSms(tmp_path / "sent").send(SMS)


class Gateway(BaseHTTPRequestHandler):
    """Answers as the server says, and keeps what came."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.headers["Idempotency-Key"], self.headers["Authorization"], json.loads(body)))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway():
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    server.taken, server.answer = [], 202
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def way_to(gateway):
    return sms.HttpSms(f"http://127.0.0.1:{gateway.server_port}/send", "hemlig", "Kommunen")


def test_gateway_gets_number_words_and_the_key(gateway):
    way_to(gateway).send(SMS)
    [(key, token, body)] = gateway.taken
    assert (key, token) == (str(KEY), "Bearer hemlig")
    assert body == {"to": "+46701234567", "from": "Kommunen", "text": "Du har ett möte."}


@pytest.mark.parametrize(("answer", "is_final"), [(400, True), (404, True), (429, False), (503, False)])
def test_gateway_that_says_no_is_final_only_when_it_will_always_say_no(gateway, answer, is_final):
    gateway.answer = answer
    with pytest.raises(NotSent) as failed:
        way_to(gateway).send(SMS)
    assert failed.value.is_final is is_final


def test_gateway_that_is_down_is_tried_later():
    for url in ("http://127.0.0.1:9/send", "ftp://exempel.se/"):
        with pytest.raises(NotSent) as failed:
            sms.HttpSms(url, "", "Kommunen").send(SMS)
        assert not failed.value.is_final


def settings(is_demonstration=False, **environment):
    return Sending.of(environment, folder=Path("sent"), is_demonstration=is_demonstration)


def test_nothing_is_sent_until_somebody_says_how():
    off = settings()
    assert (mail.port(off), sms.port(off)) == (None, None)
    demonstration = settings(is_demonstration=True)
    assert isinstance(mail.port(demonstration), mail.FileMail)
    assert isinstance(sms.port(demonstration), sms.FileSms)
    real = settings(STEGVIS_SMTP_URL="smtp://mail", STEGVIS_SMS_URL="https://sms", is_demonstration=True)
    assert isinstance(mail.port(real), mail.SmtpMail)
    assert isinstance(sms.port(real), sms.HttpSms)
    assert mail.port(settings(STEGVIS_SMTP_URL="smtp://mail", STEGVIS_MAIL="off")) is None


def test_misspelt_way_stops_the_start():
    with pytest.raises(ValueError, match="STEGVIS_MAIL must be file, smtp or off"):
        settings(STEGVIS_MAIL="brev")
