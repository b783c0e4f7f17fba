"""A real mail server on this machine, which takes, refuses or is slow as a test wishes."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"
Options = list[str]


@dataclass
class Mailbox:
    """What the server took, and how it answers: by address, before it takes anything."""

    letters: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    silent_for: float = 0.0
    after_taking: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Options
    ) -> str:
        """Take a recipient, or answer as the test wishes."""
        answer = self.answers.get(address, TAKEN)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep a letter; the sender hears of it a little later, or never."""
        time.sleep(self.silent_for)
        content = envelope.original_content or b""
        self.letters.append(BytesParser(EmailMessage, policy=policy.default).parsebytes(content))
        self.after_taking()
        return TAKEN

    def to(self, address: str) -> list[EmailMessage]:
        """Return the letters to an address."""
        return [letter for letter in self.letters if letter["To"] == address]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(mailbox: Mailbox, port: int) -> Iterator[None]:
    """Serve a mailbox on a port of this machine."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
