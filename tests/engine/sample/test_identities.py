"""Numbers and sensitive facts of the sample: plausible, and of nobody."""

from __future__ import annotations

import polars as pl
import pytest

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Sex
from thuctien.engine.sample import identities
from thuctien.engine.text.personal_number import SAMPLE_PLACE, check_personal_number


def test_numbers_agree_with_their_people_and_are_of_no_real_place(full: Province) -> None:
    known = full.people.drop_nulls("personal_number")
    for number, sex, born in known.select("personal_number", "sex", "birth_date").iter_rows():
        assert number.startswith(SAMPLE_PLACE)
        assert check_personal_number(number, sex=Sex(sex), birth_date=born) == []


def test_no_two_people_have_one_number(full: Province) -> None:
    assert full.people["personal_number"].drop_nulls().is_unique().all()


def test_a_few_people_have_no_number(full: Province) -> None:
    missing = full.people["personal_number"].null_count() / full.people.height
    assert missing == pytest.approx(identities.WITHOUT_NUMBER_SHARE, abs=0.005)


def test_nobody_joins_the_party_before_entering_service(full: Province) -> None:
    both = full.people.join(full.sensitive_facts, on="person_id")
    assert both.filter(pl.col("party_joined_on") < pl.col("service_from")).is_empty()
    assert 0.5 < both["party_joined_on"].count() / both.height < 0.9


def test_sensitive_facts_are_of_people_of_the_sample(full: Province) -> None:
    strangers = full.sensitive_facts.join(full.people, on="person_id", how="anti")
    assert strangers.is_empty()
    assert full.sensitive_facts.height / full.people.height == pytest.approx(
        1 - identities.NOTHING_KNOWN_SHARE, abs=0.005
    )
