"""What can be wrong with the trail, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class FaultCode(StrEnum):
    """How the trail shows that somebody meddled with it."""

    MISSING = "missing"
    TWICE = "twice"
    CONTENT = "content"
    LINK = "link"
    CHANGES = "changes"
    STRAY = "stray"
    ERASED = "erased"
    HEAD = "head"
    ANCHOR = "anchor"


SENTENCES: Mapping[FaultCode, Wording] = {
    FaultCode.MISSING: Wording(
        "mục {position}: thiếu {count} mục từ vị trí này",
        "entry {position}: {count} entries are missing from this position on",
    ),
    FaultCode.TWICE: Wording(
        "mục {position}: vị trí này không theo thứ tự",
        "entry {position}: this position is out of order",
    ),
    FaultCode.CONTENT: Wording(
        "mục {position}: nội dung không còn khớp với mã băm",
        "entry {position}: the content no longer agrees with its digest",
    ),
    FaultCode.LINK: Wording(
        "mục {position}: không nối tiếp mục đứng trước",
        "entry {position}: it does not follow the entry before it",
    ),
    FaultCode.CHANGES: Wording(
        "mục {position}: các giá trị trước và sau không còn khớp với mã băm",
        "entry {position}: the values before and after no longer agree with their digest",
    ),
    FaultCode.STRAY: Wording(
        "mục {position}: có {count} thay đổi không thuộc mục nào",
        "entry {position}: {count} changes belong to no entry",
    ),
    FaultCode.ERASED: Wording(
        "mục {position}: giá trị đã bị xóa mà nhật ký không ghi lần xóa ấy",
        "entry {position}: values were erased, and nothing on the trail says so",
    ),
    FaultCode.HEAD: Wording(
        "mục {position}: điểm cuối ghi lại là {head}, không khớp với mục cuối",
        "entry {position}: the recorded end is {head}, which is not the last entry",
    ),
    FaultCode.ANCHOR: Wording(
        "mục {position}: khác với mốc đã giữ; nhật ký bị cắt bớt hoặc bị viết lại",
        "entry {position}: it differs from the anchor kept; the trail was cut off or rewritten",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at a position of the trail."""

    position: int
    code: FaultCode
    figures: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the fault as a sentence."""
        return SENTENCES[self.code].render(language, {"position": self.position, **self.figures})
