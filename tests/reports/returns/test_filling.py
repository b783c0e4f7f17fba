"""Every cell of every form that comes along equals a count by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from tests.reports.returns.by_hand import One, cell, is_below, turns
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.policy import Role
from thuctien.people.models import Unit
from thuctien.reports.closed_sets import SENSITIVE, Dimension
from thuctien.reports.models import ReportColumn, ReportForm
from thuctien.reports.returns.filling import Asked, Filled, ShownLine, fill
from thuctien.sending.models import Plan, Round

TODAY = date(2026, 11, 24)
EVERY_FORM = ("NV-01", "TC-01", "LD-01")


def filled(form: ReportForm, unit: Unit, *, now: bool = False, year: int = 2026) -> Filled:
    return fill(form, Asked(year, unit, names_now=now), today=TODAY, acting_user=SYSTEM)


def of_line(form: ReportForm, top: str, line: ShownLine, counted: list[One]) -> list[One]:
    """Return the turns that a line is about, found by hand."""
    found = counted
    for dimension, code in zip(form.rows, line.key, strict=False):
        if dimension == "unit":
            own = [one for one in found if one.facts["own_unit"] == top and code == top]
            found = own or [
                one for one in found if code != top and is_below(one.facts["own_unit"], code)
            ]
        else:
            found = [one for one in found if one.facts[dimension] == code]
    return found


def is_sensitive(column: ReportColumn | None) -> bool:
    while column is not None:
        if SENSITIVE & set(column.filters):
            return True
        column = column.parent
    return False


@pytest.mark.parametrize("now", [False, True])
@pytest.mark.parametrize("code", EVERY_FORM)
@pytest.mark.parametrize("top", ["T", "SO"])
def test_every_cell_equals_a_count_by_hand(small: Unit, code: str, top: str, now: bool) -> None:
    form = ReportForm.objects.get(pk=code)
    seen = filled(form, Unit.objects.get(pk=top), now=now)
    years = {str(year) for year in range(2026 - form.years + 1, 2027)}
    counted = [
        one
        for one in turns(now=now)
        if is_below(one.facts["own_unit"], top) and one.facts["year"] in years
    ]
    columns = {column.pk: column for column in form.columns.all()}
    assert len(seen.lines) > 1
    for line in seen.lines:
        expected = of_line(form, top, line, counted)
        for leaf, figure in zip(seen.shape.leaves, line.figures, strict=True):
            column = columns[leaf.column_id]
            if figure is None:
                assert is_sensitive(column)
            else:
                # Whole đồng: the parts of one class differ from equal ones by less than one each.
                apart = len(expected) if leaf.measure == "money" else 0
                assert abs(figure - cell(column, expected)) <= apart, (line.label, leaf.titles)


def test_money_of_a_class_is_shared_without_a_dong_left(small: Unit) -> None:
    form = ReportForm.objects.get(pk="LD-01")
    column = form.columns.get(measure="money")
    column.progress = "planned"
    column.save()
    total = filled(form, small).lines[0]
    assert total.figures[-1] == 1003 + 1004


def test_units_bear_the_name_of_then_or_of_now(small: Unit) -> None:
    form = ReportForm.objects.get(pk="LD-01")
    then = {line.key: line.figures for line in filled(form, small, year=2025).lines}
    today = {line.key: line.figures for line in filled(form, small, year=2025, now=True).lines}
    planned = 1
    assert ("HUYEN",) in then
    assert ("HUYEN",) not in today
    both = (then["HUYEN",][planned] or 0) + (then["XA",][planned] or 0)
    assert today["XA",][planned] == both > (then["XA",][planned] or 0)
    assert today[()] == then[()]


def test_a_unit_that_did_nothing_is_shown_with_nothing(small: Unit) -> None:
    Unit.objects.create(unit_id="MOI", name="Mới", kind="ward", parent=small, path="/T/MOI/")
    lines = {line.key: line for line in filled(ReportForm.objects.get(pk="LD-01"), small).lines}
    assert set(lines["MOI",].figures) == {0}


def test_persons_of_the_total_are_counted_once(small: Unit) -> None:
    form = ReportForm.objects.create(code="X", title="X", authority="X", rows=["programme"])
    ReportColumn.objects.create(
        form=form, position=0, title="Người", measure="persons", progress="nominated"
    )
    total, *others = filled(form, small).lines
    assert (total.figures[0] or 0) < sum(line.figures[0] or 0 for line in others)


@pytest.mark.parametrize("dimension", [one for one in Dimension if one not in SENSITIVE])
def test_rows_can_be_by_any_dimension_that_is_not_sensitive(
    small: Unit, dimension: Dimension
) -> None:
    form = ReportForm(code="X", title="X", authority="X", rows=[dimension], age_bounds=[30, 40])
    form.save()
    ReportColumn.objects.create(
        form=form, position=0, title="Lượt", measure="turns", progress="nominated"
    )
    total, *lines = filled(form, small).lines
    assert sum(line.figures[0] or 0 for line in lines) == total.figures[0] != 0


def test_a_sensitive_dimension_makes_no_rows(small: Unit) -> None:
    form = ReportForm.objects.create(code="X", title="X", authority="X", rows=["ethnic_minority"])
    assert [line.key for line in filled(form, small).lines] == [()]


def test_the_current_draft_counts_where_no_plan_was_approved(small: Unit) -> None:
    form = ReportForm.objects.get(pk="LD-01")
    approved = filled(form, small)
    Round.objects.filter(year=2026).update(approved_at=None)
    assert filled(form, small).lines[0].figures[1] == 0
    Plan.objects.update(is_current=True, year=2026)
    draft = filled(form, small)
    assert (approved.draft_years, draft.draft_years) == ([], [2026])
    assert draft.lines[0].figures == approved.lines[0].figures


@pytest.mark.parametrize("role", [Role.AGENCY_OFFICER, Role.LEADER])
def test_another_unit_is_refused(small: Unit, role: Role) -> None:
    who = ActingUser(user=holding(role, "hoa", "SO"))
    form = ReportForm.objects.get(pk="LD-01")
    assert fill(form, Asked(2026, Unit.objects.get(pk="SO-P")), today=TODAY, acting_user=who)
    with pytest.raises(PermissionDenied):
        fill(form, Asked(2026, Unit.objects.get(pk="XA")), today=TODAY, acting_user=who)


def test_the_number_of_queries_does_not_grow(
    small: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    form = ReportForm.objects.get(pk="NV-01")
    with django_assert_max_num_queries(16):
        filled(form, small)
