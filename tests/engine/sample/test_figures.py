"""The figures that the sample is held to, at full size and smaller."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Binding, Sex, SiteKind, Timing
from thuctien.engine.needs import compute_needs
from thuctien.engine.sample import sample_province

PLANNING_DATE = date(2026, 12, 31)
HORIZON = date(2027, 12, 31)


def in_force(frame: pl.DataFrame, on: date = PLANNING_DATE) -> pl.DataFrame:
    """Return the rows that are valid on a day; an empty date is without end."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    not_ended = pl.col("valid_to").is_null() | (pl.col("valid_to") >= on)
    return frame.filter(begun & not_ended)


def test_district_level_has_27_districts_and_600_communes_until_june_2025(full: Province) -> None:
    units = in_force(full.units, date(2025, 6, 30))
    by_kind = dict(units["kind"].value_counts().iter_rows())
    assert by_kind["district"] == 27
    assert by_kind["commune"] + by_kind["ward"] == 600


def test_two_levels_have_147_communes_and_19_wards(full: Province) -> None:
    by_kind = dict(in_force(full.units)["kind"].value_counts().iter_rows())
    assert (by_kind["commune"], by_kind["ward"]) == (147, 19)
    assert "district" not in by_kind


def test_about_600_agencies_have_people(full: Province) -> None:
    held = in_force(full.appointments).join(full.posts, on="post_id")
    assert 580 <= held["unit_id"].n_unique() <= 620


def test_every_ended_unit_says_what_became_of_it(full: Province) -> None:
    ended = full.units.filter(pl.col("valid_to").is_not_null())["unit_id"]
    assert set(ended) == set(full.unit_successions["from_unit_id"])


def test_successors_begin_the_day_after(full: Province) -> None:
    events = full.unit_successions.join(
        full.units.select(from_unit_id="unit_id", ended="valid_to"), on="from_unit_id"
    ).join(full.units.select(to_unit_id="unit_id", begun="valid_from"), on="to_unit_id")
    happened = pl.col("happened_on")
    assert events.filter(pl.col("ended").dt.offset_by("1d") != happened).is_empty()
    # A body that had stood before may take others in; a new one begins with the event.
    assert events.filter(pl.col("begun") > happened).is_empty()


def test_commune_and_school_sizes_are_those_of_the_field(full: Province) -> None:
    held = in_force(full.appointments).join(full.posts, on="post_id")
    sizes = held.group_by("unit_id").len().join(full.units, on="unit_id")
    mean = dict(sizes.group_by("kind").agg(pl.col("len").mean()).iter_rows())
    assert 70 <= mean["commune"] <= 90
    assert 25 <= mean["school"] <= 60
    assert 80 <= mean["department"] <= 120


def test_nearly_everybody_has_one_appointment_in_force(full: Province) -> None:
    held = in_force(full.appointments).group_by("person_id").len()
    several = held.filter(pl.col("len") > 1).height
    assert 0.98 <= held.height / 40_000 < 1
    assert 0.005 <= several / 40_000 <= 0.015


def test_nobody_is_under_18_nor_past_retirement(full: Province) -> None:
    reached = full.retirement_ages.filter(pl.col("year") == PLANNING_DATE.year).select(
        "sex", months=12 * pl.col("age_years") + pl.col("age_months")
    )
    people = full.people.join(reached, on="sex")
    born = pl.col("birth_date")
    assert people.filter(born > date(2008, 12, 31)).is_empty()
    retires = born.dt.offset_by(pl.format("{}mo", "months"))
    assert people.filter(retires < PLANNING_DATE.replace(year=2025)).is_empty()


def test_some_birth_dates_are_known_to_the_year_or_month_only(full: Province) -> None:
    shares = dict(full.people["birth_date_precision"].value_counts(normalize=True).iter_rows())
    assert shares["year"] == pytest.approx(0.03, abs=0.005)
    assert shares["month"] == pytest.approx(0.01, abs=0.003)
    vague = full.people.filter(pl.col("birth_date_precision") == "year")
    assert vague.filter(pl.col("birth_date").dt.ordinal_day() != 1).is_empty()


def test_family_names_are_as_frequent_as_in_the_field(full: Province) -> None:
    family = full.people["full_name"].str.split(" ").list.first()
    assert (family == "Nguyễn").mean() == pytest.approx(0.38, abs=0.03)
    assert (family == "Trần").mean() == pytest.approx(0.11, abs=0.02)


