"""What a chart shows; the browser draws it and the page has the same figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Series:
    """One measure: a value for each label of the chart, in a colour named by its token."""

    label: str
    colour: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table beneath a chart."""

    label: str
    url: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars: upright («columns») or lying («bars», for long labels); or of «lines».

    ``links`` has the page behind each label, or is empty. Lines run over ``places``, the value of
    each label on the axis across, in its unit.
    """

    id: str
    title: str
    label_heading: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: Literal["columns", "bars", "lines"] = "columns"
    places: Sequence[float] = ()
    stacked: bool = False
    tall: bool = False
    links: Sequence[str] = ()

    @property
    def rows(self) -> list[Row]:
        """Return the figures line by line."""
        links = self.links or [""] * len(self.labels)
        return [
            Row(label, link, [series.values[place] for series in self.series])
            for place, (label, link) in enumerate(zip(self.labels, links, strict=True))
        ]

    def data(self) -> dict[str, object]:
        """Return what the script in the page reads."""
        return {
            "kind": self.kind,
            "stacked": self.stacked,
            "labels": list(self.labels),
            "places": list(self.places),
            "across": self.label_heading,
            "links": list(self.links),
            "series": [
                {"label": s.label, "colour": s.colour, "values": list(s.values)}
                for s in self.series
            ],
        }
