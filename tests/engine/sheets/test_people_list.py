"""What a list of people exports is read again without any change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.sheets.books import AS_OF, VOCABULARY, codes, reread
from thuctien.engine.sample import sample_province
from thuctien.engine.sheets import (
    PEOPLE_SCHEMA,
    Vocabulary,
    open_book,
    read_people,
    write_people_list,
)
from thuctien.engine.wording import Language

OWN = ("sheet", "row", "errors", "warnings")

_BIRTHS = st.sampled_from(
    [
        {"birth_date": date(1980, 12, 5), "birth_date_precision": "day"},
        {"birth_date": date(1980, 5, 1), "birth_date_precision": "month"},
        {"birth_date": date(1980, 1, 1), "birth_date_precision": "year"},
    ]
)
_PEOPLE = st.fixed_dictionaries(
    {
        "full_name": st.sampled_from(["Nguyễn Văn An", "Trần Thị Hòa", "Lò Văn Ín", "H'Hen Niê"]),
        "sex": st.sampled_from(["male", "female"]),
        "unit_id": st.sampled_from(list(VOCABULARY.units)),
        "personal_number": st.sampled_from([None, "099080000001", "099180000002"]),
        "passport_number": st.sampled_from([None, "PA0123456"]),
        "nationality": st.sampled_from([None, "LA"]),
        "rank": st.sampled_from([None, *VOCABULARY.ranks]),
        "leadership_level": st.sampled_from([None, *VOCABULARY.leadership_levels]),
        "service_from": st.sampled_from([None, date(2004, 2, 29)]),
        "ethnic_group": st.sampled_from([None, "Mường"]),
        "party_date": st.just(None),
        "party_member": st.sampled_from([None, True, False]),
        "phone": st.sampled_from([None, "0912345678"]),
        "email": st.sampled_from([None, "an@mau.example"]),
        "note": st.sampled_from([None, "ghi chú; có dấu", "=1+1"]),
    }
)


@st.composite
def people(draw: st.DrawFn) -> pl.DataFrame:
    """Draw people with distinct codes."""
    drawn = [
        {**person, **birth, "person_id": f"CB{number:03d}"}
        for number, (person, birth) in enumerate(
            draw(st.lists(st.tuples(_PEOPLE, _BIRTHS), min_size=1, max_size=5))
        )
    ]
    schema = {name: dtype for name, dtype in PEOPLE_SCHEMA.items() if name in drawn[0]}
    return pl.DataFrame(drawn, schema=schema)


@pytest.mark.parametrize("language", list(Language))
def test_any_people_come_back_equal(
    language: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In either language, with every field."""
    path = tmp_path_factory.mktemp("list") / "list.xlsx"

    @settings(max_examples=25, deadline=None)
    @given(people())
    def check(frame: pl.DataFrame) -> None:
        write_people_list(frame, path, VOCABULARY, language=language)
        back = reread(path)
        assert back.errors == ()
        assert back.people.select(frame.columns).equals(frame)

    check()


def test_a_province_comes_back_with_what_its_people_hold(tmp_path: Path) -> None:
    """Exported, read again and exported again: the same bytes, and no fault."""
    province = sample_province(1_000, 7, 2027)
    vocabulary = Vocabulary.of_province(province, AS_OF)
    held = (
        province.holdings.select(
            "person_id", "qualification_id", "awarded_on", "awarded_on_precision", "hours"
        )
        .filter(pl.col("awarded_on") <= AS_OF)
        .sort("awarded_on")
        .unique(["person_id", "qualification_id"], keep="last")
    )
    members = (
        province.appointments.filter(pl.col("valid_to").is_null())
        .join(province.posts.select("post_id", "unit_id", post_title="title"), on="post_id")
        .unique("person_id")
    )
    frame = province.people.join(members, on="person_id").sort("person_id")
    paths = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    write_people_list(frame, paths[0], vocabulary, holdings=held)
    back = read_people(open_book(paths[0]), vocabulary, as_of=AS_OF)
    assert codes(back) == []
    assert back.people["full_name"].to_list() == frame["full_name"].to_list()
    ours = held.join(frame.select("person_id"), on="person_id", how="semi")
    assert back.holdings.height == ours.height
    write_people_list(back.people, paths[1], vocabulary, holdings=back.holdings)
    again = read_people(open_book(paths[1]), vocabulary, as_of=AS_OF)
    assert again.people.drop(OWN).equals(back.people.drop(OWN))
    assert again.holdings.drop("column").equals(back.holdings.drop("column"))


def test_names_that_differ_in_spelling_only_are_written_as_codes(tmp_path: Path) -> None:
    """Whoever reads them takes «Hòa» and «Hoà» for one word."""
    vocabulary = Vocabulary(units={"A": "Xã Hòa Sơn", "B": "Xã Hoà Sơn", "C": "Xã Lộc An"})
    frame = pl.DataFrame({"full_name": ["Nguyễn Văn An"] * 3, "unit_id": ["A", "B", "C"]})
    write_people_list(frame, tmp_path / "list.xlsx", vocabulary)
    book = open_book(tmp_path / "list.xlsx")
    assert book.sheets[0].column(2, (2, 3, 4)) == ["A", "B", "Xã Lộc An"]
    assert read_people(book, vocabulary, as_of=AS_OF).people["unit_id"].to_list() == ["A", "B", "C"]


def test_a_list_has_only_the_columns_that_it_is_given(tmp_path: Path) -> None:
    """Filtered columns are left out of the file; nothing is invented."""
    frame = pl.DataFrame({"full_name": ["Nguyễn Văn An"], "unit_id": ["S01"]})
    write_people_list(frame, tmp_path / "list.xlsx", VOCABULARY)
    (layout,) = reread(tmp_path / "list.xlsx").layouts
    assert [column.title for column in layout.columns] == ["Họ và tên", "Đơn vị"]
