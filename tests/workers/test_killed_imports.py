"""A worker is killed at a random point of each of a hundred imports: all of it is in, or nothing.

The worker is the real one, in a process of its own, ended by SIGKILL. The seed gives the points;
how far the work is by then depends on the machine, so the counts at the end say where they fell.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import SAMPLE_YEAR
from tests.workers.installation import Database, Workers
from thuctien.engine.sample import sample_province
from thuctien.engine.workbook import write_province

PEOPLE = 200
SEED = 20_261_124
VERSIONS = "ABC"
KILLS = 100
KILLS_ON_POSTGRES = 20
FINISHED_EVERY = 5
"""Every so many imports the next worker is to finish what the killed one left."""
NEWEST_JOB = "SELECT state, stage FROM base_job ORDER BY id DESC LIMIT 1"
STORED = "SELECT count(*) FROM base_auditentry WHERE action = 'sending.province.store'"

Workbooks = dict[str, Path]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Workbooks:
    """Three versions of a province; everybody's name differs in each."""
    folder = tmp_path_factory.mktemp("workbooks")
    province = sample_province(PEOPLE, seed=7, year=SAMPLE_YEAR)
    paths = {version: folder / f"{version}.xlsx" for version in VERSIONS}
    for version, path in paths.items():
        people = province.people.with_columns(pl.col("full_name") + f" {version}")
        write_province(replace(province, people=people), path)
    return paths


@pytest.mark.django_db
def test_every_killed_import_is_wholly_in_or_wholly_out(
    database: Database, workers: Workers, workbooks: Workbooks
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - points in time, not secrets
    known, longest = _import_each_once(database, workers, workbooks)
    kills = KILLS_ON_POSTGRES if database.others else KILLS
    killed_in: Counter[str] = Counter()
    stored = asked = VERSIONS[-1]
    for number in range(kills):
        asked = chance.choice([v for v in VERSIONS if v not in {stored, asked}])
        _ask(workers, workbooks[asked])
        workers.kill_after(chance.uniform(0.0, longest))
        ((state, stage),) = database.ask(NEWEST_JOB)
        killed_in[stage if state == "running" else state] += 1
        now = known.get(database.fingerprint(), "neither")
        assert now == (asked if state == "done" else stored), (number, state, stage)
        if state != "done" and number % FINISHED_EVERY == 0:
            workers.finish()
            now = known.get(database.fingerprint(), "neither")
            assert now == asked, (number, state, stage)
        assert workers.order("cancel") == 0
        stored = now
    _nothing_is_left(database, workers)
    # Many kills met the work, some the storing; how many came too late is up to the machine.
    assert kills - killed_in["done"] > kills / 3
    assert killed_in["store"] > 0


def _ask(workers: Workers, workbook: Path) -> None:
    assert workers.order(f"ask {workbook}") == 0


def _import_each_once(
    database: Database, workers: Workers, workbooks: Workbooks
) -> tuple[dict[str, str], float]:
    """Import every version undisturbed; return them by fingerprint, and the longest time."""
    known, times = {}, []
    for version in VERSIONS + VERSIONS:
        _ask(workers, workbooks[version])
        times.append(workers.work_to_the_end())
        known[database.fingerprint()] = version
    assert sorted(known.values()) == list(VERSIONS)
    return known, max(times[len(VERSIONS) :])


def _nothing_is_left(database: Database, workers: Workers) -> None:
    """Everything ended, and the trail has one entry for each import that was stored."""
    workers.work_to_the_end()
    imports = "SELECT state, count(*) FROM base_job WHERE kind = 'province.import' GROUP BY state"
    jobs = dict(database.ask(imports))
    assert set(jobs) <= {"done", "cancelled"}
    assert database.ask(STORED) == [(jobs["done"],)]
    assert database.ask("SELECT count(*) - max(position) FROM base_auditentry") == [(0,)]
