"""What the jobs of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "plan.make": Wording("Lập kế hoạch năm {year}", "Plan of the year {year}"),
    "timetable.make": Wording(
        "Xếp thời khóa biểu năm {year} sau điều chỉnh", "Timetable of {year} after an adjustment"
    ),
}
ERRORS = {
    "no_province": Wording(
        "Chưa có dữ liệu của tỉnh. Hãy nhập một tệp trước.",
        "There are no data of a province yet. Import a file first.",
    ),
    "no_timetable": Wording(
        "Chưa lưu kế hoạch vì không thể xếp thời khóa biểu. {vi}",
        "The plan was not stored, because no timetable is possible. {en}",
    ),
    "plan_without_timetable": Wording(
        "Không thể xếp thời khóa biểu cho kế hoạch đã điều chỉnh. {vi}",
        "No timetable is possible for the adjusted plan. {en}",
    ),
    "plan_replaced": Wording(
        "Kế hoạch này đã được thay bằng kế hoạch khác.", "Another plan has taken its place."
    ),
    "province_changed": Wording(
        "Dữ liệu của tỉnh đã thay đổi trong khi lập kế hoạch nên kế hoạch không được lưu. "
        "Hãy lập lại.",
        "The data of the province changed while the plan was made, so it was not stored. "
        "Make it again.",
    ),
}
STAGES = {
    "load": Wording("Đang đọc dữ liệu của tỉnh", "Reading the data of the province"),
    "needs.posts": Wording("Nhu cầu: ai đang ở vị trí nào", "Needs: who is in which post"),
    "needs.subjects": Wording("Nhu cầu: yêu cầu áp dụng cho ai", "Needs: whom what is required of"),
    "needs.holdings": Wording("Nhu cầu: đã có trình độ gì", "Needs: what people hold"),
    "needs.gaps": Wording("Nhu cầu: còn thiếu gì, hạn nào", "Needs: what is missing, and by when"),
    "plan.problem": Wording("Kế hoạch: ai đủ điều kiện học gì", "Plan: who may be sent to what"),
    "plan.model": Wording("Kế hoạch: dựng mô hình toàn tỉnh", "Plan: modelling the province"),
    "plan.bound": Wording(
        "Kế hoạch: tính mức tốt nhất có thể", "Plan: proving how good it can be at best"
    ),
    "plan.classes": Wording("Kế hoạch: chọn lớp sẽ mở", "Plan: choosing the classes to open"),
    "plan.people": Wording("Kế hoạch: xếp người vào lớp", "Plan: seating people"),
    "plan.improvement": Wording("Kế hoạch: cải thiện", "Plan: improving"),
    "plan.proof": Wording("Kế hoạch: chứng minh cận", "Plan: proving the bounds"),
    "plan.answers": Wording("Kế hoạch: lý do cho từng người", "Plan: the reason for everybody"),
    "timetable.rooms": Wording("Thời khóa biểu: xếp phòng", "Timetable: rooms"),
    "timetable.order": Wording("Thời khóa biểu: thứ tự buổi học", "Timetable: order of sessions"),
    "timetable.repair": Wording("Thời khóa biểu: sửa chỗ thiếu", "Timetable: mending gaps"),
    "timetable.improve": Wording("Thời khóa biểu: cải thiện", "Timetable: improving"),
}
