"""From a file to a preview, and from a corrected cell to a preview of the rows that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from thuctien.base.access import Action, can, unscoped
from thuctien.base.acting import ActingUser
from thuctien.engine.sheets import (
    CellFault,
    LayoutChoice,
    Place,
    Reading,
    RememberedForm,
    SheetFault,
    open_book,
    read_by_layouts,
    read_people,
)
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.intake.checking.check import Asked, Checked, check
from thuctien.intake.checking.identity import row_key, row_of
from thuctien.intake.checking.vocabulary import vocabulary_for
from thuctien.intake.models import Correction, Decision, KnownForm, ListImport
from thuctien.intake.shelf import Shelf, frames_of, keep_book

Progress = Callable[[str, float], None]
RowPlace = tuple[str, int]

FEW = 500
"""So many rows are read again as a whole within the time that a page may take."""

_WITNESSES = 5
_BY_COLUMN = frozenset({SheetFault.SWAPPED_DATE, FaultCode.LOST_ZEROS})
"""Faults that only the whole column shows: they stay until their own cell is corrected."""


def corrections_of(list_import: ListImport) -> dict[Place, str]:
    """Return the corrections in force."""
    rows = unscoped(
        Correction.objects.filter(list_import=list_import, ended_at__isnull=True),
        reason="the list itself was asked for",
    )
    return {
        Place(sheet, row, column): text
        for sheet, row, column, text in rows.values_list("sheet", "row", "column", "text")
    }


def asked_of(list_import: ListImport, acting_user: ActingUser) -> Asked:
    """Return what a list is held against, on behalf of whoever asks."""
    decided = Decision.objects.filter(list_import=list_import)
    return Asked(
        unit=list_import.unit,
        on=list_import.as_of,
        decisions={
            (sheet, row, rival): verdict
            for sheet, row, rival, verdict in decided.values_list(
                "sheet", "row", "rival", "verdict"
            )
        },
        acting_user=acting_user,
        sensitive=can(acting_user, Action.READ_SENSITIVE),
    )


def read_file(list_import: ListImport, progress: Progress, *, keep: bool = True) -> Reading:
    """Open and read the file of a list with all that was decided and corrected.

    The raw cells are kept for later corrections. Raises
    :class:`thuctien.engine.sheets.RefusedBookError` where the file cannot be read.
    """
    progress("file", 0.0)
    book = open_book(Path(list_import.path), name=list_import.file_name)
    progress("file", 1.0)
    reading = read_people(
        book,
        vocabulary_for(list_import.unit, list_import.as_of),
        as_of=list_import.as_of,
        remembered=_forms(list_import),
        choices={
            name: LayoutChoice.from_json(choice) for name, choice in list_import.choices.items()
        },
        corrections=corrections_of(list_import),
        progress=progress,
    )
    if keep:
        keep_book(list_import, book)
    return reading


def _forms(list_import: ListImport) -> list[RememberedForm]:
    rows = KnownForm.objects.filter(unit=list_import.unit).order_by("confirmed_at")
    return [RememberedForm(row.fingerprint, row.titles) for row in rows]


def check_rows(
    list_import: ListImport,
    shelf: Shelf,
    rows: Iterable[RowPlace],
    acting_user: ActingUser,
    *,
    corrected: Iterable[Place] = (),
) -> dict[str, pl.DataFrame]:
    """Return the frames of a preview after something about ``rows`` was corrected or decided.

    Up to :data:`FEW` rows all are read again. Of more it is these and every row that has, or had,
    the same code, number, name or person as one of them; all others stay as they are.
    ``corrected`` are the cells that changed.
    """
    decided = asked_of(list_import, acting_user)
    if shelf.people.height <= FEW:
        everybody = set(shelf.people.select("sheet", "row").rows())
        return frames_of(check(_read_some(list_import, shelf, everybody), decided))
    named = {*rows, *((place.sheet, place.row) for place in corrected)}
    witnesses = _witnesses(shelf.people)
    first = _narrowed(_read_some(list_import, shelf, named | witnesses), named)
    looked_at = _with_relatives(shelf.people, first.people, named, decided)
    reading = _narrowed(_read_some(list_import, shelf, looked_at | witnesses), looked_at)
    kept = _kept_by_column(shelf.faults, looked_at, set(corrected))
    checked = check(reading, decided, others=_without(shelf.people, looked_at))
    return _spliced(shelf, checked, looked_at, kept)


def _read_some(list_import: ListImport, shelf: Shelf, rows: set[RowPlace]) -> Reading:
    """Read only some rows of the file, as the layout of the whole has them."""
    wanted: dict[str, list[int]] = {}
    for sheet, row in sorted(rows):
        wanted.setdefault(sheet, []).append(row)
    layouts = tuple(
        replace(layout, people=tuple(wanted.get(layout.sheet, ()))) for layout in shelf.layouts
    )
    book = shelf.book({layout.sheet: [*layout.header_rows, *layout.people] for layout in layouts})
    return read_by_layouts(
        book,
        layouts,
        vocabulary_for(list_import.unit, list_import.as_of),
        as_of=list_import.as_of,
        corrections=corrections_of(list_import),
    )


def _witnesses(people: pl.DataFrame) -> set[RowPlace]:
    """Return some sound rows of each sheet, which show what its columns say of people."""
    sound = people.filter((pl.col("errors") == 0) & pl.col("sex").is_not_null())
    return set(sound.group_by("sheet").head(_WITNESSES).select("sheet", "row").rows())


def _narrowed(reading: Reading, rows: set[RowPlace]) -> Reading:
    """Return a reading with only these rows in it, and only their faults."""
    places = _places(rows)
    return replace(
        reading,
        people=reading.people.join(places, on=["sheet", "row"], how="semi", maintain_order="left"),
        holdings=reading.holdings.join(
            places, on=["sheet", "row"], how="semi", maintain_order="left"
        ),
        faults=tuple(fault for fault in reading.faults if _is_of(fault, rows)),
    )


def _is_of(fault: CellFault, rows: set[RowPlace]) -> bool:
    return fault.sheet is not None and fault.row is not None and (fault.sheet, fault.row) in rows


def _with_relatives(
    before: pl.DataFrame, after: pl.DataFrame, rows: set[RowPlace], asked: Asked
) -> set[RowPlace]:
    """Return ``rows`` and all that share a code, number, name or person with them."""
    old = before.join(_places(rows), on=["sheet", "row"], how="semi")
    conditions = [
        pl.col(key).is_in([*old[key].drop_nulls(), *after[key].drop_nulls()])
        for key in ("person_id", "personal_number", "full_name")
    ]
    conditions.append(pl.col("known_id").is_in(old["known_id"].drop_nulls().to_list()))
    related = before.filter(pl.any_horizontal(conditions))
    found = {*rows, *related.select("sheet", "row").rows()}
    for sheet, row, rival in asked.decisions:
        other = row_of(rival)
        if other is not None and {(sheet, row), other} & found:
            found |= {(sheet, row), other}
    return found


def _places(rows: Iterable[RowPlace]) -> pl.DataFrame:
    schema = {"sheet": pl.String(), "row": pl.Int32()}
    return pl.DataFrame(sorted(rows), schema=schema, orient="row")


def _without(frame: pl.DataFrame, rows: set[RowPlace]) -> pl.DataFrame:
    return frame.join(
        _places(rows), on=["sheet", "row"], how="anti", nulls_equal=True, maintain_order="left"
    )


def _kept_by_column(
    faults: pl.DataFrame, rows: set[RowPlace], corrected: set[Place]
) -> pl.DataFrame:
    """Return the faults of the rows that only their whole column shows, of cells left as is."""
    of_rows = faults.join(_places(rows), on=["sheet", "row"], how="semi", maintain_order="left")
    by_column = of_rows.filter(pl.col("code").is_in([str(code) for code in _BY_COLUMN]))
    places = [Place(*place) for place in by_column.select("sheet", "row", "column").rows()]
    return by_column.filter(
        pl.Series([place not in corrected for place in places], dtype=pl.Boolean)
    )


def _spliced(
    shelf: Shelf, checked: Checked, rows: set[RowPlace], kept: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Return the frames of the shelf with the rows that were read again in their place."""
    fresh = frames_of(checked)
    seen = fresh["faults"].select("code", "sheet", "row", "column")
    again = kept.join(seen, on=["code", "sheet", "row", "column"], how="anti")
    fresh["faults"] = pl.concat([fresh["faults"], again])
    order = pl.DataFrame(
        [(layout.sheet, index) for index, layout in enumerate(shelf.layouts)],
        schema={"sheet": pl.String(), "order": pl.Int64()},
        orient="row",
    )
    spliced = {}
    for name, new in fresh.items():
        old = _without(getattr(shelf, name), rows)
        if name == "pairs":
            old = _without_rivals(old, rows)
        joined = pl.concat([old, new]).join(order, on="sheet", how="left", nulls_equal=True)
        by = ["order", "row", *(["column"] if name == "faults" else [])]
        if name == "pairs":
            joined = joined.sort("score", descending=True, maintain_order=True)
        else:
            joined = joined.sort(by, nulls_last=False, maintain_order=True)
        spliced[name] = joined.drop("order")
    return spliced


def _without_rivals(pairs: pl.DataFrame, rows: set[RowPlace]) -> pl.DataFrame:
    keys = [row_key(sheet, row) for sheet, row in sorted(rows)]
    return pairs.filter(~pl.col("rival").is_in(keys))


def counts_of(frames: Mapping[str, pl.DataFrame], decided: int) -> dict[str, int]:
    """Return the summary of a preview, as the pages and the trail show it."""
    people, faults, pairs = frames["people"], frames["faults"], frames["pairs"]
    states = dict(people["state"].value_counts().rows())
    severities = dict(faults["severity"].value_counts().rows())
    return {
        "people": people.height,
        **{state: states.get(state, 0) for state in ("new", "changed", "same", "joined")},
        "errors": severities.get("error", 0),
        "warnings": severities.get("warning", 0),
        "repaired": severities.get("repaired", 0),
        "offers": faults["proposal"].is_not_null().sum(),
        "pairs": pairs.height,
        "undecided": pairs.height - decided,
    }
