"""Needs that somebody stated: requests of units, targets of the province, measured weaknesses."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from thuctien.engine.model.choices import Binding, Origin
from thuctien.engine.sample.draw import Bools, scaled, stream
from thuctien.engine.sample.facts import raw_facts, split_codes
from thuctien.engine.sample.subjects import subject_masks

REQUESTS = 300
WEAKNESSES = 20
NAMED_SHARE = 0.4
"""Share of the requests that name a person; the others name a family of posts of the unit."""
MANDATORY_SHARE = 0.1
SAMPLE_SOURCE = "mẫu"
WEAKNESS_REASON = "Kết quả công việc sau bồi dưỡng còn yếu: {}"


def make_stated_needs(placements: pl.DataFrame, people: int, year: int, seed: int) -> pl.DataFrame:
    """Return the stated needs, all due within ``year``."""
    rng = stream(seed, "stated needs")
    facts = raw_facts("request_reasons")
    masks = subject_masks(placements, facts.select("post_families"))
    requests = _about(rng, placements, facts, masks, scaled(REQUESTS, people, least=5))
    named = pl.Series(rng.random(requests.height) < NAMED_SHARE)
    requests = requests.with_columns(
        person_id=pl.when(named).then("person_id"),
        post_families=pl.when(~named).then(pl.concat_list("family")).otherwise([]),
        origin=pl.lit(Origin.UNIT_REQUEST.value),
        binding=_bindings(rng, requests.height),
    )
    weak = _about(rng, placements, facts, masks, scaled(WEAKNESSES, people, least=2)).with_columns(
        person_id=pl.lit(None, pl.String),
        post_families=pl.concat_list("family"),
        origin=pl.lit(Origin.WEAKNESS.value),
        binding=pl.lit(Binding.RECOMMENDED.value),
        reason=pl.format(WEAKNESS_REASON, pl.col("qualification_id").replace_strict(_names())),
    )
    columns = [
        "origin",
        "person_id",
        "unit_id",
        "post_families",
        "qualification_id",
        "binding",
        "reason",
    ]
    stated = pl.concat([requests.select(columns), weak.select(columns)])
    stated = stated.with_columns(
        need_id=pl.format("NC{}", pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(3)),
        leadership_levels=pl.lit([], pl.List(pl.String)),
        due_on=_due_days(rng, stated.height, year),
    )
    return pl.concat([stated, _targets(year)], how="diagonal").with_columns(
        hours=pl.lit(None, pl.Float64),
        source=pl.lit(SAMPLE_SOURCE),
        article=pl.lit(None, pl.String),
        confirmed=pl.lit(value=False),
        valid_from=pl.lit(None, pl.Date),
        valid_to=pl.lit(None, pl.Date),
    )


def _about(
    rng: np.random.Generator,
    placements: pl.DataFrame,
    facts: pl.DataFrame,
    masks: list[Bools],
    count: int,
) -> pl.DataFrame:
    """Draw ``count`` people, each with a qualification that somebody could ask for them."""
    kinds = [i for i in rng.integers(0, facts.height, count).tolist() if masks[i].any()]
    rows = [int(rng.choice(np.flatnonzero(masks[i]))) for i in kinds]
    return pl.concat(
        [
            placements[rows].select("person_id", "unit_id", "family"),
            facts[kinds].select("qualification_id", "reason"),
        ],
        how="horizontal",
    )


def _names() -> dict[str, str]:
    """Return the names of the qualifications."""
    return dict(raw_facts("qualifications").select("qualification_id", "name").iter_rows())


def _bindings(rng: np.random.Generator, count: int) -> pl.Series:
    mandatory = rng.random(count) < MANDATORY_SHARE
    return pl.Series(np.where(mandatory, Binding.MANDATORY.value, Binding.RECOMMENDED.value))


def _due_days(rng: np.random.Generator, count: int, year: int) -> pl.Series:
    first = date(year, 3, 31)
    return pl.Series([first + timedelta(days=int(d)) for d in rng.integers(0, 275, count)])


def _targets(year: int) -> pl.DataFrame:
    return raw_facts("targets").with_columns(
        split_codes(pl.col("post_families")),
        split_codes(pl.col("leadership_levels")),
        origin=pl.lit(Origin.TARGET.value),
        binding=pl.lit(Binding.RECOMMENDED.value),
        due_on=pl.lit(date(year, 12, 31)),
    )
