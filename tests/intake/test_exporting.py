"""Lists as workbooks: as filtered, as far as one may, and back in without change."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests.conftest import holding
from tests.intake.conftest import AS_OF
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.base.models.audit import AuditEntry
from thuctien.base.policy import Role
from thuctien.intake.services.lists import hand_in
from thuctien.needs.models import NeedsRun
from thuctien.people.models import Holding, Person, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def _file(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    assert ".xlsx" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content)


def _rows(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(BytesIO(content)).active.values)


def test_what_was_exported_comes_back_without_change(
    client: Client,
    agency_officer: User,
    acting: ActingUser,
    unit: Unit,
    people: list[Person],
    work: Callable[[], None],
) -> None:
    Holding.objects.filter(awarded_on__gt=AS_OF).delete()  # of the sample's next year
    client.force_login(agency_officer)
    content = _file(client, "/people/?format=xlsx")
    made = hand_in(ContentFile(content, "ra.xlsx"), unit=unit, as_of=AS_OF, acting_user=acting)
    work()
    made.refresh_from_db()
    assert made.counts["same"] == len(people)
    assert (made.counts["new"], made.counts["changed"]) == (0, 0)
    assert (made.counts["errors"], made.counts["undecided"]) == (0, 0)


def test_numbers_are_masked_and_it_is_on_the_trail(
    client: Client, agency_officer: User, people: list[Person]
) -> None:
    client.force_login(agency_officer)
    content = _file(client, "/people/?format=xlsx")
    cells = {str(cell) for row in _rows(content) for cell in row}
    assert not cells & {person.personal_number for person in people}
    entry = AuditEntry.objects.get(action="intake.people.export")
    assert entry.after["people"] == len(people)


def test_an_export_is_filtered_and_ordered_as_the_page(
    client: Client, agency_officer: User, people: list[Person]
) -> None:
    client.force_login(agency_officer)
    rows = _rows(_file(client, "/people/?q=nguyen&sort=-birth&format=xlsx"))
    codes = [str(row[0]) for row in rows[1:]]
    named = [p for p in people if "nguyen" in p.folded_name]
    expected = sorted(named, key=lambda p: (-p.birth_date.toordinal(), p.pk))
    assert codes == [person.pk for person in expected]


def test_who_may_read_but_not_hand_out_gets_no_file(client: Client, unit: Unit) -> None:
    client.force_login(holding(Role.DEAN, "truongkhoa"))
    assert client.get("/people/?format=xlsx").status_code == 403


@pytest.mark.parametrize(
    "address", ["/units/", "/needs/", "/classes/", "/requirements/", "/programmes/", "/jobs/"]
)
def test_every_list_is_handed_out(
    client: Client, officer: User, needs_run: NeedsRun, home: object, address: str
) -> None:
    client.force_login(officer)
    assert "format=xlsx" in client.get(address).text or address == "/classes/"
    rows = _rows(_file(client, f"{address}?format=xlsx"))
    if address in {"/units/", "/needs/", "/requirements/", "/programmes/"}:
        assert len(rows) > 5
    assert all(rows[0])


def test_what_looks_like_a_formula_stays_a_text(
    client: Client, agency_officer: User, people: list[Person]
) -> None:
    Person.objects.filter(pk=people[0].pk).update(note="=HYPERLINK(1)")
    client.force_login(agency_officer)
    book = openpyxl.load_workbook(BytesIO(_file(client, "/people/?format=xlsx")))
    cells = [c for row in book.active.iter_rows() for c in row if c.value == "=HYPERLINK(1)"]
    assert [cell.data_type for cell in cells] == ["s"]
