"""The plan as a workbook: its classes and who is sent to each."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from django.conf import settings
from django.db.models import F

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.files import whole_file
from thuctien.base.language import page_language
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.tables import write_tables
from thuctien.sending.models import Plan, PlannedClass, Turn
from thuctien.sending.services.state import province_version

_CLASSES = Wording("Các lớp", "Classes")
_TURNS = Wording("Lượt cử", "Turns")

CLASS_COLUMNS: dict[str, tuple[Wording, pl.DataType]] = {
    "class_id": (Wording("Mã lớp", "Class"), pl.String()),
    "programme": (Wording("Chương trình", "Programme"), pl.String()),
    "mode": (Wording("Hình thức", "Form of study"), pl.String()),
    "site": (Wording("Cơ sở", "Site"), pl.String()),
    "starts_on": (Wording("Từ ngày", "From"), pl.Date()),
    "ends_on": (Wording("Đến ngày", "To"), pl.Date()),
    "sessions": (Wording("Số buổi", "Half days"), pl.Int64()),
    "size": (Wording("Sĩ số", "Learners"), pl.Int64()),
    "max_size": (Wording("Sĩ số tối đa", "Greatest size"), pl.Int64()),
    "cost": (Wording("Kinh phí (đồng)", "Cost (đồng)"), pl.Int64()),
}
TURN_COLUMNS: dict[str, tuple[Wording, pl.DataType]] = {
    "class_id": (Wording("Mã lớp", "Class"), pl.String()),
    "person": (Wording("Mã nhân sự", "Person"), pl.String()),
    "full_name": (Wording("Họ và tên", "Full name"), pl.String()),
    "unit": (Wording("Đơn vị", "Unit"), pl.String()),
    "programme": (Wording("Chương trình", "Programme"), pl.String()),
    "needs_met": (Wording("Số nhu cầu đáp ứng", "Needs met"), pl.Int64()),
    "distance_km": (Wording("Khoảng cách (km)", "Distance (km)"), pl.Float64()),
}


def plan_file(plan: Plan, *, acting_user: ActingUser) -> Path:
    """Return the plan as a workbook in the language of the page, written once and kept.

    A plan never changes; the names in it follow the province, so an import makes a new file.
    Raises ``PermissionDenied`` where the acting user may not export it, ``OSError`` where the file
    cannot be written.
    """
    require(acting_user, Action.EXPORT_PLAN)
    language = page_language().value
    name = f"plan-{plan.pk}-{plan.created_at:%Y%m%d%H%M%S}-{province_version()}-{language}.xlsx"
    kept: Path = settings.RESULTS / name
    if not kept.exists():
        with whole_file(settings.RESULTS) as (handle, finish):
            write_plan(plan, Path(handle.name))
            finish(name)
    return kept


def write_plan(plan: Plan, path: Path) -> None:
    """Write the classes and turns of a plan, headers in the language of the page, to ``path``.

    Raises ``OSError`` where the file cannot be written.
    """
    classes = PlannedClass.objects.filter(plan=plan).order_by("class_id")
    whole = unscoped(Turn.objects.filter(plan=plan), reason="the whole plan, to who may export it")
    turns = whole.order_by("planned_class__class_id", "person__name_order", "person_id")
    class_rows = classes.values_list(
        "class_id",
        F("programme__name"),
        "mode",
        F("site__name"),
        "starts_on",
        "ends_on",
        "sessions",
        "size",
        "max_size",
        "cost",
    )
    turn_rows = turns.values_list(
        "planned_class__class_id",
        "person_id",
        "person__full_name",
        "unit__name",
        "planned_class__programme__name",
        "needs_met",
        "distance_km",
    )
    language = page_language()
    write_tables(
        path,
        {
            title.render(language, {}): (
                {name: header.render(language, {}) for name, (header, _type) in columns.items()},
                pl.DataFrame(
                    list(rows),
                    schema={name: dtype for name, (_header, dtype) in columns.items()},
                    orient="row",
                ),
            )
            for title, columns, rows in (
                (_CLASSES, CLASS_COLUMNS, class_rows),
                (_TURNS, TURN_COLUMNS, turn_rows),
            )
        },
    )
