"""Lists as an account likes them: filters under a name, columns left out."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, ColumnChoice, SavedFilter, User
from thuctien.base.policy import Action, Role
from thuctien.base.services.lists import (
    LONGEST_NAME,
    MOST_FILTERS,
    delete_filter,
    hide_columns,
    save_filter,
)
from thuctien.base.tables import BulkAction, Column, Table, TableKind, table_for

KIND = TableKind(
    "people",
    (Column("birth", "Born"), Column("post", "Post")),
    (
        BulkAction("save_filter", "For officers", "plan", Action.MAKE_PLAN),
        BulkAction("save_filter", "For all", "plan", Action.READ_PEOPLE),
    ),
)


def _table(user: User, address: str = "/people/?q=an&page=3") -> Table:
    request = RequestFactory().get(address)
    request.user = user
    request.session = {}  # type: ignore[assignment]
    return table_for(request, KIND)


def test_a_filter_is_kept_without_the_page_and_replaced_by_its_name(
    acting_officer: ActingUser,
) -> None:
    save_filter("people", " Tên  an ", "q=an&page=3", acting_user=acting_officer)
    save_filter("people", "Tên an", "q=%C4%91%E1%BA%A1t&force=due", acting_user=acting_officer)
    assert list(SavedFilter.objects.values_list("name", "query")) == [
        ("Tên an", "q=%C4%91%E1%BA%A1t&force=due")
    ]
    entry = AuditEntry.objects.order_by("-position")[0]
    assert (entry.before, entry.after["name"]) == ({"query": "q=an"}, "Tên an")


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
def test_a_filter_needs_a_name(acting_officer: ActingUser, name: str) -> None:
    with pytest.raises(ValidationError):
        save_filter("people", name, "q=an", acting_user=acting_officer)


def test_there_is_an_end_to_filters(acting_officer: ActingUser) -> None:
    for number in range(MOST_FILTERS):
        save_filter("people", str(number), "", acting_user=acting_officer)
    with pytest.raises(ValidationError):
        save_filter("people", "one more", "", acting_user=acting_officer)
    save_filter("people", "3", "q=an", acting_user=acting_officer)


def test_nobody_sees_or_deletes_the_filters_of_another(
    acting_officer: ActingUser, acting_leader: ActingUser, client: Client, leader: User
) -> None:
    kept = save_filter("people", "Của tôi", "", acting_user=acting_officer)
    assert _table(leader).filters == []
    with pytest.raises(PermissionDenied):
        delete_filter(kept, acting_user=acting_leader)
    client.force_login(leader)
    assert client.post(reverse("delete_filter", args=[kept.pk])).status_code == 404
    assert SavedFilter.objects.exists()


def test_a_list_knows_its_filters_and_which_is_applied(
    acting_officer: ActingUser, officer: User
) -> None:
    save_filter("people", "b", "q=an", acting_user=acting_officer)
    save_filter("people", "a", "q=binh", acting_user=acting_officer)
    save_filter("units", "elsewhere", "q=an", acting_user=acting_officer)
    table = _table(officer)
    assert [kept.name for kept in table.filters] == ["a", "b"]
    assert table.current is not None
    assert table.current.name == "b"


def test_columns_left_out_are_remembered(acting_officer: ActingUser, officer: User) -> None:
    hide_columns("people", ["post"], acting_user=acting_officer)
    assert [(column.name, shown) for column, shown in _table(officer).columns] == [
        ("birth", True),
        ("post", False),
    ]
    hide_columns("people", [], acting_user=acting_officer)
    assert _table(officer).hidden == frozenset()
    assert ColumnChoice.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.PROVINCE_OFFICER, ["For officers", "For all"]),
        (Role.LEADER, ["For all"]),
        (Role.CENTRE_OFFICER, []),
    ],
)
def test_only_what_the_reader_may_do_is_offered(role: Role, labels: list[str]) -> None:
    assert [action.label for action in _table(holding(role, "an")).bulk] == labels


def test_a_list_asks_the_database_little(
    officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(3):
        _table(officer)


def test_the_pages_do_it(client: Client, officer: User) -> None:
    """Save, choose columns, delete; back to the list; no way to elsewhere."""
    client.force_login(officer)
    client.post(
        reverse("save_filter", args=["people"]),
        {"name": "Quá hạn", "query": "force=overdue", "next": "/people/?force=overdue"},
    )
    client.post(
        reverse("choose_columns", args=["people"]),
        {"offered": ["birth", "post"], "shown": ["post"], "next": "/people/"},
    )
    assert ColumnChoice.objects.get().hidden == ["birth"]
    kept = SavedFilter.objects.get()
    answer = client.post(
        reverse("delete_filter", args=[kept.pk]), {"next": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == "/"
    assert not SavedFilter.objects.exists()
