"""What the jobs of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "scenario.needs": Wording("Nhu cầu của phương án «{name}»", "Needs of the scenario “{name}”"),
    "scenario.plan": Wording("Kế hoạch của phương án «{name}»", "Plan of the scenario “{name}”"),
}
ERRORS = {
    "scenario_clash": Wording(
        "Thay đổi số {number} của phương án không còn thực hiện được: {vi}",
        "Change {number} of the scenario can no longer be made: {en}",
    ),
    "scenario_gone": Wording("Phương án không còn mở để tính.", "The scenario is no longer open."),
    "scenario_changed": Wording(
        "Phương án đã được sửa trong khi tính nên kết quả không được lưu. Hãy tính lại.",
        "The scenario was changed while it was computed, so the result was not kept. Compute it "
        "again.",
    ),
}
_PARTS = {
    "before": Wording("Năm hiện tại", "The year as it is"),
    "after": Wording("Năm theo phương án", "The year of the scenario"),
}
_NEEDS = {
    "posts": Wording("ai đang ở vị trí nào", "who is in which post"),
    "subjects": Wording("yêu cầu áp dụng cho ai", "whom what is required of"),
    "holdings": Wording("đã có trình độ gì", "what people hold"),
    "gaps": Wording("còn thiếu gì, hạn nào", "what is missing, and by when"),
    "problem": Wording("ai đủ điều kiện học gì", "who may be sent to what"),
    "model": Wording("dựng mô hình toàn tỉnh", "modelling the province"),
    "bound": Wording("tính mức tốt nhất có thể", "proving how good it can be at best"),
    "classes": Wording("chọn lớp sẽ mở", "choosing the classes to open"),
    "people": Wording("xếp người vào lớp", "seating people"),
    "improvement": Wording("cải thiện", "improving"),
    "proof": Wording("chứng minh cận", "proving the bounds"),
    "program": Wording("giữ chỗ của người đã có", "keeping the seats that there are"),
    "points": Wording("ít thay đổi nhất", "with the fewest changes"),
    "answers": Wording("lý do cho từng người", "the reason for everybody"),
}
STAGES = {
    "scenario.apply": Wording("Thực hiện các thay đổi", "Making the changes"),
    "scenario.compare": Wording("So sánh hai năm", "Comparing the two years"),
    **{
        f"{part}.{stage}": Wording(f"{whole.vi}: {words.vi}", f"{whole.en}: {words.en}")
        for part, whole in _PARTS.items()
        for stage, words in _NEEDS.items()
    },
}
