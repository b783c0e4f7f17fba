"""The short rule under the name of a body, a third to a half as long as the name.

It is a row of dashes, which touch in Times: centred by Word itself, as long as the name asks for,
and drawn in cells of tables, where LibreOffice leaves underlined blanks out. (Decree 30/2020,
Annex I: «bằng từ 1/3 đến 1/2 độ dài của dòng chữ».)
"""

from __future__ import annotations

import unicodedata

SHARE = 0.42
NAME_POINTS = 13.0
RULE_POINTS = 8.0
DASH, DASH_WIDTH = "\N{EN DASH}", 0.5
"""What rules are made of, and its width in Times, in ems."""
LONGEST_LINE = 205.0
"""Points that a line of the name has in its half of the heading."""

_NARROW = {"I": 0.389, "J": 0.5, " ": 0.25, "S": 0.556, "P": 0.611, "L": 0.667, "E": 0.667}
_WIDE = {"M": 0.944, "W": 1.0, "O": 0.778, "G": 0.778, "Q": 0.778, "H": 0.778, "K": 0.778}
_OTHER = 0.722


def rule_under_name(name: str) -> str:
    """Return the rule under a name in bold capitals of 13 points."""
    return rule_of(SHARE * min(width_in_capitals(name), LONGEST_LINE))


def rule_of(points: float) -> str:
    """Return a rule of a length, in letters of :data:`RULE_POINTS`."""
    return DASH * round(points / (DASH_WIDTH * RULE_POINTS))


def width_in_capitals(text: str, points: float = NAME_POINTS) -> float:
    """Return how wide a text is in bold capitals of Times, in points."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text.upper())
    return points * sum(_NARROW.get(letter, _WIDE.get(letter, _OTHER)) for letter in letters)
