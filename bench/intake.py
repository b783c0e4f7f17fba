"""How long a list of people takes from file to preview, and the search for duplicates."""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import polars as pl

from bench.child import Measured, in_child, machine, peak_mib
from thuctien.engine.matching import propose_duplicates
from thuctien.engine.sample import sample_province
from thuctien.engine.sample.draw import stream
from thuctien.engine.sample.messy import form_columns as col
from thuctien.engine.sample.messy.files import write_csv, write_xls, write_xlsx
from thuctien.engine.sample.messy.forms import FormColumn, FormSheet
from thuctien.engine.sample.messy.grid import Grid
from thuctien.engine.sample.messy.members import Member, members_of
from thuctien.engine.sheets import (
    Place,
    Vocabulary,
    apply_corrections,
    open_book,
    read_people,
    write_people_list,
    write_returned,
)
from thuctien.engine.sheets.targets import Target
from thuctien.engine.text.dates import show_date

AS_OF = date(2026, 12, 31)
KINDS = ("xlsx", "xls", "csv")
WRITING, DUPLICATES = "write", "duplicates"
KNOWN = 60_000
VOCABULARY, PEOPLE = "vocabulary.pickle", "people.parquet"
LIMITS = {"preview_seconds": 5.0, "duplicates_seconds": 3.0, "peak_mib": 1024.0}
"""The budget for 25,000 rows of 20 columns and 60,000 people known, on two cores."""

_FAULTY = 50
"""Every how many rows a cell is spoilt: an agency that takes care, but types by hand."""


def bench_intake(rows: int, runs: int, seed: int) -> Measured:
    """Measure each kind of file and the duplicates, each time in a fresh process."""
    before = machine()
    with tempfile.TemporaryDirectory() as folder:
        in_child("bench.intake", WRITING, folder, rows, seed)
        return {
            "benchmark": "intake",
            "rows": rows,
            "columns": 20,
            "lists": {
                kind: [in_child("bench.intake", kind, folder) for _ in range(runs)]
                for kind in KINDS
            },
            "duplicates": [in_child("bench.intake", DUPLICATES, folder) for _ in range(runs)],
            "limits": LIMITS,
            "machine": before,
        }


def write_lists(folder: Path, rows: int, seed: int) -> None:
    """Write the same list of people as a file of each kind."""
    province = sample_province(KNOWN, seed)
    members = members_of(province, AS_OF, stream(seed, "bench.intake"))
    vocabulary = Vocabulary.of_province(province, AS_OF)
    sheet = _list(list(islice(cycle(members), rows)), vocabulary)
    writers: dict[str, Callable[[Path, Sequence[Grid]], None]] = {
        "xlsx": write_xlsx,
        "xls": write_xls,
        "csv": lambda path, grids: write_csv(path, grids[0], "cp1258", ";"),
    }
    for kind, write in writers.items():
        write(folder / f"list.{kind}", [sheet.grid])
    (folder / VOCABULARY).write_bytes(pickle.dumps(vocabulary))
    posts = province.posts.select("post_id", "unit_id")
    held = province.appointments.join(posts, on="post_id").unique("person_id", keep="last")
    unnumbered = province.people.drop("personal_number", strict=False)  # names must do
    known = unnumbered.join(held, on="person_id", how="left").sort("person_id")
    known.write_parquet(folder / PEOPLE)


def measure_list(kind: str, folder: Path, vocabulary: Vocabulary) -> Measured:
    """Time what somebody waits for: preview, one correction, the returned workbook, a list."""
    source = folder / f"list.{kind}"
    start = peak_mib()
    started, worked = time.perf_counter(), time.process_time()
    book = open_book(source)
    opened = time.perf_counter()
    reading = read_people(book, vocabulary, as_of=AS_OF)
    previewed = time.perf_counter()
    peak, preview_work = peak_mib(), time.process_time() - worked
    place = Place(reading.layouts[0].sheet, reading.layouts[0].people[0], 5)
    corrected = apply_corrections(reading, {place: "12/05/1980"})
    rechecked = time.perf_counter()
    write_returned(corrected, source, folder / "returned.xlsx")
    returned = time.perf_counter()
    write_people_list(reading.people, folder / "exported.xlsx", vocabulary)
    return {
        "people": reading.people.height,
        "faults": len(reading.faults),
        "seconds": {
            "open": round(opened - started, 3),
            "layout_and_cells": round(previewed - opened, 3),
            "preview": round(previewed - started, 3),
            "correction": round(rechecked - previewed, 3),
            "returned_workbook": round(returned - rechecked, 3),
            "export": round(time.perf_counter() - returned, 3),
        },
        "processor_seconds": {"preview": round(preview_work, 3)},
        "peak_mib": {"before": start, "preview": peak, "all": peak_mib()},
    }


def measure_duplicates(folder: Path, vocabulary: Vocabulary) -> Measured:
    """Time the proposals between an incoming list and everybody known."""
    incoming = read_people(open_book(folder / "list.xlsx"), vocabulary, as_of=AS_OF).people
    known = pl.read_parquet(folder / PEOPLE)
    started, worked = time.perf_counter(), time.process_time()
    pairs = propose_duplicates(incoming.with_columns(person_id=pl.lit(None)), known).pairs
    return {
        "incoming": incoming.height,
        "known": known.height,
        "proposals": pairs.height,
        "seconds": round(time.perf_counter() - started, 3),
        "processor_seconds": round(time.process_time() - worked, 3),
        "peak_mib": peak_mib(),
    }


def measure(what: str, folder: Path) -> Measured:
    """Measure one kind of file, or the duplicates."""
    vocabulary = pickle.loads((folder / VOCABULARY).read_bytes())  # noqa: S301 - our own file
    if what == DUPLICATES:
        return measure_duplicates(folder, vocabulary)
    return measure_list(what, folder, vocabulary)


def _list(members: Sequence[Member], known: Vocabulary) -> FormSheet:
    sheet = FormSheet("DS", _columns(known))
    sheet.letterhead("TỈNH MẪU", "BAN TỔ CHỨC", "DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC")
    sheet.header()
    for index, member in enumerate(members):
        sheet.person(member)
        if index % _FAULTY == 0:
            sheet.slip(Target.BIRTH_DATE, "31/02/1980", None)
    return sheet


def _columns(known: Vocabulary) -> tuple[FormColumn, ...]:
    theory = {"LLCT-SC": "Sơ cấp", "LLCT-TC": "Trung cấp", "LLCT-CC": "Cao cấp"}
    return (
        col.STT,
        col.code("Mã CBCCVC"),
        col.name("Họ và tên"),
        col.sex("Giới tính"),
        col.birth("Ngày sinh"),
        col.number("Số CCCD"),
        col.unit("Đơn vị"),
        col.post("Chức vụ"),
        col.rank("Ngạch", dict(known.ranks)),
        col.leadership("Cấp lãnh đạo", dict(known.leadership_levels)),
        col.service("Ngày vào ngành"),
        col.ethnic_group("Dân tộc"),
        col.party("Ngày vào Đảng"),
        col.phone("Điện thoại"),
        col.email("Email"),
        col.level("political_theory", theory, "Trình độ LLCT"),
        col.held("QLNN-CV", "QLNN ngạch chuyên viên", show=show_date),
        col.held("QP-4", "QP-AN đối tượng 4"),
        col.held("KNS-CB", "Kỹ năng số cơ bản", show=lambda day: str(day.year)),
        col.NOTE,
    )


if __name__ == "__main__":
    if sys.argv[1] == WRITING:
        write_lists(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
        print("{}")
    else:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
