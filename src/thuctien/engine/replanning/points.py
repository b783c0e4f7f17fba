"""A draft as a point of the frontier: frames, counts, and who is touched."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.planning.ledger import Booleans
from thuctien.engine.planning.names import Names
from thuctien.engine.planning.tables import class_rows, turn_rows
from thuctien.engine.replanning.causes import ChangeKind
from thuctien.engine.replanning.result import Point
from thuctien.engine.replanning.touched import Pressures, Witness
from thuctien.engine.replanning.work import CLOSED, Work


def class_codes(work: Work) -> dict[int, str]:
    """Return the code of each opened class: kept classes keep theirs, new ones are counted on."""
    kept = work.kept.classes
    codes = {
        int(work.number[n]): c.class_id for n, c in enumerate(kept) if work.number[n] != CLOSED
    }
    new = [c for c in work.draft.placement.classes.values() if c.number not in codes]
    new.sort(key=lambda c: (c.pattern.starts_on, c.programme_id, c.mode, c.site_id, c.number))
    used = {c.class_id for c in kept}
    count = len(kept)
    for opened in new:
        count += 1
        while f"{work.draft.problem.year}-{count:03}" in used:
            count += 1
        codes[opened.number] = f"{work.draft.problem.year}-{count:03}"
    return codes


def as_point(
    work: Work,
    classes: pl.DataFrame,
    names: Names,
    pressures: Pressures,
    forced: Booleans,
    least_changes: int,
) -> Point:
    """Return a finished draft as a point; ``classes`` are those of the approved plan."""
    codes = class_codes(work)
    kept = work.kept
    begun = [c.class_id for c in kept.classes if c.begun]
    stated = classes.filter(pl.col("class_id").is_in(begun)).select("class_id", "max_size")
    rows = class_rows(work.draft, codes)
    rows = rows.join(stated, on="class_id", how="left", suffix="_stated", maintain_order="left")
    rows = rows.with_columns(pl.coalesce("max_size_stated", "max_size").alias("max_size"))
    touched = Witness(names, pressures, forced, work, codes).touched()
    counted = dict(touched["kind"].value_counts().iter_rows())
    overdue, due, recommended = work.draft.ledger.tier_counts()
    held = int((work.number != CLOSED).sum())
    return Point(
        price=work.price,
        classes=rows.drop("max_size_stated"),
        turns=turn_rows(work.draft, codes),
        met=(overdue, due, recommended),
        dropped=counted.get(str(ChangeKind.DROPPED), 0),
        moved=counted.get(str(ChangeKind.MOVED), 0),
        class_moved=counted.get(str(ChangeKind.CLASS_MOVED), 0),
        fallen=int((kept.told & kept.fallen & ~kept.fixed).sum()),
        opened=rows.height - held,
        closed=int((work.number == CLOSED).sum()),
        cost=int(rows["cost"].sum()),
        least_changes=least_changes,
        touched=touched,
    )


def lost_turns(work: Work) -> Booleans:
    """Return which kept turns a draft does not keep."""
    lost: Booleans = np.asarray(~work.at_home())
    return lost
