"""A worker is killed while it takes a list in, or undoes it: all of it is in, or nothing."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.conftest import SAMPLE_YEAR
from tests.workers.installation import Database, Workers
from thuctien.engine.model import Province
from thuctien.engine.sample import sample_province
from thuctien.engine.workbook import write_province

PEOPLE, NEW = 200, 60
SEED = 20_261_125
KILLS = 20
NEWEST_JOB = "SELECT state, stage FROM base_job ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A province, and a list of new people for one of its posts."""
    folder = tmp_path_factory.mktemp("lists")
    province = sample_province(PEOPLE, seed=7, year=SAMPLE_YEAR)
    write_province(province, folder / "tinh.xlsx")
    _write_list(province, folder / "danh-sach.xlsx")
    return folder / "tinh.xlsx", folder / "danh-sach.xlsx"


def _write_list(province: Province, path: Path) -> None:
    post = province.posts.filter(pl.col("valid_to").is_null()).row(0, named=True)
    book = openpyxl.Workbook()
    book.active.append(["Mã nhân sự", "Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị", "Chức vụ"])
    for number in range(NEW):
        name = f"Lò Văn {'AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY'[number % 29]}n{'g' * (number // 29)}"
        born = f"{number % 28 + 1:02}/05/{1970 + number % 30}"
        unit, code = post["unit_id"], post["post_id"]
        book.active.append([f"MOI{number:03}", name, "Nam", born, unit, code])
    book.save(path)


@pytest.mark.django_db
def test_a_killed_list_is_wholly_in_or_wholly_out(
    database: Database, workers: Workers, files: tuple[Path, Path]
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - points in time, not secrets
    province, people = files
    assert workers.order(f"ask {province}") == 0
    workers.work_to_the_end()
    known, longest = {database.fingerprint(): "out"}, {}
    _read(workers, people)
    for order, outcome in (("store", "in"), ("undo", "out")):
        assert workers.order(order) == 0
        longest[order] = workers.work_to_the_end()
        assert known.setdefault(database.fingerprint(), outcome) == outcome
    assert set(known.values()) == {"in", "out"}
    now, killed_in = "out", Counter[str]()
    for number in range(KILLS):
        if now == "out":
            _read(workers, people)
        order, outcome = ("store", "in") if now == "out" else ("undo", "out")
        assert workers.order(order) == 0
        workers.kill_after(chance.uniform(0.0, longest[order]))
        ((state, stage),) = database.ask(NEWEST_JOB)
        killed_in[stage if state == "running" else state] += 1
        expected = outcome if state == "done" else now
        assert known.get(database.fingerprint(), "neither") == expected, (number, state, stage)
        assert workers.order("cancel") == 0
        now = expected
    # How many end in time depends on how busy the machine is; some must be met at work.
    assert KILLS - killed_in["done"] > KILLS / 4


def _read(workers: Workers, people: Path) -> None:
    assert workers.order(f"list {people}") == 0
    workers.work_to_the_end()
