"""Workbooks that name people: who may have them, and what is left on the trail."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.conftest import holding
from thuctien.base.models import AuditEntry
from thuctien.base.policy import Role
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Unit
from thuctien.sending.models import Plan

EXPORTED = AuditEntry.objects.filter(action="reports.needs.export")


def test_needs_within_reach_come_out_and_it_is_on_the_trail(
    client: Client, needs_run: NeedsRun
) -> None:
    unit = Unit.objects.filter(needs__run=needs_run, depth__gt=0).order_by("pk")[0]
    wanted = Need.objects.filter(run=needs_run, person__current_unit__path__startswith=unit.path)
    client.force_login(holding(Role.AGENCY_OFFICER, "mai", unit.pk))
    answer = client.get(reverse("reports:needs"), {"format": "xlsx"})
    assert isinstance(answer, FileResponse)
    file = BytesIO(b"".join(answer.streaming_content))
    _headers, *rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    people = list(wanted.values_list("person_id", flat=True))
    assert sorted(row[0] for row in rows) == sorted(people)
    entry = EXPORTED.get()
    assert entry.after == {"needs": len(people), "people": len(set(people))}
    assert entry.user is not None
    assert entry.user.username == "mai"


@pytest.mark.parametrize("role", [Role.DEAN, Role.LECTURER])
def test_who_reads_but_may_not_hand_out_gets_none(
    client: Client, needs_run: NeedsRun, role: Role
) -> None:
    client.force_login(holding(role, "ha"))
    assert client.get(reverse("reports:needs"), {"format": "xlsx"}).status_code == 403
    assert not EXPORTED.exists()


def test_who_takes_the_plan_away_is_on_the_trail(client: Client, plan: Plan, home: Path) -> None:
    client.force_login(holding(Role.LEADER, "hung"))
    answer = client.get(reverse("classes:workbook"))
    assert b"".join(answer.streaming_content)
    entry = AuditEntry.objects.get(action="sending.plan.export")
    assert (entry.object_key, entry.user and entry.user.username) == (str(plan.pk), "hung")


def test_who_takes_the_accounts_away_is_on_the_trail(client: Client, db: None) -> None:
    client.force_login(holding(Role.AUDITOR, "kiem"))
    answer = client.get(reverse("accounts:accounts"), {"format": "xlsx"})
    assert b"".join(answer.streaming_content)
    assert AuditEntry.objects.get(action="accounts.account.export").after == {"accounts": 1}
