"""Every fault that a workbook can have, with its sentence in both languages."""

from __future__ import annotations

from enum import StrEnum, auto

from thuctien.engine.wording import Wording


class FaultCode(StrEnum):
    """One code a rule; the names are part of the public face and stay."""

    FILE_MISSING = auto()
    FILE_TOO_LARGE = auto()
    UNPACKS_TOO_LARGE = auto()
    NOT_A_WORKBOOK = auto()
    OLD_FORMAT = auto()
    DAMAGED_FILE = auto()
    DAMAGED_SHEET = auto()
    SHEET_TOO_LARGE = auto()
    EMPTY_WORKBOOK = auto()
    MISSING_SHEET = auto()
    UNKNOWN_SHEET = auto()
    DUPLICATE_SHEET = auto()
    MISSING_COLUMN = auto()
    MISSPELT_COLUMN = auto()
    UNKNOWN_COLUMN = auto()
    DUPLICATE_COLUMN = auto()
    NO_ROWS = auto()
    MISSING_VALUE = auto()
    FORMULA_ERROR = auto()
    FORMULA_WITHOUT_VALUE = auto()
    NOT_A_NUMBER = auto()
    AMBIGUOUS_NUMBER = auto()
    NOT_WHOLE = auto()
    NUMBER_TOO_LARGE = auto()
    BELOW_LEAST = auto()
    ABOVE_MOST = auto()
    NOT_A_DATE = auto()
    NO_SUCH_DAY = auto()
    YEAR_OUT_OF_RANGE = auto()
    SHORT_YEAR = auto()
    DAY_NEEDED = auto()
    YEAR_IN_DATE_CELL = auto()
    NOT_YES_OR_NO = auto()
    NOT_A_CHOICE = auto()
    LOST_ZEROS = auto()
    DUPLICATE_KEY = auto()
    PERSON_TWICE = auto()
    SAME_PERSON = auto()
    SAME_NUMBER = auto()
    ODD_NUMBER = auto()
    UNKNOWN_CODE = auto()
    ENDS_BEFORE_START = auto()
    OVERLAPPING_APPOINTMENTS = auto()
    POST_NOT_IN_FORCE = auto()
    UNIT_NOT_IN_FORCE = auto()
    UNIT_CYCLE = auto()
    INCLUSION_CYCLE = auto()
    CONTRADICTING_REQUIREMENTS = auto()
    AGE_RANGE_EMPTY = auto()
    TIMING_NEEDS_MONTHS = auto()
    TIMING_NEEDS_HOURS = auto()
    HOURS_OF_CREDENTIAL = auto()
    SIZE_RANGE_EMPTY = auto()
    MODULE_CYCLE = auto()
    UNKNOWN_MODULE = auto()
    NO_MODULES = auto()
    NO_OFFERING = auto()
    QUOTA_YEAR_UNKNOWN = auto()
    ROOMS_TOO_SMALL = auto()
    PREDICATE_NEEDS_NUMBER = auto()
    PREDICATE_NEEDS_CODES = auto()
    MORE_ERRORS = auto()
    MORE_WARNINGS = auto()


WARNINGS = frozenset(
    {
        FaultCode.UNKNOWN_SHEET,
        FaultCode.UNKNOWN_COLUMN,
        FaultCode.NO_ROWS,
        FaultCode.LOST_ZEROS,
        FaultCode.SAME_PERSON,
        FaultCode.SAME_NUMBER,
        FaultCode.ODD_NUMBER,
        FaultCode.NO_MODULES,
        FaultCode.NO_OFFERING,
        FaultCode.QUOTA_YEAR_UNKNOWN,
        FaultCode.ROOMS_TOO_SMALL,
        FaultCode.MORE_WARNINGS,
    }
)
"""Faults that somebody should look at, but that do not keep a workbook out."""

PLACES = {
    "sheet": Wording("Trang «{sheet}»", "Sheet «{sheet}»"),
    "row": Wording("dòng {row}", "row {row}"),
    "column": Wording("cột «{column}»", "column «{column}»"),
}

