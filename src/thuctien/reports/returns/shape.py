"""The columns of a form as a tree: what each counts, and the headings above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thuctien.base.language import own_name
from thuctien.reports.closed_sets import SENSITIVE, Measure, Progress
from thuctien.reports.models import ReportColumn


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column that counts, with all that its headings say too."""

    column_id: int
    titles: tuple[str, ...]
    measure: Measure
    progress: Progress
    filters: tuple[tuple[str, frozenset[str]], ...]
    ages: tuple[tuple[int | None, int | None], ...]

    @property
    def title(self) -> str:
        """Return its own title."""
        return self.titles[-1]

    @property
    def is_sensitive(self) -> bool:
        """Say whether it counts by what the law calls sensitive."""
        return any(dimension in SENSITIVE for dimension, _codes in self.filters)


@dataclass(frozen=True, slots=True)
class Heading:
    """A cell of the head of the table; row and column count from 0."""

    title: str
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The counting columns from left to right, and their headings in ``depth`` rows."""

    leaves: Sequence[Leaf]
    headings: Sequence[Heading]
    depth: int

    @property
    def is_sensitive(self) -> bool:
        """Say whether any column counts by what the law calls sensitive."""
        return any(leaf.is_sensitive for leaf in self.leaves)

    def rows(self) -> list[list[Heading]]:
        """Return the headings by row."""
        return [[one for one in self.headings if one.row == row] for row in range(self.depth)]


def shape_of(columns: Sequence[ReportColumn]) -> Shape:
    """Return the shape of the columns of a form; a heading with nothing under it is left out."""
    parts: Mapping[int | None, list[ReportColumn]] = _by_parent(columns)
    leaves = list(_leaves(parts, None, ()))
    depth = max((len(leaf.titles) for leaf in leaves), default=1)
    headings: list[Heading] = []
    _lay_out(parts, None, 0, 0, depth, headings)
    return Shape(leaves, headings, depth)


def in_order(columns: Sequence[ReportColumn]) -> list[tuple[int, ReportColumn]]:
    """Return every column and heading as it stands in the form, with how deep it stands."""
    parts = _by_parent(columns)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, ReportColumn]]:
        for column in parts[parent]:
            yield depth, column
            yield from walk(column.pk, depth + 1)

    return list(walk(None, 0))


def _by_parent(columns: Sequence[ReportColumn]) -> Mapping[int | None, list[ReportColumn]]:
    parts: dict[int | None, list[ReportColumn]] = defaultdict(list)
    for column in sorted(columns, key=lambda one: (one.position, one.pk)):
        parts[column.parent_id].append(column)
    return parts


def _leaves(
    parts: Mapping[int | None, list[ReportColumn]],
    parent: int | None,
    above: tuple[ReportColumn, ...],
) -> Iterator[Leaf]:
    for column in parts[parent]:
        line = (*above, column)
        if column.measure:
            yield _leaf(line)
        else:
            yield from _leaves(parts, column.pk, line)


def _leaf(line: tuple[ReportColumn, ...]) -> Leaf:
    column = line[-1]
    return Leaf(
        column.pk,
        tuple(own_name(one.title, one.title_en) for one in line),
        Measure(column.measure),
        Progress(column.progress),
        tuple(
            (dimension, frozenset(codes))
            for one in line
            for dimension, codes in one.filters.items()
        ),
        tuple((one.min_age, one.max_age) for one in line),
    )


def _lay_out(
    parts: Mapping[int | None, list[ReportColumn]],
    parent: int | None,
    row: int,
    left: int,
    depth: int,
    headings: list[Heading],
) -> int:
    """Add the headings below ``parent`` from ``left`` on; return the column after the last."""
    for column in parts[parent]:
        title = own_name(column.title, column.title_en)
        if column.measure:
            headings.append(Heading(title, row, left, depth - row, 1))
            left += 1
            continue
        place = len(headings)
        right = _lay_out(parts, column.pk, row + 1, left, depth, headings)
        if right > left:
            headings.insert(place, Heading(title, row, left, 1, right - left))
        left = right
    return left
