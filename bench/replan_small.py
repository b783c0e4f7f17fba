"""How often replanning finds the fewest changes, against all plans of small random provinces."""

from __future__ import annotations

from collections import Counter
from random import Random

from bench.child import Measured
from tests.engine.planning.provinces import YEAR
from tests.engine.replanning.cases import happened
from tests.engine.replanning.exact import ExactReplan
from tests.engine.replanning.undo import needless
from thuctien.engine.planning import check_plan


def bench_replan_small(provinces: int) -> Measured:
    """Count over provinces of fixed seeds in which somebody was told of something."""
    counted = Counter[str]()
    for seed in range(provinces):
        case = happened(Random(seed))  # noqa: S311 - provinces, not secrets
        if not case.told:
            continue
        frontier, exact = case.replanned(), ExactReplan(case)
        first, fewest = frontier.points[0], exact.fewest()
        counted["provinces"] += 1
        counted["with_forced_changes"] += fewest > 0
        counted["fewest_changes"] += first.changes == fewest
        counted["proven"] += first.is_proven_least
        counted["best_with_fewest_changes"] += exact.best_with(fewest) == first.met
        exact = ExactReplan(case)
        for point in frontier.points:
            after = case.after
            counted["points"] += 1
            counted["fewest_for_what_they_meet"] += exact.fewest(point.met) == point.changes
            counted["needless_changes"] += len(list(needless(case, point)))
            counted["violations"] += len(
                check_plan(after.province, after.needs, point.classes, point.turns, YEAR)
            )
    return {"benchmark": "replan-small", "seeds": provinces, **counted}
