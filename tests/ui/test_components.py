"""Bars, pages, orders and charts."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from thuctien.ui.charts import Chart, Series
from thuctien.ui.paging import changed, page_links, sort_link
from thuctien.ui.templatetags.ui import bar_parts


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=5))
def test_the_parts_of_a_bar_fill_it(counts: list[int]) -> None:
    """Parts follow one another without gap and end at 100 where they make up the whole."""
    parts = bar_parts([("met", count) for count in counts], sum(counts))
    ends = [float(str(part["start"])) + float(str(part["width"])) for part in parts]
    assert not ends or abs(ends[-1] - 100) < 0.1
    starts = [float(str(part["start"])) for part in parts[1:]]
    assert all(abs(end - start) < 0.02 for end, start in zip(ends, starts, strict=False))


def test_a_bar_of_nothing_is_empty() -> None:
    """Nobody concerned: no part is drawn."""
    assert bar_parts([("met", 0)], 0) == []


def test_the_links_of_pages_leave_the_middle_out() -> None:
    """First, last and the neighbours, with a gap between; the filters stay."""
    links = page_links(QueryDict("q=an&page=5"), 5, 20)
    assert [link.label for link in links] == ["1", "…", "4", "5", "6", "…", "20"]
    assert links[0].url == "?q=an&page=1"
    assert [link.label for link in links if link.current] == ["5"]


@given(st.integers(1, 60), st.data())
def test_every_page_can_be_reached(last: int, data: st.DataObject) -> None:
    """From any page its neighbours, the first and the last are linked, each once."""
    number = data.draw(st.integers(1, last))
    labels = [link.label for link in page_links(QueryDict(), number, last) if link.url]
    wanted = {1, last, number, max(1, number - 1), min(last, number + 1)} if last > 1 else set()
    assert {int(label) for label in labels} == wanted
    assert len(labels) == len(set(labels))


def test_a_second_visit_turns_an_order_round() -> None:
    """Sorting by a column that is sorted already sorts it the other way, from page 1."""
    query = QueryDict("sort=name&page=3")
    assert sort_link(query, "name", "name") == ("?sort=-name", "ascending")
    assert sort_link(query, "name", "-name") == ("?sort=name", "descending")
    assert sort_link(query, "due", "name") == ("?sort=due", "")


def test_a_value_is_taken_out_of_the_address() -> None:
    """None removes, everything else is encoded."""
    assert changed(QueryDict("a=1&b=2"), a=None, b="đ") == "?b=%C4%91"


def test_a_chart_has_its_figures_as_rows() -> None:
    """The table under a chart shows exactly what the chart does."""
    chart = Chart(
        "c",
        "Title",
        "Month",
        ["01", "02"],
        [Series("a", "accent", [1, 2]), Series("b", "gold", [3, 4])],
        links=["/1", "/2"],
    )
    assert [(row.label, row.url, list(row.values)) for row in chart.rows] == [
        ("01", "/1", [1, 3]),
        ("02", "/2", [2, 4]),
    ]
