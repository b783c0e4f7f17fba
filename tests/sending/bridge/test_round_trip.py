"""What goes into rows comes back as the same frames."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from django.db import connection
from polars.testing import assert_frame_equal

from tests.conftest import SAMPLE_YEAR
from thuctien.base.sealing import sealings
from thuctien.catalogue.models import Parameter, Requirement
from thuctien.engine.model import TABLES, Province
from thuctien.engine.needs import assess_people, compute_needs
from thuctien.engine.text.personal_number import SAMPLE_PLACE
from thuctien.needs.dates import planning_dates
from thuctien.people.models import Person, SensitiveFacts
from thuctien.sending.bridge import (
    Changes,
    load_person_slice,
    load_province,
    replace_tables,
    update_tables,
)

pytestmark = pytest.mark.django_db


def _by_key(province: Province) -> dict[str, pl.DataFrame]:
    return {name: f.sort(TABLES[name].key) for name, f in province.frames().items()}


def test_a_province_comes_back_as_it_went_in(stored_province: Province) -> None:
    loaded, given = _by_key(load_province(with_identities=True)), _by_key(stored_province)
    for name in TABLES:
        assert_frame_equal(loaded[name], given[name])


def test_who_does_not_ask_gets_no_numbers_and_no_sensitive_fact(stored_province: Province) -> None:
    assert stored_province.people["personal_number"].count() > 0
    loaded = load_province()
    assert loaded.sensitive_facts.is_empty()
    assert loaded.people["personal_number"].count() == 0
    assert loaded.people.drop("personal_number").equals(
        _by_key(stored_province)["people"].drop("personal_number")
    )


def test_the_database_holds_numbers_and_sensitive_facts_sealed(stored_province: Province) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT personal_number FROM people_person WHERE personal_number <> ''")
        numbers = [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT ethnic_group, religion FROM people_sensitivefacts")
        facts = cursor.fetchall()
    known = stored_province.people["personal_number"].drop_nulls()
    assert len(numbers) == len(set(numbers)) == known.len()
    assert not any(SAMPLE_PLACE in number.partition(":")[0] for number in numbers)
    assert not {"kinh", "none"} & {value for row in facts for value in row}
    assert len({value for row in facts for value in row}) == 2 * len(facts)


def test_loading_takes_one_query_a_table(
    stored_province: Province, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    """And one that asks what the province withholds."""
    with django_assert_num_queries(len(TABLES) + 1):
        load_province(with_identities=True)
    with django_assert_num_queries(len(TABLES)):
        load_province()


def test_the_needs_of_the_rows_are_the_needs_of_the_frames(stored_province: Province) -> None:
    as_of, horizon = planning_dates(stored_province, SAMPLE_YEAR)
    given = compute_needs(stored_province, as_of, horizon)
    stored = compute_needs(load_province(), as_of, horizon)
    assert_frame_equal(stored.needs, given.needs)
    assert_frame_equal(stored.coverage, given.coverage)


def test_one_person_alone_is_assessed_as_among_all(stored_province: Province) -> None:
    as_of, horizon = planning_dates(stored_province, SAMPLE_YEAR)
    everybody = assess_people(stored_province, as_of, horizon)
    for person in Person.objects.order_by("pk")[:5]:
        alone = assess_people(load_person_slice(person), as_of, horizon)
        assert_frame_equal(alone, everybody.filter(pl.col("person_id") == person.pk))


def test_the_same_again_changes_nothing(stored_province: Province) -> None:
    for name, changes in update_tables(stored_province).items():
        rows = stored_province.frames()[name].height
        assert changes == Changes(unchanged=rows), name


def test_only_what_differs_is_written(stored_province: Province) -> None:
    first, *_ = stored_province.requirements["requirement_id"]
    renamed = pl.when(pl.col("requirement_id") == first).then(pl.lit("Tên mới"))
    requirements = stored_province.requirements.with_columns(
        renamed.otherwise(pl.col("name")).alias("name"), pl.col("ranks").list.head(0)
    )
    changed = replace(stored_province, requirements=requirements)
    changes = update_tables(changed)
    had_ranks = int((stored_province.requirements["ranks"].list.len() > 0).sum())
    assert 1 <= changes["requirements"].updated <= had_ranks + 1
    assert Requirement.objects.get(pk=first).name == "Tên mới"
    assert changes["people"].updated == 0


def test_a_new_row_comes_in_and_a_missing_one_stays(stored_province: Province) -> None:
    people = stored_province.people
    newcomer = people.head(1).with_columns(
        pl.lit("NEW").alias("person_id"), pl.lit("Đỗ Thị Ửng").alias("full_name")
    )
    partial = replace(
        stored_province,
        people=pl.concat([people.head(3), newcomer]),
        appointments=stored_province.appointments.head(0),
        holdings=stored_province.holdings.head(0),
    )
    assert update_tables(partial)["people"] == Changes(inserted=1, unchanged=3)
    assert Person.objects.count() == people.height + 1
    assert Person.objects.get(pk="NEW").folded_name == "do thi ung"


def test_a_renamed_person_is_found_by_the_new_name(stored_province: Province) -> None:
    people = stored_province.people.with_columns(pl.lit("Lê Văn Ánh").alias("full_name"))
    update_tables(replace(stored_province, people=people))
    assert set(Person.objects.values_list("folded_name", flat=True)) == {"le van anh"}


def test_a_list_without_numbers_takes_none_away(stored_province: Province) -> None:
    people = stored_province.people.with_columns(pl.lit(None, pl.String).alias("personal_number"))
    assert update_tables(replace(stored_province, people=people))["people"].updated == 0


def test_a_new_number_takes_the_place_of_the_old(stored_province: Province) -> None:
    first = stored_province.people.head(1).with_columns(personal_number=pl.lit("099180000001"))
    assert update_tables(replace(stored_province, people=first))["people"].updated == 1
    found = Person.objects.filter(personal_number__in=sealings("099180000001"))
    assert list(found.values_list("pk", flat=True)) == first["person_id"].to_list()


def test_an_erased_person_does_not_come_back_with_the_next_workbook(
    stored_province: Province,
) -> None:
    erased = Person.objects.order_by("pk").first()
    assert erased is not None
    SensitiveFacts.objects.filter(person=erased).delete()
    Person.objects.filter(pk=erased.pk).update(full_name="–", erased_on=date(2026, 1, 1))
    update_tables(stored_province)
    assert Person.objects.get(pk=erased.pk).full_name == "–"
    assert not SensitiveFacts.objects.filter(person=erased).exists()


def test_keys_with_an_empty_part_are_matched(stored_province: Province) -> None:
    """A parameter without a first day is the same parameter when it comes again."""
    parameters = stored_province.parameters.with_columns(pl.lit("khác").alias("value"))
    assert parameters["valid_from"].null_count() > 0
    changes = update_tables(replace(stored_province, parameters=parameters))["parameters"]
    assert changes.inserted == 0
    assert set(Parameter.objects.values_list("value", flat=True)) == {"khác"}


def test_replacing_leaves_nothing_of_the_old(stored_province: Province) -> None:
    empty = Province.from_frames({})
    changes = replace_tables(empty)
    assert changes["people"] == Changes(deleted=stored_province.people.height)
    assert all(frame.is_empty() for frame in load_province().frames().values())


def test_two_rows_that_differ_in_a_text_that_is_empty_and_one_that_is_not(
    stored_province: Province,
) -> None:
    """An empty text and no text are the same to the engine, and stay one row."""
    people = stored_province.people.with_columns(pl.lit("").alias("note"))
    assert update_tables(replace(stored_province, people=people))["people"].updated == 0
