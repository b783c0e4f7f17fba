"""A worker killed between a letter and writing it down loses none, and doubles that one at most."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

from tests.notices.mail_server import Mailbox, serving
from tests.workers.installation import Database, Workers

RECIPIENTS = 12
KILLED_AFTER = 5
"""Letters that the server has taken when the worker dies, the last of them unmarked."""


@pytest.mark.django_db
def test_no_letter_is_lost_and_only_the_one_on_its_way_comes_twice(
    database: Database, workers: Workers
) -> None:
    mailbox = Mailbox()

    def kill_the_worker_once() -> None:
        if len(mailbox.letters) == KILLED_AFTER:
            os.kill(workers.running[-1], signal.SIGKILL)

    mailbox.after_taking = kill_the_worker_once
    assert workers.order(f"tell {RECIPIENTS}") == 0
    with serving(mailbox, workers.mail_port):
        assert workers.ended(workers.start()) == -signal.SIGKILL
        database.settle()
        sent = "SELECT count(*) FROM notices_mailing WHERE sent_at IS NOT NULL"
        assert database.ask(sent) == [(KILLED_AFTER - 1,)]
        workers.finish()
        assert database.ask(sent) == [(RECIPIENTS,)]

    by_address = Counter(letter["To"] for letter in mailbox.letters)
    assert len(by_address) == RECIPIENTS
    assert sorted(by_address.values()) == [1] * (RECIPIENTS - 1) + [2]
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == RECIPIENTS
