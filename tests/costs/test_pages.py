"""The pages of money: what they show, with how many queries, and what they do."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from tests.costs import small
from tests.reports.test_pages import Shape
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import READ
from thuctien.base.models import AuditEntry, User
from thuctien.costs.models import (
    CompensationCase,
    CostNorm,
    Estimate,
    LedgerEntry,
    ServiceCommitment,
)
from thuctien.costs.services.estimating import compute_estimate, store_estimate

MOST_QUERIES = 18
TODAY = date(2027, 1, 15)


@pytest.fixture
def estimate(province: None) -> Estimate:
    """The estimate of a small plan."""
    plan = small.build_plan()
    return store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)


@pytest.fixture
def everything(estimate: Estimate, case: CompensationCase, officer: User) -> dict[str, object]:
    """One of each, by the name of the part of an address."""
    entry = LedgerEntry.objects.create(
        budget_id="NS",
        year=small.YEAR,
        kind="committed",
        amount=7_000_000,
        subject="hội thảo",
        on=TODAY,
        made_at=timezone.now(),
    )
    return {
        "class_id": small.CLASS,
        "budget_id": "NS",
        "year": small.YEAR,
        "entry_id": entry.pk,
        "commitment_id": case.commitment_id,
        "case_id": case.pk,
    }


def signed_in(acting_user: ActingUser) -> Client:
    client = Client()
    assert acting_user.user is not None
    client.force_login(acting_user.user)
    return client


PAGES = {
    "norms": (),
    "new_norm": (),
    "estimate": (),
    "estimate_classes": (),
    "estimate_class": ("class_id",),
    "estimate_agencies": (),
    "budgets": (),
    "budget": ("budget_id", "year"),
    "correct": ("entry_id",),
    "rules": (),
    "new_commitment_rule": (),
    "new_compensation_rule": (),
    "commitments": (),
    "new_commitment": (),
    "commitment": ("commitment_id",),
    "cases": (),
    "case": ("case_id",),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_with_few_queries(
    name: str,
    language: str,
    everything: dict[str, object],
    acting_officer: ActingUser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(acting_officer)
    client.cookies["django_language"] = language
    address = reverse(f"costs:{name}", args=[everything[part] for part in PAGES[name]])
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(address)
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["norms", "estimate", "estimate_agencies", "budgets", "cases"])
def test_pages_stand_before_anything_is_there(
    name: str, db: None, acting_officer: ActingUser
) -> None:
    assert signed_in(acting_officer).get(reverse(f"costs:{name}")).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_built_well(
    name: str, language: str, everything: dict[str, object], acting_officer: ActingUser
) -> None:
    client = signed_in(acting_officer)
    client.cookies["django_language"] = language
    address = reverse(f"costs:{name}", args=[everything[part] for part in PAGES[name]])
    shape = Shape(client.get(address).content.decode())
    assert shape.headings.count(1) == 1
    assert shape.forbidden == []
    assert len(shape.ids) == len(set(shape.ids))
    assert [i for i, named in shape.fields.items() if not named and i not in shape.labels] == []


@pytest.mark.parametrize(
    ("name", "heading", "value"),
    [
        ("norms", "Amount (đ)", 1500),
        ("commitments", "Months owed", 18),
        ("cases", "State", "Opened"),
    ],
)
def test_lists_go_out_as_workbooks(
    name: str,
    heading: str,
    value: object,
    everything: dict[str, object],
    acting_officer: ActingUser,
    home: Path,
) -> None:
    client = signed_in(acting_officer)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse(f"costs:{name}"), {"format": "xlsx", "state": ""})
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    head, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    assert value in [row[head.index(heading)] for row in rows]


def test_a_learner_takes_no_list_away(learner: ActingUser, case: CompensationCase) -> None:
    answer = signed_in(learner).get(reverse("costs:cases"), {"format": "xlsx"})
    assert answer.status_code == 403


def test_opening_a_case_is_on_the_trail(case: CompensationCase, agency_officer: ActingUser) -> None:
    signed_in(agency_officer).get(reverse("costs:case", args=[case.pk]))
    read = AuditEntry.objects.get(action=READ)
    assert (read.object_type, read.object_key) == ("costs.compensationcase", str(case.pk))


def test_norms_are_shown_of_a_day_with_a_mark_where_unconfirmed(
    province: None, acting_officer: ActingUser
) -> None:
    page = signed_in(acting_officer).get(reverse("costs:norms"), {"on": "01/05/2026"})
    text = page.content.decode()
    assert "300.000" in text
    assert "mẫu – cần xác nhận" in text


def test_an_officer_stores_a_norm(province: None, acting_officer: ActingUser) -> None:
    form = {
        "item": "room",
        "count": "session",
        "amount": "1.500.000",
        "valid_from": "01/07/2027",
        "site_kind": "school",
        "from_km": "0",
        "budget_percent": "80",
        "source": "Quyết định 7",
    }
    client = signed_in(acting_officer)
    assert client.post(reverse("costs:new_norm"), form).status_code == 302
    assert CostNorm.objects.get(valid_from=date(2027, 7, 1)).amount == 1_500_000
    again = client.post(reverse("costs:new_norm"), {**form, "amount": "một triệu"})
    assert again.status_code == 400


@pytest.mark.parametrize("amount", ["1,5", "12.34", "-5", "1.500.00", "0", "9" * 20])
def test_an_amount_that_is_no_whole_dong_is_refused(
    amount: str, everything: dict[str, object], acting_officer: ActingUser
) -> None:
    address = reverse("costs:pay", args=["NS", small.YEAR])
    form = {"pay-amount": amount, "pay-on": "01/02/2027", "pay-document": "PC", "pay-subject": "x"}
    assert signed_in(acting_officer).post(address, form).status_code == 400


def test_a_payment_beyond_the_line_asks_for_a_reason(
    everything: dict[str, object], acting_officer: ActingUser
) -> None:
    client = signed_in(acting_officer)
    address = reverse("costs:pay", args=["NS", small.YEAR])
    form = {
        "pay-subject": "thuê hội trường",
        "pay-amount": "95.000.000",
        "pay-on": "01/02/2027",
        "pay-document": "PC 1",
    }
    refused = client.post(address, form)
    assert refused.status_code == 400
    assert "2.000.000" in refused.content.decode()
    assert client.post(address, {**form, "pay-despite": "bổ sung"}).status_code == 302
    assert LedgerEntry.objects.get(kind="spent").reason == "bổ sung"


def test_an_officer_promises_the_classes_of_the_estimate(
    everything: dict[str, object], acting_officer: ActingUser
) -> None:
    form = {"on": "01/02/2027", "document": "QĐ 5"}
    client = signed_in(acting_officer)
    assert client.post(reverse("costs:commit_plan"), form).status_code == 302
    assert LedgerEntry.objects.filter(subject=f"class:{small.CLASS}").count() == 1


def test_an_entry_is_corrected(everything: dict[str, object], acting_officer: ActingUser) -> None:
    address = reverse("costs:correct", args=[everything["entry_id"]])
    form = {"to_amount": "6.000.000", "on": "02/02/2027", "reason": "ghi nhầm"}
    client = signed_in(acting_officer)
    assert client.post(address, form).status_code == 302
    assert LedgerEntry.objects.get(corrects__isnull=False).amount == -1_000_000
    assert client.post(address, form).status_code == 400


def test_the_steps_of_a_case_are_taken_on_its_page(
    case: CompensationCase, agency_officer: ActingUser, approver: ActingUser
) -> None:
    keeper, decider = signed_in(agency_officer), signed_in(approver)

    def send(client: Client, name: str, form: dict[str, str]) -> int:
        return client.post(reverse(f"costs:case_{name}", args=[case.pk]), form).status_code

    tuition = {"item": "tuition", "amount": "30000000", "document": "BL 1"}
    assert send(keeper, "cost", tuition) == 302
    council = {
        "on": "12/01/2027",
        "document": "QĐ 3",
        "chair": "Trần Văn Chủ – Phó giám đốc",
        "members": "Lê Thị Viên – Trưởng phòng\n\nĐỗ Văn Hai - Kế toán",
        "secretary": "Phạm Văn Ký",
    }
    assert send(keeper, "council", {**council, "members": "\n"}) == 400
    assert send(keeper, "council", council) == 302
    assert list(case.council.values_list("name", "office")) == [
        ("Trần Văn Chủ", "Phó giám đốc"),
        ("Lê Thị Viên", "Trưởng phòng"),
        ("Đỗ Văn Hai", "Kế toán"),
        ("Phạm Văn Ký", ""),
    ]
    meeting = {"on": "20/01/2027", "document": "BB", "ground": "merit", "percent": "90"}
    assert send(keeper, "meeting", meeting) == 400
    assert send(keeper, "meeting", {**meeting, "percent": "30"}) == 302
    decision = {"on": "25/01/2027", "document": "QĐ 9"}
    assert send(keeper, "decide", decision) == 403
    assert send(decider, "decide", decision) == 302
    money = {"amount": "14.000.000", "on": "01/02/2027", "document": "PT 1"}
    assert send(keeper, "pay", {**money, "amount": "14.000.001"}) == 400
    assert send(keeper, "pay", money) == 302
    case.refresh_from_db()
    assert (case.state, case.paid) == ("paid", 14_000_000)


def test_a_compensation_is_opened_from_what_is_owed(
    commitment: ServiceCommitment, agency_officer: ActingUser
) -> None:
    client = signed_in(agency_officer)
    address = reverse("costs:open_case", args=[commitment.pk])
    form = {"kind": "quit", "happened_on": "01/03/2026", "on": "05/03/2026"}
    assert client.post(address, {**form, "happened_on": "01/03/2001"}).status_code == 400
    assert client.post(address, form).status_code == 302
    assert CompensationCase.objects.get().kind == "quit"


def test_service_owed_outside_a_round_is_written_down(agency_officer: ActingUser) -> None:
    client = signed_in(agency_officer)
    form = {
        "person": small.OFFICER,
        "programme": "TC",
        "training_from": "01/01/2026",
        "training_to": "30/06/2026",
        "decided_on": "20/12/2025",
        "decision_no": "12/QĐ",
    }
    address = reverse("costs:new_commitment")
    assert client.post(address, {**form, "person": small.TEACHER}).status_code == 400
    assert client.post(address, {**form, "programme": "BD"}).status_code == 400
    assert client.post(address, {**form, "training_to": "01/01/2025"}).status_code == 400
    assert client.post(address, form).status_code == 302
    assert ServiceCommitment.objects.get().owed_months == 18


def test_the_person_opens_their_own_case_and_no_form(
    learner: ActingUser, case: CompensationCase
) -> None:
    page = signed_in(learner).get(reverse("costs:case", args=[case.pk]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "T1 = 18" in text
    assert reverse("costs:case_cost", args=[case.pk]) not in text
    mine = signed_in(learner).get(reverse("costs:commitments")).content.decode()
    assert "Bùi Thị An" in mine


def test_the_plan_is_estimated_by_a_job(
    everything: dict[str, object], acting_officer: ActingUser
) -> None:
    answer = signed_in(acting_officer).post(reverse("costs:new_estimate"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/jobs/")
