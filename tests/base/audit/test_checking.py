"""Whatever is done to the stored trail, the checker finds it."""
# ruff: noqa: S608

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.trail import opened_trail
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import changed, record, record_created, snapshot
from thuctien.base.audit.checking import Anchor, FaultCode, Report, check_trail
from thuctien.base.audit.checking.chain import ERASING
from thuctien.base.audit.trail import values_digest
from thuctien.base.models import AuditEntry, User
from thuctien.people.models import Person

pytestmark = pytest.mark.django_db

LENGTH = 6
ENTRY_COLUMNS = [
    str(field.column) for field in AuditEntry._meta.concrete_fields if field.column != "position"
]
CHANGE_COLUMNS = [
    "number",
    "kind",
    "object_type",
    "object_key",
    "about_type",
    "about_key",
    "before",
    "after",
    "salt",
    "erased_digest",
]


@pytest.fixture
def trail(acting_officer: ActingUser) -> ActingUser:
    """A trail of six entries, of which the second and the third changed records."""
    assert acting_officer.user is not None
    record("base.first", acting_user=SYSTEM, object_type="base.thing", after={"rows": 1.5})
    record_created(acting_officer.user, acting_user=SYSTEM, action="base.user.create")
    before = snapshot(acting_officer.user)
    acting_officer.user.display_name = "Lan"
    record(
        "base.user.change",
        acting_user=acting_officer,
        object_type="base.user",
        reason="đổi tên",
        changes=[change] if (change := changed(before, acting_officer.user)) else [],
    )
    for _ in range(LENGTH - 3):
        record("base.test", acting_user=acting_officer, object_type="base.thing", object_key="k")
    return acting_officer


def _run(*statements: str) -> None:
    with opened_trail(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _codes(report: Report) -> set[tuple[int, FaultCode]]:
    return {(fault.position, fault.code) for fault in report.faults}


def test_an_untouched_trail_is_whole(trail: ActingUser) -> None:
    report = check_trail()
    assert (report.entries, report.changes, report.faults) == (LENGTH, 2, ())
    assert str(report.end).startswith(f"{LENGTH}:")


def test_an_empty_trail_is_whole() -> None:
    assert check_trail().faults == ()


def test_a_deleted_entry_is_missed(trail: ActingUser) -> None:
    _run("DELETE FROM base_auditentry WHERE position = 4")
    assert (4, FaultCode.MISSING) in _codes(check_trail())


def test_a_deleted_change_is_missed(trail: ActingUser) -> None:
    _run("DELETE FROM base_auditchange WHERE entry_id = 3")
    assert _codes(check_trail()) == {(3, FaultCode.CHANGES)}


def test_a_change_slipped_in_is_found(trail: ActingUser) -> None:
    _run(
        "INSERT INTO base_auditchange (entry_id, number, kind, object_type, object_key, about_type,"
        " about_key, before, after, salt, erased_digest) SELECT entry_id + 3, number, kind,"
        " object_type, object_key, about_type, about_key, before, after, salt, erased_digest"
        " FROM base_auditchange WHERE entry_id = 2"
    )
    assert _codes(check_trail()) == {(5, FaultCode.CHANGES)}


def test_two_entries_that_changed_places_are_found(trail: ActingUser) -> None:
    _run(
        "UPDATE base_auditentry SET position = 99 WHERE position = 4",
        "UPDATE base_auditentry SET position = 4 WHERE position = 5",
        "UPDATE base_auditentry SET position = 5 WHERE position = 99",
    )
    codes = {code for _position, code in _codes(check_trail())}
    assert {FaultCode.CONTENT, FaultCode.LINK} <= codes


def test_an_entry_added_beside_the_door_is_found(trail: ActingUser) -> None:
    columns = ", ".join(ENTRY_COLUMNS)
    _run(
        f"INSERT INTO base_auditentry (position, {columns}) "
        f"SELECT {LENGTH + 1}, {columns} FROM base_auditentry WHERE position = {LENGTH}"
    )
    assert (LENGTH + 1, FaultCode.HEAD) in _codes(check_trail())


def test_a_head_that_was_moved_is_found(trail: ActingUser) -> None:
    _run("UPDATE base_audithead SET last_position = last_position - 1")
    assert FaultCode.HEAD in {code for _position, code in _codes(check_trail())}


def _cut_off_the_end() -> None:
    _run(
        f"DELETE FROM base_auditentry WHERE position >= {LENGTH - 1}",
        f"UPDATE base_audithead SET last_position = {LENGTH - 2}, last_digest = "
        f"(SELECT digest FROM base_auditentry WHERE position = {LENGTH - 2})",
    )


def test_a_cut_off_end_shows_by_a_point_kept_elsewhere(trail: ActingUser) -> None:
    end = check_trail().end
    _cut_off_the_end()
    assert check_trail().faults == ()
    assert _codes(check_trail([end])) == {(LENGTH, FaultCode.ANCHOR)}


def test_a_trail_written_anew_shows_by_a_point_kept_elsewhere(trail: ActingUser) -> None:
    end = check_trail().end
    _cut_off_the_end()
    for _ in range(4):
        record("base.forged", acting_user=trail, object_type="base.thing")
    assert check_trail().faults == ()
    assert _codes(check_trail([end])) == {(LENGTH, FaultCode.ANCHOR)}


def test_all_faults_are_named_not_only_the_first(trail: ActingUser) -> None:
    _run("UPDATE base_auditentry SET reason = 'x' WHERE position IN (1, 5)")
    assert _codes(check_trail()) == {(1, FaultCode.CONTENT), (5, FaultCode.CONTENT)}


def _erase_values(digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE base_auditchange SET before = '', after = '', salt = '', erased_digest = %s "
            "WHERE about_type = 'people.person'",
            [digest],
        )


@pytest.fixture
def person_digest(db: None) -> str:
    """The digest of the values of somebody on the trail."""
    person = Person.objects.create(
        person_id="P1",
        full_name="Lê Văn Ất",
        sex="male",
        birth_date=date(1980, 5, 1),
        birth_date_precision="day",
    )
    entry = record_created(person, acting_user=SYSTEM, action="people.person.create")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT salt, before, after FROM base_auditchange WHERE entry_id = {entry.pk}"
        )
        return values_digest(*cursor.fetchone())


