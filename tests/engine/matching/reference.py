"""The rules of duplicates once more, pair by pair in plain Python: what the fast way must equal."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

from tests.engine.matching.people import P
from thuctien.engine.text import clean_text, fold, match_key
from thuctien.engine.text.personal_number import clean_personal_number, with_lost_zeros


def accepted_pairs(incoming: list[P], known: list[P]) -> set[tuple[int, int | None, int | None]]:
    """Return (incoming, known, other) of every pair that the rules propose."""
    among = combinations(range(len(incoming)), 2)
    pairs = {(i, None, j) for i, j in among if accepted(incoming[i], incoming[j])}
    every = product(range(len(incoming)), range(len(known)))
    return pairs | {(i, j, None) for i, j in every if accepted(incoming[i], known[j])}


def accepted(one: P, other: P) -> bool:
    """Return whether two people are proposed as one."""
    number, number_right = _number(one), _number(other)
    if _equal(one.person_id, other.person_id) or _equal(number, number_right):
        return True
    if number and number_right and len(number) == len(number_right):
        return False
    name, birth = _name(one.full_name, other.full_name), _birth(one, other)
    other_sex = bool(one.sex and other.sex and one.sex != other.sex)
    if "none" in {name, birth} or (name == "near" and other_sex):
        return False
    enough = {"same", "swapped"} if name == "near" else {"same", "swapped", "compatible"}
    return _equal(one.unit_id, other.unit_id) or birth in enough


def _name(one: str, other: str) -> str:
    if match_key(one) == match_key(other):
        return "same"
    unmarked = any(clean_text(name).lower() == fold(name) for name in (one, other))
    if fold(one) == fold(other) and unmarked:
        return "same"
    keys = match_key(one), match_key(other)
    if _distance(*keys) <= 1 or _lacks_middle(*keys) or _lacks_middle(*reversed(keys)):
        return "near"
    return "none"


def _lacks_middle(shorter: str, longer: str) -> bool:
    words = longer.split(" ")
    return len(shorter.split(" ")) >= 2 and any(
        " ".join(words[:place] + words[place + 1 :]) == shorter
        for place in range(1, len(words) - 1)
    )


def _birth(one: P, other: P) -> str:
    a, b = one.birth_date, other.birth_date
    if a is None or b is None:
        return "none"
    if one.birth_date_precision == other.birth_date_precision == "day":
        if a == b:
            return "same"
        if a.day <= 12 and date(a.year, a.day, a.month) == b:
            return "swapped"
        return "year" if a.year == b.year else "none"
    if a.year != b.year:
        return "none"
    by_month = "year" not in {one.birth_date_precision, other.birth_date_precision}
    return "year" if by_month and a.month != b.month else "compatible"


def _number(person: P) -> str | None:
    number = clean_personal_number(person.personal_number or "")
    return (with_lost_zeros(number) or number) or None


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _distance(one: str, other: str) -> int:
    """Return the optimal string alignment distance by its recurrence."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
