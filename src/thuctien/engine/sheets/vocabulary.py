"""What the province knows by code and by name: units, ranks, levels, qualifications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import CodeList, Measure
from thuctien.engine.sheets.targets import HELD, LEVEL, TARGETS, Target
from thuctien.engine.wording import Wording


@dataclass(frozen=True, slots=True)
class Qualification:
    """A qualification by name; ``kind`` is a code of the list of kinds."""

    name: str
    kind: str
    measure: Measure = Measure.CREDENTIAL


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names by code. ``units`` are those that the sender may write of, no others.

    Where a name stands for several units (each commune has its «Phòng Kinh tế»), only a code or a
    narrower set of units can tell them apart; the reading asks for one.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, str] = field(default_factory=dict)
    leadership_levels: Mapping[str, str] = field(default_factory=dict)
    qualifications: Mapping[str, Qualification] = field(default_factory=dict)
    qualification_kinds: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    """Titles by code of post; used only to recognise a code in the column of posts."""
    nationalities: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_province(cls, province: Province, as_of: date) -> Vocabulary:
        """Return what a province of the engine knows, with its units and posts of one day."""
        there = pl.col("valid_from") <= as_of, pl.col("valid_to").fill_null(as_of) >= as_of
        return cls(
            units=_names(province.units.filter(*there), "unit_id", "name"),
            ranks=_codes(province.codes, CodeList.RANK),
            leadership_levels=_codes(province.codes, CodeList.LEADERSHIP_LEVEL),
            qualifications={
                row["qualification_id"]: Qualification(
                    row["name"], row["kind"], Measure(row["measure"])
                )
                for row in province.qualifications.iter_rows(named=True)
            },
            qualification_kinds=_codes(province.codes, CodeList.QUALIFICATION_KIND),
            nationalities=_codes(province.codes, CodeList.NATIONALITY),
            posts=_names(province.posts.filter(*there), "post_id", "title"),
        )

    def target_name(self, target: str) -> Wording:
        """Return what a target is called; the target itself where nobody knows it."""
        if target.startswith(HELD):
            code = target.removeprefix(HELD)
            known = self.qualifications.get(code)
            return Wording(known.name, known.name) if known else Wording(code, code)
        if target.startswith(LEVEL):
            code = target.removeprefix(LEVEL)
            name = self.qualification_kinds.get(code, code)
            return Wording(f"Trình độ: {name}", f"Level: {name}")
        return TARGETS[Target(target)].name

    def targets(self) -> tuple[str, ...]:
        """Return every target that a column can be mapped to, in the order of a list to choose."""
        return (
            *Target,
            *(LEVEL + kind for kind in self.qualification_kinds),
            *(HELD + code for code in self.qualifications),
        )


def _names(frame: pl.DataFrame, code: str, name: str) -> dict[str, str]:
    return dict(zip(frame[code].to_list(), frame[name].to_list(), strict=True))


def _codes(codes: pl.DataFrame, wanted: CodeList) -> dict[str, str]:
    return _names(codes.filter(pl.col("list") == wanted), "code", "name")
