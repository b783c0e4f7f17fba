"""Reads the needs as stored by the last computation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, TextField, Value, When

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import own_name
from thuctien.catalogue.models import Requirement
from thuctien.needs.models import CoverageSummary, NeedsRun, StatedNeed

Columns = tuple[Any, ...]


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


def sources(*, acting_user: ActingUser) -> dict[str, Source]:
    """Return by code every requirement and the stated needs that may be seen, by one query.

    What the province states for everybody (no person, no unit) is seen by all who see needs.
    """
    rules = Requirement.objects.values_list(
        "requirement_id", "name", "name_en", "source", "article", "confirmed"
    )
    of_everybody = unscoped(
        StatedNeed.objects.filter(person=None, unit=None), reason="it concerns nobody by name"
    )
    seen = visible(StatedNeed.objects.all(), acting_user=acting_user)
    return _by_code(rules.union(_stated(seen | of_everybody), all=True))


def with_sources_of(found: dict[str, Source], codes: Iterable[str]) -> dict[str, Source]:
    """Return ``found`` with the stated needs among ``codes`` that are not in it yet.

    ``codes`` are those of needs that may be seen; the request itself may be that of a unit above.
    One query where something is missing, else none.
    """
    missing = set(codes) - found.keys()
    if not missing:
        return found
    rows = StatedNeed.objects.filter(pk__in=missing)
    return found | _by_code(_stated(unscoped(rows, reason="asked of people who are visible")))


def _stated(rows: QuerySet[StatedNeed]) -> QuerySet[StatedNeed, Columns]:
    reason = Case(When(reason="", then="need_id"), default="reason", output_field=TextField())
    return rows.values_list(
        "need_id", reason, Value("", TextField()), "source", "article", "confirmed"
    )


def _by_code(rows: Iterable[Columns]) -> dict[str, Source]:
    return {
        code: Source(own_name(name, name_en), source, article, bool(confirmed))
        for code, name, name_en, source, article, confirmed in rows
    }