def _say_that_values_were_erased() -> None:
    record(ERASING, acting_user=SYSTEM, object_type="people.person", object_key="P1")


def test_values_erased_by_an_act_leave_the_trail_whole(person_digest: str) -> None:
    _erase_values(person_digest)
    assert _codes(check_trail()) == {(1, FaultCode.ERASED)}
    _say_that_values_were_erased()
    assert (check_trail().faults, check_trail().erased) == ((), 1)


def test_values_erased_under_a_wrong_digest_are_found(person_digest: str) -> None:
    _erase_values(person_digest[::-1])
    _say_that_values_were_erased()
    assert _codes(check_trail()) == {(1, FaultCode.CHANGES)}


def test_an_erasure_covers_no_later_values(person_digest: str) -> None:
    _say_that_values_were_erased()
    assert check_trail().faults == ()
    _erase_values(person_digest)
    assert check_trail().faults == ()
    again = Person.objects.get(pk="P1")
    record_created(again, acting_user=SYSTEM, action="people.person.create")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE base_auditchange SET before = '', after = '', salt = '', erased_digest = 'x' "
            "WHERE entry_id = 3"
        )
    assert (3, FaultCode.ERASED) in _codes(check_trail())


def _other(column: str, old: object, text: str, user: User | None) -> str | int | None:
    """Return another value for a column, of the kind that the database lets in."""
    if column in {"user_id", "on_behalf_of_id"}:
        return user.pk if old is None and user else None
    if column == "happened_at":
        return "2001-02-03 04:05:06+00:00" if connection.vendor == "postgresql" else text
    if column == "kind":
        return "change" if old == "delete" else "delete"
    return old + 1 + len(text) if isinstance(old, int) else text


PLACES = [
    *(("base_auditentry", "position", at, name) for at in (1, 3, 6) for name in ENTRY_COLUMNS),
    *(("base_auditchange", "entry_id", at, name) for at in (2, 3) for name in CHANGE_COLUMNS),
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.sampled_from(PLACES), text=TEXTS)
def test_any_edit_of_any_stored_value_is_found(
    trail: ActingUser, place: tuple[str, str, int, str], text: str
) -> None:
    table, key, position, column = place
    statement = f"UPDATE {table} SET {column} = %s WHERE {key} = {position}"
    with opened_trail(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {key} = {position}")
        (old,) = cursor.fetchone()
        new = _other(column, old, text, trail.user)
        assume(new != old)
        cursor.execute(statement, [new])
        found = check_trail().faults
        cursor.execute(statement, [old])
    assert [fault.position for fault in found][:1] == [position]


def test_the_command_says_what_is_wrong_and_ends_with_a_fault(
    trail: ActingUser, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit")
    assert "6" in capsys.readouterr().out
    _run("UPDATE base_auditentry SET reason = 'x' WHERE position = 3")
    with pytest.raises(CommandError, match="3"):
        call_command("verify_audit")
    assert "mục 3" in capsys.readouterr().err


def test_the_command_remembers_where_the_trail_ended(trail: ActingUser, home: Path) -> None:
    call_command("verify_audit")
    _cut_off_the_end()
    with pytest.raises(CommandError, match=str(LENGTH)):
        call_command("verify_audit")


def test_the_command_takes_a_point_from_an_outside_keeper(
    trail: ActingUser, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit", "--keep-nothing")
    end = capsys.readouterr().out.split()[-1]
    call_command("verify_audit", "--keep-nothing", expect=[end])
    _cut_off_the_end()
    call_command("verify_audit", "--keep-nothing")
    with pytest.raises(CommandError):
        call_command("verify_audit", "--keep-nothing", expect=[end])


def test_the_command_asks_for_a_readable_point(home: Path) -> None:
    with pytest.raises(CommandError, match="abc"):
        call_command("verify_audit", expect=["abc"])


def test_a_spoilt_file_of_points_is_a_fault(trail: ActingUser, home: Path) -> None:
    call_command("verify_audit")
    (home / "audit-anchors.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("verify_audit")


def test_an_anchor_is_read_as_it_is_written() -> None:
    assert str(Anchor.of("12:abc")) == "12:abc"
