"""E-mail over a real SMTP server: Vietnamese arrives, refusals are told apart."""

import logging
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from motcua.connectors.email_smtp.adapter import Adapter
from motcua.notices.ports import NotSent, Undeliverable

SUBJECT = "Hồ sơ H99.01-261102-0001 đã có kết quả"
BODY = "Kính gửi ông/bà H'Hen Niê,\n\nMời ông/bà đến nhận."


class Server:
    """Keeps letters; answers by what stands before the @."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("khongco"):
            return "550 no such user"
        if address.startswith("ban"):
            return "450 busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def server(settings):
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Its thread tells of closed connections after the test, when pytest has already closed what it would write to.
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.DEFAULT_FROM_EMAIL = "Trung tâm xã Hoa Sen <motcua@hoasen.example.vn>"
    yield handler
    controller.stop()


def test_a_vietnamese_letter_arrives_as_written(server):
    reference = Adapter().send("mau@example.vn", SUBJECT, BODY, "k1")
    ((to, letter),) = server.letters
    assert to == ["mau@example.vn"]
    assert letter["Subject"].strip() == SUBJECT
    assert letter.get_content().replace("\r\n", "\n").strip() == BODY
    assert letter["From"] == "Trung tâm xã Hoa Sen <motcua@hoasen.example.vn>"
    assert letter["Message-ID"] == reference and reference.endswith("@hoasen.example.vn>")


def test_the_same_key_has_the_same_message_id(server):
    assert Adapter().send("a@example.vn", SUBJECT, BODY, "k1") == Adapter().send("a@example.vn", SUBJECT, BODY, "k1")
    assert Adapter().send("a@example.vn", SUBJECT, BODY, "k2") != server.letters[0][1]["Message-ID"]


def test_an_address_that_does_not_exist_is_undeliverable(server):
    with pytest.raises(Undeliverable):
        Adapter().send("khongco@example.vn", SUBJECT, BODY, "k1")


def test_a_server_that_is_busy_or_gone_is_not_sent(server, settings):
    with pytest.raises(NotSent):
        Adapter().send("ban@example.vn", SUBJECT, BODY, "k1")
    settings.EMAIL_PORT = 1
    with pytest.raises(NotSent):
        Adapter().send("a@example.vn", SUBJECT, BODY, "k1")


def test_an_address_with_a_second_header_in_it_is_undeliverable(server):
    with pytest.raises(Undeliverable):
        Adapter().send("a@example.vn\nBcc: b@example.vn", SUBJECT, BODY, "k1")
    assert server.letters == []


def test_without_a_host_letters_become_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "email"
    Adapter().send("a@example.vn", SUBJECT, BODY, "k1")
    (path,) = (tmp_path / "email").iterdir()
    assert message_from_bytes(path.read_bytes().split(b"\n---")[0], policy=policy.default)["Subject"].strip() == SUBJECT
