"""A list of nominations as a workbook: read all of it, or say row by row what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import AT_ONCE
from thuctien.engine.sheets.book import Sheet
from thuctien.engine.sheets.opening import open_book
from thuctien.engine.text.folding import fold
from thuctien.engine.workbook.cells import Cell
from thuctien.people.models import Person
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.models.states import OPEN_NOMINATIONS
from thuctien.sending.survey_files import RowFault

KEY, NAME, REASON = "Mã nhân sự", "Họ và tên", "Lý do"
"""The file is one of the province's forms, so its headings are in Vietnamese in either language."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the list: whom, called what, and why."""

    row: int
    key: str
    name: str
    reason: str


def read_nominations(
    path: Path, offered: OfferedClass, *, acting_user: ActingUser
) -> tuple[dict[str, str], list[RowFault]]:
    """Return the people of a list with the reasons, and what is wrong with it, row by row.

    Every person must be one whom the acting user nominates, of that name, and not nominated for the
    class yet. Raises ``RefusedBookError`` where the file cannot be read. Two queries for every
    5,000 rows.
    """
    sheet, at, columns = _find_table(open_book(path).sheets)
    if sheet is None:
        text = _("No sheet has the columns “%(key)s”, “%(name)s” and “%(reason)s”.")
        return {}, [RowFault(0, text % {"key": KEY, "name": NAME, "reason": REASON})]
    rows = []
    for number in range(at + 1, len(sheet.rows) + 1):
        key, name, reason = (_text(sheet.cell(number, column)) for column in columns)
        if key or name:
            rows.append(Wanted(number, key, name, reason))
    if not rows:
        return {}, [RowFault(0, _("The file names nobody."))]
    faults = _faults(rows, offered, acting_user)
    return {row.key: row.reason for row in rows}, faults


def _faults(
    rows: Sequence[Wanted], offered: OfferedClass, acting_user: ActingUser
) -> list[RowFault]:
    known = _names([row.key for row in rows], acting_user)
    open_ones = visible(
        Nomination.objects.filter(offered_class=offered, state__in=OPEN_NOMINATIONS),
        acting_user=acting_user,
    )
    nominated = set(open_ones.values_list("person", flat=True))
    seen: dict[str, int] = {}
    faults = []
    for row in rows:
        if row.key not in known:
            text = _("“%(key)s” is nobody of your units.") % {"key": row.key}
        elif row.name and fold(row.name) != fold(known[row.key]):
            text = _("“%(key)s” is called %(name)s here.")
            text = text % {"key": row.key, "name": known[row.key]}
        elif row.key in seen:
            text = _("Stands in row %(row)s already.") % {"row": seen[row.key]}
        elif row.key in nominated:
            text = _("Is nominated for this class already.")
        else:
            seen[row.key] = row.row
            continue
        faults.append(RowFault(row.row, text))
    return faults


def _names(keys: Sequence[str], acting_user: ActingUser) -> dict[str, str]:
    people = visible(
        Person.objects.filter(current_unit__isnull=False),
        acting_user=acting_user,
        action=Action.NOMINATE,
    )
    found: dict[str, str] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = people.filter(pk__in=keys[start : start + AT_ONCE])
        found |= dict(some.values_list("pk", "full_name"))
    return found


def _find_table(sheets: Sequence[Sheet]) -> tuple[Sheet | None, int, tuple[int, int, int]]:
    """Return the sheet with the three columns, the number of its heading, and the columns."""
    wanted = [fold(header) for header in (KEY, NAME, REASON)]
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, 1):
            headings = [fold(_text(cell)) for cell in row]
            if all(header in headings for header in wanted):
                key, name, reason = (headings.index(header) + 1 for header in wanted)
                return sheet, number, (key, name, reason)
    return None, 0, (0, 0, 0)


def _text(cell: Cell) -> str:
    """Return a cell as text; whole numbers without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
