"""Links of a list: its pages and its orders, keeping the rest of what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list; without address where pages are left out."""

    label: str
    url: str = ""
    current: bool = False


def changed(query: QueryDict, **values: str | int | None) -> str:
    """Return the query with some values set, or taken out where they are None."""
    copy = query.copy()
    for name, value in values.items():
        if value is None:
            copy.pop(name, None)
        else:
            copy[name] = str(value)
    return "?" + copy.urlencode()


def page_links(query: QueryDict, number: int, last: int) -> list[PageLink]:
    """Return the links to the first, the last and the pages around ``number``."""
    if last < 2:
        return []
    shown = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    links: list[PageLink] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            links.append(PageLink("…"))
        links.append(PageLink(str(page), changed(query, page=page), current=page == number))
    return links


def sort_link(query: QueryDict, key: str, current: str) -> tuple[str, str]:
    """Return the address that sorts by ``key`` and the state of its column for ``aria-sort``.

    A second visit turns the order round.
    """
    state = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    wanted = f"-{key}" if state == "ascending" else key
    return changed(query, sort=wanted, page=None), state
