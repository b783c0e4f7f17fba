"""The workbook of a plan: its sheets, each written for people and complete enough for ``why``."""

from __future__ import annotations

import polars as pl

from thuctien.engine.cli.sheets import Sheet, count, day, number, text
from thuctien.engine.wording import Wording

GOALS = Sheet(
    Wording("Mục tiêu", "Goals"),
    (
        text("goal_words", "Mục tiêu", "Goal"),
        number("value", "Đạt được", "Reached"),
        number("bound", "Không kế hoạch nào vượt", "No plan surpasses"),
        number("gap", "Khoảng cách", "Gap"),
        text("goal", "Mã", "Code"),
    ),
)
CLASSES = Sheet(
    Wording("Lớp", "Classes"),
    (
        text("class_id", "Lớp", "Class"),
        text("programme", "Chương trình", "Programme"),
        text("mode_word", "Hình thức", "Mode"),
        text("site", "Cơ sở", "Site"),
        day("starts_on", "Tuần khai giảng", "Starts in the week of"),
        day("ends_on", "Kết thúc", "Ends on"),
        count("sessions", "Số buổi", "Sessions"),
        count("size", "Sĩ số", "Size"),
        count("min_size", "Tối thiểu", "Least"),
        count("max_size", "Tối đa", "Most"),
        count("cost", "Chi phí (đồng)", "Cost (đồng)"),
        text("programme_id", "Mã chương trình", "Programme code"),
        text("mode", "Mã hình thức", "Mode code"),
        text("site_id", "Mã cơ sở", "Site code"),
    ),
)
TURNS = Sheet(
    Wording("Lượt cử đi học", "Turns"),
    (
        text("class_id", "Lớp", "Class"),
        text("person_id", "Mã nhân sự", "Person"),
        text("full_name", "Họ và tên", "Full name"),
        text("unit", "Đơn vị", "Unit"),
        text("programme", "Chương trình", "Programme"),
        day("starts_on", "Tuần khai giảng", "Starts in the week of"),
        count("needs_met", "Số nhu cầu được đáp ứng", "Needs met"),
        number("distance_km", "Khoảng cách (km)", "Distance (km)"),
    ),
)
ANSWERS = Sheet(
    Wording("Trả lời từng nhu cầu", "Answers"),
    (
        text("person_id", "Mã nhân sự", "Person"),
        text("full_name", "Họ và tên", "Full name"),
        text("unit", "Đơn vị", "Unit"),
        text("qualification_name", "Cần có", "Needed"),
        text("gap_words", "Còn thiếu", "Gap"),
        text("force_word", "Mức", "Force"),
        day("due_on", "Hạn", "Due on"),
        text("asked_by_name", "Yêu cầu", "Asked by"),
        text("document", "Văn bản", "Document"),
        text("label", "Ghi chú", "Note"),
        text("outcome_word", "Trả lời", "Answer"),
        text("class_id", "Lớp", "Class"),
        text("why", "Vì sao", "Why"),
        text("change", "Điều gì sẽ thay đổi", "What would change it"),
        text("need_id", "Mã nhu cầu", "Need"),
        text("force", "Mã mức", "Force code"),
        text("gap", "Mã còn thiếu", "Gap code"),
        text("need_figures", "Số liệu nhu cầu", "Figures of the need"),
        text("outcome", "Mã trả lời", "Answer code"),
        text("reason", "Mã lý do", "Reason code"),
        text("figures", "Số liệu lý do", "Figures of the reason"),
    ),
)
PEOPLE = Sheet(
    Wording("Từng người", "People"),
    (
        text("person_id", "Mã nhân sự", "Person"),
        text("full_name", "Họ và tên", "Full name"),
        text("unit", "Đơn vị", "Unit"),
        text("post", "Vị trí", "Post"),
        count("needs", "Nhu cầu", "Needs"),
        count("sent", "Được cử", "Sent"),
        count("not_yet", "Chưa được cử", "Not yet"),
        count("later", "Chưa đến hạn", "Later"),
        count("turns", "Số lượt", "Turns"),
        text("answer_words", "Trả lời", "Answer"),
        text("answer", "Mã trả lời", "Answer code"),
    ),
)
SESSIONS = Sheet(
    Wording("Thời khóa biểu", "Timetable"),
    (
        text("class_id", "Lớp", "Class"),
        count("session_no", "Buổi", "Session"),
        day("day", "Ngày", "Day"),
        text("half_word", "Buổi trong ngày", "Half"),
        text("module", "Học phần", "Module"),
        text("room", "Phòng", "Room"),
        text("lecturer", "Giảng viên", "Lecturer"),
        text("note", "Chưa xếp được vì", "Not placed because"),
        count("module_no", "Số học phần", "Module number"),
        text("room_id", "Mã phòng", "Room code"),
        text("lecturer_id", "Mã giảng viên", "Lecturer code"),
    ),
)

