"""Why changes cannot be made, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto

from thuctien.engine.model import TABLES
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook import Fault


class ClashCode(StrEnum):
    """What a change runs into beside the checks that every workbook passes."""

    UNKNOWN = auto()
    KNOWN_ALREADY = auto()
    NOT_IN_FORCE = auto()
    NOT_BEGUN = auto()
    NOTHING_CHANGES = auto()
    NO_UNIT_OF_KIND = auto()
    NOBODY_TO_TAKE_OVER = auto()
    TWO_UNITS_NEEDED = auto()
    SUCCESSOR_ENDS = auto()
    NOT_IN_UNIT = auto()
    IN_TWO_PARTS = auto()


CLASHES: Mapping[ClashCode, Wording] = {
    ClashCode.UNKNOWN: Wording(
        "Không có mã «{code}» trong bảng «{table}».", "The table «{table_en}» has no «{code}»."
    ),
    ClashCode.KNOWN_ALREADY: Wording(
        "Mã «{code}» đã có trong bảng «{table}»; hãy chọn mã khác.",
        "The table «{table_en}» has a «{code}» already; choose another code.",
    ),
    ClashCode.NOT_IN_FORCE: Wording(
        "«{code}» đã hết hiệu lực trước ngày {day}.", "«{code}» has ended before {day}."
    ),
    ClashCode.NOT_BEGUN: Wording(
        "«{code}» có hiệu lực từ {begins}, nên không thể thay đổi từ ngày {day}.",
        "«{code}» begins only on {begins}, so it cannot be changed from {day}.",
    ),
    ClashCode.NOTHING_CHANGES: Wording(
        "Nội dung mới giống hệt nội dung đang có của «{code}».",
        "The new terms of «{code}» are those that it has.",
    ),
    ClashCode.NO_UNIT_OF_KIND: Wording(
        "Ngày {day} không có đơn vị nào thuộc loại «{code}».",
        "On {day} there is no unit of the kind «{code}».",
    ),
    ClashCode.NOBODY_TO_TAKE_OVER: Wording(
        "Đơn vị «{code}» không có đơn vị cấp trên để tiếp nhận; hãy chỉ rõ đơn vị kế thừa.",
        "Nothing stands above the unit «{code}» to take over; name a successor.",
    ),
    ClashCode.TWO_UNITS_NEEDED: Wording(
        "Sáp nhập hoặc chia tách cần ít nhất hai đơn vị khác nhau.",
        "A merger or a split needs at least two different units.",
    ),
    ClashCode.SUCCESSOR_ENDS: Wording(
        "Đơn vị kế thừa «{code}» không hoạt động từ ngày {day}.",
        "The successor «{code}» does not exist from {day}.",
    ),
    ClashCode.NOT_IN_UNIT: Wording(
        "«{code}» không công tác tại đơn vị được chia vào ngày {day}.",
        "«{code}» does not work in the unit that is split on {day}.",
    ),
    ClashCode.IN_TWO_PARTS: Wording(
        "«{code}» có tên trong hai danh sách.", "«{code}» is on two lists."
    ),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why a change cannot be made."""

    code: ClashCode
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the reason as a sentence."""
        return CLASHES[self.code].render(language, self.values)


class ScenarioError(ValueError):
    """Changes that cannot be made: ``position`` counts the changes from 0, None is all of them."""

    def __init__(self, reasons: Sequence[Clash | Fault], position: int | None = None) -> None:
        self.reasons = tuple(reasons)
        self.position = position
        super().__init__("; ".join(self.texts(Language.EN)))

    def texts(self, language: Language) -> list[str]:
        """Return the reasons as sentences."""
        return [reason.text(language) for reason in self.reasons]


def unknown(table: str, code: str) -> ScenarioError:
    """Return the error that a table has no such code."""
    return ScenarioError([Clash(ClashCode.UNKNOWN, {"code": code, **_table_names(table)})])


def known_already(table: str, code: str) -> ScenarioError:
    """Return the error that a table has the code already."""
    return ScenarioError([Clash(ClashCode.KNOWN_ALREADY, {"code": code, **_table_names(table)})])


def _table_names(table: str) -> dict[str, object]:
    return {"table": TABLES[table].sheet, "table_en": TABLES[table].sheet_en}
