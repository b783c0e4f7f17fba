"""The short rule under the name of a body, a third to a half as long as the name.

It is a row of underlined blanks that do not break: centred by Word itself, and as long as the
name asks for. (Decree 30/2020, Annex I: «bằng từ 1/3 đến 1/2 độ dài của dòng chữ».)
"""

from __future__ import annotations

import unicodedata

SHARE = 0.42
NAME_POINTS = 13.0
RULE_POINTS = 8.0
BLANK = 0.25
"""Width of a blank in Times, in ems."""
LONGEST_LINE = 205.0
"""Points that a line of the name has in its half of the heading."""

_NARROW = {"I": 0.389, "J": 0.5, " ": 0.25, "S": 0.556, "P": 0.611, "L": 0.667, "E": 0.667}
_WIDE = {"M": 0.944, "W": 1.0, "O": 0.778, "G": 0.778, "Q": 0.778, "H": 0.778, "K": 0.778}
_OTHER = 0.722


def rule_under_name(name: str) -> str:
    """Return the blanks of the rule under a name in bold capitals of 13 points."""
    width = min(width_in_capitals(name), LONGEST_LINE)
    return "\u00a0" * round(SHARE * width / (BLANK * RULE_POINTS))


def width_in_capitals(text: str, points: float = NAME_POINTS) -> float:
    """Return how wide a text is in bold capitals of Times, in points."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text.upper())
    return points * sum(_NARROW.get(letter, _WIDE.get(letter, _OTHER)) for letter in letters)
