"""Each house rule finds a planted breach, and lets the neighbouring good code pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import house_rules as rules
from tests.house_rules import Source
from tests.test_style import ADDRESS, OWN_FOLDER, REGISTRY, UNFINISHED

Rule = Callable[[list[Source]], list[str]]


def _source(text: str) -> list[Source]:
    return [Source.of("planted.py", text)]


def _body(lines: int) -> str:
    return "def f() -> None:\n" + "    x = 1\n" * (lines - 1)


def _matches(pattern: str, text: str) -> list[str]:
    return rules.matching_lines({"planted": text}, pattern)


def _signals(sources: list[Source]) -> list[str]:
    return rules.imports_of(sources, r"^django\.dispatch|\.signals(\.|$)")


BREACHES = [
    (rules.long_files, "x = 1\n" * 351, "x = 1\n" * 350),
    (rules.long_functions, _body(61), _body(60)),
    (rules.late_imports, "def f():\n    import thuctien", "import thuctien\ndef f(): ..."),
    (rules.late_imports, "class A:\n  def f(self):\n    if 1:\n      from . import b", "import b"),
    (rules.unannotated, "def f(a, b: int) -> None: ...", "def f(a: int, b: int) -> None: ..."),
    (rules.unannotated, "def f(*a: int, **b) -> None: ...", "def f(*a: int) -> None: ..."),
    (rules.unannotated, "class A:\n  def f(self): ...", "class A:\n  def f(self) -> None: ..."),
    (rules.undocumented, "def f(): ...", "def _f(): ..."),
    (rules.undocumented, "class A:\n  'a'\n  def f(self): ...", "class _A:\n  def f(self): ..."),
    (rules.undocumented, "class A:\n  x = 1", "class A:\n  'a'\n  @override\n  def f(self): ..."),
    (_signals, "from django.dispatch import receiver", "from django.db import models"),
    (_signals, "from django.db.models.signals import post_save", "import signal"),
    (_signals, "from django.db.models import signals", "import signals_of_smoke"),
    (rules.clock_readings, "date.today()", "date(2027, 1, 1)"),
    (rules.clock_readings, "datetime.datetime.now(UTC)", "known.now"),
    (rules.clock_readings, "time.time()", "time.perf_counter()"),
]


@pytest.mark.parametrize(("rule", "breach", "good"), BREACHES)
def test_a_planted_breach_is_found(rule: Rule, breach: str, good: str) -> None:
    """The rule names the place of the breach and nothing in good code."""
    assert rule(_source(breach))[0].startswith("planted.py")
    assert rule(_source(good)) == []


def test_nineteen_short_functions_do_not_hide_two_long_ones() -> None:
    """The percentile is over functions, not over files."""
    short, long = _body(3), _body(50)
    assert rules.percentile_95(_source(short * 98 + long * 2)) <= rules.FUNCTION_LINES_95
    assert rules.percentile_95(_source(short * 18 + long * 2)) > rules.FUNCTION_LINES_95


def test_a_ring_of_imports_is_found() -> None:
    """Three modules in a ring, none in a tree."""
    assert set(rules.import_cycle({"a": ["b"], "b": ["c"], "c": ["a"]})) == {"a", "b", "c"}
    assert rules.import_cycle({"a": ["b", "c"], "b": ["c"]}) == []


@pytest.mark.parametrize(
    ("pattern", "breach", "good"),
    [
        (ADDRESS, "--index-url https" + "://mirror/simple", "    # via thuctien (pyproject.toml)"),
        (ADDRESS, "package @ file:package", "package==1.0 \\"),
        (OWN_FOLDER, "open('/" + "home/lan/data.xlsx')", "href='/people/home/'"),
        (OWN_FOLDER, "/" + "work/files", "docs/work/files"),
        (REGISTRY, "pypi" + ".org/simple", "pip install"),
        (UNFINISHED, "# TO" + "DO: later", "the todo of tomorrow"),
    ],
)
def test_a_planted_line_is_found(pattern: str, breach: str, good: str) -> None:
    """The pattern finds the line and gives its place."""
    assert _matches(pattern, f"first\n{breach}")[0].startswith("planted:2")
    assert _matches(pattern, good) == []
