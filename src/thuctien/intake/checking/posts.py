"""Which post of its unit a row means: by code or title, told apart by rank, level and holder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from thuctien.engine.sheets import CellFault, Target
from thuctien.engine.sheets.naming import Names
from thuctien.intake.checking.faults import Placer, StoreFault

_COLUMN = (Target.POST,)
_RANKS = (Target.RANK, Target.LEADERSHIP_LEVEL)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Post:
    unit_id: str
    title: str
    rank: str | None
    level: str | None


class Posts:
    """The posts of the units of a list."""

    def __init__(
        self, posts: pl.DataFrame, units: Mapping[str, str], held: Mapping[str, frozenset[str]]
    ) -> None:
        """``held`` are the posts that people have on the day of the list, by their code."""
        self._posts = {
            code: _Post(unit, title, rank, level) for code, unit, title, rank, level in posts.rows()
        }
        self._units = units
        self._held = held
        titles: dict[str, dict[str, str]] = {}
        for code, post in self._posts.items():
            titles.setdefault(post.unit_id, {})[code] = post.title
        self._titles = titles
        self._names: dict[str, Names] = {}

    def of(self, row: Row, placer: Placer) -> tuple[str | None, list[CellFault]]:
        """Return the code of the post that a row means, and what is wrong with it.

        ``row`` is one of ``PEOPLE_SCHEMA`` with ``known_id``, the stored person that it is about.
        """
        unit, title = row["unit_id"], row["post_title"]
        if not isinstance(unit, str) or unit not in self._units:
            return None, []  # told by the reading already
        if not title:
            missing = row["known_id"] is None
            return None, [placer.fault(StoreFault.NO_POST, row, _COLUMN)] if missing else []
        values = {"unit": self._units[unit], "value": str(title)}
        code, fault = self._by_code_or_title(unit, row, values, placer)
        if fault is not None:
            return None, [fault]
        return code, self._other_rank(str(code), row, placer)

    def _by_code_or_title(
        self, unit: str, row: Row, values: dict[str, str], placer: Placer
    ) -> tuple[str | None, CellFault | None]:
        code = row["post_id"]
        if isinstance(code, str):
            if self._posts[code].unit_id == unit:
                return code, None
            return None, placer.fault(StoreFault.POST_OF_OTHER_UNIT, row, _COLUMN, **values)
        found = self._narrowed(self._in(unit).find(values["value"]).codes, row)
        if len(found) == 1:
            return found[0], None
        if found:
            # Nothing is proposed: accepted for a whole list at once, it would be a guess for each.
            values["codes"] = "; ".join(found[:5])
            return None, placer.fault(StoreFault.AMBIGUOUS_POST, row, _COLUMN, **values)
        nearest = self._in(unit).nearest(values["value"])
        return None, placer.fault(StoreFault.UNKNOWN_POST, row, _COLUMN, proposal=nearest, **values)

    def _in(self, unit: str) -> Names:
        if unit not in self._names:
            self._names[unit] = Names(self._titles.get(unit, {}))
        return self._names[unit]

    def _narrowed(self, codes: tuple[str, ...], row: Row) -> tuple[str, ...]:
        """Return those of several posts with one title that fit best what else the row says."""
        if len(codes) <= 1:
            return codes
        held = self._held.get(str(row["known_id"]), frozenset())
        kept = tuple(code for code in codes if code in held)
        if kept:
            return kept[:1]
        for name, value in (("rank", row["rank"]), ("level", row["leadership_level"])):
            fitting = tuple(
                code for code in codes if value is None or getattr(self._posts[code], name) == value
            )
            codes = fitting or codes
        return codes

    def _other_rank(self, code: str, row: Row, placer: Placer) -> list[CellFault]:
        post = self._posts[code]
        given = ((row["rank"], post.rank), (row["leadership_level"], post.level))
        if any(said is not None and said != known for said, known in given):
            return [placer.fault(StoreFault.OTHER_RANK, row, _RANKS, post=post.title)]
        return []
