"""What the jobs of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "province.import": Wording("Nhập tệp «{name}»", "Import of “{name}”"),
    "sending.move_up": Wording("Danh sách chờ và hạn trả lời", "Waiting lists and offered places"),
    "sending.remind": Wording("Nhắc việc của các đợt", "Reminders of rounds"),
    "sending.check_seats": Wording("Đối chiếu số chỗ", "Checking the counters of seats"),
}
ERRORS = {
    "seats_miscounted": Wording(
        "{count} số đếm chỗ không khớp với các đề cử, trước hết là «{name}». "
        "Hãy báo quản trị viên.",
        "{count} counters of seats differ from the nominations, first of all “{name}”. Tell the "
        "administrator.",
    ),
    "faults": Wording(
        "Tệp có {errors} lỗi nên chưa dòng nào được lưu. Hãy sửa theo danh sách rồi nộp lại.",
        "The file has {errors} faults, so nothing of it was stored. Mend them by the list and "
        "hand it in again.",
    ),
    "other_province": Wording(
        "Tệp là của tỉnh mã «{code}», khác với tỉnh đang lưu. Nếu muốn thay toàn bộ dữ liệu, "
        "hãy đánh dấu «thay toàn bộ»; dữ liệu cũ sẽ được giữ lại thành một tệp.",
        "The file is of the province with code “{code}”, another than the stored one. To replace "
        "everything, tick “replace everything”; the present data will be kept as a file.",
    ),
}
STAGES = {
    "read.file": Wording("Đang mở tệp", "Opening the file"),
    "read.sheets": Wording("Đang đọc các trang", "Reading the sheets"),
    "read.rules": Wording("Đang kiểm tra dữ liệu", "Checking the data"),
    "keep": Wording("Đang giữ lại dữ liệu cũ thành tệp", "Keeping the present data as a file"),
}
