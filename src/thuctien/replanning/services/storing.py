"""Keep the ways that were computed: figures, frames, and who is touched."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.rows import insert_rows
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.engine.replanning import Frontier, Point
from thuctien.replanning.frames import packed
from thuctien.replanning.models import Revision, Way, WayChange


@transaction.atomic
def store_ways(
    revision: Revision,
    frontier: Frontier,
    violations: Sequence[int],
    *,
    events_digest: str,
    acting_user: ActingUser,
) -> Revision:
    """Store the points of a frontier in the place of those before.

    ``violations`` has what the independent checker counted for each point.
    """
    Way.objects.filter(revision=revision).delete()
    revision.computed_at = timezone.now()
    revision.events_digest = events_digest
    revision.seed = frontier.seed
    revision.told = frontier.told
    revision.stopped_by = frontier.stopped_by
    revision.save(update_fields=["computed_at", "events_digest", "seed", "told", "stopped_by"])
    ways = [
        _store_point(revision, position, point, broken)
        for position, (point, broken) in enumerate(zip(frontier.points, violations, strict=True), 1)
    ]
    record(
        "replanning.ways.store",
        acting_user=acting_user,
        object_type="replanning.revision",
        object_key=str(revision.pk),
        after={
            "told": revision.told,
            "changes": [way.changes for way in ways],
            "violations": list(violations),
            "fingerprints": [way.fingerprint for way in ways],
        },
    )
    return revision


def _store_point(revision: Revision, position: int, point: Point, violations: int) -> Way:
    overdue, due, recommended = point.met
    way = Way.objects.create(
        revision=revision,
        position=position,
        overdue=overdue,
        due=due,
        recommended=recommended,
        dropped=point.dropped,
        moved=point.moved,
        class_moved=point.class_moved,
        fallen=point.fallen,
        opened=point.opened,
        closed=point.closed,
        cost=point.cost,
        least_changes=point.least_changes,
        violations=violations,
        classes=packed(point.classes),
        turns=packed(point.turns),
        fingerprint=fingerprint(point.classes, point.turns),
    )
    rows = point.touched.with_columns(
        pl.col("new_class_id").fill_null(""), pl.lit(way.pk).alias("way_id")
    )
    insert_rows(WayChange, rows.columns, rows.iter_rows())
    return way
