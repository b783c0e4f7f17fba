"""Tell people something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import User
from thuctien.notices.choices import Way
from thuctien.notices.kinds import kind_of
from thuctien.notices.models import Notice, Preference


@transaction.atomic
def tell(
    recipients: Iterable[User],
    kind: str,
    figures: Mapping[str, Any],
    *,
    link: str = "",
    acting_user: ActingUser,
) -> int:
    """Tell accounts something, in the transaction of what it is about; return how many were told.

    ``kind`` is a code of :mod:`thuctien.notices.kinds` (``KeyError`` for another) and ``figures``
    what its sentence takes: numbers, names, days (``date`` or ISO), or words in both languages as
    ``{"vi": …, "en": …}``. ``link`` is a path of this application. Closed accounts are not told.
    The letter, where one is wanted, goes out later: nothing here waits for a mail server.
    As many queries for many as for one.
    """
    usual = kind_of(kind).way
    told = {user.pk for user in recipients if user.is_active}
    if not told:
        return 0
    chosen = _chosen(told, kind)
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(
            recipient_id=pk,
            kind=kind,
            figures=dict(figures),
            link=link,
            way=chosen.get(pk, usual),
            created_at=now,
        )
        for pk in sorted(told)
    )
    record(
        "notices.notice.tell",
        acting_user=acting_user,
        object_type="notices.notice",
        object_key=kind,
        after={"recipients": sorted(told), "link": link},
    )
    return len(told)


def _chosen(users: Iterable[int], kind: str) -> dict[int, Way]:
    preferences = Preference.objects.filter(user__in=users).values_list("user_id", "ways")
    return {pk: Way(ways[kind]) for pk, ways in preferences if kind in ways}
