"""Nothing stands above itself: units, qualifications, modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import polars as pl

from thuctien.engine.model.choices import Relation
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_ARROW = " → "


def unit_cycles(tables: Tables) -> Iterator[Finding]:
    """Find units that are, through their parents, their own parent."""
    if tables.has("units"):
        edges = tables.frame("units").select(ROW, "unit_id", "parent_id").drop_nulls()
        yield Finding(FaultCode.UNIT_CYCLE, "units", "parent_id", _cycle_rows(edges))


def inclusion_cycles(tables: Tables) -> Iterator[Finding]:
    """Find qualifications that, through others, include themselves."""
    if tables.has("inclusions"):
        includes = tables.frame("inclusions").filter(pl.col("relation") == Relation.INCLUDES)
        edges = includes.select(ROW, "qualification_id", "other_id").drop_nulls()
        yield Finding(FaultCode.INCLUSION_CYCLE, "inclusions", "other_id", _cycle_rows(edges))


def module_cycles(tables: Tables) -> Iterator[Finding]:
    """Find modules that must come before themselves."""
    if not tables.has("modules"):
        return
    modules = tables.frame("modules").drop_nulls(["programme_id", "module_no"])
    for (programme,), own in modules.group_by("programme_id", maintain_order=True):
        known = set(own["module_no"].cast(pl.String))
        after = own.select(ROW, pl.col("module_no").cast(pl.String), "after")
        edges = after.explode("after", empty_as_null=True).drop_nulls()
        unknown = edges.filter(~pl.col("after").is_in(known))
        rows = unknown.select(
            ROW, pl.col("after").alias("value"), pl.lit(programme).alias("programme")
        )
        yield Finding(FaultCode.UNKNOWN_MODULE, "modules", "after", rows)
        yield Finding(FaultCode.MODULE_CYCLE, "modules", "after", _cycle_rows(edges))


def _cycle_rows(edges: pl.DataFrame) -> pl.DataFrame:
    """Return the row of the first edge of each cycle, and its path; edges are row, from, to."""
    row_of = {(one, other): row for row, one, other in edges.iter_rows()}
    found = [(row_of[path[0], path[1]], _ARROW.join(path)) for path in find_cycles(row_of)]
    return pl.DataFrame(found, schema={ROW: pl.Int64, "path": pl.String}, orient="row")


def find_cycles(edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return cycles that share no edge, each from its least node back to it.

    Every cycle of the graph shares an edge with one of them, so none goes without notice.
    """
    left = dict.fromkeys(edges)
    cycles: list[list[str]] = []
    while cycle := _one_cycle(left):
        for edge in pairwise(cycle):
            left.pop(edge, None)
        start = cycle.index(min(cycle))
        cycles.append([*cycle[start:-1], *cycle[: start + 1]])
    return cycles


def _one_cycle(edges: Iterable[tuple[str, str]]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for one, other in edges:
        sorter.add(one, other)
    try:
        sorter.prepare()
    except CycleError as error:
        backwards: list[str] = error.args[1]
        return backwards[::-1]
    return []
