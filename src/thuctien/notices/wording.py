"""What people are told about jobs and about what they may do."""

from __future__ import annotations

from thuctien.engine.wording import Wording
from thuctien.notices.choices import Way
from thuctien.notices.kinds import Kind

KINDS = (
    Kind(
        code="job.done",
        title=Wording("Công việc đã xong", "A job is done"),
        sentence=Wording("«{job}» đã xong.", "“{job}” is done."),
        mail=Wording("Một công việc Anh/Chị yêu cầu đã xong.", "A job that you asked for is done."),
    ),
    Kind(
        code="job.failed",
        title=Wording("Công việc không thực hiện được", "A job could not be done"),
        sentence=Wording("«{job}» không thực hiện được: {reason}", "“{job}” failed: {reason}"),
        mail=Wording(
            "Một công việc Anh/Chị yêu cầu không thực hiện được. Lý do có trong phần mềm.",
            "A job that you asked for could not be done. The application says why.",
        ),
        way=Way.DAILY,
    ),
    Kind(
        code="job.dead",
        title=Wording("Công việc phải dừng hẳn", "A job was given up"),
        sentence=Wording("«{job}» phải dừng hẳn: {reason}", "“{job}” was given up: {reason}"),
        mail=Wording(
            "Công việc số {number} phải dừng hẳn sau {attempts} lần thử; cần người xem xét.",
            "Job number {number} was given up after {attempts} attempts; somebody must look at it.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="role.granted",
        title=Wording("Được giao vai trò", "You were given a role"),
        sentence=Wording(
            "Anh/Chị được giao vai trò «{role}» tại {unit} từ {valid_from}.",
            "You were given the role “{role}” at {unit} from {valid_from}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="role.revoked",
        title=Wording("Thôi vai trò", "A role was taken back"),
        sentence=Wording(
            "Anh/Chị thôi giữ vai trò «{role}» tại {unit}.",
            "You no longer hold the role “{role}” at {unit}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="delegation.given",
        title=Wording("Được ủy quyền", "Somebody lets you act for them"),
        sentence=Wording(
            "{giver} ủy quyền cho Anh/Chị từ {valid_from} đến {valid_to}.",
            "{giver} lets you act on their behalf from {valid_from} to {valid_to}.",
        ),
        mail=Wording(
            "Anh/Chị được ủy quyền từ {valid_from} đến {valid_to}.",
            "You may act on somebody's behalf from {valid_from} to {valid_to}.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="delegation.ended",
        title=Wording("Hết ủy quyền", "Acting for somebody has ended"),
        sentence=Wording(
            "Việc {giver} ủy quyền cho Anh/Chị đã kết thúc.",
            "You may no longer act on behalf of {giver}.",
        ),
        mail=Wording(
            "Một ủy quyền cho Anh/Chị đã kết thúc.",
            "You may no longer act on somebody's behalf.",
        ),
        way=Way.AT_ONCE,
    ),
)
"""Whoever tells gives these figures: ``job``, ``reason`` and ``role``, ``unit`` as words in both
languages (``{"vi": …, "en": …}``) or a name, days as ISO dates."""

JOBS = {
    "notices.mail": Wording("Gửi thư thông báo", "Sending notices by mail"),
    "notices.daily": Wording("Gộp thông báo hằng ngày", "Gathering the daily notices"),
    "notices.weekly": Wording("Gộp thông báo hằng tuần", "Gathering the weekly notices"),
    "notices.prune": Wording("Dọn thông báo cũ", "Clearing old notices"),
}
STAGES = {"notices.mail": Wording("Đang gửi thư", "Sending letters")}
