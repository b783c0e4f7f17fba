"""How wide the columns of a table on paper are, and how large its letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZES = (22, 20, 18, 16, 14)
"""Half points, from what reads well to the smallest that still can be read on paper."""
_CM_PER_LETTER = 0.0102
"""Of bold capitals and digits of a serif font, for each half point."""
_PADDING_CM = 0.42
_LEAST_FOR_NAMES = 0.22


@dataclass(frozen=True, slots=True)
class Widths:
    """The widths of the columns in cm, that of the names of lines first; half points of letters."""

    columns: Sequence[float]
    size: int


def widths_for(letters: Sequence[int], room_cm: float) -> Widths:
    """Return widths with which words and figures of so many letters need not break.

    The largest letters that fit are taken; with the smallest, columns share what there is.
    """
    most = room_cm * (1 - _LEAST_FOR_NAMES)
    for size in SIZES:
        wanted = [count * size * _CM_PER_LETTER + _PADDING_CM for count in letters]
        if sum(wanted) <= most:
            break
    else:
        wanted = [width * most / sum(wanted) for width in wanted]
    return Widths([room_cm - sum(wanted), *wanted], size)
