"""Needs are kept with their coverage, and added up the same as counted anew."""

from __future__ import annotations

import polars as pl
import pytest
from django.db.models import Count, Sum

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry
from thuctien.engine.needs import NEEDS_SCHEMA, Force, Needs
from thuctien.needs.models import Coverage, CoverageSummary, Need, NeedsRun
from thuctien.needs.services import store_needs

COUNTS = ("subject", "met", *(force.value for force in Force))


@pytest.fixture
def run(needs: Needs, acting_officer: ActingUser) -> NeedsRun:
    return store_needs(needs, acting_user=acting_officer)


def test_every_need_is_kept_as_computed(needs: Needs, run: NeedsRun) -> None:
    columns = list(NEEDS_SCHEMA)
    stored = pl.DataFrame(
        [
            tuple(float(v) if name.startswith("hours_") and v is not None else v or None
                  for name, v in zip(columns, row, strict=True))
            for row in Need.objects.filter(run=run).order_by("need_id").values_list(*columns)
        ],
        schema=NEEDS_SCHEMA,
        orient="row",
    )  # fmt: skip
    given = needs.needs.with_columns(
        pl.when(pl.col(pl.Float64) != 0).then(pl.col(pl.Float64)).name.keep()
    )
    stored = stored.with_columns(
        pl.when(pl.col(pl.Float64) != 0).then(pl.col(pl.Float64)).name.keep()
    )
    assert stored.equals(given)


def test_the_run_counts_needs_by_force_and_people(needs: Needs, run: NeedsRun) -> None:
    run.refresh_from_db()
    assert run.needs == needs.needs.height == run.overdue + run.due + run.recommended + run.later
    assert run.overdue == needs.needs.filter(force=Force.OVERDUE.value).height
    assert run.people_with_needs == needs.needs["person_id"].n_unique()
    assert run.people == needs.people


def test_no_count_of_needs_is_without_those_it_was_looked_for_in(run: NeedsRun) -> None:
    """Of everybody to whom something applies, each meets it or has a need of some force."""
    for model in (Coverage, CoverageSummary):
        for row in model.objects.filter(run=run).values(*COUNTS):
            assert row["subject"] == sum(row[name] for name in COUNTS[1:])


@pytest.mark.parametrize("dimension", CoverageSummary.Dimension)
def test_each_summary_adds_up_to_the_whole(run: NeedsRun, dimension: str) -> None:
    sums = {name: Sum(name) for name in COUNTS}
    whole = Coverage.objects.filter(run=run).aggregate(**sums)
    part = CoverageSummary.objects.filter(run=run, dimension=dimension).aggregate(**sums)
    assert part == whole


def test_a_summary_by_source_counts_that_source(run: NeedsRun) -> None:
    counted = dict(
        Need.objects.filter(run=run, force=Force.OVERDUE)
        .values_list("source_id")
        .annotate(Count("pk"))
    )
    summaries = CoverageSummary.objects.filter(run=run, dimension="source", overdue__gt=0)
    assert dict(summaries.values_list("value", "overdue")) == counted


def test_every_summary_by_kind_names_its_kind(run: NeedsRun) -> None:
    assert not CoverageSummary.objects.filter(run=run, value="").exclude(dimension="total").exists()


def test_the_last_computation_is_the_current_one(needs: Needs, run: NeedsRun) -> None:
    second = store_needs(needs, acting_user=SYSTEM)
    assert list(NeedsRun.objects.filter(is_current=True)) == [second]
    assert Need.objects.filter(run=run).count() == needs.needs.height


def test_the_trail_says_who_had_needs_computed(run: NeedsRun, acting_officer: ActingUser) -> None:
    entry = AuditEntry.objects.get(action="needs.run.store")
    assert entry.user == acting_officer.user
    assert entry.after["needs"] == run.needs
