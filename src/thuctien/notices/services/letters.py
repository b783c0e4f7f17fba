"""Letters: which are due, and what became of each.

A mail server takes a letter outside of any transaction, so somebody killed between sending and
writing it down must either send it again or never. Here it is sent again, at least once: a notice
that was lost is worse than one that comes twice, and both copies carry one Message-ID, by which
many servers keep the second back. At most the one letter on its way is doubled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from thuctien.notices.choices import Way
from thuctien.notices.models import Mailing, Notice
from thuctien.notices.models.mailing import IS_OPEN
from thuctien.notices.models.notice import WAITS_FOR_MAIL

STALE_AFTER = timedelta(days=14)
"""What nobody sent for so long (no mail server was set up) is no news any more."""
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
"""How long a letter waits after each attempt that failed for now; then always the longest."""
GIVEN_UP_AFTER = timedelta(days=3)
KEPT_READ = timedelta(days=365)
KEPT_UNREAD = timedelta(days=2 * 365)
NO_ADDRESS = "no address"


def is_anything_to_send() -> bool:
    """Say whether a letter is due or a notice waits to be sent at once: two short queries."""
    if not settings.MAIL_CONFIGURED:
        return False
    now = timezone.now()
    return _waiting(Way.AT_ONCE, now).exists() or due_letters(now).exists()


@transaction.atomic
def gather(way: Way) -> int:
    """Make one letter for each account out of what it has not read; return how many were made.

    Each notice goes into one letter only. Four queries, however many there are.
    """
    now = timezone.now()
    if not settings.MAIL_CONFIGURED:
        return 0
    of_recipient: dict[int, list[int]] = defaultdict(list)
    waiting = _waiting(way, now).select_for_update(of=("self",), skip_locked=True).order_by("pk")
    for pk, recipient in waiting.values_list("pk", "recipient"):
        of_recipient[recipient].append(pk)
    letters = Mailing.objects.bulk_create(
        Mailing(recipient_id=recipient, way=way, created_at=now, next_attempt_at=now)
        for recipient in of_recipient
    )
    letter_of = {letter.recipient_id: letter for letter in letters}
    Notice.objects.bulk_update(
        (
            Notice(pk=pk, mailing=letter_of[recipient])
            for recipient, pks in of_recipient.items()
            for pk in pks
        ),
        ["mailing"],
        batch_size=500,
    )
    return len(letters)


def due_letters(now: datetime) -> QuerySet[Mailing]:
    """Return the letters to be sent now, the oldest first."""
    return Mailing.objects.filter(IS_OPEN, next_attempt_at__lte=now).order_by("created_at", "pk")


def letter(pk: UUID) -> Mailing:
    """Return a letter with its recipient, their preference and its notices: two queries."""
    in_order = Prefetch("notices", Notice.objects.order_by("created_at", "pk"))
    return (
        Mailing.objects.select_related("recipient__notice_preference")
        .prefetch_related(in_order)
        .get(pk=pk)
    )


def mark_sent(mailing: Mailing) -> None:
    """Write that the mail server took a letter."""
    mailing.attempts += 1
    mailing.sent_at, mailing.error = timezone.now(), ""
    mailing.save(update_fields=["attempts", "sent_at", "error"])


def mark_refused(mailing: Mailing, error: str) -> None:
    """Write that a letter will never be taken."""
    mailing.attempts += 1
    mailing.given_up_at, mailing.error = timezone.now(), error
    mailing.save(update_fields=["attempts", "given_up_at", "error"])


def postpone(mailing: Mailing, error: str) -> None:
    """Have a letter wait, longer each time; give it up where it has waited for three days."""
    now = timezone.now()
    if now - mailing.created_at > GIVEN_UP_AFTER:
        mark_refused(mailing, error)
        return
    mailing.next_attempt_at = now + WAITS[min(mailing.attempts, len(WAITS) - 1)]
    mailing.attempts += 1
    mailing.error = error
    mailing.save(update_fields=["attempts", "next_attempt_at", "error"])


def wait_with(mailing: Mailing, others: Sequence[UUID]) -> None:
    """Have letters that could not even be tried wait as long as the one that was."""
    Mailing.objects.filter(IS_OPEN, pk__in=others).update(next_attempt_at=mailing.next_attempt_at)


@transaction.atomic
def prune_notices() -> dict[str, int]:
    """Delete old notices and the letters that none of them names; return how many went."""
    now = timezone.now()
    long_ago = now - KEPT_READ
    old = Q(read_at__lt=long_ago) | Q(created_at__lt=now - KEPT_UNREAD)
    notices = Notice.objects.filter(old).delete()[0]
    ended = Mailing.objects.exclude(IS_OPEN).filter(created_at__lt=long_ago, notices=None)
    return {"notices": notices, "letters": ended.delete()[0]}


def _waiting(way: Way, now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        WAITS_FOR_MAIL, way=way, created_at__gt=now - STALE_AFTER, recipient__is_active=True
    ).exclude(recipient__email="")
