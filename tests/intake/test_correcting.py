"""Cells corrected in place, offers accepted, duplicates decided; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.intake.conftest import HandIn
from tests.intake.lists import Row, somebody_new
from thuctien.base.acting import ActingUser
from thuctien.engine.sheets import Place
from thuctien.intake import reading
from thuctien.intake.models import Correction, ListImport, PersonPair, Verdict
from thuctien.intake.services.asking import request_storing
from thuctien.intake.services.corrections import (
    accept_offers,
    correct_cells,
    undo_corrections,
)
from thuctien.intake.services.decisions import Pair, decide, decide_safe
from thuctien.intake.services.lists import choose_layout
from thuctien.intake.shelf import shelf_of
from thuctien.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

SHEET, FIRST = "Danh sách", 4
BORN, NUMBER = 5, 8


def _frames(made: ListImport) -> dict[str, list[dict[str, object]]]:
    shelf = shelf_of(made)
    names = ("people", "faults", "changes", "pairs", "begins", "holdings")
    return {name: getattr(shelf, name).to_dicts() for name in names}


def _read_whole(made: ListImport, acting: ActingUser, work: Callable[[], None]) -> ListImport:
    choose_layout(made, {}, as_of=made.as_of, acting_user=acting)
    work()
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("few", [reading.FEW, 0])
def test_a_corrected_cell_gives_what_reading_all_anew_gives(
    take: HandIn,
    rows: list[Row],
    acting: ActingUser,
    work: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    few: int,
) -> None:
    """Of a long list only the rows concerned are read again; that must make no difference."""
    monkeypatch.setattr(reading, "FEW", few)
    rows[0]["Ngày sinh"] = "31/02/1980"
    rows[1]["Số định danh cá nhân"] = rows[2]["Số định danh cá nhân"]
    made = take(rows)
    texts = {
        Place(SHEET, FIRST, BORN): "28/02/1980",
        Place(SHEET, FIRST + 2, NUMBER): "099180000000",
        Place(SHEET, FIRST + 3, 3): "Trần Văn Sửa",
    }
    made = correct_cells(made, texts, acting_user=acting)
    in_place = _frames(made)
    assert _frames(_read_whole(made, acting, work)) == in_place


def test_a_correction_taken_back_leaves_the_reading_as_it_was(
    take: HandIn, rows: list[Row], acting: ActingUser
) -> None:
    rows[0]["Ngày sinh"] = "31/02/1980"
    made = take(rows)
    before = _frames(made)
    made = correct_cells(made, {Place(SHEET, FIRST, BORN): "28/02/1980"}, acting_user=acting)
    assert _frames(made) != before
    (correction,) = Correction.objects.all()
    assert (correction.raw, correction.text) == ("31/02/1980", "28/02/1980")
    undo_corrections(made, [correction], acting_user=acting)
    made.refresh_from_db()
    assert _frames(made) == before


def test_a_cell_of_no_person_is_not_corrected(
    take: HandIn, rows: list[Row], acting: ActingUser
) -> None:
    with pytest.raises(ValueError, match="no cell of a person"):
        correct_cells(take(rows), {Place(SHEET, 1, 1): "x"}, acting_user=acting)


def test_all_lost_zeros_are_given_back_at_once(
    take: HandIn, rows: list[Row], acting: ActingUser
) -> None:
    """As a spreadsheet stores them: the numbers begin with 0 and are numbers."""
    for row in rows[:5]:
        row["Số định danh cá nhân"] = int(str(row["Số định danh cá nhân"]))
    made = take(rows)
    offered = shelf_of(made).faults.filter(shelf_of(made).faults["proposal"].is_not_null())
    assert offered.height == 5
    assert accept_offers(made, offered["code"][0], acting_user=acting) == 5
    made.refresh_from_db()
    assert (made.counts["errors"], made.counts["same"]) == (0, len(rows))


def _twin(person: Person, *, number: bool) -> Row:
    post = person.current_post
    assert post
    return somebody_new(
        name=person.full_name,
        born=f"{person.birth_date:%d/%m/%Y}",
        unit=post.unit_id,
        post=post.pk,
        number=person.personal_number if number else "",
    )


def test_the_same_person_makes_no_second_record(
    take: HandIn, people: list[Person], acting: ActingUser, work: Callable[[], None]
) -> None:
    before = Person.objects.count()
    made = take([_twin(people[2], number=True)])
    assert made.counts["undecided"] == 1
    assert decide_safe(made, acting_user=acting) == 1
    made.refresh_from_db()
    assert (made.counts["undecided"], made.counts["new"]) == (0, 0)
    request_storing(made, acting_user=acting)
    work()
    assert Person.objects.count() == before


def test_a_pair_put_off_waits_among_the_stored_people(
    take: HandIn, people: list[Person], acting: ActingUser, work: Callable[[], None]
) -> None:
    made = take([_twin(people[2], number=False)])
    (row,) = shelf_of(made).pairs.iter_rows(named=True)
    decide(made, [Pair(row["sheet"], row["row"], row["rival"])], Verdict.LATER, acting_user=acting)
    made.refresh_from_db()
    request_storing(made, acting_user=acting)
    work()
    pair = PersonPair.objects.get()
    assert people[2].pk in {pair.first_id, pair.second_id}
    assert pair.verdict == ""