SENTENCES: dict[FaultCode, Wording] = {
    FaultCode.FILE_MISSING: Wording(
        "Không tìm thấy tệp «{name}».", "There is no file called «{name}»."
    ),
    FaultCode.FILE_TOO_LARGE: Wording(
        "Tệp lớn {size} MiB; chỉ nhận tệp đến {limit} MiB.",
        "The file has {size} MiB; files up to {limit} MiB are accepted.",
    ),
    FaultCode.UNPACKS_TOO_LARGE: Wording(
        "Khi giải nén, tệp lớn {size} MiB; chỉ nhận đến {limit} MiB.",
        "Unpacked, the file has {size} MiB; up to {limit} MiB are accepted.",
    ),
    FaultCode.NOT_A_WORKBOOK: Wording(
        "Tệp này không phải là sổ tính Excel (.xlsx).", "This file is no Excel workbook (.xlsx)."
    ),
    FaultCode.OLD_FORMAT: Wording(
        "Tệp có định dạng .xls cũ hoặc đang đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu và lưu "
        "lại dạng .xlsx.",
        "The file is an old .xls or has a password. Open it in Excel, take the password off and "
        "save it as .xlsx.",
    ),
    FaultCode.DAMAGED_FILE: Wording(
        "Tệp bị hỏng, không đọc được. Hãy mở bằng Excel và lưu lại.",
        "The file is damaged and cannot be read. Open it in Excel and save it again.",
    ),
    FaultCode.DAMAGED_SHEET: Wording(
        "Trang bị hỏng, không đọc được. Hãy mở bằng Excel và lưu lại.",
        "The sheet is damaged and cannot be read. Open the file in Excel and save it again.",
    ),
    FaultCode.SHEET_TOO_LARGE: Wording(
        "Trang trải rộng {rows} dòng × {columns} cột; chỉ nhận đến {limit} ô. Hãy xóa các ô thừa ở "
        "cuối trang.",
        "The sheet spans {rows} rows × {columns} columns; up to {limit} cells are accepted. Clear "
        "stray cells at its end.",
    ),
    FaultCode.EMPTY_WORKBOOK: Wording(
        "Sổ tính không có dữ liệu nào.", "The workbook has no data at all."
    ),
    FaultCode.MISSING_SHEET: Wording("Thiếu trang «{sheet}».", "The sheet «{sheet}» is missing."),
    FaultCode.UNKNOWN_SHEET: Wording(
        "Trang này không có trong mẫu nên không được đọc.",
        "This sheet is not part of the form and was not read.",
    ),
    FaultCode.DUPLICATE_SHEET: Wording(
        "Trang này và trang «{other}» cùng là bảng «{table}»; chỉ để lại một trang.",
        "This sheet and the sheet «{other}» are both the table «{table}»; keep only one.",
    ),
    FaultCode.MISSING_COLUMN: Wording("Thiếu cột «{column}».", "The column «{column}» is missing."),
    FaultCode.MISSPELT_COLUMN: Wording(
        "Không có cột tên này trong mẫu; có phải là «{column}»?",
        "No column of the form has this name; is it «{column}»?",
    ),
    FaultCode.UNKNOWN_COLUMN: Wording(
        "Cột này không có trong mẫu nên không được đọc.",
        "This column is not part of the form and was not read.",
    ),
    FaultCode.DUPLICATE_COLUMN: Wording(
        "Cột này và cột «{other}» cùng là «{column}»; chỉ để lại một cột.",
        "This column and «{other}» are both «{column}»; keep only one.",
    ),
    FaultCode.NO_ROWS: Wording("Trang chưa có dòng dữ liệu nào.", "The sheet has no rows yet."),
    FaultCode.MISSING_VALUE: Wording(
        "Ô này bắt buộc phải có giá trị.", "This cell must have a value."
    ),
    FaultCode.FORMULA_ERROR: Wording(
        "Công thức trong ô báo lỗi {error}.", "The formula of this cell gives the error {error}."
    ),
    FaultCode.FORMULA_WITHOUT_VALUE: Wording(
        "Công thức trong ô chưa được tính. Hãy mở bằng Excel và lưu lại, hoặc dán giá trị.",
        "The formula of this cell was never computed. Open the file in Excel and save it, or paste "
        "the value.",
    ),
    FaultCode.NOT_A_NUMBER: Wording("«{value}» không phải là số.", "«{value}» is no number."),
    FaultCode.AMBIGUOUS_NUMBER: Wording(
        "«{value}» có thể hiểu theo hai cách: dấu phẩy ngăn hàng nghìn hay phần thập phân. Hãy "
        "viết lại.",
        "«{value}» can be read in two ways: thousands or decimals. Write it another way.",
    ),
    FaultCode.NOT_WHOLE: Wording("«{value}» phải là số nguyên.", "«{value}» must be whole."),
    FaultCode.NUMBER_TOO_LARGE: Wording(
        "«{value}» lớn quá mức Excel giữ được chính xác.",
        "«{value}» is larger than Excel can hold exactly.",
    ),
    FaultCode.BELOW_LEAST: Wording(
        "{value} nhỏ hơn mức thấp nhất {limit}.", "{value} is less than the least, {limit}."
    ),
    FaultCode.ABOVE_MOST: Wording(
        "{value} lớn hơn mức cao nhất {limit}.", "{value} is more than the most, {limit}."
    ),
    FaultCode.NOT_A_DATE: Wording(
        "«{value}» không phải là ngày. Hãy viết như 05/12/2026.",
        "«{value}» is no date. Write it like 05/12/2026.",
    ),
    FaultCode.NO_SUCH_DAY: Wording(
        "Ngày «{value}» không có trong lịch.", "The calendar has no day «{value}»."
    ),
    FaultCode.YEAR_OUT_OF_RANGE: Wording(
        "Năm của «{value}» nằm ngoài khoảng 1900–2100.",
        "The year of «{value}» is not between 1900 and 2100.",
    ),
    FaultCode.SHORT_YEAR: Wording(
        "Năm của «{value}» phải viết đủ bốn chữ số.",
        "The year of «{value}» must have four digits.",
    ),
    FaultCode.DAY_NEEDED: Wording(
        "«{value}» chưa đủ ngày, tháng, năm.", "«{value}» must name a day, month and year."
    ),
    FaultCode.YEAR_IN_DATE_CELL: Wording(
        "Ô ghi ngày {value}; có lẽ đã gõ năm {year} vào ô định dạng ngày. Nếu chỉ biết năm, hãy "
        "định dạng ô là văn bản rồi gõ lại.",
        "The cell says {value}; perhaps the year {year} was typed into a cell formatted as a date. "
        "If only the year is known, format the cell as text and type it again.",
    ),
    FaultCode.NOT_YES_OR_NO: Wording(
        "«{value}» không phải là «x» (có) hoặc để trống (không).",
        "«{value}» is neither «x» (yes) nor empty (no).",
    ),
    FaultCode.NOT_A_CHOICE: Wording(
        "«{value}» không thuộc các giá trị được phép: {choices}.",
        "«{value}» is none of the values allowed: {choices}.",
    ),
    FaultCode.LOST_ZEROS: Wording(
        "Mã {value} được ghi là số nên có thể đã mất số 0 ở đầu. Hãy định dạng ô là văn bản.",
        "The code {value} is stored as a number and may have lost zeros at its start. Format the "
        "cell as text.",
    ),
    FaultCode.DUPLICATE_KEY: Wording(
        "Dòng này trùng khóa ({key}) với dòng {other}.",
        "This row has the same key ({key}) as row {other}.",
    ),
    FaultCode.PERSON_TWICE: Wording(
        "Mã nhân sự {person} đã có ở dòng {other}: một người ghi hai lần.",
        "Person {person} is already in row {other}: the same person twice.",
    ),
    FaultCode.SAME_PERSON: Wording(
        "{name} có cùng họ tên và ngày sinh với {person} ở dòng {other}; có phải một người?",
        "{name} has the same name and birth date as {person} in row {other}; one person?",
    ),
    FaultCode.SAME_NUMBER: Wording(
        "{name} có cùng số định danh với {person} ở dòng {other}; có phải một người?",
        "{name} has the same personal number as {person} in row {other}; one person?",
    ),
    FaultCode.ODD_NUMBER: Wording("{clash}", "{clash}"),
    FaultCode.UNKNOWN_CODE: Wording(
        "Không có «{value}» trong «{target}».", "«{target}» has no «{value}»."
    ),
    FaultCode.ENDS_BEFORE_START: Wording(
        "Ngày kết thúc {end} trước ngày bắt đầu {start}.",
        "It ends on {end}, before it starts on {start}.",
    ),
    FaultCode.OVERLAPPING_APPOINTMENTS: Wording(
        "{person} giữ vị trí {post} hai lần cùng lúc: từ {start} chồng với dòng {other}.",
        "{person} holds the post {post} twice at once: from {start} overlaps with row {other}.",
    ),
    FaultCode.POST_NOT_IN_FORCE: Wording(
        "Vị trí {post} chỉ có từ {start} đến {end}, không bao trùm thời gian bổ nhiệm.",
        "The post {post} exists only from {start} to {end}, not for the whole appointment.",
    ),
    FaultCode.UNIT_NOT_IN_FORCE: Wording(
        "Đơn vị {unit} chỉ có từ {start} đến {end}, không bao trùm thời gian của vị trí.",
        "The unit {unit} exists only from {start} to {end}, not for the whole time of the post.",
    ),
    FaultCode.UNIT_CYCLE: Wording(
        "Các đơn vị là cấp trên của nhau theo vòng: {path}.",
        "These units stand above one another in a circle: {path}.",
    ),
    FaultCode.INCLUSION_CYCLE: Wording(
        "Các trình độ bao hàm nhau theo vòng: {path}. Nếu ngang nhau, hãy ghi «tương đương».",
        "These qualifications include one another in a circle: {path}. Write «equivalent» where "
        "they are equal.",
    ),
    FaultCode.CONTRADICTING_REQUIREMENTS: Wording(
        "Yêu cầu {requirement} mâu thuẫn với {other} (dòng {other_row}): cùng trình độ, cùng đối "
        "tượng, cùng thời gian nhưng khác {columns}.",
        "The requirement {requirement} contradicts {other} (row {other_row}): same qualification, "
        "same people, same time, but another {columns}.",
    ),
    FaultCode.AGE_RANGE_EMPTY: Wording(
        "Tuổi từ {least} lớn hơn tuổi đến {most}: không ai thuộc diện này.",
        "The age from {least} is above the age to {most}: nobody is meant.",
    ),
    FaultCode.TIMING_NEEDS_MONTHS: Wording(
        "Thời điểm «{timing}» cần có số tháng lớn hơn 0.",
        "The timing «{timing}» needs a number of months above 0.",
    ),
    FaultCode.TIMING_NEEDS_HOURS: Wording(
        "Thời điểm «{timing}» cần có số giờ lớn hơn 0.",
        "The timing «{timing}» needs a number of hours above 0.",
    ),
    FaultCode.HOURS_OF_CREDENTIAL: Wording(
        "Trình độ {qualification} được cấp một lần, không tính theo giờ.",
        "The qualification {qualification} is obtained once and has no hours.",
    ),
    FaultCode.SIZE_RANGE_EMPTY: Wording(
        "Sĩ số tối thiểu {least} lớn hơn sĩ số tối đa {most}.",
        "The least size {least} is above the greatest size {most}.",
    ),
    FaultCode.MODULE_CYCLE: Wording(
        "Các học phần đòi học trước nhau theo vòng: {path}.",
        "These modules must each come before the other: {path}.",
    ),
    FaultCode.UNKNOWN_MODULE: Wording(
        "Chương trình {programme} không có học phần số «{value}».",
        "The programme {programme} has no module «{value}».",
    ),
    FaultCode.NO_MODULES: Wording(
        "Chương trình {programme} chưa có học phần nào nên chưa mở lớp được.",
        "The programme {programme} has no modules, so no class can be opened.",
    ),
    FaultCode.NO_OFFERING: Wording(
        "Chương trình {programme} chưa có hình thức học nào nên chưa mở lớp được.",
        "The programme {programme} has no form of study, so no class can be opened.",
    ),
    FaultCode.QUOTA_YEAR_UNKNOWN: Wording(
        "Năm {year} có chỉ tiêu nhưng không có kinh phí.",
        "The year {year} has a quota but no budget.",
    ),
    FaultCode.ROOMS_TOO_SMALL: Wording(
        "Phòng lớn nhất chứa {capacity} người, ít hơn sĩ số tối thiểu {least}.",
        "The largest room holds {capacity} people, fewer than the least size {least}.",
    ),
    FaultCode.PREDICATE_NEEDS_NUMBER: Wording(
        "Điều kiện xét theo «{predicate}» cần có giá trị số.",
        "A rule on «{predicate}» needs a number.",
    ),
    FaultCode.PREDICATE_NEEDS_CODES: Wording(
        "Điều kiện xét theo «{predicate}» cần có giá trị mã.",
        "A rule on «{predicate}» needs codes.",
    ),
    FaultCode.MORE_ERRORS: Wording(
        "Có tất cả {count} lỗi cùng loại «{kind}»; chỉ liệt kê {shown} lỗi đầu.",
        "There are {count} errors of the kind «{kind}»; only the first {shown} are listed.",
    ),
    FaultCode.MORE_WARNINGS: Wording(
        "Có tất cả {count} cảnh báo cùng loại «{kind}»; chỉ liệt kê {shown} cảnh báo đầu.",
        "There are {count} warnings of the kind «{kind}»; only the first {shown} are listed.",
    ),
}
