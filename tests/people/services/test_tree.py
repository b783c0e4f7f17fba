"""The path of a unit is its chain of codes."""

from __future__ import annotations

import pytest

from thuctien.people.models import Unit
from thuctien.people.services import refresh_unit_paths

pytestmark = pytest.mark.django_db


def _units(**parents: str | None) -> dict[str, tuple[str, int]]:
    for code in parents:
        Unit.objects.create(unit_id=code, name=code, kind="k")
    for code, parent in parents.items():
        Unit.objects.filter(pk=code).update(parent_id=parent)
    refresh_unit_paths()
    return {
        pk: (path, depth) for pk, path, depth in Unit.objects.values_list("pk", "path", "depth")
    }


def test_paths_run_from_the_root_down() -> None:
    assert _units(p=None, s="p", t="s") == {"p": ("/p/", 0), "s": ("/p/s/", 1), "t": ("/p/s/t/", 2)}


def test_a_move_carries_everything_below_along() -> None:
    _units(p=None, q=None, s="p", t="s")
    Unit.objects.filter(pk="s").update(parent_id="q")
    refresh_unit_paths()
    assert Unit.objects.get(pk="t").path == "/q/s/t/"


def test_units_that_are_each_other_s_parents_do_not_hang() -> None:
    found = _units(a="b", b="a")
    assert found["a"][0].endswith("/a/")
    assert found["b"][0].endswith("/b/")


def test_nothing_changed_writes_nothing(django_assert_num_queries: pytest.FixtureRequest) -> None:
    _units(p=None, s="p")
    with django_assert_num_queries(3):  # the savepoint, the reading, its release
        refresh_unit_paths()
