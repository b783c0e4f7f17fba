"""What is wrong with a list only beside what is stored, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl
from typing_extensions import override

from thuctien.engine.sheets import CellFault, Place, Reading, Severity, raw_text
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.catalogue import FaultCode


class StoreFault(StrEnum):
    """One code a rule."""

    NO_POST = "no_post"
    UNKNOWN_POST = "unknown_post"
    AMBIGUOUS_POST = "ambiguous_post"
    POST_OF_OTHER_UNIT = "post_of_other_unit"
    OTHER_RANK = "other_rank"
    OUT_OF_REACH = "out_of_reach"
    ERASED = "erased"
    NUMBER_TAKEN = "number_taken"
    NUMBER_ELSEWHERE = "number_elsewhere"
    LATER_POST = "later_post"
    WITHOUT_DATE = "without_date"
    NOT_IN_LIST = "not_in_list"
    PARTY_DAY = "party_day"


_WARNINGS = frozenset(
    {
        StoreFault.OTHER_RANK,
        StoreFault.WITHOUT_DATE,
        StoreFault.NOT_IN_LIST,
        StoreFault.PARTY_DAY,
    }
)

SENTENCES: dict[StoreFault, Wording] = {
    StoreFault.NO_POST: Wording(
        "Người mới phải có chức vụ hoặc vị trí việc làm.",
        "Somebody new must have a post.",
    ),
    StoreFault.UNKNOWN_POST: Wording(
        "Đơn vị «{unit}» không có vị trí việc làm «{value}».",
        "The unit “{unit}” has no post “{value}”.",
    ),
    StoreFault.AMBIGUOUS_POST: Wording(
        "Đơn vị «{unit}» có nhiều vị trí tên «{value}»: {codes}. Hãy ghi mã vị trí.",
        "The unit “{unit}” has several posts called “{value}”: {codes}. Write the code.",
    ),
    StoreFault.POST_OF_OTHER_UNIT: Wording(
        "Vị trí «{value}» không thuộc đơn vị «{unit}».",
        "The post “{value}” does not belong to the unit “{unit}”.",
    ),
    StoreFault.OTHER_RANK: Wording(
        "Ngạch hoặc cấp lãnh đạo ghi ở đây khác với vị trí việc làm «{post}»; hệ thống giữ theo "
        "vị trí việc làm.",
        "Rank or level here differ from those of the post “{post}”; those of the post stay.",
    ),
    StoreFault.OUT_OF_REACH: Wording(
        "Mã «{value}» là của người thuộc đơn vị khác; danh sách này không được sửa hồ sơ đó.",
        "The code “{value}” is of somebody in another unit, whose record this list cannot change.",
    ),
    StoreFault.ERASED: Wording(
        "Hồ sơ mã «{value}» đã được xóa theo yêu cầu, không nhận dữ liệu mới.",
        "The record “{value}” was erased on request and takes no new data.",
    ),
    StoreFault.NUMBER_TAKEN: Wording(
        "Số định danh này đã có ở hồ sơ khác.", "Another record has this personal number."
    ),
    StoreFault.NUMBER_ELSEWHERE: Wording(
        "Số định danh này đã có ở hồ sơ của một đơn vị khác; hãy liên hệ cơ quan quản lý cấp tỉnh.",
        "A record of another unit has this personal number; ask the office of the province.",
    ),
    StoreFault.LATER_POST: Wording(
        "Hồ sơ đã có quyết định về chức vụ từ {day} trở đi, muộn hơn danh sách này.",
        "The record has a decision about a post from {day} on, later than this list.",
    ),
    StoreFault.WITHOUT_DATE: Wording(
        "«{value}» không có ngày cấp nên «{qualification}» không được lưu; hãy ghi ngày hoặc năm.",
        "“{value}” has no date, so “{qualification}” is not stored; write the day or the year.",
    ),
    StoreFault.NOT_IN_LIST: Wording(
        "«{value}» không có trong danh mục nên không được lưu.",
        "“{value}” is not in the list of the province, so it is not stored.",
    ),
    StoreFault.PARTY_DAY: Wording(
        "Ngày vào Đảng chỉ được lưu khi có đủ ngày, tháng, năm.",
        "The day of joining the Party is stored only when day, month and year are known.",
    ),
}

FAULTS_SCHEMA: dict[str, pl.DataType] = {
    "code": pl.String(),
    "severity": pl.String(),
    "sheet": pl.String(),
    "row": pl.Int32(),
    "column": pl.Int32(),
    "title": pl.String(),
    "target": pl.String(),
    "raw": pl.String(),
    "proposal": pl.String(),
    "vi": pl.String(),
    "en": pl.String(),
}
"""Faults as they are kept for the pages, with their sentence in both languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCellFault(CellFault):
    """A fault of this room, to be shown and marked like those of the engine."""

    store_code: StoreFault = field(default=StoreFault.UNKNOWN_POST)

    @property
    @override
    def severity(self) -> Severity:
        return Severity.WARNING if self.store_code in _WARNINGS else Severity.ERROR

    @override
    def reason(self, language: Language) -> str:
        return SENTENCES[self.store_code].render(language, self.values)


class Placer:
    """Gives faults their place: the column of a target in the sheet of a row."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._columns = {
            (layout.sheet, column.target): column
            for layout in reading.layouts
            for column in reversed(layout.columns)
            if column.target is not None
        }

    def fault(
        self,
        code: StoreFault,
        row: Mapping[str, object],
        targets: Iterable[str],
        *,
        proposal: str | None = None,
        **values: object,
    ) -> StoredCellFault:
        """Return a fault at the first of ``targets`` that the sheet of ``row`` has."""
        sheet, number = str(row["sheet"]), int(str(row["row"]))
        found = (self._columns.get((sheet, target)) for target in targets)
        column = next((column for column in found if column is not None), None)
        if column is None:
            return StoredCellFault(
                FaultCode.UNKNOWN_CODE, sheet, number, values=values, store_code=code
            )
        return StoredCellFault(
            FaultCode.UNKNOWN_CODE,
            sheet,
            number,
            column.column,
            column.title,
            column.target,
            self.raw(sheet, number, column.column),
            proposal,
            values,
            store_code=code,
        )

    def raw(self, sheet: str, row: int, column: int) -> str:
        """Return what the file, or a correction, has in a cell."""
        corrected = self._reading.corrections.get(Place(sheet, row, column))
        if corrected is not None:
            return corrected
        return raw_text(self._reading.book.sheet(sheet).cell(row, column))


def faults_frame(faults: Iterable[CellFault]) -> pl.DataFrame:
    """Return faults as a frame of :data:`FAULTS_SCHEMA`, in their order."""
    return pl.DataFrame(list(_rows(faults)), schema=FAULTS_SCHEMA, orient="row")


def _rows(faults: Iterable[CellFault]) -> Iterator[tuple[object, ...]]:
    for fault in faults:
        code = fault.store_code if isinstance(fault, StoredCellFault) else fault.code
        yield (
            str(code),
            str(fault.severity),
            fault.sheet,
            fault.row,
            fault.column,
            fault.title,
            fault.target,
            fault.raw,
            fault.proposal,
            fault.reason(Language.VI),
            fault.reason(Language.EN),
        )
