"""What every list of the web has in common: words searched, an order, a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from thuctien.engine.text.folding import fold

PAGE_SIZE = 50
AT_ONCE = 5_000
"""Keys in one condition: databases take some ten thousand values in a query, no more."""
LONGEST_TEXT = 100

Row = TypeVar("Row")
Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked of a list: words, the name of an order («-» turns it round), a page.

    A page has ``size`` rows.
    """

    text: str = ""
    sort: str = ""
    page: int = 1
    size: int = PAGE_SIZE

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Read it from the address: «q», «sort» and «page»."""
        page = query.get("page", "1")
        return cls(
            query.get("q", "")[:LONGEST_TEXT].strip(),
            query.get("sort", ""),
            int(page) if page.isdecimal() else 1,
        )


def without_page(query: QueryDict) -> str:
    """Return what is asked of a list, as in the address, whatever page of it is shown."""
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


def ordered(
    rows: QuerySet[Record], sort: str, orders: Mapping[str, Sequence[str]], default: str
) -> QuerySet[Record]:
    """Return the rows in the order called ``sort``, or in the default one where there is no such.

    ``orders`` names the fields of each order; the last must tell every row from every other, so
    that no row is on two pages.
    """
    name = sort.removeprefix("-")
    if name not in orders:
        return rows.order_by(*orders[default])
    turned = "-" if sort.startswith("-") else ""
    return rows.order_by(*(f"{turned}{field}" for field in orders[name]))


def page_of(
    rows: QuerySet[Record] | Sequence[Row], number: int, size: int = PAGE_SIZE
) -> Page[Any]:
    """Return a page of the rows; a number out of range is brought back into it."""
    return Paginator(rows, size).get_page(number)


def has_words(field: str, text: str) -> Q:
    """Return the condition that a folded column has every word of ``text``, marks or none."""
    condition = Q()
    for word in fold(text).split():
        condition &= Q(**{f"{field}__contains": word})
    return condition
