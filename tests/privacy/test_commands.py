"""What the officer does on a page, the installation does by command."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry
from thuctien.base.sealing import newest_mark
from thuctien.people.models import Person, SensitiveFacts
from thuctien.people.selectors import has_number
from thuctien.privacy.services import keys
from thuctien.privacy.services.erasure import NAMELESS
from thuctien.privacy.services.keys import seal_anew


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def raw_values() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT personal_number FROM people_person WHERE personal_number <> '' UNION ALL "
            "SELECT ethnic_group FROM people_sensitivefacts UNION ALL "
            "SELECT party_joined_on FROM people_sensitivefacts WHERE party_joined_on IS NOT NULL"
        )
        return [value for (value,) in cursor.fetchall()]


def test_a_new_key_seals_everything_anew_and_the_old_one_can_go(
    person: Person, facts: SensitiveFacts, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "BATCH", 7)
    settings.DATA_KEYS = ["n" * 32, *settings.DATA_KEYS]
    assert "people.person.personal_number" in said("reseal")
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert all(value.startswith(newest_mark()) for value in raw_values())
    assert Person.objects.get(pk=person.pk).personal_number == person.personal_number
    assert Person.objects.get(has_number(person.personal_number)) == person
    again = SensitiveFacts.objects.get(person=person)
    assert (again.ethnic_group, again.party_joined_on) == (
        facts.ethnic_group,
        facts.party_joined_on,
    )


def test_keys_are_the_installations(acting_officer: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        seal_anew(acting_user=acting_officer)


def test_looking_at_what_is_due_ends_nothing(leaver: Person) -> None:
    told = said("retention").splitlines()
    assert next(line for line in told if line.startswith("left-people")).endswith(": 1")
    assert Person.objects.get(pk=leaver.pk).erased_on is None


def test_a_rule_is_carried_out_by_its_code(leaver: Person) -> None:
    assert " 1 " in said("retention", "--carry-out", "left-people")
    assert Person.objects.get(pk=leaver.pk).full_name == NAMELESS


@pytest.mark.parametrize("code", ["trail", "no-such-rule"])
def test_a_rule_that_ends_nothing_is_refused(db: None, code: str) -> None:
    with pytest.raises(CommandError):
        said("retention", "--carry-out", code)


def test_data_of_a_person_are_written_to_a_file(person: Person, tmp_path: Path) -> None:
    said("export_person", person.pk, str(tmp_path / "data.zip"), "--reason", "Đơn số 5")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert person.personal_number in archive.read("data.json").decode()
    assert AuditEntry.objects.get(action="privacy.person.export").reason == "Đơn số 5"


def test_erasing_asks_twice_and_says_what_is_open(person: Person) -> None:
    with pytest.raises(CommandError, match="--yes"):
        said("erase_person", person.pk, "--reason", "Đơn số 5")
    with pytest.raises(CommandError, match=":"):
        said("erase_person", person.pk, "--reason", "Đơn số 5", "--yes")
    assert Person.objects.get(pk=person.pk).full_name == person.full_name
    said("erase_person", person.pk, "--reason", "Đơn số 5", "--despite", "Quyết định 7", "--yes")
    assert Person.objects.get(pk=person.pk).erased_on == timezone.localdate()


@pytest.mark.parametrize(
    "command",
    [("export_person", "KHONG-CO", "x.zip", "--reason", "x"),
     ("erase_person", "KHONG-CO", "--reason", "x", "--yes")],
)  # fmt: skip
def test_an_unknown_person_is_said(db: None, command: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="KHONG-CO"):
        said(*command)
