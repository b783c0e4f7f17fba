"""Changes report forms: copies them, sets what they are, adds, changes, moves, removes columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import (
    Change,
    changed,
    created,
    deleted,
    present,
    record,
    record_changed,
    record_created,
    snapshot,
)
from thuctien.reports.closed_sets import FILTER_DIMENSIONS, ROW_DIMENSIONS
from thuctien.reports.models import MOST_YEARS, ReportColumn, ReportForm

MOST_LEVELS = 4
"""Headings above headings above a column: more cannot be read."""
_MOST_ROW_DIMENSIONS = 2


class WrongFormError(Exception):
    """A form or column that cannot be filled; the text says why, in the page's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What a form is, without its columns (:class:`thuctien.reports.models.ReportForm`)."""

    title: str
    authority: str
    rows: Sequence[str]
    title_en: str = ""
    authority_en: str = ""
    years: int = 1
    age_bounds: Sequence[int] = ()
    source: str = ""
    article: str = ""
    confirmed: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """What a column is (:class:`thuctien.reports.models.ReportColumn`)."""

    title: str
    parent: ReportColumn | None = None
    title_en: str = ""
    measure: str = ""
    progress: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    min_age: int | None = None
    max_age: int | None = None


@transaction.atomic
def copy_form(form: ReportForm, *, code: str, title: str, acting_user: ActingUser) -> ReportForm:
    """Return a copy of a form under a new code and title; nobody has confirmed the copy.

    Raises ``PermissionDenied``, or :class:`WrongFormError` where the code is taken.
    """
    require(acting_user, Action.KEEP_REPORT_FORMS)
    if ReportForm.objects.filter(pk=code).exists():
        raise WrongFormError(_("There is a form with this code."))
    columns = list(form.columns.order_by("position", "pk"))
    copied = ReportForm.objects.get(pk=form.pk)
    copied.pk, copied.title, copied.title_en, copied.confirmed = code, title, "", False
    copied.save(force_insert=True)
    made: dict[int | None, ReportColumn | None] = {None: None}
    waiting = [column for column in columns if column.parent_id is None]
    while waiting:
        column = waiting.pop(0)
        waiting += [part for part in columns if part.parent_id == column.pk]
        original, parent = column.pk, made[column.parent_id]
        column.pk, column.form, column.parent = None, copied, parent
        column.save(force_insert=True)
        made[original] = column
    changes = [created(copied), *(created(one) for one in made.values() if one is not None)]
    record(
        "reports.form.copy",
        acting_user=acting_user,
        object_type="reports.reportform",
        object_key=code,
        before={"of": form.pk},
        changes=changes,
    )
    return copied


@transaction.atomic
def change_form(form: ReportForm, facts: FormFacts, *, acting_user: ActingUser) -> None:
    """Set what a form is. Raises ``PermissionDenied`` or :class:`WrongFormError`."""
    require(acting_user, Action.KEEP_REPORT_FORMS)
    _check_form(facts)
    before = snapshot(form)
    for name, value in asdict(facts).items():
        setattr(form, name, list(value) if isinstance(value, tuple) else value)
    form.save()
    record_changed(before, form, acting_user=acting_user, action="reports.form.change")


@transaction.atomic
def add_column(form: ReportForm, facts: ColumnFacts, *, acting_user: ActingUser) -> ReportColumn:
    """Add a column, or a heading, after the others under the same heading.

    Raises ``PermissionDenied`` or :class:`WrongFormError`.
    """
    require(acting_user, Action.KEEP_REPORT_FORMS)
    column = ReportColumn(form=form, position=_next_position(form, facts.parent))
    _set(column, facts)
    column.save()
    record_created(column, acting_user=acting_user, action="reports.column.add")
    return column


@transaction.atomic
def change_column(column: ReportColumn, facts: ColumnFacts, *, acting_user: ActingUser) -> None:
    """Set what a column is, and under which heading it stands.

    Raises ``PermissionDenied`` or :class:`WrongFormError`.
    """
    require(acting_user, Action.KEEP_REPORT_FORMS)
    before = snapshot(column)
    if facts.parent != column.parent:
        column.position = _next_position(column.form, facts.parent)
    _set(column, facts)
    column.save()
    record_changed(before, column, acting_user=acting_user, action="reports.column.change")


