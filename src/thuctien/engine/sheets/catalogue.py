"""Every fault of a list of people that the province's own workbook cannot have, in words.

The faults that both can have keep their code and sentence of :mod:`thuctien.engine.workbook`.
"""

from __future__ import annotations

from enum import StrEnum, auto

from thuctien.engine.wording import Wording


class SheetFault(StrEnum):
    """One code a rule; the names are part of the public face and stay."""

    PASSWORD_PROTECTED = auto()
    WEB_PAGE = auto()
    NOT_A_LIST = auto()
    UNKNOWN_ENCODING = auto()
    NO_LIST = auto()
    NO_HEADER = auto()
    UNCERTAIN_COLUMN = auto()
    HIDDEN_CELLS = auto()
    NO_UNIT = auto()
    PART_OF_UNIT = auto()
    SEX_BY_NUMBER = auto()
    UNKNOWN_LEVEL = auto()
    AMBIGUOUS_NAME = auto()
    SWAPPED_DATE = auto()
    IMPOSSIBLE_AGE = auto()
    DATE_IN_FUTURE = auto()
    SERVICE_BEFORE_AGE = auto()
    BOTH_SEXES = auto()
    OLD_IDENTITY_NUMBER = auto()
    NOT_A_PERSONAL_NUMBER = auto()
    NUMBER_CLASH = auto()
    NUMBER_TWICE = auto()
    NAME_IN_CAPITALS = auto()
    NOT_A_NAME = auto()
    ONE_WORD_NAME = auto()
    WITHOUT_MARKS = auto()
    NOT_A_PHONE = auto()
    NOT_AN_EMAIL = auto()
    NOT_AN_AWARD = auto()
    OLD_ENCODING = auto()
    DECOMPOSED = auto()


SHEET_WARNINGS = frozenset(
    {
        SheetFault.NO_HEADER,
        SheetFault.PART_OF_UNIT,
        SheetFault.SEX_BY_NUMBER,
        SheetFault.UNKNOWN_LEVEL,
        SheetFault.UNCERTAIN_COLUMN,
        SheetFault.HIDDEN_CELLS,
        SheetFault.SWAPPED_DATE,
        SheetFault.SERVICE_BEFORE_AGE,
        SheetFault.OLD_IDENTITY_NUMBER,
        SheetFault.NOT_A_PERSONAL_NUMBER,
        SheetFault.NUMBER_CLASH,
        SheetFault.NUMBER_TWICE,
        SheetFault.NOT_A_NAME,
        SheetFault.ONE_WORD_NAME,
        SheetFault.WITHOUT_MARKS,
        SheetFault.NOT_A_PHONE,
        SheetFault.NOT_AN_EMAIL,
    }
)
SHEET_REPAIRS = frozenset(
    {SheetFault.NAME_IN_CAPITALS, SheetFault.OLD_ENCODING, SheetFault.DECOMPOSED}
)
"""What was mended without asking; the raw text stays beside."""