def test_at_least_twelve_requirements_of_every_timing_are_in_force(full: Province) -> None:
    rules = in_force(full.requirements)
    assert 16 <= rules.height <= 35
    assert set(rules["timing"]) == set(Timing)
    assert set(rules["binding"]) == set(Binding)


def test_only_what_a_source_says_is_marked_confirmed(full: Province) -> None:
    """Object and standards of Quy định 350 for the intermediate level were read, and no others."""
    tables = (full.requirements, full.eligibility_rules, full.parameters, full.retirement_ages)
    confirmed = [row for table in tables for row in table.filter("confirmed")["source"]]
    assert confirmed == ["Quy định 350-QĐ/TW"] * 8


@pytest.mark.parametrize(
    ("sex", "year", "age"),
    [
        (Sex.MALE, 2021, (60, 3)),
        (Sex.FEMALE, 2021, (55, 4)),
        (Sex.MALE, 2027, (61, 9)),
        (Sex.MALE, 2028, (62, 0)),
        (Sex.FEMALE, 2034, (59, 8)),
        (Sex.FEMALE, 2035, (60, 0)),
        (Sex.FEMALE, 2045, (60, 0)),
    ],
)
def test_retirement_ages_are_those_of_decree_135(
    full: Province, sex: Sex, year: int, age: tuple[int, int]
) -> None:
    row = full.retirement_ages.filter(pl.col("sex") == sex, pl.col("year") == year)
    assert row.select("age_years", "age_months").row(0) == age


def test_needs_press_as_hard_as_a_years_plan_expects(full: Province) -> None:
    needs = compute_needs(full, PLANNING_DATE, HORIZON).needs
    by_force = dict(needs["force"].value_counts().iter_rows())
    assert 4_000 <= by_force["overdue"] <= 6_000
    assert 9_000 <= by_force["due"] <= 13_000
    assert 25_000 <= by_force["recommended"] <= 40_000


def test_every_need_can_be_met_by_some_programme(full: Province) -> None:
    asked = {
        *in_force(full.requirements)["qualification_id"],
        *full.stated_needs["qualification_id"],
    }
    assert asked <= set(full.grants["qualification_id"])


def test_every_programme_has_modules_a_form_and_lecturers(full: Province) -> None:
    taught = full.lecturers.explode("topics").explode("site_kinds")
    pairs = set(taught.select("site_kinds", "topics").iter_rows())
    needed = full.offerings.explode("site_kinds").join(full.modules, on="programme_id")
    assert set(needed["programme_id"]) == set(full.programmes["programme_id"])
    assert set(needed.select("site_kinds", "topic").iter_rows()) <= pairs


def test_modules_come_after_modules_of_their_programme_that_are_before_them(full: Province) -> None:
    order = full.modules.explode("after").drop_nulls("after")
    assert order.height > 0
    assert order.filter(pl.col("after").cast(pl.Int64) >= pl.col("module_no")).is_empty()


def test_sites_are_one_school_27_centres_and_one_academy(full: Province) -> None:
    kinds = dict(full.sites["kind"].value_counts().iter_rows())
    assert kinds == {SiteKind.SCHOOL: 1, SiteKind.CENTRE: 27, SiteKind.ACADEMY: 1}


def test_quotas_of_the_province_are_those_of_the_reports(full: Province) -> None:
    whole = full.quotas.filter(
        pl.col("unit_id").is_null(), pl.col("leadership_levels").list.len() == 0
    )
    seats = dict(whole.select("programme_id", "seats").iter_rows())
    assert seats == {"CT-CCLL": 219, "CT-HCKT": 44, "CT-TCLL": 3_700}


def test_a_small_province_keeps_a_school_two_centres_and_room_for_a_class(small: Province) -> None:
    kinds = dict(small.sites["kind"].value_counts().iter_rows())
    assert kinds[SiteKind.SCHOOL] == 1
    assert kinds[SiteKind.CENTRE] >= 2
    least = small.programmes.select("programme_id", "min_size")
    whole = small.quotas.filter(
        pl.col("unit_id").is_null(), pl.col("leadership_levels").list.len() == 0
    )
    assert (
        whole.join(least, on="programme_id").filter(pl.col("seats") < pl.col("min_size")).is_empty()
    )


@pytest.mark.parametrize("people", [200, 1_000, 60_000])
def test_any_size_has_exactly_the_people_asked_for(people: int) -> None:
    assert sample_province(people=people).people.height == people


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"people": 199}, "people"), ({"people": 60_001}, "people"), ({"year": 2025}, "year")],
)
def test_arguments_outside_the_bounds_are_refused(arguments: dict[str, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sample_province(**arguments)
