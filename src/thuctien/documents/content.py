"""What a document says, apart from its heading and its signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thuctien.engine.text.normal import clean_text

Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words of a document; what its kind has no place for is left empty.

    ``abstract`` is the subject («về việc cử công chức đi học …»); ``addressees`` whom a letter
    greets; ``bases`` the grounds, each beginning «Căn cứ», without a mark at the end; ``articles``
    the articles of a decision, without «Điều 1.»; ``paragraphs`` the body of every other kind.
    """

    abstract: str
    addressees: Sequence[str] = ()
    bases: Sequence[str] = ()
    articles: Sequence[str] = ()
    paragraphs: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as a document keeps it; the abstract has a column of its own."""
        kept = {name: _lines(value) for name, value in asdict(self).items() if name != "abstract"}
        return {name: lines for name, lines in kept.items() if lines}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A list that goes with a document: its title, its columns, its rows.

    Every row has a cell for each column; numbers (``int``) are set to the right, texts to the left.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def as_json(self) -> dict[str, Any]:
        """Return it as a document keeps it.

        Raises ``ValidationError`` where a row has more or fewer cells than there are columns.
        """
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValidationError(
                    _("Row %(number)s of the list has %(cells)s cells for %(columns)s columns.")
                    % {"number": number, "cells": len(row), "columns": len(self.columns)}
                )
        return {
            "title": clean_text(self.title),
            "columns": [clean_text(column) for column in self.columns],
            "rows": [[_cell(cell) for cell in row] for row in self.rows],
        }


def content_of(abstract: str, kept: dict[str, Any]) -> Content:
    """Return the content that a document keeps."""
    return Content(abstract=abstract, **kept)


def annex_of(kept: dict[str, Any]) -> Annex | None:
    """Return the annex that a document keeps, None for none."""
    return Annex(**kept) if kept else None


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts if (line := clean_text(text))]


def _cell(cell: Cell) -> Cell:
    return cell if isinstance(cell, int) else clean_text(cell)
