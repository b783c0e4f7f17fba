"""Every address of the running application, filled with objects of a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True, slots=True)
class View:
    """An entry of the address map."""

    name: str
    parameters: tuple[str, ...]

    def address(self, things: Mapping[str, object]) -> str:
        """Return its address for the things of a place (``tests/access/belongings.py``)."""
        return reverse(
            self.name, kwargs={name: self._filled(name, things) for name in self.parameters}
        )

    def _filled(self, name: str, things: Mapping[str, object]) -> object:
        for key in (f"{self.name}.{name}", name):
            if key in things:
                return things[key]
        raise LookupError(
            f"{self.name} takes «{name}»: say in tests/access/belongings.py what stands there"
        )


def views() -> list[View]:
    """Return every named entry of the address map, in the order of names."""
    return sorted(set(_entries(get_resolver(), "", ())), key=lambda view: view.name)


def _entries(resolver: URLResolver, namespace: str, before: tuple[str, ...]) -> Iterator[View]:
    for entry in resolver.url_patterns:
        parameters = (*before, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _entries(entry, inner, parameters)
        elif isinstance(entry, URLPattern):
            if not entry.name:
                raise LookupError(f"{entry.pattern} has no name")
            yield View(f"{namespace}{entry.name}", parameters)
