"""Lists as an account likes them: columns, filters under a name, actions on several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import acting
from thuctien.base.lists import without_page
from thuctien.base.models import ColumnChoice, SavedFilter


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be left out; the one that names the row is always there."""

    name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class BulkAction:
    """What can be done with several rows at once.

    ``view_name`` takes a POST whose values «row» are the keys of the rows; it asks the policy for
    each of them itself. ``action`` decides whether the button is offered at all.
    """

    view_name: str
    label: str | Promise
    icon: str
    action: Action
    danger: bool = False


@dataclass(frozen=True, slots=True)
class TableKind:
    """A list of the web: its name in the address, its columns, its actions on rows."""

    name: str
    columns: Sequence[Column]
    bulk: Sequence[BulkAction] = ()
    export: Action | None = None
    """What handing the list out as a workbook takes; without it there is no such link."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list for one reader on one page."""

    kind: TableKind
    hidden: frozenset[str]
    filters: Sequence[SavedFilter]
    bulk: Sequence[BulkAction]
    query: str
    """What is asked of the list now, as in the address."""
    may_export: bool = False

    @property
    def columns(self) -> list[tuple[Column, bool]]:
        """Return every column that may be left out, and whether it is shown."""
        return [(column, column.name not in self.hidden) for column in self.kind.columns]

    @property
    def current(self) -> SavedFilter | None:
        """Return the saved filter that is applied now."""
        return next((kept for kept in self.filters if kept.query == self.query), None)


def table_for(request: HttpRequest, kind: TableKind) -> Table:
    """Return a list as the reader of ``request`` likes it, by two queries."""
    who = acting(request)
    choice = visible(ColumnChoice.objects.all(), acting_user=who).filter(list_name=kind.name)
    hidden: list[str] = choice.values_list("hidden", flat=True).first() or []
    return Table(
        kind=kind,
        hidden=frozenset(hidden),
        filters=list(
            visible(SavedFilter.objects.all(), acting_user=who)
            .filter(list_name=kind.name)
            .order_by("name")
        ),
        bulk=[action for action in kind.bulk if can(who, action.action)],
        query=without_page(request.GET),
        may_export=kind.export is not None and can(who, kind.export),
    )
