"""What agencies and officials are told about nominations and quotas."""

from __future__ import annotations

from thuctien.engine.wording import Wording
from thuctien.notices.choices import Way
from thuctien.notices.kinds import Kind

_MAIL = Wording(
    "Có thay đổi về một đề cử đi học của đơn vị Anh/Chị. Nội dung có trong phần mềm.",
    "Something has changed about a nomination of your agency. The application says what.",
)
_CLASS = "«{programme}», lớp {class_id}, khai giảng {starts_on}"
_CLASS_EN = "“{programme}”, class {class_id}, starting {starts_on}"


def _about(code: str, title: Wording, vi: str, en: str, way: Way = Way.IN_APP) -> Kind:
    """Return a kind whose sentence names somebody, so that its letter does not say it."""
    sentence = Wording(f"{vi} ({_CLASS}).", f"{en} ({_CLASS_EN}).")
    return Kind(code=code, title=title, sentence=sentence, mail=_MAIL, way=way)


KINDS = (
    Kind(
        code="nomination.submitted",
        title=Wording("Đơn vị nộp đề cử", "Nominations were handed in"),
        sentence=Wording(
            "{count} đề cử mới cho lớp {class_id}.", "{count} new nominations for class {class_id}."
        ),
    ),
    Kind(
        code="nomination.selected",
        title=Wording("Đề cử được chọn", "Nominations were selected"),
        sentence=Wording(
            "{count} đề cử của đơn vị được chọn vào lớp {class_id}.",
            "{count} nominations of your agency were selected for class {class_id}.",
        ),
        way=Way.DAILY,
    ),
    Kind(
        code="nomination.waiting",
        title=Wording("Đề cử vào danh sách chờ", "Nominations are on a waiting list"),
        sentence=Wording(
            "{count} đề cử của đơn vị vào danh sách chờ của lớp {class_id}.",
            "{count} nominations of your agency are on the waiting list of class {class_id}.",
        ),
        way=Way.DAILY,
    ),
    Kind(
        code="nomination.decided",
        title=Wording("Đã có quyết định cử đi học", "A decision to send was issued"),
        sentence=Wording(
            "Quyết định {number} cử {count} người của đơn vị đi học lớp {class_id}.",
            "Decision {number} sends {count} people of your agency to class {class_id}.",
        ),
        way=Way.DAILY,
    ),
    _about(
        "nomination.you_selected",
        Wording("Được chọn đi học", "Selected for a class"),
        "{name} được chọn đi học",
        "{name} is selected",
    ),
    _about(
        "nomination.you_decided",
        Wording("Có quyết định cử đi học", "Decided to be sent"),
        "{name} được cử đi học theo quyết định {number}",
        "{name} is sent by decision {number}",
        Way.DAILY,
    ),
    _about(
        "nomination.offered",
        Wording("Có chỗ trống, cần trả lời", "A place is offered; please answer"),
        "Có chỗ trống cho {name}; đơn vị trả lời trước hết ngày {answer_by}",
        "A place is free for {name}; please answer by {answer_by}",
        Way.AT_ONCE,
    ),
    _about(
        "nomination.passed_over",
        Wording("Đến lượt nhưng chưa vào được lớp", "Next in order, but passed over"),
        "Đã đến lượt {name} trong danh sách chờ nhưng chưa vào được lớp; lý do có ở đề cử",
        "{name} was next on the waiting list but could not move up; the nomination says why",
        Way.DAILY,
    ),
    _about(
        "nomination.refused",
        Wording("Đề cử không được chọn", "A nomination was refused"),
        "{name} không được chọn: {reason}",
        "{name} was refused: {reason}",
        Way.DAILY,
    ),
    _about(
        "nomination.withdrawn",
        Wording("Đề cử đã rút", "A nomination was withdrawn"),
        "Đề cử {name} đã rút: {reason}",
        "The nomination of {name} was withdrawn: {reason}",
    ),
    _about(
        "nomination.expired",
        Wording("Hết hạn trả lời", "The time to answer ran out"),
        "Đã hết hạn nhận chỗ cho {name}; chỗ được mời người kế tiếp",
        "The time to take the place for {name} is over; it is offered to the next",
        Way.DAILY,
    ),
    _about(
        "nomination.exception",
        Wording("Ngoại lệ được duyệt", "An exception was approved"),
        "Ngoại lệ cho {name} đã được duyệt",
        "The exception for {name} was approved",
        Way.DAILY,
    ),
    _about(
        "nomination.deferred",
        Wording("Chuyển sang lớp khác", "Moved to another class"),
        "{name} được chuyển sang",
        "{name} was moved to",
        Way.DAILY,
    ),
    _about(
        "nomination.substitute",
        Wording("Thay người đi học", "A substitute takes a place"),
        "{name} đi học thay người khác của đơn vị",
        "{name} takes the place of somebody of the same agency",
    ),
    _about(
        "nomination.class_cancelled",
        Wording("Lớp bị hủy", "A class was cancelled"),
        "Lớp của {name} bị hủy: {reason}. Đơn vị có thể chuyển sang lớp khác cùng chương trình",
        "The class of {name} was cancelled: {reason}. Another class of the programme can be chosen",
        Way.AT_ONCE,
    ),
    _about(
        "nomination.plan_adjusted",
        Wording("Kế hoạch điều chỉnh, không còn chỗ", "The plan was adjusted, the place is gone"),
        "Kế hoạch điều chỉnh nên {name} không còn chỗ: {reason}",
        "The plan was adjusted, so that {name} loses the place: {reason}",
        Way.AT_ONCE,
    ),
    Kind(
        code="nomination.class_moved",
        title=Wording("Lớp đổi ngày hoặc địa điểm", "A class moves"),
        sentence=Wording(
            "Lớp {class_id} đổi sang {starts_on} – {ends_on}, tại {site}: {count} người của đơn vị "
            "trong danh sách.",
            "Class {class_id} moves to {starts_on} – {ends_on}, at {site}: {count} people of your "
            "agency are on its list.",
        ),
        way=Way.AT_ONCE,
    ),
    _about(
        "nomination.your_class_moved",
        Wording("Lớp đổi ngày hoặc địa điểm", "A class moves"),
        "Lớp của {name} đổi sang {starts_on} – {ends_on}, tại {site}",
        "The class of {name} moves to {starts_on} – {ends_on}, at {site}",
        Way.AT_ONCE,
    ),
    _about(
        "nomination.too_late",
        Wording("Lớp đã khai giảng", "The class has begun"),
        "Lớp đã khai giảng mà không còn chỗ cho {name}",
        "The class has begun without a place for {name}",
        Way.DAILY,
    ),
    Kind(
        code="nomination.accepted",
        title=Wording("Đơn vị nhận chỗ", "An offered place was taken"),
        sentence=Wording(
            "{name} nhận chỗ ở lớp {class_id}; chờ quyết định cử.",
            "{name} takes the place in class {class_id}; the decision is to come.",
        ),
        mail=_MAIL,
    ),
    Kind(
        code="nomination.gone",
        title=Wording("Đơn vị rút đề cử", "An agency withdrew a nomination"),
        sentence=Wording(
            "Đề cử {name} vào lớp {class_id} đã rút.",
            "The nomination of {name} for class {class_id} was withdrawn.",
        ),
        mail=_MAIL,
    ),
    Kind(
        code="nomination.replaced",
        title=Wording("Đơn vị thay người", "An agency sends somebody else"),
        sentence=Wording(
            "{name} được thay bằng người khác ở lớp {class_id}; kiểm tra quyết định cử.",
            "Somebody else goes to class {class_id} instead of {name}; look at the decision.",
        ),
        mail=_MAIL,
        way=Way.DAILY,
    ),
    Kind(
        code="quota.given",
        title=Wording("Chỉ tiêu được điều chuyển đi", "Seats were handed on"),
        sentence=Wording(
            "{seats} chỉ tiêu «{programme}» của đơn vị được điều chuyển cho đơn vị khác.",
            "{seats} seats of “{programme}” of your agency were handed to another.",
        ),
        way=Way.DAILY,
    ),
    Kind(
        code="quota.received",
        title=Wording("Được thêm chỉ tiêu", "Seats were received"),
        sentence=Wording(
            "Đơn vị được thêm {seats} chỉ tiêu «{programme}».",
            "Your agency received {seats} seats of “{programme}”.",
        ),
        way=Way.DAILY,
    ),
)
