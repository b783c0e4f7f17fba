"""What is wrong with an instance or a solution, in words, before any search begins."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class Fault(StrEnum):
    """Why a file cannot be used."""

    HEADER_MISSING = "header_missing"
    NOT_A_NUMBER = "not_a_number"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    WORDS_MISSING = "words_missing"
    UNKNOWN = "unknown"
    TWICE = "twice"
    OUT_OF_RANGE = "out_of_range"
    NO_PERIOD_LEFT = "no_period_left"
    TEACHER_FULL = "teacher_full"
    CURRICULUM_FULL = "curriculum_full"
    HALLS_FULL = "halls_full"
    NO_CELLS = "no_cells"


WORDINGS: Mapping[Fault, Wording] = {
    Fault.HEADER_MISSING: Wording(
        vi="Dòng {line}: thiếu dòng đầu «{what}:».",
        en="Line {line}: the heading “{what}:” is missing.",
    ),
    Fault.NOT_A_NUMBER: Wording(
        vi="Dòng {line}: «{what}» phải là số nguyên không âm.",
        en="Line {line}: “{what}” must be a whole number, not below 0.",
    ),
    Fault.TOO_FEW: Wording(
        vi="Dòng {line}: tệp bị cắt; phần {what} có {found} dòng, đầu tệp ghi {expected}.",
        en="Line {line}: cut short: {what} has {found} lines, the head says {expected}.",
    ),
    Fault.TOO_MANY: Wording(
        vi="Dòng {line}: phần {what} có nhiều hơn {expected} dòng ghi ở đầu tệp.",
        en="Line {line}: {what} has more lines than the {expected} that the head says.",
    ),
    Fault.WORDS_MISSING: Wording(
        vi="Dòng {line}: cần {expected} mục, chỉ có {found}.",
        en="Line {line}: {expected} words are needed, there are {found}.",
    ),
    Fault.UNKNOWN: Wording(
        vi="Dòng {line}: không có {what} nào tên «{key}».",
        en="Line {line}: there is no {what} “{key}”.",
    ),
    Fault.TWICE: Wording(
        vi="Dòng {line}: «{key}» xuất hiện lần thứ hai.",
        en="Line {line}: “{key}” stands a second time.",
    ),
    Fault.OUT_OF_RANGE: Wording(
        vi="Dòng {line}: {what} {key} nằm ngoài tuần học (0 đến {most}).",
        en="Line {line}: {what} {key} is outside the week (0 to {most}).",
    ),
    Fault.NO_PERIOD_LEFT: Wording(
        vi="Học phần {key} có {needed} buổi nhưng chỉ còn {found} tiết có thể học.",
        en="Course {key} has {needed} lectures, but only {found} periods are open to it.",
    ),
    Fault.TEACHER_FULL: Wording(
        vi="Giảng viên {key} phải dạy {needed} buổi nhưng chỉ có {found} tiết.",
        en="Teacher {key} has {needed} lectures, but there are only {found} periods.",
    ),
    Fault.CURRICULUM_FULL: Wording(
        vi="Chương trình {key} có {needed} buổi nhưng chỉ có {found} tiết.",
        en="Curriculum {key} has {needed} lectures, but there are only {found} periods.",
    ),
    Fault.HALLS_FULL: Wording(
        vi="Có {needed} buổi nhưng các phòng chỉ có {found} lượt tiết.",
        en="There are {needed} lectures, but the rooms have only {found} periods in all.",
    ),
    Fault.NO_CELLS: Wording(
        vi="Chỉ {found} trong {needed} buổi tìm được tiết được phép học và còn phòng trống.",
        en="Only {found} of {needed} lectures find a period that is open to them with a free room.",
    ),
}

NOUNS: Mapping[str, Wording] = {
    "course": Wording("học phần", "course"),
    "room": Wording("phòng", "room"),
    "day": Wording("ngày", "day"),
    "period": Wording("tiết", "period"),
}


class CttError(ValueError):
    """A file that is no instance or no solution, with every fault that was found."""

    def __init__(self, *faults: tuple[Fault, Mapping[str, object]]) -> None:
        self.faults = faults
        super().__init__(" ".join(self.texts(Language.EN)))

    def texts(self, language: Language) -> list[str]:
        """Return the faults as sentences."""
        return [
            WORDINGS[fault].render(
                language,
                {
                    name: NOUNS[str(value)].render(language, {})
                    if name == "what" and value in NOUNS
                    else value
                    for name, value in figures.items()
                },
            )
            for fault, figures in self.faults
        ]
