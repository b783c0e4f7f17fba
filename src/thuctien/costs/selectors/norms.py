"""Reads norms of cost: what holds on a day, and what held before and will."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thuctien.costs.models import CostItem, CostNorm

Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class NormGroup:
    """All norms for the same thing over time, oldest first, and the one that holds on a day."""

    item: CostItem
    chain: tuple[CostNorm, ...]
    current: CostNorm | None

    @property
    def any(self) -> CostNorm:
        """Return a norm of the group: what it is for is the same in all."""
        return self.chain[-1]


def norm_groups(on: date, item_id: str = "") -> list[NormGroup]:
    """Return the norms of an item (of all without one), put together by what they are for.

    One query.
    """
    rows = CostNorm.objects.select_related("item")
    if item_id:
        rows = rows.filter(item=item_id)
    groups: dict[Key, list[CostNorm]] = {}
    for row in rows.order_by(
        "item__position",
        "item_id",
        "count",
        "site_kind",
        "programme_kind",
        "mode",
        "lecturer_kind",
        "valid_from",
        "pk",
    ):
        groups.setdefault(_key(row), []).append(row)
    return [
        NormGroup(chain[0].item, tuple(chain), next((n for n in chain if n.holds(on)), None))
        for chain in groups.values()
    ]


def _key(row: CostNorm) -> Key:
    return (
        row.item_id,
        row.count,
        row.programme_kind,
        row.mode,
        row.site_kind,
        row.lecturer_kind,
    )
