"""Forms are found, filled, opened cell by cell, and handed out; changed by who may."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from thuctien.base.models import AuditEntry, User
from thuctien.base.policy import Role
from thuctien.people.models import Person, Unit
from thuctien.reports.models import ReportColumn, ReportForm

ASKED = {"year": "2026", "unit": "T"}
CELL = re.compile(r'<td class="cell-number"><a href="([^"]+)"[^>]*>([\d.]+)</a>')


@pytest.fixture
def reader(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"reports:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_forms_that_come_along_are_listed_as_samples(reader: Client, db: None) -> None:
    text = page(reader, "returns")
    assert all(form.title in text for form in ReportForm.objects.all())
    assert text.count("mẫu – cần xác nhận") >= ReportForm.objects.count()


@pytest.mark.parametrize("code", ["NV-01", "TC-01", "LD-01"])
def test_every_cell_leads_to_as_many_as_it_counts(reader: Client, small: Unit, code: str) -> None:
    cells = CELL.findall(page(reader, "return", code, **ASKED))
    assert len(cells) > 5
    measures = dict(ReportColumn.objects.values_list("pk", "measure"))
    for url, shown in cells:
        behind = reader.get(unescape(url))
        measure = measures[int(re.findall(r"column=(\d+)", url)[0])]
        people = {person.person_id for person in behind.context["behind"].people}
        turns = sum(len(person.turns) for person in behind.context["behind"].people)
        assert behind.context["behind"].outside == 0
        if measure == "persons":
            assert len(people) == int(shown)
        if measure == "turns":
            assert turns == int(shown)
        assert all(key in behind.content.decode() for key in people)


def test_who_is_counted_but_out_of_reach_is_not_named(client: Client, small: Unit) -> None:
    """Somebody who has left the unit since is counted there, and no longer theirs to see."""
    client.force_login(holding(Role.AGENCY_OFFICER, "mai", "SO"))
    Person.objects.filter(pk="N07").update(current_unit="XA")
    asked = {"year": "2026", "unit": "SO"}
    column = ReportColumn.objects.filter(form="LD-01", measure="turns", progress="nominated").get()
    behind = client.get(
        reverse("reports:return_cell", args=["LD-01"]), {**asked, "column": str(column.pk)}
    )
    assert behind.context["behind"].outside == 1
    assert "N07" not in behind.content.decode()


def test_a_sensitive_cell_names_nobody(reader: Client, small: Unit) -> None:
    column = ReportColumn.objects.get(form="NV-01", filters={"party_member": ["yes"]})
    asked = {**ASKED, "column": str(column.pk)}
    answer = reader.get(reverse("reports:return_cell", args=["NV-01"]), asked)
    assert answer.status_code == 404


def test_the_line_of_a_unit_leads_to_its_own_report(reader: Client, small: Unit) -> None:
    text = unescape(page(reader, "return", "LD-01", **ASKED))
    assert "/returns/LD-01/?year=2026&unit=SO" in text
    assert "Đơn vị SO-P" in page(reader, "return", "LD-01", year="2026", unit="SO")


@pytest.mark.parametrize("asked", [{"unit": "XA"}, {"unit": "T"}, {"unit": "nowhere"}])
def test_a_unit_out_of_reach_is_not_found(
    client: Client, small: Unit, asked: dict[str, str]
) -> None:
    client.force_login(holding(Role.AGENCY_OFFICER, "mai", "SO"))
    assert client.get(reverse("reports:return", args=["LD-01"]), asked).status_code == 404


def test_without_a_unit_it_is_the_topmost_of_ones_own(client: Client, small: Unit) -> None:
    client.force_login(holding(Role.AGENCY_OFFICER, "mai", "SO"))
    assert "Đơn vị SO, năm 2026" in page(client, "return", "LD-01", year="2026")


def test_pages_take_few_queries(
    reader: Client, small: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(32):
        page(reader, "return", "NV-01", **ASKED)
    column = ReportColumn.objects.get(form="LD-01", measure="money")
    with django_assert_max_num_queries(28):
        page(reader, "return_cell", "LD-01", **ASKED, column=str(column.pk))
    with django_assert_max_num_queries(16):
        page(reader, "returns")
    with django_assert_max_num_queries(20):
        page(reader, "return_edit", "NV-01")


def test_a_form_is_copied_and_the_copy_is_a_sample(reader: Client, small: Unit) -> None:
    ReportForm.objects.filter(pk="NV-01").update(confirmed=True)
    answer = reader.post(
        reverse("reports:return_copy", args=["NV-01"]), {"code": "NV-02", "title": "Biểu mới"}
    )
    assert answer.status_code == 302
    copied = ReportForm.objects.get(pk="NV-02")
    assert copied.confirmed is False
    assert copied.columns.count() == ReportColumn.objects.filter(form="NV-01").count()
    own = set(copied.columns.values_list("pk", flat=True))
    parents = copied.columns.exclude(parent=None).values_list("parent_id", flat=True)
    assert set(parents) <= own
    before = page(reader, "return", "NV-01", **ASKED).split("<tbody>")[1].split("</tbody>")[0]
    after = page(reader, "return", "NV-02", **ASKED).split("<tbody>")[1].split("</tbody>")[0]
    assert re.sub(r"<[^>]+>", " ", before) == re.sub(r"<[^>]+>", " ", after)


def test_a_code_that_is_taken_is_refused(reader: Client, db: None) -> None:
    sent = {"code": "TC-01", "title": "Biểu mới"}
    answer = reader.post(reverse("reports:return_copy", args=["NV-01"]), sent)
    assert answer.status_code == 400
    assert "Đã có biểu mẫu mang mã này" in answer.content.decode()


def test_a_column_is_added_changed_moved_and_removed(reader: Client, small: Unit) -> None:
    sent = {
        "title": "Nữ dưới 40",
        "measure": "persons",
        "progress": "nominated",
        "max_age": "39",
        "only_sex": ["female"],
    }
    reader.post(reverse("reports:return_column_new", args=["LD-01"]), sent)
    column = ReportColumn.objects.get(title="Nữ dưới 40")
    assert (column.filters, column.max_age) == ({"sex": ["female"]}, 39)
    assert "Nữ dưới 40" in page(reader, "return", "LD-01", **ASKED)
    place = column.position
    reader.post(reverse("reports:return_column_move", args=["LD-01", column.pk]), {"to": "left"})
    column.refresh_from_db()
    assert column.position == place - 1
    sent["title"] = "Nữ"
    reader.post(reverse("reports:return_column", args=["LD-01", column.pk]), sent)
    column.refresh_from_db()
    assert column.title == "Nữ"
    reader.post(reverse("reports:return_column_remove", args=["LD-01", column.pk]))
    assert not ReportColumn.objects.filter(pk=column.pk).exists()
    acts = AuditEntry.objects.filter(action__startswith="reports.column.")
    assert [entry.action.rpartition(".")[2] for entry in acts.order_by("position")] == [
        "add",
        "move",
        "change",
        "remove",
    ]


def test_a_heading_goes_with_what_stands_under_it(reader: Client, db: None) -> None:
    heading = ReportColumn.objects.filter(form="NV-01", measure="").order_by("position")[0]
    count = ReportColumn.objects.filter(form="NV-01").count()
    under = heading.parts.count()
    reader.post(reverse("reports:return_column_remove", args=["NV-01", heading.pk]))
    assert ReportColumn.objects.filter(form="NV-01").count() == count - under - 1
    entry = AuditEntry.objects.get(action="reports.column.remove")
    assert entry.changes_count == under + 1


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"measure": "turns"}, "cả thứ được đếm và bước đã đến"),
        (
            {"measure": "turns", "progress": "joined", "min_age": "50", "max_age": "40"},
            "Tuổi thấp nhất lớn hơn",
        ),
    ],
)
def test_a_column_that_cannot_be_filled_is_refused(
    reader: Client, db: None, sent: dict[str, str], why: str
) -> None:
    count = ReportColumn.objects.count()
    url = reverse("reports:return_column_new", args=["LD-01"])
    answer = reader.post(url, {"title": "X", **sent})
    assert answer.status_code == 400
    assert why in answer.content.decode()
    assert ReportColumn.objects.count() == count


def test_a_form_is_changed(reader: Client, small: Unit) -> None:
    sent = {
        "title": "Theo tuổi",
        "authority": "Sở Nội vụ",
        "outer": "age",
        "inner": "sex",
        "years": "2",
        "age_bounds": "30, 40, 50",
        "valid_from": "01/01/2026",
    }
    reader.post(reverse("reports:return_edit", args=["LD-01"]), sent)
    form = ReportForm.objects.get(pk="LD-01")
    assert (form.rows, form.age_bounds, form.years) == (["age", "sex"], [30, 40, 50], 2)
    text = page(reader, "return", "LD-01", **ASKED)
    assert "từ 30 đến 39" in text
    assert "2025–2026" in text
    assert AuditEntry.objects.filter(action="reports.form.change").count() == 1


def test_rows_by_what_is_sensitive_are_not_offered(reader: Client, db: None) -> None:
    sent = {"title": "X", "authority": "X", "outer": "party_member", "years": "1"}
    answer = reader.post(reverse("reports:return_edit", args=["LD-01"]), sent)
    assert answer.status_code == 400
