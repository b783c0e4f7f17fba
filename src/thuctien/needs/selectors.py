"""Reads the needs as stored by the last computation."""

from __future__ import annotations

from dataclasses import dataclass

from thuctien.base.language import own_name
from thuctien.catalogue.models import Requirement
from thuctien.needs.models import CoverageSummary, NeedsRun, StatedNeed


@dataclass(frozen=True, slots=True)
class Source:
    """What asks for something: a requirement or a stated need, with its document."""

    name: str
    source: str
    article: str
    confirmed: bool


def current_run() -> NeedsRun | None:
    """Return the computation that the pages show; none before the first."""
    return NeedsRun.objects.filter(is_current=True).first()


def coverage_summaries(run: NeedsRun) -> dict[str, list[CoverageSummary]]:
    """Return the province's coverage by dimension, most overdue first, by one query."""
    found: dict[str, list[CoverageSummary]] = {}
    rows = CoverageSummary.objects.filter(run=run).order_by("-overdue", "-due", "value")
    for row in rows:
        found.setdefault(row.dimension, []).append(row)
    return found


def sources() -> dict[str, Source]:
    """Return every requirement and stated need by code, by two queries."""
    found = {
        code: Source(own_name(name, name_en), source, article, bool(confirmed))
        for code, name, name_en, source, article, confirmed in Requirement.objects.values_list(
            "requirement_id", "name", "name_en", "source", "article", "confirmed"
        )
    }
    for code, reason, source, article, confirmed in StatedNeed.objects.values_list(
        "need_id", "reason", "source", "article", "confirmed"
    ):
        found[code] = Source(reason or code, source, article, bool(confirmed))
    return found
