"""Write a letter and hand it to the mail server."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from thuctien.engine.wording import Language
from thuctien.notices.kinds import mail_text, title_text
from thuctien.notices.models import Mailing, Notice
from thuctien.notices.selectors import language_of
from thuctien.notices.services.letters import (
    NO_ADDRESS,
    letter,
    mark_refused,
    mark_sent,
    postpone,
    wait_with,
)

logger = logging.getLogger(__name__)

LONGEST_LETTER = 50
"""Notices that are written out; the letter counts the others."""


class MailServerError(Exception):
    """The mail server does not answer, or takes nothing from us."""


@dataclass(slots=True)
class Sent:
    """What became of the letters that were due."""

    sent: int = 0
    refused: int = 0
    waiting: int = 0


def send_due(keys: Sequence[UUID], before_each: Callable[[int], None]) -> Sent:
    """Send letters by their keys over one connection; ``before_each`` may stop it by raising.

    Each is written down by itself. A server that does not answer ends the round: nothing is gained
    by asking it again for the next letter.
    """
    outcome = Sent()
    connection = get_connection()
    try:
        for number, key in enumerate(keys):
            before_each(number)
            mailing = letter(key)
            try:
                _send_one(mailing, connection, outcome)
            except MailServerError as error:
                logger.warning("the mail server takes no letters: %s", error)
                postpone(mailing, str(error))
                wait_with(mailing, keys[number + 1 :])
                outcome.waiting += len(keys) - number
                break
    finally:
        connection.close()
    return outcome


def _send_one(mailing: Mailing, connection: BaseEmailBackend, outcome: Sent) -> None:
    if not (mailing.recipient.email and mailing.recipient.is_active):
        mark_refused(mailing, NO_ADDRESS)
        outcome.refused += 1
        return
    try:
        connection.open()
        connection.send_messages([message_of(mailing)])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refusal:
        # The server answers, and does not want this letter: for now (4xx), or at all (5xx).
        code, error = _answer(refusal)
        connection.close()
        if code >= 500:
            mark_refused(mailing, error)
            outcome.refused += 1
        else:
            postpone(mailing, error)
            outcome.waiting += 1
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerError(f"{type(error).__name__}: {error}") from error
    except Exception as error:
        # A letter that cannot be written (an address with a line break in it) never will be; it
        # must not hold up those behind it, at whose next turn it would come first again.
        logger.exception("letter %s cannot be written", mailing.pk)
        mark_refused(mailing, f"{type(error).__name__}: {error}")
        outcome.refused += 1
    else:
        mark_sent(mailing)
        outcome.sent += 1


def _answer(refusal: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> tuple[int, str]:
    if isinstance(refusal, smtplib.SMTPDataError):
        code, said = refusal.smtp_code, refusal.smtp_error
    else:
        code, said = next(iter(refusal.recipients.values()))
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return code, f"{code} {words}"


def message_of(mailing: Mailing) -> EmailMultiAlternatives:
    """Return the letter: plain and as a simple page, in its recipient's language."""
    notices = list(mailing.notices.all())
    language = language_of(getattr(mailing.recipient, "notice_preference", None))
    items = [
        {
            "text": mail_text(notice.kind, notice.figures, language),
            "url": f"{settings.SITE_URL}{notice.link}" if settings.SITE_URL and notice.link else "",
            "at": notice.created_at,
        }
        for notice in notices[:LONGEST_LETTER]
    ]
    with translation.override(language.value):
        context = {
            "name": str(mailing.recipient),
            "items": items,
            "more": len(notices) - len(items),
            "site": settings.SITE_URL,
            "language": language.value,
        }
        message = EmailMultiAlternatives(
            _subject(notices, language),
            render_to_string("notices/mail.txt", context),
            to=[mailing.recipient.email],
            headers={
                "Message-ID": f"<{mailing.pk}@{_own_domain()}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
    return message


def _subject(notices: Sequence[Notice], language: Language) -> str:
    if len(notices) == 1:
        return f"{title_text(notices[0].kind, language)} – Thực Tiễn"
    count = len(notices)
    told = ngettext("%(n)s new notice", "%(n)s new notices", count) % {"n": count}
    return f"{told} – Thực Tiễn"


def _own_domain() -> str:
    """Return the domain of our letters: the same on every machine that may send them."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
