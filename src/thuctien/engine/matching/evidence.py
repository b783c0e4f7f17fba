"""Why two rows may be one person, in words."""

from __future__ import annotations

from enum import StrEnum

from thuctien.engine.wording import Language, Wording


class Evidence(StrEnum):
    """One reason for, or a limit on, taking two rows for one person."""

    SAME_CODE = "same_code"
    SAME_NUMBER = "same_number"
    SAME_NAME = "same_name"
    SAME_SPELLING = "same_spelling"
    """The same name but for the place of the tone, i or y."""
    UNMARKED_NAME = "unmarked_name"
    """The same letters once the marks are left out."""
    NEAR_NAME = "near_name"
    """One letter, or one middle name, apart."""
    SAME_BIRTH = "same_birth"
    COMPATIBLE_BIRTH = "compatible_birth"
    """One of the two is known only by month or year, and the other fits."""
    SWAPPED_BIRTH = "swapped_birth"
    """Day and month exchanged, as a spreadsheet does."""
    SAME_BIRTH_YEAR = "same_birth_year"
    SAME_UNIT = "same_unit"
    OTHER_NAME = "other_name"
    """The number agrees, the name does not."""

    def sentence(self, language: Language) -> str:
        """Return the reason as a sentence."""
        return _SENTENCES[self].render(language, {})


_SENTENCES: dict[Evidence, Wording] = {
    Evidence.SAME_CODE: Wording("Cùng mã nhân sự.", "The same code of person."),
    Evidence.SAME_NUMBER: Wording("Cùng số định danh cá nhân.", "The same personal number."),
    Evidence.SAME_NAME: Wording("Cùng họ và tên.", "The same name."),
    Evidence.SAME_SPELLING: Wording(
        "Cùng họ và tên, chỉ khác cách đặt dấu hoặc i/y.",
        "The same name but for the place of a tone, or i and y.",
    ),
    Evidence.UNMARKED_NAME: Wording(
        "Họ và tên giống nhau khi bỏ dấu.", "The names are equal without their marks."
    ),
    Evidence.NEAR_NAME: Wording(
        "Họ và tên gần giống nhau.", "The names differ in one letter or one middle name."
    ),
    Evidence.SAME_BIRTH: Wording("Cùng ngày sinh.", "The same birth date."),
    Evidence.COMPATIBLE_BIRTH: Wording(
        "Ngày sinh không mâu thuẫn: một bên chỉ biết tháng hoặc năm.",
        "The birth dates agree as far as both are known.",
    ),
    Evidence.SWAPPED_BIRTH: Wording(
        "Ngày sinh đổi chỗ ngày và tháng.", "Day and month of the birth date are exchanged."
    ),
    Evidence.SAME_BIRTH_YEAR: Wording("Cùng năm sinh.", "Born in the same year."),
    Evidence.SAME_UNIT: Wording("Cùng đơn vị.", "The same unit."),
    Evidence.OTHER_NAME: Wording(
        "Nhưng họ và tên khác nhau; hãy xem số định danh có ghi nhầm không.",
        "But the names differ; look whether the number is right.",
    ),
}
