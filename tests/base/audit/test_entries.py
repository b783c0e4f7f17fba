"""Every act leaves an entry, and positions have no gaps."""

from __future__ import annotations

import pytest
from django.db import transaction

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import record
from thuctien.base.models import AuditEntry


def _record(action: str = "base.test", acting_user: ActingUser = SYSTEM) -> AuditEntry:
    return record(
        action,
        acting_user=acting_user,
        object_type="base.thing",
        object_key="1",
        before={"colour": "đỏ"},
        after={"colour": "xanh"},
        reason="thử",
    )


def test_an_entry_says_who_from_where_and_what_changed(acting_officer: ActingUser) -> None:
    entry = AuditEntry.objects.get(pk=_record(acting_user=acting_officer).pk)
    assert entry.user == acting_officer.user
    assert entry.address == "192.0.2.7"
    assert (entry.before, entry.after) == ({"colour": "đỏ"}, {"colour": "xanh"})
    assert entry.reason == "thử"


@pytest.mark.django_db
def test_positions_follow_each_other() -> None:
    assert [_record().position for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_an_act_that_is_undone_gives_its_position_back() -> None:
    _record()
    with transaction.atomic():
        _record("base.undone")
        transaction.set_rollback(True)
    assert _record().position == 2
    assert not AuditEntry.objects.filter(action="base.undone").exists()