GOAL_WORDS: dict[str, Wording] = {
    "overdue": Wording("Nhu cầu bắt buộc quá hạn được đáp ứng", "Overdue mandatory needs met"),
    "due": Wording("Nhu cầu bắt buộc đến hạn được đáp ứng", "Due mandatory needs met"),
    "recommended": Wording("Nhu cầu khuyến khích được đáp ứng", "Recommended needs met"),
    "effect": Wording("Hiệu quả dự kiến", "Expected effect"),
    "distance": Wording("Quãng đường (km, càng ít càng tốt)", "Distance (km, the less the better)"),
    "balance": Wording("Cân đối giữa các đơn vị", "Balance between units"),
}
HALF_WORDS: dict[str, Wording] = {
    "0": Wording("sáng", "morning"),
    "1": Wording("chiều", "afternoon"),
}
OUTCOME_WORDS: dict[str, Wording] = {
    "sent": Wording("được cử", "sent"),
    "not_yet": Wording("chưa được cử", "not yet"),
    "later": Wording("chưa đến hạn", "later"),
}

NO_POST, NO_NEED, LATER, ALL_SENT, PARTLY_SENT, NOT_YET = (
    "no_post",
    "no_need",
    "later",
    "all_sent",
    "partly_sent",
    "not_yet",
)
ANSWER_WORDS: dict[str, Wording] = {
    NO_POST: Wording(
        "Không giữ vị trí nào vào ngày xét nên không có nhu cầu.",
        "Holds no post on the date of the needs, so nothing is asked.",
    ),
    NO_NEED: Wording("Đã có đủ những gì vị trí yêu cầu.", "Holds all that the post asks for."),
    LATER: Wording(
        "Các nhu cầu đều đến hạn sau kỳ kế hoạch.", "All needs are due after the period planned."
    ),
    ALL_SENT: Wording(
        "Được cử đi học mọi nhu cầu của kỳ.", "Is sent for every need of the period."
    ),
    PARTLY_SENT: Wording(
        "Được cử đi học một phần nhu cầu của kỳ.", "Is sent for some needs of the period."
    ),
    NOT_YET: Wording("Chưa được cử đi học trong kỳ.", "Is not sent in the period yet."),
}


def answer_of_person() -> pl.Expr:
    """Return what the plan says of a person, from the counts in :data:`PEOPLE` and ``in_post``."""
    return (
        pl.when(~pl.col("in_post"))
        .then(pl.lit(NO_POST))
        .when(pl.col("needs") == 0)
        .then(pl.lit(NO_NEED))
        .when(pl.col("needs") == pl.col("later"))
        .then(pl.lit(LATER))
        .when(pl.col("not_yet") == 0)
        .then(pl.lit(ALL_SENT))
        .when(pl.col("sent") > 0)
        .then(pl.lit(PARTLY_SENT))
        .otherwise(pl.lit(NOT_YET))
    )
