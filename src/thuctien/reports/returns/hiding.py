"""Small counts of what the law calls sensitive are hidden, and what would give them away.

A count from 1 to 4 may tell which group a colleague belongs to. Where exactly one of a whole and
its parts is hidden, the others would tell it, so the smallest part is hidden with it: what the
literature of statistical disclosure control calls primary and complementary suppression. It does
not protect against somebody who puts several reports side by side
(docs/decisions/report-forms.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from thuctien.reports.returns.shape import Leaf

SMALLEST_SHOWN = 5

Key = tuple[str, ...]
Figures = Mapping[Key, Sequence[int | None]]


def hide_small(lines: Figures, leaves: Sequence[Leaf]) -> Figures:
    """Return the lines with None for what must not be shown of sensitive columns."""
    hidden: dict[int, set[Key]] = {
        place: _hidden({key: line[place] or 0 for key, line in lines.items()})
        for place, leaf in enumerate(leaves)
        if leaf.is_sensitive
    }
    return {
        key: [None if key in hidden.get(place, ()) else figure for place, figure in enumerate(line)]
        for key, line in lines.items()
    }


def _hidden(counts: Mapping[Key, int]) -> set[Key]:
    """Return the lines to hide: no whole and its parts may have exactly one hidden among them."""
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key, count in counts.items():
        if key and count:
            parts[key[:-1]].append(key)
    while gives_away := [
        whole for whole in parts if len(hidden.intersection((whole, *parts[whole]))) == 1
    ]:
        for whole in gives_away:
            others = [key for key in parts[whole] if key not in hidden]
            hidden.add(min(others, key=lambda key: (counts[key], key), default=whole))
    return hidden
