"""What can be done with people chosen in a list."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.conftest import holding
from thuctien.base.models import AuditEntry, User
from thuctien.base.policy import Role
from thuctien.people.models import Person, Unit

pytestmark = pytest.mark.usefixtures("stored_province")

ADDRESS = "reports:export_people"


def _codes(answer: object) -> list[str]:
    """Return the codes in the first column of a workbook handed out, in its order."""
    assert isinstance(answer, FileResponse)
    file = BytesIO(b"".join(answer.streaming_content))
    _first, *rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    return [str(row[0]) for row in rows]


def test_the_chosen_come_out_in_the_order_shown(client: Client, officer: User) -> None:
    chosen = list(Person.objects.order_by("-pk").values_list("pk", flat=True)[:3])
    client.force_login(officer)
    assert _codes(client.post(reverse(ADDRESS), {"row": chosen})) == chosen
    entry = AuditEntry.objects.filter(action="intake.people.export").latest("position")
    assert entry.after["people"] == 3


def test_nobody_beyond_reach_comes_out(client: Client) -> None:
    """Whatever codes somebody sends."""
    unit = Unit.objects.filter(current_people__isnull=False).order_by("-depth", "pk")[0]
    mine = Person.objects.filter(current_unit__path__startswith=unit.path)
    everybody = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    client.force_login(holding(Role.AGENCY_OFFICER, "mai", unit.pk))
    codes = _codes(client.post(reverse(ADDRESS), {"row": everybody}))
    assert set(codes) == set(mine.values_list("pk", flat=True))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DEAN, Role.LECTURER])
def test_who_may_not_hand_people_out_is_refused(client: Client, role: Role) -> None:
    client.force_login(holding(role, "ha"))
    assert client.post(reverse(ADDRESS), {"row": ["CB000001"]}).status_code == 403


def test_rows_can_be_chosen_only_by_who_may_do_something(client: Client, officer: User) -> None:
    """A dean reads the list of learners, but may hand nobody out."""
    client.force_login(officer)
    assert 'name="row"' in client.get(reverse("reports:people")).content.decode()
    client.force_login(holding(Role.DEAN, "ha"))
    assert 'name="row"' not in client.get(reverse("reports:people")).content.decode()


def test_it_is_asked_for_by_a_form_only(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert client.get(reverse(ADDRESS)).status_code == 405
