"""The steps of :mod:`bench.intake_web`, each in a process of its own."""

from __future__ import annotations

import time
from datetime import date

import django
import polars as pl

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench.child import Measured, answer, peak_mib  # noqa: E402
from thuctien.base.acting import SYSTEM  # noqa: E402
from thuctien.base.files import whole_file  # noqa: E402
from thuctien.base.models import Job  # noqa: E402
from thuctien.engine.model import Province  # noqa: E402
from thuctien.engine.sample import sample_province  # noqa: E402
from thuctien.engine.sheets import Vocabulary, write_people_list  # noqa: E402
from thuctien.intake.models import ListImport, Verdict  # noqa: E402
from thuctien.intake.services.asking import request_storing, request_undo  # noqa: E402
from thuctien.intake.services.decisions import Pair, decide  # noqa: E402
from thuctien.intake.services.lists import hand_in  # noqa: E402
from thuctien.intake.shelf import shelf_of  # noqa: E402
from thuctien.people.models import Unit  # noqa: E402
from thuctien.sending.services.store_province import Source, store_province  # noqa: E402

AS_OF = date(2026, 12, 31)
QUALIFICATIONS = 7
"""With thirteen facts of a person, twenty columns."""


def measure(step: float, rows: float, seed: float) -> Measured:
    """Do one step: make the list and hand it in, or run the next job on it."""
    if step == 0:
        return _hand_in(int(rows), int(seed))
    (found,) = ListImport.objects.all()
    if step == 2:
        _decide(found)
    asks = {2: request_storing, 3: request_undo}
    if ask := asks.get(int(step)):
        ask(found, acting_user=SYSTEM)
    started, worked = time.perf_counter(), time.process_time()
    call_command("worker", once=True, verbosity=0)
    job = Job.objects.order_by("-pk")[0]
    found.refresh_from_db()
    return {
        "job": job.kind,
        "state": job.state,
        "list": found.state,
        "counts": found.counts,
        "result": {k: v for k, v in job.result.items() if k != "counts"},
        "seconds": round((job.finished_at - job.started_at).total_seconds(), 2),
        "with_start_of_worker": round(time.perf_counter() - started, 2),
        "processor_seconds": round(time.process_time() - worked, 2),
        "peak_mib": peak_mib(),
    }


def _decide(found: ListImport) -> None:
    """Say of every pair that they are two people: all must be decided."""
    pairs = [Pair(*row) for row in shelf_of(found).pairs.select("sheet", "row", "rival").rows()]
    decide(found, pairs, Verdict.OTHER, acting_user=SYSTEM)


def _hand_in(rows: int, seed: int) -> Measured:
    province = sample_province(40_000, seed)
    store_province(province, acting_user=SYSTEM, source=Source(name="sample"), today=AS_OF)
    people = _people(province, rows)
    held = province.holdings["qualification_id"].value_counts(sort=True).head(QUALIFICATIONS)
    owners = people.select("sheet", "row", person_id="owner")
    holdings = (
        province.holdings.filter(pl.col("awarded_on") <= AS_OF)
        .join(held, on="qualification_id", how="semi")
        .join(owners, on="person_id")
        .drop("person_id")
    )
    with whole_file(settings.RESULTS) as (handle, finish):
        vocabulary = Vocabulary.of_province(province, AS_OF)
        write_people_list(people, handle.name, vocabulary, holdings=holdings)
        path = finish("list.xlsx")
    unit = Unit.objects.get(parent=None)
    file = ContentFile(path.read_bytes(), name="list.xlsx")
    hand_in(file, unit=unit, as_of=AS_OF, acting_user=SYSTEM)
    return {"rows": people.height, "bytes": path.stat().st_size}


def _people(province: Province, rows: int) -> pl.DataFrame:
    """Return people as a list has them: the first half stored, every fourth changed; half new."""
    in_force = province.appointments.filter(
        (pl.col("valid_from") <= AS_OF)
        & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= AS_OF))
    )
    main = in_force.sort("valid_from", "post_id", descending=[True, False]).unique(
        "person_id", keep="first", maintain_order=True
    )
    posts = province.posts.select("post_id", "unit_id", post_title="title")
    people = (
        province.people.join(main.select("person_id", "post_id"), on="person_id")
        .join(posts, on="post_id")
        .sort("person_id")
        .head(rows)
        .with_row_index("at")
        .with_columns(
            sheet=pl.lit("list"),
            row=pl.col("at").cast(pl.Int32),
            owner="person_id",
            rank=pl.lit(None, pl.String),
            leadership_level=pl.lit(None, pl.String),
            phone=pl.lit("0912345678"),
            email=pl.lit("canbo@example.vn"),
        )
    )
    known, new = pl.col("at") < rows // 2, pl.col("at") >= rows // 2
    return people.with_columns(
        pl.when(known).then("person_id"),
        pl.when(known).then("personal_number"),
        pl.when(new)
        .then(pl.lit("Lò ") + pl.col("full_name"))
        .otherwise("full_name")
        .alias("full_name"),
        pl.when(known & (pl.col("at") % 4 == 0))
        .then(pl.lit("đã rà soát"))
        .otherwise("note")
        .alias("note"),
        pl.when(new)
        .then(pl.col("birth_date").dt.offset_by("1d"))
        .otherwise("birth_date")
        .alias("birth_date"),
        pl.when(new)
        .then(pl.lit("day"))
        .otherwise("birth_date_precision")
        .alias("birth_date_precision"),
    )


if __name__ == "__main__":
    answer(measure)