SHEET_SENTENCES: dict[SheetFault, Wording] = {
    SheetFault.PASSWORD_PROTECTED: Wording(
        "Tệp đang đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu rồi lưu và gửi lại.",
        "The file has a password. Open it, take the password off, save it and send it again.",
    ),
    SheetFault.WEB_PAGE: Wording(
        "Tệp này là một trang web mang tên bảng tính. Hãy mở bằng Excel và lưu lại dạng .xlsx.",
        "This file is a web page under the name of a workbook. Open it in Excel and save it as "
        ".xlsx.",
    ),
    SheetFault.NOT_A_LIST: Wording(
        "Tệp này không phải là bảng tính .xlsx, .xls, .ods hay .csv.",
        "This file is no .xlsx, .xls, .ods or .csv.",
    ),
    SheetFault.UNKNOWN_ENCODING: Wording(
        "Không nhận ra bảng mã của tệp .csv. Hãy lưu lại với bảng mã UTF-8.",
        "The encoding of the .csv cannot be told. Save it again as UTF-8.",
    ),
    SheetFault.NO_LIST: Wording(
        "Không trang nào trong tệp có bảng danh sách với dòng tiêu đề nhận ra được. Hãy chỉ ra "
        "dòng tiêu đề và các cột.",
        "No sheet of the file has a list under a heading that could be recognised. Say which rows "
        "are the heading, and what the columns are.",
    ),
    SheetFault.PART_OF_UNIT: Wording(
        "«{value}» không có trong danh mục đơn vị; người này được ghi vào «{unit}».",
        "No unit is called «{value}»; this person was put into «{unit}».",
    ),
    SheetFault.SEX_BY_NUMBER: Wording(
        "Trang không có cột giới tính; giới tính của {count} người được lấy theo số định danh.",
        "The sheet has no column of sexes; that of {count} people was taken from their personal "
        "number.",
    ),
    SheetFault.UNKNOWN_LEVEL: Wording(
        "Không rõ «{value}» là trình độ nào của «{target}» nên ô này không được đọc.",
        "It is not clear which qualification of «{target}» is «{value}», so the cell was not read.",
    ),
    SheetFault.NO_HEADER: Wording(
        "Không tìm thấy dòng tiêu đề của bảng trong trang này nên trang không được đọc.",
        "No header of a table was found in this sheet, so it was not read.",
    ),
    SheetFault.UNCERTAIN_COLUMN: Wording(
        "Cột này có lẽ là «{column}»; hãy xem lại.",
        "This column is perhaps «{column}»; please look.",
    ),
    SheetFault.HIDDEN_CELLS: Wording(
        "Có {count} dòng hoặc cột bị ẩn nhưng có dữ liệu; dữ liệu ẩn cũng được đọc.",
        "{count} hidden rows or columns have data; they were read too.",
    ),
    SheetFault.NO_UNIT: Wording(
        "Không rõ người này thuộc đơn vị nào.", "The unit of this person is not told."
    ),
    SheetFault.AMBIGUOUS_NAME: Wording(
        "Có nhiều mục cùng tên «{value}»: {codes}. Hãy ghi mã.",
        "Several entries are called «{value}»: {codes}. Write the code.",
    ),
    SheetFault.SWAPPED_DATE: Wording(
        "Ngày {value} có thể bị Excel đổi chỗ ngày và tháng; có phải là {other}?",
        "Excel may have swapped day and month of {value}; is it {other}?",
    ),
    SheetFault.IMPOSSIBLE_AGE: Wording(
        "Sinh {value} thì {age} tuổi; có lẽ ghi nhầm năm.",
        "Born on {value}, the age is {age}; perhaps the year is wrong.",
    ),
    SheetFault.DATE_IN_FUTURE: Wording(
        "Ngày {value} còn ở tương lai.", "The day {value} is in the future."
    ),
    SheetFault.SERVICE_BEFORE_AGE: Wording(
        "Vào ngành {value} khi mới {age} tuổi; có lẽ ghi nhầm.",
        "In service from {value} at the age of {age}; perhaps a slip.",
    ),
    SheetFault.BOTH_SEXES: Wording(
        "Cả cột nam và cột nữ đều có ghi.", "Both the column of men and that of women are filled."
    ),
    SheetFault.OLD_IDENTITY_NUMBER: Wording(
        "«{value}» là số chứng minh nhân dân cũ 9 chữ số; hãy ghi số định danh 12 chữ số.",
        "«{value}» is an old identity number of 9 digits; write the personal number of 12.",
    ),
    SheetFault.NOT_A_PERSONAL_NUMBER: Wording(
        "«{value}» không phải là số định danh 12 chữ số.",
        "«{value}» is no personal number of 12 digits.",
    ),
    SheetFault.NUMBER_CLASH: Wording(
        "Số định danh không khớp: {clash}", "The personal number does not fit: {clash}"
    ),
    SheetFault.NUMBER_TWICE: Wording(
        "Số định danh này đã có ở trang «{sheet}», dòng {other}.",
        "This personal number is also in sheet «{sheet}», row {other}.",
    ),
    SheetFault.NAME_IN_CAPITALS: Wording(
        "Chữ hoa, chữ thường trong tên được ghi lại thành «{text}».",
        "Capitals and small letters of the name were put right: «{text}».",
    ),
    SheetFault.NOT_A_NAME: Wording(
        "«{value}» có ký tự không dùng trong họ tên.",
        "«{value}» has characters that no name has.",
    ),
    SheetFault.ONE_WORD_NAME: Wording(
        "«{value}» chỉ có một chữ, thiếu họ hoặc tên.",
        "«{value}» is one word only; the family or given name is missing.",
    ),
    SheetFault.WITHOUT_MARKS: Wording(
        "«{value}» có vẻ gõ không dấu.", "«{value}» seems to be typed without its marks."
    ),
    SheetFault.NOT_A_PHONE: Wording(
        "«{value}» không giống số điện thoại.", "«{value}» does not look like a telephone number."
    ),
    SheetFault.NOT_AN_EMAIL: Wording(
        "«{value}» không giống địa chỉ thư điện tử.",
        "«{value}» does not look like an e-mail address.",
    ),
    SheetFault.NOT_AN_AWARD: Wording(
        "«{value}» không phải là ngày, năm, số giờ hay dấu x.",
        "«{value}» is neither a date, a year, hours nor an x.",
    ),
    SheetFault.OLD_ENCODING: Wording(
        "Chữ theo bảng mã cũ ({encoding}) được chuyển thành «{text}».",
        "Text of the old encoding {encoding} was turned into «{text}».",
    ),
    SheetFault.DECOMPOSED: Wording(
        "Chữ có dấu rời được ghép lại thành «{text}».",
        "Letters and marks kept apart were joined: «{text}».",
    ),
}
