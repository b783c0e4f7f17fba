"""What a list says beside what is stored."""

from __future__ import annotations

import pytest

from tests.intake.conftest import HandIn
from tests.intake.lists import Row, somebody_new
from thuctien.intake.shelf import shelf_of
from thuctien.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_stored_already_changes_nothing(take: HandIn, rows: list[Row]) -> None:
    made = take(rows)
    assert made.state == "review"
    assert made.counts["same"] == len(rows)
    assert made.counts["errors"] == 0


def test_somebody_new_is_told_from_somebody_changed(
    take: HandIn, rows: list[Row], people: list[Person]
) -> None:
    rows[0]["Ngày sinh"] = "02/01/1980"
    post = people[0].current_post
    assert post
    made = take([*rows, somebody_new(unit=post.unit_id, post=post.pk)])
    assert (made.counts["new"], made.counts["changed"]) == (1, 1)
    (change,) = shelf_of(made).changes.iter_rows(named=True)
    assert (change["field"], change["old"], change["new"]) == (
        "birth_date",
        people[0].birth_date.isoformat(),
        "1980-01-02",
    )
