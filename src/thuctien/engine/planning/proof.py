"""What a plan reaches, what no plan can surpass, and the gap between the two."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np

from thuctien.engine.planning.construct import BINDING_TIERS, Draft
from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.linear import OrderedSolver, Relaxed, proven_bound
from thuctien.engine.planning.master import Master
from thuctien.engine.planning.result import Tier


@dataclass(frozen=True, slots=True)
class Proof:
    """The goals with their bounds, and the same in one number (see :class:`result.Plan`)."""

    tiers: tuple[Tier, ...]
    objective: float
    bound: float
    gap: float


def prove(draft: Draft, master: Master, solver: OrderedSolver, relaxed: Relaxed) -> Proof:
    """Compare a plan with the bounds of the linear model of the whole province."""
    counts = draft.ledger.tier_counts()
    bounds = _proven_bounds([float(count) for count in counts], master, solver, relaxed)
    needs = tuple(
        Tier(goal.name, float(count), float(floor(bound + 1e-6)))
        for goal, count, bound in zip(master.goals, counts, bounds, strict=False)
    )
    effect = Tier("effect", round(_effect(draft), 6), round(bounds[TIERS], 6))
    others = (effect, _distance_tier(draft), _balance_tier(draft, needs))
    asked = np.bincount(draft.ledger.tier, minlength=TIERS)
    weights = tier_weights([int(n) for n in asked])
    objective = sum(w * int(tier.value) for w, tier in zip(weights, needs, strict=True))
    bound = sum(w * int(tier.bound) for w, tier in zip(weights, needs, strict=True))
    gap = (bound - objective) / bound if bound else 0.0
    return Proof((*needs, *others), float(objective), float(bound), gap)


def tier_weights(asked: list[int]) -> list[int]:
    """Return weights that make one need of a tier worth more than all needs of the tiers after."""
    weights = [1]
    for count in reversed(asked[1:]):
        weights.insert(0, weights[0] * (count + 1))
    return weights


def _proven_bounds(
    reached: list[float], master: Master, solver: OrderedSolver, relaxed: Relaxed
) -> list[float]:
    """Return what each goal cannot surpass for plans as good as this one in the goals before.

    For the binding goals the proofs of the first solution are sharp enough; for those after them
    the model is solved again with what the plan reaches.
    """
    matrix = master.model.matrix()
    return [
        proven_bound(
            master.model,
            matrix,
            master.goals,
            relaxed.certificates[position]
            if position < BINDING_TIERS
            else solver.certificate(reached[:position]),
            reached[:position],
        )
        for position in range(TIERS + 1)
    ]


def _effect(draft: Draft) -> float:
    """Return the expected effect of all turns."""
    return sum(
        draft.problem.programmes[opened.programme_id].effect
        * len(draft.ledger.members[opened.number])
        for opened in draft.placement.classes.values()
    )


def _distance_tier(draft: Draft) -> Tier:
    """Kilometres travelled, one way. No better bound than 0 is proven: sites are not modelled."""
    value = 0.0
    for opened in draft.placement.classes.values():
        for person in draft.ledger.members[opened.number]:
            unit = draft.ledger.unit_ids[draft.ledger.unit_of[person]]
            value += draft.distances.km(unit, opened.site_id)
    return Tier("distance", round(value, 3), 0.0)


def _balance_tier(draft: Draft, needs: tuple[Tier, ...]) -> Tier:
    """Sum over units of (unmet needs)² / needs: least where every unit has the same share unmet.

    With U unmet of N needs it is at least U² / N (Cauchy and Schwarz), with U at least what the
    bounds of the tiers leave.
    """
    ledger = draft.ledger
    unit = ledger.unit_of[ledger.need_person]
    asked = np.bincount(unit, minlength=len(ledger.unit_ids)).astype(float)
    unmet = np.bincount(unit[~ledger.met()], minlength=len(ledger.unit_ids)).astype(float)
    has = asked > 0
    value = float((unmet[has] ** 2 / asked[has]).sum())
    total = float(asked.sum())
    left = max(0.0, total - sum(tier.bound for tier in needs))
    return Tier("balance", round(value, 3), round(left**2 / total if total else 0.0, 3))