@transaction.atomic
def move_column(column: ReportColumn, *, by: int, acting_user: ActingUser) -> None:
    """Move a column ``by`` places among those under the same heading; at the ends it stays.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.KEEP_REPORT_FORMS)
    beside = list(
        ReportColumn.objects.filter(form=column.form, parent=column.parent).order_by(
            "position", "pk"
        )
    )
    place = beside.index(column)
    beside.insert(max(0, min(len(beside) - 1, place + by)), beside.pop(place))
    changes = []
    for position, one in enumerate(beside):
        before = snapshot(one)
        one.position = position
        one.save(update_fields=["position"])
        changes.append(changed(before, one))
    if moved := present(changes):
        _record("reports.column.move", column, moved, acting_user)


@transaction.atomic
def remove_column(column: ReportColumn, *, acting_user: ActingUser) -> None:
    """Remove a column, with all that stands under it where it is a heading.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.KEEP_REPORT_FORMS)
    gone = [deleted(one) for one in (column, *_under(column))]
    _record("reports.column.remove", column, gone, acting_user)
    column.delete()


def _record(
    action: str, column: ReportColumn, changes: Sequence[Change], acting_user: ActingUser
) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="reports.reportcolumn",
        object_key=str(column.pk),
        changes=changes,
    )


def _next_position(form: ReportForm, parent: ReportColumn | None) -> int:
    last = ReportColumn.objects.filter(form=form, parent=parent).aggregate(Max("position"))
    return 0 if last["position__max"] is None else int(last["position__max"]) + 1


def _under(column: ReportColumn) -> list[ReportColumn]:
    """Return all that stands under a heading, however deep."""
    found: list[ReportColumn] = []
    waiting = list(column.parts.all()) if column.pk else []
    while waiting:
        part = waiting.pop()
        found.append(part)
        waiting += part.parts.all()
    return found


def _set(column: ReportColumn, facts: ColumnFacts) -> None:
    _check_column(column, facts)
    for item in fields(facts):
        setattr(column, item.name, getattr(facts, item.name))
    column.filters = {name: list(codes) for name, codes in facts.filters.items() if codes}


def _check_column(column: ReportColumn, facts: ColumnFacts) -> None:
    under = _under(column)
    if not facts.title.strip():
        raise WrongFormError(_("A column needs a title."))
    if bool(facts.measure) != bool(facts.progress):
        raise WrongFormError(_("Say both what is counted and how far it must have come."))
    if facts.measure and under:
        raise WrongFormError(_("There are columns under this heading, so it cannot count."))
    if set(facts.filters) - set(FILTER_DIMENSIONS):
        raise WrongFormError(_("No column can be limited by this."))
    if None not in (facts.min_age, facts.max_age) and (facts.min_age or 0) > (facts.max_age or 0):
        raise WrongFormError(_("The lowest age is above the highest."))
    if facts.parent is not None:
        _check_parent(column, under, facts.parent)


def _check_parent(
    column: ReportColumn, under: Sequence[ReportColumn], parent: ReportColumn
) -> None:
    if parent.form_id != column.form_id or parent.measure:
        raise WrongFormError(_("A column stands under a heading of the same form."))
    if parent == column or parent in under:
        raise WrongFormError(_("A heading cannot stand under itself."))
    depth, above = 1, parent
    while above.parent is not None:
        depth, above = depth + 1, above.parent
    if depth >= MOST_LEVELS:
        raise WrongFormError(_("There are too many headings above each other."))


def _check_form(facts: FormFacts) -> None:
    bounds = list(facts.age_bounds)
    if not 1 <= len(facts.rows) <= _MOST_ROW_DIMENSIONS or len(set(facts.rows)) < len(facts.rows):
        raise WrongFormError(_("The rows are told apart by one thing, or by two different ones."))
    if set(facts.rows) - set(ROW_DIMENSIONS):
        raise WrongFormError(_("Rows by what the law calls sensitive are not made."))
    if not 1 <= facts.years <= MOST_YEARS:
        raise WrongFormError(_("A form is over 1 to %(most)s years.") % {"most": MOST_YEARS})
    if bounds != sorted(set(bounds)) or any(bound <= 0 for bound in bounds):
        raise WrongFormError(_("Ages must rise from the first to the last."))
    if facts.valid_from and facts.valid_to and facts.valid_from > facts.valid_to:
        raise WrongFormError(_("The last day is before the first."))
