"""The tree of units as paths."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from thuctien.base.rows import update_rows
from thuctien.people.models import Unit


@transaction.atomic
def refresh_unit_paths() -> None:
    """Set path and depth of every unit from its chain of parents."""
    units = list(Unit.objects.values_list("pk", "parent_id", "path", "depth"))
    parents = {pk: parent for pk, parent, _path, _depth in units}
    changed = []
    for pk, _parent, path, depth in units:
        chain = _chain(pk, parents)
        new_path, new_depth = f"/{'/'.join(chain)}/", len(chain) - 1
        if (path, depth) != (new_path, new_depth):
            changed.append((new_path, new_depth, pk))
    update_rows(Unit, ("path", "depth"), changed)


def _chain(unit_id: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return the codes from the root to the unit; a ring of parents is cut where it closes."""
    chain: list[str] = []
    at: str | None = unit_id
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return chain[::-1]
