"""Bulk writes keep what the fields would keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from thuctien.base.rows import delete_all, insert_rows, update_rows
from thuctien.catalogue.models import Qualification, Requirement, Site

pytestmark = pytest.mark.django_db

COLUMNS = ("requirement_id", "name", "qualification_id", "hours", "ranks", "valid_from")
REST = {
    "name_en": "",
    "post_families": [],
    "leadership_levels": [],
    "unit_kinds": [],
    "timing": "yearly_hours",
    "binding": "mandatory",
    "source": "",
    "article": "",
}


def _insert(*rows: tuple[object, ...]) -> None:
    insert_rows(Requirement, (*COLUMNS, *REST), [(*row, *REST.values()) for row in rows])


@pytest.fixture(autouse=True)
def qualification() -> None:
    Qualification.objects.create(qualification_id="gio", name="Giờ", kind="k", measure="hours")


def test_every_kind_of_value_comes_back_as_it_was() -> None:
    _insert(("r1", "Bốn mươi", "gio", 40.5, ["cv", "cvc"], date(2026, 7, 1)))
    kept = Requirement.objects.get(pk="r1")
    assert kept.hours == Decimal("40.50")
    assert kept.ranks == ["cv", "cvc"]
    assert kept.valid_from == date(2026, 7, 1)
    assert kept.valid_to is None
    assert kept.qualification.name == "Giờ"


def test_rows_are_updated_by_their_key_and_others_left() -> None:
    _insert(("r1", "Một", "gio", 1.0, [], None), ("r2", "Hai", "gio", 2.0, [], None))
    update_rows(Requirement, ("name", "ranks"), [("Mới", ["cv"], "r1")])
    names = dict(Requirement.objects.values_list("pk", "name"))
    assert names == {"r1": "Mới", "r2": "Hai"}
    assert Requirement.objects.get(pk="r1").ranks == ["cv"]


def test_a_reference_to_nothing_is_refused_when_the_transaction_ends() -> None:
    def insert() -> None:
        with transaction.atomic():
            _insert(("r1", "Một", "no such", 1.0, [], None))
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        insert()


def test_a_closed_set_is_closed() -> None:
    columns = ("site_id", "name", "kind")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Site, columns, [("s", "Cơ sở", "castle")])


def test_a_column_that_is_none_is_said() -> None:
    with pytest.raises(KeyError, match="colour"):
        insert_rows(Site, ("colour",), [("red",)])


def test_delete_all_empties_one_table() -> None:
    _insert(("r1", "Một", "gio", 1.0, [], None))
    delete_all(Requirement)
    assert Requirement.objects.count() == 0
    assert Qualification.objects.count() == 1
