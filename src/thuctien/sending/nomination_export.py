"""Lists of nominations, of a selection and of quotas as workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.language import own_name
from thuctien.base.list_export import as_workbook
from thuctien.sending.models import Nomination, OfferedClass, Round
from thuctien.sending.models.states import NominationState, Verdict
from thuctien.sending.selectors.nominations import Row
from thuctien.sending.selectors.quotas import Column, MatrixRow


def nominations_workbook(
    offered: OfferedClass, rows: Sequence[Row], *, acting_user: ActingUser
) -> FileResponse:
    """Return the nominations of a class that the reader sees; who took them is on the trail."""
    _taken(offered, len(rows), acting_user)
    title = _("Nominations of class %(code)s") % {"code": offered.class_id}
    return as_workbook(title, _headers(), (_cells(row) for row in rows))


def selection_workbook(
    offered: OfferedClass,
    ranked: Sequence[Row],
    listed: Mapping[str, Sequence[Row]],
    *,
    acting_user: ActingUser,
) -> FileResponse:
    """Return who has a place, what was handed in by rank with the reasons, and who waits."""
    rows = [*listed["seats"], *ranked, *listed["waiting"], *listed["refused"]]
    _taken(offered, len(rows), acting_user)
    title = _("Selection of class %(code)s") % {"code": offered.class_id}
    headers = [*_headers(), _("Place in the order"), _("Why this place"), _("Waiting list no.")]
    cells = (
        (*_cells(row), row.nomination.rank, list(row.reasons), row.nomination.waiting_no)
        for row in rows
    )
    return as_workbook(title, headers, cells)


def quotas_workbook(
    round_: Round,
    columns: Sequence[Column],
    matrix: Sequence[MatrixRow],
    *,
    acting_user: ActingUser,
) -> FileResponse:
    """Return the quotas of a round, a row for each agency, programme and group."""
    record(
        "sending.quota.export",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(round_.pk),
    )
    headers = [_("Agency"), _("Programme"), _("Group"), _("Seats"), _("Used"), _("Left")]
    return as_workbook(_("Quotas of agencies"), headers, _quota_rows(columns, matrix))


def _quota_rows(
    columns: Sequence[Column], matrix: Sequence[MatrixRow]
) -> Iterator[Sequence[object]]:
    for row in matrix:
        for column in columns:
            name = own_name(column.programme.name, column.programme.name_en)
            for cell in row.cells.get(column.programme.pk, ()):
                left = cell.seats - cell.taken
                yield row.unit.name, name, cell.group, cell.seats, cell.taken, left


def _headers() -> list[str]:
    return [
        _("Code"),
        _("Full name"),
        _("Post"),
        _("Unit"),
        _("Agency"),
        _("State"),
        _("Conditions"),
        _("What stands in the way"),
        _("Reason"),
        _("Why"),
    ]


def _cells(row: Row) -> tuple[object, ...]:
    nomination: Nomination = row.nomination
    person = nomination.person
    verdict = nomination.verdict
    return (
        person.pk,
        person.full_name,
        person.current_post.title if person.current_post else "",
        person.current_unit.name if person.current_unit else "",
        nomination.unit.name,
        str(NominationState(nomination.state).label),
        str(Verdict(verdict).label) if verdict else "",
        list(row.conflicts),
        nomination.reason,
        row.why,
    )


def _taken(offered: OfferedClass, count: int, acting_user: ActingUser) -> None:
    record(
        "sending.nomination.export",
        acting_user=acting_user,
        object_type="sending.offeredclass",
        object_key=str(offered.pk),
        after={"nominations": count},
    )
