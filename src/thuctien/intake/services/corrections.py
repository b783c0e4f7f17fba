"""Cells of a list corrected in place, one or many at once, and each correction undone again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.lists import AT_ONCE
from thuctien.base.rows import insert_rows
from thuctien.engine.sheets import Place, raw_text
from thuctien.intake.models import Correction, ListImport
from thuctien.intake.reading import check_rows, corrections_of, counts_of
from thuctien.intake.services.readings import decided_pairs
from thuctien.intake.services.state import locked_list, record_act
from thuctien.intake.shelf import clear_before, keep_revision, shelf_of

LONGEST_CELL = 500

_COLUMNS = (
    "list_import_id",
    "sheet",
    "row",
    "column",
    "raw",
    "text",
    "batch",
    "corrected_by_id",
    "corrected_at",
)


@transaction.atomic
def correct_cells(
    list_import: ListImport, texts: Mapping[Place, str], *, acting_user: ActingUser
) -> ListImport:
    """Put texts in place of cells and look at their rows anew; return the list as it is then.

    An empty text empties the cell. Only cells of rows of people can be corrected; others raise
    ``ValueError``. Raises ``PermissionDenied`` or :class:`~.state.ListBusyError`.
    """
    locked = locked_list(list_import, acting_user)
    present = corrections_of(locked)
    wanted = {
        place: text.strip()[:LONGEST_CELL]
        for place, text in texts.items()
        if present.get(place) != text.strip()[:LONGEST_CELL]
    }
    raws = _raws(locked, wanted)
    _end(locked, wanted)
    batch = _next_batch(locked)
    insert_rows(
        Correction,
        _COLUMNS,
        [
            (locked.pk, *place, raws[place], text, batch, _key(acting_user), timezone.now())
            for place, text in wanted.items()
            if text != raws[place]
        ],
    )
    _look_again(locked, wanted, acting_user)
    record_act("correct", locked, acting_user, after={"cells": len(wanted), "batch": batch})
    return locked


@transaction.atomic
def accept_offers(list_import: ListImport, code: str, *, acting_user: ActingUser) -> int:
    """Accept everything that is proposed for faults of one kind; return how many cells that were.

    Raises ``PermissionDenied`` or :class:`~.state.ListBusyError`.
    """
    offered = shelf_of(list_import).faults.filter(
        (pl.col("code") == code) & pl.col("proposal").is_not_null() & pl.col("column").is_not_null()
    )
    texts = {
        Place(sheet, row, column): proposal
        for sheet, row, column, proposal in offered.select(
            "sheet", "row", "column", "proposal"
        ).rows()
    }
    if texts:
        correct_cells(list_import, texts, acting_user=acting_user)
    return len(texts)


@transaction.atomic
def undo_corrections(
    list_import: ListImport, corrections: Iterable[Correction], *, acting_user: ActingUser
) -> int:
    """Take corrections back, so that their cells have again what the file has; return how many.

    Raises ``PermissionDenied`` or :class:`~.state.ListBusyError`.
    """
    locked = locked_list(list_import, acting_user)
    places = [
        Place(c.sheet, c.row, c.column)
        for c in corrections
        if c.ended_at is None and c.list_import_id == locked.pk
    ]
    _end(locked, places)
    _look_again(locked, places, acting_user)
    record_act("uncorrect", locked, acting_user, after={"cells": len(places)})
    return len(places)


def _raws(list_import: ListImport, places: Iterable[Place]) -> dict[Place, str]:
    """Return what the file has in the cells; raises ``ValueError`` for a cell of no person."""
    shelf = shelf_of(list_import)
    people = {layout.sheet: set(layout.people) for layout in shelf.layouts}
    widths = {sheet["name"]: sheet["width"] for sheet in shelf.sheets}
    wanted: dict[str, list[int]] = {}
    for place in places:
        inside = 1 <= place.column <= widths.get(place.sheet, 0)
        if not inside or place.row not in people.get(place.sheet, ()):
            raise ValueError(f"{place} is no cell of a person")
        wanted.setdefault(place.sheet, []).append(place.row)
    book = shelf.book(wanted)
    return {p: raw_text(book.sheet(p.sheet).cell(p.row, p.column)) for p in places}


def _end(list_import: ListImport, places: Iterable[Place]) -> None:
    in_force = unscoped(
        Correction.objects.filter(list_import=list_import, ended_at__isnull=True),
        reason="the list itself was asked for",
    )
    wanted = set(places)
    ended = [
        key
        for key, sheet, row, column in in_force.values_list("pk", "sheet", "row", "column")
        if Place(sheet, row, column) in wanted
    ]
    for start in range(0, len(ended), AT_ONCE):
        in_force.filter(pk__in=ended[start : start + AT_ONCE]).update(ended_at=timezone.now())


def _look_again(list_import: ListImport, places: Iterable[Place], acting_user: ActingUser) -> None:
    rows = {(place.sheet, place.row) for place in places}
    look_again(list_import, rows, acting_user=acting_user, corrected=places)


def look_again(
    list_import: ListImport,
    rows: set[tuple[str, int]],
    *,
    acting_user: ActingUser,
    corrected: Iterable[Place] = (),
) -> None:
    """Make a new revision in which ``rows`` were looked at anew; ``list_import`` is locked."""
    if not rows:
        return
    shelf = shelf_of(list_import)
    frames = check_rows(list_import, shelf, rows, acting_user, corrected=corrected)
    revision = list_import.revision + 1
    keep_revision(list_import, revision, frames, shelf.layouts)
    list_import.revision = revision
    list_import.counts = counts_of(frames, decided_pairs(list_import, frames["pairs"]))
    list_import.save(update_fields=["revision", "counts"])
    transaction.on_commit(lambda: clear_before(list_import, revision - 1))


def _next_batch(list_import: ListImport) -> int:
    rows = unscoped(
        Correction.objects.filter(list_import=list_import), reason="only a number is read"
    )
    last: int | None = rows.aggregate(last=Max("batch"))["last"]
    return (last or 0) + 1


def _key(acting_user: ActingUser) -> int | None:
    return acting_user.user.pk if acting_user.user else None
