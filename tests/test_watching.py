"""The watch over the trail sees what it must see: a test of the tests."""

from __future__ import annotations

from django.db import connection, transaction

from tests.watching import Watch
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import record
from thuctien.base.models import SavedFilter
from thuctien.base.rows import delete_all
from thuctien.base.services.lists import save_filter


def _keep_a_filter(acting_user: ActingUser) -> None:
    save_filter("people", "của tôi", "q=1", acting_user=acting_user)


def test_a_service_that_keeps_the_trail_passes(acting_officer: ActingUser) -> None:
    with connection.execute_wrapper(watch := Watch()):
        _keep_a_filter(acting_officer)
    assert watch.end() == []


def test_a_write_without_an_entry_is_found(acting_officer: ActingUser) -> None:
    _keep_a_filter(acting_officer)
    with connection.execute_wrapper(watch := Watch()), transaction.atomic():
        delete_all(SavedFilter)
    assert watch.end() == [
        "base_savedfilter was written, and the trail says nothing of base.savedfilter"
    ]


def test_an_entry_about_something_else_does_not_help(acting_officer: ActingUser) -> None:
    _keep_a_filter(acting_officer)
    with connection.execute_wrapper(watch := Watch()), transaction.atomic():
        delete_all(SavedFilter)
        record("base.test", acting_user=SYSTEM, object_type="base.thing")
    assert len(watch.end()) == 1


def test_what_is_undone_needs_no_entry(acting_officer: ActingUser) -> None:
    _keep_a_filter(acting_officer)
    with (
        connection.execute_wrapper(watch := Watch()),
        transaction.atomic(),
        transaction.atomic(),
    ):
        delete_all(SavedFilter)
        transaction.set_rollback(True)
    assert watch.end() == []


def test_a_write_outside_any_transaction_is_found_too(acting_officer: ActingUser) -> None:
    _keep_a_filter(acting_officer)
    with connection.execute_wrapper(watch := Watch()):
        delete_all(SavedFilter)
    assert len(watch.end()) == 1
