"""How numbers of documents are written: «36/QĐ-TCT», «6468-QĐ/HVCTQG», «12/SNV-CCVC»."""

from __future__ import annotations

from string import Formatter

PARTS = frozenset({"number", "kind", "sign", "drafter", "year"})
UNNUMBERED = " " * 6
"""What stands for the number of a draft: room to write one."""

STATE_PATTERN = "{number}/{kind}-{sign}"
STATE_LETTER = "{number}/{sign}-{drafter}"
PARTY_PATTERN = "{number}-{kind}/{sign}"


def number_text(
    pattern: str,
    number: int | None,
    *,
    digits: int,
    kind: str,
    sign: str,
    drafter: str = "",
    year: int = 0,
) -> str:
    """Return the number and sign of a document; of a draft (no number) with room for the number.

    ``digits`` pads it with zeros: 2 for state bodies («Số: 05/QĐ-TCT», Decree 30/2020, Annex I).
    A hyphen or slash before a part that is empty is left out.
    """
    values = {
        "number": UNNUMBERED if number is None else f"{number:0{digits}d}",
        "kind": kind,
        "sign": sign,
        "drafter": drafter,
        "year": str(year),
    }
    text = ""
    for mark, part, _spec, _conversion in Formatter().parse(pattern):
        value = values[part] if part else ""
        if part is None or value:
            text += mark + value
    return text


def pattern_fault(pattern: str) -> str | None:
    """Return what is wrong with a pattern: an unknown part, "number" where that lacks; or None."""
    try:
        parts = [part for _mark, part, _spec, _conversion in Formatter().parse(pattern) if part]
    except ValueError:
        return pattern
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        return unknown[0]
    return None if parts.count("number") == 1 else "number"
